"""Our own drawing of a chart as SVG, for paper: no browser and no chart library. The same chart gives the same bytes.

Charts that stand upright have values upwards and months, words or places across; level bars have words down and values across. Both are
drawn by the same marks: a plot says where a value lies, and the marks do not ask which way up it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape

from dashboard.charts.palette import GRID, INK, MUTED
from dashboard.reports import chart_drawing_marks as marks
from dashboard.reports.chart_drawing_axes import ValueAxis, across_of, value_axis, values_of
from dashboard.reports.chart_drawing_legend import entries_of, legend
from dashboard.reports.chart_drawing_text import FONTS, cut, lines_of, number, width_of, words_at
from dashboard.reports.native_chart import Drawn, NativeChart, NativeSeries

TYPE = 11.0
"""Size of the type in units; a unit is 1/96 inch where a drawing is printed at its own size, so that this is 8 points."""

ON_SCREEN = 0.8
"""Times the size that marks and lines have on the page, where a chart is half as wide again."""

FILLED = 0.72
"""Of its band that a column or bar takes up."""

LEVEL_BAND = 25.0
"""Units that each level bar takes."""

PLOT, LEAST_PLOT = 0.31, 120.0
"""Of its width that the plot of an upright chart is high, without what stands above and beneath; units that it has at least."""

SMALLEST = 0.68
"""Of the size of the type: a count above a column that would have to be smaller is left to the table."""

TURNED = -38.0
"""Degrees: words beneath columns that are too narrow for them."""

LONGEST_TURNED = 150.0
"""Units of such words; the table has all of longer ones."""


def svg_of(chart: NativeChart, width: float, height: float, *, size: float = TYPE, ids: str = "c") -> str:
    """A whole SVG file: title and description for those who cannot see it, text as text."""
    return whole_svg(
        drawn(chart, width, height, size=size, ids=ids), width, height, title=chart.title, alt=chart.alt
    )


def whole_svg(inside: str, width: float, height: float, *, title: str, alt: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{number(width)}" height="{number(height)}" '
        f'viewBox="0 0 {number(width)} {number(height)}" font-family="{FONTS}">'
        f"<title>{escape(title, quote=False)}</title><desc>{escape(alt, quote=False)}</desc>{inside}</svg>"
    )


def drawn(
    chart: NativeChart,
    width: float,
    height: float,
    *,
    size: float = TYPE,
    ids: str = "c",
    with_legend: bool = True,
    with_words: bool = True,
    left: float = 0.0,
) -> str:
    """The parts of the drawing from (0, 0) to (width, height). with_words: whether breaks and annotations have theirs. left: units
    that the value axis has at least, so that charts beneath each other begin at one line.
    """
    plot = _Plot(chart, width, height, size, ids, with_legend, with_words, left)
    patterns = {pattern for each in chart.series for pattern in (each.pattern, *each.patterns) if pattern}
    parts = [
        marks.pattern_definitions(patterns, ids),
        *plot.grid(),
        *plot.backdrop(),
        *plot.bars(),
        *plot.lines(),
        *plot.points(),
        *plot.axis_words(),
        *plot.legend(),
    ]
    return "".join(parts)


def height_for(chart: NativeChart, width: float, *, size: float = TYPE) -> float:
    """How high a chart of that width has to be, in the same units."""
    if _is_level(chart):
        bars = len(chart.categories) * (1 if chart.stacked else max(1, len(_bars_of(chart))))
        names = max((len(lines_of(str(each), _NAMES * width, size)) for each in chart.categories), default=1)
        more = legend(entries_of([chart]), 0, 0, width, size, ids="")[1]
        return (
            2 * size
            + more
            + len(chart.categories)
            * max(LEVEL_BAND * bars / max(1, len(chart.categories)), (min(names, 2) + 0.4) * size * 1.2)
        )
    plot = _Plot(chart, width, 1000.0, size, "", True, True, 0.0)
    beside = 1000.0 - (plot.bottom - plot.top)
    return round(beside + max(LEAST_PLOT, PLOT * width))


_NAMES = 0.34
"""Of the width that the names beside level bars take at most."""


def left_of(values: ValueAxis, size: float = TYPE) -> float:
    """Units that the figures of a value axis take at the left of an upright chart."""
    return 8 + max((width_of(values.label(tick), size * 0.92) for tick in values.ticks), default=0.0)


def axis_of_values(chart: NativeChart, wanted: int) -> ValueAxis:
    return value_axis(values_of(chart), chart.most, chart.least, chart.step, max(2, wanted))


def _is_level(chart: NativeChart) -> bool:
    return any(each.drawn is Drawn.BAR for each in chart.series)


def _bars_of(chart: NativeChart) -> list[NativeSeries]:
    return [each for each in chart.series if each.drawn in (Drawn.BAR, Drawn.COLUMN)]


@dataclass
class _Plot:
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
        self.is_level = _is_level(chart)
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
        room = _NAMES * self.width
        self.names = [lines_of(str(each), room, self.size, most=2) for each in self.chart.categories]
        self.left = 12 + max((width_of(line, self.size) for lines in self.names for line in lines), default=0)
        labels = [label for each in self.chart.series for label in each.labels if label]
        self.shows_values = not labels
        self.top = 2.0
        self.bottom -= (
            self.size
            * (2.6 if self.shows_values and self.chart.value_title else 1.4)
            * (1 if self.shows_values else 0)
        )

    def _place_upright(self) -> None:
        chart, size = self.chart, self.size
        rows = 1 + max((row for *_, row in self._rows(self.upright_words)), default=-1)
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
        beneath = size * (2.9 if self._has_years else 1.7)
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
    def _has_years(self) -> bool:
        return any(beneath for *_, beneath in self.across.ticks)

    @cached_property
    def second(self) -> ValueAxis:
        """Per cent, from nothing to all."""
        return ValueAxis(0, 105, (0, 20, 40, 60, 80, 100), 0, " %")

    def at(self, share: float, value: float, series: NativeSeries | None = None) -> marks.Place:
        """Where a value lies. share: how far along the other axis."""
        axis = self.second if series is not None and series.second else self.values
        if self.is_level:
            return self._across(axis.share(value)), self.top + share * (self.bottom - self.top)
        return self._across(share), self.bottom - axis.share(value) * (self.bottom - self.top)

    def _across(self, share: float) -> float:
        return self.left + share * (self.right - self.left)

    @property
    def band(self) -> float:
        """Units that one category has."""
        return self.across.band * ((self.bottom - self.top) if self.is_level else (self.right - self.left))

    def grid(self) -> list[str]:
        parts = []
        for tick in self.values.ticks:
            x, y = self.at(0, tick)
            if self.is_level:
                if self.shows_values or tick == 0:
                    parts.append(
                        marks.stroke(f"M{number(x)} {number(self.top)}V{number(self.bottom)}", GRID, 1)
                    )
                if self.shows_values:
                    foot = self.bottom + self.size * 1.2
                    parts.append(
                        words_at(x, foot, self.values.label(tick), self.small, MUTED, anchor="middle")
                    )
            else:
                colour = MUTED if tick == 0 else GRID
                parts.append(
                    marks.stroke(
                        f"M{number(self.left)} {number(y)}H{number(self.right)}",
                        colour,
                        1 if tick else 0.9,
                    )
                )
                foot = y + self.small * 0.35
                parts.append(
                    words_at(self.left - 6, foot, self.values.label(tick), self.small, MUTED, anchor="end")
                )
        if not self.is_level and any(each.second for each in self.chart.series):
            for tick in self.second.ticks:
                y = self.bottom - self.second.share(tick) * (self.bottom - self.top)
                parts.append(
                    words_at(
                        self.right + 6, y + self.small * 0.35, self.second.label(tick), self.small, MUTED
                    )
                )
        return parts

    def backdrop(self) -> list[str]:
        """Months of which nothing is known, and breaks and annotations with their words on rows above."""
        parts = []
        for series in self.chart.series:
            shares = self.across.shares(series)
            for share, value in zip(shares, series.values, strict=True):
                if value is None:
                    continue
                if series.drawn is Drawn.GROUND:
                    x = self._across(share) - self.band / 2
                    parts.append(marks.ground(x, self.top, self.band, self.bottom - self.top, series.colour))
                if series.drawn is Drawn.UPRIGHT and not self.is_level:
                    x = number(self._across(share))
                    path = f"M{x} {number(self.top - 2)}V{number(self.bottom)}"
                    parts.append(marks.stroke(path, series.colour, series.width * ON_SCREEN, series.dash))
        for x, words, colour, row in self._rows(self.upright_words):
            foot = self.words_foot - row * self.size * 1.35
            parts.append(words_at(x, foot, words, self.size, colour, anchor="middle"))
        return parts

    def _upright_words(self) -> list[tuple[NativeSeries, int]]:
        return [
            (series, at)
            for series in self.chart.series
            if series.drawn is Drawn.UPRIGHT
            for at, value in enumerate(series.values)
            if value is not None
        ]

    def _rows(self, upright: Sequence[tuple[NativeSeries, int]]) -> list[tuple[float, str, str, int]]:
        """(middle, words, colour, row) of each: those that would lie over each other stand on different rows."""
        placed: list[tuple[float, str, str, int]] = []
        ends: list[float] = []
        found = sorted(
            (self._across(self.across.shares(series)[at]), series.name, series.colour)
            for series, at in upright
        )
        for middle, name, colour in found:
            words = cut(name, self.width * 0.6, self.size)
            half = width_of(words, self.size) / 2
            middle = min(max(middle, half), self.width - half)
            row = next((n for n, end in enumerate(ends) if end + 10 <= middle - half), len(ends))
            ends[row : row + 1] = [middle + half]
            placed.append((middle, words, colour, row))
        return placed

    def bars(self) -> list[str]:
        series_of_bars = _bars_of(self.chart)
        stands: dict[int, float] = {}
        parts = []
        thick = self.band * FILLED / (1 if self.chart.stacked else max(1, len(series_of_bars)))
        for number_of, series in enumerate(series_of_bars):
            for at, (share, value) in enumerate(zip(self.across.shares(series), series.values, strict=True)):
                if value is None:
                    continue
                start = stands.get(at, 0.0) if self.chart.stacked else 0.0
                stands[at] = start + value
                shift = 0.0 if self.chart.stacked else (number_of - (len(series_of_bars) - 1) / 2) * thick
                parts.append(self._bar(series, at, share, start, start + value, shift, thick))
        return parts

    def _bar(
        self,
        series: NativeSeries,
        at: int,
        share: float,
        start: float,
        end: float,
        shift: float,
        thick: float,
    ) -> str:
        (x0, y0), (x1, y1) = self.at(share, start), self.at(share, end)
        look = {
            "colour": series.colours[at] if series.colours else series.colour,
            "pattern": series.patterns[at] if series.patterns else series.pattern,
            "pale": series.faint[at] if series.faint else series.hollow,
            "ids": self.ids,
        }
        if self.is_level:
            made = marks.bar(min(x0, x1), y0 + shift - thick / 2, abs(x1 - x0), thick, **look)
        else:
            made = marks.bar(x0 + shift - thick / 2, min(y0, y1), thick, abs(y1 - y0), **look)
        return made + self._interval(series, at, share, shift) + self._label(series, at, share, end, shift)

    def lines(self) -> list[str]:
        """Limits and averages under the values, which come last: whatever lies over them stays in sight."""
        found = [each for each in self.chart.series if each.drawn is Drawn.LINE]
        return [
            marks.line(
                [
                    self.at(share, value, series) if self._is_in_sight(value, series) else None
                    for share, value in zip(self.across.shares(series), series.values, strict=True)
                ],
                series.colour,
                series.width * ON_SCREEN,
                series.dash,
            )
            for series in found
        ]

    def _is_in_sight(self, value: float | None, series: NativeSeries) -> bool:
        """A limit far above all points lies beyond the axis, and is not drawn at its end."""
        axis = self.second if series.second else self.values
        edge = 1e-6 * (axis.high - axis.low)
        return value is not None and axis.low - edge <= value <= axis.high + edge

    def points(self) -> list[str]:
        parts = []
        for series in self.chart.series:
            if series.drawn not in (Drawn.LINE, Drawn.POINTS):
                continue
            for at, (share, value) in enumerate(zip(self.across.shares(series), series.values, strict=True)):
                if value is None:
                    continue
                parts.append(self._interval(series, at, share, 0.0))
                if series.symbol:
                    parts.append(
                        marks.point(
                            self.at(share, value, series),
                            series.symbol,
                            series.size * ON_SCREEN,
                            series.colour,
                            hollow=series.hollow,
                        )
                    )
                parts.append(self._label(series, at, share, value, 0.0))
        return parts

    def _interval(self, series: NativeSeries, at: int, share: float, shift: float) -> str:
        if not series.lower or not series.upper:
            return ""
        lower, upper = series.lower[at], series.upper[at]
        if lower is None or upper is None:
            return ""
        (x0, y0), (x1, y1) = self.at(share, lower, series), self.at(share, upper, series)
        if self.is_level:
            return marks.whisker((x0, y0 + shift), (x1, y1 + shift), INK)
        colour = INK if series.drawn is Drawn.COLUMN else series.colour
        return marks.whisker((x0 + shift, y0), (x1 + shift, y1), colour)

    def _label(self, series: NativeSeries, at: int, share: float, value: float, shift: float) -> str:
        words = series.labels[at] if series.labels else ""
        if not words:
            return ""
        reach = series.upper[at] if series.upper else None
        x, y = self.at(share, value if reach is None else max(value, reach), series)
        if self.is_level:
            return words_at(
                x + 7,
                y + shift + self.size * 0.35,
                cut(words, self.width - x - 7, self.size),
                self.size,
                INK,
            )
        size = self.small
        if self.chart.categories and width_of(words, size) > self.band * 0.95:
            size *= self.band * 0.95 / width_of(words, size)
            if size < SMALLEST * self.size:
                return ""
        room = width_of(words, size) / 2
        x = min(max(x + shift, room), self.width - room)
        gap = series.size * ON_SCREEN / 2 + 3 if series.symbol else 4
        foot = y + gap + size * 0.8 if series.symbol == "triangle-down" else y - gap
        return words_at(x, foot, words, size, INK if series.symbol else series.colour, anchor="middle")

    def axis_words(self) -> list[str]:
        size, parts = self.size, []
        if self.is_level:
            for (share, *_), lines in zip(self.across.ticks, self.names, strict=True):
                middle = self.top + share * (self.bottom - self.top)
                first = middle + size * 0.35 - (len(lines) - 1) * size * 0.6
                for place, line in enumerate(lines):
                    parts.append(
                        words_at(self.left - 8, first + place * size * 1.2, line, size, INK, anchor="end")
                    )
            if self.shows_values and self.chart.value_title:
                parts.append(
                    words_at(self.left, self.bottom + size * 2.5, self.chart.value_title, self.small, MUTED)
                )
            return parts
        for share, words, beneath in self.across.ticks:
            parts += self._tick(self._across(share), words, beneath)
        if self.chart.value_title:
            title = cut(self.chart.value_title, self.width, self.small)
            parts.append(words_at(0, self.title_foot, title, self.small, MUTED))
        if self.chart.second_title and any(each.second for each in self.chart.series):
            parts.append(
                words_at(
                    self.width, self.title_foot, self.chart.second_title, self.small, MUTED, anchor="end"
                )
            )
        if self.chart.category_title:
            foot = self.height - self.legend_height - (size * 0.8 if self.entries else 0) - size * 0.4
            parts.append(
                words_at(self.right, foot, self.chart.category_title, self.small, MUTED, anchor="end")
            )
        return parts

    def _tick(self, x: float, words: str, beneath: str) -> list[str]:
        size, foot = self.small, self.bottom + self.size * 1.35
        if self.chart.categories and not self.chart.by_month:
            if self.turned:
                name = cut(words, LONGEST_TURNED, size)
                return [words_at(x + 3, foot - 2, name, size, INK, anchor="end", turned=TURNED)]
            lines = lines_of(words, self.band, size, most=3)
            return [
                words_at(x, foot + place * size * 1.2, line, size, INK, anchor="middle")
                for place, line in enumerate(lines)
            ]
        mark = marks.stroke(f"M{number(x)} {number(self.bottom)}v4", MUTED, 0.9)
        half = width_of(words, size) / 2
        x = min(max(x, half), self.width - half)
        return [
            mark,
            words_at(x, foot, words, size, MUTED, anchor="middle"),
            words_at(x, foot + size * 1.2, beneath, size, MUTED, anchor="middle"),
        ]

    def legend(self) -> list[str]:
        if not self.entries:
            return []
        return legend(self.entries, 0, self.height - self.legend_height, self.width, self.size, ids=self.ids)[
            0
        ]
