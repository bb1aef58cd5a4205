"""A native chart as PowerPoint draws it: columns or bars, lines, points and the lines of breaks, on axes that can be read."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.charts.palette import GRID, INK, MUTED
from dashboard.reports import powerpoint_series as drawn
from dashboard.reports.native_chart import Drawn, NativeChart, NativeSeries
from dashboard.reports.powerpoint_names import names_placed
from dashboard.reports.powerpoint_sheet import ChartSheet, number
from dashboard.reports.powerpoint_xml import LANGUAGE, A, C, R, escaped, run_properties
from dashboard.reports.text_measured import LINE, POINTS_PER_INCH, lines_of, width_of

MONTHS_APART = (1, 2, 3, 4, 6, 12, 24, 36, 60)
LABEL_ROOM = 0.62
"""Inches of a month's label and the room about it."""
NAME_ROW = 0.09
"""Of the height of the axis: a row for the names of breaks above all that is drawn."""
FIRST, SECOND = (501, 502), (503, 504)
"""Numbers of the axes: across and up."""
AXIS_ROOM = 0.75
"""Inches at the left of a plot: the axis' title and figures."""


@dataclass(frozen=True)
class Size:
    """How much room a chart has, in inches; small charts of a grid have no legend and no names at their breaks."""

    width: float
    height: float
    points: float = 12.0
    small: bool = False
    titled: int = 0
    """Lines of its own title; the panels of one picture leave the same room for it."""
    narrow: bool = False
    """One of several beside each other: no legend, and no title on the value axis, which the words above it say."""
    bare: bool = False
    """Without figures on its axes: it is too small for them."""


def chart_xml(chart: NativeChart, size: Size) -> tuple[bytes, ChartSheet]:
    """The chart's XML and the sheet that it refers to."""
    made = _Made(chart, size, ChartSheet())
    return made.xml().encode("utf-8"), made.sheet


def legend_names(chart: NativeChart) -> list[str]:
    return [each.name for each in chart.series if each.in_legend]


class _Made:
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
    def _name_points(self) -> float:
        return 10.5 if self.size.narrow else self.size.points

    @property
    def is_level(self) -> bool:
        return any(each.drawn is Drawn.BAR for each in self.chart.series)

    def _top(self) -> float:
        most = self.chart.most if self.chart.most is not None else max(
            (value for each in self.chart.series for value in (*each.values, *each.upper) if value is not None), default=1.0
        )  # fmt: skip
        many = 1 + max(placed.row for placed in self.rows.values()) if self.rows else 0
        return most + NAME_ROW * many * (most - self.chart.least)

    def xml(self) -> str:
        chart = self.chart
        bars = [each for each in chart.series if each.drawn in (Drawn.COLUMN, Drawn.BAR)]
        lines = [each for each in chart.series if each.drawn is Drawn.GROUND]
        lines += [each for each in chart.series if each.drawn in (Drawn.LINE, Drawn.POINTS, Drawn.UPRIGHT)]
        first = [each for each in lines if not each.second]
        second = [each for each in lines if each.second]
        plots = ""
        if bars:
            plots += self._bars(bars)
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
            f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_text(self.size.points)}</c:chartSpace>"
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

    def _bars(self, bars: Sequence[NativeSeries]) -> str:
        series = "".join(self._bar(each) for each in bars)
        carried = "".join(self._words_beyond(each) for each in bars if each.labels and any(each.upper))
        grouping, overlap = (
            ("stacked", 100)
            if self._stands_on_each_other
            else ("clustered", 100 if carried or self.least < 0 else 0)
        )
        gap = 45 if self.chart.by_month else 55
        return (
            f'<c:barChart><c:barDir val="{"bar" if self.is_level else "col"}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>'
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
            f'<c:invertIfNegative val="0"/>{points}{labels}{drawn.interval(series, self.sheet, series.name)}'
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
        if series.drawn is Drawn.GROUND:
            return self._ground(series)
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
        looks = f"<c:spPr>{stroke}</c:spPr>{drawn.marker(series, size)}"
        if series.drawn is not Drawn.UPRIGHT:
            words = drawn.words_beside(series, "t", self._label_points)
            return f"{looks}{words}{drawn.interval(series, self.sheet, series.name)}"
        at = next(n for n, value in enumerate(values) if value is not None)
        name = ""
        if series.name in self.rows:
            placed = self.rows[series.name]
            name = drawn.name_beside(series, at, placed.text, placed.side, self._name_points)
        return f"{looks}{name}{drawn.upright_line(series, (values[at] or 0.0) - self.least)}"

    def _upright_values(self, series: NativeSeries) -> list[float | None]:
        """The top of each break's line: beneath the end of the axis by half a row, and by one for each row of names above it."""
        row = self.rows[series.name].row + 0.5 if series.name in self.rows else 0.0
        top = self.top - row * NAME_ROW * ((self.chart.most or self.top) - self.least)
        return [None if value is None else round(top, 6) for value in series.values]

    def _ground(self, series: NativeSeries) -> str:
        """A wide pale line behind each month: programs agree on those, and not on columns of a second axis."""
        values = [None if value is None else self.top for value in series.values]
        column = self.sheet.put(series.name, values)
        wide = (self.size.width - AXIS_ROOM) / max(1, len(values)) * POINTS_PER_INCH
        ground = drawn.upright_line(series, self.top - self.least, wide=wide)
        looks = f'<c:spPr>{drawn.NO_LINE}</c:spPr><c:marker><c:symbol val="none"/></c:marker>{ground}'
        return (
            f'<c:ser>{self._opening(series, column)}{looks}{self._values(column)}<c:smooth val="0"/></c:ser>'
        )

    def _axes(self) -> str:
        across, up = FIRST
        if self.chart.by_place:
            return self._places_axis(across, up) + self._value_axis(across, up)
        return self._category_axis(across, up) + self._value_axis(across, up)

    def _category_axis(self, across: int, up: int, *, hidden: bool = False) -> str:
        chart = self.chart
        kind = "dateAx" if chart.by_month else "catAx"
        order = "maxMin" if self.is_level else "minMax"
        tail = '<c:auto val="0"/><c:lblOffset val="100"/>'
        if chart.by_month:
            tail += f'<c:baseTimeUnit val="months"/><c:majorUnit val="{self._months_apart()}"/><c:majorTimeUnit val="months"/>'
        else:
            tail = '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="60"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/>'
        form = "mmm yy" if chart.by_month else "General"
        title = (
            _axis_title(chart.category_title, self.size.points, level=True) if chart.category_title else ""
        )
        return (
            f'<c:{kind}><c:axId val="{across}"/><c:scaling><c:orientation val="{order}"/></c:scaling><c:delete val="{int(hidden)}"/>'
            f'<c:axPos val="{"l" if self.is_level else "b"}"/>{title}<c:numFmt formatCode="{form}" sourceLinked="0"/>'
            f'<c:majorTickMark val="{"none" if self.is_level else "out"}"/><c:minorTickMark val="none"/><c:tickLblPos val="{self._figures("low")}"/>'
            f"<c:spPr>{drawn.line(MUTED if self.least < 0 else GRID, 0.75)}</c:spPr>{_text(self._axis_points)}"
            f'<c:crossAx val="{up}"/><c:crosses val="autoZero"/>{tail}</c:{kind}>'
        )

    @property
    def _axis_points(self) -> float:
        if (
            self.size.small
            or (self.is_level and len(self.chart.categories) > 9)
            or (not self.chart.by_month and len(self.chart.categories) > 12)
        ):
            return 10.5
        return self.size.points

    def _months_apart(self) -> int:
        """So that labels stand apart, and are twelve at most."""
        months = len(self.chart.categories)
        room = max(2, min(12, int((self.size.width - AXIS_ROOM) / LABEL_ROOM)))
        return next((each for each in MONTHS_APART if math.ceil(months / each) <= room), MONTHS_APART[-1])

    def _places_axis(self, across: int, up: int) -> str:
        places = [float(number(x)) for each in self.chart.series for x in each.points_x]
        days = any(isinstance(x, date) for each in self.chart.series for x in each.points_x)
        span = (max(places) - min(places)) or 1.0
        if days:
            step = next(
                each for each in (31, 61, 91.3125, 182.625, 365.25, 730.5, 3652.5) if span / each <= 10
            )
            start, end = min(places) - span * 0.02, max(places) + span * 0.04
        else:
            step = _step_of(span)
            start, end = 0.0, max(places) * 1.04
        title = (
            _axis_title(self.chart.category_title, self.size.points, level=True)
            if self.chart.category_title
            else ""
        )
        return (
            f'<c:valAx><c:axId val="{across}"/><c:scaling><c:orientation val="minMax"/><c:max val="{end!r}"/><c:min val="{start!r}"/></c:scaling>'
            f'<c:delete val="0"/><c:axPos val="b"/>{title}<c:numFmt formatCode="{"mmm yy" if days else "#,##0"}" sourceLinked="0"/>'
            f'<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr>{drawn.line(GRID, 0.75)}</c:spPr>'
            f'{_text(self.size.points)}<c:crossAx val="{up}"/><c:crosses val="min"/><c:crossBetween val="midCat"/><c:majorUnit val="{step!r}"/></c:valAx>'
        )

    def _value_axis(self, across: int, up: int) -> str:
        chart = self.chart
        labelled = self.is_level and any(each.labels for each in chart.series)
        step = self._step()
        decimals = 0 if step == int(step) else len(repr(step).partition(".")[2])
        form = "#,##0" + ("." + "0" * min(decimals, 3) if decimals else "")
        form = f"{form};{form}" if self.least < 0 else form  # down is another side, not a count below nothing
        title = (
            ""
            if labelled or not chart.value_title
            else _axis_title(chart.value_title, self.size.points, level=self.is_level)
        )
        grid = (
            ""
            if labelled
            else f"<c:majorGridlines><c:spPr>{drawn.line(GRID, 0.5)}</c:spPr></c:majorGridlines>"
        )
        return (
            f'<c:valAx><c:axId val="{up}"/><c:scaling><c:orientation val="minMax"/><c:max val="{self.top!r}"/><c:min val="{self.least!r}"/></c:scaling>'
            f'<c:delete val="{int(labelled)}"/><c:axPos val="{"b" if self.is_level else "l"}"/>{grid}{title}'
            f'<c:numFmt formatCode="{form}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
            f'<c:tickLblPos val="{self._figures("nextTo")}"/><c:spPr>{drawn.NO_LINE}</c:spPr>{_text(self._axis_points if self.size.small else self.size.points)}'
            f'<c:crossAx val="{across}"/><c:crosses val="{"max" if self.is_level else "min" if chart.by_place else "autoZero"}"/>'
            f'<c:crossBetween val="{"midCat" if chart.by_place else "between"}"/><c:majorUnit val="{step!r}"/></c:valAx>'
        )

    def _step(self) -> float:
        """Between the figures of the axis: twice as far, or more, where they would stand too close."""
        step = self.chart.step or _step_of(self.top - self.least)
        room = max(1.0, (self.size.height * 0.6) / (2.2 * self.size.points / POINTS_PER_INCH))
        while (self.top - self.least) / step > room:
            step *= 2
        return step

    def _figures(self, where: str) -> str:
        return "none" if self.size.bare else where

    def _axis_at_the_right(self) -> str:
        across, up = SECOND
        return self._category_axis(across, up, hidden=True) + (
            f'<c:valAx><c:axId val="{up}"/><c:scaling><c:orientation val="minMax"/><c:max val="100"/><c:min val="0"/></c:scaling>'
            f'<c:delete val="0"/><c:axPos val="r"/>'
            f'<c:numFmt formatCode="0&quot; %&quot;" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
            f'<c:tickLblPos val="nextTo"/><c:spPr>{drawn.NO_LINE}</c:spPr>{_text(self.size.points)}<c:crossAx val="{across}"/>'
            f'<c:crosses val="max"/><c:crossBetween val="between"/><c:majorUnit val="20"/></c:valAx>'
        )

    def _layout(self) -> str:
        """Small panels have their plots in the same place, whatever their titles and figures take."""
        if not self.size.small:
            return "<c:layout/>"
        above = (self.size.titled * self.size.points * LINE / POINTS_PER_INCH + 0.1) / self.size.height
        beneath = 0.05 if self.size.bare else 0.32 / self.size.height
        left = 0.03 if self.size.bare else 0.46 / self.size.width
        parts = {"x": left, "y": above, "w": 0.97 - left, "h": max(0.2, 1 - above - beneath)}
        inner = "".join(f'<c:{name} val="{value:.4f}"/>' for name, value in parts.items())
        return f'<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>{inner}</c:manualLayout></c:layout>'

    def _legend(self) -> str:
        """Where there is more than one series to be told apart."""
        if self.size.narrow or self.size.small or len(legend_names(self.chart)) < 2:
            return ""
        left_out = "".join(
            f'<c:legendEntry><c:idx val="{at}"/><c:delete val="1"/></c:legendEntry>' for at in self.unnamed
        )
        return f'<c:legend><c:legendPos val="b"/>{left_out}<c:overlay val="0"/>{_text(self.size.points)}</c:legend>'

    def _panel_title(self) -> str:
        points = self.size.points
        text = self.chart.title
        return (
            f"<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr>{run_properties(points, bold=True, tag='a:defRPr')}</a:pPr>"
            f"<a:r>{run_properties(points, bold=True)}<a:t>{escaped(text)}</a:t></a:r></a:p></c:rich></c:tx>"
            f'<c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0.01"/><c:y val="0.01"/></c:manualLayout></c:layout>'
            f'<c:overlay val="0"/></c:title>'
        )


def title_lines(title: str, width: float, points: float) -> int:
    """Lines of a panel's title; office programs break it at about nine tenths of the chart."""
    return lines_of(title, points, width * 0.9, bold=True)


def _heading(chart: NativeChart) -> str:
    return "Month" if chart.by_month else chart.category_title or "Category"


def _axis_ids(axes: tuple[int, int]) -> str:
    return "".join(f'<c:axId val="{each}"/>' for each in axes)


def _axis_title(text: str, points: float, *, level: bool = False) -> str:
    turned = "" if level else ' rot="-5400000" vert="horz"'
    return (
        f"<c:title><c:tx><c:rich><a:bodyPr{turned}/><a:p><a:pPr>{run_properties(points, colour=MUTED, tag='a:defRPr')}</a:pPr>"
        f"<a:r>{run_properties(points, colour=MUTED)}<a:t>{escaped(text)}</a:t></a:r></a:p></c:rich></c:tx>"
        f'<c:overlay val="0"/></c:title>'
    )


def _text(points: float, colour: str = INK) -> str:
    return f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{run_properties(points, colour=colour, tag="a:defRPr")}</a:pPr><a:endParaRPr lang="{LANGUAGE}"/></a:p></c:txPr>'


def _step_of(span: float) -> float:
    size = 10.0 ** math.floor(math.log10(span / 6))
    return next(size * each for each in (1, 2, 5, 10) if size * each >= span / 6)
