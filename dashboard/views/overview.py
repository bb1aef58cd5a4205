"""Overview: the committee's first screen. Six sentences, three pictures, one download."""

import streamlit as st

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.findings.overview import Overview, overview, title_of
from dashboard.findings.words import RECORDED_CAVEAT
from dashboard.views.download import download_pictures
from dashboard.views.page import open_page
from dashboard.views.picture import show
from dashboard.views.said import plain, say


def render() -> None:
    asking = open_page(title_of)
    if asking is None:
        return
    seen = overview(asking)
    _sentences(seen, asking.asked)
    for picture in seen.pictures:
        show(picture)
    say(RECORDED_CAVEAT)
    with (
        st.container(horizontal=True, key="beneath-page"),
        st.popover("Download summary", key="download-summary"),
    ):
        download_pictures(
            "summary",
            seen.pictures,
            title=seen.title,
            sentences=[*(sentence.text for sentence in seen.sentences), RECORDED_CAVEAT],
            label="The page",
        )


def _sentences(seen: Overview, asked: IncidentFilter) -> None:
    pages = st.session_state.get("pages", {})
    for number, sentence in enumerate(seen.sentences, 1):
        with st.container(key=f"sentence-{number}", horizontal=True, vertical_alignment="top", wrap=False):
            st.markdown(f"{number}. {plain(sentence.text)}")
            if page := pages.get(sentence.page):
                st.page_link(
                    page, label=f"{sentence.link} →", query_params=_as_parameters(asked), width="content"
                )


def _as_parameters(asked: IncidentFilter) -> dict[str, list[str]]:
    """The filter as a link carries it, so that it leads to the same question."""
    parameters: dict[str, list[str]] = {}
    for key, value in asked.pairs():
        parameters.setdefault(key, []).append(value)
    return parameters
