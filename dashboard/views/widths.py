"""The columns of a list, as wide as a page has room for; what is longer goes on in further lines of its row."""

from datetime import date
from math import ceil

from dashboard.charts.frame import Table

PAGE = 970
"""Pixels: what a window of 1,440 leaves for a table, less its borders. In a narrower one a table is moved sideways."""

LETTER, MARGIN, DAY = 7.6, 22, 98
"""Pixels of a letter on average and of both margins of a cell, at the table's 14 pixels; a day written as 26/11/2026."""

LINE, FIRST_LINE, MOST_LINES = 20, 40, 4
NARROWEST = 90
"""What a column of words is left at the least: shorter, its words would be broken."""


def fitted(table: Table) -> tuple[dict[str, int], int] | None:
    """(pixels of each column, pixels of a row) where the table as it would draw itself is wider than the page; else None."""
    wanted = [
        max(_wide(name, name), *(_wide(value, name) for value in column))
        for name, column in zip(table.columns, zip(*table.rows, strict=True), strict=True)
    ]
    if sum(wanted) <= PAGE:
        return None
    widths = _within(wanted, [_least(name) for name in table.columns])
    lines = max(
        ceil(_wide(value, name) / wide)
        for row in table.rows
        for value, name, wide in zip(row, table.columns, widths, strict=True)
    )
    height = FIRST_LINE + LINE * (min(lines, MOST_LINES) - 1)
    return dict(zip(table.columns, widths, strict=True)), height


def _wide(value: object, name: str) -> int:
    if isinstance(value, date):
        return DAY
    return ceil(len("" if value is None else str(value)) * LETTER) + MARGIN


def _least(name: str) -> int:
    return max(NARROWEST, _wide(name, name))


def _within(wanted: list[int], least: list[int]) -> list[int]:
    """Only the widest columns give way, all to the same width, and none below what it needs at the least."""
    for most in range(max(wanted), NARROWEST, -1):
        widths = [min(each, max(most, floor)) for each, floor in zip(wanted, least, strict=True)]
        if sum(widths) <= PAGE:
            return widths
    return [min(each, floor) for each, floor in zip(wanted, least, strict=True)]
