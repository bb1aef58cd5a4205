"""Run and control charts with a frozen baseline, parts and exclusions, and Anhøj's run rules for each part."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dashboard.stats.baseline import mean, same_length, sound
from dashboard.stats.direction import Direction, PointType, point_type
from dashboard.stats.errors import (
    CountAboveTotal,
    NegativeCount,
    NoActivity,
    NoTimeBetween,
    UnknownChart,
    UnknownPoint,
)
from dashboard.stats.levels import LEVELS, Levels, PartRows
from dashboard.stats.runs import RunsAnalysis, runs_analysis
from dashboard.stats.special_cause import Rule
from dashboard.stats.xmr import stretches


class ChartKind(StrEnum):
    """The charts, by the short names of qicharts2 (ip, up, pp: I', U', P')."""

    RUN = "run"
    I = "i"  # noqa: E741
    MR = "mr"
    I_PRIME = "ip"
    C = "c"
    U = "u"
    U_PRIME = "up"
    P = "p"
    P_PRIME = "pp"
    G = "g"
    T = "t"


NEEDS_ACTIVITY = frozenset(
    (ChartKind.I_PRIME, ChartKind.U, ChartKind.U_PRIME, ChartKind.P, ChartKind.P_PRIME)
)
TAKES_NO_ACTIVITY = frozenset((ChartKind.C, ChartKind.G, ChartKind.T))
PROPORTIONS = frozenset((ChartKind.P, ChartKind.P_PRIME))
COUNTS = frozenset((ChartKind.C, ChartKind.U, ChartKind.U_PRIME, ChartKind.P, ChartKind.P_PRIME, ChartKind.G))

ON_THE_CENTRE = 1e-12
"""A rate this close to the pooled rate (relative) is on it: the quotients of equal rates can differ in the last bit,
and twelve equal rates would else be a run of twelve."""


@dataclass(frozen=True, slots=True)
class ControlPoint:
    """One point in date order; `index` counts from 0 after rows of one date are added up.

    value and levels are in the unit asked for (times `multiply`); None where missing or not calculable.
    count and activity are the sums as given (activity None without a denominator). Limits are three standard
    deviations, warning limits two. counts: takes part in levels and runs (an excluded point can still signal).
    rule is outside or none.
    """

    index: int
    value: float | None
    count: float | None
    activity: float | None
    centre: float | None
    lower: float | None
    lower_warning: float | None
    upper_warning: float | None
    upper: float | None
    signal: bool
    rule: Rule
    point_type: PointType
    part: int
    high: bool | None
    counts: bool


@dataclass(frozen=True, slots=True)
class ControlPart:
    """One part: points `first` to `last`, both included. baseline: points that the levels rest on.

    runs: Anhøj's analysis about the centre. runs_signal: its verdict, always False on an mr chart, whose points are
    not independent.
    """

    first: int
    last: int
    centre: float | None
    baseline: int
    runs: RunsAnalysis
    runs_signal: bool


@dataclass(frozen=True, slots=True)
class ControlChart:
    """A chart. left_out: points with events but no activity, which no rate can take in."""

    kind: ChartKind
    points: tuple[ControlPoint, ...]
    parts: tuple[ControlPart, ...]
    left_out: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    value: float | None
    count: float | None
    activity: float | None
    excluded: bool


def control_chart(
    kind: ChartKind | str,
    values: Sequence[float | None],
    activity: Sequence[float | None] | None = None,
    *,
    dates: Sequence[date] | None = None,
    freeze: int | None = None,
    parts: Collection[int] = (),
    excluded: Sequence[bool] | None = None,
    centre: float | None = None,
    multiply: float = 1.0,
    screen: bool = True,
    not_below_zero: bool = False,
    direction: Direction = Direction.NEUTRAL,
) -> ControlChart:
    """Draw up a run or control chart, as qicharts2 does.

    values: counts (c, u, u', p, p', g), times between events (t) or measurements (run, i, mr, i'); None or NaN is
    missing. activity: the denominator, in the same order; needed by i', u, u', p and p'; a run, i or mr chart then
    draws the ratio; c, g and t take none. A row without count or without activity is missing as a whole.
    dates: rows of one date are added up (without activity averaged, except for c), and put in order.
    freeze: levels rest on the first so many points. parts: points after which a new part begins (24: the 25th begins
    it); each part has levels and runs of its own. Not both. excluded, a flag a row: out of levels and runs, closed up.
    centre: a given centre line (before `multiply`). screen: leave large moving ranges out once (i, i', u', p', t).
    not_below_zero: on i and i' charts lower limits below zero are drawn at zero if no value is negative.

    Degenerate series. All missing or empty: no levels. One point: a centre; limits only on c, u, p and g. Constant:
    i (screened), i', t: no limits, as no moving range is left. All zero: c, u, p, g limits at 0, u' and p' none.
    Zero activity without events: no value, no limits there. With events: the same, the events stay out of the centre,
    and the point is in `left_out` (qicharts2 draws an infinite rate). None of them signals.

    Raises UnknownChart, UnequalLengths, NotANumber, UnknownPoint, NegativeCount, NoActivity (negative), CountAboveTotal
    (p, p'), NoTimeBetween (t).
    """
    chart = _kind(kind)
    _check_options(chart, activity is not None, freeze, parts)
    _check_centre(chart, centre)
    rows = _rows(chart, values, activity, dates, excluded)
    if freeze is not None and not 1 <= freeze <= len(rows):
        raise UnknownPoint(f"cannot freeze after point {freeze} of {len(rows)} (counted from 1)")
    points: list[ControlPoint] = []
    drawn: list[ControlPart] = []
    for first, stop in stretches(len(rows), [part for part in parts if part]):
        base = [not row.excluded and (freeze is None or index < freeze) for index, row in enumerate(rows)][
            first:stop
        ]
        levels = LEVELS[chart](_part_rows(rows[first:stop], base, centre, screen))
        levels = _floored(levels) if not_below_zero and chart in (ChartKind.I, ChartKind.I_PRIME) else levels
        points += _points(rows[first:stop], levels, first, len(drawn), multiply, direction)
        drawn.append(_part(chart, rows[first:stop], levels, base, first, multiply))
    left_out = tuple(
        index for index, row in enumerate(rows) if row.value is None and row.count and row.activity == 0
    )
    return ControlChart(chart, tuple(points), tuple(drawn), left_out)


def _kind(kind: ChartKind | str) -> ChartKind:
    try:
        return ChartKind(kind)
    except ValueError:
        raise UnknownChart(f"no chart is called {kind!r}; there are {', '.join(ChartKind)}") from None


def _check_options(chart: ChartKind, has_activity: bool, freeze: int | None, parts: Collection[int]) -> None:
    if chart in NEEDS_ACTIVITY and not has_activity:
        raise UnknownChart(f"a {chart} chart needs a denominator for each value")
    if chart in TAKES_NO_ACTIVITY and has_activity:
        raise UnknownChart(f"a {chart} chart takes no denominator; for a rate draw u, for a proportion p")
    if freeze is not None and any(parts):
        raise UnknownChart("a frozen baseline and parts exclude each other: give one of them")


def _check_centre(chart: ChartKind, centre: float | None) -> None:
    (given,) = sound([centre])
    if given is None:
        return
    if chart in COUNTS and given < 0:
        raise NegativeCount(f"a {chart} chart counts events; its centre is below zero")
    if chart in PROPORTIONS and given > 1:
        raise CountAboveTotal(f"a {chart} chart draws parts of a total; its centre is above one: {given}")
    if chart is ChartKind.T and given <= 0:
        raise NoTimeBetween("the centre of times between events must be above zero")


def _rows(
    chart: ChartKind,
    values: Sequence[float | None],
    activity: Sequence[float | None] | None,
    dates: Sequence[date] | None,
    excluded: Sequence[bool] | None,
) -> list[_Row]:
    """The points to draw: rows of one date together, in the order of dates (as they stand without dates)."""
    same_length(len(values), activity=activity, dates=dates, excluded=excluded)
    numbers = sound(values)
    sizes = None if activity is None else sound(activity)
    _check_counts(chart, numbers, sizes)
    together: dict[object, list[int]] = {}
    for position in range(len(numbers)):
        together.setdefault(position if dates is None else dates[position], []).append(position)
    order = sorted(together, key=lambda key: key) if dates is not None else list(together)  # type: ignore[arg-type]
    return [_row(chart, numbers, sizes, excluded, together[key]) for key in order]


def _check_counts(
    chart: ChartKind, values: Sequence[float | None], activity: Sequence[float | None] | None
) -> None:
    if chart in COUNTS and any(value is not None and value < 0 for value in values):
        raise NegativeCount(f"a {chart} chart counts events; a value is below zero")
    for size, value in zip(activity or (), values, strict=False):
        if size is not None and size < 0:
            raise NoActivity(f"a denominator is below zero: {size}")
        if chart in PROPORTIONS and size is not None and value is not None and 0 < size < value:
            raise CountAboveTotal(f"{value} counted out of a total of {size}")


def _row(
    chart: ChartKind,
    values: Sequence[float | None],
    activity: Sequence[float | None] | None,
    excluded: Sequence[bool] | None,
    positions: Sequence[int],
) -> _Row:
    out = excluded is not None and any(excluded[position] for position in positions)
    if activity is None:
        present = [value for position in positions if (value := values[position]) is not None]
        if not present:
            return _Row(None, None, None, out)
        total = math.fsum(present)
        return _Row(total if chart is ChartKind.C else mean(present), total, None, out)
    pairs = [
        (value, size)
        for position in positions
        if (value := values[position]) is not None and (size := activity[position]) is not None
    ]
    if not pairs:
        return _Row(None, None, None, out)
    count, size = math.fsum(value for value, _ in pairs), math.fsum(size for _, size in pairs)
    return _Row(count / size if size else None, count, size, out)


def _part_rows(rows: Sequence[_Row], base: Sequence[bool], centre: float | None, screen: bool) -> PartRows:
    return PartRows(
        [row.value for row in rows],
        [row.count for row in rows],
        [row.activity for row in rows],
        base,
        centre,
        screen,
    )


def _floored(levels: Levels) -> Levels:
    if any(value is not None and value < 0 for value in levels.values):
        return levels

    def floor(limits: Sequence[float | None]) -> list[float | None]:
        return [None if limit is None else max(limit, 0.0) for limit in limits]

    return Levels(
        levels.values,
        levels.centre,
        floor(levels.lower),
        floor(levels.lower_warning),
        levels.upper_warning,
        levels.upper,
    )


def _points(
    rows: Sequence[_Row], levels: Levels, first: int, part: int, multiply: float, direction: Direction
) -> list[ControlPoint]:
    def scaled(level: float | None) -> float | None:
        return None if level is None else level * multiply

    points = []
    for offset, row in enumerate(rows):
        value, lower, upper = levels.values[offset], levels.lower[offset], levels.upper[offset]
        sign = 0
        if value is not None and lower is not None and upper is not None:
            sign = (value > upper) - (value < lower)
        points.append(
            ControlPoint(
                index=first + offset,
                value=scaled(value),
                count=row.count,
                activity=row.activity,
                centre=scaled(levels.centre),
                lower=scaled(lower),
                lower_warning=scaled(levels.lower_warning[offset]),
                upper_warning=scaled(levels.upper_warning[offset]),
                upper=scaled(upper),
                signal=sign != 0,
                rule=Rule.OUTSIDE if sign else Rule.NONE,
                point_type=point_type(sign, direction),
                part=part,
                high=sign > 0 if sign else None,
                counts=value is not None and not row.excluded,
            )
        )
    return points


def _part(
    chart: ChartKind, rows: Sequence[_Row], levels: Levels, base: Sequence[bool], first: int, multiply: float
) -> ControlPart:
    centre = levels.centre
    judged = [
        centre if value is not None and centre is not None and _on(value, centre) else value
        for value, row in zip(levels.values, rows, strict=True)
        if not row.excluded
    ]
    runs = runs_analysis(judged, centre)
    baseline = sum(used and value is not None for used, value in zip(base, levels.values, strict=True))
    return ControlPart(
        first,
        first + len(rows) - 1,
        None if centre is None else centre * multiply,
        baseline,
        runs,
        runs.signal and chart is not ChartKind.MR,
    )


def _on(value: float, centre: float) -> bool:
    return math.isclose(value, centre, rel_tol=ON_THE_CENTRE)
