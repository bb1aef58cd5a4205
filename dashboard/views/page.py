"""What every page that looks at an edition begins with: the banner, the title, what it stands on, the filter."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.periods import last_day
from dashboard.domain.reading_sample import FIRST_SEED
from dashboard.findings.asking import EVERYTHING, Asking, EditionSeen, stands_on
from dashboard.made_up_trust import BANNER
from dashboard.views.filter_panel import ANNOTATIONS, filter_panel
from dashboard.views.reader import current_reader
from dashboard.views.said import plain, quietly, say
from dashboard.views.store_seen import answer, cases, edition_seen, store_seen, worked_out

FRAME = "frame-of-the-page"


@dataclass(frozen=True)
class Frame:
    """What the frame of a page has drawn above it in this run: the question, and the place for the title."""

    asking: Asking | None
    heading: DeltaGenerator


def draw_frame() -> None:
    """Banner, place for the title, filter. Drawn by the script itself and not by a page: a widget drawn inside a page
    belongs to that page, and a filter has to stay when the page changes.
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

    seen = EditionSeen(number, edition.released_at, edition.released_by)
    before = Asking(
        answered, seen, EVERYTHING, answered_with_cases, of_edition=worked_out(root, made_up, number, reader)
    )
    if before.facts.made_up:
        made_up_banner()
    heading = st.container()
    choices = before.rows("filter_choices", EVERYTHING)
    asked = filter_panel(before.facts, before.calendar, choices, before.curve)
    asking = before.of(asked, draws_annotations=st.session_state[ANNOTATIONS])
    st.session_state[FRAME] = Frame(asking, heading)


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
    if not asking.left_out.incidents:
        say(f"No incident matches what is asked: {standing.line()} Choose another period or clear a filter.")
        return None
    return asking


def draw_foot() -> None:
    """The last line of a page: which edition, which rules, which version, and that recording is not risk."""
    asking = st.session_state[FRAME].asking
    if asking is not None:
        with st.container(key="foot"):
            quietly(asking.standing.foot())


def made_up_banner(*, invite: bool = True) -> None:
    """On every page of the made-up trust: what it is, and (not on the upload page itself) the way to one's own."""
    with st.container(key="made-up", horizontal=True, vertical_alignment="center"):
        words = " Look around, then upload your own listing." if invite else ""
        st.markdown(f"**{BANNER[:1].upper()}{BANNER[1:]}.**{words}")
        page = st.session_state.get("pages", {}).get("upload")
        if page and invite:
            st.page_link(page, label="Upload your own", icon=None)
