"""Erasure and retention: where the data lie, how long they are kept, and one incident erased for good. For the MSO."""

import streamlit as st

from dashboard import work
from dashboard.domain.periods import day_in_words
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store, StoreProblem
from dashboard.domain.words import SourceSystem
from dashboard.findings.erasure import CANNOT_BE_UNDONE, due_words, erased_words, records_words
from dashboard.views.said import plain, quietly, say
from dashboard.views.store_seen import forget_answers
from dashboard.views.tell import acts_done, tell_and_rerun


def erasure_part(store: Store, reader: Reader) -> None:
    st.header("Where the data lie", anchor=False)
    say(work.place_in_words(store))
    if not store.has_register():
        quietly("Nothing was imported yet, so there is nothing to delete or to erase.")
        return
    _kept(store, reader)
    _erase_one(store, reader)


def _kept(store: Store, reader: Reader) -> None:
    st.header("How long they are kept", anchor=False)
    now = work.now_utc()
    incidents_from, narrative_from = work.days_kept_from(store, now)
    due = work.purge_due(store, reader, now)
    days = [day_in_words(day) if day else None for day in (incidents_from, narrative_from)]
    if incidents_from is None:
        say("Incidents are kept: the setting of their retention is 0.")
    say(due_words(due.incidents, due.narratives, days[0], days[1], done=False))
    quietly(
        "What is due goes at the next publishing or start, a day after a change of the settings at the earliest; the files are then written "
        "anew, so that no byte of it stays."
    )
    if due.is_any and _confirmed("delete", "purge", "Delete what is due now"):
        with st.spinner("Deleting, and writing the files anew"):
            found, _ = work.purge(store, reader, work.now_utc())
            edition = work.publish(store, reader, work.now_utc())
        forget_answers()
        gone = due_words(found.incidents, found.narratives, days[0], days[1], done=True)
        tell_and_rerun(f"{gone} Edition {edition.edition_id} is a draft.")


def _erase_one(store: Store, reader: Reader) -> None:
    st.header("Erase one incident", anchor=False)
    quietly(
        "For an incident that must not be here: entered under the wrong trust, or because a person has the right to have it erased."
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        source = st.selectbox(
            "System",
            list(SourceSystem),
            format_func=lambda each: each.label,
            key=f"erase-source-{acts_done()}",
            width=220,
        )
        reference = st.text_input(
            "Reference in that system", key=f"erase-reference-{acts_done()}", max_chars=80, width=260
        ).strip()
    if not reference or source is None:
        return
    records = work.incident_to_erase(store, reader, source, reference, work.now_utc())
    if not records:
        say(
            f"The register holds no incident of {source.label} with that reference; look at how the listing writes it."
        )
        return
    say(records_words(records))
    st.warning(plain(CANNOT_BE_UNDONE))
    reason = st.text_input(
        "Why it is erased (it stays in the audit trail: no name, no reference)",
        key=f"erase-reason-{acts_done()}",
        max_chars=200,
        width=520,
    )
    if not _confirmed("erase", "erase", "Erase it for good"):
        return
    try:
        with st.spinner("Erasing, and writing every edition that held it again"):
            done = work.erase_incident(store, reader, source, reference, reason, work.now_utc())
    except StoreProblem as problem:
        st.error(plain(str(problem)))
        return
    forget_answers()
    left = [path.name for path in done.copies_left]
    tell_and_rerun(
        " ".join(
            erased_words(
                done.records, done.withdrawn, done.copies_deleted, left, done.texts, done.edition.edition_id
            )
        )
    )


def _confirmed(word: str, key: str, label: str) -> bool:
    """Whether the person wrote the word and pressed the button: what cannot be undone is never one click away."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        written = st.text_input(
            f"Write {word} to confirm", key=f"{key}-confirm-{acts_done()}", max_chars=10, width=260
        )
        return st.button(label, key=f"{key}-now", type="primary", disabled=written.strip().casefold() != word)
