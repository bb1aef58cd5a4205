"""'How this is worked out' beneath a picture or a table: its method in words, its terms with a way to what they mean, its version."""

from collections.abc import Sequence
from urllib.parse import quote

import streamlit as st

from dashboard.domain.glossary import terms_in
from dashboard.views.said import plain, quietly, say

GLOSSARY = "methods-and-glossary"


def how_it_is_worked_out(lines: Sequence[str], method: str = "") -> None:
    """The lines; the glossary's terms in them, each a link that opens beside this page; which rules and version (`method`)."""
    for line in lines:
        say(line)
    if terms := terms_in(" ".join(lines)):
        linked = ", ".join(f"[{plain(term.name)}]({GLOSSARY}?term={quote(term.name)})" for term in terms)
        st.markdown(f"What it means: {linked}")
    quietly(method)
