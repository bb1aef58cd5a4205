"""The frame of the app: settings of the page, the navigation, the page that is asked for."""

import logging
from pathlib import Path

import streamlit as st

from dashboard.domain.store import OlderEdition, StoreProblem
from dashboard.views.page import draw_frame, forget_frame, remember_asked
from dashboard.views.page_table import PAGES, WITHOUT_FILTER
from dashboard.views.said import say

log = logging.getLogger("dashboard")
ICON = Path(__file__).parent / "icon.png"
STYLE = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")


def run() -> None:
    """One run of the script: navigation, then the chosen page, then nothing else."""
    st.set_page_config(
        page_title="Medication incidents", page_icon=str(ICON), layout="wide", initial_sidebar_state="auto"
    )
    st.html(f"<style>{STYLE}</style>")
    grouped: dict[str, list] = {}
    pages = {}
    for row in PAGES:
        page = st.Page(row.render, title=row.title, url_path=row.path, default=row.path == "overview")
        grouped.setdefault(row.group, []).append(page)
        pages[row.path] = page
    st.session_state["pages"] = pages
    chosen = st.navigation(grouped)
    try:
        asks = chosen.url_path not in WITHOUT_FILTER
        if asks:
            draw_frame(chosen.url_path)
        chosen.run()
        if asks:
            remember_asked(chosen.url_path)
    except OlderEdition as older:  # chosen for what it is: nothing is wrong with the store
        say(str(older))
    except StoreProblem as problem:
        log.warning("store problem", extra={"page": chosen.url_path})
        st.error("The data cannot be opened")
        say(str(problem))
    finally:
        forget_frame()
