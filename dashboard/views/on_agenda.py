"""On a page that was opened from the agenda: which entry it is, and the way to the ones before and after."""

import streamlit as st

from dashboard import work
from dashboard.domain.incident_filter import by_key
from dashboard.domain.reader import READS_TRUST, Reader
from dashboard.domain.saved_view import SavedView
from dashboard.domain.store import Store
from dashboard.findings.agenda import AGENDA_KEY, Entry, entry, place_on_agenda
from dashboard.findings.asking import Asking
from dashboard.views.edition_choice import edition_in_link
from dashboard.views.said import plain, quietly, say

SHOWN = "agenda-entry-shown"


def titles() -> dict[str, str]:
    """The titles of the pages that there are, by path."""
    return {path: page.title for path, page in st.session_state.get("pages", {}).items()}


def agenda_strip(store: Store, reader: Reader, whole: Asking) -> None:
    """Nothing where the link names no entry of the agenda. `whole` asks for everything."""
    number = st.query_params.get(AGENDA_KEY, "")
    if not number or reader.role not in READS_TRUST:
        return
    found = place_on_agenda(work.saved_views(store, reader, work.now_utc()), number)
    if found is None:
        return
    place, views = found
    if st.session_state.get(SHOWN) != number:
        # A link from a page to itself changes what the page is asked, and not what the browser shows in its address bar.
        st.query_params[AGENDA_KEY] = st.session_state[SHOWN] = number
    with st.container(key="agenda-strip", horizontal=True, vertical_alignment="center"):
        here = f"Agenda {place + 1} of {len(views)}: {views[place].name}"
        if page := st.session_state.get("pages", {}).get("agenda"):
            st.page_link(page, label=plain(here), width="content")
        else:
            quietly(here)
        if place:
            _lead_to(whole, views[place - 1], "← Before: {}")
        if place + 1 < len(views):
            _lead_to(whole, views[place + 1], "Next: {} →")


def link_of(found: Entry, label: str) -> None:
    """The link of a saved view; its words alone where it leads nowhere."""
    page = st.session_state.get("pages", {}).get(found.view.page)
    if found.parameters is None or page is None:
        say(label)
    else:
        # Its days are those of the edition that is shown, so it opens in that one.
        parameters = {**found.parameters, **by_key(edition_in_link())}
        st.page_link(page, label=plain(label), query_params=parameters, width="content")


def _lead_to(whole: Asking, view: SavedView, way: str) -> None:
    link_of(entry(whole, view, titles()), way.format(view.name))
