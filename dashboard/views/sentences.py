"""The sentences that a page opens with, each with the link to where it leads."""

from collections.abc import Sequence
from urllib.parse import parse_qsl

import streamlit as st

from dashboard.domain.incident_filter import IncidentFilter, by_key
from dashboard.findings.words import Sentence
from dashboard.views.edition_choice import edition_in_link
from dashboard.views.page_seen import sentence_seen
from dashboard.views.said import plain


def numbered(sentences: Sequence[Sentence], asked: IncidentFilter) -> None:
    """One line a sentence, numbered from 1; a link carries the filter, so that it leads to the same question."""
    for number, sentence in enumerate(sentences, 1):
        _line(f"sentence-{number}", f"{number}. {plain(sentence.text)}", sentence, asked)


def numbered_list(
    number: int, words: str, parts: Sequence[Sentence], nothing: str, asked: IncidentFilter
) -> None:
    """A numbered line that is made of parts, each with its own link beneath it; `nothing` where there is none."""
    with st.container(key=f"sentence-{number}", gap="xsmall"):
        st.markdown(f"{number}. {plain(words)}{':' if parts else f': {plain(nothing)}'}")
        for place, part in enumerate(parts, 1):
            _line(f"part-{number}-{place}", f"- {plain(part.text[:1].upper() + part.text[1:])}", part, asked)


def _line(key: str, words: str, sentence: Sentence, asked: IncidentFilter) -> None:
    sentence_seen(sentence.text[:1].upper() + sentence.text[1:])
    with st.container(key=key, horizontal=True, vertical_alignment="top", wrap=False):
        st.markdown(words)
        link_to(sentence.page, sentence.link, sentence.asked or asked)


def link_to(page: str, words: str, asked: IncidentFilter) -> None:
    """A link to a page that carries the filter; nothing where there is no such page. `page` is its path, and what else its link is
    to carry after a question mark.
    """
    path, _, more = page.partition("?")
    if found := st.session_state.get("pages", {}).get(path):
        # The filter, and an earlier edition that is shown: a link leads to the same question.
        parameters = by_key([*parse_qsl(more), *edition_in_link(), *asked.pairs()])
        st.page_link(found, label=f"{plain(words)} →", query_params=parameters, width="content")


def link_to_incidents(asked: IncidentFilter) -> None:
    """From figures to the cases behind them: what is asked, incident by incident."""
    link_to("incidents", "Show these incidents", asked)
