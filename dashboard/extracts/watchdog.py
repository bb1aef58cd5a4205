"""A process that is watched while it works: it ends by itself, or is ended when it takes too long or too much.

The system's own limits (RLIMIT_AS, RLIMIT_CPU) do not hold on Windows, and on macOS only in part; this does everywhere.
"""

import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import psutil

FIRST_LOOK = 0.02
BETWEEN_LOOKS = 0.1
"""Seconds. A process that asks for memory as fast as it can gets about 0.3 GB in between."""


class Ended(StrEnum):
    ITSELF = "by itself"
    TOO_SLOW = "took too long"
    TOO_LARGE = "took too much memory"


@dataclass(frozen=True)
class WatchedProcess:
    """How the process ended, its exit status and what it printed."""

    ended: Ended
    status: int
    printed: bytes


def run_watched(
    command: Sequence[str], environment: Mapping[str, str], *, seconds: float, memory_bytes: int
) -> WatchedProcess:
    """Run the command to its end, and end it and what it started after `seconds` or above `memory_bytes`."""
    process = subprocess.Popen(
        list(command),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=dict(environment),
    )
    begun = time.monotonic()
    look = FIRST_LOOK
    try:
        while True:
            left = seconds - (time.monotonic() - begun)
            try:
                printed, _ = process.communicate(timeout=max(0.0, min(look, left)))
                return WatchedProcess(Ended.ITSELF, process.returncode, printed)
            except subprocess.TimeoutExpired:
                look = BETWEEN_LOOKS
            if time.monotonic() - begun >= seconds:
                return WatchedProcess(Ended.TOO_SLOW, -1, b"")
            if _memory(process.pid) > memory_bytes:
                return WatchedProcess(Ended.TOO_LARGE, -1, b"")
    finally:
        _end(process)


def _memory(pid: int) -> int:
    """Resident bytes of a process and of those that it started."""
    found = 0
    for process in _family(pid):
        try:
            found += process.memory_info().rss
        except psutil.Error:
            continue
    return found


def _family(pid: int) -> list[psutil.Process]:
    try:
        parent = psutil.Process(pid)
        return [parent, *parent.children(recursive=True)]
    except psutil.Error:
        return []


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is not None:
        return
    for one in _family(process.pid):
        try:
            one.kill()
        except psutil.Error:
            continue
    process.kill()
    process.communicate()
