"""A list of incidents that a person looks through: what it says in sentences, and the list with its download. None decides."""

from collections.abc import Callable

import streamlit as st

from dashboard.domain.store import OlderEdition
from dashboard.findings import candour
from dashboard.findings.asking import Asking
from dashboard.findings.to_consider import ToConsider
from dashboard.views.picture import show_table
from dashboard.views.said import quietly, say
from dashboard.views.take_away import csv_of_table


def candour_section(asking: Asking) -> None:
    list_section(asking, "candour-to-review", candour.TITLE, candour.candour_review, alt=candour.LISTED)


def list_section(
    asking: Asking, key: str, title: str, find: Callable[[Asking], ToConsider], *, alt: str = ""
) -> None:
    """Heading, sentences, and the list, where there is any. alt: what the list is for who cannot see it, where the title is too short."""
    try:
        found = find(asking)
    except OlderEdition as older:
        found = ToConsider((str(older),))
    st.header(title, anchor=False)
    first, *others = found.sentences
    say(first)
    for sentence in others:
        quietly(sentence)
    if found.table:
        show_table(found.table, alt=alt or title, lists_incidents=True)
        csv_of_table(key, title, found.table, asking.standing)
