"""The parts of a page as tabs; one that is closed is not worked out, unless what a person put in there would be lost."""

from collections.abc import Callable, Collection, Mapping

import streamlit as st

PART = "part"
"""In the URL: the part that is open."""


def parts(key: str, drawn_by: Mapping[str, Callable[[], None]], *, always: Collection[str] = ()) -> None:
    """Draw the open part, by the function beside its label, and those that are drawn `always`: Streamlit forgets a file that was
    chosen in a part that is not drawn. A link may name the open part; what a person opens is written to the URL.
    """
    written = f"{key}-in-the-link"
    linked = st.query_params.get(PART)
    if linked in drawn_by and (key not in st.session_state or linked != st.session_state.get(written)):
        st.session_state[key] = linked
        # A link from a page to itself changes what the page is asked, and not what the browser shows in its address bar.
        st.query_params[PART] = linked
    tabs = st.tabs([*drawn_by], key=key, on_change="rerun")
    for tab, (label, draw) in zip(tabs, drawn_by.items(), strict=True):
        if tab.open:
            _to_link(label, first=label == next(iter(drawn_by)))
            st.session_state[written] = st.query_params.get(PART)
        if tab.open or label in always:
            with tab:
                draw()


def _to_link(label: str, *, first: bool) -> None:
    """The first part needs no name there, unless another stands there already."""
    linked = st.query_params.get(PART)
    if label != linked and (linked is not None or not first):
        st.query_params[PART] = label
