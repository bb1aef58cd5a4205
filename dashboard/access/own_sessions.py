"""Which of Streamlit's sessions is whose, and which file was made in which: an id alone opens nothing."""

import threading
from collections import OrderedDict

MOST = 20_000
"""Entries of each; a browser's tab makes one, a download another. The oldest are forgotten, and then nobody's."""


class OwnSessions:
    """In the memory of this process, as Streamlit's sessions are. What is first said of a session or a file stays."""

    def __init__(self, most: int = MOST) -> None:
        self._of_session: OrderedDict[str, str] = OrderedDict()
        self._of_file: OrderedDict[str, set[str]] = OrderedDict()
        self.most, self._lock = most, threading.Lock()

    def belongs(self, session: str, key: str) -> None:
        """This session of Streamlit's runs for this sign-in (`Visitor.key`)."""
        with self._lock:
            self._of_session.setdefault(session, key)
            _forget(self._of_session, self.most)

    def made(self, file: str, session: str) -> None:
        """A file was made in this session. The same content can be made in several."""
        with self._lock:
            self._of_file.setdefault(file, set()).add(session)
            self._of_file.move_to_end(file)
            _forget(self._of_file, self.most)

    def owns_session(self, key: str, session: str) -> bool:
        return self._of_session.get(session) == key

    def owns_file(self, key: str, file: str) -> bool:
        return any(self._of_session.get(session) == key for session in self._of_file.get(file, ()))


def _forget(kept: OrderedDict, most: int) -> None:
    while len(kept) > most:
        kept.popitem(last=False)
