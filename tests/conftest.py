"""What every test folder may use: a fixed moment, and a trust of one's own in a temporary folder."""

import gc
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from tests.built_once import BuiltOnce, folder_of_the_run
from tests.made_up_incidents import TrustUnderTest
from tests.parsed_here import parsing_here

settings.register_profile("without a clock", deadline=None)  # a busy machine is slow, and nothing is wrong
settings.load_profile("without a clock")


class AFileAtATime(LoadScopeScheduling):
    """A file's tests stay in one process, so that its module's fixtures are made once; the browser tests stay together, because
    two servers and two browsers at once would wait for each other. (xdist 3.8's own groups do nothing with pytest 9.2:
    they write to a name of a test that pytest no longer reads.)"""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return "tests/browser" if file.startswith("tests/browser/") else file


LONG_FIRST = (
    "tests/browser/",
    "tests/work/",
    "tests/proofs/",
    "tests/views/",
    "tests/cli/",
    "tests/edition/",
)
"""The folders whose files take longest: the short files of the others come last, so that both processes end together."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def place(item: pytest.Item) -> int:
        return next(
            (n for n, folder in enumerate(LONG_FIRST) if item.nodeid.startswith(folder)), len(LONG_FIRST)
        )

    items.sort(key=place)


def pytest_collection_finish() -> None:
    """The libraries and the seven thousand tests are left out of every search for garbage, as the server leaves its libraries out."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> AFileAtATime:
    return AFileAtATime(config, log)


PARSED_IN_A_PROCESS = (
    "tests/extracts/test_limits.py", "tests/extracts/test_refusals.py", "tests/extracts/test_reading_at_once.py",
    "tests/extracts/test_parsed_here.py", "tests/extracts/test_columns_of_text.py", "tests/extracts/test_reading_of_sheets.py",
    "tests/extracts/test_benchmark_packs.py", "tests/extracts/test_handover_packs.py", "tests/extracts/test_fates.py",
    "tests/extracts/test_times_and_candour.py", "tests/proofs/test_bad_input.py", "tests/proofs/test_killed_and_crowded.py",
    "tests/soak/", "tests/test_walk.py", "tests/test_logging.py",
)  # fmt: skip
"""Where the process that parses is what is tested, or may be what fails."""


@pytest.fixture(scope="module", autouse=True)
def extracts_parsed_here(request: pytest.FixtureRequest) -> Iterator[None]:
    """Everywhere else what is read in the tests' own process is parsed there too (see parsed_here)."""
    file = request.node.nodeid.partition("::")[0]
    with nullcontext() if file.startswith(PARSED_IN_A_PROCESS) else parsing_here():
        yield


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> BuiltOnce:
    """The made-up trust to be copied; it is built when it is first wanted."""
    return BuiltOnce(folder_of_the_run(tmp_path_factory.getbasetemp()) / "built-once")


@pytest.fixture
def trust(tmp_path: Path) -> Iterator[TrustUnderTest]:
    """An empty store with the officer's work on it: extracts in, editions out, questions asked."""
    under_test = TrustUnderTest(tmp_path / "store")
    yield under_test
    under_test.close()
