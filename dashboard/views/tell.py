"""What an act did is said once, after the page has run again with fresh widgets."""

from typing import NoReturn, cast

import streamlit as st

from dashboard.views.said import plain

TOLD, ROUND, NOT_DONE = "told", "acts-done", "not-done"


def acts_done() -> int:
    """A number for the keys of widgets: it grows after each act, so that nothing chosen is left for the next."""
    return cast(int, st.session_state.setdefault(ROUND, 0))


def say_what_was_done() -> None:
    """The sentence of the last act, if it was not said yet."""
    if sentence := st.session_state.pop(TOLD, None):
        st.success(plain(sentence))
    if sentence := st.session_state.pop(NOT_DONE, None):
        st.warning(plain(sentence))


def tell_and_rerun(sentence: str, *, done: bool = True) -> NoReturn:
    """Say it at the top of the page, and begin its forms anew. done: whether it is of something that was done."""
    st.session_state[TOLD if done else NOT_DONE] = sentence
    st.session_state[ROUND] = acts_done() + 1
    st.rerun()
    raise AssertionError("a page that runs again does not go on")
