"""Our own drawing of a chart as SVG, for paper: no browser and no chart library. The same chart gives the same bytes.

Charts that stand upright have values upwards and months, words or places across; level bars have words down and values across. Both are
drawn by the same marks: a plot says where a value lies, and the marks do not ask which way up it is.
"""

from html import escape

from dashboard.charts.palette import GRID, INK, MUTED
from dashboard.reports.drawing import marks
from dashboard.reports.drawing.legend import legend
from dashboard.reports.drawing.plot import LONGEST_TURNED, TYPE, Plot, bars_of
from dashboard.reports.drawing.text import FONTS, cut, lines_of, number, width_of, words_at
from dashboard.reports.native.chart import Drawn, NativeChart, NativeSeries

ON_SCREEN = 0.8
"""Times the size that marks and lines have on the page, where a chart is half as wide again."""

FILLED = 0.72
"""Of its band that a column or bar takes up."""

SMALLEST = 0.68
"""Of the size of the type: a count above a column that would have to be smaller is left to the table."""

TURNED = -38.0
"""Degrees: words beneath columns that are too narrow for them."""


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
    plot = _Drawn(chart, width, height, size, ids, with_legend, with_words, left)
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


class _Drawn(Plot):
    """The parts of a drawing."""

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
                    x = self.x_of(share) - self.band / 2
                    parts.append(marks.ground(x, self.top, self.band, self.bottom - self.top, series.colour))
                if series.drawn is Drawn.UPRIGHT and not self.is_level:
                    x = number(self.x_of(share))
                    path = f"M{x} {number(self.top - 2)}V{number(self.bottom)}"
                    parts.append(marks.stroke(path, series.colour, series.width * ON_SCREEN, series.dash))
        for x, words, colour, row in self.rows(self.upright_words):
            foot = self.words_foot - row * self.size * 1.35
            parts.append(words_at(x, foot, words, self.size, colour, anchor="middle"))
        return parts

    def bars(self) -> list[str]:
        series_of_bars = bars_of(self.chart)
        stands: dict[tuple[int, bool], float] = {}  # what is below zero hangs from it
        parts = []
        thick = self.band * FILLED / (1 if self.chart.stacked else max(1, len(series_of_bars)))
        for number_of, series in enumerate(series_of_bars):
            for at, (share, value) in enumerate(zip(self.across.shares(series), series.values, strict=True)):
                if value is None:
                    continue
                start = stands.get((at, value < 0), 0.0) if self.chart.stacked else 0.0
                stands[at, value < 0] = start + value
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
        """All lines lie under all points, so that no limit crosses a mark."""
        found = [each for each in self.chart.series if each.drawn is Drawn.LINE]
        return [
            marks.line(
                [
                    self.at(share, value, series)
                    if value is not None and self.is_in_sight(value, series)
                    else None
                    for share, value in zip(self.across.shares(series), series.values, strict=True)
                ],
                series.colour,
                series.width * ON_SCREEN,
                series.dash,
            )
            for series in found
        ]

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
            parts += self._tick(self.x_of(share), words, beneath)
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
