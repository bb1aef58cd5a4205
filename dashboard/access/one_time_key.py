"""On one person's own computer: the key of the start-up link, taken once, for a cookie.

Loopback is shared: on a Citrix or remote-desktop host every user's programs reach every port of it. Who did not start the server
does not hold its key.
"""

import hashlib
import hmac
import re
import secrets
import threading
from collections.abc import Callable
from datetime import datetime
from urllib.parse import parse_qs, parse_qsl, urlencode

from dashboard.access.visitor import Answer, Scope, Visitor, cookies, header
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.signing_in import ABSOLUTE

LOOPBACK = ("127.0.0.1", "::1")
HOST = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?")
"""What this computer calls itself. Any other Host is a web page elsewhere that was pointed here (DNS rebinding)."""

SHORTEST_KEY = 32
ELSEWHERE = "This dashboard answers to the computer that it runs on only."
USED = (
    "This link has been used: it opens the dashboard once, in one browser. "
    "To get another, stop the dashboard where it was started (Ctrl-C) and start it again."
)
NO_KEY = (
    "This dashboard opens by the link that was printed where it was started (it ends in ?key= and letters). "
    "If that window is gone, start the dashboard again."
)


class KeyTooShort(ValueError):
    """The message is one sentence for whoever starts the server."""


class OneTimeKey:
    """The door of single-user mode. Only what comes from loopback under our own names; the key is taken once, its cookie lasts a
    working day and ends with the server. There is no idle end: it is the person's own computer, and its screen lock is there for that.
    """

    alone, tls = True, False

    def __init__(self, key: str, now: Callable[[], datetime]) -> None:
        if len(key) < SHORTEST_KEY:
            raise KeyTooShort(
                f"MEDICATION_KEY is shorter than {SHORTEST_KEY} characters, which could be guessed: leave it away, "
                "and the server makes its own."
            )
        self._key: bytes | None = _digest(key)
        self._cookie: bytes | None = None
        self._given_at: datetime | None = None
        self._now, self._taking = now, threading.Lock()

    def host_is_ours(self, host: str) -> bool:
        return HOST.fullmatch(host.lower()) is not None

    def may_connect(self, scope: Scope) -> Answer | None:
        client = scope.get("client")
        return None if client and client[0] in LOOPBACK else Answer(403, ELSEWHERE)

    def origin_is_ours(self, origin: str | None, host: str) -> bool:
        """A program without a browser sends no Origin; it needs the cookie all the same."""
        return origin is None or origin.lower() in (f"http://{host.lower()}", f"https://{host.lower()}")

    def visitor(self, scope: Scope, *, uses: bool = False) -> Visitor | None:
        held = cookies(scope.get("headers", ())).get(cookie_name(scope), "")
        if not held or self._cookie is None or self._given_at is None:
            return None
        digest = _digest(held)
        if not hmac.compare_digest(digest, self._cookie) or self._now() - self._given_at > ABSOLUTE:
            return None
        return Visitor(digest.hex(), SINGLE_USER.id, SINGLE_USER.role, alone=True)

    def unknown(self, scope: Scope) -> Answer:
        return Answer(403, NO_KEY)

    def answers(self, scope: Scope) -> Answer | None:
        """The key for a cookie, at the overview's own path alone; whoever holds the cookie is led on without it."""
        query = scope.get("query_string", b"").decode("latin-1")
        given = parse_qs(query).get("key")
        if (
            scope["type"] != "http"
            or scope["medication_path"] != "/"
            or scope.get("method") != "GET"
            or not given
        ):
            return None
        rest = urlencode([(name, value) for name, value in parse_qsl(query) if name != "key"])
        way = ((b"location", b"./" + (f"?{rest}".encode() if rest else b"")),)
        if self.visitor(scope):
            return Answer(303, "", way)
        cookie = self._take(given[0])
        if cookie is None:
            return Answer(403, USED if self._key is None else NO_KEY)
        kept = f"{cookie_name(scope)}={cookie}; HttpOnly; SameSite=Strict; Path=/; Max-Age={int(ABSOLUTE.total_seconds())}"
        return Answer(303, "", (*way, (b"set-cookie", kept.encode())))

    def _take(self, key: str) -> str | None:
        with self._taking:
            if self._key is None or not hmac.compare_digest(_digest(key), self._key):
                return None
            self._key, cookie = None, secrets.token_urlsafe(32)
            self._cookie, self._given_at = _digest(cookie), self._now()
            return cookie

    def sent(self, scope: Scope, headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        return headers


def cookie_name(scope: Scope) -> str:
    """With the port: a browser sends the cookies of one host to all its ports, and two dashboards may run side by side."""
    host = header(scope, b"host") or ""
    port = host.rpartition(":")[2]
    return f"medication-{port if port.isdigit() else '80'}"


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
