"""A native chart as PowerPoint draws it: columns or bars, lines, points and the lines of breaks, on axes that can be read."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.reports.native.chart import Drawn, NativeChart, NativeSeries
from dashboard.reports.native.text_measured import width_of
from dashboard.reports.powerpoint import series as drawn
from dashboard.reports.powerpoint.axes import AXIS_ROOM, FIRST, SECOND, ChartAxes, Size, text_looks
from dashboard.reports.powerpoint.names import names_placed
from dashboard.reports.powerpoint.sheet import ChartSheet
from dashboard.reports.powerpoint.xml import LANGUAGE, A, C, R, escaped, fill, run_properties

NAME_ROW, NAME_HIGH = 0.09, 0.19
"""Of the height of the axis, and in inches: a row for the names of breaks above all that is drawn."""
PLOT = 0.72
"""Of a chart's height: about what legend and months leave to the plot."""


def chart_xml(chart: NativeChart, size: Size) -> tuple[bytes, ChartSheet]:
    """The chart's XML and the sheet that it refers to."""
    made = _Made(chart, size, ChartSheet())
    return made.xml().encode("utf-8"), made.sheet


def legend_names(chart: NativeChart) -> list[str]:
    return [each.name for each in chart.series if each.in_legend]


class _Made(ChartAxes):
    """One chart while it is made: series are numbered in the order in which they are written."""

    def __init__(self, chart: NativeChart, size: Size, sheet: ChartSheet) -> None:
        self.chart, self.size, self.sheet = chart, size, sheet
        self.numbered = 0
        self.unnamed: list[int] = []
        self.uprights = [each for each in chart.series if each.drawn is Drawn.UPRIGHT]
        self.rows = {} if size.small else names_placed(chart, size.width - AXIS_ROOM, self._name_points)
        self.least = chart.least
        self.top = self._top()
        self.categories = sheet.put(_heading(chart), chart.categories) if not chart.by_place else -1

    @property
    def _name_row(self) -> float:
        return max(NAME_ROW, NAME_HIGH / (self.size.height * PLOT))

    @property
    def _name_points(self) -> float:
        return 10.5 if self.size.narrow else self.size.points

    def _top(self) -> float:
        most = self.chart.most if self.chart.most is not None else max(
            (value for each in self.chart.series for value in (*each.values, *each.upper) if value is not None), default=1.0
        )  # fmt: skip
        many = 1 + max(placed.row for placed in self.rows.values()) if self.rows else 0
        return most + self._name_row * many * (most - self.chart.least)

    def xml(self) -> str:
        chart = self.chart
        bars = [each for each in chart.series if each.drawn in (Drawn.COLUMN, Drawn.BAR)]
        lines = [each for each in chart.series if each.drawn in (Drawn.LINE, Drawn.POINTS, Drawn.UPRIGHT)]
        first = [each for each in lines if not each.second]
        second = [each for each in lines if each.second]
        plots = ""
        if bars:
            plots += self._bars(bars, [each for each in chart.series if each.drawn is Drawn.GROUND])
        if first or not bars:
            plots += self._scatter(first) if chart.by_place else self._lines(first, FIRST)
        axes = self._axes()
        if second:
            plots += self._lines(second, SECOND)
            axes += self._axis_at_the_right()
        title = self._panel_title() if self.size.titled else ""
        return (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{R}">'
            f'<c:date1904 val="0"/><c:lang val="{LANGUAGE}"/><c:roundedCorners val="0"/><c:chart>{title}'
            f'<c:autoTitleDeleted val="{0 if title else 1}"/><c:plotArea>{self._layout()}{plots}{axes}<c:spPr><a:noFill/></c:spPr></c:plotArea>'
            f'{self._legend()}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
            f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{text_looks(self.size.points)}</c:chartSpace>"
        )

    def _opening(self, series: NativeSeries, column: int) -> str:
        at = self.numbered
        self.numbered += 1
        if not series.in_legend:
            self.unnamed.append(at)
        return f'<c:idx val="{at}"/><c:order val="{at}"/>{self.sheet.name(column)}'

    def _values(self, column: int) -> str:
        form = "mmm yyyy" if self.chart.by_month else "General"
        return f"<c:cat>{self.sheet.reference(self.categories, form)}</c:cat><c:val>{self.sheet.reference(column)}</c:val>"

    def _bars(self, bars: Sequence[NativeSeries], grounds: Sequence[NativeSeries]) -> str:
        series = self._grounds(grounds) + "".join(self._bar(each) for each in bars)
        carried = "".join(self._words_beyond(each) for each in bars if each.labels and any(each.upper))
        grouping, overlap = (
            ("stacked", 100)
            if self._stands_on_each_other
            else ("clustered", 100 if carried or self.least < 0 else 0)
        )
        gap = 45 if self.chart.by_month else 55
        return (
            f'<c:barChart><c:barDir val="{"bar" if self.chart.is_level else "col"}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>'
            f'{series}{carried}<c:gapWidth val="{gap}"/><c:overlap val="{overlap}"/>{_axis_ids(FIRST)}</c:barChart>'
        )

    @property
    def _stands_on_each_other(self) -> bool:
        """Bars up and bars down begin at the same line, and their words stand at their ends."""
        return self.chart.stacked and self.least >= 0

    def _bar(self, series: NativeSeries) -> str:
        column = self.sheet.put(series.name, series.values)
        points = "".join(
            f'<c:dPt><c:idx val="{at}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>{looks}</c:dPt>'
            for at, looks in self._unlike(series)
        )
        position = "ctr" if self._stands_on_each_other else "outEnd"
        labels = "" if any(series.upper) else drawn.words_beside(series, position, self._label_points)
        return (
            f"<c:ser>{self._opening(series, column)}{drawn.bar_looks(series.colour, series.pattern)}"
            f'<c:invertIfNegative val="0"/>{points}{labels}{drawn.interval(series, self.sheet)}'
            f"{self._values(column)}</c:ser>"
        )

    def _unlike(self, series: NativeSeries) -> list[tuple[int, str]]:
        """The bars that do not look as their series does."""
        found = []
        for at, value in enumerate(series.values):
            colour = series.colours[at] if series.colours else series.colour
            pattern = series.patterns[at] if series.patterns else series.pattern
            faint = bool(series.faint and series.faint[at])
            if value is not None and (colour != series.colour or pattern != series.pattern or faint):
                found.append((at, drawn.bar_looks(colour, pattern, faint=faint)))
        return found

    def _words_beyond(self, series: NativeSeries) -> str:
        """The words of bars that have an interval stand beyond its upper end: a bar that is not seen reaches so far."""
        carrier = replace(
            series,
            name=f"{series.name}: upper end of the interval",
            values=series.upper,
            upper=(),
            lower=(),
            in_legend=False,
        )
        column = self.sheet.put(carrier.name, carrier.values)
        return (
            f"<c:ser>{self._opening(carrier, column)}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
            f'<c:invertIfNegative val="0"/>{drawn.words_beside(carrier, "outEnd", self._label_points)}'
            f"{self._values(column)}</c:ser>"
        )

    @property
    def _label_points(self) -> float:
        """0 where words would run into each other: their figures stand in the sheet."""
        longest = max(
            (width_of(label, 10.5) for each in self.chart.series for label in each.labels), default=0.0
        )
        if self.chart.by_month and longest > (self.size.width - AXIS_ROOM) / len(self.chart.categories):
            return 0
        return 10.5 if self.size.small or len(self.chart.categories) > 14 else self.size.points

    def _lines(self, lines: Sequence[NativeSeries], axes: tuple[int, int]) -> str:
        series = "".join(self._line(each) for each in lines)
        return (
            f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>'
            f"{_axis_ids(axes)}</c:lineChart>"
        )

    def _line(self, series: NativeSeries) -> str:
        values = self._upright_values(series) if series.drawn is Drawn.UPRIGHT else series.values
        column = self.sheet.put(series.name, values)
        return (
            f"<c:ser>{self._opening(series, column)}{self._line_looks(series, values)}"
            f'{self._values(column)}<c:smooth val="0"/></c:ser>'
        )

    def _scatter(self, lines: Sequence[NativeSeries]) -> str:
        inner = ""
        for each in lines:
            values = self._upright_values(each) if each.drawn is Drawn.UPRIGHT else each.values
            across = self.sheet.put(f"{each.name}: {self.chart.category_title or 'day'}", each.points_x)
            column = self.sheet.put(each.name, values)
            inner += (
                f"<c:ser>{self._opening(each, column)}{self._line_looks(each, values)}"
                f"<c:xVal>{self.sheet.reference(across)}</c:xVal><c:yVal>{self.sheet.reference(column)}</c:yVal>"
                f'<c:smooth val="0"/></c:ser>'
            )
        return f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{inner}{_axis_ids(FIRST)}</c:scatterChart>'

    def _line_looks(self, series: NativeSeries, values: Sequence[float | None]) -> str:
        """The line, the marks, the words and the interval of a series, in the order that the schema wants."""
        thin = 0.75 if self.size.small else 1.0
        stroke = (
            drawn.line(series.colour, max(0.75, series.width * thin), series.dash)
            if series.drawn is Drawn.LINE
            else drawn.NO_LINE
        )
        size = min(
            series.size * (0.6 if series.drawn is Drawn.LINE else 0.7), 9.0 if not self.size.small else 6.0
        )
        if self.size.bare:
            size = 0.0 if series.drawn is Drawn.LINE else 5.0
        looks = f"<c:spPr>{stroke}</c:spPr>{drawn.marker(series, size)}"
        if series.drawn is not Drawn.UPRIGHT:
            words = drawn.words_beside(series, "t", self._label_points)
            return f"{looks}{words}{drawn.interval(series, self.sheet)}"
        at = next(n for n, value in enumerate(values) if value is not None)
        name = ""
        if series.name in self.rows:
            placed = self.rows[series.name]
            name = drawn.name_beside(series, at, placed.text, placed.side, self._name_points)
        return f"{looks}{name}{drawn.upright_line(series, (values[at] or 0.0) - self.least)}"

    def _upright_values(self, series: NativeSeries) -> list[float | None]:
        """The top of each break's line: beneath the end of the axis by half a row, and by one for each row of names above it."""
        row = self.rows[series.name].row + 0.5 if series.name in self.rows else 0.0
        top = self.top - row * self._name_row * ((self.chart.most or self.top) - self.least)
        return [None if value is None else round(top, 6) for value in series.values]

    def _grounds(self, grounds: Sequence[NativeSeries]) -> str:
        """Pale columns from the line up and down, behind those of the figures."""
        inner = ""
        for each in grounds:
            for end, name in ((self.top, each.name), (self.least, f"{each.name}, down")):
                if end:
                    column = self.sheet.put(name, [None if value is None else end for value in each.values])
                    opening = self._opening(replace(each, in_legend=False), column)
                    looks = f"<c:spPr>{fill(each.colour, drawn.GROUND_ALPHA)}{drawn.NO_LINE}</c:spPr>"
                    inner += (
                        f'<c:ser>{opening}{looks}<c:invertIfNegative val="0"/>{self._values(column)}</c:ser>'
                    )
        return inner

    def _legend(self) -> str:
        """Where there is more than one series to be told apart."""
        told = self.size.narrow and not self.chart.stacked  # words beneath say it
        if told or self.size.small or len(legend_names(self.chart)) < 2:
            return ""
        left_out = "".join(
            f'<c:legendEntry><c:idx val="{at}"/><c:delete val="1"/></c:legendEntry>' for at in self.unnamed
        )
        return f'<c:legend><c:legendPos val="b"/>{left_out}<c:overlay val="0"/>{text_looks(self.size.points)}</c:legend>'

    def _panel_title(self) -> str:
        points = self.size.points
        text = self.chart.title
        bold = not self.size.bare
        return (
            f'<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr algn="l">{run_properties(points, bold=True, tag="a:defRPr")}</a:pPr>'
            f"<a:r>{run_properties(points, bold=bold)}<a:t>{escaped(text)}</a:t></a:r></a:p></c:rich></c:tx>"
            f'<c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0.01"/><c:y val="0.01"/></c:manualLayout></c:layout>'
            f'<c:overlay val="0"/></c:title>'
        )


def _heading(chart: NativeChart) -> str:
    return "Month" if chart.by_month else chart.category_title or "Category"


def _axis_ids(axes: tuple[int, int]) -> str:
    return "".join(f'<c:axId val="{each}"/>' for each in axes)
