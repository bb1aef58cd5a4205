"""What stands at the desk, in the place of what the newest edition holds of the learning loop: for those who prepare editions."""

from typing import Any

import streamlit as st

from dashboard import work
from dashboard.domain.learning.record import Noted
from dashboard.domain.reader import PREPARES, Reader
from dashboard.domain.store import Store
from dashboard.findings.asking import Asking
from dashboard.findings.learning.held import QUESTIONS
from dashboard.views.tell import acts_done, tell_and_rerun

DRAWN = "record-as-drawn"


def is_live(reader: Reader, asking: Asking) -> bool:
    """Whether this reader sees the desk as it stands. An earlier edition keeps what it was published with, for everyone."""
    return reader.may(PREPARES) and asking.edition.newest is None


def know_what_stands(store: Store, reader: Reader, asking: Asking) -> None:
    """The questions of the learning loop have the desk's rows from now on, where the reader sees them."""
    if not is_live(reader, asking):
        return
    learning, _ = work.learning_as_it_stands(store, reader, work.now_utc())
    for name, question in QUESTIONS.items():
        asking.know(question, getattr(learning, name))


def tell_where_changed(noted: Noted[Any]) -> None:
    """Begin the page anew, and say why, where somebody else changed the record since this session drew it: its forms would write what
    stood then over what they wrote. Called before the controls of a record are drawn."""
    drawn = st.session_state.get(DRAWN)
    st.session_state[DRAWN] = (noted.kind, noted.number, noted.revision, acts_done())
    if drawn is None or drawn[:2] != (noted.kind, noted.number) or drawn[3] != acts_done():
        return
    if drawn[2] != noted.revision:
        tell_and_rerun(
            f"Somebody changed this {noted.kind.value} since you opened it: here it is as it stands now. What you had typed and not yet "
            "kept is not in it.",
            done=False,
        )
