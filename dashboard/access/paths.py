"""The open list: what is answered to somebody who is not known, and nothing beside it."""

import re
from enum import Enum

PLAIN = re.compile(r"/[A-Za-z0-9._~@/-]*")
"""What every path of the dashboard is made of. Whatever must be escaped, climbs, or doubles a slash is no path of ours."""

HEALTH = frozenset({"/_stcore/health", "/ready"})
"""Whether the server answers, and whether it can show anything: for a proxy, without a word of what is in the store."""

STREAM = "/_stcore/stream"
SIGNING = frozenset({"/auth/login", "/auth/logout", "/oauth2callback"})
OPEN = frozenset({*HEALTH, "/_stcore/host-config", "/favicon.png", "/manifest.json"}) | SIGNING
NOBODY = (
    "/_stcore/metrics",
    "/_stcore/script-health-check",
    "/_stcore/agent",
    "/_stcore/allowed-message-origins",
)
"""What nobody needs from outside: how much memory is used, what a script says, an interface for programs."""

UPLOAD = re.compile(r"/_stcore/upload_file/([A-Za-z0-9-]{1,64})/([A-Za-z0-9-]{1,64})")
MEDIA = re.compile(r"/media/([A-Za-z0-9]{1,128})(\.[A-Za-z0-9]{1,12})?")
READING = frozenset({"GET", "HEAD"})


class Path(Enum):
    FRAME = "the page frame, by the path of any page"
    ASSET = "the frontend's own files"
    HEALTH = "whether the server is up"
    OPEN = "what a browser needs before it is known"
    MEDIA = "a file that a page made"
    UPLOAD = "a file for a page"
    REST = "anything else"
    NONE = "no path of ours"


def kind(path: str, raw: bytes, method: str, pages: frozenset[str]) -> Path:
    """What is asked for. `raw` is the path as it was written: what says another thing than `path` was escaped.

    pages: the paths of the pages, as "/harm-levels".
    """
    written = raw.split(b"?")[0].decode("latin-1")
    if written != path or not PLAIN.fullmatch(path) or "//" in path or _climbs(path):
        return Path.NONE
    if any(path == each or path.startswith(f"{each}/") for each in NOBODY):
        return Path.NONE
    if path not in OPEN and path.endswith((*HEALTH, "/_stcore/host-config")):
        return (
            Path.NONE
        )  # the frontend tries below the page's own path first, and takes "not here" for an answer
    if method in READING:
        if path == "/" or path in pages:
            return Path.FRAME
        if path in HEALTH:
            return Path.HEALTH
        if path in OPEN:
            return Path.OPEN
        if path.startswith("/static/") and len(path) > len("/static/"):
            return Path.ASSET
        if path.startswith("/media/"):
            return Path.MEDIA if MEDIA.fullmatch(path) else Path.NONE
    if path.startswith("/_stcore/upload_file"):
        return Path.UPLOAD if UPLOAD.fullmatch(path) and method in ("PUT", "DELETE") else Path.NONE
    return Path.REST if method in READING else Path.NONE


def _climbs(path: str) -> bool:
    return any(part.startswith(".") or part.endswith(".") for part in path.split("/"))
