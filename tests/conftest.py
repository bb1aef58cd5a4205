"""What every test folder may use: a fixed moment, and a trust of one's own in a temporary folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.made_up_incidents import TrustUnderTest


@pytest.fixture
def trust(tmp_path: Path) -> Iterator[TrustUnderTest]:
    """An empty store with the officer's work on it: extracts in, editions out, questions asked."""
    under_test = TrustUnderTest(tmp_path / "store")
    yield under_test
    under_test.close()
