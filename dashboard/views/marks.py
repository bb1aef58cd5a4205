"""Read marks and tags on the list of incidents: shown, chosen by, put on the rows that are ticked, and taken off."""

from functools import partial

import streamlit as st

from dashboard import work
from dashboard.domain.marks import MOST_TAGS, TAG_LENGTH
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store, StoreProblem
from dashboard.findings.incidents import ANY, READ, TAGGED, UNREAD, Cases, marks_in_words
from dashboard.findings.words import count_of
from dashboard.views.narrative import may_read_narrative
from dashboard.views.reader import current_reader
from dashboard.views.said import plain, quietly
from dashboard.views.store_seen import store_seen
from dashboard.views.tell import acts_done, say_what_was_done, tell_and_rerun
from dashboard.views.undo import offer_undo, undo_next
from dashboard.work.deciding.marks import Changed

WANTED = "incidents-marks"
HOW_TO_MARK = (
    f"Tick rows at the left to mark them as read or to give them tags of {TAG_LENGTH} letters at most. Marks are the team's own: "
    "they stand in no download."
)

TO_READ = " With one row ticked you can have its narrative shown."


def marks_wanted() -> str:
    """By which marks the list is narrowed; ANY for a reader who has none to see."""
    reader = current_reader()
    if not reader.sees_drafts:
        return ANY
    tags = work.tags_in_use(store_seen(reader), reader, work.now_utc())
    options = [ANY, UNREAD, READ, *(f"{TAGGED}{tag}" for tag in tags)]
    if st.session_state.get(WANTED) not in options:
        st.session_state[WANTED] = ANY
    return st.selectbox("Marks", options, format_func=marks_in_words, key=WANTED, width=190)


def with_marks(cases: Cases) -> Cases:
    """The list with the team's marks; as it is for any other reader."""
    reader = current_reader()
    if not reader.sees_drafts:
        return cases
    found = work.marks_of(store_seen(reader), reader, cases.numbers, work.now_utc())
    return cases.marked(found, reader.id)


def mark(chosen: list[int]) -> None:
    """The controls for the incidents of these numbers, and what the last act did."""
    reader = current_reader()
    if not reader.sees_drafts:
        return
    say_what_was_done()
    offer_undo()
    if not chosen:
        quietly(f"{HOW_TO_MARK}{TO_READ if may_read_narrative(reader) else ''}")
        return
    _controls(store_seen(reader), reader, chosen)


def _controls(store: Store, reader: Reader, chosen: list[int]) -> None:
    now = work.now_utc()
    quietly(f"{count_of(len(chosen), 'incident')} ticked.")
    with st.container(horizontal=True, vertical_alignment="bottom", key="incidents-mark"):
        read = st.button("Mark as read", key="mark-read", type="primary")
        unread = st.button("Mark as not read", key="mark-unread")
        tags = st.multiselect(
            "Tags", work.tags_in_use(store, reader, now), accept_new_options=True, max_selections=MOST_TAGS,
            placeholder="choose or write", key=f"mark-tags-{acts_done()}", width=260,
        )  # fmt: skip
        give = st.button("Give these tags", key="mark-give", disabled=not tags)
        take = st.button("Take them off", key="mark-take", disabled=not tags)
    try:
        if read:
            _done(store, reader, work.mark_read(store, reader, chosen, now), "marked as read", put=True)
        if unread:
            _done(store, reader, work.mark_unread(store, reader, chosen, now), "no longer marked as read")
        if give:
            _done(store, reader, work.give_tags(store, reader, chosen, tags, now), "tagged", put=True)
        if take:
            _done(store, reader, work.take_tags(store, reader, chosen, tags, now), "without these tags")
    except StoreProblem as problem:
        st.error(plain(str(problem)))


def _done(store: Store, reader: Reader, changed: Changed, what: str, *, put: bool = False) -> None:
    incidents = len({n for n, _ in changed})
    if not incidents:
        tell_and_rerun("Nothing was changed: these incidents were so already.")
    undo_next("Undo", partial(_undone, store, reader, changed, put), doing="Taking it back")
    tell_and_rerun(f"{count_of(incidents, 'incident')} {'is' if incidents == 1 else 'are'} {what}.")


def _undone(store: Store, reader: Reader, changed: Changed, put: bool) -> str:
    (work.take_off_marks if put else work.bring_back_marks)(store, reader, changed, work.now_utc())
    return "The marks are as they were."
