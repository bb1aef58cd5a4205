"""The floor of every page: the dashboard's server, with a script that says one word. `uvicorn tests.bench.empty_page:app`."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from dashboard.access.gate import Gate

app = st.App(str(Path(__file__).with_name("empty_script.py")), middleware=[Middleware(Gate)])
