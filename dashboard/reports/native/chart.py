"""A chart as office programs and our own drawing know it: categories along one axis, and series that each look one way.

Every mark of a picture is a series of its own (limits, averages, special causes, months still filling up, breaks), so that each can
be edited, named in a legend and read in the chart's own sheet. `None` is a gap and is never written as a zero.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Drawn(StrEnum):
    """How a series is drawn."""

    LINE = "line"
    POINTS = "points"
    """Marks without a line between them."""
    COLUMN = "column"
    """Upright bars; stacked where the chart says so."""
    BAR = "bar"
    """Level bars, the first category at the top."""
    UPRIGHT = "upright"
    """A line from bottom to top at each category that has a value, with the name of the series beside it: a break, an annotation."""
    GROUND = "ground"
    """Grey from bottom to top behind each category that has a value: months of which nothing can be known."""


@dataclass(frozen=True)
class NativeSeries:
    """values: one for each category. lower, upper: ends of an interval about each value, where there is one. labels: words beside
    each value, where any are drawn. pattern: '', '/', 'x' or '.' over the colour, so that it is told apart in black and white.

    points_x: where each value stands, on a chart without categories. colours, patterns: one for each value, of bars that differ;
    faint: which bars are drawn paler, because their month is not complete. symbol: 'circle', 'diamond', 'square', 'triangle-up',
    'triangle-down', or '' for none. in_legend: whether a legend names it; a second stretch of the same limits is named once.
    second: measured on the axis at the right.
    """

    name: str
    drawn: Drawn
    values: tuple[float | None, ...]
    colour: str
    width: float = 1.5
    dash: str = "solid"
    symbol: str = "circle"
    hollow: bool = False
    pattern: str = ""
    size: float = 6.0
    labels: tuple[str, ...] = ()
    lower: tuple[float | None, ...] = ()
    upper: tuple[float | None, ...] = ()
    points_x: tuple[float, ...] | tuple[date, ...] = ()
    colours: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    faint: tuple[bool, ...] = ()
    in_legend: bool = True
    second: bool = False


@dataclass(frozen=True)
class NativeChart:
    """One chart of one panel. categories: months (dates, the first day of each) or words. value_title: what the value axis counts.

    stacked: columns or bars stand on each other. most: the end of the value axis where several charts share it, else None.
    Without categories each value has a place of its own (`NativeSeries.points_x`): a number of days or bed days, or a day.
    least: the start of the value axis, where it is not 0; step: between its figures. category_title: what the other axis counts.
    second_title: of the axis at the right, in per cent.
    """

    key: str
    title: str
    categories: tuple[date, ...] | tuple[str, ...]
    series: tuple[NativeSeries, ...]
    value_title: str = ""
    alt: str = ""
    stacked: bool = False
    most: float | None = None
    least: float = 0.0
    step: float | None = None
    category_title: str = ""
    second_title: str = ""

    @property
    def by_place(self) -> bool:
        """Whether each value has a place of its own in place of a category."""
        return not self.categories and any(each.points_x for each in self.series)

    @property
    def is_level(self) -> bool:
        """Whether its bars are level: names down, values across."""
        return any(each.drawn is Drawn.BAR for each in self.series)

    @property
    def by_month(self) -> bool:
        return bool(self.categories) and isinstance(self.categories[0], date)


ROUND = (1, 2, 5, 10)
MONTHS_APART = (1, 2, 3, 4, 6, 12, 24, 36, 60, 120)
"""How many months may lie between two that an axis names."""


def round_step(about: float, among: Sequence[float] = ROUND) -> float:
    """The smallest of these, times a power of ten, that is not below `about` (by more than a thousandth of it)."""
    size = 10.0 ** math.floor(math.log10(about))
    return next(round(size * each, 9) for each in among if size * each >= about * 0.999)
