"""Where things lie in a chart of a given size: its axes, the room that words take about the plot, and how high it has to be."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.reports.drawing import marks
from dashboard.reports.drawing.axes import ValueAxis, across_of, value_axis, values_of
from dashboard.reports.drawing.legend import entries_of, legend
from dashboard.reports.drawing.text import cut, lines_of, width_of
from dashboard.reports.native.chart import Drawn, NativeChart, NativeSeries

TYPE = 11.0
"""Size of the type in units; a unit is 1/96 inch where a drawing is printed at its own size, so that this is 8 points."""

LEVEL_BAND = 25.0
"""Units that each level bar takes."""

PLOT, LEAST_PLOT = 0.31, 120.0
"""Of its width that the plot of an upright chart is high, without what stands above and beneath; units that it has at least."""

LONGEST_TURNED = 150.0
"""Units of such words; the table has all of longer ones."""


NAMES = 0.34
"""Of the width that the names beside level bars take at most."""


def height_for(chart: NativeChart, width: float, *, size: float = TYPE) -> float:
    """How high a chart of that width has to be, in the same units."""
    if chart.is_level:
        bars = len(chart.categories) * (1 if chart.stacked else max(1, len(bars_of(chart))))
        names = max((len(lines_of(str(each), NAMES * width, size)) for each in chart.categories), default=1)
        more = legend(entries_of([chart]), 0, 0, width, size, ids="")[1]
        return (
            2 * size
            + more
            + len(chart.categories)
            * max(LEVEL_BAND * bars / max(1, len(chart.categories)), (min(names, 2) + 0.4) * size * 1.2)
        )
    plot = Plot(chart, width, 1000.0, size, "", True, True, 0.0)
    beside = 1000.0 - (plot.bottom - plot.top)
    return round(beside + max(LEAST_PLOT, PLOT * width))


def left_of(values: ValueAxis, size: float = TYPE) -> float:
    """Units that the figures of a value axis take at the left of an upright chart."""
    return 8 + max((width_of(values.label(tick), size * 0.92) for tick in values.ticks), default=0.0)


def axis_of_values(chart: NativeChart, wanted: int) -> ValueAxis:
    return value_axis(values_of(chart), chart.most, chart.least, chart.step, max(2, wanted))


def bars_of(chart: NativeChart) -> list[NativeSeries]:
    return [each for each in chart.series if each.drawn in (Drawn.BAR, Drawn.COLUMN)]


@dataclass
class Plot:
    """Where things lie in one chart of a given size, and what is drawn there."""

    chart: NativeChart
    width: float
    height: float
    size: float
    ids: str
    with_legend: bool
    with_words: bool
    least_left: float

    def __post_init__(self) -> None:
        chart, size = self.chart, self.size
        self.is_level = chart.is_level
        self.small = size * 0.92
        self.entries = entries_of([chart]) if self.with_legend else []
        _, self.legend_height = legend(self.entries, 0, 0, self.width, size, ids=self.ids)
        self.left, self.right = 40.0, self.width - 4
        self.across = across_of(chart, 8)
        self.upright_words = self._upright_words() if self.with_words else []
        self.bottom = self.height - self.legend_height - (size * 0.8 if self.entries else 0)
        if self.is_level:
            self._place_level()
        else:
            self._place_upright()

    def _place_level(self) -> None:
        chart = self.chart
        self.values = axis_of_values(chart, int(self.width / 110))
        self.across = across_of(self.chart, 99)
        room = NAMES * self.width
        self.names = [lines_of(str(each), room, self.size, most=2) for each in self.chart.categories]
        self.left = 12 + max((width_of(line, self.size) for lines in self.names for line in lines), default=0)
        labels = [label for each in self.chart.series for label in each.labels if label]
        self.shows_values = not labels
        self.top = 2.0
        if self.shows_values:
            self.bottom -= self.size * (2.6 if self.chart.value_title else 1.4)

    def _place_upright(self) -> None:
        chart, size = self.chart, self.size
        rows = 1 + max((row for *_, row in self.rows(self.upright_words)), default=-1)
        titled = chart.value_title or any(each.second for each in chart.series)
        counts = size * 1.2 if any(each.labels for each in chart.series) else 0.0
        self.title_foot = size
        self.top = (size * 1.7 if titled else size * 0.6) + rows * size * 1.35 + (counts if rows else 0)
        self.words_foot = self.top - size * 0.45 - (counts if rows else 0)
        self.values = axis_of_values(chart, 4 if self.height < 190 else 5)
        self.left = max(self.least_left, left_of(self.values, size))
        if any(each.second for each in chart.series):
            self.right -= width_of("100 %", self.small) + 8
        across = self.right - self.left
        self.across = across_of(chart, max(2, int(across / (size * 4))))
        self.turned = False
        beneath = size * (2.9 if self.has_years else 1.7)
        if chart.categories and not chart.by_month:
            room = across * self.across.band
            widest = max(
                (width_of(word, self.small) for name in chart.categories for word in str(name).split()),
                default=0,
            )
            self.turned = widest > room
            longest = max((width_of(str(name), self.small) for name in chart.categories), default=0)
            lines = max(
                (len(lines_of(str(name), room, self.small, most=3)) for name in chart.categories), default=1
            )
            if self.turned:
                self.left = max(self.left, *self._turned_words_reach(room))
            beneath = (
                min(longest, LONGEST_TURNED) * 0.64 + size * 1.6
                if self.turned
                else (lines * 1.2 + 0.7) * size
            )
        self.bottom -= beneath + (size * 1.4 if chart.category_title else 0)
        self.bottom = max(self.bottom, self.top + 20)

    def _turned_words_reach(self, room: float) -> list[float]:
        """How far left of the plot the words beneath each column begin."""
        widths = (width_of(str(name), self.small) for name in self.chart.categories)
        return [min(width, LONGEST_TURNED) * 0.8 - (place + 0.5) * room for place, width in enumerate(widths)]

    @property
    def has_years(self) -> bool:
        return any(beneath for *_, beneath in self.across.ticks)

    @cached_property
    def second(self) -> ValueAxis:
        """Per cent, from nothing to all."""
        return ValueAxis(0, 105, (0, 20, 40, 60, 80, 100), 0, " %")

    def at(self, share: float, value: float, series: NativeSeries | None = None) -> marks.Place:
        """Where a value lies. share: how far along the other axis."""
        axis = self.second if series is not None and series.second else self.values
        if self.is_level:
            return self.x_of(axis.share(value)), self.top + share * (self.bottom - self.top)
        return self.x_of(share), self.bottom - axis.share(value) * (self.bottom - self.top)

    def x_of(self, share: float) -> float:
        return self.left + share * (self.right - self.left)

    @property
    def band(self) -> float:
        """Units that one category has."""
        return self.across.band * ((self.bottom - self.top) if self.is_level else (self.right - self.left))

    def _upright_words(self) -> list[tuple[NativeSeries, int]]:
        return [
            (series, at)
            for series in self.chart.series
            if series.drawn is Drawn.UPRIGHT
            for at, value in enumerate(series.values)
            if value is not None
        ]

    def rows(self, upright: Sequence[tuple[NativeSeries, int]]) -> list[tuple[float, str, str, int]]:
        """(middle, words, colour, row) of each: those that would lie over each other stand on different rows."""
        placed: list[tuple[float, str, str, int]] = []
        ends: list[float] = []
        found = sorted(
            (self.x_of(self.across.shares(series)[at]), series.name, series.colour) for series, at in upright
        )
        for middle, name, colour in found:
            words = cut(name, self.width * 0.6, self.size)
            half = width_of(words, self.size) / 2
            middle = min(max(middle, half), self.width - half)
            row = next((n for n, end in enumerate(ends) if end + 10 <= middle - half), len(ends))
            ends[row : row + 1] = [middle + half]
            placed.append((middle, words, colour, row))
        return placed

    def is_in_sight(self, value: float, series: NativeSeries) -> bool:
        """A limit far above all points lies beyond the axis, and is not drawn at its end."""
        axis = self.second if series.second else self.values
        edge = 1e-6 * (axis.high - axis.low)
        return axis.low - edge <= value <= axis.high + edge
