"""Before a file is stored: what would change, month by month and why; what is gone; whether it agrees with the report."""

from dataclasses import asdict

import streamlit as st

from dashboard.domain.extract import Extract
from dashboard.domain.periods import day_in_words, month_in_words
from dashboard.extracts.written_medicines import names_read
from dashboard.findings.imported import (
    changes_sentence,
    ledger_of_import,
    ledger_words,
    medication_share_sentence,
    medicines_sentence,
    no_month_changes,
)
from dashboard.findings.words import count_of
from dashboard.register import ImportPreview
from dashboard.register.changes import Changes
from dashboard.views.picture import rows_as_table, show_table
from dashboard.views.said import say

WHY_COUNTS_DIFFER = (
    "Usual reasons why a report of your incident system shows another number: it counts rows and not incidents (a row for each "
    "medicine or patient); it goes by the date reported; it includes rejected incidents, or categories other than medication; "
    "it was run on another day; its period or sites are others."
)
KEEP, WITHDRAW, LATER = "Keep them", "Withdraw them", "Decide later"


def changes_in_words(read: Extract, changes: Changes) -> str:
    return changes_sentence(len(read.incidents), **asdict(changes))


def before_you_store(read: Extract, before: ImportPreview) -> None:
    """Counts in one sentence, and each month that was counted before and becomes another number."""
    medicines = medicines_sentence(*names_read(read.medicines))
    say(
        f"{changes_in_words(read, before.changes)} {medicines} Does this agree with the count on your own report?"
    )
    with st.expander("If it does not agree"):
        say(WHY_COUNTS_DIFFER)
    if share := medication_share_sentence(read.medication_share):
        say(share)
    if before.older_than:
        st.warning(
            f"This file looks older than what is stored: it tells how things stood on {day_in_words(read.as_at)}, and a "
            f"{read.source.label} extract as at {day_in_words(before.older_than)} is there already. Where both know an "
            "incident, the newer one keeps its word."
        )
    if not before.ledger:
        say(no_month_changes(before.changes.new))
    else:
        with st.expander("What becomes of each month", expanded=len(before.ledger) <= 6):
            for sentence in ledger_words(before.ledger):
                say(sentence)
            show_table(
                ledger_of_import(before.ledger), alt="Months before and after this import, with the reasons"
            )


def gone_decision(before: ImportPreview, sha256: str) -> tuple[dict[str, str], dict[str, str]]:
    """(withdrawn, kept): reference to reason, for incidents that the file covers and does not hold."""
    if not before.gone:
        return {}, {}
    st.subheader("No longer in the extract", anchor=False)
    say(
        f"{count_of(before.gone_total, 'incident')} known for what this file covers {'is' if before.gone_total == 1 else 'are'} "
        "not in it. Systems drop an incident when it was merged, deleted or re-categorised; a listing can also be cut short."
    )
    if before.gone_total > len(before.gone):
        say(
            "That is too many to be withdrawn: look at what the file covers, or export it again. They are kept."
        )
        return {}, {}
    show_table(
        rows_as_table(
            ("Reference", "Month", "Site", "Ward or place", "Harm", "Status"),
            [
                (
                    g.reference,
                    month_in_words(g.month) if g.month else "",
                    g.site,
                    g.location,
                    g.harm_level,
                    g.status,
                )
                for g in before.gone
            ],
        ),
        alt="Incidents that are no longer in the extract",
    )
    answer = st.radio(
        "What should become of them?",
        [LATER, KEEP, WITHDRAW],
        key=f"gone-{sha256[:12]}",
        captions=[
            "They go on counting; the next file asks again.",
            "They go on counting, and are not asked about again.",
            "They leave the counts and stay in the ledger; undo brings them back, and so does a listing that holds them again.",
        ],
    )
    if answer == LATER:
        return {}, {}
    references = [each.reference for each in before.gone]
    only = st.multiselect(
        "Only these (leave empty for all of them)",
        references,
        key=f"gone-only-{sha256[:12]}",
        placeholder="all of them",
    )
    reason = st.text_input(
        "Why", key=f"gone-why-{sha256[:12]}", max_chars=120, placeholder="merged with W10432"
    )
    decided = {reference: reason.strip() or "not in the listing" for reference in only or references}
    return (decided, {}) if answer == WITHDRAW else ({}, decided)
