"""The frame of the app: settings of the page, the navigation, the page that is asked for."""

import logging
from pathlib import Path

import streamlit as st

from dashboard import work
from dashboard.access.sign_in_file import sign_in_asked
from dashboard.domain.reader import SINGLE_USER, NotAllowed
from dashboard.domain.store import OlderEdition, StoreProblem, TookTooLong
from dashboard.views.another_reader import forget_another_reader
from dashboard.views.damage_guide import guide, say_that_store_is_damaged
from dashboard.views.door import IDLE_SCRIPT, PAGE_SCRIPT
from dashboard.views.page import draw_foot, draw_frame, forget_frame, remember_asked
from dashboard.views.page_seen import begin_page, forget_page
from dashboard.views.page_table import BY_PATH, opening_page, pages_of
from dashboard.views.reader import SignedOut, current_reader, note_session, person_here
from dashboard.views.said import say
from dashboard.views.save_view import PAGE_SHOWN
from dashboard.views.sign_in import no_role_page, sign_in_page, single_user, who_is_signed_in
from dashboard.views.store_seen import real_store
from dashboard.views.take_page import take_this_page_away

log = logging.getLogger("dashboard")
STYLE = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")


UNSAFE_PLACE = (
    "The folder of the store lies where files are copied or shared by another program. Nothing of it is opened until whoever looks after "
    "the server has run `python -m dashboard store`, which says why and what to do."
)
DESK_OUT = (
    "The file in which people and their roles are kept cannot be read, so nobody is let in. Whoever looks after the server runs "
    "`python -m dashboard check`, which says what is damaged and what to do."
)


def run() -> None:
    """One run of the script: who is here, the navigation, then the chosen page, then nothing else."""
    st.set_page_config(page_title="Medication incidents", layout="wide", initial_sidebar_state="auto")
    st.html(f"<style>{STYLE}</style>")
    st.html(f'<script type="module">{PAGE_SCRIPT}</script>', unsafe_allow_javascript=True)
    try:
        work.refuse_unsafe_place(real_store(), SINGLE_USER, work.now_utc())
    except work.UnsafeStore as unsafe:
        st.title("The data are not opened where they lie")
        say(UNSAFE_PLACE if sign_in_asked() else str(unsafe))
        return
    try:
        if not sign_in_asked():
            single_user()
        elif not _signed_in():  # nothing but their page may be drawn
            return
    except StoreProblem:  # nobody's role can be read, so nobody is told where the store lies
        log.warning("store problem", extra={"page": "sign-in"})
        st.title("Nobody can sign in")
        say(DESK_OUT)
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
    reader = current_reader()
    forget_another_reader(reader)
    found = pages_of(reader)
    opens = opening_page(found)
    for row in found:
        page = st.Page(row.guarded(reader), title=row.title, url_path=row.path, default=row is opens)
        grouped.setdefault(row.group, []).append(page)
        pages[row.path] = page
    st.session_state["pages"] = pages
    chosen = st.navigation(grouped, expanded=True)  # with words beneath it the list would hide its end
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
    except (OlderEdition, TookTooLong) as asked:  # chosen for what it is: nothing is wrong with the store
        say(str(asked))
    except StoreProblem as problem:
        log.warning("store problem", extra={"page": chosen.url_path})
        guide(problem)
    finally:
        forget_page()
        forget_frame()
