"""All measures: every series of the other pages in one table of icons, in words too; each row opens its chart."""

import pandas as pd
import streamlit as st

from dashboard.findings import measures
from dashboard.findings.asking import Asking
from dashboard.findings.measures import Row
from dashboard.findings.quality import why_no_months
from dashboard.measures.at_a_glance import Order
from dashboard.views.folded import folded
from dashboard.views.page import open_page
from dashboard.views.page_seen import table_seen
from dashboard.views.picture import show, shown
from dashboard.views.said import quietly, say
from dashboard.views.take_away import csv_of_table
from dashboard.views.worked_out import how_it_is_worked_out

TITLE = "All measures at a glance"
OPENED, ORDER, DRAWN = "measure-opened", "measure-order", "measure-tables-drawn"
ROW_HEIGHT = 40
"""Pixels: an icon is drawn at 32."""

FIGURES = {"Latest": 65, "Average": 75, "Lower limit": 90, "Upper limit": 90, "Months": 70}
"""Pixels: all that judges a measure is in sight at 1440, without scrolling."""

ROWS_IN_SIGHT = 10
"""The rest scrolls inside the table: under a taller one a chart would open out of sight."""


def render() -> None:
    asking = open_page(TITLE)
    if asking is None:
        return
    rows = measures.all_measures(asking)
    if not rows:
        quietly(why_no_months(asking))
        return
    say(measures.at_a_glance_sentence(rows))
    with st.container(horizontal=True, vertical_alignment="bottom", key="measure-controls"):
        order = st.selectbox(
            "Order by", list(Order), format_func=lambda each: each.value, key=ORDER, width=280
        )
        ordered = measures.in_order(rows, order)
        names = {row.key: row.measure.name for row in ordered}
        if st.session_state.get(OPENED) not in names:
            st.session_state[OPENED] = None
        opened = st.selectbox(
            "Open a chart", list(names), format_func=lambda key: names[key], key=OPENED, index=None, width=360,
            placeholder="Choose a measure here, or a row", on_change=_table_anew,
        )  # fmt: skip
    _table(ordered, order)
    quietly(measures.DEPENDS_ON_GRADING)
    _beneath(asking, ordered)
    for row in ordered:
        if row.key == opened:
            show(row.draw())


def _table(rows: list[Row], order: Order) -> None:
    figures = measures.table(rows)
    frame = pd.DataFrame(
        [[shown(value) for value in row] for row in figures.rows], columns=[*figures.columns]
    )
    frame.insert(0, "Icon", [row.icon.data_uri for row in rows])
    table_seen(TITLE, figures)
    key = f"measures-{order.name}-{st.session_state.get(DRAWN, 0)}"

    def open_row() -> None:
        chosen = st.session_state[key].selection.rows
        st.session_state[OPENED] = rows[chosen[0]].key if chosen else None

    st.dataframe(
        frame,
        key=key,
        hide_index=True,
        width="stretch",
        height=ROW_HEIGHT * (min(len(rows), ROWS_IN_SIGHT) + 1) + 2,
        row_height=ROW_HEIGHT,
        on_select=open_row,
        selection_mode="single-row",
        column_config={
            "Icon": st.column_config.ImageColumn("", width=44, pinned=True),
            "Measure": st.column_config.TextColumn(width=200),
            "Newest month": st.column_config.TextColumn(width=190),
            **{name: st.column_config.NumberColumn(width=width) for name, width in FIGURES.items()},
            "Unit": st.column_config.TextColumn(width=105),
        },
        placeholder="",
        alt=f"{TITLE}: {len(rows)} rows, the icon of each in words in the column Newest month",
    )


def _table_anew() -> None:
    """A measure chosen from the list leaves no other row marked."""
    st.session_state[DRAWN] = st.session_state.get(DRAWN, 0) + 1


def _beneath(asking: Asking, rows: list[Row]) -> None:
    with st.container(horizontal=True, key="beneath-measures"):
        folded(
            "How this is worked out",
            "how-measures",
            lambda: how_it_is_worked_out(measures.how_it_is_worked_out(asking, rows), asking.standing.method),
        )
        folded("Download", "download-measures", lambda: _download(asking, rows))


def _download(asking: Asking, rows: list[Row]) -> None:
    title = f"{TITLE}, {asking.standing.basis}"
    csv_of_table("all-measures", title, measures.table(rows), asking.standing)
