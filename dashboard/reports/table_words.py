"""The cells of a table in words, the same on a slide and in a document; a workbook keeps them typed, with as many decimals."""

import math
from collections.abc import Callable, Sequence
from datetime import date, datetime

from dashboard.domain.periods import day_in_words

NO_FIGURE = "–"
"""Where there is no figure; a zero is 0, and no cell is empty that could be read as one."""


def decimals_of(values: Sequence[object]) -> int:
    """Of the figures of a column, which have the same, so that they compare down the page: none of counts, and two where one would
    leave nothing of a figure below 1.
    """
    numbers = [abs(value) for value in values if isinstance(value, int | float) and math.isfinite(value)]
    if all(value == int(value) for value in numbers):
        return 0
    return 2 if max(numbers) < 10 and any(0 < value < 1 for value in numbers) else 1


def is_of_numbers(column: Sequence[object]) -> bool:
    """Whether it is aligned as figures are. A word such as 'too few to show' among numbers stands in their column."""
    known = [value for value in column if value is not None]
    numbers = [isinstance(value, int | float) and not isinstance(value, bool) for value in known]
    return sum(numbers) * 2 > len(known)


def column_in_words(column: Sequence[object], day: Callable[[date], str] = day_in_words) -> list[str]:
    decimals = decimals_of([value for value in column if isinstance(value, float)])
    return [_in_words(value, decimals, day) for value in column]


def _in_words(value: object, decimals: int, day: Callable[[date], str]) -> str:
    if value is None:
        return NO_FIGURE
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return in_decimals(value, decimals) if math.isfinite(value) else "no figure"
    if isinstance(value, date):
        return day(value.date() if isinstance(value, datetime) else value)
    return str(value)


def in_decimals(value: float, decimals: int) -> str:
    """'8.4'; what is more than nothing and would be shown as nothing is 'under 0.1'."""
    least = 10**-decimals
    return f"under {least:.{decimals}f}" if 0 < value < least / 2 else f"{value:,.{decimals}f}"
