"""A session without a browser, as an attacker would have it: any cookies, any Origin, any page by name or hash, another's session id;
and all that comes back, so that it can be searched for what should not be in it.
"""

import http.client
import socket
from dataclasses import dataclass, field
from typing import Any, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

MOST_SECONDS = 60
FETCH_SECONDS = 5
LARGEST_MESSAGE = 64 * 2**20


class Refused(Exception):
    """The server did not let the websocket in, or ended it."""


@dataclass
class Seen:
    """All messages of one run, as they came and as what they are."""

    raw: list[bytes] = field(default_factory=list)
    messages: list[ForwardMsg] = field(default_factory=list)

    def holds(self, words: str) -> bool:
        """Whether these words are anywhere in what was sent."""
        return any(words.encode() in frame for frame in self.raw)

    @property
    def not_found(self) -> bool:
        return any(message.WhichOneof("type") == "page_not_found" for message in self.messages)

    @property
    def pages(self) -> tuple[str, ...]:
        """The paths of the pages that the navigation offers."""
        return tuple(
            page.url_pathname
            for message in self.messages
            if message.WhichOneof("type") == "navigation"
            for page in message.navigation.app_pages
        )

    @property
    def page_hashes(self) -> dict[str, str]:
        """The hash of each page that the navigation offers, by its path."""
        return {
            page.url_pathname: page.page_script_hash
            for message in self.messages
            if message.WhichOneof("type") == "navigation"
            for page in message.navigation.app_pages
        }

    @property
    def session_id(self) -> str:
        """Streamlit's own number of this session."""
        return next(m.new_session.initialize.session_id for m in self.messages if m.HasField("new_session"))

    @property
    def exceptions(self) -> tuple[str, ...]:
        """The kinds of the errors that are shown."""
        return tuple(
            element.exception.type for element in self.elements if element.WhichOneof("type") == "exception"
        )

    @property
    def elements(self) -> list[Any]:
        return [m.delta.new_element for m in self.messages if m.WhichOneof("type") == "delta"]

    def element_of(self, kind: str) -> list[Any]:
        """The elements of one kind, by their field's name in the protocol (`button`, `heading`, `file_uploader`)."""
        return [getattr(each, kind) for each in self.elements if each.WhichOneof("type") == kind]


class RawSession:
    """One websocket. `cookies` by their names; `origin` None sends none; `session_id` asks to be that session again."""

    def __init__(
        self,
        port: int,
        *,
        cookies: dict[str, str] | None = None,
        origin: str | None = "own",
        session_id: str = "",
        host: str = "",
        headers: dict[str, str] | None = None,
        path: str = "/_stcore/stream",
    ) -> None:
        self.host = host or f"127.0.0.1:{port}"
        held = dict(cookies or {})
        if "_streamlit_xsrf" not in held:
            held.update(_xsrf(port, self.host))
        self.cookies = held
        protocols = ["streamlit", held.get("_streamlit_xsrf", ""), session_id]
        sent = {"Cookie": "; ".join(f"{n}={v}" for n, v in held.items())}
        if origin:
            sent["Origin"] = f"http://{self.host}" if origin == "own" else origin
        self.options: dict[str, Any] = {
            "additional_headers": {**sent, **(headers or {})},
            "subprotocols": [each for each in protocols if each],
            "max_size": LARGEST_MESSAGE,
            "compression": None,
            "proxy": None,
            "open_timeout": 20,
        }
        self.port, self.address = port, f"ws://{self.host}{path}"

    def __enter__(self) -> Self:
        try:
            to = socket.create_connection(("127.0.0.1", self.port), timeout=20)
            self.connection = connect(self.address, sock=to, **self.options)
            self.socket = self.connection.__enter__()
        except (InvalidStatus, ConnectionClosed) as refused:
            raise Refused(str(refused)) from None
        return self

    def __exit__(self, *ended: Any) -> None:
        self.connection.__exit__(*ended)

    def run(self, path: str = "", *, page_hash: str = "", query: str = "", by_itself: bool = False) -> Seen:
        """Ask for a page by its path or by its hash, and take all that comes until its run has ended. Raises Refused."""
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_script_hash = page_hash
        asked.rerun_script.page_name = "" if page_hash else path
        asked.rerun_script.is_auto_rerun = by_itself
        return self.send(asked)

    def press(self, button: str, seen: Seen, *, query: str = "") -> Seen:
        """Press the button with this label."""
        asked = BackMsg()
        asked.rerun_script.query_string = query
        state = asked.rerun_script.widget_states.widgets.add()
        state.id = next(each.id for each in seen.element_of("button") if each.label == button)
        state.trigger_value = True
        return self.send(asked)

    def fetch(self, file: str, seen: Seen) -> str:
        """Where the file is that a download button offers (`deferred_file_id`); empty when it is not made. seen: of this session."""
        asked = BackMsg()
        asked.backend_operation_request.request_id = "1"
        asked.backend_operation_request.session_id = seen.session_id
        asked.backend_operation_request.deferred_file.file_id = file
        self.socket.send(asked.SerializeToString())
        try:
            while True:
                message = ForwardMsg.FromString(self.socket.recv(timeout=FETCH_SECONDS))
                if message.WhichOneof("type") == "backend_operation_response":
                    return message.backend_operation_response.deferred_file.url
        except TimeoutError:
            return ""

    def send(self, asked: BackMsg) -> Seen:
        seen, finished = Seen(), False
        try:
            self.socket.send(asked.SerializeToString())
            while True:
                frame = self.socket.recv(timeout=MOST_SECONDS)
                assert isinstance(frame, bytes)
                message = ForwardMsg.FromString(frame)
                seen.raw.append(frame)
                seen.messages.append(message)
                kind = message.WhichOneof("type")
                if kind == "script_finished":
                    finished = message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
                elif kind == "session_status_changed" and finished:
                    running = message.session_status_changed.script_is_running
                    if not running:
                        return seen
        except ConnectionClosed as closed:
            raise Refused(str(closed)) from None


def _xsrf(port: int, host: str) -> dict[str, str]:
    """The token that Streamlit gives to whoever asks for its health."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/_stcore/health", headers={"Host": host})
        given = connection.getresponse().getheader("set-cookie") or ""
    finally:
        connection.close()
    name, _, value = given.split(";")[0].partition("=")
    return {name: value} if name == "_streamlit_xsrf" else {}
