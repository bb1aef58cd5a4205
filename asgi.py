"""The server: `uvicorn asgi:app`. `python3 dev.py run` starts it on this computer only."""

import gc
import importlib
import logging
from contextlib import asynccontextmanager
from pathlib import Path

import plotly
import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse
from starlette.routing import Route

from dashboard.access.gate import Gate
from dashboard.log_lines import keep_values_out_of_lines, log_to_stderr
from dashboard.views.door import OWN, around, secrets_of_sign_in, the_door
from dashboard.views.own_media import note_makers
from dashboard.views.page_table import PAGES
from dashboard.views.store_seen import prepare_store, serving, store_ready

ICON = Path(__file__).parent / "dashboard" / "views" / "icon.png"
PLOTLY_JS = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"


async def plotly_js(_) -> FileResponse:
    """The chart library of the installed package, for downloads that are drawn in the browser; nothing is fetched."""
    return FileResponse(
        PLOTLY_JS,
        media_type="text/javascript",
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )


async def icon(_) -> FileResponse:
    """The picture of the browser's tab, in place of Streamlit's own: it is seen before anybody has signed in."""
    return FileResponse(ICON, media_type="image/png")


async def overview(request: Request) -> RedirectResponse:
    """The own path of the overview, and of what a ward link sees in its place: Streamlit knows the page that it opens with by an empty one alone, and says that there is no page
    of this name. The way is relative, so that it is right behind a proxy with a path of its own too.
    """
    asked = request.url.query
    return RedirectResponse(f"./?{asked}" if asked else "./")


async def ready(_) -> PlainTextResponse:
    """Whether there is a store that opens, in one word: nothing about what it holds."""
    opens = await run_in_threadpool(store_ready)
    return PlainTextResponse("ready" if opens else "not ready", status_code=200 if opens else 503)


@asynccontextmanager
async def lifespan(_):
    log_to_stderr()
    keep_values_out_of_lines()
    with serving():
        prepare_store()
        note_makers(OWN)
        look_through_once()
        yield


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
        Route("/favicon.png", icon),
        Route("/overview", overview),
        Route("/your-wards", overview),
        Route("/ready", ready),
    ],
    secrets=secrets_of_sign_in(),
    middleware=[Middleware(Gate, door=the_door(), around=around([row.path for row in PAGES]))],
    on_script_error=log_error,
)
