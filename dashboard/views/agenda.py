"""Agenda: the committee's standing agenda, a list of saved views, each a link to its page with its filter."""

from functools import partial

import streamlit as st

from dashboard import work
from dashboard.domain.periods import day_in_words
from dashboard.domain.reader import Reader
from dashboard.domain.saved_view import NAME_LENGTH, SavedView
from dashboard.domain.store import Store, StoreProblem
from dashboard.findings.agenda import Entry, entry
from dashboard.findings.asking import Asking
from dashboard.views.on_agenda import link_of, titles
from dashboard.views.reader import named
from dashboard.views.said import plain, quietly, say
from dashboard.views.tell import acts_done, tell_and_rerun
from dashboard.views.undo import page_of_acts, undo_next

ABOUT = (
    "What the committee looks at each time, in its order. Each line opens a page with its filter; at the head of that page are the "
    "links to the one before and the one after. A period that moves on ends with the newest complete month."
)
HOW_TO_ADD = (
    "To put something here, open a page, set its filter, and choose 'Save this view' under 'More filters'."
)
WHICH = "agenda-which"


def render() -> None:
    opened = page_of_acts("Agenda", ABOUT)
    if opened is None:
        return
    asking, reader, store = opened
    views = work.saved_views(store, reader, work.now_utc())
    on_it = [view for view in views if view.position is not None]
    others = [view for view in views if view.position is None]
    if not on_it:
        say(f"Nothing stands on the agenda yet. {HOW_TO_ADD}")
    _list(asking, on_it, numbered=True)
    if others:
        st.header("Kept, and not on the agenda", anchor=False)
        _list(asking, others)
    if not reader.sees_drafts:
        return
    if on_it:
        quietly(HOW_TO_ADD)
    if views:
        _change(store, reader, views)


def _list(asking: Asking, views: list[SavedView], *, numbered: bool = False) -> None:
    known = titles()
    for place, view in enumerate(views, 1):
        with st.container(key=f"saved-view-{view.number}", gap=None):
            _entry(entry(asking, view, known), f"{place}. " if numbered else "")


def _entry(found: Entry, place: str) -> None:
    view = found.view
    link_of(found, f"{place}{view.name}" + (" →" if found.parameters else ""))
    if found.trouble:
        with st.container(key=f"saved-view-trouble-{view.number}"):
            say(found.trouble)
    on = f" on {day_in_words(view.saved_on)}" if view.saved_on else ""
    quietly(f"{found.words} Saved by {named(view.saved_by)}{on}.")


def _change(store: Store, reader: Reader, views: list[SavedView]) -> None:
    st.header("Change the list", anchor=False)
    by_number = {view.number: view for view in views if view.number is not None}
    if st.session_state.get(WHICH) not in by_number:
        st.session_state.pop(WHICH, None)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        number = st.selectbox(
            "Saved view", [*by_number], format_func=lambda each: by_number[each].name, key=WHICH, width=420
        )
        chosen = by_number[number]
        on_it = chosen.position is not None
        up = st.button("Move up", key="agenda-up", disabled=not on_it)
        down = st.button("Move down", key="agenda-down", disabled=not on_it)
        place = st.button("Take off the agenda" if on_it else "Put on the agenda", key="agenda-place")
        remove = st.button("Remove", key="agenda-remove")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(
            "Another name",
            chosen.name,
            max_chars=NAME_LENGTH,
            key=f"agenda-name-{number}-{acts_done()}",
            width=420,
        )
        rename = st.button("Rename", key="agenda-rename")
    now = work.now_utc()
    try:
        if up or down:
            work.move_view(store, reader, number, -1 if up else 1, now)
            tell_and_rerun(f"'{chosen.name}' was moved {'up' if up else 'down'}.")
        if place:
            (work.take_off_agenda if on_it else work.put_on_agenda)(store, reader, number, now)
            tell_and_rerun(
                f"'{chosen.name}' {'is off the agenda, and kept' if on_it else 'stands last on the agenda'}."
            )
        if rename and name != chosen.name:
            was = work.rename_view(store, reader, number, name, now)
            undo_next("Undo", partial(_name_back, store, reader, number, was), doing="Taking it back")
            tell_and_rerun(f"'{was}' is now called '{' '.join(name.split())}'.")
        if remove:
            was = work.remove_view(store, reader, number, now)
            undo_next("Undo", partial(_bring_back, store, reader, number, was.name), doing="Taking it back")
            tell_and_rerun(f"'{was.name}' is removed.")
    except StoreProblem as problem:
        st.error(plain(str(problem)))


def _name_back(store: Store, reader: Reader, number: int, was: str) -> str:
    work.rename_view(store, reader, number, was, work.now_utc())
    return f"It is called '{was}' again."


def _bring_back(store: Store, reader: Reader, number: int, name: str) -> str:
    work.bring_back_view(store, reader, number, work.now_utc())
    return f"'{name}' is kept again, where it stood."
