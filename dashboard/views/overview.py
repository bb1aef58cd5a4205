"""Overview: the committee's first screen. Six sentences, three pictures, a table of measures, one download."""

import streamlit as st

from dashboard import work
from dashboard.domain.periods import day_in_london
from dashboard.findings.overview import NOTHING_WAITS, TO_LOOK_AT, Overview, overview, title_of
from dashboard.views.folded import folded
from dashboard.views.learning.standing import know_what_stands
from dashboard.views.page import open_page
from dashboard.views.picture import show
from dashboard.views.reader import current_reader
from dashboard.views.said import say
from dashboard.views.sentences import link_to, numbered, numbered_list
from dashboard.views.store_seen import store_seen
from dashboard.views.summary_table import summary_table
from dashboard.views.take_away import drawn_in_the_browser


def render() -> None:
    asking = open_page(title_of)
    if asking is None:
        return
    reader = current_reader()
    know_what_stands(store_seen(reader), reader, asking)
    seen = overview(asking, day_in_london(work.now_utc()))
    *told, _ = seen.sentences
    numbered(told, asking.asked)
    numbered_list(len(seen.sentences), TO_LOOK_AT, seen.parts, NOTHING_WAITS, asking.asked)
    say(seen.caveats)
    for picture in seen.pictures:
        show(picture, finding=not seen.is_said_above(picture))
    summary_table(seen.summary)
    link_to("all-measures", "All measures at a glance", asking.asked)
    with st.container(horizontal=True, key="beneath-page"):
        folded("Download summary", "download-summary", lambda: _download(seen))


def _download(seen: Overview) -> None:
    drawn_in_the_browser(
        "summary",
        seen.pictures,
        title=seen.title,
        sentences=[*(sentence.text for sentence in seen.sentences), seen.caveats],
        label="The page",
    )
