"""The lists that a medication safety officer looks through: Yellow Cards, the duty of candour, controlled drugs. None of them decides."""

from collections.abc import Callable

import streamlit as st

from dashboard.domain.store import OlderEdition
from dashboard.extracts.medicines.schedules import controlled_schedules
from dashboard.findings.asking import Asking
from dashboard.findings.learning import controlled_drugs, yellow_cards
from dashboard.findings.learning.to_consider import ToConsider
from dashboard.views.candour import candour_section
from dashboard.views.picture import show_table
from dashboard.views.said import quietly, say
from dashboard.views.take_away import csv_of_table


def lists_part(asking: Asking) -> None:
    """Of what is asked."""
    quietly(
        f"Of what the filter asks, and of the months after it that are still filling up: {asking.standing.line()}"
    )
    _section(asking, "yellow-cards", yellow_cards.TITLE, yellow_cards.yellow_cards)
    candour_section(asking)
    _section(
        asking,
        "controlled-drugs",
        controlled_drugs.TITLE,
        lambda asked: controlled_drugs.controlled_drugs(asked, controlled_schedules()),
    )


def _section(asking: Asking, key: str, title: str, find: Callable[[Asking], ToConsider]) -> None:
    """Heading, sentences, and the list with its download, where there is any."""
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
        show_table(found.table, alt=title, lists_incidents=True)
        csv_of_table(key, title, found.table, asking.standing)
