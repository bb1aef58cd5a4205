"""A session of the dashboard without a browser: Streamlit's own protocol over a websocket, and how long each run takes."""

import time
from collections import deque
from dataclasses import dataclass
from typing import Any, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from tests.coming_in import cookie_header

MOST_SECONDS = 120
RUNS_KEPT = 2
"""A browser keeps the messages of its last runs, and the server then sends their hashes in place of them."""

LARGEST_MESSAGE = 64 * 2**20


class PageFailed(RuntimeError):
    """What was measured is no page: it raised, was not found, or did not finish."""


@dataclass(frozen=True)
class Rerun:
    """Milliseconds from the request to the last message of its run; its messages and their bytes."""

    milliseconds: float
    messages: int
    bytes: int


class Page:
    """What one reader's browser says and keeps of one page, whoever carries the messages. `path` is the page's; an empty one is the
    page that the server opens with.
    """

    def __init__(self, path: str = "") -> None:
        self.path, self.hash = path, ""
        self.kept: deque[set[str]] = deque(maxlen=RUNS_KEPT)

    def request(self, query: str) -> bytes:
        """The page with this query string."""
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_script_hash = self.hash
        asked.rerun_script.page_name = "" if self.hash else self.path
        asked.rerun_script.cached_message_hashes.extend(set().union(*self.kept))
        return asked.SerializeToString()

    def keep(self, read: "Read") -> None:
        self.kept.append(read.hashes)
        self.hash = read.page_hash or self.hash


def address(port: int) -> str:
    return f"ws://127.0.0.1:{port}/_stcore/stream"


CONNECTING: dict[str, Any] = {
    "subprotocols": ["streamlit"],
    "max_size": LARGEST_MESSAGE,
    "compression": None,
    "proxy": None,
}


def connecting(port: int) -> dict[str, Any]:
    """With the cookie of whoever came in to that server."""
    return {**CONNECTING, "additional_headers": cookie_header(port)}


class Session:
    """One reader on one page."""

    def __init__(self, port: int, path: str = "") -> None:
        self.page = Page(path)
        self.connection = connect(address(port), **connecting(port))

    def __enter__(self) -> Self:
        self.socket = self.connection.__enter__()
        return self

    def __exit__(self, *ended: Any) -> None:
        self.connection.__exit__(*ended)

    def rerun(self, query: str, *, shows: str = "") -> Rerun:
        """Ask for the page with this query string, and read to the end of the run. Raises PageFailed, also when the words
        that it must show are in none of its messages.
        """
        request = self.page.request(query)
        began = time.perf_counter()
        self.socket.send(request)
        read = Read(self.page.path, shows)
        while not read.ended:
            frame = self.socket.recv(timeout=MOST_SECONDS)
            took = time.perf_counter() - began
            assert isinstance(frame, bytes)
            read.take(frame)
        if not read.shown:
            raise PageFailed(f"The page '{self.page.path}' does not show '{shows}'.")
        self.page.keep(read)
        return Rerun(1000 * took, read.messages, read.bytes)


class Read:
    """The messages of one run. It has ended when the script has finished and the session says that nothing runs."""

    def __init__(self, page: str, shows: str) -> None:
        self.page, self.shows = page, shows.encode()
        self.messages, self.bytes, self.page_hash = 0, 0, ""
        self.hashes: set[str] = set()
        self.begun = self.finished = self.ended = False
        self.shown = not shows

    def take(self, frame: bytes) -> None:
        message = ForwardMsg.FromString(frame)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.begun = True
        if not self.begun:
            return  # the end of the run before
        self.messages += 1
        self.bytes += len(frame)
        self.shown = self.shown or self.shows in frame
        if kind == "ref_hash":
            self.hashes.add(message.ref_hash)
        elif message.metadata.cacheable:
            self.hashes.add(message.hash)
        if kind == "delta":
            self._see(message)
        elif kind == "navigation":
            self.page_hash = message.navigation.page_script_hash
        elif kind == "page_not_found":
            raise PageFailed(f"There is no page '{self.page}'.")
        elif kind == "script_finished":
            if message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return  # the page asked for another run: that one is the answer
            if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                raise PageFailed(f"The page '{self.page}' did not finish.")
            self.finished = True
        elif kind == "session_status_changed":
            self.ended = self.finished and not message.session_status_changed.script_is_running

    def _see(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        if element.WhichOneof("type") == "exception":
            raise PageFailed(f"The page '{self.page}' raised {element.exception.type}.")
