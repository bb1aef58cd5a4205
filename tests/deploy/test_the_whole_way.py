"""The dashboard from the files of its image, behind the proxy as it is shipped: what it answers to whoever is not known."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from dashboard import work
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.views.page_table import PAGES
from tests.deploy.proxy import Proxy, proxying
from tests.deploy.served_from_image import Served, served
from tests.deploy.test_proxy import SPOOFS, websocket
from tests.made_up_incidents import NOW, TrustUnderTest, datix, one

ROUTES = (
    "/", *(f"/{row.path}" for row in PAGES), "/static/index.html", "/index.html", "/favicon.png", "/media/abc.csv",
    "/_stcore/host-config", "/_stcore/allowed-message-origins", "/_stcore/upload_file/a/b", "/_stcore/metrics",
    "/_stcore/agent/interact", "/_stcore/script-health-check", "/component/a/b", "/_stcore/bidi-components/a", "/app/static/a",
    "/auth/login", "/auth/logout", "/oauth2callback", "/docs", "/../etc/passwd", "/%2e%2e/etc/passwd", "/nothing",
)  # fmt: skip


def of(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """What a dashboard that only reads has: one released edition, copied."""
    folder = tmp_path_factory.mktemp("copies")
    trust = TrustUnderTest(folder / "store")
    trust.take(datix(one("W1"), one("W2")))
    work.release_edition(trust.store, SINGLE_USER, trust.edition or 0, NOW)
    work.copy_editions(trust.store, SINGLE_USER, Store(folder / "copies"), NOW)
    trust.close()
    return Store(folder / "copies")


@pytest.fixture(scope="module")
def dashboard(tmp_path_factory: pytest.TempPathFactory, copies: Store) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("image"), copies.root) as running:
        yield running


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory, dashboard: Served) -> Iterator[Proxy]:
    with proxying(tmp_path_factory.mktemp("proxy"), dashboard.port) as running:
        yield running


def test_without_sign_in_set_up_nothing_that_comes_by_the_proxy_is_answered(proxy: Proxy) -> None:
    """One person's own computer answers to itself alone; and no header makes it believe that it is asked from there."""
    forged = dict.fromkeys(SPOOFS, "127.0.0.1") | {"X-Forwarded-For": "127.0.0.1"}
    for path in ROUTES:
        for headers in ({}, forged):
            answer = proxy.said("GET", path, headers)
            assert 400 <= answer.status < 500, (path, answer.status)
            assert b"<script" not in answer.body
    with pytest.raises(InvalidStatus), websocket(proxy):
        pass


def test_it_starts_from_the_files_of_its_image_and_writes_to_none_of_them(dashboard: Served) -> None:
    before = of(dashboard.folder)
    assert dashboard.asked("/ready") == (200, b"ready")
    assert of(dashboard.folder) == before
    assert not [path for path in before if path.endswith((".pyc", ".duckdb", ".sqlite3"))]


def test_it_made_no_register_and_wanted_nothing_of_another_computer(dashboard: Served, copies: Store) -> None:
    assert {path.name for path in copies.root.iterdir()} <= {
        "editions", "copied.json", "desk.sqlite3", "desk.sqlite3-wal", "desk.sqlite3-shm"
    }  # fmt: skip
    assert dashboard.tries() == []
    assert "Traceback" not in dashboard.log.read_text()


def test_it_is_not_ready_while_a_copy_is_not_what_was_copied(dashboard: Served, copies: Store) -> None:
    edition = copies.edition(1)
    held = edition.read_bytes()
    told = copies.copied.read_text()
    edition.write_bytes(held[:-1] + b"?")
    copies.copied.write_text(told)  # as after the next copying
    try:
        assert dashboard.asked("/ready") == (503, b"not ready")
    finally:
        edition.write_bytes(held)
    assert dashboard.asked("/ready") == (200, b"ready")
