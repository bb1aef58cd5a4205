"""The one seam to Streamlit's sign-in: what its signed cookie says, read without Streamlit.

Streamlit 1.67 writes the claims of the identity token as JSON, signed by itsdangerous with the cookie's name as salt; what is longer
than a browser keeps goes into `_1`, `_2` ... and the cookie then says `chunks-N` (streamlit/auth_util.py and
web/server/starlette/starlette_app_utils.py). tests/access/test_signed_cookie.py holds this against the installed one.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer

USER, TOKENS = "_streamlit_user", "_streamlit_user_tokens"
CHUNKS = re.compile(r"chunks-(\d{1,2})")
MOST_CHUNKS = 16
"""64 kB of claims; a server refuses a request with so many headers long before."""

LONGEST_WORDS = 200


@dataclass(frozen=True)
class SignedIn:
    """What one sign-in put into the browser. `session` is the SHA-256 of it as it is written."""

    session: str
    issuer: str
    subject: str
    name: str
    email: str
    signed_at: datetime
    """UTC, without a zone."""

    claims: Mapping[str, Any]


def read(cookies: Mapping[str, str], secret: str, origin: str) -> SignedIn | None:
    """None unless the signature, the origin and (issuer, subject) hold. How old it may be is not looked at here.

    origin: scheme, name and port that the dashboard is reached by; a cookie of another one is not ours.
    """
    first = _one(cookies, USER, secret)
    if first is None:
        return None
    written, parts = [cookies[USER]], [first]
    if in_chunks := CHUNKS.fullmatch(first[0]):
        count, parts = int(in_chunks[1]), []
        if not 1 <= count <= MOST_CHUNKS:
            return None
        for number in range(1, count + 1):
            part = _one(cookies, f"{USER}_{number}", secret)
            if part is None:
                return None
            parts.append(part)
            written.append(cookies[f"{USER}_{number}"])
    try:
        claims = json.loads("".join(text for text, _ in parts))
    except ValueError:
        return None
    if (
        not isinstance(claims, dict)
        or claims.get("origin") != origin
        or claims.get("is_logged_in") is not True
    ):
        return None
    issuer, subject = claims.get("iss"), claims.get("sub")
    if not (isinstance(issuer, str) and issuer and isinstance(subject, str) and subject):
        return None
    return SignedIn(
        hashlib.sha256("\n".join(written).encode()).hexdigest(),
        issuer,
        subject,
        _words(claims, "name", "preferred_username", "email"),
        _words(claims, "email", "preferred_username", "upn"),
        min(signed for _, signed in parts),
        claims,
    )


def _one(cookies: Mapping[str, str], name: str, secret: str) -> tuple[str, datetime] | None:
    value = cookies.get(name)
    if not value:
        return None
    try:
        text, signed_at = URLSafeTimedSerializer(secret, salt=name).loads(value, return_timestamp=True)
    except BadData:
        return None
    return (text, signed_at.replace(tzinfo=None)) if isinstance(text, str) else None


def _words(claims: Mapping[str, Any], *names: str) -> str:
    """The first of these claims that says something, as one short line: it is shown, and a provider may say anything."""
    for name in names:
        value = claims.get(name)
        if isinstance(value, str) and (line := " ".join(value.split())):
            return "".join(each for each in line if each.isprintable())[:LONGEST_WORDS]
    return ""
