"""The seam to Streamlit's sign-in cookie, held against the installed Streamlit: what its functions write and read, ours reads the same."""

import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.starlette import starlette_app_utils, starlette_server_config, starlette_websocket

from dashboard.access import signed_cookie
from dashboard.access.sign_in_door import _is_token
from tests.signed_in_people import signed

SECRET, ORIGIN = "s" * 43, "https://incidents.trust.example"
ADA = {"iss": "https://id.example", "sub": "ada", "name": "Ada\n  Lovelace", "email": "ada@trust.example"}
LONG = {**ADA, "groups": [hashlib.sha256(str(number).encode()).hexdigest() for number in range(180)]}
"""Groups by their identifiers, as a directory names them: they do not become shorter by being packed."""


def payload(value: str) -> str:
    """What is signed, without when and the signature."""
    return value.rsplit(".", 2)[0]


def theirs(cookies: dict[str, str], secret: str = SECRET, origin: str = ORIGIN) -> dict:
    """As Streamlit itself reads it for a websocket."""
    written = get_cookie_with_chunks(
        lambda name: starlette_app_utils.decode_signed_value(secret, name, cookies.get(name, "")),
        signed_cookie.USER,
    )
    return starlette_websocket._parse_decoded_user_cookie(written, origin) if written else {}


@pytest.mark.parametrize("claims", [ADA, LONG])
def test_what_streamlit_signs_says_the_same_to_both(claims: dict) -> None:
    held = signed(SECRET, claims, ORIGIN)
    assert (len(held) == 1) == (claims is ADA) and (len(held) > 3) == (claims is LONG), (
        "the long one is in chunks"
    )
    said = signed_cookie.read(held, SECRET, ORIGIN)
    assert said is not None and theirs(held)["is_logged_in"]
    assert (
        {name: said.claims[name] for name in claims}
        == {name: theirs(held)[name] for name in claims}
        == claims
    )
    assert (said.issuer, said.subject, said.name, said.email) == (
        ADA["iss"],
        "ada",
        "Ada Lovelace",
        ADA["email"],
    )
    assert abs(datetime.now(UTC).replace(tzinfo=None) - said.signed_at) < timedelta(seconds=5)


@pytest.mark.parametrize("claims", [ADA, LONG])
def test_what_is_not_ours_is_nobody_to_either(claims: dict) -> None:
    held, other = signed(SECRET, claims, ORIGIN), signed(SECRET, {**claims, "sub": "bob"}, ORIGIN)
    for secret, origin in (("t" * 43, ORIGIN), (SECRET, "https://other.example")):
        assert signed_cookie.read(held, secret, origin) is None and theirs(held, secret, origin) == {}
    for name, value in held.items():
        for changed in (
            value[:-1],
            value[1:],
            value.replace(".", "", 1),
            "",
            value + "x",
            payload(other[name]) + value[len(payload(value)) :],
        ):
            broken = {**held, name: changed}
            assert changed == value or (
                signed_cookie.read(broken, SECRET, ORIGIN) is None and theirs(broken) == {}
            ), changed
    unlike = {name: held[earlier] for name, earlier in zip(held, [*held][1:] + [*held][:1], strict=True)}
    if len(held) > 1:
        assert signed_cookie.read(unlike, SECRET, ORIGIN) is None
        missing = {name: value for name, value in held.items() if not name.endswith("_2")}
        assert signed_cookie.read(missing, SECRET, ORIGIN) is None and theirs(missing) == {}


def test_chunks_of_two_sign_ins_are_no_sign_in_that_ever_began() -> None:
    """Each is signed rightly in its own place; what is known at the desk is all of them together."""
    one, two = signed(SECRET, LONG, ORIGIN, at=1_780_000_000), signed(SECRET, LONG, ORIGIN, at=1_780_000_001)
    mixed = {**one, "_streamlit_user_3": two["_streamlit_user_3"]}
    known = {signed_cookie.read(each, SECRET, ORIGIN).session for each in (one, two)}  # type: ignore[union-attr]
    said = signed_cookie.read(mixed, SECRET, ORIGIN)
    assert len(known) == 2 and said is not None and said.session not in known


def test_its_age_is_that_of_the_signature_whatever_the_browser_says() -> None:
    at = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
    said = signed_cookie.read(signed(SECRET, ADA, ORIGIN, at=at.timestamp()), SECRET, ORIGIN)
    assert said is not None and said.signed_at == at.replace(tzinfo=None)


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "ada"}, {"iss": "https://id.example"}, {"iss": "", "sub": "ada"}, {"iss": 3, "sub": "ada"}, {"iss": "x", "sub": ["ada"]},
        {"iss": "x", "sub": "ada", "is_logged_in": False}, {"iss": "x", "sub": "ada", "is_logged_in": "yes"},
    ],
)  # fmt: skip
def test_whoever_is_not_named_for_good_is_nobody(claims: dict) -> None:
    written = json.dumps({"is_logged_in": True, "origin": ORIGIN, **claims})
    held = {
        "_streamlit_user": starlette_app_utils.create_signed_value(
            SECRET, "_streamlit_user", written
        ).decode()
    }
    assert signed_cookie.read(held, SECRET, ORIGIN) is None


@pytest.mark.parametrize("says", ["chunks-0", "chunks-17", "chunks-99", "[]", "3", "no JSON", '"x"'])
def test_signed_nonsense_is_nobody(says: str) -> None:
    value = starlette_app_utils.create_signed_value(SECRET, "_streamlit_user", says).decode()
    assert signed_cookie.read({"_streamlit_user": value}, SECRET, ORIGIN) is None


def test_names_are_those_of_the_installed_streamlit() -> None:
    assert (signed_cookie.USER, signed_cookie.TOKENS) == (
        starlette_server_config.USER_COOKIE_NAME,
        starlette_server_config.TOKENS_COOKIE_NAME,
    )
    assert starlette_server_config.AUTH_COOKIE_MAX_AGE_SECONDS == 2592000
    assert _is_token((b"set-cookie", b"_streamlit_user_tokens_1=abc; Path=/"))
    assert not _is_token((b"set-cookie", b"_streamlit_user=abc; Path=/"))
