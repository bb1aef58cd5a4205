"""One picture on a page: title, finding, chart with alt text, caption, and under it table, method and download."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from dashboard.charts.drawing import for_browser
from dashboard.charts.frame import Picture, Table
from dashboard.domain.reader import READS_CASES
from dashboard.findings.incidents import newest_cases
from dashboard.views.chosen import choose_in_table, found_behind, listen_to
from dashboard.views.folded import folded
from dashboard.views.learning.open_card import offer_card_on, told_beneath
from dashboard.views.page_seen import picture_seen, table_seen
from dashboard.views.reader import current_reader
from dashboard.views.said import plain, quietly, say, say_each
from dashboard.views.sentences import link_to_incidents
from dashboard.views.take_away import csv_of_picture, drawn_in_the_browser
from dashboard.views.widths import fitted
from dashboard.views.worked_out import how_it_is_worked_out

CHART = {"displayModeBar": False, "showSendToCloud": False, "scrollZoom": False, "responsive": True}


def show(picture: Picture, *, level: int = 2, finding: bool = True) -> None:
    """The picture in the one frame; without its finding where the page has said it already."""
    picture_seen(picture)
    (st.subheader if level == 3 else st.header)(plain(picture.full_title), anchor=False)
    if finding:
        with st.container(key=f"finding-{picture.key}"):
            st.markdown(plain(picture.sentence))
    draw(picture)
    listen_to(picture)
    incidents_behind(picture)
    quietly(picture.caption)
    for sentence in (*picture.marks_explained, *picture.breaks):
        quietly(sentence)
    if picture.why:
        quietly(picture.why)
    beneath(picture)


def draw(picture: Picture) -> None:
    with st.container(key=f"chart-{picture.key}"):
        st.plotly_chart(
            for_browser(picture.figure),
            key=f"plot-{picture.key}",
            theme=None,
            config=CHART,
            alt=picture.alt,
            width="stretch",
        )


def incidents_behind(picture: Picture, *, in_table: bool = False) -> None:
    """Of the bar, point, cell or row that is chosen, if one is: its count in words, its incidents where they are few, and the link."""
    found = found_behind(picture, in_table=in_table)
    if found is None:
        return
    stands, asking = found
    with st.container(border=True, key=f"behind-{picture.key}"):
        say(stands.sentence)
        if stands.asked is None:
            return
        if stands.are_few and current_reader().may(READS_CASES):
            show_table(newest_cases(asking.of(stands.asked)).table, alt=stands.sentence, lists_incidents=True)
        link_to_incidents(stands.asked)


def beneath(picture: Picture) -> None:
    """The table twin, how it is worked out, and the one Download control."""
    key = picture.key
    with st.container(horizontal=True, key=f"beneath-{key}"):
        folded("Table", f"twin-{key}", lambda: _table(picture))
        if picture.stands_out:
            label = f"What stands out ({len(picture.stands_out)})"
            folded(label, f"stands-out-{key}", lambda: say_each(picture.stands_out))
        folded(
            "How this is worked out",
            f"how-{key}",
            lambda: how_it_is_worked_out(picture.how, picture.standing.method),
        )
        folded("Download", f"download-{key}", lambda: _downloads(picture))
        offer_card_on(picture)
    told_beneath(key)


def _table(picture: Picture) -> None:
    show_table(picture.table, alt=f"Table of {picture.title}", of=picture)
    incidents_behind(picture, in_table=True)


def _downloads(picture: Picture) -> None:
    drawn_in_the_browser(picture.key, [picture])
    csv_of_picture(picture)


def show_table(
    table: Table,
    *,
    alt: str = "",
    of: Picture | None = None,
    lists_incidents: bool = False,
    fits: bool = False,
) -> None:
    """A table of figures; an empty cell is an empty cell, never a zero. Of a picture whose marks lead to incidents a row or a cell
    can be chosen. lists_incidents: whether each row is one incident. fits: whether long words go on in further lines, so that the
    last column is seen on a page of full width.
    """
    if not table.rows:
        quietly("There is nothing to list.")
        return
    table_seen(alt, table, lists_incidents=lists_incidents)
    if of is None or of.marks is None:
        widths, row_height = (fitted(table) if fits else None) or ({}, None)
        st.dataframe(
            as_sent(table), hide_index=True, width="stretch", alt=alt or None, column_config=written_as(table, widths), row_height=row_height,
            placeholder="",
        )  # fmt: skip
        return
    key = f"table-{of.key}"
    st.dataframe(
        as_sent(table),
        hide_index=True,
        width="content",  # it stands in a popover, which would be as narrow as its name
        alt=alt or None,
        column_config=written_as(table),
        key=key,
        on_select=partial(choose_in_table, of, key),
        selection_mode=["single-row", "single-cell"],
    )


@lru_cache(maxsize=256)
def as_sent(table: Table) -> pa.Table | pd.DataFrame:
    """The table as the browser gets it. Kept, because to make it is a third of a page that was seen before. Words among figures in
    one column are left to Streamlit, which writes all of such a column as words.
    """
    rows = [[round(value, 1) if isinstance(value, float) else value for value in row] for row in table.rows]
    frame = pd.DataFrame(rows, columns=list(table.columns))
    nothing = [name for name in frame.columns if frame[name].isna().all()]
    frame[nothing] = ""  # a column of nothing at all would be printed as None
    try:
        return pa.Table.from_pandas(frame)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return frame


def written_as(table: Table, widths: Mapping[str, int] = MappingProxyType({})) -> dict[str, Any]:
    """How the browser writes the columns of days: as every other day on a page, and still in their order when they are sorted; and how
    wide columns are, in pixels, where that is said.
    """
    of_kind = {
        date: partial(st.column_config.DateColumn, format="DD/MM/YYYY"),
        datetime: partial(st.column_config.DatetimeColumn, format="DD/MM/YYYY HH:mm"),
    }
    kinds = {
        name: {type(value) for value in column} - {type(None)}
        for name, column in zip(table.columns, zip(*table.rows, strict=True), strict=True)
    }
    dated = {
        name: of_kind[kind](width=widths.get(name))
        for name, found in kinds.items()
        for kind in found
        if found == {kind} <= of_kind.keys()
    }
    return {name: st.column_config.Column(width=wide) for name, wide in widths.items()} | dated


def shown(value: object) -> object:
    """Rates and shares with one decimal; whole numbers as they are; None stays empty."""
    return round(value, 1) if isinstance(value, float) else value


def rows_as_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> Table:
    return Table(tuple(columns), tuple(tuple(row) for row in rows))
