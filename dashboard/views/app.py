"""The frame of the app: settings of the page, the navigation, the page that is asked for."""

import logging
from pathlib import Path

import streamlit as st

from dashboard import work
from dashboard.domain.reader import SINGLE_USER, NotAllowed
from dashboard.domain.store import OlderEdition, StoreProblem
from dashboard.views.another_reader import forget_another_reader
from dashboard.views.damage_guide import guide, say_that_store_is_damaged
from dashboard.views.page import draw_foot, draw_frame, forget_frame, remember_asked
from dashboard.views.page_seen import begin_page, forget_page
from dashboard.views.page_table import BY_PATH, opening_page, pages_of
from dashboard.views.reader import current_reader
from dashboard.views.said import say
from dashboard.views.save_view import PAGE_SHOWN
from dashboard.views.store_seen import real_store
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
    try:
        work.refuse_unsafe_place(real_store(), SINGLE_USER, work.now_utc())
    except work.UnsafeStore as unsafe:
        st.title("The data are not opened where they lie")
        say(str(unsafe))
        return
    grouped: dict[str, list] = {}
    pages = {}
    reader = current_reader()
    forget_another_reader(reader)
    found = pages_of(reader)
    opens = opening_page(found)
    for row in found:
        page = st.Page(row.guarded(reader), title=row.title, url_path=row.path, default=row is opens)
        grouped.setdefault(row.group, []).append(page)
        pages[row.path] = page
    st.session_state["pages"] = pages
    chosen = st.navigation(grouped)
    row = BY_PATH[chosen.url_path or opens.path]
    st.set_page_config(page_title=f"{row.title}: medication incidents")  # which of several tabs is which
    st.session_state[PAGE_SHOWN] = (row.path, row.title)
    try:
        say_that_store_is_damaged(row.path)
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
    except NotAllowed as refused:  # a link that names what is not this reader's
        say(str(refused))
    except OlderEdition as older:  # chosen for what it is: nothing is wrong with the store
        say(str(older))
    except StoreProblem as problem:
        log.warning("store problem", extra={"page": chosen.url_path})
        guide(problem)
    finally:
        forget_page()
        forget_frame()
