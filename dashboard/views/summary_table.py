"""The measures of the first screen in one table: a real table, which prints, is read out, and fits a phone by scrolling sideways.

Not a table of Streamlit's: that one is a drawing, and a row of it leads nowhere. Everything in it is escaped here, because the name
of a class can be somebody's own words.
"""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from dashboard.findings.measures import DEPENDS_ON_GRADING, SummaryRow
from dashboard.views.said import quietly

TITLE = "Measures at a glance"
HEADINGS = (
    "",
    "Measure",
    "Newest complete month",
    "Average",
    "Usual range",
    "Months",
    "What the newest month is",
)


HOW_TO_READ = (
    "Incidents a month, where a measure does not say otherwise. The usual range is that of the process limits; the icon is what the "
    f"newest complete month is. {DEPENDS_ON_GRADING}"
)


def summary_table(rows: Sequence[SummaryRow]) -> None:
    """The table under its heading; nothing where no month can be drawn."""
    if not rows:
        return
    st.header(TITLE, anchor=False)
    with st.container(key="summary-table"):
        st.html(as_html(rows))
    quietly(HOW_TO_READ)


def as_html(rows: Sequence[SummaryRow]) -> str:
    """The table as the browser gets it; a link leads to the page of its measure, with the filter."""
    head = "".join(f'<th scope="col">{name}</th>' if name else "<td></td>" for name in HEADINGS)
    return (
        f'<table aria-label="{TITLE}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(_row(row) for row in rows)}</tbody></table>"
    )


def _row(row: SummaryRow) -> str:
    link = escape(f"{row.page}?{urlencode(row.asked.pairs())}")
    cells = "".join(
        f"<td>{escape(words)}</td>" for words in (row.newest, row.average, row.usual, row.months, row.words)
    )
    return (
        f'<tr><td><img src="{escape(row.icon.data_uri)}" alt="" width="30" height="30"></td>'
        f'<th scope="row"><a href="{link}" target="_self">{escape(row.name)}</a></th>{cells}</tr>'
    )
