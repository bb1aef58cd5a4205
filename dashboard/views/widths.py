"""The columns of a list, as wide as a page has room for; what is longer goes on in further lines of its row."""

from datetime import date
from math import ceil

from dashboard.charts.frame import Table

PAGE = 970
"""Pixels: what a window of 1,440 leaves for a table, less its borders. In a narrower one a table is moved sideways."""

LETTER, MARGIN, DAY = 7.8, 26, 98
"""Pixels of a letter on average and of both margins of a cell, at the table's 14 pixels; a day written as 26/11/2026."""

LINE, MOST_LINES, GOES_ON = 20, 5, 66
"""Pixels of a line and of a row in which words go on in a further line: Streamlit lets them from 4 rem (64 pixels) on."""

NARROWEST, LONGEST_WORD = 90, 180
"""What a column of words is left at the least, and for the sake of one word."""


def fitted(table: Table) -> tuple[dict[str, int], int] | None:
    """(pixels of each column, pixels of a row) where the table as it would draw itself is wider than the page; else None."""
    columns = [
        (name, *column) for name, column in zip(table.columns, zip(*table.rows, strict=True), strict=True)
    ]
    wanted = [max(map(_wide, column)) for column in columns]
    if sum(wanted) <= PAGE:
        return None
    widths = _within(wanted, [_least(column) for column in columns])
    lines = max(
        ceil(_wide(value) / wide) for row in table.rows for value, wide in zip(row, widths, strict=True)
    )
    return dict(zip(table.columns, widths, strict=True)), max(GOES_ON, LINE * (min(lines, MOST_LINES) + 1))


def _wide(value: object) -> int:
    if isinstance(value, date):
        return DAY
    return ceil(len("" if value is None else str(value)) * LETTER) + MARGIN


def _least(column: tuple[object, ...]) -> int:
    """Its heading in one line, and no word broken that is not very long."""
    heading, *values = column
    words = (word for value in values for word in str(value).split())
    return max(NARROWEST, _wide(heading), min(max(map(_wide, words), default=0), LONGEST_WORD))


def _within(wanted: list[int], least: list[int]) -> list[int]:
    """Only the widest columns give way, all to the same width, and none below what it needs at the least."""
    for most in range(max(wanted), NARROWEST, -1):
        widths = [min(each, max(most, floor)) for each, floor in zip(wanted, least, strict=True)]
        if sum(widths) <= PAGE:
            return widths
    return [min(each, floor) for each, floor in zip(wanted, least, strict=True)]
