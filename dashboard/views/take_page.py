"""'Take this page away' at the foot of a page: what is on the screen, as PowerPoint, Excel or PDF."""

import streamlit as st

from dashboard import work
from dashboard.domain.reader import Profile
from dashboard.findings.asking import Asking
from dashboard.reports.formats import FORMATS
from dashboard.reports.pack import Look, Pack
from dashboard.reports.page_pack import pack_of_pictures, page_file_name
from dashboard.reports.progress import say_nothing
from dashboard.views.folded import folded
from dashboard.views.page import FRAME, Frame
from dashboard.views.page_seen import PageSeen, page_seen
from dashboard.views.said import quietly
from dashboard.views.store_seen import packs_as_set
from dashboard.views.take_away import export_of, take_away

HOLDS = (
    "The title, sentences, pictures and tables that are on the screen now, with the filter and the edition, in exact figures. What is "
    "folded away, or in another part of the page, is not in it."
)


def take_this_page_away(path: str) -> None:
    """Folded: nothing of it is made before a reader asks. Nothing where the page shows no picture and no table."""
    frame: Frame = st.session_state[FRAME]
    seen = page_seen()
    if seen is None or frame.asking is None or not seen.has_something:
        return
    asking = frame.asking
    with st.container(key="beneath-the-page"):
        folded("Take this page away", "take-page", lambda: _formats(path, asking, seen))


def _formats(path: str, asking: Asking, seen: PageSeen) -> None:
    quietly(HOLDS)
    look = packs_as_set(work.now_utc()).look
    listed = sum(len(each.table.rows) for each in seen.listings if each.lists_incidents)
    with st.container(horizontal=True):
        for each in FORMATS:
            take_away(
                each.name,
                key=f"take-page-{each.ending}",
                content=lambda each=each: each.write(_pack(asking, seen, look), say_nothing),
                name=page_file_name(asking, path, each.ending),
                mime=each.mime,
                export=export_of(f"page {path}", each.ending, listed),
            )


def _pack(asking: Asking, seen: PageSeen, look: Look) -> Pack:
    return pack_of_pictures(
        asking, seen.title, seen.pictures, seen.listings, seen.sentences, Profile.INTERNAL, look
    )
