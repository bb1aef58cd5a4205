"""A websocket behind the gate: each frame of the browser is looked at before the page behind it hears of it."""
# What is sent to the browser is the page's own matter: it asks who reads before it draws anything.

import asyncio
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from dashboard.access.own_sessions import OwnSessions
from dashboard.access.visitor import Door, Scope, Visitor
from dashboard.domain.reader import PREPARES

log = logging.getLogger("dashboard")
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

FOR_ANYBODY = frozenset({"rerun_script", "stop_script", "app_heartbeat"})
FOR_THOSE_WITH_A_ROLE = FOR_ANYBODY | {"deferred_file", "dataframe_chunk"}
FOR_THOSE_WHO_PREPARE = FOR_THOSE_WITH_A_ROLE | {"file_urls_request"}
"""What a page needs. What Streamlit has beside them (emptying everybody's caches, installing files, stopping the server) no page asks."""

LONGEST_UNKNOWN = 64 * 1024
"""Bytes of a frame from somebody who is not signed in: the sign-in page asks for less than one kB."""

MOST_UNKNOWN = 200
"""Websockets at once that are not signed in: a page that waits for its reader holds about 0.3 MB."""

POLICY, TOO_MANY = 1008, 1013


@dataclass(frozen=True)
class Frame:
    """What one message of the browser asks for; `by_itself` says that no person did anything for it."""

    kind: str
    by_itself: bool = False
    file: str = ""
    """The file that is to be made, by the number that the page gave it."""

    bare: bytes = b""
    """The same page asked for again, and nothing that was typed or pressed on it."""


class Guarded:
    """Lets websockets through. Of one whose sign-in has ended only the page is asked for again, which then shows how to come back:
    nothing that was pressed or typed after the end reaches anything. The same when a person's role or wards have changed: what is
    pressed then was drawn for another reader.
    """

    def __init__(self, door: Door, own: OwnSessions, frame: Callable[[bytes], Frame]) -> None:
        self.door, self.own, self.frame = door, own, frame
        self.unknown = 0

    async def serve(
        self,
        app: Callable[[Scope, Receive, Send], Awaitable[None]],
        scope: Scope,
        receive: Receive,
        send: Send,
        visitor: Visitor | None,
    ) -> None:
        scope["headers"] = self._without_foreign_session(scope["headers"], visitor)
        if visitor is None and self.unknown >= MOST_UNKNOWN:
            await receive()
            await send({"type": "websocket.close", "code": TOO_MANY})
            return
        self.unknown += visitor is None

        known = visitor
        drawn_for = visitor.key if visitor else ""

        async def receiving() -> Message:
            nonlocal known, drawn_for
            while True:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                content = message.get("bytes") or b""
                if known is None and len(content) > LONGEST_UNKNOWN:
                    return await _ended(send)
                asked = self.frame(content)
                if known is not None:
                    known = await self._still(scope, asked)
                    if known is None:
                        return await _ended(send) if self.door.alone else {**message, "bytes": asked.bare}
                if self._may(asked, known):
                    if known is None or known.key == drawn_for:
                        return message
                    if asked.kind == "rerun_script":
                        drawn_for = known.key
                        return {**message, "bytes": asked.bare}
                log.warning("frame refused", extra={"subject": asked.kind})

        try:
            await app(scope, receiving, send)
        finally:
            self.unknown -= visitor is None

    async def _still(self, scope: Scope, asked: Frame) -> Visitor | None:
        uses = not asked.by_itself
        if self.door.alone:
            return self.door.visitor(scope, uses=uses)
        return await asyncio.to_thread(self.door.visitor, scope, uses=uses)

    def _may(self, asked: Frame, visitor: Visitor | None) -> bool:
        if visitor is None or visitor.role is None:
            return asked.kind in FOR_ANYBODY
        if asked.kind not in (FOR_THOSE_WHO_PREPARE if visitor.role in PREPARES else FOR_THOSE_WITH_A_ROLE):
            return False
        return visitor.alone or not asked.file or self.own.owns_file(visitor.key, asked.file)

    def _without_foreign_session(
        self, headers: list[tuple[bytes, bytes]], visitor: Visitor | None
    ) -> list[tuple[bytes, bytes]]:
        """Streamlit reads the number of a session to go on with from the third place of this header. Somebody else's is taken out,
        and a new session begins.
        """

        def own(value: bytes) -> bytes:
            parts = [part.strip() for part in value.decode("latin-1").split(",")]
            if len(parts) > 2 and not (visitor and self.own.owns_session(visitor.key, parts[2])):
                parts = parts[:2]
            return ", ".join(parts[:3]).encode("latin-1")

        name = b"sec-websocket-protocol"
        given = [value for key, value in headers if key == name]
        kept = [each for each in headers if each[0] != name]
        return [*kept, (name, own(b",".join(given)))] if given else kept


async def _ended(send: Send) -> Message:
    await send({"type": "websocket.close", "code": POLICY})
    return {"type": "websocket.disconnect", "code": POLICY}
