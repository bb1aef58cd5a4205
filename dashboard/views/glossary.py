"""Methods and glossary: what each term means and how each figure is worked out, with a search."""

import streamlit as st

from dashboard import __version__
from dashboard.domain.glossary import glossary, methods, methods_that_match, terms_that_match
from dashboard.views.said import plain, quietly, say

TITLE = "Methods and glossary"
SEARCH, SHOWN, SECTION = "glossary-search", "glossary-shown", "methods-section"
TERMS, METHODS = "Glossary", "Methods"
IN_LINK = "term"


def render() -> None:
    st.title(TITLE)
    quietly(
        "The words that the pages use, in the field's own meaning, and how each figure is worked out. "
        f"Dashboard version {__version__}."
    )
    if SEARCH not in st.session_state:
        st.session_state[SEARCH] = st.query_params.get(IN_LINK, "")
    search = st.text_input(
        "Search terms and methods", key=SEARCH, placeholder="for example: special cause", width=420
    ).strip()
    if search:
        st.query_params[IN_LINK] = search
        _found(search)
        return
    st.query_params.pop(IN_LINK, None)
    shown = st.segmented_control("Show", (TERMS, METHODS), default=TERMS, key=SHOWN, required=True)
    if shown == METHODS:
        _methods()
    else:
        st.markdown("\n\n".join(term.words for term in glossary()))


def _found(search: str) -> None:
    """Terms first, then the paragraphs of the methods that say something of it."""
    terms, parts = terms_that_match(search), methods_that_match(search)
    if not terms and not parts:
        say(f"Nothing is said of “{search}”. Try one word of it, or clear the search to see every term.")
        return
    if terms:
        st.header(TERMS, anchor=False)
        st.markdown("\n\n".join(term.words for term in terms))
    if parts:
        st.header(METHODS, anchor=False)
        for part in parts:
            st.subheader(plain(part.title), anchor=False)
            st.markdown("\n\n".join(part.paragraphs))


def _methods() -> None:
    """One section at a time: all of them are forty screens."""
    sections = {each.title: each for each in methods()}
    chosen = st.selectbox("Section", list(sections), key=SECTION, width=420)
    section = sections[chosen or next(iter(sections))]
    st.header(plain(section.title), anchor=False)
    st.markdown("\n\n".join(section.paragraphs))
