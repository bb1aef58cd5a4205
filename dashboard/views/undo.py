"""Undo of the last act, beside the sentence that says what it did."""

from collections.abc import Callable

import streamlit as st

from dashboard.domain.reader import Reader
from dashboard.domain.store import Store, StoreProblem
from dashboard.findings.asking import Asking
from dashboard.views.page import open_page
from dashboard.views.reader import current_reader
from dashboard.views.said import plain, say
from dashboard.views.store_seen import store_seen
from dashboard.views.tell import acts_done, say_what_was_done, tell_and_rerun

OFFERED = "undo-offered"


def page_of_acts(
    title: str, about: str, *, of_what_is_asked: bool = True
) -> tuple[Asking, Reader, Store] | None:
    """A page on which people decide something: its title, what the last act did with its undo, and what the page is for. None (after a
    sentence) where there is nothing to look at, as `open_page` says.
    """
    asking = open_page(title, of_what_is_asked=of_what_is_asked)
    if asking is None:
        return None
    reader = current_reader()
    say_what_was_done()
    offer_undo()
    say(about)
    return asking, reader, store_seen(reader)


def undo_next(label: str, undo: Callable[[], str], *, doing: str = "Publishing a draft edition") -> None:
    """Before `tell_and_rerun`: offer to undo what was just done. `undo` does it and returns what it did, in a sentence; `doing` is
    said meanwhile."""
    st.session_state[OFFERED] = (acts_done() + 1, label, undo, doing)


def offer_undo() -> None:
    """The button, until another act is done: an older one could undo what was built upon it."""
    offered = st.session_state.get(OFFERED)
    if not offered or offered[0] != acts_done():
        return
    _, label, undo, doing = offered
    if not st.button(label, key="undo-last-act"):
        return
    st.session_state.pop(OFFERED)
    try:
        with st.spinner(doing):
            told = undo()
    except StoreProblem as problem:
        st.error(plain(str(problem)))
        return
    tell_and_rerun(told)
