"""A server on this computer is waited for, and come in to as a person does: by the key of its link, once, for a cookie."""

import http.client
import secrets
import subprocess
import time
import urllib.request
from urllib.parse import urlsplit

KEY = "MEDICATION_KEY"
START_SECONDS = 90
"""The start of an empty store builds the made-up trust: about 8 s, more when the other core is busy."""
_came: dict[str, tuple[str, str]] = {}


class NotLetIn(RuntimeError):
    """The server did not take the key."""


def new_key() -> dict[str, str]:
    """What a server's environment holds, for whoever starts it and wants to come in."""
    return {KEY: secrets.token_urlsafe(32)}


def has_started(server: subprocess.Popen, port: int) -> bool:
    """Wait until the server says that it is well: whether it does, before it ends or START_SECONDS are over."""
    ends = time.monotonic() + START_SECONDS
    while time.monotonic() < ends and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2) as answer:
                if answer.read() == b"ok":
                    return True
        except OSError:
            time.sleep(0.1)
    return False


def come_in(port: int, environment: dict[str, str]) -> tuple[str, str]:
    """Ask for `/?key=` once: the name and value of the cookie that the server gives for it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", f"/?key={environment[KEY]}")
        answer = connection.getresponse()
        given = answer.getheader("set-cookie") or ""
        if answer.status != 303 or "=" not in given:
            raise NotLetIn(f"{answer.status} {answer.read(200)!r}")
    finally:
        connection.close()
    name, _, value = given.split(";")[0].partition("=")
    _came[f"127.0.0.1:{port}"] = (name, value)
    return name, value


def cookie_header(port: int) -> dict[str, str]:
    """For a client that sends its own headers; empty for a server that nobody came in to."""
    held = _came.get(f"127.0.0.1:{port}")
    return {"Cookie": "=".join(held)} if held else {}


def bring_cookie(context: object, url: str) -> None:
    """Put the cookie of the server at this address into a browser's context."""
    at = urlsplit(url).netloc
    if at in _came:
        name, value = _came[at]
        context.add_cookies([{"name": name, "value": value, "url": f"http://{at}"}])  # type: ignore[attr-defined]
