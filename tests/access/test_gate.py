"""The gate on one person's own computer: loopback and our own names only, for requests and websockets, with headers."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from dashboard.access.gate import HEADERS, Gate

NAMES = [
    "127.0.0.1:8501",
    "localhost:8501",
    "[::1]:8501",
    "localhost",
    "127.0.0.1",
    "[::1]",
    "LOCALHOST:8501",
]
FOREIGN = [
    "example.org", "example.org:8501", "127.0.0.1.example.org", "localhost.example.org:8501", "192.168.0.7:8501", "",
    "localhost:8501.example.org", "evil@localhost:80@x", "0.0.0.0:8501", "127.0.0.1:8501:x", "[::2]:8501", "xlocalhost",
]  # fmt: skip


async def little_app(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] == "lifespan":
        await send({"type": "lifespan.startup.complete"})
    elif scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
    else:
        headers = [(b"content-type", b"text/plain"), (b"referrer-policy", b"same-origin")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"secret", "more_body": False})


def through(
    kind: str, host: str | None, client: tuple[str, int] | None = ("127.0.0.1", 5), **more: Any
) -> list[dict]:
    headers = [] if host is None else [(b"host", host.encode())]
    scope = {
        "type": kind,
        "path": "/",
        "headers": [*headers, *more.pop("headers", [])],
        "client": client,
        **more,
    }
    sent: list[dict] = []

    async def receive() -> dict:
        return {"type": "websocket.connect" if kind == "websocket" else "http.request"}

    async def send(message: Any) -> None:
        sent.append(dict(message))

    # in a thread of its own: the browser's loop may be running in this one
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(Gate(little_app)(scope, receive, send))).result()
    return sent


def let_in(sent: list[dict]) -> bool:
    return sent[0].get("status") == 200 or sent[0]["type"] == "websocket.accept"


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize("host", NAMES)
@pytest.mark.parametrize("client", ["127.0.0.1", "::1"])
def test_this_computer_comes_in(kind: str, host: str, client: str) -> None:
    assert let_in(through(kind, host, (client, 40_000)))


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize("host", FOREIGN)
def test_a_foreign_host_name_stays_out(kind: str, host: str) -> None:
    """A page elsewhere whose name was pointed at this computer arrives from loopback with its own name."""
    assert refused(kind, through(kind, host))


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    "client", [("192.168.0.7", 1), ("10.0.0.1", 1), ("8.8.8.8", 1), ("::2", 1), ("", 1), None]
)
def test_another_computer_stays_out(kind: str, client: tuple[str, int] | None) -> None:
    assert refused(kind, through(kind, "localhost:8501", client))


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_no_host_stays_out(kind: str) -> None:
    assert refused(kind, through(kind, None))


def test_claims_in_headers_do_not_open_the_gate() -> None:
    for name in (b"x-forwarded-for", b"x-real-ip", b"forwarded", b"x-forwarded-host"):
        assert refused("http", through("http", "localhost", ("8.8.8.8", 1), headers=[(name, b"127.0.0.1")]))
        assert refused("http", through("http", "example.org", headers=[(name, b"localhost")]))


def refused(kind: str, sent: list[dict]) -> bool:
    if kind == "websocket":
        return [message["type"] for message in sent] == ["websocket.close"] and sent[0]["code"] == 1008
    if sent[0]["status"] != 403:
        return False
    assert dict(sent[0]["headers"]).items() >= dict(HEADERS).items(), "a refusal has the headers too"
    return b"secret" not in b"".join(message.get("body", b"") for message in sent)


def test_headers_are_added_and_what_the_app_says_itself_is_kept() -> None:
    sent = through("http", "localhost:8501")
    headers = sent[0]["headers"]
    assert dict(headers) == {
        b"content-type": b"text/plain",
        b"referrer-policy": b"same-origin",
        b"x-content-type-options": b"nosniff",
        b"x-frame-options": b"DENY",
        b"cross-origin-opener-policy": b"same-origin",
    }
    assert len(headers) == len(dict(headers)), "no header stands twice"
    assert sent[1]["body"] == b"secret"


def test_lifespan_passes() -> None:
    assert through("lifespan", None, None) == [{"type": "lifespan.startup.complete"}]
