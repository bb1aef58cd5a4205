"""Alerts: what came in, where each stands, what it concerns before and after it; logged, changed and taken in by those who prepare."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from dashboard import desk, work
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.learning.alert import Alert, standing
from dashboard.domain.learning.record import Kind, Noted
from dashboard.domain.periods import day_in_london, day_in_words
from dashboard.domain.reader import Reader
from dashboard.domain.rows.learning import AlertRow, RequiredByAlert
from dashboard.domain.store import OlderEdition, Store
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.learning.alerts import (
    CANNOT_SAY_WHY,
    alerts_table,
    applies_in_words,
    before_and_after,
    concerns_in_words,
    counted,
    in_order,
    required_table,
    stands_in_words,
)
from dashboard.views.learning.alert_acts import acts_on_alert, log_form
from dashboard.views.learning.alert_list import take_in_part
from dashboard.views.learning.one_of import opened_of
from dashboard.views.learning.standing import is_live, know_what_stands
from dashboard.views.learning.waits import offer_to_publish
from dashboard.views.parts import parts
from dashboard.views.picture import show, show_table
from dashboard.views.said import plain, quietly, say
from dashboard.views.sentences import link_to_incidents
from dashboard.views.undo import page_of_acts

ABOUT = (
    "Alerts and communications about medicines that came in, and what was made of each here. A National Patient Safety Alert is answered on "
    "CAS, never here: what stands here is how this organisation got there. Nothing is fetched from anywhere."
)
ALL, LOG, TAKE_IN = "Alerts", "Log one", "Take in a list"


def render() -> None:
    opened = page_of_acts("Alerts", ABOUT)
    if opened is None:
        return
    asking, reader, store = opened
    know_what_stands(store, reader, asking)
    try:
        rows: list[AlertRow] = asking.rows("alerts", EVERYTHING)
    except OlderEdition as older:
        say(str(older))
        return
    live = is_live(reader, asking)
    if not live or asking.facts.made_up:
        if live:
            quietly("Alerts of your own trust are logged here; the made-up trust is for looking at only.")
        _alerts(asking, reader, store, rows)
        return
    offer_to_publish(store, reader, asking)
    parts(
        "alert-parts",
        {
            ALL: partial(_alerts, asking, reader, store, rows),
            LOG: partial(log_form, asking, reader, store),
            TAKE_IN: partial(take_in_part, reader, store),
        },
        always=(LOG, TAKE_IN),
    )


def _alerts(asking: Asking, reader: Reader, store: Store, rows: Sequence[AlertRow]) -> None:
    """The list, and the one that is opened: at the desk with the names of people, in an edition without."""
    row = _list(rows)
    if row is None:
        return
    held: Noted[Alert] | None = None
    if is_live(reader, asking):
        held = desk.learning_revisions(store, reader, Kind.ALERT, work.now_utc(), number=row.alert)[-1]
    _one(asking, row, asking.rows("required_by_alerts", EVERYTHING), held)
    if held is not None and not asking.facts.made_up:
        acts_on_alert(asking, reader, store, held)


def _list(rows: Sequence[AlertRow]) -> AlertRow | None:
    """All of them, and the one that is opened: by the link, or by the control beneath the list."""
    today = _today()
    say(counted(rows, today))
    if rows:
        st.header("All alerts", anchor=False)
        show_table(alerts_table(rows, today), alt="Alerts and communications", fits=True)
    ordered = {each.alert: each for each in in_order(rows, today)}
    number = opened_of("alert", "alert", {each: _short(row, today) for each, row in ordered.items()})
    return None if number is None else ordered[number]


def _short(row: AlertRow, today: date) -> str:
    reference = f"{row.reference}, " if row.reference else ""
    return f"Alert {row.alert}: {reference}{row.title} ({standing(row, today)})"


def _one(
    asking: Asking, row: AlertRow, required: Sequence[RequiredByAlert], held: Noted[Alert] | None = None
) -> None:
    st.header(plain(f"Alert {row.alert}: {row.title}"), anchor=False)
    reference = f"{row.reference}. " if row.reference else ""
    lead = f" Lead: {row.lead}." if row.lead else ""
    quietly(f"{row.kind}. {reference}{_issued(row)}{lead}")
    say(stands_in_words(row, _today()))
    say(applies_in_words(row))
    if held is not None and (people := _people(held.content)):
        say(people)
    elif row.signed_off_on:
        say(f"Signed off by an executive on {day_in_words(row.signed_off_on)}.")
    if row.evidence:
        say(f"Evidence: {row.evidence}")
    if of_this := [each for each in required if each.alert == row.alert]:
        st.subheader("What it requires", anchor=False)
        show_table(required_table(of_this), alt=f"What alert {row.alert} requires", fits=True)
    _before_and_after(asking, row)


def _issued(row: AlertRow) -> str:
    return (
        f"Issued on {day_in_words(row.issued_on)}." if row.issued_on else "Its day of issue is not recorded."
    )


def _people(alert: Alert) -> str:
    signed = " on ".join(
        part
        for part in (
            alert.signed_off_by,
            f"{day_in_words(alert.signed_off_on)}" if alert.signed_off_on else "",
        )
        if part
    )
    said = [
        f"Operational lead: {alert.operational_lead}." if alert.operational_lead else "",
        f"Executive sign-off: {signed}." if signed else "",
    ]
    return " ".join(part for part in said if part)


def _before_and_after(asking: Asking, row: AlertRow) -> None:
    st.subheader("Incidents that it concerns, before and after", anchor=False)
    found = before_and_after(asking, row)
    if isinstance(found, str):
        quietly(found)
        return
    quietly(f"What it concerns: {concerns_in_words(row.concerns)}.")
    if found.picture is None:
        say(found.sentence)
    else:
        show(found.picture, level=3)
    for sentence in (*found.more, CANNOT_SAY_WHY):
        quietly(sentence)
    link_to_incidents(IncidentFilter.from_query(row.concerns))


def _today() -> date:
    return day_in_london(work.now_utc())
