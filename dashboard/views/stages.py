"""Stages and errors: both together, omitted and delayed doses, known allergies, weekday and hour, transfer and discharge."""

import streamlit as st

from dashboard.domain.store import OlderEdition
from dashboard.findings import allergy, doses, stages, weekday_hours
from dashboard.findings.asking import Asking
from dashboard.views.page import open_page
from dashboard.views.picture import show, show_table
from dashboard.views.said import quietly, say
from dashboard.views.take_away import csv_of_table


def render() -> None:
    asking = open_page("Medication stages and error types")
    if asking is None:
        return
    show(stages.stages_and_errors_picture(asking, stages.stages_and_errors(asking)))
    if len(asking.months):
        show(doses.doses_picture(asking, doses.doses_by_month(asking)))
    else:
        quietly(
            "No omitted or delayed doses by month can be drawn: of these incidents no full date is known."
        )
    _time_critical(asking)
    _allergy(asking)
    _weekday_hours(asking)
    st.header("Transfer and discharge", anchor=False)
    say(stages.transfer_sentence(asking))


def _time_critical(asking: Asking) -> None:
    try:
        show(doses.time_critical_picture(asking))
    except OlderEdition as older:
        quietly(str(older))


def _weekday_hours(asking: Asking) -> None:
    try:
        found = weekday_hours.weekday_hours_picture(asking)
    except OlderEdition as older:
        found = str(older)
    if isinstance(found, str):
        st.header(weekday_hours.TITLE, anchor=False)
        say(found)
    else:
        show(found)


def _allergy(asking: Asking) -> None:
    title = "Known allergies"
    st.header(title, anchor=False)
    say(allergy.allergy_sentence(asking))
    try:
        found = allergy.allergy_medicines(asking)
    except OlderEdition as older:
        quietly(str(older))
        return
    if found.table.rows:
        quietly(f"{found.sentence} {allergy.CAVEAT}")
        show_table(found.table, alt="Medicines named in incidents with a known allergy")
        csv_of_table(
            "known-allergies",
            "Medicines named in incidents with a known allergy",
            found.table,
            asking.standing,
        )
