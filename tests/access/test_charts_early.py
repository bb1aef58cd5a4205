"""A page tells the browser which file its charts will want, and nothing else does."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
import streamlit

from asgi import FetchChartsEarly

STATIC = Path(streamlit.__file__).parent / "static"


def headers_of(content_type: str) -> dict[str, str]:
    """What is sent round an answer of this type, by the name of the header."""
    sent: list[Any] = []

    async def app(_: Any, __: Any, send: Any) -> None:
        headers = [(b"content-type", content_type.encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(FetchChartsEarly(app)({"type": "http"}, receive, send))
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
    return {name.decode(): said.decode() for name, said in sent[0]["headers"]}


def test_a_page_names_the_file_of_the_chart_library_and_it_is_there() -> None:
    address, how = headers_of("text/html; charset=utf-8")["link"].split("; ")
    assert how == "rel=modulepreload"
    file = STATIC / address.strip("<>/")
    assert file.stat().st_size > 1_000_000, "the library itself, not a piece that loads it"


@pytest.mark.parametrize("content_type", ["application/javascript", "image/png", "text/plain"])
def test_nothing_but_a_page_does(content_type: str) -> None:
    assert headers_of(content_type) == {"content-type": content_type}
