"""Cells of a workbook: each of one type, none a formula, with the words that stand round a table."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from textwrap import wrap
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.charts.palette import GRID, INK, MUTED
from dashboard.domain.periods import MONTHS_IN_FULL
from dashboard.reports.export import begins_a_formula, workbook_text
from dashboard.reports.native.colours import ink_on
from dashboard.reports.table_words import decimals_of

TYPEFACE = "Arial"
LINE = 13.5
"""Points: the height of a line of 10 point text."""

DEFAULT_WIDTH = 9.0
WIDEST, WIDEST_OF_TEXT = 50.0, 60.0
"""In letters, as Excel counts widths: of a column of figures or words, and of one of sentences."""

COUNT, RATE, SMALL_RATE, DAY, MOMENT = "#,##0", "0.0", "0.00", "dd/mm/yyyy", "dd/mm/yyyy hh:mm"
MONTH = "[$-809]mmmm yyyy"
"""In English whatever the language of the reader's computer."""

_EARLIEST = 1901
"""Excel counts days from 1900 and counts one too many in that year."""

_MONTH_IN_WORDS = re.compile(rf"({'|'.join(MONTHS_IN_FULL)}) (\d{{4}})")


@dataclass(frozen=True)
class Style:
    """How a cell looks."""

    number: str = "General"
    bold: bool = False
    size: float = 10.0
    colour: str = INK
    fill: str = ""
    line: bool = False
    wrap: bool = False
    link: bool = False
    across: str = ""


PLAIN = Style(wrap=True)
TITLE = Style(bold=True, size=14)
SENTENCE = Style(wrap=True)
QUIET = Style(wrap=True, colour=MUTED, size=9)
MARK = Style(bold=True, wrap=True)
HEADING = Style(bold=True, size=11)
LINKED = Style(link=True, wrap=True, line=True)


@dataclass
class Book:
    """A workbook being written. Looks are made once and shared: openpyxl looks every part of a look up for every cell."""

    book: Workbook
    main_colour: str
    _looks: dict[tuple[Style, bool], StyleArray] = field(default_factory=dict)

    @property
    def header(self) -> Style:
        return Style(bold=True, wrap=True, fill=self.main_colour, colour=ink_on(self.main_colour))

    def put(self, sheet: Worksheet, row: int, column: int, value: object, style: Style) -> Cell:
        """One cell: text stays text, None stays an empty cell, and a number that is none is said in words."""
        cell: Any = sheet.cell(row, column)
        text = _as_words(value)
        cell._style = self._look(sheet, style, quoted=text is not None and begins_a_formula(text))
        if text is None:
            cell.value = value
            if isinstance(value, float):
                # openpyxl would write 16 figures of the 17 that tell two numbers apart.
                cell._value = repr(float(value))
        else:
            cell.value = ""
            # As a value openpyxl would take '=…' for a formula and '#N/A' for an error.
            cell._value, cell.data_type = text, "s"
        return cell

    def link(self, sheet: Worksheet, row: int, column: int, to: str, words: str) -> None:
        """A cell that leads to another sheet of this workbook."""
        cell = self.put(sheet, row, column, words, LINKED)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{to}'!A1", display=workbook_text(words))

    def _look(self, sheet: Worksheet, style: Style, *, quoted: bool) -> StyleArray:
        look = self._looks.get((style, quoted))
        if look is None:
            cell: Any = Cell(sheet, 1, 1)
            cell.font = Font(
                name=TYPEFACE,
                size=style.size,
                bold=style.bold,
                underline="single" if style.link else None,
                color=_argb("#005EB8" if style.link else style.colour),
            )
            cell.alignment = Alignment(
                vertical="top",
                wrap_text=style.wrap,
                horizontal=style.across or None,
                indent=1 if style.across == "right" else 0,
            )
            cell.number_format = style.number
            if style.fill:
                cell.fill = PatternFill("solid", fgColor=_argb(style.fill))
            if style.line:
                cell.border = Border(bottom=Side("thin", color=_argb(GRID)))
            cell.quotePrefix = quoted
            look = self._looks[style, quoted] = cell._style
        return look


def _argb(colour: str) -> str:
    return "FF" + colour.removeprefix("#")


def _as_words(value: object) -> str | None:
    """The text of a cell; None where the cell holds a number, a date, a truth or nothing."""
    if isinstance(value, str):
        return workbook_text(str(value))
    if isinstance(value, float) and not math.isfinite(value):
        return "no figure"
    if isinstance(value, date) and value.year < _EARLIEST:
        return value.isoformat()
    return None if value is None or isinstance(value, (bool, int, float, date)) else workbook_text(str(value))


def typed(column: Sequence[object]) -> tuple[list[object], str]:
    """A column's values as cells hold them, and the format of its numbers: months in words are dates of the first day, because they
    sort and are drawn as such, and read as before.
    """
    if months := _months(column):
        return months, MONTH
    kinds = {type(value) for value in column if not isinstance(value, (str, bool))} - {type(None)}
    if kinds and all(issubclass(kind, datetime) for kind in kinds):
        return list(column), MOMENT
    if kinds and all(issubclass(kind, date) for kind in kinds):
        return list(column), DAY
    return list(column), shape_of(column) if kinds else "General"


def shape_of(values: Sequence[object]) -> str:
    """The format of figures: whole ones as counts, others with as many decimals as on a slide and in a document."""
    return (COUNT, RATE, SMALL_RATE)[decimals_of(values)]


def _months(column: Sequence[object]) -> list[object]:
    """Empty unless every value is a month in words."""
    found: list[object] = []
    for value in column:
        month = _MONTH_IN_WORDS.fullmatch(value) if isinstance(value, str) else None
        if month is None or int(month[2]) < _EARLIEST:
            return []
        found.append(date(int(month[2]), MONTHS_IN_FULL.index(month[1]) + 1, 1))
    return found


def width_of(heading: str, values: Iterable[object], shape: str) -> float:
    """In letters: as wide as the longest value, as the longest word of the heading with its filter button, and as a heading of
    about three lines.
    """
    longest = max((_letters(value, shape) for value in values), default=0)
    word = max((len(part) for part in heading.split()), default=0) + 3
    fitted = min(
        max(longest * 1.05 + 2, word * 1.1, min(len(heading) / 3 + 5, 24)),
        WIDEST_OF_TEXT if longest > 2 * WIDEST else WIDEST,
    )
    return round(max(fitted, DEFAULT_WIDTH), 1)


def _letters(value: object, shape: str) -> int:
    if isinstance(value, str):
        return max((len(line) for line in value.split("\n")), default=0)
    if isinstance(value, date):
        return {MONTH: 14, MOMENT: 16}.get(shape, 10)
    return 0 if value is None else len(f"{value:,.1f}") if isinstance(value, (int, float)) else 5


def lines_of(text: str, width: float) -> int:
    """How many lines the text needs in a cell so many letters wide. Excel fits no row to a merged cell by itself."""
    return sum(max(1, len(wrap(line, max(4, int(width))))) for line in text.split("\n"))


def column_width(sheet: Worksheet, column: int) -> float:
    letter = get_column_letter(column)
    return sheet.column_dimensions[letter].width if letter in sheet.column_dimensions else DEFAULT_WIDTH


def aligned(shape: str, values: Sequence[object]) -> str:
    """Figures at the right, so that they stand beneath each other; words and days at the left."""
    numbers = any(isinstance(value, (int, float)) for value in values)
    return "right" if numbers and shape not in (DAY, MOMENT, MONTH) else "left"


def merged_line(book: Book, sheet: Worksheet, row: int, last: int, text: str, style: Style) -> None:
    """A line of words from the first column to `last`, with its row as high as the words need."""
    book.put(sheet, row, 1, text, style)
    if last > 1:
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last)
    width = sum(column_width(sheet, column) for column in range(1, last + 1))
    # A letter of a larger or bolder type is wider than the one by which Excel counts widths.
    lines = lines_of(text, width * 10.5 / style.size * (0.9 if style.bold else 1.0))
    sheet.row_dimensions[row].height = max(LINE, style.size * 1.35) * lines + 1.5
