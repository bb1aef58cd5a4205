"""Save this view: the page, what is asked of it, and whether its period moves on, under a name on the agenda."""

import streamlit as st

from dashboard import work
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.periods import Preset, ReportingPeriod
from dashboard.domain.reader import Reader
from dashboard.domain.saved_view import NAME_LENGTH, PAGE_KEYS, SavedView
from dashboard.domain.store import Store, StoreProblem
from dashboard.findings.agenda import days_of, suggested_name
from dashboard.findings.asking import Asking
from dashboard.views.another_reader import only_while_reads
from dashboard.views.reader import current_reader
from dashboard.views.said import plain, quietly, say

PAGE_SHOWN = "page-shown"
"""(path, title) of the page of this run."""

ASKED_TO_SAVE, SAVED = "save-view", "view-saved"
MOVES, STAYS = "Moves on with the newest month", "Stays as it is"


def save_view_button() -> None:
    """Stands with the filter; what it opens is drawn only when it was pressed."""
    if current_reader().sees_drafts:
        st.button("Save this view", key=ASKED_TO_SAVE)


def offer_to_save(store: Store, reader: Reader, whole: Asking, asked: IncidentFilter) -> None:
    """What was saved just now is said once; the form is opened when the button was pressed. `whole` asks for everything."""
    if told := st.session_state.pop(SAVED, None):
        st.success(plain(told))
    if st.session_state.get(ASKED_TO_SAVE):
        path, title = st.session_state.get(PAGE_SHOWN, ("overview", "Overview"))
        pairs = [
            *asked.pairs(),
            *((key, st.query_params[key]) for key in PAGE_KEYS if key in st.query_params),
        ]
        dialog = st.dialog("Save this view")(form)
        dialog(store, reader, path, title, pairs, asked, moving_period(whole, asked))


def moving_period(whole: Asking, asked: IncidentFilter) -> Preset | None:
    """The preset whose days are asked for now; the first that has them."""
    now = (
        ReportingPeriod(asked.from_, asked.until)
        if asked.from_ and asked.until and asked.from_ <= asked.until
        else None
    )
    return next((preset for preset in Preset if now and days_of(preset, whole) == now), None)


def form(
    store: Store,
    reader: Reader,
    path: str,
    title: str,
    pairs: list[tuple[str, str]],
    asked: IncidentFilter,
    preset: Preset | None,
) -> None:
    """Asks for the name, whether the period moves on, and whether it stands on the agenda."""
    only_while_reads(reader)
    period = ReportingPeriod(asked.from_, asked.until).in_words() if asked.from_ and asked.until else ""
    say(f"{title}, with the filter as it stands. It is kept for everyone who looks at this store.")
    name = st.text_input(
        "Name",
        suggested_name(title, asked, preset.value if preset else period),
        max_chars=NAME_LENGTH,
        key="save-view-name",
    )
    moves = False
    if preset:
        chosen = st.radio(f"Period: {preset.value}, now {period}", [MOVES, STAYS], key="save-view-period")
        moves = chosen == MOVES
    else:
        quietly(
            f"Its period, {period}, stays as it is: only a period from the list moves on." if period else ""
        )
    on_agenda = st.checkbox("On the committee's agenda", True, key="save-view-agenda")
    if not st.button("Save", type="primary", key="save-view-now"):
        return
    view = SavedView.of(name, path, pairs, preset if moves else None)
    try:
        work.save_view(store, reader, view, work.now_utc(), on_agenda=on_agenda)
    except StoreProblem as problem:
        st.error(plain(str(problem)))
        return
    where = "stands last on the agenda" if on_agenda else "is kept under Agenda"
    st.session_state[SAVED] = f"'{' '.join(name.split())}' {where}."
    st.rerun()
