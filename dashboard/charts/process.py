"""A monthly series with its process limits (XmR), and small multiples of several on one scale."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from dashboard.charts import drawing as go
from dashboard.charts.frame import (
    MARGIN,
    PAPER,
    Picture,
    Standing,
    Table,
    draw_breaks,
    draw_happened,
    explain_marks,
    framed,
    in_lines,
    month_axis,
)
from dashboard.charts.marks import Mark, Marks, Narrowing, Place, of_month
from dashboard.charts.palette import CENTRE, COMMON_CAUSE, INK, LIMIT, MUTED, SPECIAL_CAUSE
from dashboard.domain.periods import month_in_words
from dashboard.measures.months import Happened, MonthState
from dashboard.measures.reporting_lag import expected_in_words
from dashboard.measures.rules import rule_in_words, rules_in_words, side_in_words
from dashboard.measures.series import COUNTED, Series, SeriesPoint
from dashboard.stats import TRIAL_POINTS

HOLLOW = "Hollow: a month that is still filling up or covered only in part; it stays out of the limits."
GAP = "Gap in the line: no extract covers the month; it is not a zero."
NOT_SHOWN = "Gap in the line: the month's count is too few to show, or not shown; it is not a zero."
EXPECTED = "Open diamond: what that month is expected to come to in the end, with its 95 % interval."
SECOND_LOOK = "Dotted limits allow for how much activity each month had."
EXPECTED_IN_THE_END = "Expected in the end"
TITLE_LINE = 22
"""Letters in a line of a panel's title: a third of the narrowest picture (620 pixels) holds no more."""

ROW_HEIGHT, BETWEEN_ROWS = 205, 72
"""Pixels: small multiples keep their shape however many there are."""


def series_picture(
    key: str,
    title: str,
    series: Series,
    standing: Standing,
    *,
    sentence: str,
    caption: str,
    happened: Sequence[Happened],
    how: tuple[str, ...],
    stands_out: tuple[str, ...] = (),
    narrows: Narrowing | None = None,
) -> Picture:
    """One series large: line, points by shape and colour, centre and limits, breaks and annotations.

    narrows: what of the filter a point's incidents are, beside its month; None where no filter asks for them.
    """
    figure = go.Figure()
    for trace in [*_traces(series), *_second_look(series), *_expected(series)]:
        figure.add_trace(trace)
    framed(figure, height=380)
    months = [point.month for point in series.points]
    month_axis(figure, months)
    figure.update_yaxes(title={"text": series.unit, "font": {"size": 13, "color": MUTED}})
    draw_happened(figure, happened, limits=series.chart is not None)
    _explain_marks(figure, [series], expected=True)
    return Picture(
        key,
        title,
        sentence,
        caption,
        figure,
        series_table(series),
        standing,
        how,
        stands_out,
        series.why_this_chart,
        None if narrows is None else partial(_marks, figure, [series], [narrows]),
    )


def small_multiples(
    key: str,
    title: str,
    many: Sequence[Series],
    standing: Standing,
    *,
    sentence: str,
    caption: str,
    happened: Sequence[Happened],
    how: tuple[str, ...],
    what: str = "Drug class",
    stands_out: tuple[str, ...] = (),
    columns: int = 3,
    narrows: Sequence[Narrowing] | None = None,
) -> Picture:
    """Several series on one scale, in the order given (a class with a signal first), one alone as wide as the page; `what` is each of them, `narrows` as in
    `series_picture`, one for each.
    """
    columns = min(columns, max(1, len(many)))
    rows = max(1, -(-len(many) // columns))
    height = ROW_HEIGHT * (2 if len(many) == 1 else rows)
    figure = go.make_subplots(
        rows=rows,
        cols=columns,
        shared_yaxes="all",  # pyright: ignore[reportArgumentType]
        subplot_titles=[in_lines(series.name, TITLE_LINE) for series in many],
        horizontal_spacing=0.05,
        vertical_spacing=BETWEEN_ROWS / height,
    )
    for index, series in enumerate(many):
        row, column = index // columns + 1, index % columns + 1
        for trace in _traces(series, small=True):
            figure.add_trace(trace, row=row, col=column)
    framed(figure, height=MARGIN["t"] + MARGIN["b"] + height)
    if many:
        month_axis(figure, [point.month for point in many[0].points], few=True)
    figure.update_annotations(font={"size": 14, "color": INK})
    draw_breaks(figure, happened, len(many), limits=any(series.chart for series in many))
    _explain_marks(figure, many)
    table = Table(
        (
            what,
            "Month",
            "Incidents",
            "State",
            "Average",
            "Lower limit",
            "Upper limit",
            "Special cause",
        ),
        tuple((series.name, *row) for series in many for row in series_table(series).rows),
    )
    marks = None if narrows is None else partial(_marks, figure, many, narrows)
    return Picture(key, title, sentence, caption, figure, table, standing, how, stands_out, marks=marks)


def _marks(figure: go.Figure, many: Sequence[Series], narrows: Sequence[Narrowing]) -> Marks:
    """A point and a row of the table for each month of each series that has a figure."""
    traces = figure.to_dict()["data"]
    lines = [place for place, trace in enumerate(traces) if trace["mode"] == "lines+markers"]
    points: dict[Place, Mark] = {}
    rows: dict[int, Mark] = {}
    before = 0
    for line, series, narrowed in zip(lines, many, narrows, strict=True):
        for place, point in enumerate(series.points):
            if point.value is not None:
                named = series.name if narrowed else ""
                mark = of_month(point.month, named, point.incidents, narrowed)
                points[line, place] = rows[before + place] = mark
        before += len(series.points)
    for place, trace in enumerate(traces):
        if trace["name"] == EXPECTED_IN_THE_END:
            for at in range(len(trace["x"])):
                points[place, at] = Mark("What a month is expected to come to", None, None)
    return Marks(points, rows)


def series_table(series: Series) -> Table:
    rows = []
    for point in series.points:
        process = point.process
        rows.append(
            (
                month_in_words(point.month),
                point.value if point.value is not None else "no figure",
                point.state.value,
                process.centre if process else None,
                max(0.0, process.lower) if process and process.lower is not None else None,
                process.upper if process else None,
                _signal_words(series, point),
            )
        )
    return Table(
        ("Month", series.unit, "State", "Average", "Lower limit", "Upper limit", "Special cause"), tuple(rows)
    )


def _signal_words(series: Series, point: SeriesPoint) -> str:
    if point.process is None or not point.process.signal:
        return ""
    side = side_in_words(point.process.rule, point.process.high)
    return f"{side}: {rule_in_words(point.process.rule, series.rules)}"


def _traces(series: Series, *, small: bool = False) -> list[Any]:
    """Limits and centre, group by group (nothing joins across a break), then the line, then the points."""
    traces: list[Any] = []
    groups: dict[int, list[SeriesPoint]] = {}
    for point in series.points:
        if point.process:
            groups.setdefault(point.process.group, []).append(point)
    for points in groups.values():
        days = [point.month.isoformat() for point in points]
        levels = (
            ("Average", [p.process.centre for p in points if p.process], CENTRE, "solid"),
            ("Upper limit", [p.process.upper for p in points if p.process], LIMIT, "dash"),
            ("Lower limit", [_floored(p.process.lower) for p in points if p.process], LIMIT, "dash"),
        )
        for name, level, colour, dash in levels:
            traces.append(
                go.Scatter(
                    x=days, y=level, mode="lines", name=name, hoverinfo="skip",
                    line={"color": colour, "width": 1 if small else 1.4, "dash": dash},
                )
            )  # fmt: skip
    traces.append(
        go.Scatter(
            x=[point.month.isoformat() for point in series.points],
            y=[point.value for point in series.points],
            mode="lines+markers",
            connectgaps=False,
            name=series.name,
            line={"color": COMMON_CAUSE, "width": 1.5 if small else 2},
            marker=_markers(series, 6 if small else 10),
            customdata=[[_hover(series, point)] for point in series.points],
            hovertemplate="%{customdata[0]}<extra></extra>",
        )
    )
    return traces


def _second_look(series: Series) -> list[Any]:
    """The limits that allow for each month's activity, as dotted lines, where they say otherwise of the newest month."""
    if series.second_look is None:
        return []
    days = [point.month.isoformat() for point in series.points]
    return [
        go.Scatter(
            x=days, y=levels, mode="lines", name=name, hoverinfo="skip", connectgaps=False,
            line={"color": SPECIAL_CAUSE, "width": 1.2, "dash": "dot", "shape": "hvh"},
        )
        for name, levels in (
            ("Upper limit allowing for activity", [point.upper for point in series.second_look.points]),
            ("Lower limit allowing for activity", [point.lower for point in series.second_look.points]),
        )
    ]  # fmt: skip


def _expected(series: Series) -> list[Any]:
    """What months that are still filling up will come to, with its interval: where they are counts, or rates of counts."""
    points = [
        (point, point.value / point.incidents)
        for point in series.points
        if point.expected and point.value and point.incidents
    ]
    if not points:
        return []
    return [
        go.Scatter(
            x=[point.month.isoformat() for point, _ in points],
            y=[point.expected.expected * per for point, per in points if point.expected],
            mode="markers",
            name=EXPECTED_IN_THE_END,
            marker={
                "symbol": "diamond-open",
                "size": 9,
                "color": COMMON_CAUSE,
                "line": {"color": COMMON_CAUSE, "width": 1.5},
            },
            error_y={
                "type": "data",
                "symmetric": False,
                "array": [(p.expected.upper - p.expected.expected) * per for p, per in points if p.expected],
                "arrayminus": [
                    (p.expected.expected - p.expected.lower) * per for p, per in points if p.expected
                ],
                "color": COMMON_CAUSE,
                "thickness": 1.2,
                "width": 4,
            },
            customdata=[
                [f"{month_in_words(p.month)}: {expected_in_words(p.incidents or 0, p.expected)}"]
                for p, _ in points
                if p.expected
            ],
            hovertemplate="%{customdata[0]}<extra></extra>",
        )
    ]


def _explain_marks(figure: go.Figure, many: Sequence[Series], *, expected: bool = False) -> None:
    points = [point for series in many for point in series.points if point.value is not None]
    if any(point.state is not MonthState.COUNTED for point in points):
        explain_marks(figure, HOLLOW)
    if any(point.state is MonthState.MISSING for series in many for point in series.points):
        explain_marks(figure, GAP)
    if any(
        point.state in (MonthState.TOO_FEW, MonthState.WITHHELD) for series in many for point in series.points
    ):
        explain_marks(figure, NOT_SHOWN)
    if expected and any(point.expected and point.value and point.incidents for point in points):
        explain_marks(figure, EXPECTED)
    if any(series.second_look for series in many):
        explain_marks(figure, SECOND_LOOK)


def _floored(value: float | None) -> float | None:
    """A rate or count cannot be below zero: the lower limit is drawn from zero up."""
    return None if value is None else max(0.0, value)


def _markers(series: Series, size: int) -> dict[str, Any]:
    symbols, fills, lines, sizes = [], [], [], []
    for point in series.points:
        special = bool(point.process and point.process.signal)
        high = special and point.process is not None and point.process.high
        symbols.append("triangle-up" if high else "triangle-down" if special else "circle")
        colour = SPECIAL_CAUSE if special else COMMON_CAUSE
        hollow = point.state is not MonthState.COUNTED
        fills.append(PAPER if hollow else colour)
        lines.append(colour)
        sizes.append(size * 1.4 if special else size)
    return {
        "symbol": symbols,
        "color": fills,
        "size": sizes,
        "line": {"color": lines, "width": 1.5},
        "opacity": 1,
    }


def _hover(series: Series, point: SeriesPoint) -> str:
    parts, digits = [f"<b>{month_in_words(point.month)}</b>"], series.decimals
    if point.value is None:
        parts.append("no figure: " + point.state.value)
    else:
        shown = f"{point.value:,.{digits}f}" if series.unit != COUNTED else f"{point.value:,.0f}"
        parts.append(f"{shown} {series.unit[0].lower()}{series.unit[1:]}")
    if point.incidents is not None and series.unit != COUNTED:
        parts.append(f"{point.incidents:,} incidents")
    if point.lower is not None and point.upper is not None:
        parts.append(f"95 % interval {point.lower:.{digits}f} to {point.upper:.{digits}f}")
    if usual := series.usual(point):
        parts.append(f"usual here: {usual[0]:.{digits}f} to {usual[1]:.{digits}f}")
    if point.state is not MonthState.COUNTED:
        parts.append(point.state.value)
    if words := _signal_words(series, point):
        parts.append(words)
    return "<br>".join(parts)


def how_limits_are_worked_out(series: Series) -> tuple[str, ...]:
    """The method behind a series' limits, for 'How this is worked out'."""
    if not series.chart:
        return (series.why_this_chart,)
    lines = [
        *rules_in_words(series.rules),
        "Lower limits below zero are drawn at zero. Limits begin anew at each break, and a month without figures ends runs "
        "and trends.",
    ]
    if series.choice.trial:
        lines.append(f"Fewer than {TRIAL_POINTS} complete months: these are trial limits.")
    return tuple(lines)
