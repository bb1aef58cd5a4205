"""Which of Streamlit's sessions is whose, and which file was made in which: an id alone opens nothing."""

import threading
from collections import OrderedDict

OF_ROLE = "/"
"""Between the sign-in of a key and what its person may see."""

MOST = 20_000
"""Entries of each; a browser's tab makes one, a download another. The oldest are forgotten, and then nobody's."""


class OwnSessions:
    """In the memory of this process, as Streamlit's sessions are. A session stays its sign-in's; a file stays with what the person might
    see when it was made, whatever they may see since.
    """

    def __init__(self, most: int = MOST) -> None:
        self._of_session: OrderedDict[str, str] = OrderedDict()
        self._of_file: OrderedDict[str, set[str]] = OrderedDict()
        self.most, self._lock = most, threading.Lock()

    def belongs(self, session: str, key: str) -> None:
        """This session of Streamlit's runs for this sign-in, with this role from now on (`Visitor.key`)."""
        with self._lock:
            was = self._of_session.setdefault(session, key)
            if was.partition(OF_ROLE)[0] == key.partition(OF_ROLE)[0]:
                self._of_session[session] = key
            _forget(self._of_session, self.most)

    def key_now(self, session: str) -> str:
        """Whose it is; empty for nobody's."""
        return self._of_session.get(session, "")

    def made(self, file: str, key: str) -> None:
        """A file was made for this key. The same content can be made for several."""
        with self._lock:
            self._of_file.setdefault(file, set()).add(key)
            self._of_file.move_to_end(file)
            _forget(self._of_file, self.most)

    def owns_session(self, key: str, session: str) -> bool:
        return bool(key) and self._of_session.get(session) == key

    def owns_file(self, key: str, file: str) -> bool:
        return bool(key) and key in self._of_file.get(file, ())


def _forget(kept: OrderedDict, most: int) -> None:
    while len(kept) > most:
        kept.popitem(last=False)
