"""The server: `uvicorn asgi:app`. `python3 dev.py run` starts it on this computer only."""

import gc
import importlib
import logging
from contextlib import asynccontextmanager
from pathlib import Path

import plotly
import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.access.gate import Gate
from dashboard.log_lines import log_to_stderr
from dashboard.views.store_seen import prepare_store

PLOTLY_JS = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"


async def plotly_js(_) -> FileResponse:
    """The chart library of the installed package, for downloads that are drawn in the browser; nothing is fetched."""
    return FileResponse(
        PLOTLY_JS,
        media_type="text/javascript",
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )


async def overview(request: Request) -> RedirectResponse:
    """The overview's own path: Streamlit knows the page that it opens with by an empty one alone, and says that there is no page
    of this name. The way is relative, so that it is right behind a proxy with a path of its own too.
    """
    asked = request.url.query
    return RedirectResponse(f"./?{asked}" if asked else "./")


@asynccontextmanager
async def lifespan(_):
    log_to_stderr()
    prepare_store()
    look_through_once()
    yield


CHART_FILES = sorted(Path(st.__file__).parent.glob("static/static/js/PlotlyChart.*.js"))


class FetchChartsEarly:
    """ASGI middleware: a browser that opens a page fetches the chart library (4.7 MB) along with everything else, not once the first
    chart has come to its screen.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        links = (f"</static/js/{file.name}>; rel=modulepreload" for file in CHART_FILES)
        self.link = (b"link", ", ".join(links).encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", ()))
                if any(name == b"content-type" and said.startswith(b"text/html") for name, said in headers):
                    message = {**message, "headers": [*headers, self.link]}
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "http" and CHART_FILES else send)


def look_through_once() -> None:
    """Streamlit has everything that lives looked through for garbage after each run of a page: 84 ms, when the libraries are
    looked through as well. What is there once all of them are loaded stays for good, and is left out from now on.
    """
    importlib.import_module("dashboard.views.app")
    gc.collect()
    gc.freeze()


def log_error(error: Exception) -> None:
    """A page that failed: its kind and place go to the log, never a value from a row."""
    logging.getLogger("dashboard").error("page failed", exc_info=error)


app = st.App(
    str(Path(__file__).parent / "streamlit_app.py"),
    lifespan=lifespan,
    routes=[
        Route(f"/assets/plotly-{plotly.__version__}.min.js", plotly_js),
        Route("/overview", overview),
    ],
    middleware=[Middleware(Gate), Middleware(FetchChartsEarly)],
    on_script_error=log_error,
)
