"""What only the page tests need."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner

from dashboard.views import filter_panel

LOOKED_THROUGH = cache(manifest_scanner.scan_component_manifests)


@pytest.fixture(scope="module", autouse=True)
def packages_looked_through_once() -> Iterator[None]:
    """Streamlit's page test reads what every installed package says of itself, for each page anew: a tenth of a second of
    a processor. No package is installed meanwhile."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(manifest_scanner, "scan_component_manifests", LOOKED_THROUGH)
        yield


@pytest.fixture(autouse=True)
def unfolded(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is drawn only when a reader opens it is open in every test of a page, so that nothing can fail there unseen."""
    popover = st.popover

    def opened(label: str, *, key: str | None = None, on_change: Any = "ignore", **how: Any) -> Any:
        if key is not None and on_change != "ignore":
            st.session_state[key] = st.session_state.get(key, True)
        return popover(label, key=key, on_change=on_change, **how)

    monkeypatch.setattr(st, "popover", opened)
    monkeypatch.setattr(filter_panel, "OPEN_AT_FIRST", True)
