"""Incidents: the cases behind what the filter asks, one by one: searched, or a sample to read."""

from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dashboard import work
from dashboard.domain.case_search import LONGEST_SEARCH, CaseSearch, SearchNotUnderstood
from dashboard.domain.learning.card import Card
from dashboard.domain.periods import day_in_london
from dashboard.domain.reader import OFFICER, PREPARES, READS_CASES
from dashboard.domain.reading_sample import FIRST_SEED, LARGEST_SEED
from dashboard.findings import incidents
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.incidents import Cases
from dashboard.findings.learning.signals import card_on_incidents, card_on_ticked
from dashboard.views.folded import folded
from dashboard.views.harmful import harmful_list
from dashboard.views.learning.open_card import offer_card, told_beneath
from dashboard.views.marks import mark, marks_wanted, with_marks
from dashboard.views.narrative import narrative_of_ticked
from dashboard.views.page import open_page
from dashboard.views.page_seen import table_seen
from dashboard.views.reader import current_reader
from dashboard.views.said import quietly, say, say_each
from dashboard.views.sentences import link_to
from dashboard.views.store_seen import store_seen
from dashboard.views.take_away import csv_of_table
from dashboard.views.worked_out import how_it_is_worked_out

TITLE = "Incidents, one by one"
REFERENCES = "incidents-references"
FIND, SAMPLE, SEED = "incidents-find", "incidents-sample", "incidents-seed"
ONLY_HARMFUL = (
    "Of incidents one by one you see those of moderate harm and above; the other pages count all of them."
)
IN_LINK = "incidents-in-the-link"
"""What this page last wrote to the URL: something else there means that somebody followed a link."""

ROWS_IN_SIGHT, ROW_HEIGHT = 14, 35
WIDTHS = {
    "Number": 75, "Reference": 95, "Year only": 80, "Harm": 105, "Site": 130, "Division": 130, "Ward or place": 125,
    "Medicines": 180, "Stage": 160, "Error type": 170, "Reported by": 150, "Source": 75, "Approval": 130, "Tags": 150,
}  # fmt: skip
"""Pixels."""


def render() -> None:
    asking = open_page("Incidents recorded, one by one")
    if asking is None:
        return
    if not current_reader().may(READS_CASES):
        say(ONLY_HARMFUL)
        harmful_list(asking)
        return
    _take_from_link()
    with st.container(horizontal=True, vertical_alignment="bottom", key="incidents-controls"):
        text = st.text_input(
            "Search the listed incidents", key=FIND, max_chars=LONGEST_SEARCH, width=420,
            placeholder="insulin and not (omitted or delayed)",
        )  # fmt: skip
        sample = st.toggle("Reading sample", key=SAMPLE)
        seed = st.number_input(
            "Seed", 0, LARGEST_SEED, step=1, key=SEED, width=150, disabled=not sample,
            help="Another number draws another sample; the same number draws the same one again.",
        )  # fmt: skip
        references = _references_wanted()
        wanted = marks_wanted()
    _write_to_link(text, int(seed) if sample else None)
    cases = incidents.sampled_cases(asking, int(seed)) if sample else incidents.newest_cases(asking)
    if references:
        store, reader = store_seen(current_reader()), current_reader()
        cases = cases.with_references(work.references_of(store, reader, cases.numbers, work.now_utc()))
    cases = with_marks(cases).with_marks(wanted)
    try:
        cases = cases.found_by(CaseSearch.read(text))
    except SearchNotUnderstood as problem:
        with st.container(key="incidents-mistake"):
            say(f"{problem} Until then nothing is searched for.")
    for sentence in cases.sentences:
        say(sentence)
    ticked: list[int] = []
    if len(cases):
        table_seen(f"{TITLE}, {asking.standing.basis}", cases.table, lists_incidents=True)
        ticked = _table(cases)
        mark(ticked)
        narrative_of_ticked(ticked)
    quietly(incidents.HELD)
    _beneath(asking, cases, text, ticked)


def _references_wanted() -> bool:
    """The officer asks for them each time anew, and that is noted: to open the register waits for an import that is under way."""
    reader = current_reader()
    if not reader.may(OFFICER):
        return False

    def noted() -> None:
        if st.session_state[REFERENCES]:
            work.note_references(store_seen(reader), reader, work.now_utc())

    return st.toggle(
        "Every reference",
        key=REFERENCES,
        on_change=noted,
        help="For you alone, and noted in the audit trail. They can be searched for, and stand in no download.",
    )


def _table(cases: Cases) -> list[int]:
    """The numbers of the rows that are ticked. Other incidents are another table: what was ticked holds for the ones it was
    ticked on."""
    frame = pd.DataFrame(cases.shown)
    seen = st.dataframe(
        frame,
        key=f"incidents-listed-{hash(tuple(cases.numbers))}",
        on_select="rerun" if cases.marks else "ignore",
        selection_mode="multi-row",
        hide_index=True,
        width="stretch",
        height=ROW_HEIGHT * (min(len(frame), ROWS_IN_SIGHT) + 1) + 2,
        row_height=ROW_HEIGHT,
        column_config={
            **{name: st.column_config.Column(width=width) for name, width in WIDTHS.items()},
            "Number": st.column_config.NumberColumn(width=WIDTHS["Number"], format="%d"),
            "Date": st.column_config.DateColumn(width=95, format="DD/MM/YYYY"),
            "Read": st.column_config.DateColumn(width=95, format="DD/MM/YYYY"),
        },
        placeholder="",
        alt=f"{TITLE}: {len(cases):,} listed",
    )
    ticked = seen["selection"]["rows"] if cases.marks else []
    return [cases.numbers[row] for row in ticked if row < len(cases)]


def _beneath(asking: Asking, cases: Cases, find: str, ticked: list[int]) -> None:
    with st.container(horizontal=True, key="beneath-incidents"):
        folded("How to search", "how-to-search", lambda: say_each(incidents.how_to_search()))
        folded(
            "How this is worked out",
            "how-incidents",
            lambda: how_it_is_worked_out(incidents.how_it_is_worked_out(asking), asking.standing.method),
        )
        folded("Download", "download-incidents", lambda: _download(asking, cases))
        offer_card(
            "incidents", store_seen(current_reader()), asking, lambda: _card(asking, cases, find, ticked)
        )
        if ticked and current_reader().may(PREPARES) and not asking.facts.made_up:
            numbers = urlencode([("incident", str(n)) for n in ticked])
            link_to(f"safety-actions?{numbers}", "Open a safety action on those ticked", EVERYTHING)
    told_beneath("incidents")


def _card(asking: Asking, cases: Cases, find: str, ticked: list[int]) -> Card:
    """On the incidents that are ticked; where none is, on what is asked and searched for."""
    today = day_in_london(work.now_utc())
    if ticked:
        return card_on_ticked(ticked, asking, today)
    return card_on_incidents(" ".join(cases.sentences), " ".join(find.split()), asking, today)


def _download(asking: Asking, cases: Cases) -> None:
    title = f"{TITLE}, {asking.standing.basis}"
    csv_of_table("incidents", title, cases.table, asking.standing, cases.sentences)


def _take_from_link() -> None:
    """At the first run of the page, and when the URL is not what we wrote, the controls take what it asks: `find` and `sample`."""
    linked = (st.query_params.get("find", ""), st.query_params.get("sample", ""))
    if linked == st.session_state.get(IN_LINK) and FIND in st.session_state:
        return
    find, sample = linked
    drawn_by = (
        int(sample)
        if sample.isascii() and sample.isdigit() and len(sample) <= len(str(LARGEST_SEED))
        else None
    )
    st.session_state[FIND] = find[:LONGEST_SEARCH]
    st.session_state[SAMPLE] = drawn_by is not None
    st.session_state[SEED] = FIRST_SEED if drawn_by is None else drawn_by


def _write_to_link(find: str, seed: int | None) -> None:
    wanted = (find, "" if seed is None else str(seed))
    for key, value in zip(("find", "sample"), wanted, strict=True):
        if value and st.query_params.get(key) != value:
            st.query_params[key] = value
        elif not value and key in st.query_params:
            del st.query_params[key]
    st.session_state[IN_LINK] = wanted
