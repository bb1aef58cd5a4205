"""No question runs for ever: one thread looks after all that are being asked, and stops those that have had their time.

DuckDB 2.0 has no setting for this. A timer for each question would start a thread for each (50 to 100 microseconds, and 50 of them
at once in a committee's meeting); this costs a question two entries in a dictionary.
"""

import atexit
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from dashboard.domain import engine

LOOKS_EVERY = 0.25
"""Seconds between two looks while anything is asked: a question is stopped this much late at the most."""


class _Watch:
    """The cursors that are asked now, each with the moment until which it may run."""

    def __init__(self) -> None:
        self._until: dict[int, tuple[float, duckdb.DuckDBPyConnection]] = {}
        self._lock = threading.Lock()
        self._something_asked, self._ends = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self, cursor: duckdb.DuckDBPyConnection) -> None:
        with self._lock:
            self._until[id(cursor)] = (time.monotonic() + engine.QUESTION_SECONDS, cursor)
            if (
                self._thread is None or not self._thread.is_alive()
            ):  # also in a process that was forked from this one
                self._thread = threading.Thread(target=self._look, name="question-seconds", daemon=True)
                self._thread.start()
        if not self._something_asked.is_set():
            self._something_asked.set()

    def end(self, cursor: duckdb.DuckDBPyConnection) -> None:
        with self._lock:
            del self._until[id(cursor)]

    def stop(self) -> None:
        """Before Python goes: a thread that still lives then makes DuckDB complain of what was not freed, in 80 lines."""
        self._ends.set()
        self._something_asked.set()
        if self._thread is not None:
            self._thread.join(LOOKS_EVERY)

    def _look(self) -> None:
        while True:
            self._something_asked.wait()
            if self._ends.wait(LOOKS_EVERY):
                return
            # Under the lock, so that what has ended meanwhile is not interrupted; at every look again, because an interrupt
            # that comes between two statements of a question stops neither.
            with self._lock:
                now = time.monotonic()
                for until, cursor in self._until.values():
                    if now >= until:
                        cursor.interrupt()
                if not self._until:
                    self._something_asked.clear()


_watch = _Watch()
atexit.register(_watch.stop)


@contextmanager
def stopped_after(cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """What the cursor (of its own for this question) does inside is stopped after QUESTION_SECONDS by an InterruptException."""
    _watch.begin(cursor)
    try:
        yield
    finally:
        _watch.end(cursor)
