"""How much one person may send: Streamlit keeps each file in memory, 30 files of 9.9 MB were 292 MB of it."""

import threading
from collections import defaultdict, deque
from datetime import datetime, timedelta

MB = 1024 * 1024
IN_FLIGHT = 130 * MB
"""Two files of the largest size that is read (60 MB) at the same time, and what a form has around them."""

HOUR, FILES_AN_HOUR, BYTES_AN_HOUR = timedelta(hours=1), 60, 400 * MB
"""An officer who imports ten years in files of a year, with activity for each, sends 20 files; 400 MB fit beside the pages in 1 GB."""


class Quotas:
    """By person, not by sign-in: a second browser does not double them."""

    def __init__(self) -> None:
        self._in_flight: dict[str, int] = defaultdict(int)
        self._sent: dict[str, deque[tuple[datetime, int]]] = defaultdict(deque)
        self._lock = threading.Lock()

    def begin(self, who: str, size: int, now: datetime) -> str:
        """Why not, in a sentence; empty when the file may come, and then `end` must be called."""
        with self._lock:
            sent = self._sent[who]
            while sent and now - sent[0][0] >= HOUR:
                sent.popleft()
            if self._in_flight[who] + size > IN_FLIGHT:
                return "You are uploading more at once than this server takes from one person: wait until the other files are there."
            if len(sent) >= FILES_AN_HOUR or sum(each for _, each in sent) + size > BYTES_AN_HOUR:
                return (
                    f"You have uploaded {FILES_AN_HOUR} files or {BYTES_AN_HOUR // MB} MB within an hour, "
                    "which is what this server takes from one person: try again later."
                )
            sent.append((now, size))
            self._in_flight[who] += size
            return ""

    def end(self, who: str, size: int) -> None:
        with self._lock:
            self._in_flight[who] -= size
            if self._in_flight[who] <= 0:
                del self._in_flight[who]
