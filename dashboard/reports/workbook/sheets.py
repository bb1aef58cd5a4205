"""A sheet for each table: what it says, the table itself, its chart, and the figures that the chart is drawn from."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from openpyxl.chart._chart import ChartBase
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils import get_column_letter
from openpyxl.utils.units import cm_to_EMU
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.charts.frame import Picture, Table
from dashboard.reports.export import plain_text, workbook_text
from dashboard.reports.native.chart import NativeChart
from dashboard.reports.pack import Pack
from dashboard.reports.workbook.cells import (
    DEFAULT_WIDTH,
    HEADING,
    LINE,
    QUIET,
    SENTENCE,
    TITLE,
    Book,
    Style,
    aligned,
    column_width,
    lines_of,
    merged_line,
    typed,
    width_of,
)
from dashboard.reports.workbook.charts import excel_chart, figures, size_of
from dashboard.reports.workbook.marks import EMU_IN_A_POINT
from dashboard.reports.workbook.names import headings

READABLE = 110.0
"""Letters: a line of words runs over at least so many columns' width, where the table is narrower."""

POINTS_IN_A_CM = 28.35
PIXELS_IN_A_CM = 37.8
BETWEEN = 0.4
"""Centimetres between two charts."""

GAP = 2.5
"""Letters between the table and its chart."""

LONGEST_IN_PRINT = 240
"""Letters of a header or a footer: Excel calls a file damaged that has more than 255, its codes included."""

EMPTY_CELLS = "An empty cell has no figure: it is never a zero."
DRAWN_FROM = "The chart is drawn from these figures. An empty cell is a gap; a break or an annotation is as high as the axis."
NOTHING = "There is nothing to list."


@dataclass(frozen=True)
class Sheet:
    """What one sheet holds. notes: lines beneath the table. alts: what each chart shows, in words."""

    name: str
    table_name: str
    title: str
    sentence: str
    standing: str
    table: Table
    notes: tuple[str, ...]
    charts: tuple[NativeChart, ...] = ()


def picture_notes(picture: Picture) -> tuple[str, ...]:
    """What stands beneath a picture's table, in the order of the page: a sentence once."""
    said = (
        picture.caption,
        *picture.stands_out,
        *picture.marks_explained,
        *picture.breaks,
        picture.why,
        *picture.how,
        f"{picture.standing.trust}. {picture.standing.foot()}",
    )
    return tuple(dict.fromkeys(line for line in said if line))


def write_sheet(book: Book, worksheet: Worksheet, sheet: Sheet) -> dict[ChartBase, str]:
    """Write one sheet; returns its charts with their words."""
    columns = len(sheet.table.columns)
    names = headings(sheet.table.columns)
    shaped = [typed([row[at] for row in sheet.table.rows]) for at in range(columns)]
    for at, (values, shape) in enumerate(shaped):
        worksheet.column_dimensions[get_column_letter(at + 1)].width = width_of(names[at], values, shape)
    if sheet.charts:
        worksheet.column_dimensions[get_column_letter(columns + 1)].width = GAP
    last = _last_column(worksheet, columns, sheet.charts)
    header = _above(book, worksheet, sheet, last)
    end = _table(book, worksheet, sheet, header, names, shaped)
    anchored, beneath_charts = _places(worksheet, sheet.charts, columns + 2, header, end)
    row = _notes(book, worksheet, sheet, max(end, beneath_charts) + 2, last)
    set_up_print(worksheet, last, row)
    drawn: dict[ChartBase, str] = {}
    if sheet.charts:
        row += 2
        merged_line(book, worksheet, row, last, DRAWN_FROM, HEADING)
        row += 1
    small = _are_many(sheet.charts)
    for chart, anchor in zip(sheet.charts, anchored, strict=True):
        block = figures(book, worksheet, row, chart)
        _heading_height(
            worksheet, row, [(1, "")] + [(each.values, each.series.name) for each in block.series]
        )
        excel: Any = excel_chart(worksheet, block, small=small)
        excel.anchor = anchor
        worksheet.add_chart(excel)
        drawn[excel] = plain_text(chart.alt or chart.title)
        row = block.end + 2
    return drawn


def _last_column(worksheet: Worksheet, columns: int, charts: Sequence[NativeChart]) -> int:
    """How far lines of words run: over the table and its charts, and over what can be read in one line at least."""
    last, width = columns, sum(column_width(worksheet, at) for at in range(1, columns + 1))
    if charts:
        wide, _ = size_of(charts[0], small=_are_many(charts))
        across = wide * (2 if _are_many(charts) else 1) + BETWEEN
        last += 1 + round(across * PIXELS_IN_A_CM / _pixels(DEFAULT_WIDTH) + 0.5)
        width = READABLE
    while width < READABLE:
        last, width = last + 1, width + DEFAULT_WIDTH
    return last


def _are_many(charts: Sequence[NativeChart]) -> bool:
    """Small ones, two side by side; up to three stand beneath each other, each as wide as one alone."""
    return len(charts) > 3


def _pixels(letters: float) -> float:
    """How Excel turns a column's width into pixels."""
    return letters * 7 + 5


def _above(book: Book, worksheet: Worksheet, sheet: Sheet, last: int) -> int:
    """Title, sentence and standing; returns the row of the headings, above which the sheet is frozen."""
    row = 1
    for text, style in ((sheet.title, TITLE), (sheet.sentence, SENTENCE), (sheet.standing, QUIET)):
        if text:
            merged_line(book, worksheet, row, last, text, style)
            row += 1
    worksheet.freeze_panes = f"A{row + 1}"
    worksheet.print_title_rows = f"{row}:{row}"
    return row


def _table(
    book: Book,
    worksheet: Worksheet,
    sheet: Sheet,
    header: int,
    names: Sequence[str],
    shaped: Sequence[tuple[Sequence[object], str]],
) -> int:
    """The table from its row of headings on; returns its last row."""
    for at, (name, (values, shape)) in enumerate(zip(names, shaped, strict=True), 1):
        book.put(worksheet, header, at, name, replace(book.header, across=aligned(shape, values)))
    _heading_height(worksheet, header, list(enumerate(names, 1)))
    if not sheet.table.rows:
        book.put(worksheet, header + 1, 1, NOTHING, QUIET)
        return header + 1
    for at, (values, shape) in enumerate(shaped, 1):
        across = aligned(shape, values)
        look = Style(shape, wrap=across == "left", line=True, across=across)
        for row, value in enumerate(values, header + 1):
            book.put(worksheet, row, at, value, look)
    end = header + len(sheet.table.rows)
    _row_heights(worksheet, header, shaped)
    table = ExcelTable(displayName=sheet.table_name, ref=f"A{header}:{get_column_letter(len(names))}{end}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    worksheet.add_table(table)
    return end


def _row_heights(worksheet: Worksheet, header: int, shaped: Sequence[tuple[Sequence[object], str]]) -> None:
    """As high as the longest text of the row needs. Programs that fit rows by themselves would do the same."""
    for at, (values, _) in enumerate(shaped, 1):
        width = column_width(worksheet, at)
        for row, value in enumerate(values, header + 1):
            if isinstance(value, str) and (len(value) > width or "\n" in value):
                height = LINE * min(lines_of(value, width), 25)
                worksheet.row_dimensions[row].height = max(
                    worksheet.row_dimensions[row].height or LINE, height
                )


def _heading_height(worksheet: Worksheet, row: int, names: Sequence[tuple[int, str]]) -> None:
    lines = max((lines_of(name, column_width(worksheet, at) - 2) for at, name in names), default=1)
    worksheet.row_dimensions[row].height = LINE * min(lines, 12) + 3


def _places(
    worksheet: Worksheet, charts: Sequence[NativeChart], column: int, header: int, end: int
) -> tuple[list[OneCellAnchor], int]:
    """Where each chart stands, right of the table, two side by side; and the last row that they cover."""
    many = _are_many(charts)
    in_a_row = 2 if many else 1
    anchors: list[OneCellAnchor] = []
    top = 0.0
    for place, chart in enumerate(charts):
        wide, high = size_of(chart, small=many)
        across = column
        if place % in_a_row:
            across += math.ceil((wide + BETWEEN) * PIXELS_IN_A_CM / _pixels(DEFAULT_WIDTH))
        row, offset = _row_at(worksheet, header + 1, top * POINTS_IN_A_CM)
        anchors.append(
            OneCellAnchor(
                _from=AnchorMarker(col=across - 1, row=row - 1, rowOff=int(offset * EMU_IN_A_POINT)),
                ext=XDRPositiveSize2D(cm_to_EMU(wide), cm_to_EMU(high)),
            )
        )
        if place % in_a_row == in_a_row - 1 or place == len(charts) - 1:
            top += high + BETWEEN
    return anchors, _row_at(worksheet, header + 1, top * POINTS_IN_A_CM)[0] if charts else end


def _row_at(worksheet: Worksheet, row: int, points: float) -> tuple[int, float]:
    """The row in which lies what is so many points beneath the top of `row`, and how far into it."""
    while points >= (height := worksheet.row_dimensions[row].height or LINE):
        points -= height
        row += 1
    return row, points


def _notes(book: Book, worksheet: Worksheet, sheet: Sheet, row: int, last: int) -> int:
    has_gaps = any(value is None for each in sheet.table.rows for value in each)
    for line in (*((EMPTY_CELLS,) if has_gaps else ()), *sheet.notes):
        merged_line(book, worksheet, row, last, line, QUIET)
        row += 1
    return row - 1


def set_up_print(worksheet: Any, last: int, end: int) -> None:
    """A4, landscape, as wide as the page."""
    worksheet.page_setup.paperSize = worksheet.PAPERSIZE_A4
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.fitToWidth, worksheet.page_setup.fitToHeight = 1, 0
    worksheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = worksheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom = 0.75, 0.7
    worksheet.print_area = f"A1:{get_column_letter(last)}{max(end, 1)}"
    worksheet.sheet_view.showGridLines = False


def head_and_foot(worksheet: Any, pack: Pack) -> None:
    """The marks above, the edition, the digest and the page beneath, on every printed page."""
    worksheet.oddHeader.center.text = _printed(" ".join(pack.marks), LONGEST_IN_PRINT)
    worksheet.oddFooter.left.text = _printed(
        f"{pack.standing.edition} Digest {pack.digest}.", LONGEST_IN_PRINT - 40
    )
    worksheet.oddFooter.right.text = "Page &P of &N"


def _printed(words: str, longest: int) -> str:
    """One line; '&' begins a code in headers and is written twice."""
    line = re.sub(r"\s+", " ", workbook_text(words)).strip()
    return line[: longest // 2].replace("&", "&&") if "&" in line else line[:longest]
