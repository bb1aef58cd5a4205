"""Native charts of Excel, each drawn from a block of cells that stands on the same sheet for everybody to read and change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference, ScatterChart
from openpyxl.chart.axis import ChartLines, DateAxis
from openpyxl.chart.data_source import AxDataSource, NumDataSource, NumRef, StrRef
from openpyxl.chart.error_bar import ErrorBars
from openpyxl.chart.legend import Legend, LegendEntry
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.charts.palette import GRID, MUTED
from dashboard.reports.native.chart import Drawn, NativeChart, NativeSeries
from dashboard.reports.native.office import day_number
from dashboard.reports.workbook.cells import DAY, QUIET, Book, Style, shape_of
from dashboard.reports.workbook.marks import (
    labelled,
    line_of,
    marked,
    named_at_its_point,
    painted,
    titled,
    words_of,
)

WIDTH, HEIGHT = 19.0, 10.0
"""Centimetres of a chart that stands alone."""

SMALL_WIDTH, SMALL_HEIGHT = 12.5, 7.5
"""Centimetres of one of several: two stand side by side."""

CROWDED, CROWDED_SMALL = 14, 7
"""Months along an axis of which each can be named."""

OF_A_BAR = 0.55
"""Centimetres that a level bar and its name take."""


def size_of(chart: NativeChart, *, small: bool) -> tuple[float, float]:
    """Centimetres across and down."""
    if small:
        return SMALL_WIDTH, SMALL_HEIGHT
    if chart.is_level:
        return WIDTH, max(HEIGHT * 0.85, 3.0 + OF_A_BAR * len(chart.categories))
    return WIDTH, HEIGHT if chart.by_month or not chart.categories else HEIGHT * 1.25


_AXIS_OF_CATEGORIES, _AXIS_OF_VALUES, _AXIS_AT_THE_RIGHT, _AXIS_BELOW_IT = 10, 100, 200, 20


@dataclass(frozen=True)
class Placed:
    """Where the figures of one series stand: columns of the block. below, above: lengths of its interval on either side."""

    series: NativeSeries
    places: int
    values: int
    below: int = 0
    above: int = 0


@dataclass(frozen=True)
class Block:
    """The figures of one chart. row: its headings; rows: how many stand beneath them."""

    chart: NativeChart
    row: int
    rows: int
    series: tuple[Placed, ...]

    @property
    def end(self) -> int:
        return self.row + self.rows


def figures(book: Book, sheet: Worksheet, row: int, chart: NativeChart) -> Block:
    """Write the figures of a chart from a row on: what it goes by in the first column, a column for each series. None is an empty
    cell, so that Excel draws a gap.
    """
    heading = Style(bold=True, wrap=True, line=True)
    by_place = not chart.categories
    if not by_place:
        named = "Month" if chart.by_month else chart.category_title or "Name"
        _column(book, sheet, row, 1, named, chart.categories, heading, "mmm yyyy")
    column, placed = (1 if by_place else 2), []
    rows = len(chart.categories)
    for each in chart.series:
        places = 1
        if by_place:
            places, rows = column, max(rows, len(each.points_x))
            _column(
                book, sheet, row, column, f"{each.name}: {chart.category_title or 'where'}", each.points_x, heading, DAY
            )  # fmt: skip
            column += 1
        values = column
        _column(book, sheet, row, column, each.name, each.values, heading)
        column += 1
        below = above = 0
        if each.lower and each.upper:
            below, above = column, column + 1
            _column(
                book, sheet, row, below, f"{each.name}: interval below", _lengths(each.values, each.lower), heading
            )  # fmt: skip
            _column(
                book, sheet, row, above, f"{each.name}: interval above", _lengths(each.upper, each.values), heading
            )  # fmt: skip
            column += 2
        placed.append(Placed(each, places, values, below, above))
    return Block(chart, row, rows, tuple(placed))


def _column(
    book: Book,
    sheet: Worksheet,
    row: int,
    column: int,
    name: str,
    values: Sequence[object],
    heading: Style,
    of_days: str = DAY,
) -> None:
    book.put(sheet, row, column, name, heading)
    shape = shape_of(values)
    look = Style(of_days if values and isinstance(values[0], date) else shape, size=9, colour=QUIET.colour)
    for at, value in enumerate(values, row + 1):
        if value is not None:
            book.put(sheet, at, column, value, look)


def _lengths(over: Sequence[float | None], under: Sequence[float | None]) -> list[float | None]:
    return [
        None if high is None or low is None else round(high - low, 9)
        for high, low in zip(over, under, strict=True)
    ]


def excel_chart(sheet: Worksheet, block: Block, *, small: bool) -> Any:
    """The chart of a block. Its anchor is the caller's."""
    drawn = _by_place(sheet, block) if not block.chart.categories else _by_category(sheet, block)
    drawn.title = titled(block.chart.title, 10.0 if small else 12.0, bold=True) if block.chart.title else None
    drawn.width, drawn.height = size_of(block.chart, small=small)
    if small and block.chart.by_month:
        drawn.x_axis.majorUnit = max(1, -(-len(block.chart.categories) // CROWDED_SMALL))
    drawn.display_blanks = "gap"
    drawn.visible_cells_only = False  # a filter of the table above may hide rows of the block
    drawn.roundedCorners = False
    drawn.graphical_properties = GraphicalProperties(
        solidFill="FFFFFF", ln=LineProperties(solidFill=_rgb(GRID))
    )
    drawn.legend = _legend(block)
    return drawn


def _legend(block: Block) -> Legend | None:
    """What needs a name to be told apart; the order is that in which Excel draws the series."""
    order = _drawing_order(block)
    named = [each.series.in_legend and each.series.name != block.chart.title for each in order]
    if sum(named) < 1 or len(order) < 2:
        return None
    legend = Legend()
    legend.position = "b"
    legend.overlay = False
    legend.txPr = words_of(9.0)
    legend.legendEntry = [
        LegendEntry(idx=at, delete=True) for at, is_named in enumerate(named) if not is_named
    ]
    return legend


def _drawing_order(block: Block) -> list[Placed]:
    """Bars first, then what lies over them, and what is measured at the right last; of lines, the grounds first."""
    if block.chart.categories and not block.chart.is_level:
        bars = [each for each in block.series if each.series.drawn is Drawn.COLUMN]
        lines = [
            each for each in block.series if each.series.drawn is not Drawn.COLUMN and not each.series.second
        ]
        lines.sort(key=lambda each: each.series.drawn is not Drawn.GROUND)
        return [*bars, *lines, *(each for each in block.series if each.series.second)]
    return list(block.series)


def _by_category(sheet: Worksheet, block: Block) -> Any:
    order = _drawing_order(block)
    level = block.chart.is_level
    bars = [each for each in order if level or each.series.drawn is Drawn.COLUMN]
    groups: list[Any] = []
    if bars:
        group: Any = BarChart()
        group.type = "bar" if level else "col"
        group.gapWidth = 40
        if block.chart.stacked:
            group.grouping, group.overlap = "stacked", 100
        groups.append(group)
        _add(sheet, block, group, bars)
    for second in (False, True):
        lines = [each for each in order if each not in bars and each.series.second is second]
        if lines:
            group = LineChart()
            groups.append(group)
            _add(sheet, block, group, lines)
            if second:
                _at_the_right(group, block.chart)
    main = groups[0]
    _axes(main, block.chart, level=level)
    for group in groups[1:]:
        if group.y_axis.axId != _AXIS_AT_THE_RIGHT:
            group.x_axis, group.y_axis = main.x_axis, main.y_axis
        main += group
    return main


def _by_place(sheet: Worksheet, block: Block) -> Any:
    group: Any = ScatterChart()
    group.style = None
    group.scatterStyle = "lineMarker"
    _add(sheet, block, group, block.series)
    _axes(group, block.chart, level=False)
    group.x_axis.number_format = "#,##0"
    days = [x for each in block.series for x in each.series.points_x if isinstance(x, date)]
    if days:
        group.x_axis.number_format = "mmm yyyy"
        group.x_axis.scaling.min, group.x_axis.scaling.max = day_number(min(days)), day_number(max(days))
    return group


def _add(sheet: Worksheet, block: Block, group: Any, placed: Sequence[Placed]) -> None:
    order = _drawing_order(block)
    for each in placed:
        series = _series(sheet, block, each, scatter=isinstance(group, ScatterChart))
        series.idx = series.order = order.index(each)
        group.series.append(series)


def _series(sheet: Worksheet, block: Block, placed: Placed, *, scatter: bool) -> Any:
    its, last = placed.series, block.row + (len(placed.series.values) if scatter else block.rows)

    def cells(column: int) -> Reference:
        return Reference(sheet, min_col=column, max_col=column, min_row=block.row + 1, max_row=last)

    series: Any = SeriesFactory(cells(placed.values), xvalues=cells(placed.places) if scatter else None)
    name = Reference(
        sheet, min_col=placed.values, max_col=placed.values, min_row=block.row, max_row=block.row
    )
    series.tx = SeriesLabel(strRef=StrRef(str(name)))
    if not scatter:
        places = str(cells(placed.places))
        by_month = block.chart.by_month
        series.cat = AxDataSource(
            numRef=NumRef(f=places) if by_month else None, strRef=None if by_month else StrRef(f=places)
        )
    if its.drawn in (Drawn.COLUMN, Drawn.BAR):
        painted(series, its)
    else:
        marked(series, its)
    if its.drawn in (Drawn.UPRIGHT, Drawn.GROUND):
        # From the end of the axis, where its points stand, down to its start.
        width = its.width if its.drawn is Drawn.UPRIGHT else max(2.0, 380.0 / max(block.rows, 1))
        series.errBars = _whiskers(its, line_of(its.colour, width, its.dash), "fixedVal")
        series.errBars.val = max(value for value in its.values if value is not None) - block.chart.least
        if its.drawn is Drawn.UPRIGHT:
            named_at_its_point(series, its)
    elif placed.below:
        series.errBars = _whiskers(
            its, line_of(its.colour if its.drawn is Drawn.POINTS else MUTED, 1.0, "solid"), "cust"
        )
        series.errBars.minus = NumDataSource(numRef=NumRef(f=str(cells(placed.below))))
        series.errBars.plus = NumDataSource(numRef=NumRef(f=str(cells(placed.above))))
    if any(its.labels):
        labelled(series, its, stacked=block.chart.stacked)
    return series


def _whiskers(its: NativeSeries, line: LineProperties, kind: Any) -> Any:
    """From each value down to the start of the axis (fixedVal), or to both ends of its interval (cust)."""
    bars: Any = ErrorBars(errValType=kind, errBarType="minus" if kind == "fixedVal" else "both")
    if its.drawn not in (Drawn.COLUMN, Drawn.BAR):
        bars.errDir = "y"  # bars have but one direction, and Excel wants it unsaid
    # openpyxl has the last two the other way round, and Excel calls a file damaged whose parts are out of order.
    bars.__elements__ = ("errDir", "errBarType", "errValType", "noEndCap", "plus", "minus", "val", "spPr")
    bars.noEndCap = kind == "fixedVal"
    bars.spPr = GraphicalProperties(ln=line)
    return bars


def _axes(group: Any, chart: NativeChart, *, level: bool) -> None:
    if chart.by_month:
        group.x_axis = DateAxis(crossAx=_AXIS_OF_VALUES, axId=_AXIS_OF_CATEGORIES)
        group.x_axis.number_format = "mmm yy"
        group.x_axis.baseTimeUnit = group.x_axis.majorTimeUnit = "months"
        group.x_axis.majorUnit = max(1, -(-len(chart.categories) // CROWDED))
        group.x_axis.auto = False
    across, values = group.x_axis, group.y_axis
    across.axPos, values.axPos = ("l", "b") if level else ("b", "l")
    across.tickLblPos = "low"
    if level:
        across.scaling.orientation = "maxMin"  # the first name at the top
        values.crosses = "max"
    across.majorGridlines = None
    values.majorGridlines = ChartLines(
        spPr=GraphicalProperties(ln=LineProperties(solidFill=_rgb(GRID), w=6350))
    )
    values.number_format = "#,##0" if (chart.most or 0) >= 1000 else "General"
    values.scaling.min, values.scaling.max, values.majorUnit = chart.least, chart.most, chart.step
    if not isinstance(group, ScatterChart):
        values.crossBetween = "between"
    for axis, title in ((across, chart.category_title), (values, chart.value_title)):
        axis.delete = False
        axis.txPr = words_of(9.0)
        axis.spPr = GraphicalProperties(ln=LineProperties(solidFill=_rgb(MUTED), w=9525))
        axis.majorTickMark = "out"
        axis.title = titled(title, 9.0, turned=axis is values and not level) if title else None


def _at_the_right(group: Any, chart: NativeChart) -> None:
    """A second axis of values, in per cent, over the same categories."""
    group.y_axis.axId, group.y_axis.crossAx = _AXIS_AT_THE_RIGHT, _AXIS_BELOW_IT
    group.x_axis.axId, group.x_axis.crossAx = _AXIS_BELOW_IT, _AXIS_AT_THE_RIGHT
    group.x_axis.delete, group.y_axis.delete = True, False
    group.y_axis.crosses = "max"
    group.y_axis.axPos = "r"
    group.y_axis.majorGridlines = None
    group.y_axis.scaling.min, group.y_axis.scaling.max = 0, 100
    group.y_axis.txPr = words_of(9.0)
    group.y_axis.title = titled(chart.second_title, 9.0, turned=True) if chart.second_title else None


def _rgb(colour: str) -> str:
    return colour.removeprefix("#").upper()
