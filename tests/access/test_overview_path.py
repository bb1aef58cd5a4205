"""The overview's own path leads to the page that the app opens with, whatever is asked, behind a proxy's path too."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.requests import Request

import asgi


@pytest.mark.parametrize(("query", "to"), [("", "./"), ("edition=12&harm=Low", "./?edition=12&harm=Low")])
def test_the_overview_by_its_name(query: str, to: str) -> None:
    asked = Request(
        {"type": "http", "method": "GET", "path": "/overview", "query_string": query.encode(), "headers": [],
         "server": ("127.0.0.1", 8501), "scheme": "http"}
    )  # fmt: skip
    with ThreadPoolExecutor(1) as thread:  # beside a browser test its loop runs in this one
        answer = thread.submit(lambda: asyncio.run(asgi.overview(asked))).result()
    assert (answer.status_code, answer.headers["location"]) == (307, to)


def test_what_a_ward_link_sees_first_is_led_there_too() -> None:
    led = {
        getattr(route, "path", "")
        for route in asgi.app._user_routes
        if getattr(route, "endpoint", None) is asgi.overview
    }
    assert led == {"/overview", "/your-wards"}
