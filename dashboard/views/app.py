"""The frame of the app: settings of the page, the navigation, the page that is asked for."""

import logging
from pathlib import Path

import streamlit as st

from dashboard.domain.store import OlderEdition, StoreProblem, TookTooLong
from dashboard.views.page import draw_foot, draw_frame, forget_frame, remember_asked
from dashboard.views.page_seen import begin_page, forget_page
from dashboard.views.page_table import BY_PATH, PAGES
from dashboard.views.said import say
from dashboard.views.save_view import PAGE_SHOWN
from dashboard.views.take_page import take_this_page_away

log = logging.getLogger("dashboard")
ICON = Path(__file__).parent / "icon.png"
STYLE, SCRIPT = (
    (Path(__file__).parent / name).read_text(encoding="utf-8") for name in ("style.css", "page.js")
)


def run() -> None:
    """One run of the script: navigation, then the chosen page, then nothing else."""
    st.set_page_config(
        page_title="Medication incidents", page_icon=str(ICON), layout="wide", initial_sidebar_state="auto"
    )
    st.html(f"<style>{STYLE}</style>")
    st.html(f'<script type="module">{SCRIPT}</script>', unsafe_allow_javascript=True)
    grouped: dict[str, list] = {}
    pages = {}
    for row in PAGES:
        page = st.Page(row.render, title=row.title, url_path=row.path, default=row.path == "overview")
        grouped.setdefault(row.group, []).append(page)
        pages[row.path] = page
    st.session_state["pages"] = pages
    chosen = st.navigation(grouped)
    row = BY_PATH[chosen.url_path or "overview"]
    st.set_page_config(page_title=f"{row.title}: medication incidents")  # which of several tabs is which
    st.session_state[PAGE_SHOWN] = (row.path, row.title)
    try:
        if row.asks_edition:
            draw_frame(row.path, with_filter=row.has_filter)
        if row.has_filter:
            begin_page()
        chosen.run()
        if row.asks_edition:
            if row.has_filter:
                take_this_page_away(row.path)
            draw_foot()
            remember_asked(row.path)
    except (OlderEdition, TookTooLong) as asked:  # chosen for what it is: nothing is wrong with the store
        say(str(asked))
    except StoreProblem as problem:
        log.warning("store problem", extra={"page": chosen.url_path})
        st.error("The data cannot be opened")
        say(str(problem))
    finally:
        forget_page()
        forget_frame()
