"""One picture on a page: title, finding, chart with alt text, caption, and under it table, method and download."""

from collections.abc import Sequence
from functools import lru_cache

import pandas as pd
import pyarrow as pa
import streamlit as st

from dashboard.charts.drawing import for_browser
from dashboard.charts.frame import Picture, Standing, Table
from dashboard.reports.export import csv_bytes, file_name
from dashboard.views.download import download_pictures
from dashboard.views.said import plain, quietly
from dashboard.views.worked_out import how_it_is_worked_out

CHART = {"displayModeBar": False, "showSendToCloud": False, "scrollZoom": False, "responsive": True}


def show(picture: Picture, *, level: int = 2) -> None:
    """The picture in the one frame."""
    (st.subheader if level == 3 else st.header)(plain(picture.full_title), anchor=False)
    with st.container(key=f"finding-{picture.key}"):
        st.markdown(plain(picture.sentence))
    draw(picture)
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


def beneath(picture: Picture) -> None:
    """The table twin, how it is worked out, and the one Download control."""
    with st.container(horizontal=True, key=f"beneath-{picture.key}"):
        with st.popover("Table", width="content"):
            show_table(picture.table, alt=f"Table of {picture.title}")
        if picture.stands_out:
            with st.popover(f"What stands out ({len(picture.stands_out)})", width="content"):
                for line in picture.stands_out:
                    st.markdown(plain(line))
        with st.popover("How this is worked out", width="content"):
            how_it_is_worked_out(picture.how, picture.standing.method)
        with st.popover("Download", width="content", key=f"download-{picture.key}"):
            download_pictures(picture.key, [picture])
            csv_button(picture)


def csv_button(picture: Picture) -> None:
    csv_of_table(picture.key, picture.full_title, picture.table, picture.standing, picture.breaks)


def csv_of_table(key: str, title: str, table: Table, standing: Standing, breaks: Sequence[str] = ()) -> None:
    """The download of a table, with what it stands on beneath it, and the breaks of its series."""
    marks = "made-up-trust" if standing.marks and "Made-up" in standing.marks[0] else ""

    def content() -> bytes:
        about = [title, standing.line(), *breaks, standing.foot()]
        return csv_bytes([*table.columns], [*table.rows, (), *((line,) for line in about)])

    st.download_button(
        "CSV of the table",
        data=content,
        file_name=file_name(marks, key, standing.period, ending="csv"),
        mime="text/csv",
        on_click="ignore",
        key=f"csv-{key}",
    )


def show_table(table: Table, *, alt: str = "") -> None:
    """A table of figures; an empty cell is an empty cell, never a zero."""
    if not table.rows:
        quietly("There is nothing to list.")
        return
    st.dataframe(as_sent(table), hide_index=True, width="stretch", alt=alt or None)


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


def shown(value: object) -> object:
    """Rates and shares with one decimal; whole numbers as they are; None stays empty."""
    return round(value, 1) if isinstance(value, float) else value


def rows_as_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> Table:
    return Table(tuple(columns), tuple(tuple(row) for row in rows))
