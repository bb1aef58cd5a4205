"""Quality of the data: what is recorded, what is missing, how soon incidents are reported, how far grades move; and by ward."""

import streamlit as st

from dashboard.charts.frame import Picture, Table
from dashboard.findings import quality, ward_quality
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.reporting_lag import lag_picture
from dashboard.views.page import open_page
from dashboard.views.picture import show, show_table
from dashboard.views.said import quietly, say
from dashboard.views.sentences import link_to, numbered
from dashboard.views.take_away import csv_of_table

ABOUT = (
    "What is not recorded cannot be learnt from. These figures say how the records stand, not how safe a ward is or how well "
    "anybody works."
)


def render() -> None:
    asking = open_page("Coverage and quality: what is recorded, and what is missing")
    if asking is None:
        return
    recorded, soon, drift = quality.recorded(asking), quality.how_soon(asking), quality.drift(asking)
    harm, medicine = quality.missing_of(asking, recorded)
    opening = quality.opening(asking, recorded, (harm, medicine), soon, drift)
    said = {sentence.text for sentence in opening}

    def beneath(picture: Picture) -> None:
        show(picture, finding=picture.sentence not in said)

    numbered(opening, asking.asked)
    quietly(ABOUT)
    if len(asking.months):
        beneath(quality.completeness_picture(asking, recorded))
        beneath(quality.missing_picture(asking, harm))
        beneath(quality.missing_picture(asking, medicine))
        beneath(quality.delay_picture(asking, soon))
    lag = lag_picture(asking)
    say(lag) if isinstance(lag, str) else show(lag)
    beneath(quality.drift_picture(asking, drift))
    _unplaced(asking)


def render_wards() -> None:
    asking = open_page("Coverage and quality by ward or place")
    if asking is None:
        return
    found = ward_quality.wards(asking)
    say(ward_quality.wards_sentence(found))
    quietly(ABOUT)
    _table(
        "completeness-by-ward",
        "Fields recorded, per cent of incidents",
        ward_quality.completeness_table(found),
        asking,
    )
    _table("reporting-delay-by-ward", "Days from incident to report", ward_quality.delay_table(found), asking)


def _table(key: str, title: str, table: Table, asking: Asking) -> None:
    st.header(title, anchor=False)
    show_table(table, alt=f"{title}, by ward or place")
    csv_of_table(key, f"{title}, by ward or place, {asking.standing.basis}", table, asking.standing)


def _unplaced(asking: Asking) -> None:
    rows = quality.unplaced(asking)
    st.header("Words not placed yet", anchor=False)
    say(quality.unplaced_sentence(rows))
    if not rows:
        return
    show_table(quality.unplaced_table(rows), alt="Words not placed, by field")
    link_to("upload?part=Words", "Place them under Upload, Words", EVERYTHING)
