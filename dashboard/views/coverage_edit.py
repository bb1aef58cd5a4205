"""Correcting the calendar of coverage: a month of a source and site is said to be covered, or missing."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

import streamlit as st

from dashboard import work
from dashboard.domain.periods import day_in_london, month_in_words
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from dashboard.register import CoverageEdit, MonthSaid, coverage_edits
from dashboard.views.picture import rows_as_table, show_table
from dashboard.views.reader import named
from dashboard.views.said import quietly
from dashboard.views.tell import tell_and_rerun

AS_EXTRACTS_SAY = "as its extracts say"
WORDS = {
    "covered": MonthSaid.COVERED,
    "missing": MonthSaid.MISSING,
    AS_EXTRACTS_SAY: None,
}


def coverage_edit(
    store: Store, reader: Reader, sources: Sequence[str], sites: Sequence[str], months: Sequence[date]
) -> None:
    """Every chart obeys what is said here; the reason stands in the calendar."""
    st.header("Correct the calendar", anchor=False)
    quietly(
        "An extract covers what was said when it was stored. Where you know better (a site that had not gone over yet, a month that "
        "the listing cut short), say so here. A covered month without incidents is a zero, a missing one is a gap; every "
        "picture obeys, and the reason stands in the table of the calendar."
    )
    if not (sources and sites and months):
        quietly("No extract covers a month yet.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        source = st.selectbox(
            "System",
            list(sources),
            format_func=lambda name: SourceSystem(name).label,
            key="cover-source",
            width=160,
        )
        site = st.selectbox("Site", list(sites), key="cover-site", width=220)
        month = st.selectbox("Month", list(months), format_func=month_in_words, key="cover-month", width=180)
        said = st.selectbox("It is", list(WORDS), key="cover-state", width=220)
    reason = st.text_input("Why", key="cover-why", max_chars=120)
    if st.button(
        "Keep the correction", key="cover-keep", disabled=WORDS[said] is not None and not reason.strip()
    ):
        edition = work.edit_coverage(
            store, reader, SourceSystem(source), site, month, WORDS[said], reason.strip(), work.now_utc()
        )
        tell_and_rerun(
            f"{month_in_words(month)} of {site} ({SourceSystem(source).label}) is now {said}. Edition {edition.edition_id} is a "
            "draft."
        )
    if edits := _edits(str(store.root), store.made_up, _written(store), reader.anonymous):
        show_table(
            rows_as_table(
                ("System", "Site", "Month", "Said to be", "Why", "By", "On"),
                [
                    (
                        SourceSystem(e.source).label, e.site, month_in_words(e.month), e.state, e.reason, named(e.edited_by),
                        day_in_london(e.edited_at),
                    )
                    for e in edits
                ],
            ),
            alt="Months that were corrected",
        )  # fmt: skip


@lru_cache(maxsize=8)
def _edits(
    root: str, made_up: bool, _written: tuple[tuple[int, int], ...], reader: Reader
) -> tuple[CoverageEdit, ...]:
    """Read once for each state of the register: to open it takes 25 ms, half of the page."""
    return coverage_edits(Store(Path(root), made_up), reader, work.now_utc())


def _written(store: Store) -> tuple[tuple[int, int], ...]:
    """When the register and what is not yet written into it were last changed, and how long they are."""
    files = (store.register, store.register.with_name(store.register.name + ".wal"))
    return tuple(
        (found.st_mtime_ns, found.st_size) for file in files if file.exists() for found in [file.stat()]
    )
