"""The frame of the app: settings of the page, the navigation, the page that is asked for."""

import logging
from pathlib import Path

import streamlit as st

from dashboard.access.sign_in_file import sign_in_asked
from dashboard.domain.store import OlderEdition, StoreProblem
from dashboard.views.door import IDLE_SCRIPT, PAGE_SCRIPT
from dashboard.views.page import draw_foot, draw_frame, forget_frame, remember_asked
from dashboard.views.page_seen import begin_page, forget_page
from dashboard.views.page_table import BY_PATH, PAGES
from dashboard.views.reader import SignedOut, note_session, person_here
from dashboard.views.said import say
from dashboard.views.save_view import PAGE_SHOWN
from dashboard.views.sign_in import no_role_page, sign_in_page, single_user, who_is_signed_in
from dashboard.views.take_page import take_this_page_away

log = logging.getLogger("dashboard")
STYLE = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")


def run() -> None:
    """One run of the script: who is here, the navigation, then the chosen page, then nothing else."""
    st.set_page_config(page_title="Medication incidents", layout="wide", initial_sidebar_state="auto")
    st.html(f"<style>{STYLE}</style>")
    st.html(f'<script type="module">{PAGE_SCRIPT}</script>', unsafe_allow_javascript=True)
    if not sign_in_asked():
        single_user()
    elif not _signed_in():  # nothing but their page may be drawn
        return
    try:
        _draw()
    except SignedOut as ended:  # in the middle of this run
        say(str(ended))


def _signed_in() -> bool:
    """Whether somebody with a role is here; if not, their page has been drawn, and nothing else may be."""
    person = person_here()
    if person is None:
        sign_in_page()
        return False
    note_session()
    if person.role is None:
        no_role_page(person)
        return False
    who_is_signed_in(person)
    st.html(f'<script type="module">{IDLE_SCRIPT}</script>', unsafe_allow_javascript=True)
    return True


def _draw() -> None:
    """The navigation and the chosen page."""
    grouped: dict[str, list] = {}
    pages = {}
    for row in PAGES:
        page = st.Page(row.render, title=row.title, url_path=row.path, default=row.path == "overview")
        grouped.setdefault(row.group, []).append(page)
        pages[row.path] = page
    st.session_state["pages"] = pages
    chosen = st.navigation(grouped, expanded=True)  # with words beneath it the list would hide its end
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
    except OlderEdition as older:  # chosen for what it is: nothing is wrong with the store
        say(str(older))
    except StoreProblem as problem:
        log.warning("store problem", extra={"page": chosen.url_path})
        st.error("The data cannot be opened")
        say(str(problem))
    finally:
        forget_page()
        forget_frame()
