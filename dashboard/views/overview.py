"""Overview: the committee's first screen. Six sentences, three pictures, a table of measures, one download."""

import streamlit as st

from dashboard import work
from dashboard.domain.periods import day_in_london
from dashboard.domain.reader import OFFICER, PREPARES
from dashboard.findings.learning.calendar import coming_in_words
from dashboard.findings.overview import NOTHING_WAITS, TO_LOOK_AT, Overview, overview, title_of
from dashboard.views.folded import folded
from dashboard.views.learning.standing import know_what_stands
from dashboard.views.page import open_page
from dashboard.views.picture import show
from dashboard.views.reader import current_reader
from dashboard.views.said import quietly, say
from dashboard.views.sentences import link_to, numbered, numbered_list
from dashboard.views.store_seen import real_store, store_seen
from dashboard.views.summary_table import summary_table
from dashboard.views.take_away import drawn_in_the_browser


def render() -> None:
    asking = open_page(title_of)
    if asking is None:
        return
    now, reader = work.now_utc(), current_reader()
    know_what_stands(store_seen(reader), reader, asking)
    desk = work.escalation_at_the_desk(store_seen(reader), reader, now) if reader.may(PREPARES) else None
    seen = overview(asking, day_in_london(now), desk)
    *told, _ = seen.sentences
    numbered(told, asking.asked)
    numbered_list(len(seen.sentences), TO_LOOK_AT, seen.parts, NOTHING_WAITS, asking.asked)
    say(seen.caveats)
    quietly(_comes_round_for_the_officer())
    for picture in seen.pictures:
        show(picture, finding=not seen.is_said_above(picture))
    summary_table(seen.summary)
    link_to("all-measures", "All measures at a glance", asking.asked)
    with st.container(horizontal=True, key="beneath-page"):
        folded("Download summary", "download-summary", lambda: _download(seen))


def _comes_round_for_the_officer() -> str:
    """What is due on the officer's own desk: of the desk and not of the edition, so nobody else sees it and no download holds it."""
    reader, store = current_reader(), real_store()
    if not reader.may(OFFICER) or not store.desk.exists():
        return ""
    now = work.now_utc()
    words = coming_in_words(
        [each.content for each in work.recurring_dates(store, reader, now)], day_in_london(now)
    )
    return f"On your desk: {words}" if words else ""


def _download(seen: Overview) -> None:
    drawn_in_the_browser(
        "summary",
        seen.pictures,
        title=seen.title,
        sentences=[*(sentence.text for sentence in seen.sentences), seen.caveats],
        label="The page",
    )
