"""What only the page tests need."""

from collections.abc import Iterator
from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner

LOOKED_THROUGH = cache(manifest_scanner.scan_component_manifests)


@pytest.fixture(scope="module", autouse=True)
def packages_looked_through_once() -> Iterator[None]:
    """Streamlit's page test reads what every installed package says of itself, for each page anew: a tenth of a second of
    a processor. No package is installed meanwhile."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(manifest_scanner, "scan_component_manifests", LOOKED_THROUGH)
        yield
