"""`limits`: a run or control chart of a small table of figures, as CSV at full precision or as JSON with its summary."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard.cli.figures import Figures, day_of, read_figures, refusing
from dashboard.cli.telling import Refusal, write
from dashboard.reports.export import csv_text
from dashboard.stats import (
    ChartKind,
    ControlChart,
    Direction,
    ProcessChart,
    RunsAnalysis,
    control_chart,
    process_limits,
)
from dashboard.stats.control_charts import NEEDS_ACTIVITY, TAKES_NO_ACTIVITY
from dashboard.stats.icons import variation

XMR = "xmr"
CHARTS = (XMR, *(kind.value for kind in ChartKind))
COLUMNS = ("date", "value", "centre", "lower", "upper", "signal", "rule", "point_type", "part")
SCREENED = {XMR, "i", "ip", "up", "pp", "t"}
"""The charts whose spread is a mean moving range, of which the largest are left out once."""

DATE, VALUE, DENOMINATOR = "date", "value", "denominator"


@dataclass(slots=True)
class _Series:
    """The rows in the order of their dates; `points` says which point (from 0) each row belongs to, and `dates` how the
    date of each point is printed. Rows of one date are one point, save on an xmr chart."""

    figures: Figures
    row_numbers: list[int]
    values: list[float | None]
    activity: list[float | None] | None
    days: list[Any] | None
    points: list[int]
    dates: list[str]
    notes: list[str] = field(default_factory=list)

    def starts(self, options: argparse.Namespace) -> list[int]:
        """The points at which a new part begins, from --rebase (a date) and --part (the point before)."""
        found = [_point(number, self, "--part", last=len(self.dates) - 1) + 1 for number in options.part]
        known = dict(zip(self.days or (), self.points, strict=False))
        for text in options.rebase:
            day = day_of(text)
            if day is None:
                raise Refusal(
                    f"--rebase needs a date as the file writes them, such as 2026-03-31; it was '{text}'."
                )
            if self.days is None:
                raise Refusal(
                    f"--rebase needs dates and {self.figures.file_name} has no column '{DATE}': name it with --date, or "
                    "give the last point of the old part with --part."
                )
            if day[0] in known:
                found.append(known[day[0]])
            else:
                self.notes.append(f"No row has the date {text}, so --rebase {text} changes nothing.")
        return sorted(set(found) - {0})

    def excluded(self, options: argparse.Namespace) -> list[bool] | None:
        """A flag a row: whether its point is excluded."""
        if not options.exclude:
            return None
        out = {_point(number, self, "--exclude") for number in options.exclude}
        return [point in out for point in self.points]

    def note_left_out(self, points: Sequence[int]) -> None:
        if points:
            named = ", ".join(self.dates[point] or str(point + 1) for point in points)
            self.notes.append(
                f"Events without activity have no rate and stay out of the chart; points: {named}."
            )


def limits(options: argparse.Namespace) -> None:
    """Print one row a point. What was left aside is said in a line on stderr, and under `notes` in JSON."""
    _belongs(options)
    series = _series(options, read_figures(options.file))
    xmr = options.chart == XMR
    rows, summary, parts, left_out = (_xmr if xmr else _control)(options, series)
    if options.json:
        told = {
            "chart": options.chart,
            "columns": COLUMNS,
            "points": [dict(zip(COLUMNS, row, strict=True)) for row in rows],
            "summary": summary,
            "parts": parts,
            "left_out": [point + 1 for point in left_out],
            "notes": series.notes,
        }
        write(json.dumps(told, allow_nan=False))
        return
    for note in series.notes:
        print(note, file=sys.stderr)
    write(csv_text(COLUMNS, rows))


def _belongs(options: argparse.Namespace) -> None:
    """Refuse an option that this chart does not have, with the one to use instead."""
    chart = options.chart
    xmr = chart == XMR
    asked: tuple[tuple[bool, str], ...] = (
        (xmr and options.freeze is not None, "--freeze is for the other charts: use --fix-after"),
        (not xmr and options.fix_after is not None, "--fix-after is for an xmr chart: use --freeze"),
        (not xmr and options.target is not None, "--target is for an xmr chart: use --chart xmr"),
        (
            xmr and options.centre is not None,
            "--centre is for the other charts: use --target, or --chart i",
        ),
        (
            options.not_below_zero and chart not in ("i", "ip"),
            "--not-below-zero is for i and ip charts: use --chart i",
        ),
        (
            options.no_screen and chart not in SCREENED,
            "--no-screen is for charts of moving ranges (xmr, i, ip, up, pp, t): leave it out here",
        ),
        (
            options.denominator is not None and chart in TAKES_NO_ACTIVITY,
            f"--denominator is not for a {chart} chart: use --chart u for a rate, p for a proportion",
        ),
        (
            options.freeze is not None and bool(options.part or options.rebase),
            "--freeze goes with neither --part nor --rebase: use one of them",
        ),
    )
    for refused, sentence in asked:
        if refused:
            raise Refusal(f"{sentence}.")


def _series(options: argparse.Namespace, figures: Figures) -> _Series:
    values = figures.figures(options.value or VALUE, "--value")
    activity = None
    if options.denominator is not None or options.chart in NEEDS_ACTIVITY:
        # A chart that needs one looks for the column of that name; the others draw a ratio only when it is asked for.
        activity = figures.figures(options.denominator or DENOMINATOR, "--denominator")
    days: list[Any] | None = None
    dates = [""] * len(values)
    points = order = list(range(len(values)))
    if options.date is not None or figures.has(DATE):
        read = figures.days(options.date or DATE, "--date")
        order = sorted(order, key=lambda row: read[row][0])
        days = [read[row][0] for row in order]
        if options.chart != XMR:
            rank = {day: at for at, day in enumerate(dict.fromkeys(days))}
            points = [rank[day] for day in days]
        printed = {point: read[row][1] for point, row in reversed(list(zip(points, order, strict=True)))}
        dates = [printed[point] for point in sorted(printed)]
    return _Series(
        figures=figures,
        row_numbers=[figures.numbers[row] for row in order],
        values=[values[row] for row in order],
        activity=None if activity is None else [activity[row] for row in order],
        days=days,
        points=points,
        dates=dates,
    )


def _point(number: int, series: _Series, option: str, last: int | None = None) -> int:
    """A point that a person counts from 1, from 0. Raises Refusal outside the series."""
    most = len(series.dates) if last is None else last
    if not 1 <= number <= most:
        raise Refusal(
            f"{option} {number} is no point that it can name: {series.figures.file_name} has {len(series.dates)} points, "
            f"counted from 1 in the order of dates, and the highest for {option} is {max(most, 0)}."
        )
    return number - 1


_Drawn = tuple[list[list[object]], dict[str, object], list[dict[str, object]], Sequence[int]]
"""The rows to print, the summary, the parts, and the points left out (from 0)."""


def _xmr(options: argparse.Namespace, series: _Series) -> _Drawn:
    values, left_out = _rates(series)
    scale = options.multiply
    chart: ProcessChart = _asked(
        series,
        lambda: process_limits(
            values,
            dates=series.days,
            rebase=series.starts(options),
            fix_after=options.fix_after,
            screen=not options.no_screen,
            direction=Direction(options.direction),
            # The series is judged before it is multiplied, so that no rounding of the product makes a signal.
            target=None if options.target is None else options.target / scale,
            excluded=series.excluded(options),
        ),
    )
    series.note_left_out(left_out)
    rows = [_row(series.dates[at], point, point.group + 1, scale) for at, point in enumerate(chart.points)]
    parts = []
    for number, group in enumerate(chart.groups):
        parts.append(
            {
                **_part(number, group.first, group.last, group.baseline, chart.runs(number)),
                "runs_signal": chart.runs(number).signal,
                "centre": _scaled(group.centre, scale),
                "lower": _scaled(group.lower, scale),
                "upper": _scaled(group.upper, scale),
                "mean_moving_range": _scaled(group.mean_moving_range, scale),
                "trial": group.trial,
                "why_no_limits": group.why_no_limits,
            }
        )
    summary = {"variation": chart.variation, "assurance": chart.assurance, **_newest(parts)}
    return rows, summary, parts, left_out


def _control(options: argparse.Namespace, series: _Series) -> _Drawn:
    kind, scale = ChartKind(options.chart), options.multiply
    if options.freeze is not None:
        _point(options.freeze, series, "--freeze")

    def draw(values: Sequence[float | None], activity: Sequence[float | None] | None, **more: Any) -> Any:
        return control_chart(kind, values, activity, **more)

    chart: ControlChart = _asked(
        series,
        lambda: draw(
            series.values,
            series.activity,
            dates=series.days,
            freeze=options.freeze,
            parts=series.starts(options),
            excluded=series.excluded(options),
            centre=None if options.centre is None else options.centre / scale,
            multiply=scale,
            screen=not options.no_screen,
            not_below_zero=options.not_below_zero,
            direction=Direction(options.direction),
        ),
        alone=draw,
    )
    series.note_left_out(chart.left_out)
    rows = [_row(series.dates[point.index], point, point.part + 1, 1.0) for point in chart.points]
    parts: list[dict[str, object]] = [
        {
            **_part(number, part.first, part.last, part.baseline, part.runs),
            "runs_signal": part.runs_signal,
            "centre": part.centre,
        }
        for number, part in enumerate(chart.parts)
    ]
    newest = next((point for point in reversed(chart.points) if point.counts), None)
    # A run chart has no limits: its newest point alone says nothing.
    icon = None if newest is None or kind is ChartKind.RUN else variation(newest.point_type, newest.high)
    return rows, {"variation": icon, "assurance": None, **_newest(parts)}, parts, chart.left_out


def _rates(series: _Series) -> tuple[list[float | None], list[int]]:
    """The values, over their activity where there is one, and the points with events but no activity."""
    if series.activity is None:
        return series.values, []
    rates: list[float | None] = []
    left_out: list[int] = []
    for at, (value, size) in enumerate(zip(series.values, series.activity, strict=True)):
        if size is not None and size < 0:
            raise Refusal(
                f"{series.figures.file_name}, row {series.row_numbers[at]}: the denominator is below zero; "
                "correct it, or leave it blank if it is not known."
            )
        rates.append(value / size if value is not None and size else None)
        if value and size == 0:
            left_out.append(at)
    return rates, left_out


def _asked(series: _Series, drawn: Callable[[], Any], alone: Callable[..., Any] | None = None) -> Any:
    """The chart, or a refusal that names the first row that no such chart takes even by itself."""
    try:
        with refusing(series.figures.file_name):
            return drawn()
    except Refusal:
        for number, value, size in zip(
            series.row_numbers, series.values, series.activity or series.values, strict=True
        ):
            if alone is not None:
                with refusing(f"{series.figures.file_name}, row {number}"):
                    alone([value], None if series.activity is None else [size])
        raise


def _row(date: str, point: Any, part: int, scale: float) -> list[object]:
    levels = (point.value, point.centre, point.lower, point.upper)
    return [
        date or None, *(_scaled(level, scale) for level in levels), point.signal, point.rule, point.point_type, part,
    ]  # fmt: skip


def _scaled(level: float | None, scale: float) -> float | None:
    return None if level is None else level * scale


def _part(number: int, first: int, last: int, baseline: int, runs: RunsAnalysis) -> dict[str, object]:
    return {
        "part": number + 1,
        "first_point": first + 1,
        "last_point": last + 1,
        "baseline_points": baseline,
        "useful_points": runs.useful,
        "longest_run": runs.longest_run,
        "longest_run_limit": runs.longest_run_limit,
        "crossings": runs.crossings,
        "crossings_limit": runs.crossings_limit,
    }


_OF_A_PART = (
    "useful_points", "longest_run", "longest_run_limit", "crossings", "crossings_limit", "runs_signal", "trial",
    "why_no_limits",
)  # fmt: skip


def _newest(parts: Sequence[dict[str, object]]) -> dict[str, object]:
    """What the summary says of the newest part."""
    return {name: parts[-1][name] if parts else None for name in _OF_A_PART if not parts or name in parts[-1]}
