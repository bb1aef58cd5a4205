"""Harm levels: the mix by month, what is usual of rare harm, the levels of the period, and the list."""

import streamlit as st

from dashboard.domain.words import FATAL_IN_FULL, HarmLevel
from dashboard.findings import harm, rare_harm
from dashboard.findings.asking import Asking
from dashboard.findings.years import years_picture
from dashboard.measures.harm import HarmByMonth
from dashboard.views.candour import candour_section
from dashboard.views.page import open_page
from dashboard.views.picture import rows_as_table, show, show_table
from dashboard.views.said import quietly, say
from dashboard.views.sentences import link_to_incidents


def render() -> None:
    asking = open_page("Harm levels of the incidents recorded")
    if asking is None:
        return
    mix = harm.mix_of_period(asking)
    by_month = harm.mix_by_month(asking)
    if len(asking.months):
        say(harm.moderate_sentence(asking, mix, harm.moderate_series(asking, by_month)))
        show(harm.by_month_picture(asking, by_month, mix))
        _rare(asking, by_month)
    else:
        show(years_picture(asking))
    show(harm.levels_picture(asking, mix))
    quietly(harm.near_miss_sentence(asking))
    candour_section(asking)
    rows = harm.harmful(asking)
    st.header("Incidents of moderate harm and above", anchor=False)
    if not rows:
        quietly("None in this period.")
        return
    quietly("Coded fields only; look the reference up in the incident system. Newest first.")
    show_table(
        rows_as_table(
            ("Reference", "Date", "Harm", "Site", "Ward or place", "Medicines", "Stage", "Error type", "Approval"),
            [
                (
                    row.reference, row.dated_on, _harm(row.harm_level), row.site, row.location, row.medicines,
                    row.stages, row.error_types, row.status,
                )
                for row in rows
            ],
        ),
        alt="List of incidents of moderate harm and above",
    )  # fmt: skip
    link_to_incidents(harm.asked_of_harmful(asking))


def _rare(asking: Asking, by_month: HarmByMonth) -> None:
    """By month, as days between, or a sentence: whichever so few incidents can bear."""
    rows = harm.harmful(asking)
    for which in rare_harm.each_of(rows):
        found = rare_harm.rare_harm_picture(asking, which, rows, by_month)
        if isinstance(found, str):
            quietly(found)
        else:
            show(found)


def _harm(level: str) -> str:
    return FATAL_IN_FULL[:1].upper() + FATAL_IN_FULL[1:] if level == HarmLevel.FATAL else level
