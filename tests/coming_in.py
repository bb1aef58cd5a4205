"""Coming in to a server on this computer as a person does: by the key of its link, once, for a cookie."""

import http.client
import secrets
from urllib.parse import urlsplit

KEY = "MEDICATION_KEY"
_came: dict[str, tuple[str, str]] = {}


class NotLetIn(RuntimeError):
    """The server did not take the key."""


def new_key() -> dict[str, str]:
    """What a server's environment holds, for whoever starts it and wants to come in."""
    return {KEY: secrets.token_urlsafe(32)}


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
