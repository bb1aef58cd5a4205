"""Reporting rates: the monthly rate with its limits, then by division and by ward, then by staff group."""

import streamlit as st

from dashboard.findings import harm, places, quarters, rates, reporting_lag, staff_groups
from dashboard.findings.asking import Asking
from dashboard.findings.paired import paired_sentence
from dashboard.findings.words import RATE_CAVEAT
from dashboard.findings.years import years_picture
from dashboard.views.page import open_page
from dashboard.views.picture import rows_as_table, show, show_table
from dashboard.views.said import quietly, say
from dashboard.views.sentences import link_to
from dashboard.views.take_away import csv_of_table


def render() -> None:
    asking = open_page("Reporting rate: incidents recorded per 1,000 occupied bed days")
    if asking is None:
        return
    say(RATE_CAVEAT)
    if not len(asking.months):
        show(years_picture(asking))
        return
    reporting = rates.reporting(asking)
    show(rates.rate_picture(asking, reporting))
    by_month = harm.mix_by_month(asking)
    if paired := paired_sentence(asking, reporting, harm.moderate_series(asking, by_month)):
        st.header("Recording and harm read together", anchor=False)
        say(paired)
    if compared := quarters.quarters_table(asking, by_month):
        st.header(quarters.TITLE, anchor=False)
        show_table(compared, alt=quarters.TITLE)
        quietly(quarters.NO_ARROWS)
        csv_of_table("three-months", quarters.TITLE, compared, asking.standing)
    _by_place(asking)
    _by_staff_group(asking)
    _how_soon(asking)


def _by_place(asking: Asking) -> None:
    by_place = places.place_pictures(asking)
    if by_place is None:
        quietly(
            "By division and ward: occupied bed days by ward and month are needed. Add them under Wards and activity."
        )
        return
    by_division, division_picture, by_ward, ward_picture = by_place
    for by, picture in ((by_division, division_picture), (by_ward, ward_picture)):
        if by.can_be_compared:
            show(picture)
    if not by_ward.can_be_compared:
        quietly(ward_picture.sentence)
    if quiet := places.quiet_wards(asking):
        sentence, table = quiet
        st.header(places.QUIET_TITLE, anchor=False)
        say(sentence)
        if table.rows:
            show_table(table, alt=places.QUIET_TITLE)
            csv_of_table("wards-without-incidents", places.QUIET_TITLE, table, asking.standing)
    if by_ward.counts_only:
        st.header("Places without a rate", anchor=False)
        quietly("Incidents are counted; a rate needs occupied bed days in every month of the period.")
        show_table(
            rows_as_table(
                ("Place", "Incidents", "Why no rate"),
                [(place.name, place.incidents, place.why) for place in by_ward.counts_only],
            ),
            alt="Places without a rate, with their incidents",
        )


def _how_soon(asking: Asking) -> None:
    curve = asking.curve
    st.header("How soon incidents are reported", anchor=False)
    say(reporting_lag.lag_sentence(asking, curve) if curve else reporting_lag.why_no_curve(asking))
    link_to("coverage-and-quality", "Delays by month", asking.asked)


def _by_staff_group(asking: Asking) -> None:
    found = staff_groups.by_staff_group(asking)
    if found is None:
        return
    st.header(staff_groups.TITLE, anchor=False)
    say(staff_groups.staff_sentence(found))
    quietly(staff_groups.NOT_WHO)
    if found.groups:
        table = staff_groups.staff_table(found)
        show_table(table, alt=staff_groups.TITLE)
        csv_of_table("staff-groups", staff_groups.TITLE, table, asking.standing)
