"""Words on a page. Text from an extract is never rendered as markup: everything said is escaped here."""

import re

import streamlit as st

_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+!|~$:^-])")


def plain(text: str) -> str:
    """The text with every character escaped that Markdown, LaTeX or HTML could read as markup."""
    return _MARKUP.sub(r"\\\1", text)


def say(text: str) -> None:
    """A paragraph."""
    st.markdown(plain(text))


def quietly(text: str) -> None:
    """A caption: smaller, under a picture or a title."""
    if text:
        st.caption(plain(text))
