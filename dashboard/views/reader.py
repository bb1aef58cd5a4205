"""Who is reading. On one person's own computer there is nobody else."""

import streamlit as st

from dashboard.domain.reader import SINGLE_USER, Reader

OF_READER = "reader-of-this-tab"


def named(who: str) -> str:
    """Who did something, as a person reads it."""
    return "you" if who == SINGLE_USER.id else who


def forget_another_reader(reader: Reader) -> None:
    """What this browser tab holds of somebody else, or of a role that was changed, goes before anything is drawn: packs that were made,
    what was chosen, what was typed.
    """
    if st.session_state.get(OF_READER, reader) != reader:
        for key in list(st.session_state):
            del st.session_state[key]
    st.session_state[OF_READER] = reader


def current_reader() -> Reader:
    return SINGLE_USER
