"""Series breaks: those that hold, the switch to LFPSE, and a new one, looked at before and after before it is recorded."""

from datetime import date
from functools import partial

import streamlit as st

from dashboard import work
from dashboard.domain.dated import DatedRecord
from dashboard.domain.periods import day_in_words
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store
from dashboard.findings.asking import Asking
from dashboard.findings.breaks import question_about_change, scope_words, switch_sentence
from dashboard.findings.quality import why_no_months
from dashboard.findings.rates import reporting
from dashboard.views.new_break import OF_BREAKS, new_break
from dashboard.views.page import quietly_of_today
from dashboard.views.reader import named
from dashboard.views.recorded import list_of_records
from dashboard.views.said import quietly, say
from dashboard.views.tell import acts_done, tell_and_rerun
from dashboard.views.undo import page_of_acts, undo_next

ABOUT = (
    "A break is a day from which figures cannot be compared with those before: another form, another system, another definition. "
    "New limits begin with its month on every chart that it touches, and its reason stands beneath. Nothing begins new limits by "
    "itself. That more or fewer incidents are recorded is not a break: it is what the limits are there to show."
)

COLUMNS = ("Number", "Day", "What changed", "About", "Recorded by", "On", "Evidence", "Reason")


def render() -> None:
    opened = page_of_acts("Series breaks", ABOUT)
    if opened is None:
        return
    asking, reader, store = opened
    quietly_of_today(asking)
    list_of_records(
        store,
        reader,
        OF_BREAKS,
        work.breaks(store, reader, work.now_utc()),
        COLUMNS,
        _row,
        title="Breaks that are recorded",
        key="break",
        made_up=asking.facts.made_up,
    )
    _switch(store, reader, asking)
    st.header("Is there a break to record?", anchor=False)
    if not len(asking.months):
        say(why_no_months(asking))
        return
    if question := question_about_change(asking, reporting(asking).series):
        say(question)
    else:
        quietly(
            "No change of the reporting rate that asks for a reason was found in the months asked for, since the last break."
        )
    new_break(store, reader, asking)


def _row(record: DatedRecord) -> tuple[object, ...]:
    return (
        record.number, record.dated_on, record.label, scope_words(record.site, record.division, record.drug_class),
        named(record.recorded_by), record.recorded_on, record.evidence or "none given", record.reason,
    )  # fmt: skip


def _switch(store: Store, reader: Reader, asking: Asking) -> None:
    st.header("The switch from NRLS to LFPSE", anchor=False)
    as_set = work.switch_as_set(store, work.now_utc())
    say(switch_sentence(asking, as_set))
    if asking.facts.made_up:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        day = st.date_input(
            "Day of the switch", as_set, key=f"switch-day-{acts_done()}", format="DD/MM/YYYY", width=200
        )
        keep = st.button(
            "Keep this day", key="switch-keep", disabled=not isinstance(day, date) or day == as_set
        )
        clear = st.button("Work it out from the sources", key="switch-clear", disabled=as_set is None)
    if keep and isinstance(day, date):
        _change_switch(store, reader, as_set, day)
    if clear:
        _change_switch(store, reader, as_set, None)


def _change_switch(store: Store, reader: Reader, was: date | None, day: date | None) -> None:
    with st.spinner("Publishing a draft edition"):
        edition = work.change_switch(store, reader, day, work.now_utc())
    undo_next("Undo", partial(_set_back, store, reader, was))
    words = f"on {day_in_words(day)}" if day else "where the sources change"
    tell_and_rerun(f"The switch is drawn {words}. Edition {edition.edition_id} is a draft.")


def _set_back(store: Store, reader: Reader, was: date | None) -> str:
    edition = work.change_switch(store, reader, was, work.now_utc())
    return f"The switch is as it was. Edition {edition.edition_id} is a draft."
