"""What every page that looks at an edition begins with: the banner, the title, what it stands on, the filter."""

from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import work
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.periods import day_in_london, last_day
from dashboard.domain.reading_sample import FIRST_SEED
from dashboard.findings.asking import EVERYTHING, Asking, EditionSeen, old_extract_words, stands_on
from dashboard.made_up_trust import BANNER
from dashboard.views.filter_panel import ANNOTATIONS, filter_panel
from dashboard.views.reader import current_reader
from dashboard.views.said import plain, quietly, say
from dashboard.views.store_seen import (
    answer,
    ask_ahead,
    cases,
    edition_before,
    edition_seen,
    store_seen,
    worked_out,
)

FRAME = "frame-of-the-page"
ASKED_BY_PAGES: dict[str, tuple[tuple[str, bool], ...]] = {}
"""Of each page by its path: the names of the questions it asked when it was last drawn, with whether on to the filling months."""


@dataclass(frozen=True)
class Frame:
    """What the frame of a page has drawn above it in this run: the question, and the place for the title."""

    asking: Asking | None
    heading: DeltaGenerator
    drawn: dict[str, str] = field(default_factory=dict)
    """The pictures whose marks lead to incidents: titles by keys."""


def draw_frame(page: str = "") -> None:
    """Banner, place for the title, filter. Drawn by the script itself and not by a page: a widget drawn inside a page
    belongs to that page, and a filter has to stay when the page changes.

    page: its path; what it asked when it was last drawn is asked for at once, while its Python has yet to come to it.
    """
    reader = current_reader()
    store = store_seen(reader)
    edition = edition_seen(store, reader)
    if edition is None:
        st.session_state[FRAME] = Frame(None, st.container())
        return

    root, made_up, number = str(store.root), store.made_up, edition.edition_id

    def answered(name: str, asked: IncidentFilter) -> list:
        return answer(root, made_up, number, name, asked, reader)

    def answered_with_cases(name: str, asked: IncidentFilter, seed: int = FIRST_SEED) -> list:
        return cases(root, made_up, number, name, asked, reader, seed)

    def last_paper() -> Asking | None:
        paper = edition_before(store, reader, number)
        if paper is None:
            return None
        seen_then = EditionSeen(paper.edition_id, paper.released_at, paper.released_by)
        return Asking(
            lambda name, asked: answer(root, made_up, paper.edition_id, name, asked, reader),
            seen_then,
            EVERYTHING,
        )

    seen = EditionSeen(number, edition.released_at, edition.released_by)
    before = Asking(
        answered, seen, EVERYTHING, answered_with_cases, last_paper=last_paper, may_act=reader.sees_drafts,
        of_edition=worked_out(root, made_up, number, reader),
    )  # fmt: skip
    if before.facts.made_up:
        made_up_banner()
    heading = st.container()
    choices = before.rows("filter_choices", EVERYTHING)
    asked = filter_panel(before.facts, before.calendar, choices, before.curve)
    asking = before.of(asked, draws_annotations=st.session_state[ANNOTATIONS])
    st.session_state[FRAME] = Frame(asking, heading)
    filling = asking.with_filling_months().asked
    wanted = [(name, filling if on else asked) for name, on in ASKED_BY_PAGES.get(page, ())]
    ask_ahead(str(store.root), store.made_up, before.edition.edition_id, wanted, reader)


def remember_asked(page: str) -> None:
    """When a page has been drawn: which questions it asked."""
    frame: Frame = st.session_state[FRAME]
    if frame.asking:
        ASKED_BY_PAGES[page] = frame.asking.asked_so_far()


def forget_frame() -> None:
    """At the end of a run: kept until the next one, the rows of every open session would be looked through for garbage after each
    run of any.
    """
    st.session_state.pop(FRAME, None)


def open_page(title: Callable[[Asking], str] | str) -> Asking | None:
    """Title and first line. None (after a sentence) when there is no edition or nothing matches what is asked."""
    frame: Frame = st.session_state[FRAME]
    asking = frame.asking
    if asking is None:
        st.title("Medication incidents")
        say("There is no edition to look at yet. Upload an incident extract to make the first one.")
        return None
    newest = max((row.month for row in asking.calendar), default=None)
    standing = asking.standing
    with frame.heading:
        st.title(plain(title if isinstance(title, str) else title(asking)))
        stands = stands_on(asking.facts, last_day(newest) if newest else None)
        quietly(f"{standing.line()} {standing.edition} {stands}")
        if old := old_extract_words(asking.facts, day_in_london(work.now_utc())):
            _old_extract(old, asking.may_act)
    if not asking.left_out.incidents:
        say(f"No incident matches what is asked: {standing.line()} Choose another period or clear a filter.")
        return None
    return asking


def _old_extract(words: str, may_act: bool) -> None:
    with st.container(key="old-extract", horizontal=True, vertical_alignment="center"):
        st.markdown(plain(words))
        if may_act and (page := st.session_state.get("pages", {}).get("upload")):
            st.page_link(page, label="Upload", icon=None)


def made_up_banner(*, invite: bool = True) -> None:
    """On every page of the made-up trust: what it is, and (not on the upload page itself) the way to one's own."""
    with st.container(key="made-up", horizontal=True, vertical_alignment="center"):
        words = " Look around, then upload your own listing." if invite else ""
        st.markdown(f"**{BANNER[:1].upper()}{BANNER[1:]}.**{words}")
        page = st.session_state.get("pages", {}).get("upload")
        if page and invite:
            st.page_link(page, label="Upload your own", icon=None)
