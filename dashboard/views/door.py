"""The way into this server: made once, from what whoever starts it has set."""

import os
import secrets
import sys
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit import config

from dashboard import work
from dashboard.access.gate import Around
from dashboard.access.one_time_key import KeyTooShort, OneTimeKey
from dashboard.access.own_sessions import OwnSessions
from dashboard.access.security_headers import content_policy, inline_scripts
from dashboard.access.sign_in_door import SignInDoor
from dashboard.access.sign_in_file import SignInProblem, sign_in_asked, sign_in_file
from dashboard.views.frames import frame_of
from dashboard.views.store_seen import real_store

KEY = "MEDICATION_KEY"
_HERE = Path(__file__).parent
PAGE_SCRIPT, IDLE_SCRIPT = (_HERE / "page.js").read_text("utf-8"), (_HERE / "idle.js").read_text("utf-8")
OWN = OwnSessions()


@cache
def the_door() -> OneTimeKey | SignInDoor:
    """By sign-in where MEDICATION_SIGN_IN says how, else by the one-time key (MEDICATION_KEY, or one that is printed)."""
    try:
        if sign_in_asked():
            return SignInDoor(sign_in_file(), real_store(), work.now_utc)
        key = os.environ.pop(KEY, "")  # no child needs it
        if key:
            return OneTimeKey(key, work.now_utc)
    except (SignInProblem, KeyTooShort) as problem:
        print(problem, file=sys.stderr, flush=True)
        raise SystemExit(2) from None
    own = secrets.token_urlsafe(32)
    print(f"The dashboard opens once at {_address()}/?key={own}", file=sys.stderr, flush=True)
    return OneTimeKey(own, work.now_utc)


def secrets_of_sign_in() -> dict:
    """What Streamlit signs in with; nothing on one's own computer."""
    door = the_door()
    return {"auth": {**door.sign_in.auth, "expose_tokens": []}} if isinstance(door, SignInDoor) else {}


def around(page_paths: list[str]) -> Around:
    """What the gate is told. Streamlit's own settings that name hosts and secrets follow what the sign-in file says."""
    door = the_door()
    config.set_option("secrets.files", [])  # a file of secrets that lies about does not count
    config.set_option("server.trustedUserHeaders", {})
    config.set_option("server.enableXsrfProtection", True)
    if isinstance(door, SignInDoor):
        config.set_option(
            "server.allowedHosts", []
        )  # the gate's list, which knows ports too, is the narrower one
    base = (config.get_option("server.baseUrlPath") or "").strip("/")
    frame = (Path(st.__file__).parent / "static" / "index.html").read_text("utf-8")
    return Around(
        pages=frozenset(f"/{path}" for path in page_paths),
        own=OWN,
        frame=frame_of,
        policy=content_policy([*inline_scripts(frame), PAGE_SCRIPT, IDLE_SCRIPT]),
        now=work.now_utc,
        base=f"/{base}" if base else "",
    )


def _address() -> str:
    """As this server was started; where that does not say, the path alone can be right."""
    said = dict(zip(sys.argv, sys.argv[1:], strict=False))
    return f"http://127.0.0.1:{said.get('--port', '8000')}"
