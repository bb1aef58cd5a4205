"""A trust's server as a process of its own, and people who are signed in to it: through a provider's process, or (where the way in is
not what is tested) by a cookie as Streamlit itself signs it and a session at the desk.
"""

import http.client
import json
import os
import secrets
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import quote, urlsplit

from streamlit.auth_util import set_cookie_with_chunks
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from dashboard import desk, work
from dashboard.access import signed_cookie
from dashboard.domain.reader import SINGLE_USER, Role
from dashboard.domain.store import Store

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 90
ISSUER = "https://id.example"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def signed(secret: str, claims: dict, origin: str, *, at: float | None = None) -> dict[str, str]:
    """The cookies that Streamlit would put into a browser for these claims, by its own functions. at: seconds since 1970."""
    held: dict[str, str] = {}

    def sign(name: str, value: str) -> bytes:
        return create_signed_value(secret, name, value)

    def put(name: str, value: str) -> None:
        held[name] = sign(name, value).decode()

    was = time.time
    if at is not None:
        time.time = lambda: at
    try:
        said = {**claims, "origin": origin, "is_logged_in": True, "provider": "default"}
        set_cookie_with_chunks(put, sign, signed_cookie.USER, said, cookie_attr_size=60)
    finally:
        time.time = was
    return held


class Provider:
    """An OpenID provider that others wrote, as a process."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "oidc_provider_mock", "--port", str(self.port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def knows(self, subject: str, **claims: object) -> None:
        _until(lambda: _asked(self.port, "GET", "/.well-known/openid-configuration")[0] == 200)
        body = json.dumps(claims)
        status, _, said = _asked(self.port, "PUT", f"/users/{quote(subject)}", body, "application/json")
        assert status == 204, said

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)


@dataclass
class Browser:
    """Cookies and nothing else: what a browser does with redirects a test says itself."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(
        self, path: str, method: str = "GET", body: str | bytes = "", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (the last of each name) and body; `x_y` is the header x-y."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            sent.setdefault("Cookie", "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        try:
            connection.request(method, path, body or None, sent)
            answer = connection.getresponse()
            said = answer.read()
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    which, _, what = value.split(";")[0].partition("=")
                    self.cookies[which] = what
                    if "Max-Age=0" in value or "1970" in value:
                        del self.cookies[which]
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, said
        finally:
            connection.close()

    def signs_in(self, way: str, subject: str) -> str:
        """From the address behind the button to the provider, its form, and back: where the callback leads."""
        status, headers, _ = self.ask(way)
        assert status == 302, status
        at = urlsplit(headers["location"])
        form = (f"sub={quote(subject)}", "application/x-www-form-urlencoded")
        status, back, _ = _asked(at.port or 80, "POST", f"{at.path}?{at.query}", *form)
        assert status == 302, status
        callback = urlsplit(back["location"])
        _, headers, _ = self.ask(f"{callback.path}?{callback.query}")
        return headers["location"]


class TrustServer:
    """`uvicorn asgi:app` with a sign-in file."""

    def __init__(self, store: Store, provider: str, *, more: str = "", roles: str = "") -> None:
        self.store, self.port = store, free_port()
        self.origin, self.secret = f"http://127.0.0.1:{self.port}", secrets.token_urlsafe(32)
        self.file = store.root.parent / "sign_in.toml"
        self.log = store.root.parent / "server.log"
        self.file.write_text(
            f"""{more}
[auth]
redirect_uri = "{self.origin}/oauth2callback"
cookie_secret = "{self.secret}"
client_id = "dashboard"
client_secret = "of-the-test"
server_metadata_url = "{provider}/.well-known/openid-configuration"
[roles.map]
"Medication.MSO" = "mso"
{roles}
""",
            encoding="utf-8",
        )

    def start(self) -> Self:
        at = ["--host", "127.0.0.1", "--port", str(self.port), "--log-level", "warning", "--no-proxy-headers"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "uvicorn", "asgi:app", *at],
                cwd=ROOT,
                env={
                    **os.environ,
                    "MEDICATION_STORE": str(self.store.root),
                    "MEDICATION_SIGN_IN": str(self.file),
                },
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        return self

    def answers(self) -> Self:
        """Wait until it does."""
        _until(lambda: _asked(self.port, "GET", "/_stcore/health")[2] == b"ok", self.process)
        return self

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def person(self, subject: str, role: Role | None, wards: tuple[str, ...] = ()) -> "Signed":
        """Somebody who is signed in and holds this role, without a provider. The first must be an officer only if others leave."""
        now = work.now_utc()
        held = signed(self.secret, {"iss": ISSUER, "sub": subject, "name": subject.title()}, self.origin)
        said = signed_cookie.read(held, self.secret, self.origin)
        assert said is not None
        number = desk.person_came(self.store, ISSUER, subject, subject.title(), "", now).person
        if role is not None:
            desk.give_role(self.store, SINGLE_USER, number, role, now, wards=wards)
        desk.begin_session(self.store, said.session, number, now, now)
        return Signed(self.port, held, number, said.session)


@dataclass
class Signed(Browser):
    """`person` is the number at the desk, `session` what the desk calls this sign-in."""

    person: int = 0
    session: str = ""


def _asked(
    port: int, method: str, path: str, body: str = "", kind: str = ""
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("localhost" if method != "GET" else "127.0.0.1", port, timeout=10)
    try:
        headers = {"Content-Type": kind, "Host": f"localhost:{port}"} if kind else {}
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    except OSError:
        return 0, {}, b""
    finally:
        connection.close()


def _until(holds, process: subprocess.Popen | None = None) -> None:
    ends = time.monotonic() + START_SECONDS
    while not holds():
        if time.monotonic() > ends or (process and process.poll() is not None):
            raise RuntimeError("the process did not start")
        time.sleep(0.1)
