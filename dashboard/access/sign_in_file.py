"""The file that MEDICATION_SIGN_IN names: the identity provider, what its roles are here, where the dashboard is reached."""

import ipaddress
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dashboard.domain.reader import Role

VARIABLE = "MEDICATION_SIGN_IN"
SHORTEST_SECRET = 32
NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
KNOWN = frozenset({*NEEDED, "client_kwargs"})
EXAMPLE = "put-your-own-here"
"""What deploy/sign_in.example.toml says where a secret belongs."""

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


class SignInProblem(ValueError):
    """The server does not start. The message is one sentence for whoever starts it, without any secret."""


@dataclass(frozen=True)
class SignIn:
    """`origin` is scheme, name and port as a browser writes them; `hosts` what a Host may say; `proxies` who may pass requests on."""

    auth: Mapping[str, Any] = field(repr=False)
    origin: str
    hosts: tuple[str, ...]
    proxies: tuple[str, ...]
    claim: str
    roles: Mapping[str, Role]

    @property
    def secret(self) -> str:
        return self.auth["cookie_secret"]

    @property
    def behind_tls(self) -> bool:
        return self.origin.startswith("https:")

    def role_of(self, claims: Mapping[str, Any]) -> Role | None:
        """The role that the provider's claim names: of several the first in the order of roles, the officer's before all."""
        said = claims.get(self.claim)
        names = [said] if isinstance(said, str) else said if isinstance(said, list) else []
        found = {self.roles[name] for name in names if isinstance(name, str) and name in self.roles}
        return next((role for role in Role if role in found), None)


def sign_in_asked() -> bool:
    """Whether this server asks who somebody is; otherwise it is one person's own."""
    return bool(os.environ.get(VARIABLE))


def sign_in_file() -> SignIn:
    """As the file says. Raises SignInProblem."""
    path = Path(os.environ[VARIABLE])
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SignInProblem(
            f"The sign-in file {path} cannot be read ({error.strerror}): {VARIABLE} names a TOML file that this server may read."
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise SignInProblem(
            f"The sign-in file {path} is not TOML: compare it with deploy/sign_in.example.toml."
        ) from None
    return checked(said, str(path))


def checked(said: Mapping[str, Any], path: str) -> SignIn:
    """Every part of the file, or SignInProblem with the first that is wrong."""
    auth = said.get("auth")
    if not isinstance(auth, dict):
        raise SignInProblem(f"The sign-in file {path} has no [auth] part: it names the identity provider.")
    unknown = sorted(set(auth) - KNOWN) + sorted(set(said) - {"auth", "roles", "hosts", "proxies"})
    if unknown:
        raise SignInProblem(
            f"The sign-in file {path} says {unknown[0]}, which is not known here: take it out, or correct its name."
        )
    for name in NEEDED:
        if not isinstance(auth.get(name), str) or not auth[name].strip() or EXAMPLE in auth[name]:
            raise SignInProblem(f"The sign-in file {path} needs {name} in its [auth] part.")
    _long_enough(auth["cookie_secret"], path)
    origin = _origin(auth["redirect_uri"], path)
    if not _safe(auth["server_metadata_url"]):
        raise SignInProblem(
            f"server_metadata_url in {path} does not begin with https://: what the provider says must not be changed on its way."
        )
    if not isinstance(auth.get("client_kwargs", {}), dict):
        raise SignInProblem(
            f'client_kwargs in {path} is not a table, as in {{ scope = "openid email profile" }}.'
        )
    claim, roles = _roles(said.get("roles", {}), path)
    hosts = _words(said.get("hosts", [urlsplit(origin).netloc]), "hosts", path)
    return SignIn(auth, origin, tuple(host.lower() for host in hosts), _proxies(said, path), claim, roles)


def _long_enough(secret: str, path: str) -> None:
    if len(secret.encode()) < SHORTEST_SECRET or len(set(secret)) < 10:
        raise SignInProblem(
            f"cookie_secret in {path} could be guessed: make one with "
            f'python3 -c "import secrets; print(secrets.token_urlsafe({SHORTEST_SECRET}))".'
        )


def _origin(redirect: str, path: str) -> str:
    at = urlsplit(redirect)
    if (
        not _safe(redirect)
        or not at.netloc
        or not at.path.endswith("/oauth2callback")
        or at.query
        or "@" in at.netloc
    ):
        raise SignInProblem(
            f"redirect_uri in {path} is not the dashboard's address with /oauth2callback behind it, "
            "as in https://incidents.trust.example/oauth2callback."
        )
    return f"{at.scheme}://{at.netloc.lower()}"


def _safe(address: str) -> bool:
    """By TLS, or never leaving this computer."""
    at = urlsplit(address)
    name = at.netloc.rpartition(":")[0] if at.netloc.rpartition(":")[2].isdigit() else at.netloc
    return at.scheme == "https" or (at.scheme == "http" and name in LOOPBACK)


def _roles(said: Any, path: str) -> tuple[str, dict[str, Role]]:
    claim = said.get("claim", "roles") if isinstance(said, dict) else None
    named = said.get("map", {}) if isinstance(said, dict) else None
    if not isinstance(claim, str) or not isinstance(named, dict) or set(said) - {"claim", "map"}:
        raise SignInProblem(f"[roles] in {path} holds a claim and a [roles.map], and nothing else.")
    known = {role.value: role for role in Role}
    for name, role in named.items():
        if role not in known or role == Role.WARD_LINK.value:
            may = ", ".join(each for each in known if each != Role.WARD_LINK.value)
            raise SignInProblem(
                f"[roles.map] in {path} gives {name!r} a role that a provider cannot give: it may be one of {may} "
                "(a ward link's wards are chosen on the page People)."
            )
    return claim, {name: known[role] for name, role in named.items()}


def _proxies(said: Mapping[str, Any], path: str) -> tuple[str, ...]:
    proxies = _words(said.get("proxies", []), "proxies", path)
    for each in proxies:
        try:
            ipaddress.ip_network(each, strict=False)
        except ValueError:
            raise SignInProblem(
                f"proxies in {path} holds {each!r}: write addresses or networks, as in 10.1.2.3 or 172.18.0.0/16."
            ) from None
    return proxies


def _words(said: Any, name: str, path: str) -> tuple[str, ...]:
    if not isinstance(said, list) or not all(isinstance(each, str) and each for each in said):
        raise SignInProblem(
            f'{name} in {path} is not a list of words, as in {name} = ["incidents.trust.example"].'
        )
    return tuple(said)
