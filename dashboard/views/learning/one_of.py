"""The one record of a list that is looked at, by a control and by the link: `learning-cards?card=3`."""

from collections.abc import Mapping

import streamlit as st

from dashboard.views.said import quietly

MOST_DIGITS = 8
"""Of a number in a link: more than any list will have."""


def one_of(names: Mapping[int, str], of: str, label: str, *, words: str, first: bool = False) -> int | None:
    """The number of the record that is chosen here or named by the link, which goes on to name it; None where there is none.

    names: what each is called, by its number, in the order of the list. of: the key in the link. words: what one is called in a
    sentence. first: whether the first of the list is chosen where nothing else is.
    """
    state, chosen, written = st.session_state, opened(of), f"{of}-in-the-link"
    linked = st.query_params.get(of, "")
    wanted = int(linked) if linked.isascii() and linked.isdigit() and len(linked) <= MOST_DIGITS else None
    # A name that was chosen and has changed since (a card that moved on) stands there as text.
    if linked != state.get(written) or chosen not in state or isinstance(state[chosen], str):
        state[chosen] = wanted
        if linked and wanted not in names:
            quietly(f"There is no {words} {linked[:MOST_DIGITS]} here.")
    if state[chosen] not in names:
        at_first = wanted if wanted in names else next(iter(names), None)
        state[chosen] = at_first if first else None
    number: int | None = None
    if names:
        number = st.selectbox(
            label, [*names], format_func=lambda each: names.get(each, ""), index=None, key=chosen, width=560,
            placeholder="choose one",
        )  # fmt: skip
    if number is None and linked:
        del st.query_params[of]
    elif number is not None and str(number) != linked:
        st.query_params[of] = str(number)
    state[written] = "" if number is None else str(number)
    return number


def opened(of: str) -> str:
    """The key under which the session keeps the number that is chosen."""
    return f"{of}-opened"
