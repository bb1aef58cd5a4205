"""The floor of every page: the dashboard's own server, all of it loaded, with a script that says one word.

`uvicorn tests.bench.empty_page:app`
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from asgi import look_through_once
from dashboard.access.gate import Gate
from dashboard.views.door import around, the_door


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[None]:
    look_through_once()
    yield


app = st.App(
    str(Path(__file__).with_name("empty_script.py")),
    lifespan=lifespan,
    middleware=[Middleware(Gate, door=the_door(), around=around([]))],
)
