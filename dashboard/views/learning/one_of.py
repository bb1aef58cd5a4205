"""The one record of a list that is opened: named by the link, or chosen beneath the list."""

from collections.abc import Mapping

import streamlit as st

from dashboard.views.said import plain, quietly

WIDE = 560
"""Pixels, of 978 that a page has."""

MOST_DIGITS = 8
"""Of a number in a link: more than any list will have."""


def opened_of(kind: str, called: str, named: Mapping[int, str]) -> int | None:
    """The number of the record that is opened; None where none is. To open nothing again, the control is emptied.

    kind: 'card', as the link names it (`card=3`), and the key of the control `card-opened`; called: what a reader calls one;
    named: each number in the order of the list, with what the control shows of it.
    """
    key, in_link = f"{kind}-opened", f"{kind}-in-the-link"
    linked = st.query_params.get(kind, "")
    as_linked = int(linked) if linked.isascii() and linked.isdigit() and len(linked) <= MOST_DIGITS else None
    if linked != st.session_state.get(in_link) or key not in st.session_state:
        st.session_state[key] = as_linked
        if linked and as_linked not in named:
            quietly(f"There is no {called} {plain(linked[:MOST_DIGITS])} here.")
    if isinstance(st.session_state[key], str):  # what it was called when it was chosen: it has changed since
        st.session_state[key] = as_linked
    if st.session_state[key] not in named:
        st.session_state[key] = None
    number: int | None = None
    if named:
        number = st.selectbox(
            f"Look at {'an' if called[0] in 'aeiou' else 'a'} {called}", [*named], format_func=lambda each: named.get(each, ""),
            index=None, key=key, width=WIDE, placeholder="Choose one",
        )  # fmt: skip
    if number is None and linked:
        del st.query_params[kind]
    elif number is not None and str(number) != linked:
        st.query_params[kind] = str(number)
    st.session_state[in_link] = "" if number is None else str(number)
    return number


def open_next(kind: str, number: int) -> None:
    """Before the page runs again: this record is the one that is opened."""
    st.query_params[kind] = str(number)
