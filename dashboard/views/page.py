"""What every page that looks at an edition begins with: the banner, the title, what it stands on, the filter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import work
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.periods import day_in_london, last_day
from dashboard.domain.reader import PREPARES, Reader
from dashboard.domain.reading_sample import FIRST_SEED
from dashboard.domain.store import Store, StoreProblem
from dashboard.edition import ShelvedEdition, WithdrawnEdition, last_before, withdrawn_editions
from dashboard.findings.asking import EVERYTHING, Asking, EditionSeen, old_extract_words, stands_on
from dashboard.made_up_trust import BANNER
from dashboard.views.edition_choice import NOT_TO_BE_SEEN, edition_chosen, show_newest
from dashboard.views.filter_panel import ANNOTATIONS, filter_panel
from dashboard.views.names import known_name
from dashboard.views.on_agenda import agenda_strip
from dashboard.views.page_seen import title_seen
from dashboard.views.reader import current_reader
from dashboard.views.said import plain, quietly, say
from dashboard.views.save_view import offer_to_save
from dashboard.views.store_seen import (
    answer,
    ask_ahead,
    cases,
    copies_in_words,
    editions_seen,
    of_blocks,
    store_seen,
    worked_out,
)

NONE_YET = "There is no edition to look at yet. Upload an incident extract to make the first one."
NONE_RELEASED_YET = "Nothing is released yet. The medication safety officer releases what you can look at."
FRAME = "frame-of-the-page"
ASKED_BY_PAGES: dict[str, tuple[tuple[str, bool], ...]] = {}
"""Of each page by its path: the names of the questions it asked when it was last drawn, with whether on to the filling months."""


@dataclass(frozen=True)
class Frame:
    """What the frame of a page has drawn above it in this run: the question, and the place for the title."""

    asking: Asking | None
    heading: DeltaGenerator
    store: Store
    editions: tuple[ShelvedEdition, ...] = ()
    has_filter: bool = True
    drawn: dict[str, str] = field(default_factory=dict)
    """The pictures whose marks lead to incidents: titles by keys."""


def draw_frame(page: str = "", *, with_filter: bool = True) -> None:
    """Banner, place for the title, filter. Drawn by the script itself and not by a page: a widget drawn inside a page
    belongs to that page, and a filter has to stay when the page changes.

    page: its path; what it asked when it was last drawn is asked for at once, while its Python has yet to come to it.
    """
    reader = current_reader()
    store = store_seen(reader)
    editions = editions_seen(store, reader)
    if not editions:
        st.session_state[FRAME] = Frame(None, st.container(), store)
        return
    edition = edition_chosen(editions, lambda: withdrawn_editions(store))
    before = _asking_of(store, reader, edition, editions)
    try:
        made_up = before.facts.made_up
    except StoreProblem:
        if edition is editions[0]:
            raise
        say(NOT_TO_BE_SEEN.format(edition.edition_id))
        show_newest()
        before = _asking_of(store, reader, editions[0], editions)
        made_up = before.facts.made_up
    if made_up:
        made_up_banner()
    if before.edition.newest is not None:
        _as_it_stood(before)
    agenda_strip(store, reader, before)
    heading = st.container()
    if not with_filter:
        st.session_state[FRAME] = Frame(before, heading, store, tuple(editions), has_filter=False)
        return
    choices = before.rows("filter_choices", EVERYTHING)
    asked = filter_panel(before.facts, before.calendar, choices, before.curve, editions)
    offer_to_save(store, reader, before, asked)
    asking = before.of(asked, draws_annotations=st.session_state[ANNOTATIONS])
    st.session_state[FRAME] = Frame(asking, heading, store, tuple(editions))
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


def _asking_of(
    store: Store, reader: Reader, edition: ShelvedEdition, editions: Sequence[ShelvedEdition]
) -> Asking:
    """Everything of one edition; an answer never comes from another one, because each is kept under its edition's number."""
    root, made_up, number = str(store.root), store.made_up, edition.edition_id

    def answered(name: str, asked: IncidentFilter) -> list:
        return answer(root, made_up, number, name, asked, reader)

    def answered_with_cases(name: str, asked: IncidentFilter, seed: int = FIRST_SEED) -> list:
        return cases(root, made_up, number, name, asked, reader, seed)

    def answered_of_blocks(name: str, asked: IncidentFilter, blocks: tuple[int, ...]) -> list:
        return of_blocks(root, made_up, number, name, asked, reader, blocks)

    def last_paper() -> Asking | None:
        paper = last_before(number, editions)
        return _asking_of(store, reader, paper, editions) if paper else None

    newest = editions[0].edition_id
    return Asking(
        answered,
        EditionSeen(
            number,
            edition.released_at,
            known_name(edition.released_by or "", reader),
            newest if newest != number else None,
        ),
        EVERYTHING,
        answered_with_cases,
        answered_of_blocks,
        last_paper=last_paper,
        may_act=reader.sees_drafts,
        of_edition=worked_out(root, made_up, number, reader.anonymous),
    )


def quietly_of_today(asking: Asking) -> None:
    """On a page of what people decide, while an earlier edition is shown."""
    if asking.edition.newest is not None:
        quietly(
            f"Edition {asking.edition.edition_id} keeps what was decided when it was published, and its pictures are drawn with that. "
            "What is listed, recorded and changed on this page is what holds today."
        )


def editions_on_the_shelf() -> tuple[ShelvedEdition, ...]:
    """Those that the reader may look at, newest first."""
    frame: Frame = st.session_state[FRAME]
    return frame.editions


def withdrawn_from_the_shelf() -> dict[int, WithdrawnEdition]:
    """Those that are there no more, by their numbers."""
    frame: Frame = st.session_state[FRAME]
    return withdrawn_editions(frame.store)


def asked_of(edition: ShelvedEdition, asking: Asking) -> Asking:
    """The same question to another edition."""
    frame: Frame = st.session_state[FRAME]
    other = _asking_of(frame.store, current_reader(), edition, frame.editions)
    return other.of(asking.asked)


def _as_it_stood(asking: Asking) -> None:
    """The line above the title while an earlier edition is shown, with the way back."""
    with st.container(key="as-it-stood", horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(asking.edition.as_it_stood())}**")
        st.button("Show the newest", key="show-newest", type="tertiary", on_click=show_newest)


def open_page(title: Callable[[Asking], str] | str, *, of_what_is_asked: bool = True) -> Asking | None:
    """Title and first line. None (after a sentence) when there is no edition or nothing matches what is asked; a page that shows more than what
    the filter asks is opened all the same."""
    frame: Frame = st.session_state[FRAME]
    asking = frame.asking
    if asking is None:
        st.title("Medication incidents")
        say(NONE_YET if current_reader().sees_drafts else NONE_RELEASED_YET)
        return None
    newest = max((row.month for row in asking.calendar), default=None)
    standing = asking.standing
    words = title if isinstance(title, str) else title(asking)
    title_seen(words)
    with frame.heading:
        st.title(plain(words))
        stands = stands_on(asking.facts, last_day(newest) if newest else None)
        asked = f"{standing.line()} " if frame.has_filter else ""
        quietly(f"{asked}{standing.edition} {stands}")
        old = old_extract_words(asking.facts, day_in_london(work.now_utc()))
        if old and asking.edition.newest is None:
            _old_extract(old, asking.may_act)
    if of_what_is_asked and not asking.left_out.incidents:
        say(f"No incident matches what is asked: {standing.line()} Choose another period or clear a filter.")
        return None
    return asking


def _old_extract(words: str, may_act: bool) -> None:
    with st.container(key="old-extract", horizontal=True, vertical_alignment="center"):
        st.markdown(plain(words))
        if may_act and (page := st.session_state.get("pages", {}).get("upload")):
            st.page_link(page, label="Upload", icon=None)


def draw_foot() -> None:
    """The last line of a page: which edition, which rules, which version, and that recording is not risk."""
    asking = st.session_state[FRAME].asking
    if asking is not None:
        with st.container(key="foot"):
            quietly(asking.standing.foot())
            if words := copies_in_words():
                quietly(words)


def made_up_banner(*, invite: bool = True) -> None:
    """On every page of the made-up trust: what it is, and (not on the upload page itself) the way to one's own."""
    with st.container(key="made-up", horizontal=True, vertical_alignment="center"):
        invite = invite and current_reader().may(PREPARES)
        words = " Look around, then upload your own listing." if invite else ""
        st.markdown(f"**{BANNER[:1].upper()}{BANNER[1:]}.**{words}")
        page = st.session_state.get("pages", {}).get("upload")
        if page and invite:
            st.page_link(page, label="Upload your own", icon=None)
