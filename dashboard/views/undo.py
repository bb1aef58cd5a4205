"""Undo of the last act, beside the sentence that says what it did."""

from collections.abc import Callable

import streamlit as st

from dashboard.domain.store import StoreProblem
from dashboard.views.said import plain
from dashboard.views.tell import acts_done, tell_and_rerun

OFFERED = "undo-offered"


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
