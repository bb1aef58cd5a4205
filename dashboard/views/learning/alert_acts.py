"""What is done with an alert: logged, changed, what it requires, closed and opened again; each with its undo."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dashboard import work
from dashboard.domain.learning.alert import (
    Alert,
    AlertKind,
    RequiredAction,
    stands_in_the_way_of_closing,
)
from dashboard.domain.learning.record import Noted
from dashboard.domain.periods import day_in_london
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.words import listed
from dashboard.views.learning.acts import do_and_tell
from dashboard.views.learning.alert_fields import fields_of_alert
from dashboard.views.learning.standing import tell_where_changed
from dashboard.views.said import quietly, say
from dashboard.views.sentences import link_to
from dashboard.views.tell import acts_done

NOT_YOURS = "Somebody else logged it: a medication safety officer changes it, or whoever logged it."


def log_form(asking: Asking, reader: Reader, store: Store) -> None:
    """One that came in, typed."""
    suffix = acts_done()
    alert = fields_of_alert(asking, reader, store, f"log-{suffix}")
    if not alert.title:
        quietly("A title is needed before it can be logged; all else can follow.")
    if st.button("Log the alert", type="primary", key="log-alert", disabled=not alert.title):
        _do(
            store, reader, lambda: work.log_alert(store, reader, alert, work.now_utc()), "Alert {} is logged."
        )


def acts_on_alert(asking: Asking, reader: Reader, store: Store, held: Noted[Alert]) -> None:
    """The controls beneath one alert."""
    if not held.is_theirs(reader):
        quietly(NOT_YOURS)
        return
    tell_where_changed(held)
    alert, key = held.content, f"alert-{held.number}-{acts_done()}"
    st.subheader("Move it on", anchor=False)
    if missing := stands_in_the_way_of_closing(alert):
        say(f"Needed before it can be closed here: {listed(missing, len(missing))}.")
    _close(store, reader, held, key)
    with st.expander("Change it"):
        changed = fields_of_alert(asking, reader, store, key, alert)
        if st.button("Keep the changes", key=f"{key}-change", type="primary"):
            _change(store, reader, held, changed)
    if alert.kind is AlertKind.NATIONAL:
        with st.expander("Change what it requires"):
            _required(store, reader, held, key)
    link_to(f"safety-actions?alert={held.number}", "Open a safety action that answers it", EVERYTHING)


def _required(store: Store, reader: Reader, held: Noted[Alert], key: str) -> None:
    alert = held.content
    with st.container(horizontal=True, vertical_alignment="bottom"):
        what = st.text_input("A required action, in your words", key=f"{key}-required", width=440)
        due = st.date_input("Its date", None, key=f"{key}-required-due", format="DD/MM/YYYY", width=170)
        if st.button("Add it", key=f"{key}-required-add", disabled=not what.strip()):
            added = RequiredAction(what.strip(), due)
            _change(store, reader, held, replace(alert, required=(*alert.required, added)))
    if not alert.required:
        return
    places = [*range(len(alert.required))]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        place = st.selectbox(
            "Of those that are there",
            places,
            format_func=lambda at: f"{at + 1}: {alert.required[at].what}",
            key=f"{key}-required-which",
            width=440,
        )
        done = st.date_input("Done on", None, key=f"{key}-required-done", format="DD/MM/YYYY", width=170)
        if place is None:
            return
        if st.button("It was done", key=f"{key}-required-mark", disabled=done is None):
            _change(store, reader, held, _with(alert, place, replace(alert.required[place], done_on=done)))
        if st.button("Take it out", key=f"{key}-required-remove"):
            _change(store, reader, held, _with(alert, place, None))


def _with(alert: Alert, place: int, action: RequiredAction | None) -> Alert:
    in_its_place = () if action is None else (action,)
    return replace(alert, required=(*alert.required[:place], *in_its_place, *alert.required[place + 1 :]))


def _close(store: Store, reader: Reader, held: Noted[Alert], key: str) -> None:
    if held.content.closed_on is not None:
        if st.button("Open it again", key=f"{key}-reopen"):
            _do(
                store,
                reader,
                lambda: work.reopen_alert(store, reader, held, work.now_utc()),
                "Alert {} is open again.",
            )
        return
    today = day_in_london(work.now_utc())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        closed_on = st.date_input("Closed on", today, key=f"{key}-closed-on", format="DD/MM/YYYY", width=170)
        if st.button("Close the alert", key=f"{key}-close") and closed_on is not None:
            _do(
                store,
                reader,
                lambda: work.close_alert(store, reader, held, closed_on, work.now_utc()),
                "Alert {} is closed here.",
            )


def _change(store: Store, reader: Reader, held: Noted[Alert], alert: Alert) -> None:
    _do(
        store,
        reader,
        lambda: work.change_alert(store, reader, held, alert, work.now_utc()),
        "What is known of alert {} is changed.",
    )


def _do(store: Store, reader: Reader, act: Callable[[], Noted[Alert]], told: str) -> None:
    do_and_tell(
        store,
        reader,
        act,
        lambda noted: told.format(noted.number),
        lambda noted: f"That is taken back: alert {noted.number} stands as it did before.",
    )
