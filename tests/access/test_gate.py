"""The gate without a server behind it: what it lets through by path, name and key, and what it says about what it lets through."""

import asyncio
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest

from dashboard.access.gate import Around, Gate
from dashboard.access.one_time_key import KeyTooShort, OneTimeKey
from dashboard.access.own_sessions import OwnSessions
from dashboard.access.security_headers import HEADERS, content_policy
from dashboard.access.socket import Frame
from dashboard.access.visitor import Answer, Door, Scope, Visitor
from dashboard.domain.reader import Role

KEY = "k" * 32
NAMES = ["127.0.0.1:8501", "localhost:8501", "[::1]:8501", "localhost", "127.0.0.1", "[::1]", "LOCALHOST:8501"]  # fmt: skip
FOREIGN = [
    "example.org", "example.org:8501", "127.0.0.1.example.org", "localhost.example.org:8501", "192.168.0.7:8501", "",
    "localhost:8501.example.org", "evil@localhost:80@x", "0.0.0.0:8501", "127.0.0.1:8501:x", "[::2]:8501", "xlocalhost",
]  # fmt: skip


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 2, 9, 0)

    def __call__(self) -> datetime:
        return self.now


class AskingDoor:
    """A trust's door of which the test says who stands before it."""

    alone, tls = False, True

    def __init__(self, role: Role | str | None = "nobody") -> None:
        self.role = role

    def host_is_ours(self, host: str) -> bool:
        return host == "incidents.trust.example"

    def may_connect(self, scope: Scope) -> Answer | None:
        return None

    def origin_is_ours(self, origin: str | None, host: str) -> bool:
        return origin == f"https://{host}"

    def visitor(self, scope: Scope, *, uses: bool) -> Visitor | None:
        return (
            None
            if isinstance(self.role, str) and not isinstance(self.role, Role)
            else Visitor("key", "person 1", self.role)
        )

    def unknown(self, scope: Scope) -> Answer:
        return Answer(401, "")

    def answers(self, scope: Scope) -> Answer | None:
        return None

    def sent(self, scope: Scope, headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        return headers


async def little_app(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] == "lifespan":
        await send({"type": "lifespan.startup.complete"})
    elif scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] == "websocket.receive":
            await send({"type": "websocket.send", "bytes": message["bytes"]})
    else:
        headers = [(b"content-type", b"text/plain"), (b"referrer-policy", b"same-origin"), (b"cache-control", b"max-age=9"),
                   (b"set-cookie", b"a=b; Path=/")]  # fmt: skip
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"secret", "more_body": False})


def gate(door: Door | None = None, base: str = "", app: Any = little_app) -> Gate:
    around = Around(
        frozenset({"/harm-levels", "/overview"}), OwnSessions(), lambda frame: Frame(frame.decode(), bare=b"bare"),
        content_policy(["script"]), Clock(), base,
    )  # fmt: skip
    return Gate(app, door or OneTimeKey(KEY, around.now), around)


def through(
    gate: Gate,
    kind: str,
    host: str | None = "localhost:8501",
    path: str = "/",
    client: tuple[str, int] | None = ("127.0.0.1", 5),
    frames: Iterable[bytes] = (),
    **more: Any,
) -> list[dict]:
    headers = [] if host is None else [(b"host", host.encode())]
    scope = {
        "type": kind,
        "path": path,
        "raw_path": more.pop("raw", path.encode()),
        "query_string": more.pop("query", b""),
        "headers": [*headers, *more.pop("headers", [])],
        "client": client,
        **({"method": more.pop("method", "GET")} if kind == "http" else {}),
        **more,
    }
    sent: list[dict] = []
    coming = [
        {"type": "websocket.connect"},
        *({"type": "websocket.receive", "bytes": each} for each in frames),
    ]
    coming = iter(
        [*coming, {"type": "websocket.disconnect"}] if kind == "websocket" else [{"type": "http.request"}]
    )

    async def receive() -> dict:
        return next(coming)

    async def send(message: Any) -> None:
        sent.append(dict(message))

    # in a thread of its own: the browser's loop may be running in this one
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(gate(scope, receive, send))).result()
    return sent


def status(sent: list[dict]) -> int:
    return sent[0].get("status", 101 if sent[0]["type"] == "websocket.accept" else 403)


def said(sent: list[dict]) -> str:
    return b"".join(message.get("body", b"") for message in sent).decode()


def header(sent: list[dict], name: bytes) -> bytes:
    return dict(sent[0]["headers"])[name]


def with_key(door: OneTimeKey | None = None) -> tuple[Gate, list[tuple[bytes, bytes]]]:
    """A gate that somebody came through, and the cookie that they hold."""
    open_gate = gate(door)
    came = through(open_gate, "http", query=f"key={KEY}".encode())
    assert status(came) == 303
    return open_gate, [(b"cookie", header(came, b"set-cookie").split(b";")[0])]


@pytest.fixture(scope="module")
def came() -> tuple[Gate, list[tuple[bytes, bytes]]]:
    return with_key()


# On one's own computer


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize("host", NAMES)
@pytest.mark.parametrize("client", ["127.0.0.1", "::1"])
def test_this_computer_comes_in(kind: str, host: str, client: str) -> None:
    open_gate = gate()
    came = through(open_gate, "http", host, client=(client, 9), query=f"key={KEY}&edition=2".encode())
    assert (status(came), header(came, b"location")) == (303, b"./?edition=2")
    cookie = [(b"cookie", header(came, b"set-cookie").split(b";")[0])]
    path = "/" if kind == "http" else "/_stcore/stream"
    assert status(through(open_gate, kind, host, path, (client, 9), headers=cookie)) in (200, 101)


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize("host", [*FOREIGN, None])
def test_a_foreign_host_name_stays_out(kind: str, host: str | None, came: Any) -> None:
    """A page elsewhere whose name was pointed at this computer arrives from loopback with its own name."""
    open_gate, cookie = came
    path = "/" if kind == "http" else "/_stcore/stream"
    assert refused(kind, through(open_gate, kind, host, path, headers=cookie))


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/static/a.js"])
@pytest.mark.parametrize(
    "client", [("192.168.0.7", 1), ("10.0.0.1", 1), ("8.8.8.8", 1), ("::2", 1), ("", 1), None]
)
def test_another_computer_stays_out(path: str, client: tuple[str, int] | None, came: Any) -> None:
    open_gate, cookie = came
    assert refused("http", through(open_gate, "http", path=path, client=client, headers=cookie))
    assert refused(
        "websocket", through(open_gate, "websocket", path="/_stcore/stream", client=client, headers=cookie)
    )


def test_claims_in_headers_do_not_open_the_gate(came: Any) -> None:
    open_gate, cookie = came
    for name in (b"x-forwarded-for", b"x-real-ip", b"forwarded", b"x-forwarded-host"):
        spoofed = [*cookie, (name, b"127.0.0.1")]
        assert refused("http", through(open_gate, "http", client=("8.8.8.8", 1), headers=spoofed))
        assert refused(
            "http", through(open_gate, "http", "example.org", headers=[*cookie, (name, b"localhost")])
        )


def refused(kind: str, sent: list[dict]) -> bool:
    if kind == "websocket":
        return [message["type"] for message in sent] == ["websocket.close"] and sent[0]["code"] == 1008
    if sent[0]["status"] != 403:
        return False
    assert dict(sent[0]["headers"]).items() >= dict(HEADERS).items(), "a refusal has the headers too"
    return "secret" not in said(sent)


def test_without_the_key_nothing_but_health_and_the_frontends_own_files_answers() -> None:
    shut = gate()
    for path in (
        "/",
        "/harm-levels",
        "/media/ab.csv",
        "/_stcore/host-config",
        "/component/x",
        "/signed-out",
        "/auth/login",
    ):
        sent = through(shut, "http", path=path)
        assert status(sent) in (401, 403) and "secret" not in said(sent), path
    assert refused("websocket", through(shut, "websocket", path="/_stcore/stream"))
    assert [status(through(shut, "http", path=path)) for path in ("/_stcore/health", "/static/a.js")] == [
        200,
        200,
    ]


def test_a_key_opens_once_its_cookie_for_a_working_day_and_never_another_servers() -> None:
    clock = Clock()
    open_gate, cookie = with_key(OneTimeKey(KEY, clock))
    assert status(through(open_gate, "http", headers=cookie)) == 200
    again = through(open_gate, "http", query=f"key={KEY}".encode())
    assert status(again) == 403 and "This link has been used" in said(again)
    led_on = through(open_gate, "http", query=f"key={KEY}".encode(), headers=cookie)
    assert (status(led_on), header(led_on, b"location")) == (303, b"./")
    assert status(through(gate(), "http", headers=cookie)) == 403
    for wrong in (
        b"",
        b"medication-8501=",
        b"medication-8501=x",
        b"medication-8500=" + cookie[0][1].split(b"=")[1],
    ):
        assert status(through(open_gate, "http", headers=[(b"cookie", wrong)])) == 403, wrong
    clock.now += timedelta(hours=8)
    assert status(through(open_gate, "http", headers=cookie)) == 200
    clock.now += timedelta(seconds=1)
    assert status(through(open_gate, "http", headers=cookie)) == 403


@pytest.mark.parametrize("key", ["", "k" * 31, "j" * 32, "k" * 33, "K" * 32])
def test_a_wrong_key_opens_nothing_and_uses_nothing_up(key: str) -> None:
    shut = gate()
    assert status(through(shut, "http", query=f"key={key}".encode())) == 403
    assert status(through(shut, "http", "localhost:8501", "/harm-levels", query=f"key={KEY}".encode())) == 403
    assert status(through(shut, "http", query=f"key={KEY}".encode())) == 303


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites_and_a_short_key_is_refused() -> None:
    given = header(through(gate(), "http", query=f"key={KEY}".encode()), b"set-cookie").decode()
    assert given.startswith("medication-8501=") and {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(
        given.split("; ")
    )
    with pytest.raises(KeyTooShort, match="could be guessed"):
        OneTimeKey("k" * 31, Clock())


# On a trust's server

HERE = "incidents.trust.example"
OPEN = ["/", "/harm-levels", "/overview", "/static/js/a.B-1.js", "/_stcore/health", "/_stcore/host-config", "/favicon.png",
        "/manifest.json", "/auth/login", "/auth/logout", "/oauth2callback"]  # fmt: skip
NEVER = [
    "/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent", "/_stcore/agent/mcp", "/_stcore/agent/openapi.json",
    "/static/../media/a", "/static/./a", "//static/a", "/static//a", "/static/%2e%2e/media/a", "/static/..%2fmedia/a", "/static\\a",
    "/media/../static/a", "/static/a/..", "/_stcore/health/..", "/static/.env", "/harm-levels/_stcore/health", "/media/a/b",
    "/media/", "/static/a\x00", "/static/a%00", "/static/\u00e9",
]  # fmt: skip
SHUT = ["/media/ab.csv", "/component/x/y.js", "/_stcore/bidi-components/x", "/assets/plotly-7.min.js", "/unknown", "/HARM-LEVELS",
        "/Static/a.js", "/_STCORE/health", "/_stcore/health/", "/harm-levels/", "/harm-levels/x", "/static", "/static/", "/app/static/x",
        "/auth/login/", "/auth", "/favicon.png/x", "/_stcore", "/_stcore/stream", "/signed-out"]  # fmt: skip


def test_the_open_list_is_all_that_answers_to_somebody_who_is_not_known() -> None:
    shut = gate(AskingDoor())
    for path in OPEN:
        assert status(through(shut, "http", HERE, path)) == 200, path
    for path in SHUT:
        sent = through(shut, "http", HERE, path)
        assert (status(sent), said(sent).count(".")) == (401, 1), path
    for path in NEVER:
        assert status(through(shut, "http", HERE, path)) == 404, path
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT", "TRACE", "get"):
        for path in [*OPEN, *SHUT, *NEVER, "/_stcore/upload_file/a/b"]:
            assert status(through(shut, "http", HERE, path, method=method)) in (401, 404), (method, path)


@pytest.mark.parametrize(
    "written",
    [b"/%2e%2e/", b"/stati%63/a.js", b"/static%2Fa.js", b"/static/a.js%20", b"/harm-levels;x", b"/\xff"],
)
def test_a_path_that_is_written_another_way_than_it_reads_is_no_path_of_ours(written: bytes) -> None:
    assert status(through(gate(AskingDoor(Role.MSO)), "http", HERE, "/static/a.js", raw=written)) == 404


def test_nobody_gets_what_nobody_needs_and_without_a_role_nothing_more() -> None:
    officer, no_role = gate(AskingDoor(Role.MSO)), gate(AskingDoor(None))
    assert {status(through(officer, "http", HERE, path)) for path in NEVER} == {404}
    assert {status(through(no_role, "http", HERE, path)) for path in SHUT} == {403}


def test_below_a_path_of_its_own_the_same_list_holds() -> None:
    shut = gate(AskingDoor(), base="/incidents")
    assert status(through(shut, "http", HERE, "/incidents/harm-levels")) == 200
    assert status(through(shut, "http", HERE, "/incidents/component/x")) == 401
    for path in ("/harm-levels", "/incidentsx/harm-levels", "/incidents", "/x/incidents/harm-levels"):
        assert status(through(shut, "http", HERE, path)) == 404, path


@pytest.mark.parametrize(
    "path", ["/", "/_stcore/streams", "/_stcore/stream/", "/_stcore/Stream", "/x/_stcore/stream"]
)
def test_a_websocket_has_one_path(path: str) -> None:
    origin = [(b"origin", f"https://{HERE}".encode())]
    assert status(through(gate(AskingDoor(Role.MSO)), "websocket", HERE, path, headers=origin)) == 403
    assert (
        status(through(gate(AskingDoor(Role.MSO)), "websocket", HERE, "/_stcore/stream", headers=origin))
        == 101
    )


def frames_that_pass(role: Role | str | None, *frames: str) -> list[str]:
    origin = [(b"origin", f"https://{HERE}".encode())]
    sent = through(gate(AskingDoor(role)), "websocket", HERE, "/_stcore/stream",
                   frames=[each.encode() for each in frames], headers=origin)  # fmt: skip
    return [message["bytes"].decode() for message in sent if message["type"] == "websocket.send"]


def test_of_what_a_browser_can_ask_each_gets_to_the_page_for_those_who_need_it() -> None:
    every = ("rerun_script", "stop_script", "app_heartbeat", "deferred_file", "dataframe_chunk", "file_urls_request", "clear_cache",
             "install_skills", "debug_shutdown_runtime", "unknown")  # fmt: skip
    assert frames_that_pass("nobody", *every) == frames_that_pass(None, *every) == [*every[:3]]
    assert frames_that_pass(Role.DIRECTOR, *every) == [*every[:5]]
    assert frames_that_pass(Role.TEAM, *every) == [*every[:6]]
    assert frames_that_pass("nobody", "r" * (64 * 1024 + 1), "rerun_script") == [], (
        "the websocket has been ended"
    )


def test_what_is_pressed_after_a_change_of_role_asks_for_the_page_alone() -> None:
    class Changes(AskingDoor):
        def visitor(self, scope: Scope, *, uses: bool) -> Visitor | None:
            return Visitor(next(keys), "person 1", Role.DIRECTOR)

    keys = iter(["ada/1", "ada/1", "ada/2", "ada/2", "ada/2"])
    frames = [b"rerun_script", b"dataframe_chunk", b"rerun_script", b"dataframe_chunk"]
    origin = [(b"origin", f"https://{HERE}".encode())]
    sent = through(gate(Changes()), "websocket", HERE, "/_stcore/stream", frames=frames, headers=origin)
    passed = [message["bytes"] for message in sent if message["type"] == "websocket.send"]
    assert passed == [b"rerun_script", b"bare", b"dataframe_chunk"]


def test_headers_are_added_and_what_the_app_says_itself_is_kept(came: Any) -> None:
    open_gate, cookie = came
    sent = through(open_gate, "http", headers=cookie)
    headers = sent[0]["headers"]
    policy = content_policy(["script"]).replace("{host}", "localhost:8501")
    assert dict(headers) == {
        **dict(HEADERS), b"content-type": b"text/plain", b"referrer-policy": b"same-origin", b"cache-control": b"no-store",
        b"set-cookie": b"a=b; Path=/", b"content-security-policy": policy.encode(),
    }  # fmt: skip
    assert len(headers) == len(dict(headers)), "no header stands twice"
    assert said(sent) == "secret"
    assert header(through(open_gate, "http", path="/static/a.js"), b"cache-control") == b"max-age=9"


def test_behind_tls_cookies_say_so_and_browsers_come_that_way_only() -> None:
    sent = through(gate(AskingDoor()), "http", HERE)
    assert header(sent, b"set-cookie") == b"a=b; Path=/; Secure"
    assert header(sent, b"strict-transport-security") == b"max-age=31536000"
    assert f"wss://{HERE}".encode() in header(sent, b"content-security-policy")


def test_lifespan_passes() -> None:
    sent: list[dict] = []

    async def send(message: Any) -> None:
        sent.append(dict(message))

    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(gate()({"type": "lifespan"}, lambda: None, send))).result()  # type: ignore[arg-type]
    assert sent == [{"type": "lifespan.startup.complete"}]
