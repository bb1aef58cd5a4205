"""The list of moderate harm and above, one by one: on the page of harm levels, and for a director instead of all incidents."""

import streamlit as st

from dashboard.domain.words import HarmLevel
from dashboard.findings import harm
from dashboard.findings.asking import Asking
from dashboard.views.picture import rows_as_table, show_table
from dashboard.views.said import quietly


def harmful_list(asking: Asking) -> None:
    """Heading, sentence, and the newest of them one by one where there are any."""
    st.header("Incidents of moderate harm and above", anchor=False)
    rows = harm.harmful(asking)
    quietly(harm.list_sentence(harm.mix_of_period(asking), len(rows)))
    if not rows:
        return
    show_table(
        rows_as_table(
            ("Reference", "Date", "Harm", "Site", "Ward or place", "Medicines", "Stage", "Error type", "Approval"),
            [
                (
                    row.reference, row.dated_on, HarmLevel(row.harm_level).heading, row.site, row.location, row.medicines,
                    row.stages, row.error_types, row.status,
                )
                for row in rows
            ],
        ),
        alt="List of incidents of moderate harm and above",
        lists_incidents=True,
    )  # fmt: skip
