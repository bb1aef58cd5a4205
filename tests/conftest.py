"""What every test folder may use: a fixed moment, and a trust of one's own in a temporary folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.made_up_incidents import TrustUnderTest

TESTS = Path(__file__).resolve().parent

settings.register_profile("without a clock", deadline=None)  # a busy machine is slow, and nothing is wrong
settings.load_profile("without a clock")


@pytest.hookimpl(tryfirst=True)  # xdist looks at the marks in the same hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`dev.py test` shares the suite between two processes, a file at a time; the browser tests stay together: two servers
    and two browsers at once would wait for each other."""
    for item in items:
        path = item.path.relative_to(TESTS)
        item.add_marker(pytest.mark.xdist_group("browser" if path.parts[0] == "browser" else str(path)))


@pytest.fixture
def trust(tmp_path: Path) -> Iterator[TrustUnderTest]:
    """An empty store with the officer's work on it: extracts in, editions out, questions asked."""
    under_test = TrustUnderTest(tmp_path / "store")
    yield under_test
    under_test.close()
