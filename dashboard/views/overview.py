"""Overview: the committee's first screen. Six sentences, three pictures, one download."""

import streamlit as st

from dashboard.findings.overview import Overview, overview, title_of
from dashboard.findings.words import RECORDED_CAVEAT
from dashboard.views.download import download_pictures
from dashboard.views.folded import folded
from dashboard.views.page import open_page
from dashboard.views.picture import show
from dashboard.views.said import say
from dashboard.views.sentences import link_to, numbered


def render() -> None:
    asking = open_page(title_of)
    if asking is None:
        return
    seen = overview(asking)
    numbered(seen.sentences, asking.asked)
    for picture in seen.pictures:
        show(picture)
    link_to("all-measures", "All measures at a glance", asking.asked)
    say(RECORDED_CAVEAT)
    with st.container(horizontal=True, key="beneath-page"):
        folded("Download summary", "download-summary", lambda: _download(seen))


def _download(seen: Overview) -> None:
    download_pictures(
        "summary",
        seen.pictures,
        title=seen.title,
        sentences=[*(sentence.text for sentence in seen.sentences), RECORDED_CAVEAT],
        label="The page",
    )
