"""What every page that looks at an edition begins with: the banner, the title, what it stands on, the filter."""

from collections.abc import Callable

import streamlit as st

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.periods import last_day
from dashboard.findings.asking import EVERYTHING, Asking, EditionSeen, stands_on
from dashboard.made_up_trust import BANNER
from dashboard.views.filter_panel import filter_panel
from dashboard.views.reader import current_reader
from dashboard.views.said import plain, quietly, say
from dashboard.views.store_seen import answer, edition_seen, store_seen


def open_page(title: Callable[[Asking], str] | str) -> Asking | None:
    """Banner, filter, title and first line. None (after a sentence) when there is no edition or nothing matches."""
    reader = current_reader()
    store = store_seen(reader)
    edition = edition_seen(store, reader)
    if edition is None:
        st.title("Medication incidents")
        say("There is no edition to look at yet. Upload an incident extract to make the first one.")
        return None

    def answered(name: str, asked: IncidentFilter) -> list:
        return answer(str(store.root), store.made_up, edition.edition_id, name, asked, reader)

    seen = EditionSeen(edition.edition_id, edition.released_at, edition.released_by)
    before = Asking(answered, seen, EVERYTHING)
    if before.facts.made_up:
        made_up_banner()
    heading = st.container()
    asked = filter_panel(before.facts, before.calendar, before.rows("filter_choices", EVERYTHING))
    asking = Asking(answered, seen, asked)
    newest = max((row.month for row in asking.calendar), default=None)
    with heading:
        st.title(plain(title if isinstance(title, str) else title(asking)))
        standing = asking.standing
        quietly(
            f"{standing.line()} {standing.edition} {stands_on(asking.facts, last_day(newest) if newest else None, asked.basis)}"
        )
    if not asking.left_out.incidents:
        say(f"No incident matches what is asked: {standing.line()} Choose another period or clear a filter.")
        return None
    return asking


def made_up_banner(*, invite: bool = True) -> None:
    """On every page of the made-up trust: what it is, and (not on the upload page itself) the way to one's own."""
    with st.container(key="made-up", horizontal=True, vertical_alignment="center"):
        words = " Look around, then upload your own listing." if invite else ""
        st.markdown(f"**{BANNER[:1].upper()}{BANNER[1:]}.**{words}")
        page = st.session_state.get("pages", {}).get("upload")
        if page and invite:
            st.page_link(page, label="Upload your own", icon=None)
