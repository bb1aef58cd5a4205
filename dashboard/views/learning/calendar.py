"""What comes round again: kept, done and moved on by its period, removed; what is due within 14 days is said first."""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from dashboard import work
from dashboard.domain.learning.card import TITLE_LENGTH
from dashboard.domain.learning.post import Every, Recurring
from dashboard.domain.learning.record import Noted
from dashboard.domain.periods import day_in_london, day_in_words
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store
from dashboard.findings.learning.calendar import coming_in_words, usual_and_not_kept
from dashboard.views.learning.acts import do_and_tell
from dashboard.views.picture import rows_as_table, show_table
from dashboard.views.said import quietly, say
from dashboard.views.tell import acts_done

RULE = (
    "Marked as done, it moves on by its period from the day that it had, however late it was done. A day that a month does not have falls "
    "on that month's last day, and comes back in a month that has it: 31 January, 28 February, 31 March."
)
COLUMNS = ("What", "Every", "Next", "Last done", "Note")
A_NEW_ONE = "a new one"


def calendar_part(store: Store, reader: Reader) -> None:
    held = work.recurring_dates(store, reader, work.now_utc())
    today = day_in_london(work.now_utc())
    say(coming_in_words([each.content for each in held], today) or "Nothing is due within 14 days.")
    if held:
        show_table(
            rows_as_table(
                COLUMNS,
                [(each.what, each.every.value, each.next_on, each.done_on, each.note) for each in (one.content for one in held)],
            ),
            alt="What comes round again", fits=True,
        )  # fmt: skip
        _done(store, reader, held, today)
    else:
        quietly("Nothing is kept that comes round again.")
    quietly(usual_and_not_kept([each.content for each in held]))
    quietly(RULE)
    _form(store, reader, held)


def _done(store: Store, reader: Reader, held: Sequence[Noted[Recurring]], today: date) -> None:
    key = f"recurring-done-{acts_done()}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        seen = st.selectbox("Done", held, format_func=_in_short, key=f"{key}-which", width=440)
        done_on = st.date_input("On", today, key=f"{key}-on", format="DD/MM/YYYY", width=170)
        if st.button("Mark as done", key=f"{key}-mark") and seen and isinstance(done_on, date):
            _do(
                store,
                reader,
                lambda: work.mark_recurring_done(store, reader, seen, done_on, work.now_utc()),
                lambda noted: (
                    f"'{noted.content.what}' is done; it comes next on {_day(noted.content.next_on)}."
                ),
            )


def _in_short(each: Noted[Recurring]) -> str:
    return f"{each.content.what}, {_day(each.content.next_on)}"


def _day(day: date | None) -> str:
    return day_in_words(day) if day else "a day that is not said"


def _form(store: Store, reader: Reader, held: Sequence[Noted[Recurring]]) -> None:
    st.header("Keep or change one", anchor=False)
    key = f"recurring-{acts_done()}"
    by_name = {f"{each.number}: {each.content.what}": each for each in held}
    chosen = st.selectbox("Which", [A_NEW_ONE, *by_name], key=f"{key}-which", width=440)
    seen = by_name.get(chosen or A_NEW_ONE)
    recurring, at = seen.content if seen else Recurring(""), f"{key}-{seen.number if seen else 0}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        what = st.text_input(
            "What",
            recurring.what,
            TITLE_LENGTH,
            key=f"{at}-what",
            placeholder="for instance: Medication safety committee",
            width=340,
        )
        every = st.selectbox(
            "Every", list(Every), [*Every].index(recurring.every), key=f"{at}-every", width=140
        )
        next_on = st.date_input(
            "Next on", recurring.next_on, key=f"{at}-next", format="DD/MM/YYYY", width=170
        )
        note = st.text_input("Note", recurring.note, key=f"{at}-note", width=300)
    day = next_on if isinstance(next_on, date) else None
    changed = Recurring(what.strip(), every or Every.MONTH, day, note.strip())
    with st.container(horizontal=True):
        if st.button("Keep it", type="primary", key=f"{key}-keep", disabled=not changed.what or day is None):
            _do(
                store,
                reader,
                lambda: work.keep_recurring(store, reader, changed, work.now_utc(), seen=seen),
                lambda noted: f"'{noted.content.what}' is kept.",
            )
        if seen and st.button("Remove it", key=f"{key}-remove"):
            _do(
                store,
                reader,
                lambda: work.remove_recurring(store, reader, seen, work.now_utc()),
                lambda noted: f"'{noted.content.what}' is removed.",
            )


def _do(
    store: Store, reader: Reader, act: Callable[[], Noted[Recurring]], told: Callable[[Noted[Recurring]], str]
) -> None:
    do_and_tell(
        store,
        reader,
        act,
        told,
        lambda noted: f"That is taken back: '{noted.content.what}' stands as it did before.",
    )
