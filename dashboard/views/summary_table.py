"""The measures of the first screen in one table: a real table, which prints, is read out, and fits a phone by scrolling sideways.

Not a table of Streamlit's: that one is a drawing, and a row of it leads nowhere. Everything in it is escaped here, because the name
of a class can be somebody's own words.
"""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from dashboard.charts.frame import Table
from dashboard.findings.measures import DEPENDS_ON_GRADING, NO_LIMITS, Summary, SummaryRow
from dashboard.views.edition_choice import edition_in_link
from dashboard.views.page_seen import table_seen
from dashboard.views.said import quietly

TITLE = "Measures at a glance"
HOW_TO_READ = (
    "Incidents a month, where a measure does not say otherwise. The usual range is that of the process limits; the icon is what the "
    f"newest complete month is. {DEPENDS_ON_GRADING}"
)


WHY_NO_LIMITS = (
    "No limits: too few complete months, or too few incidents a month, for limits to tell a signal from chance. The measure's own "
    "chart says which."
)


def summary_table(summary: Summary | None) -> None:
    """The table under its heading; nothing where no month is complete."""
    if summary is None:
        return
    table_seen(TITLE, _as_figures(summary), HOW_TO_READ)
    st.header(TITLE, anchor=False)
    with st.container(key="summary-table"):
        st.html(as_html(summary, edition_in_link()))
    quietly(HOW_TO_READ)
    if any(row.usual == NO_LIMITS for row in summary.rows):
        quietly(WHY_NO_LIMITS)


def _as_figures(summary: Summary) -> Table:
    return Table(
        ("Measure", *_headings(summary)),
        tuple((row.name, row.newest, row.average, row.usual, row.months, row.words) for row in summary.rows),
    )


def _headings(summary: Summary) -> tuple[str, ...]:
    return (summary.month, "Average", "Usual range", "Months", "What the newest month is")


def as_html(summary: Summary, edition: Sequence[tuple[str, str]] = ()) -> str:
    """The table as the browser gets it; a link leads to the page of its measure, with the filter and an earlier edition that is shown."""
    headings = ("Measure", *_headings(summary))
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)
    body = "".join(_row(row, edition) for row in summary.rows)
    return f'<table aria-label="{TITLE}"><thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table>'


def _row(row: SummaryRow, edition: Sequence[tuple[str, str]]) -> str:
    link = escape(f"{row.page}?{urlencode([*edition, *row.asked.pairs()])}")
    cells = "".join(
        f"<td>{escape(words)}</td>" for words in (row.newest, row.average, row.usual, row.months, row.words)
    )
    return (
        f'<tr><td><img src="{escape(row.icon.data_uri)}" alt="" width="30" height="30"></td>'
        f'<th scope="row"><a href="{link}" target="_self">{escape(row.name)}</a></th>{cells}</tr>'
    )
