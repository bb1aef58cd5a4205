"""A server that tells what reached it: every header, the path, the length of the body. It stands behind the proxy in the dashboard's
place, so that a test sees what the proxy let through."""

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from tests.deploy.proxy import free_port

OWN_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"content-security-policy", b"default-src 'self'"),
    (b"strict-transport-security", b"max-age=31536000"),
)


async def telling(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] == "lifespan":
        while True:
            message = await receive()
            await send({"type": f"{message['type']}.complete"})
            if message["type"] == "lifespan.shutdown":
                return
    told = {
        "path": scope["raw_path"].decode(),
        "query": scope["query_string"].decode(),
        "headers": [[name.decode("latin-1"), value.decode("latin-1")] for name, value in scope["headers"]],
    }
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept", "subprotocol": scope["subprotocols"][0]})
        await send({"type": "websocket.send", "text": json.dumps(told)})
        while (message := await receive())["type"] == "websocket.receive":
            await send({"type": "websocket.send", "bytes": message["bytes"]})
        return
    length = 0
    while True:
        message = await receive()
        length += len(message.get("body", b""))
        if not message.get("more_body"):
            break
    headers = [
        (b"content-type", b"application/json"),
        (b"set-cookie", b"first=1; Path=/; HttpOnly; SameSite=Lax"),
    ]
    headers.append((b"set-cookie", b"second=2; Path=/; Secure"))
    if scope["path"].startswith("/with-own-headers"):
        headers += OWN_HEADERS
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(told | {"length": length}).encode()})


@contextmanager
def telling_server() -> Iterator[int]:
    """The port that it listens on, until the end."""
    port = free_port()
    server = uvicorn.Server(
        uvicorn.Config(telling, host="127.0.0.1", port=port, log_level="critical", proxy_headers=False)
    )
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()), daemon=True)
    thread.start()
    try:
        while not server.started:
            threading.Event().wait(0.01)
        yield port
    finally:
        server.should_exit = True
        thread.join(10)
