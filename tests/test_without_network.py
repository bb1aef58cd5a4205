"""The watch over a server's network sees what it is there to see."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.without_network import held_here, tries


@pytest.mark.parametrize(
    ("what", "seen"),
    [
        ("import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)", "getaddrinfo 192.0.2.1"),
        ("import socket; s = socket.socket(); s.settimeout(1); s.connect(('192.0.2.1', 80))", "connect 192.0.2.1"),
        ("import urllib.request; urllib.request.urlopen('http://example.org', timeout=1)", "getaddrinfo example.org"),
        ("import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))", "sendto 192.0.2.1"),
        ("import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); socket.create_connection(s.getsockname())", ""),
    ],
)  # fmt: skip
def test_a_try_to_go_further_than_this_computer_is_refused_and_written_down(
    what: str, seen: str, tmp_path: Path
) -> None:
    log = tmp_path / "tries"
    ended = subprocess.run(
        [sys.executable, "-c", what], env={**os.environ, **held_here(log)}, capture_output=True, timeout=60
    )
    assert [each.removeprefix("socket.") for each in tries(log)] == ([seen] if seen else [])
    assert (b"tested without a network" in ended.stderr) == bool(seen)
