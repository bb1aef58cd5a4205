"""What a browser tab holds of somebody else, or of a role that was changed, goes before anything is drawn."""

import streamlit as st

from dashboard.domain.reader import NotAllowed, Reader
from dashboard.views.reader import current_reader

OF_READER = "reader-of-this-tab"


def forget_another_reader(reader: Reader) -> None:
    """Packs that were made, what was chosen, what was typed: of another person, role or wards nothing stays."""
    if st.session_state.get(OF_READER, reader) != reader:
        for key in list(st.session_state):
            del st.session_state[key]
    st.session_state[OF_READER] = reader


def only_while_reads(reader: Reader) -> None:
    """First in a fragment, which runs without the frame of the page around it: where another role, or nobody, reads than it was drawn
    for, the page is drawn anew in its place.
    """
    try:
        now: Reader | None = current_reader()
    except NotAllowed:
        now = None
    if now != reader:
        st.rerun()
