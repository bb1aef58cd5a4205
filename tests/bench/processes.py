"""Processes under measurement: how long one takes from its start to its end, and how much memory its whole tree takes."""

import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
EVERY = 0.05
"""Seconds between two looks at memory."""


@dataclass(frozen=True)
class Run:
    """Wall seconds of the whole process, what it printed, and MB of its tree at the most (None: not looked at)."""

    seconds: float
    out: str
    peak: float | None = None


def run(*arguments: str, memory: bool = False) -> Run:
    """Run this Python with these arguments to its end. A failure ends the measuring: a fast refusal is no import."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=REPOSITORY,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    watch = _Watch(process.pid) if memory else None
    out, error = process.communicate()
    seconds = time.perf_counter() - began
    if process.returncode:
        raise SystemExit(f"A measured process failed ({process.returncode}): {error.strip()[-800:]}")
    return Run(seconds, out, watch.peak() if watch else None)


def memory_can_be_measured() -> bool:
    return Path("/proc/self/smaps_rollup").exists()


class _Watch:
    """The greatest sum of proportional set sizes of a process and all below it, looked at every 50 ms."""

    def __init__(self, top: int) -> None:
        self.top, self.most, self.ended = top, 0.0, threading.Event()
        self.thread = threading.Thread(target=self._look, daemon=True)
        self.thread.start()

    def peak(self) -> float:
        self.ended.set()
        self.thread.join()
        return self.most

    def _look(self) -> None:
        while not self.ended.wait(EVERY):
            self.most = max(self.most, sum(pss(process) for process in _tree(self.top)))


def _tree(top: int) -> set[int]:
    """The process and its descendants, by the parents that /proc names."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(path.parent.name)] = int(after_name[1])
    found = {top}
    while more := {child for child, parent in parents.items() if parent in found and child not in found}:
        found |= more
    return found


def pss(process: int) -> float:
    """Proportional set size, MB; 0 for a process that has ended meanwhile, or where the system does not say."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0) / 1024
