"""The section of the duty of candour: incidents to review, beside what no flag means."""

import streamlit as st

from dashboard.domain.store import OlderEdition
from dashboard.findings.asking import Asking
from dashboard.findings.candour import TITLE, CandourReview, candour_review
from dashboard.views.picture import show_table
from dashboard.views.said import quietly, say
from dashboard.views.take_away import csv_of_table


def candour_section(asking: Asking) -> None:
    """Heading, sentences, and the list of what is to be reviewed where there is any."""
    try:
        found = candour_review(asking)
    except OlderEdition as older:
        found = CandourReview((str(older),))
    st.header(TITLE, anchor=False)
    first, *others = found.sentences
    say(first)
    for sentence in others:
        quietly(sentence)
    if found.table:
        show_table(
            found.table,
            alt="Incidents of moderate harm and above without a decision on the duty of candour",
            lists_incidents=True,
        )
        csv_of_table("candour-to-review", TITLE, found.table, asking.standing)
