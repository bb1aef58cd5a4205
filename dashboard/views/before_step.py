"""Before a file is stored: what would change, month by month and why; what is gone; whether it agrees with the report."""

import streamlit as st

from dashboard.domain.extract import Extract
from dashboard.domain.periods import day_in_words
from dashboard.extracts.written_medicines import names_read
from dashboard.findings.imported import ledger_of_import, ledger_words
from dashboard.findings.words import count_of
from dashboard.register import ImportPreview
from dashboard.views.picture import rows_as_table, show_table
from dashboard.views.said import quietly, say

WHY_COUNTS_DIFFER = (
    "Usual reasons why a report of your incident system shows another number: it counts rows and not incidents (a row for each "
    "medicine or patient); it goes by the date reported; it includes rejected incidents, or categories other than medication; "
    "it was run on another day; its period or sites are others."
)
KEEP, WITHDRAW, LATER = "Keep them", "Withdraw them", "Decide later"


def before_you_store(read: Extract, before: ImportPreview) -> None:
    """Counts in one sentence, and each month that was counted before and becomes another number."""
    changes = before.changes
    say(
        f"{count_of(len(read.incidents), 'incident')}: {changes.new:,} new, {changes.updated:,} updated "
        f"({changes.harm_up:,} graded up, {changes.harm_down:,} graded down), {changes.unchanged:,} unchanged. "
        f"{_named_words(read)} Does this agree with the count on your own report?"
    )
    with st.expander("If it does not agree"):
        say(WHY_COUNTS_DIFFER)
    if read.medication_share is not None:
        say(
            f"{read.medication_share:.0%} of the incidents in this listing are medication incidents; the others are left out."
        )
    if before.older_than:
        st.warning(
            f"This file looks older than what is stored: it speaks as at {day_in_words(read.as_at)}, and a "
            f"{read.source.label} extract as at {day_in_words(before.older_than)} is there already. Where both know an "
            "incident, the newer one keeps its word."
        )
    if before.ledger:
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
            [(g.reference, g.month, g.site, g.location, g.harm_level, g.status) for g in before.gone],
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


def _named_words(read: Extract) -> str:
    written, unknown = names_read(read.medicines)
    verb = "is" if unknown == 1 else "are"
    named = f"{count_of(unknown, 'medicine name')} of {written:,} written ones {verb} not recognised."
    return named


def identifiers_in_words(read: Extract) -> None:
    """What looks like a personal detail, by column; never the values."""
    for found in read.identifiers:
        used = any(
            column.heading == found.heading and column.field not in (None, "narrative")
            for column in read.columns
        )
        end = (
            "This column is used: take them out of the listing, or set the column to 'not used'."
            if used
            else "This column is not stored."
        )
        quietly(
            f"Looks like personal details ({found.kind}) in {count_of(found.rows, 'row')} of '{found.heading}'. {end}"
        )
