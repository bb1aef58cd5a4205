"""One server of a trust and one provider for all tests of the way in."""

from collections.abc import Iterator

import pytest

from tests.built_once import BuiltOnce
from tests.signed_in_people import Provider, TrustServer


@pytest.fixture(scope="session")
def provider() -> Iterator[Provider]:
    running = Provider()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def served(
    built_once: BuiltOnce, provider: Provider, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TrustServer]:
    store = built_once.copied_beside(tmp_path_factory.mktemp("trust") / "store")
    running = TrustServer(store, provider.url).start()
    try:
        yield running.answers()
    finally:
        running.stop()
