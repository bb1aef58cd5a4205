"""Hand over: what one officer leaves to the next as one file, and such a file taken over by an empty store."""

from collections.abc import Iterable

import streamlit as st

from dashboard import work
from dashboard.domain.extract import RefusedFile
from dashboard.domain.handover import Handover, counted, taken_in_words
from dashboard.domain.periods import london_day_in_words
from dashboard.domain.reader import Reader, Role
from dashboard.domain.store import Store, StoreProblem
from dashboard.findings.words import count_of
from dashboard.reports.handover.files import handover_file_name, handover_zip
from dashboard.views.said import plain, quietly, say
from dashboard.views.take_away import take_away
from dashboard.views.tell import acts_done, tell_and_rerun

ABOUT = (
    "When a Medication Safety Officer leaves, what was decided can go along as one file: settings, how listings are read, words, names of "
    "medicines, wards, months, breaks and annotations, saved views, learning cards, safety actions, alerts and what is on the officer's desk. "
    "No incident is in it and nothing about a patient: incidents and bed days travel by backup of the store's folder."
)


def hand_over_part(store: Store, reader: Reader) -> None:
    say(ABOUT)
    if reader.role is not Role.MSO:
        quietly("Only the Medication Safety Officer hands over.")
        return
    if work.nothing_to_hand_over(store, work.now_utc()):
        quietly("There is nothing to hand over yet: nothing was imported or decided in this store.")
        _take_over(store, reader)
        return
    _hand_over(store, reader)
    quietly(
        "A handover pack is taken over by an empty store only; this one is not empty, so none can be chosen here."
    )


def _hand_over(store: Store, reader: Reader) -> None:
    st.header("For whoever comes next", anchor=False)
    handover = work.hand_over(store, reader, work.now_utc())

    take_away(
        "Handover pack (.zip)",
        key="handover-pack",
        content=lambda: handover_zip(handover),
        name=handover_file_name(handover),
        mime="application/zip",
        export=work.handover_export(handover),
        primary=True,
    )
    quietly(
        "Its README says what to do on day one, with this trust's own figures; its list of contacts and its checklist hold what the "
        "Officer's desk holds, and are forms where that is empty. That it was written is noted in the audit trail."
    )
    _what_is_in_it(handover)
    if handover.open_items:
        say("What waits goes along as counts:")
        _list(f"{item.what}: {item.how_many:,} ({item.where})" for item in handover.open_items)
    if handover.left_out:
        say("What stays here, in whole or in part:")
        _list(f"{left.how_many:,} of the {left.what}: {left.why}" for left in handover.left_out)


def _take_over(store: Store, reader: Reader) -> None:
    st.header("Take over", anchor=False)
    uploaded = st.file_uploader(
        "Handover pack (.zip)", type=["zip"], key=f"take-over-{acts_done()}", max_upload_size=20
    )
    if uploaded is None:
        quietly("Choose the file that your predecessor left. It is read and shown first.")
        return
    now = work.now_utc()
    with st.spinner("Reading the file"):
        read = work.read_handover_file(store, uploaded.getvalue(), uploaded.name, now)
    if isinstance(read, RefusedFile):
        st.error(plain(read.sentence))
        return
    say(
        f"Handover of {read.trust_name}, written on {london_day_in_words(read.written_at)} by version {read.product_version}."
    )
    _what_is_in_it(read)
    if not st.button("Take this over", type="primary", key="take-over"):
        return
    try:
        done = work.take_over(store, reader, read, work.now_utc())
    except StoreProblem as problem:
        st.error(plain(str(problem)))
        return
    tell_and_rerun(
        f"{taken_in_words(done.taken, done.left_out)} Import the trust's listings under Upload now."
    )


def _what_is_in_it(handover: Handover) -> None:
    found = counted(handover.decided)
    if not found:
        quietly("Nothing has been decided yet: the pack holds its README and the two lists.")
        return
    say(f"{count_of(handover.decisions, 'decision')}:")
    _list(f"{many:,} {words}" for many, words in found)


def _list(items: Iterable[str]) -> None:
    st.markdown("\n".join(f"- {plain(item)}" for item in items))
