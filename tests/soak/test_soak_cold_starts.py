"""Twenty servers, each asked by somebody unknown before anybody else: by a page's address or its hash, another page each time."""

import pytest

from dashboard.domain.reader import Role
from dashboard.views.page_table import PAGES
from tests.access.conftest import provider
from tests.access.test_signing_in_server import CANARIES, is_sign_in_page, page_of
from tests.built_once import BuiltOnce
from tests.raw_session import RawSession
from tests.signed_in_people import Provider, TrustServer

__all__ = ["provider"]
STARTS = 20


def test_the_first_request_to_a_server_gets_no_page(
    built_once: BuiltOnce, provider: Provider, tmp_path_factory: pytest.TempPathFactory
) -> None:
    hashes: dict[str, str] = {}
    for number in range(STARTS):
        store = built_once.copied_beside(tmp_path_factory.mktemp("cold") / "store")
        server = TrustServer(store, provider.url).start().answers()
        try:
            row = PAGES[number % len(PAGES)]
            path = "" if row.path == "overview" else row.path
            with RawSession(server.port) as session:
                seen = session.run(page_hash=hashes[path]) if path in hashes else session.run(path)
            assert is_sign_in_page(seen) and not any(seen.holds(word) for word in CANARIES), row.path
            hashes = hashes or page_of(server, server.person("officer", Role.MSO)).page_hashes
        finally:
            server.stop()
