"""What a page folds away behind a button, and draws only while it is open."""

from collections.abc import Callable

import streamlit as st

from dashboard.views.page_seen import folded_away


def folded(label: str, key: str, contents: Callable[[], None]) -> None:
    """A button that opens on `contents`. Closed, it costs nothing: the insides of three closed ones beneath each picture were two
    fifths of a page that was seen before. Opening and closing run the page again, from answers that are there already.

    key: unlike any other on the page; the CSS class is `st-key-<key>`.
    """
    panel = st.popover(label, width="content", key=key, on_change="rerun")
    if panel.open:
        with panel, folded_away():
            contents()
