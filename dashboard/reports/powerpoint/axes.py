"""The axes of a native chart in DrawingML: months of which not too many are named, figures that stand apart, names in one line."""

import math
from dataclasses import dataclass
from datetime import date

from dashboard.charts.palette import GRID, INK, MUTED
from dashboard.reports.native.chart import MONTHS_APART, NativeChart, round_step
from dashboard.reports.native.text_measured import LINE, POINTS_PER_INCH, lines_of, width_of
from dashboard.reports.powerpoint import series as drawn
from dashboard.reports.powerpoint.sheet import number
from dashboard.reports.powerpoint.xml import LANGUAGE, escaped, run_properties

FIGURES = 6
"""On an axis, about."""
LABEL_ROOM = 0.62
"""Inches of a month's label and the room about it."""
FIRST, SECOND = (501, 502), (503, 504)
"""Numbers of the axes: across and up."""
AXIS_ROOM = 0.75
"""Inches at the left of a plot: the axis' title and figures."""


NAMES_HIGH = 0.24
"""Inches of the names of months beneath a panel."""


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
    dated: bool = True
    """Whether its months are named: of small panels only those are that have none beneath them."""
    bare: bool = False
    """Without figures on its axes: it is too small for them."""


class ChartAxes:
    """chart, size: what is drawn and in how much room. least, top: the ends of the value axis."""

    chart: NativeChart
    size: Size
    least: float
    top: float

    def _axes(self) -> str:
        across, up = FIRST
        if self.chart.by_place:
            return self._places_axis(across, up) + self._value_axis(across, up)
        return self._category_axis(across, up) + self._value_axis(across, up)

    def _category_axis(self, across: int, up: int, *, hidden: bool = False) -> str:
        chart = self.chart
        kind = "dateAx" if chart.by_month else "catAx"
        order = "maxMin" if self.chart.is_level else "minMax"
        tail = '<c:auto val="0"/><c:lblOffset val="100"/>'
        if chart.by_month:
            tail += f'<c:baseTimeUnit val="months"/><c:majorUnit val="{self._months_apart()}"/><c:majorTimeUnit val="months"/>'
        else:
            tail = '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="60"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/>'
        form = "mmm yy" if chart.by_month else "General"
        title = axis_title(chart.category_title, self.size.points, level=True) if chart.category_title else ""
        return (
            f'<c:{kind}><c:axId val="{across}"/><c:scaling><c:orientation val="{order}"/></c:scaling><c:delete val="{int(hidden)}"/>'
            f'<c:axPos val="{"l" if self.chart.is_level else "b"}"/>{title}<c:numFmt formatCode="{form}" sourceLinked="0"/>'
            f'<c:majorTickMark val="{"none" if self.chart.is_level else "out"}"/><c:minorTickMark val="none"/><c:tickLblPos val="{self._figures("low") if self.size.dated else "none"}"/>'
            f"<c:spPr>{drawn.line(MUTED if self.least < 0 else GRID, 0.75)}</c:spPr>{text_looks(self._axis_points)}"
            f'<c:crossAx val="{up}"/><c:crosses val="autoZero"/>{tail}</c:{kind}>'
        )

    @property
    def _axis_points(self) -> float:
        if (
            self.size.small
            or (self.chart.is_level and len(self.chart.categories) > 9)
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
            step = round_step(span / FIGURES)
            start, end = 0.0, max(places) * 1.04
        title = (
            axis_title(self.chart.category_title, self.size.points, level=True)
            if self.chart.category_title
            else ""
        )
        return (
            f'<c:valAx><c:axId val="{across}"/><c:scaling><c:orientation val="minMax"/><c:max val="{end!r}"/><c:min val="{start!r}"/></c:scaling>'
            f'<c:delete val="0"/><c:axPos val="b"/>{title}<c:numFmt formatCode="{"mmm yy" if days else "#,##0"}" sourceLinked="0"/>'
            f'<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr>{drawn.line(GRID, 0.75)}</c:spPr>'
            f'{text_looks(self.size.points)}<c:crossAx val="{up}"/><c:crosses val="min"/><c:crossBetween val="midCat"/><c:majorUnit val="{step!r}"/></c:valAx>'
        )

    def _value_axis(self, across: int, up: int) -> str:
        chart = self.chart
        labelled = self.chart.is_level and any(each.labels for each in chart.series)
        step = self._step()
        decimals = 0 if step == int(step) else len(repr(step).partition(".")[2])
        form = "#,##0" + ("." + "0" * min(decimals, 3) if decimals else "")
        form = f"{form};{form}" if self.least < 0 else form  # down is another side, not a count below nothing
        unsaid = labelled or self.size.narrow or bool(chart.second_title) or not chart.value_title
        title = "" if unsaid else axis_title(chart.value_title, self.size.points, level=self.chart.is_level)
        grid = (
            ""
            if labelled
            else f"<c:majorGridlines><c:spPr>{drawn.line(GRID, 0.5)}</c:spPr></c:majorGridlines>"
        )
        return (
            f'<c:valAx><c:axId val="{up}"/><c:scaling><c:orientation val="minMax"/><c:max val="{self.top!r}"/><c:min val="{self.least!r}"/></c:scaling>'
            f'<c:delete val="{int(labelled)}"/><c:axPos val="{"b" if self.chart.is_level else "l"}"/>{grid}{title}'
            f'<c:numFmt formatCode="{form}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
            f'<c:tickLblPos val="{self._figures("nextTo")}"/><c:spPr>{drawn.NO_LINE}</c:spPr>{text_looks(self._axis_points if self.size.small else self.size.points)}'
            f'<c:crossAx val="{across}"/><c:crosses val="{"max" if self.chart.is_level else "min" if chart.by_place else "autoZero"}"/>'
            f'<c:crossBetween val="{"midCat" if chart.by_place else "between"}"/><c:majorUnit val="{step!r}"/></c:valAx>'
        )

    def _step(self) -> float:
        """Between the figures of the axis: twice as far, or more, where they would stand too close."""
        step = self.chart.step or round_step((self.top - self.least) / FIGURES)
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
            f'<c:tickLblPos val="nextTo"/><c:spPr>{drawn.NO_LINE}</c:spPr>{text_looks(self.size.points)}<c:crossAx val="{across}"/>'
            f'<c:crosses val="max"/><c:crossBetween val="between"/><c:majorUnit val="20"/></c:valAx>'
        )

    def _level_layout(self) -> str:
        """Room for the longest name in one line: where names are broken into two, programs leave out every other one."""
        longest = max(width_of(str(each), self._axis_points) for each in self.chart.categories)
        left = min(0.55, (longest * 1.05 + 0.15) / self.size.width)
        return _inner_layout(left, 0.01, 0.99 - left, 0.97)

    def _layout(self) -> str:
        """Small panels have their plots in the same place, whatever their titles and figures take."""
        if self.chart.is_level:
            return self._level_layout()
        if not self.size.small:
            return "<c:layout/>"
        above = (self.size.titled * self.size.points * LINE / POINTS_PER_INCH + 0.14) / self.size.height
        beneath = (NAMES_HIGH + 0.08 if self.size.dated and not self.size.bare else 0.08) / self.size.height
        left = 0.03 if self.size.bare else 0.46 / self.size.width
        return _inner_layout(left, above, 0.97 - left, max(0.2, 1 - above - beneath))


def axis_title(text: str, points: float, *, level: bool = False) -> str:
    turned = "" if level else ' rot="-5400000" vert="horz"'
    return (
        f"<c:title><c:tx><c:rich><a:bodyPr{turned}/><a:p><a:pPr>{run_properties(points, colour=MUTED, tag='a:defRPr')}</a:pPr>"
        f"<a:r>{run_properties(points, colour=MUTED)}<a:t>{escaped(text)}</a:t></a:r></a:p></c:rich></c:tx>"
        f'<c:overlay val="0"/></c:title>'
    )


def text_looks(points: float, colour: str = INK) -> str:
    return f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{run_properties(points, colour=colour, tag="a:defRPr")}</a:pPr><a:endParaRPr lang="{LANGUAGE}"/></a:p></c:txPr>'


def _inner_layout(left: float, above: float, wide: float, high: float) -> str:
    inner = "".join(
        f'<c:{name} val="{value:.4f}"/>'
        for name, value in (("x", left), ("y", above), ("w", wide), ("h", high))
    )
    return f'<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>{inner}</c:manualLayout></c:layout>'


def title_lines(title: str, width: float, points: float, *, bold: bool = True) -> int:
    """Lines of a panel's title; office programs break it before the edge of the chart."""
    return lines_of(title, points, width * 0.85, bold=bold)
