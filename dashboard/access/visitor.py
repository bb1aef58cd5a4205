"""Who stands at the gate: somebody signed in, the one person of this computer, or nobody known."""

import hashlib
import json
from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any, Protocol

from dashboard.access.own_sessions import OF_ROLE
from dashboard.domain.reader import Role
from dashboard.domain.signing_in import Person

Scope = MutableMapping[str, Any]
Headers = Iterable[tuple[bytes, bytes]]


@dataclass(frozen=True)
class Visitor:
    """`key` is what sessions and files are known by (`key_of`), `who` is what quotas are counted by. Without a role there are no data."""

    key: str
    who: str
    role: Role | None
    alone: bool = False
    """Nobody else can be here: the one person of this computer."""


def key_of(sign_in: str, person: Person) -> str:
    """The SHA-256 of what the browser holds, with what its person may see: what was made for an officer is not handed to the director
    that the same person has become since.
    """
    seen = json.dumps([person.role, *person.wards])
    return f"{sign_in}{OF_ROLE}{hashlib.sha256(seen.encode()).hexdigest()}"


@dataclass(frozen=True)
class Answer:
    """What the gate answers by itself: a page of one sentence or more, or a way to somewhere else."""

    status: int
    sentence: str
    headers: tuple[tuple[bytes, bytes], ...] = ()


class Door(Protocol):
    """The two ways in: the one-time key on one's own computer, and sign-in. All times are the gate's own clock's."""

    alone: bool
    tls: bool
    """Whether browsers reach it by TLS."""

    def host_is_ours(self, host: str) -> bool: ...

    def may_connect(self, scope: Scope) -> Answer | None:
        """What is wrong with where this comes from; None when nothing is."""
        ...

    def origin_is_ours(self, origin: str | None, host: str) -> bool: ...

    def visitor(self, scope: Scope, *, uses: bool) -> Visitor | None: ...

    def unknown(self, scope: Scope) -> Answer:
        """What somebody who is not known gets in place of a page."""
        ...

    def answers(self, scope: Scope) -> Answer | None:
        """What this door does by itself before anything else is looked at: takes a key, ends a sign-in."""
        ...

    def sent(self, scope: Scope, headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        """The headers of an answer on its way out."""
        ...


def header(scope: Scope, name: bytes) -> str | None:
    """The one header of this name; more than one of a kind that must stand once counts as none."""
    found = [value for key, value in scope.get("headers", ()) if key == name]
    return found[0].decode("latin-1") if len(found) == 1 else None


def cookies(headers: Headers) -> dict[str, str]:
    """All cookies of a request."""
    held: dict[str, str] = {}
    for name, value in headers:
        if name == b"cookie":
            held.update(_parsed(value.decode("latin-1")))
    return held


def set_cookies(headers: Headers) -> Mapping[str, str]:
    """What an answer puts into the browser: names and values."""
    held: dict[str, str] = {}
    for name, value in headers:
        if name.lower() == b"set-cookie":
            held.update(_parsed(value.decode("latin-1").split(";")[0]))
    return held


def _parsed(text: str) -> dict[str, str]:
    """As Starlette reads them: pairs divided by semicolons, whatever else stands in them."""
    held: dict[str, str] = {}
    for part in text.split(";"):
        name, equals, value = part.partition("=")
        if equals and name.strip():
            held[name.strip()] = _unquoted(value.strip())
    return held


def _unquoted(value: str) -> str:
    if not value.startswith('"'):
        return value
    try:
        read = SimpleCookie(f"x={value}")
    except CookieError:
        return value
    return read["x"].value if "x" in read else value
