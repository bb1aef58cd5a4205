"""The door of a trust's server: nobody without a sign-in that began here, lasts, and has not been ended."""

import ipaddress
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import urlsplit

from dashboard import desk
from dashboard.access import signed_cookie
from dashboard.access.sign_in_file import SignIn
from dashboard.access.signed_cookie import SignedIn
from dashboard.access.visitor import Answer, Scope, Visitor, cookies, header, key_of, set_cookies
from dashboard.domain.signing_in import ABSOLUTE, Person
from dashboard.domain.store import Store

log = logging.getLogger("dashboard")
AROUND = "This server answers to the address that it is published under only."
IDLE_PATH = "/signed-out"
ENDS = frozenset({IDLE_PATH, "/auth/logout"})
FROM_ELSEWHERE = ("cross-site", "same-site")
FOREIGN_END = "A page of another site asked for the end of your sign-in, which goes on: sign out on a page of the dashboard."
"""A link elsewhere would do it otherwise. A browser says where a request comes from; none that says nothing is refused."""

JUST_NOW = 120
"""Seconds between the provider's word being signed and the answer that brings it: a second, and clocks of two threads."""


class SignInDoor:
    """A sign-in begins with the answer to the provider's callback, on its way out, and in no other way: a cookie that was signed
    anywhere else, with the right secret too, is nobody's.
    """

    alone = False

    def __init__(self, sign_in: SignIn, store: Store, now: Callable[[], datetime]) -> None:
        self.sign_in, self.store, self.now = sign_in, store, now
        self.tls = sign_in.behind_tls
        self._proxies = tuple(ipaddress.ip_network(each, strict=False) for each in sign_in.proxies)

    def host_is_ours(self, host: str) -> bool:
        return host.lower() in self.sign_in.hosts

    def may_connect(self, scope: Scope) -> Answer | None:
        """With proxies named, whoever goes around them stays out. Without, the server itself faces the network."""
        if not self._proxies or self.from_proxy(scope):
            return None
        return Answer(403, AROUND)

    def from_proxy(self, scope: Scope) -> bool:
        client = scope.get("client")
        try:
            address = ipaddress.ip_address(client[0]) if client else None
        except ValueError:
            return False
        return address is not None and any(address in network for network in self._proxies)

    def origin_is_ours(self, origin: str | None, host: str) -> bool:
        """A page of the dashboard itself: its own scheme, and the very host that it was asked under."""
        if origin is None:
            return False
        scheme = urlsplit(self.sign_in.origin).scheme
        return origin.lower() == f"{scheme}://{host.lower()}"

    def read(self, held: Mapping[str, str]) -> SignedIn | None:
        """What the cookies say, when they are ours and young enough: also after the desk has forgotten the sign-in."""
        said = self.read_whenever(held)
        return said if said and self.now() - said.signed_at <= ABSOLUTE else None

    def read_whenever(self, held: Mapping[str, str]) -> SignedIn | None:
        """However old."""
        return signed_cookie.read(held, self.sign_in.secret, self.sign_in.origin)

    def person(self, held: Mapping[str, str], *, uses: bool) -> Person | None:
        """Who these cookies are, now: asked of the desk each time, so that what an officer takes away is gone at once."""
        said = self.read(held)
        return desk.signed_in(self.store, said.session, self.now(), uses=uses) if said else None

    def visitor(self, scope: Scope, *, uses: bool) -> Visitor | None:
        held = cookies(scope.get("headers", ()))
        said = self.read(held)
        person = desk.signed_in(self.store, said.session, self.now(), uses=uses) if said else None
        return Visitor(key_of(said.session, person), person.id, person.role) if said and person else None

    def unknown(self, scope: Scope) -> Answer:
        return Answer(401, "This needs a sign-in.")

    def answers(self, scope: Scope) -> Answer | None:
        if scope["type"] != "http" or scope.get("method") not in ("GET", "HEAD"):
            return None
        if scope["medication_path"] in ENDS and header(scope, b"sec-fetch-site") in FROM_ELSEWHERE:
            return Answer(403, FOREIGN_END)
        if scope["medication_path"] == IDLE_PATH:
            self._end(scope, "idle")
            return Answer(303, "", ((b"location", b"./"),))
        if scope["medication_path"] == "/auth/logout":
            self._end(scope, "signed out")
        return None

    def _end(self, scope: Scope, why: str) -> None:
        said = self.read(cookies(scope.get("headers", ())))
        if said:
            desk.end_session(self.store, said.session, why, self.now())

    def sent(self, scope: Scope, headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        """The answer to the callback begins the sign-in; the provider's tokens stay here, since nothing needs them later, and a
        browser would send them with every request.
        """
        kept = [_for_a_working_day(each) for each in headers if not _is_token(each)]
        if scope["medication_path"] == "/oauth2callback":
            try:
                self._begin(set_cookies(headers))
            except Exception:
                log.error("sign-in could not be written down", exc_info=True)
                return [each for each in kept if each[0].lower() != b"set-cookie"]
        return kept

    def _begin(self, given: Mapping[str, str]) -> None:
        said = self.read(given)
        now = self.now()
        if said is None or abs((now - said.signed_at).total_seconds()) > JUST_NOW:
            return
        person = desk.person_came(self.store, said.issuer, said.subject, said.name, said.email, now)
        role = self.sign_in.role_of(said.claims)
        if role is not None:
            person = desk.seed_role(self.store, person.person, role, now)
        desk.begin_session(self.store, said.session, person.person, now, now)
        log.info("sign in", extra={"who": person.id})


def _for_a_working_day(sent: tuple[bytes, bytes]) -> tuple[bytes, bytes]:
    """Streamlit has a browser keep the sign-in for 30 days; it is worth nothing after 8 hours."""
    name, value = sent
    lasts = b"Max-Age=%d" % ABSOLUTE.total_seconds()
    return name, value.replace(b"Max-Age=2592000", lasts) if name.lower() == b"set-cookie" else value


def _is_token(sent: tuple[bytes, bytes]) -> bool:
    name, value = sent
    return (
        name.lower() == b"set-cookie"
        and value.startswith(signed_cookie.TOKENS.encode())
        and b"Max-Age=0" not in value
    )
