"""Words on a page. Text from an extract is never rendered as markup: everything said is escaped here."""

import re
from collections.abc import Iterable

import streamlit as st

from dashboard.views.page_seen import sentence_seen

_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+!|~$:^-])")

_BECOMES_A_LINK = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
_NO_WIDTH = "\u2060"
"""A word joiner: Markdown makes links of bare addresses even where every sign is escaped, and only another letter stops it."""


def plain(text: str) -> str:
    """The text with every character escaped that Markdown, LaTeX or HTML could read as markup, and no address a link."""
    return _MARKUP.sub(r"\\\1", _BECOMES_A_LINK.sub(_NO_WIDTH, text))


def say(text: str) -> None:
    """A paragraph."""
    sentence_seen(text)
    st.markdown(plain(text))


def say_each(texts: Iterable[str]) -> None:
    """Paragraphs, one for each."""
    for text in texts:
        say(text)


def quietly(text: str) -> None:
    """A caption: smaller, under a picture or a title."""
    if text:
        st.caption(plain(text))
