"""What every answer says to the browser about itself: no other site, no frame around it, no guessing, no keeping."""

import base64
import hashlib
import re
from collections.abc import Iterable

from dashboard.access.paths import Path

Sent = tuple[bytes, bytes]

HEADERS: tuple[Sent, ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
HSTS: Sent = (b"strict-transport-security", b"max-age=31536000")
"""A year, without subdomains: what else the trust serves under this name is not ours to say."""

NO_STORE: Sent = (b"cache-control", b"no-store")
KEPT = frozenset({Path.ASSET})
"""The program's own files carry a hash in their name and may be kept; pages and what they made may not."""

INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def script_hash(script: str) -> str:
    """How a policy names one script that stands in the page itself."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def inline_scripts(page: str) -> list[str]:
    """The scripts that stand in the frontend's own page, without attributes."""
    return INLINE.findall(page)


def content_policy(scripts: Iterable[str]) -> str:
    """Only what this server serves, and these scripts. `{host}` is put in for each answer: an older Safari does not count a
    websocket to the same host as 'self'. Styles stand in the page (Streamlit and Plotly write them as they draw); pictures are drawn
    into data: and blob: addresses before they are saved, and a component's script is a blob of the page's own.
    """
    hashes = " ".join(script_hash(each) for each in scripts)
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' blob: {hashes}".rstrip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self' ws://{host} wss://{host}",
            "media-src 'self' blob:",
            "manifest-src 'self'",
            "worker-src 'self' blob:",
            "frame-src 'none'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def with_headers(
    sent: Iterable[Sent], kind: Path, *, host: str, policy: str, tls: bool, extra: Iterable[Sent] = ()
) -> list[Sent]:
    """The headers of an answer with ours; of a name that the answer has itself the answer's stays, but for how long it is kept."""
    headers = [(name.lower(), value) for name, value in sent]
    if kind not in KEPT:
        headers = [*(each for each in headers if each[0] != NO_STORE[0]), NO_STORE]
    if tls:
        headers = [_secure(each) for each in headers]
    ours = [*HEADERS, *extra, (b"content-security-policy", policy.replace("{host}", host).encode())]
    present = {name for name, _ in headers}
    return [*headers, *(each for each in (*ours, *([HSTS] if tls else [])) if each[0] not in present)]


def _secure(sent: Sent) -> Sent:
    name, value = sent
    if name != b"set-cookie" or re.search(rb";\s*secure\s*(;|$)", value, re.IGNORECASE):
        return sent
    return name, value + b"; Secure"
