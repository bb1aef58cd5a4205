"""The list of dated records of one kind, from which one is taken back; what an act on a record is told with, and its undo."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import streamlit as st

from dashboard import work
from dashboard.domain.dated import DatedRecord
from dashboard.domain.periods import day_in_words
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store
from dashboard.register import Publication
from dashboard.views.picture import rows_as_table, show_table
from dashboard.views.said import quietly
from dashboard.views.tell import acts_done, tell_and_rerun
from dashboard.views.undo import undo_next


@dataclass(frozen=True)
class Acts:
    """How records of one kind are kept and taken back."""

    record: Callable[[Store, Reader, DatedRecord, datetime], tuple[int, Publication]]
    take_back: Callable[[Store, Reader, int, datetime], tuple[DatedRecord, Publication]]


def list_of_records(
    store: Store,
    reader: Reader,
    acts: Acts,
    held: Sequence[DatedRecord],
    columns: Sequence[str],
    row: Callable[[DatedRecord], Sequence[object]],
    *,
    title: str,
    key: str,
    made_up: bool,
) -> None:
    """The records with the columns given, and beneath them the control that takes one back (not in the made-up trust)."""
    st.header(title, anchor=False)
    if not held:
        quietly("None is recorded.")
        return
    show_table(rows_as_table(columns, [row(each) for each in held]), alt=title)
    if made_up:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Take back", held, format_func=_in_short, key=f"{key}-which-{acts_done()}", width=420
        )
        if st.button("Take it back", key=f"{key}-take-back") and chosen and chosen.number:
            with st.spinner("Publishing a draft edition"):
                was, edition = acts.take_back(store, reader, chosen.number, work.now_utc())
            undo_next("Record it again", partial(put_back, store, reader, acts, was))
            tell_and_rerun(
                f"'{was.label}' is taken back: no chart is drawn with it. Edition {edition.edition_id} is a draft."
            )


def put_back(store: Store, reader: Reader, acts: Acts, record: DatedRecord) -> str:
    """A record that was taken back, recorded anew; what was done, in a sentence."""
    number, edition = acts.record(store, reader, record, work.now_utc())
    return f"'{record.label}' is recorded again, as number {number}. Edition {edition.edition_id} is a draft."


def taken_back(store: Store, reader: Reader, acts: Acts, number: int) -> str:
    """A record that was just kept, taken back; what was done, in a sentence."""
    was, edition = acts.take_back(store, reader, number, work.now_utc())
    return f"'{was.label}' is taken back. Edition {edition.edition_id} is a draft."


def _in_short(record: DatedRecord) -> str:
    return f"{record.number}: {day_in_words(record.dated_on)}, {record.label}"
