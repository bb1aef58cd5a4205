"""A real server in which faults quote a value from a row: every frame that it sends, every line that it logs, its audit trail."""

import json
import os
import socket
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from dashboard import desk
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from tests.bench.websocket import address, connecting
from tests.coming_in import come_in, cookie_header, has_started, new_key

REPOSITORY = Path(__file__).resolve().parents[2]
CANARIES = ("CANARY", "Jane-Example", "9990000018", "999 000 0018")
"""What the faults and files quote: a name, a number, and the word that marks them."""

PLACES = {
    "page": "incidents",
    "question": "harm-levels",
    "settings": "settings",
    "duckdb": "medicines",
    "sqlite": "agenda",
}
"""Where a fault is raised, and the page that comes there."""


LATER = datetime(2030, 1, 1)


@dataclass
class Seen:
    """What was asked, how many faults were reached, and where a canary stood."""

    store: Store
    port: int = 0
    asked: int = 0
    frames: int = 0
    leaks: list[str] = field(default_factory=list)

    @property
    def reached(self) -> list[str]:
        file = self.store.root.parent / "reached"
        return sorted(set(file.read_text(encoding="utf-8").splitlines())) if file.exists() else []

    @property
    def log(self) -> str:
        return (self.store.root.parent / "server.log").read_text(encoding="utf-8", errors="replace")

    def look_at(self, what: str, content: bytes | str) -> None:
        text = content if isinstance(content, str) else content.decode("latin-1")
        self.leaks += [f"{what}: {canary}" for canary in CANARIES if canary.casefold() in text.casefold()]

    def fault(self, place: str, kind: str, *, path: str = "") -> None:
        """Open a page in a session of its own, with the fault in its way."""
        meant = self.store.root.parent / "fault.json"
        meant.write_text(json.dumps({"place": place, "kind": kind}), encoding="utf-8")
        try:
            for frame in self.page(path or PLACES[place]):
                self.look_at(f"a frame of {place} {kind}", frame)
        finally:
            meant.unlink()
        self.asked += 1

    def page(self, path: str, query: str = "") -> list[bytes]:
        with Session(self.port) as session:
            frames = session.run(path, query)
        self.frames += len(frames)
        return frames

    def upload(self, path: str, name: str, content: bytes) -> bool:
        """Put a file into the first uploader of a page. Its frames may show a person what is in their own file; says whether they do."""
        with Session(self.port) as session:
            frames = session.uploads(path, "", name, content)
        self.asked += 1
        self.frames += len(frames)
        return any(CANARIES[0].encode() in frame for frame in frames)

    def get(self, path: str) -> None:
        with suppress(OSError):  # whatever is answered, it is the log that is looked at
            asked = urllib.request.Request(
                f"http://127.0.0.1:{self.port}{path}", headers=cookie_header(self.port)
            )
            urllib.request.urlopen(asked, timeout=20).close()
        self.asked += 1


class Session:
    """One browser's websocket: what it is sent is kept as it came."""

    def __init__(self, port: int) -> None:
        self.port, self.id, self.uploader, self.hash = port, "", "", ""
        self.connection = connect(address(port), **connecting(port))

    def __enter__(self) -> "Session":
        self.socket = self.connection.__enter__()
        return self

    def __exit__(self, *ended: Any) -> None:
        self.connection.__exit__(*ended)

    def run(self, path: str, query: str = "", asked: BackMsg | None = None) -> list[bytes]:
        asked = asked or BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_name = "" if self.hash else path
        asked.rerun_script.page_script_hash = self.hash
        self.socket.send(asked.SerializeToString())
        frames: list[bytes] = []
        finished = False
        while True:
            frame = self.socket.recv(timeout=60)
            assert isinstance(frame, bytes)
            frames.append(frame)
            message = ForwardMsg.FromString(frame)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.id = message.new_session.initialize.session_id or self.id
                self.hash = message.new_session.page_script_hash or self.hash
            elif kind == "delta" and message.delta.new_element.WhichOneof("type") == "file_uploader":
                self.uploader = self.uploader or message.delta.new_element.file_uploader.id
            elif kind == "navigation":
                self.hash = message.navigation.page_script_hash or self.hash
            elif kind == "script_finished":
                finished = message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
            stands = kind == "session_status_changed" and not message.session_status_changed.script_is_running
            if finished and stands:
                return frames

    def uploads(self, path: str, query: str, name: str, content: bytes) -> list[bytes]:
        frames = self.run(path, query)
        assert self.uploader, f"the page {path} has no uploader"
        asked = BackMsg()
        asked.file_urls_request.request_id = "1"
        asked.file_urls_request.file_names.append(name)
        asked.file_urls_request.session_id = self.id
        self.socket.send(asked.SerializeToString())
        while True:
            frame = self.socket.recv(timeout=60)
            assert isinstance(frame, bytes)
            message = ForwardMsg.FromString(frame)
            if message.WhichOneof("type") == "file_urls_response":
                urls = message.file_urls_response.file_urls[0]
                break
        self._put(urls.upload_url, name, content)
        chosen = BackMsg()
        state = chosen.rerun_script.widget_states.widgets.add()
        state.id = self.uploader
        info = state.file_uploader_state_value.uploaded_file_info.add()
        info.file_id, info.name, info.size = urls.file_id, name, len(content)
        info.file_urls.CopyFrom(urls)
        return [*frames, *self.run(path, query, chosen)]

    def _put(self, url: str, name: str, content: bytes) -> None:
        here = f"http://127.0.0.1:{self.port}"
        with urllib.request.urlopen(f"{here}/_stcore/health", timeout=20) as answer:
            cookie = answer.headers["Set-Cookie"].partition(";")[0]
        mark = uuid4().hex
        head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{mark}--\r\n".encode()
        request = urllib.request.Request(f"{here}/{url.lstrip('/')}", body, method="PUT")
        request.add_header("Content-Type", f"multipart/form-data; boundary={mark}")
        request.add_header("Cookie", "; ".join([cookie, *cookie_header(self.port).values()]))
        request.add_header("X-Xsrftoken", urllib.parse.unquote(cookie.partition("=")[2]))
        urllib.request.urlopen(request, timeout=20).close()


@contextmanager
def faulty_server(store: Store) -> Iterator[Seen]:
    """`uvicorn tests.proofs.faulty_app:app` on this store at its most talkative; at the end its log and audit trail are looked at too."""
    seen, key = Seen(store), new_key()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        seen.port = free.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "tests.proofs.faulty_app:app", "--host", "127.0.0.1"]
    command += ["--port", str(seen.port), "--log-level", "info", "--access-log"]
    with (store.root.parent / "server.log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen(
            command,
            cwd=REPOSITORY,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, **key, "MEDICATION_STORE": str(store.root), "STREAMLIT_LOGGER_LEVEL": "info"},
        )
        try:
            if not has_started(server, seen.port):
                raise RuntimeError(f"the server did not start: {seen.log[-2000:]}")
            come_in(seen.port, key)
            yield seen
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
    for number, line in enumerate(seen.log.splitlines(), 1):
        seen.look_at(f"line {number} of the log ({line[:160]})", line)
    for each in (store, store.made_up_trust()):
        if each.desk.exists():
            for line in desk.audit_trail(each, SINGLE_USER, LATER):
                seen.look_at(
                    f"line {line.line} of the audit trail", f"{line.act} {line.subject} {line.detail}"
                )
