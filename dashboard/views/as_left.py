"""A choice stays as it was left when a person comes back to a page: Streamlit forgets every control that a run does not draw, and with
it the words that somebody typed before they looked something up on another page.
"""

from collections.abc import Collection, Sequence
from typing import Any

import streamlit as st

LEFT = "as-it-was-left"


def as_left(key: str, options: Collection[Any] | None = None, default: Any = None) -> str:
    """The key of a control that is drawn next, with the value that it had; `default` where it had none, or one that is no longer among
    the options. It is kept for the session.
    """
    kept = st.session_state.setdefault(LEFT, {})
    if key in st.session_state:
        kept[key] = st.session_state[key]
    elif key in kept and _is_among(kept[key], options):
        st.session_state[key] = kept[key]
    elif default is not None:
        st.session_state[key] = default
    return key


def _is_among(value: Any, options: Collection[Any] | None) -> bool:
    if options is None:
        return True
    many = isinstance(value, Sequence) and not isinstance(value, str)
    return all(each in options for each in value) if many else value in options
