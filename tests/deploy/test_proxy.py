"""The proxy's configuration as it is shipped, in a real nginx: what it lets through, what it adds, what it refuses."""

import contextlib
import http.client
import json
import re
import socket
import ssl
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.deploy.proxy import NAME, ROOT, SHIPPED, Answer, Proxy, proxying
from tests.deploy.telling_server import telling_server

ADDED = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "strict-transport-security": "max-age=31536000",
}
"""Each stands once on whatever is answered."""

SPOOFS = (
    "X-Forwarded-User", "X-Forwarded-Email", "X-Forwarded-Role", "X-Forwarded-Groups", "X-Forwarded-Preferred-Username",
    "X-Forwarded-Access-Token", "X-Forwarded-Host", "X-Forwarded-Server", "X-Forwarded-Prefix", "Forwarded",
    "X-Auth-Request-User", "X-Auth-Request-Email", "X-Auth-Request-Groups", "X-Remote-User", "Remote-User",
    "X-MS-Client-Principal", "X-MS-Client-Principal-Name", "X-Amzn-Oidc-Identity", "Cf-Access-Authenticated-User-Email",
    "X-Webauth-User", "X-Real-IP", "X-Original-URL", "X-Rewrite-URL", "X-Http-Method-Override", "Authorization",
    "Tailscale-User-Login", "X_Forwarded_User", "X-A-Name-That-Nobody-Has-Thought-Of",
)  # fmt: skip


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    with telling_server() as port, proxying(tmp_path_factory.mktemp("proxy"), port) as running:
        yield running


def reached(answer: Answer) -> dict:
    assert answer.status == 200, answer
    body = answer.body
    if answer.all_of("transfer-encoding"):
        body = b"".join(re.split(rb"(?:^|\r\n)[0-9a-f]+\r\n", body))
    return json.loads(body[body.index(b"{") : body.rindex(b"}") + 1])


def test_no_header_that_says_who_somebody_is_reaches_the_dashboard(proxy: Proxy) -> None:
    assert len(SPOOFS) >= 20
    forged = dict.fromkeys(SPOOFS, "mso@example.nhs.uk")
    told = reached(proxy.said("GET", "/upload?harm=Severe", {**forged, "Cookie": "kept=1"}))
    names = {name for name, _ in told["headers"]}
    assert "mso@example.nhs.uk" not in json.dumps(told)
    assert names == {"host", "x-forwarded-for", "x-forwarded-proto", "cookie"}
    assert (told["path"], told["query"]) == ("/upload", "harm=Severe")


def test_what_the_dashboard_is_told_of_the_way_is_the_proxys_own_word(proxy: Proxy) -> None:
    forged = {"X-Forwarded-For": "10.9.9.9", "X-Forwarded-Proto": "http"}
    told = dict(reached(proxy.said("GET", "/", forged))["headers"])
    assert told["x-forwarded-for"] == "127.0.0.1"
    assert told["x-forwarded-proto"] == "https"
    assert told["host"] == NAME


def test_what_a_browser_and_an_upload_need_passes(proxy: Proxy) -> None:
    sent = {
        "Origin": f"https://{NAME}", "Cookie": "_streamlit_user=x", "X-Xsrftoken": "t", "Range": "bytes=0-1",
        "If-None-Match": '"e"', "Accept": "a/b", "Accept-Language": "en", "User-Agent": "U",
        "Content-Type": "multipart/form-data; boundary=b", "Sec-Fetch-Site": "same-origin",
    }  # fmt: skip
    told = reached(proxy.said("PUT", "/_stcore/upload_file/session/file", sent, b"x" * 100_000))
    assert dict(told["headers"]).items() >= {name.lower(): value for name, value in sent.items()}.items()
    assert told["length"] == 100_000


def held_open(proxy: Proxy) -> set[str]:
    """What nginx has open below its folder: a file that it puts something down in has no name by then, and is found so alone."""
    master = int((proxy.folder / "nginx.pid").read_text())
    found = set()
    for process in [psutil.Process(master), *psutil.Process(master).children()]:
        for opened in Path(f"/proc/{process.pid}/fd").iterdir():
            with contextlib.suppress(OSError):
                found.add(str(opened.readlink()))
    return {each for each in found if each.startswith(str(proxy.folder))}


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="what a process has open is asked of /proc")
def test_nothing_that_is_sent_lies_on_the_proxys_disk(proxy: Proxy) -> None:
    """Looked at while half of an upload is still to come: what nginx puts down it takes away at the end."""
    head = f"PUT /_stcore/upload_file/s/f HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: 1000000\r\n\r\n"
    with proxy.connected() as connection:
        connection.sendall(head.encode() + b"canary" * 80_000)
        time.sleep(0.3)
        assert held_open(proxy) == {str(proxy.folder / name) for name in ("access.log", "error.log")}
        connection.sendall(b"canary" * 86_666 + b"last")
        assert b" 200 " in connection.recv(1000)


def websocket(proxy: Proxy, path: str = "/_stcore/stream", host: str = NAME, **more: str):
    context = ssl.create_default_context(cafile=str(proxy.certificate))
    plain = socket.create_connection(("127.0.0.1", proxy.port), timeout=10)
    return connect(
        f"wss://{host}{path}",
        sock=plain,
        ssl=context,
        server_hostname=NAME,
        subprotocols=["streamlit"],  # pyright: ignore
        additional_headers={"Origin": f"https://{NAME}", **more},
        proxy=None,
        open_timeout=10,
    )


def test_the_pages_own_connection_works_and_carries_no_forged_header(proxy: Proxy) -> None:
    with websocket(proxy, **{name.replace("_", "-"): "mso" for name in SPOOFS}) as connection:
        assert connection.subprotocol == "streamlit"
        told = json.loads(connection.recv(timeout=10))
        connection.send(b"x" * 200_000)
        assert connection.recv(timeout=10) == b"x" * 200_000
    names = {name for name, _ in told["headers"]}
    assert names.isdisjoint(name.lower().replace("_", "-") for name in SPOOFS)
    assert names >= {"origin", "upgrade", "connection", "sec-websocket-key", "x-forwarded-for"}


def test_no_other_path_becomes_a_websocket(proxy: Proxy) -> None:
    with pytest.raises(InvalidStatus) as refused, websocket(proxy, "/"):
        pass
    assert refused.value.response.status_code == 200, "it was asked as an ordinary request"


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics", "/_stcore/metrics/", "/_stcore/metrics?x=1", "/_stcore/%6Detrics", "//_stcore/metrics",
        "/_stcore//metrics", "/x/../_stcore/metrics", "/_stcore/./metrics", "/%5Fstcore/metrics", "/_stcore/agent/interact",
        "/_stcore/agent", "/_stcore/script-health-check",
    ],
)  # fmt: skip
def test_figures_of_the_server_are_for_nobody_outside(proxy: Proxy, path: str) -> None:
    assert proxy.said("GET", path).status == 404


@pytest.mark.parametrize(
    ("method", "path", "body_of", "status"),
    [
        ("PUT", "/_stcore/upload_file/s/f", 61 * 2**20 + 1, 413),
        ("PUT", "/_stcore/upload_file/s/f", 2**40, 413),
        ("POST", "/", 64 * 1024 + 1, 413),
        ("POST", "/upload", 2**20, 413),
    ],
)
def test_what_is_too_large_is_refused_before_it_is_sent(
    proxy: Proxy, method: str, path: str, body_of: int, status: int
) -> None:
    answer = proxy.said(method, path, {"Content-Length": str(body_of)})
    assert answer.status == status
    for name, value in ADDED.items():
        assert answer.all_of(name) == [value], "a refusal of the proxy's own has the headers too"


def test_what_is_too_large_in_pieces_is_refused(proxy: Proxy) -> None:
    pieces = b"".join(b"8000\r\n" + b"x" * 0x8000 + b"\r\n" for _ in range(3)) + b"0\r\n\r\n"
    assert proxy.said("POST", "/", {"Transfer-Encoding": "chunked"}, pieces).status == 413


def test_an_upload_may_be_as_large_as_the_dashboard_takes_it() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    limit = re.search(
        r"location /_stcore/upload_file/ \{[^}]*client_max_body_size (\d+)m;", SHIPPED.read_text()
    )
    assert limit is not None
    assert int(limit[1]) == config["server"]["maxUploadSize"] + 1


@pytest.mark.parametrize("path", ["/", "/with-own-headers", "/_stcore/metrics"])
def test_each_header_stands_once(proxy: Proxy, path: str) -> None:
    answer = proxy.said("GET", path)
    for name, value in ADDED.items():
        assert answer.all_of(name) == [value]
    assert len(answer.all_of("content-security-policy")) == 1
    assert [value for value in answer.all_of("server") if value != "nginx"] == [], (
        "it does not say its version"
    )


def test_every_cookie_is_for_tls_alone(proxy: Proxy) -> None:
    cookies = proxy.said("GET", "/").all_of("set-cookie")
    assert len(cookies) == 2
    for cookie in cookies:
        assert cookie.lower().split("; ").count("secure") == 1
    assert "HttpOnly" in cookies[0] and "SameSite=Lax" in cookies[0]


@pytest.mark.parametrize(
    "host", ["evil.example.org", "127.0.0.1", "localhost", f"{NAME}.evil.example.org", ""]
)
def test_another_name_is_not_answered(proxy: Proxy, host: str) -> None:
    assert proxy.said("GET", "/", host=host).status in (400, 421)


def test_without_the_name_there_is_no_handshake(proxy: Proxy) -> None:
    with pytest.raises(ssl.SSLError, match="unrecognized name"):
        proxy.connected("evil.example.org", trusting=True)


def test_tls_is_of_today(proxy: Proxy) -> None:
    """By the file: the machine's own OpenSSL refuses what is older before nginx is asked."""
    assert re.findall(r"^\s*ssl_protocols\s+(.+);", SHIPPED.read_text(), re.MULTILINE) == ["TLSv1.2 TLSv1.3"]
    with proxy.connected() as connection:
        assert connection.version() == "TLSv1.3"


def plainly(proxy: Proxy, host: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", proxy.plain_port, timeout=10)
    connection.request("GET", "/harm-levels?harm=Severe", headers={"Host": host})
    answer = connection.getresponse()
    answer.read()
    return answer.status, answer.getheader("Location", "")


def test_without_tls_one_is_sent_to_it(proxy: Proxy) -> None:
    assert plainly(proxy, NAME) == (308, f"https://{NAME}/harm-levels?harm=Severe")
    assert plainly(proxy, "evil.example.org") == (421, "")


def test_whoever_asks_too_often_is_told_to_wait(proxy: Proxy) -> None:
    signing_in = [proxy.said("GET", "/auth/login").status for _ in range(45)]
    assert signing_in[:30] == [200] * 30
    assert signing_in.count(429) >= 10
    uploading = [proxy.said("PUT", "/_stcore/upload_file/s/f", body=b"x").status for _ in range(30)]
    assert uploading.count(429) >= 5
    assert proxy.said("GET", "/").status == 200, "the pages go on"


def test_the_log_says_what_was_asked_and_never_what_for(proxy: Proxy) -> None:
    secret = "Ward-7-and-a-code"
    for path in (f"/harm-levels?location={secret}", f"/oauth2callback?code={secret}", f"/media/{secret}.csv",
                 f"/_stcore/upload_file/{secret}/f"):  # fmt: skip
        proxy.said(
            "GET", path, {"Referer": f"https://{NAME}/?{secret}", "Cookie": secret, "User-Agent": secret}
        )
    lines = [json.loads(line) for line in proxy.access_log.splitlines()]
    assert {"/harm-levels", "/media/-", "/_stcore/upload_file/-"} <= {line["asked"] for line in lines}
    assert secret not in proxy.access_log
    assert secret not in proxy.error_log


def test_a_dashboard_that_does_not_answer_is_said_without_what_was_asked(tmp_path: Path) -> None:
    with proxying(tmp_path / "alone", upstream_port=1) as alone:
        answer = alone.said("GET", "/harm-levels?location=Ward-7")
        assert answer.status == 502
        assert answer.all_of("x-content-type-options") == ["nosniff"]
        assert "Ward-7" not in alone.access_log + alone.error_log
