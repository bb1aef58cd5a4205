"""The gate before every request and websocket: an open list, and for all else somebody who is known and still signed in."""

import asyncio
import html
import logging
import re
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dashboard.access.own_sessions import OwnSessions
from dashboard.access.paths import MEDIA as MEDIA_PATH
from dashboard.access.paths import SIGNING, STREAM, UPLOAD, Path, kind
from dashboard.access.security_headers import Sent, with_headers
from dashboard.access.socket import Frame, Guarded
from dashboard.access.uploads import Quotas
from dashboard.access.visitor import Answer, Door, Scope, Visitor, header
from dashboard.domain.reader import PREPARES

log = logging.getLogger("dashboard")
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

FOREIGN_HOST = "This dashboard does not answer to the name that it was asked under."
NOBODY = "This needs a sign-in: open the dashboard's own address first."
NO_ROLE = "Your sign-in does not hold a role that may have this."
NOT_YOURS = "This file is not of your sign-in: open the page that offers it and try again."
NO_LENGTH = "An upload must say how long it is."
NOT_HERE = "There is nothing here."
CLAIMS = re.compile(
    rb"x-forwarded-.*|forwarded|x-real-ip|remote-.*|x-remote-.*|x-auth-.*|x-original-.*|x-rewrite-.*"
)
"""What a proxy may say of a request. Nothing here believes any of it, so nothing behind the gate gets to see it."""


@dataclass(frozen=True)
class Around:
    """What the gate is told by the server that it stands before: the pages' paths, whose files are whose, how a frame of the
    websocket is read, the page's content policy, and the clock.
    """

    pages: frozenset[str]
    own: OwnSessions
    frame: Callable[[bytes], Frame]
    policy: str
    now: Callable[[], datetime]
    base: str = ""


class Gate:
    """ASGI middleware."""

    def __init__(
        self, app: Callable[[Scope, Receive, Send], Awaitable[None]], door: Door, around: Around
    ) -> None:
        self.app, self.door, self.around = app, door, around
        self.quotas = Quotas()
        self.guarded = Guarded(door, around.own, around.frame)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        scope["headers"] = [each for each in scope.get("headers", ()) if not CLAIMS.fullmatch(each[0])]
        asked = self._kind(scope)
        if refused := self._wrong_place(scope, asked):
            await self._answer(refused, asked, scope, receive, send)
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        else:
            await self._request(scope, asked, receive, send)

    def _kind(self, scope: Scope) -> Path:
        """Of a websocket's path only one is ours."""
        path, raw = scope["path"], scope.get("raw_path") or scope["path"].encode()
        base = self.around.base
        if base:
            if not path.startswith(f"{base}/") or not raw.startswith(f"{base}/".encode()):
                return Path.NONE
            path, raw = path.removeprefix(base), raw.removeprefix(base.encode())
        scope["medication_path"] = path
        if scope["type"] == "websocket":
            return Path.OPEN if path == STREAM and raw == STREAM.encode() else Path.NONE
        return kind(path, raw, scope["method"], self.around.pages)

    def _wrong_place(self, scope: Scope, asked: Path) -> Answer | None:
        """Whoever looks after the server asks for its health by whatever name; on one's own computer only from there."""
        if asked is Path.HEALTH and not self.door.alone:
            return None
        if refused := self.door.may_connect(scope):
            return refused
        if not self.door.host_is_ours(header(scope, b"host") or ""):
            return Answer(403, FOREIGN_HOST)
        return Answer(404, NOT_HERE) if asked is Path.NONE else None

    async def _visitor(self, scope: Scope, *, uses: bool) -> Visitor | None:
        if self.door.alone:
            return self.door.visitor(scope, uses=uses)
        return await asyncio.to_thread(self.door.visitor, scope, uses=uses)

    async def _request(self, scope: Scope, asked: Path, receive: Receive, send: Send) -> None:
        own = (
            self.door.answers(scope) if self.door.alone else await asyncio.to_thread(self.door.answers, scope)
        )
        if own:
            await self._answer(own, asked, scope, receive, send)
            return
        if asked in (Path.HEALTH, Path.ASSET) or (asked in (Path.FRAME, Path.OPEN) and not self.door.alone):
            await self._let_in(scope, asked, receive, send)
            return
        visitor = await self._visitor(scope, uses=asked is not Path.FRAME)
        if visitor is None:
            refused = self.door.unknown(scope) if asked is Path.FRAME else Answer(401, NOBODY)
            await self._answer(refused, asked, scope, receive, send)
        elif refused := self._not_theirs(scope, asked, visitor):
            await self._answer(refused, asked, scope, receive, send)
        elif asked is Path.UPLOAD and scope["method"] == "PUT" and not visitor.alone:
            await self._upload(scope, visitor, receive, send)
        else:
            await self._let_in(scope, asked, receive, send)

    def _not_theirs(self, scope: Scope, asked: Path, visitor: Visitor) -> Answer | None:
        path = scope["medication_path"]
        if visitor.role is None:
            return Answer(403, NO_ROLE)
        if visitor.alone:
            return None
        if asked is Path.MEDIA:
            file = MEDIA_PATH.fullmatch(path)
            return (
                None if file and self.around.own.owns_file(visitor.key, file[1]) else Answer(404, NOT_YOURS)
            )
        if asked is Path.UPLOAD:
            if visitor.role not in PREPARES:
                return Answer(403, NO_ROLE)
            place = UPLOAD.fullmatch(path)
            if not place or not self.around.own.owns_session(visitor.key, place[1]):
                return Answer(404, NOT_YOURS)
        return None

    async def _upload(self, scope: Scope, visitor: Visitor, receive: Receive, send: Send) -> None:
        length = header(scope, b"content-length") or ""
        if not length.isdigit():
            await self._answer(Answer(411, NO_LENGTH), Path.UPLOAD, scope, receive, send)
            return
        size = int(length)
        if why := self.quotas.begin(visitor.who, size, self.around.now()):
            log.warning("upload refused", extra={"who": visitor.who})
            await self._answer(Answer(429, why), Path.UPLOAD, scope, receive, send)
            return
        try:
            await self._let_in(scope, Path.UPLOAD, receive, send)
        finally:
            self.quotas.end(visitor.who, size)

    async def _let_in(self, scope: Scope, asked: Path, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", ()))
                if scope["medication_path"] in SIGNING:
                    headers = await asyncio.to_thread(self.door.sent, scope, headers)
                message = {**message, "headers": self._headers(headers, asked, scope)}
            await send(message)

        await self.app(scope, receive, sending)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = header(scope, b"host") or ""
        origins = [value for name, value in scope["headers"] if name == b"origin"]
        origin = origins[0].decode("latin-1") if len(origins) == 1 else None
        visitor = await self._visitor(scope, uses=True)
        if (
            len(origins) > 1
            or not self.door.origin_is_ours(origin, host)
            or (visitor is None and self.door.alone)
        ):
            await _close(receive, send)
            return
        await self.guarded.serve(self.app, scope, receive, send, visitor)

    def _headers(self, sent: list[Sent], asked: Path, scope: Scope) -> list[Sent]:
        host = header(scope, b"host") or ""
        host = host if self.door.host_is_ours(host) else "localhost"
        return with_headers(sent, asked, host=host, policy=self.around.policy, tls=self.door.tls)

    async def _answer(self, said: Answer, asked: Path, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await _close(receive, send)
            return
        as_page = asked is Path.FRAME and bool(said.sentence)
        body = _page(said.sentence) if as_page else f"{said.sentence}\n" if said.sentence else ""
        mime = b"text/html; charset=utf-8" if as_page else b"text/plain; charset=utf-8"
        headers = self._headers([(b"content-type", mime), *said.headers], Path.REST, scope)
        await send({"type": "http.response.start", "status": said.status, "headers": headers})
        sent = b"" if scope["method"] == "HEAD" else body.encode()
        await send({"type": "http.response.body", "body": sent})


async def _close(receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "websocket.close", "code": 1008})


def _page(sentence: str) -> str:
    return (
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        "<title>Medication incidents</title>"
        '<body style="font: 18px/1.5 system-ui, sans-serif; max-width: 36em; margin: 3em auto; padding: 0 1em; color: #0b0c0c">'
        f"<h1>Medication incidents</h1><p>{html.escape(sentence)}</p></body></html>\n"
    )
