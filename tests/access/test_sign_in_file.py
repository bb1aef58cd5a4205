"""The sign-in file: what is wrong with it is said in one sentence, without its secrets, and the server does not start."""

import copy
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dashboard.access.sign_in_file import SignInProblem, checked
from dashboard.domain.reader import Role

ROOT = Path(__file__).resolve().parents[2]
GOOD: dict[str, Any] = {
    "auth": {
        "redirect_uri": "https://Incidents.trust.example/oauth2callback",
        "cookie_secret": "Zq3vJ8xN1mLk0pRtYwAs5dFgHj7uBcEi2oXl4VnM",
        "client_id": "11111111-2222-3333-4444-555555555555",
        "client_secret": "a secret of the provider",
        "server_metadata_url": "https://login.example/tenant/v2.0/.well-known/openid-configuration",
    },
    "roles": {"claim": "roles", "map": {"Medication.MSO": "mso", "Medication.Board": "director"}},
    "proxies": ["10.1.2.3", "172.18.0.0/16"],
}


def test_a_good_file_says_where_it_is_reached_and_who_is_what() -> None:
    said = checked(GOOD, "f")
    assert (said.origin, said.hosts) == ("https://incidents.trust.example", ("incidents.trust.example",))
    assert said.behind_tls and GOOD["auth"]["cookie_secret"] not in repr(said)
    roles: list[Any] = [
        ["Medication.MSO"],
        "Medication.Board",
        ["Medication.Board", "Medication.MSO"],
        ["mso"],
        [],
        None,
        3,
        [3],
        {},
    ]
    assert [said.role_of({"roles": each}) for each in roles] == [
        Role.MSO, Role.DIRECTOR, Role.MSO, None, None, None, None, None, None
    ]  # fmt: skip
    assert said.role_of({}) is None


WRONG = [
    (("auth",), None, "no [auth] part"),
    (("auth", "cookie_secret"), "short", "could be guessed"),
    (("auth", "cookie_secret"), "a" * 60, "could be guessed"),
    (("auth", "cookie_secret"), "put-your-own-here-put-your-own-here", "needs cookie_secret"),
    (("auth", "client_id"), "", "needs client_id"),
    (("auth", "client_secret"), None, "needs client_secret"),
    (("auth", "server_metadata_url"), "http://login.example/x", "does not begin with https://"),
    (
        ("auth", "redirect_uri"),
        "http://incidents.trust.example/oauth2callback",
        "not the dashboard's address",
    ),
    (("auth", "redirect_uri"), "https://incidents.trust.example/", "not the dashboard's address"),
    (("auth", "redirect_uri"), "https://a@b/oauth2callback", "not the dashboard's address"),
    (("auth", "expose_tokens"), "id", "says expose_tokens, which is not known"),
    (("auth", "client_kwargs"), "x", "is not a table"),
    (("users",), {}, "says users, which is not known"),
    (("roles", "map"), {"X": "boss"}, "a role that a provider cannot give"),
    (("roles", "map"), {"X": "ward link"}, "a ward link's wards are chosen"),
    (("roles", "rest"), 1, "and nothing else"),
    (("hosts",), "incidents", "is not a list"),
    (("proxies",), ["proxy.local"], "write addresses or networks"),
]


@pytest.mark.parametrize(("place", "value", "sentence"), WRONG)
def test_what_is_wrong_is_said_without_any_secret(place: tuple[str, ...], value: Any, sentence: str) -> None:
    said = copy.deepcopy(GOOD)
    part = said
    for name in place[:-1]:
        part = part[name]
    part[place[-1]] = value
    if value is None:
        del part[place[-1]]
    with pytest.raises(SignInProblem, match=r"^[^\n]*$") as problem:
        checked(said, "f")
    assert sentence in str(problem.value)
    for secret in ("cookie_secret", "client_secret"):
        assert (said.get("auth") or {}).get(secret, "-" * 9) not in str(problem.value).replace(
            "needs cookie_secret", ""
        )


def test_the_example_is_whole_but_for_what_must_be_ones_own() -> None:
    said = tomllib.loads((ROOT / "deploy" / "sign_in.example.toml").read_text(encoding="utf-8"))
    with pytest.raises(SignInProblem, match="needs "):
        checked(said, "f")
    own = {
        name: GOOD["auth"][name]
        for name in ("cookie_secret", "client_id", "client_secret", "server_metadata_url")
    }
    assert (
        checked({**said, "auth": {**said["auth"], **own}}, "f").role_of({"roles": ["Medication.MSO"]})
        is Role.MSO
    )


def test_a_server_does_not_start_on_a_wrong_file(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("[auth\n", encoding="utf-8")
    environment = {
        **os.environ,
        "MEDICATION_SIGN_IN": str(tmp_path / "a.toml"),
        "MEDICATION_STORE": str(tmp_path / "s"),
    }
    code = "from dashboard.views.door import the_door; the_door()"
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.splitlines()[-1].endswith("is not TOML: compare it with deploy/sign_in.example.toml.")
    assert not (tmp_path / "s").exists()
