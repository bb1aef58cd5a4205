"""Every role on every page, over a raw websocket to a real server: by path, and by the hash that the page has for who may see it.

A page that is not a role's is not found, and no frame of any run holds a word of what the role may not see.
"""

import hashlib
import json
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from itsdangerous import URLSafeTimedSerializer

from dashboard import desk, work
from dashboard.domain.reader import SINGLE_USER, Role
from dashboard.domain.store import Store
from tests.python_files import ROOT
from tests.raw_session import RawSession, Seen

OWN = ("Ward 2", "Ward 7")
MOST_SECONDS_TO_START = 90
PATHS = (
    "overview", "your-wards", "reporting-rates", "harm-levels", "drug-classes", "stages-and-errors", "incidents", "all-measures",
    "as-it-stood", "benchmark", "agenda", "safety-actions", "methods-and-glossary", "packs", "upload", "coverage-and-quality", "medicines",
    "wards-and-activity", "series-breaks", "annotations", "settings", "people", "audit-trail", "backups",
    "learning-cards", "alerts", "to-escalate", "officers-desk",
)  # fmt: skip
LOOKS = {*PATHS} - {"your-wards", "as-it-stood", "upload", "medicines", "wards-and-activity", "series-breaks", "annotations",
                    "settings", "people", "audit-trail", "backups", "to-escalate", "officers-desk"}  # fmt: skip
MAY_SEE = {
    Role.MSO: {*PATHS} - {"your-wards"},
    Role.TEAM: {*PATHS} - {"your-wards", "people", "audit-trail", "backups", "officers-desk"},
    Role.COMMITTEE: LOOKS | {"as-it-stood"},
    Role.DIRECTOR: LOOKS,
    Role.WARD_LINK: {"your-wards", "methods-and-glossary"},
    Role.AUDITOR: {"settings", "methods-and-glossary", "audit-trail"},
    None: set(),
}
"""By hand. None: signed in, and no role given yet."""

OF_THE_DATA = ("Ward 7", "Theatres", "Riverside Hospital", "Reporting campaign", "enoxaparin", "5,003")
"""Words of the made-up trust that stand on pages with data."""

NEVER = {
    Role.DIRECTOR: ("Search the listed incidents", "meet a rule of escalation", "duty of candour recorded in", "Change the role"),
    Role.COMMITTEE: ("Change the role", "meet a rule of escalation", "Save these settings", "Every reference"),
    Role.WARD_LINK: (
        "Ward 3", "Ward 12", "Hillview", "Theatres", "Coronary Care Unit", "Search the listed incidents", "5,003", "Save this view",
    ),
    Role.AUDITOR: OF_THE_DATA,
    None: (*OF_THE_DATA, "Save these settings", "Search the listed incidents"),
}  # fmt: skip
"""What no frame of a run of this role may hold, whatever page is asked for."""


@dataclass(frozen=True)
class Served:
    port: int
    cookies: dict[Role | None, dict[str, str]]

    def run(self, role: Role | None, path: str = "", *, page_hash: str = "") -> Seen:
        with RawSession(self.port, cookies=self.cookies[role]) as session:
            return session.run(path, page_hash=page_hash)

    def hashes(self) -> dict[str, str]:
        """Of each page by its path, as the navigations of those who may see it give them."""
        found: dict[str, str] = {}
        for role in (Role.MSO, Role.WARD_LINK):
            opens = "overview" if role is Role.MSO else "your-wards"
            found.update({path or opens: of for path, of in self.run(role).page_hashes.items()})
        return found


def title_of(seen: Seen) -> str:
    return next((each.body for each in seen.element_of("heading") if each.tag == "h1"), "")


def broken(served: Served, role: Role | None, path: str, page_hash: str = "") -> list[str]:
    """What is wrong with this run; nothing when it is as it must be."""
    seen = served.run(role, path, page_hash=page_hash)
    how = f"{role and role.value} on {path}{' by its hash' if page_hash else ''}"
    wrong = [f"{how}: holds {word!r}" for word in NEVER.get(role, ()) if seen.holds(word)]
    if role is None:
        return [*wrong, *([f"{how}: it offers {seen.pages}"] if set(seen.pages) - {""} else [])]
    opens = OPENS.get(role, "overview")
    offered = {each or opens for each in seen.pages}
    if offered != MAY_SEE[role]:
        wrong.append(f"{how}: the navigation offers {sorted(offered ^ MAY_SEE[role])}")
    # The page that opens is asked for without a path. By a hash that is not theirs, it is drawn without a word.
    if not page_hash and path != opens and seen.not_found is (path in MAY_SEE[role]):
        wrong.append(f"{how}: {'not found' if seen.not_found else 'found'}")
    if (title_of(seen) == title_of(served.run(role))) is (path in MAY_SEE[role] and path != opens):
        wrong.append(f"{how}: draws {title_of(seen)!r}")
    return [*wrong, *(f"{how}: {kind}" for kind in seen.exceptions)]


OPENS = {Role.WARD_LINK: "your-wards", Role.AUDITOR: "audit-trail"}


@contextmanager
def served(store: Store, folder: Path) -> Iterator[Served]:
    """A server of a trust with sign-in, and a sign-in of each role, begun as the answer to the provider's callback begins one."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    secret, origin = secrets.token_urlsafe(48), f"http://127.0.0.1:{port}"
    asked = folder / "sign_in.toml"
    asked.write_text(
        f'[auth]\nredirect_uri = "{origin}/oauth2callback"\ncookie_secret = "{secret}"\nclient_id = "dashboard"\n'
        f'client_secret = "{secrets.token_urlsafe(24)}"\n'
        'server_metadata_url = "http://127.0.0.1:9/.well-known/openid-configuration"\n',
        encoding="utf-8",
    )
    environment = {**os.environ, "MEDICATION_STORE": str(store.root), "MEDICATION_SIGN_IN": str(asked)}
    command = [sys.executable, "-m", "uvicorn", "asgi:app", "--port", str(port), "--log-level", "warning"]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            cookies = {role: _signed_in(store, role, secret, origin) for role in (*Role, None)}
            _answers(port, server)
            yield Served(port, cookies)
        finally:
            server.terminate()
            server.wait(30)


def _signed_in(store: Store, role: Role | None, secret: str, origin: str) -> dict[str, str]:
    now, subject = work.now_utc(), f"subject of {role.value if role else 'nobody'}"
    claims = {
        "origin": origin,
        "is_logged_in": True,
        "iss": "https://login.example",
        "sub": subject,
        "name": subject,
    }
    cookie = URLSafeTimedSerializer(secret, salt="_streamlit_user").dumps(json.dumps(claims))
    written = cookie.decode() if isinstance(cookie, bytes) else cookie
    person = desk.person_came(store, claims["iss"], subject, subject, "", now)
    if role is not None:
        wards = OWN if role is Role.WARD_LINK else ()
        desk.give_role(store, SINGLE_USER, person.person, role, now, wards=wards)
    desk.begin_session(store, hashlib.sha256(written.encode()).hexdigest(), person.person, now, now)
    return {"_streamlit_user": written}


def _answers(port: int, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + MOST_SECONDS_TO_START
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise AssertionError("the server did not start")
