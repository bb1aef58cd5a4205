"""XmR process limits as Making Data Count teaches them: groups, limits, signals and the facts behind the icons.

Sources: Wheeler (1993), Understanding Variation; NHS England, Making Data Count; NHSRplotthedots 0.2.2.
"""

import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from dashboard.stats.baseline import date_order, mean, moving_ranges, same_length, screened_mean, sound
from dashboard.stats.direction import Direction, PointType, point_type
from dashboard.stats.errors import BaselineTooShort, UnknownPoint
from dashboard.stats.icons import Assurance, Variation, assurance, variation
from dashboard.stats.presets import NHSR_PLOT_THE_DOTS, RulePreset
from dashboard.stats.runs import RunsAnalysis, runs_analysis
from dashboard.stats.special_cause import NO_SIGNAL, Label, Rule, special_causes

TRIAL_POINTS = 12
"""Limits worked out from fewer points are trial limits; a baseline is fixed on no fewer."""


class NoLimits(StrEnum):
    """Why a group has no process limits."""

    NO_POINT = "no point has a value"
    NO_MOVING_RANGE = "no two neighbouring points have values"
    NO_VARIATION = "all moving ranges are zero, and screening leaves none"


@dataclass(frozen=True, slots=True)
class ProcessPoint:
    """One point, in date order. `index`: its position in the values as given. `group`: its place in `groups`.

    Levels are in the unit of the values. `value` is None where missing; `centre`, `lower` and `upper` are None where
    the group has none. Limits are not cut at zero or one: that is the drawing's choice. `high` says which way the
    signal goes (True high or rising); None without a signal. `counts` is False for a missing or excluded point,
    which nothing judges: no signal, rule none, common cause.
    """

    index: int
    value: float | None
    centre: float | None
    lower: float | None
    upper: float | None
    signal: bool
    rule: Rule
    point_type: PointType
    group: int
    high: bool | None = None
    counts: bool = True


@dataclass(frozen=True, slots=True)
class ProcessGroup:
    """One stretch between rebases: points `first` to `last` (positions in date order, both included).

    points: how many count (have a value, are not excluded). baseline: how many of them the limits rest on.
    trial: fewer than 12 of them. why_no_limits: None where there are limits.
    """

    first: int
    last: int
    points: int
    baseline: int
    centre: float | None
    lower: float | None
    upper: float | None
    mean_moving_range: float | None
    trial: bool
    why_no_limits: NoLimits | None


@dataclass(frozen=True, slots=True)
class ProcessChart:
    """A judged series. `variation` is None where no point counts; `assurance` None where no icon is drawn.

    trial: the newest group, whose limits judge the newest point, has trial limits.
    """

    points: tuple[ProcessPoint, ...]
    groups: tuple[ProcessGroup, ...]
    variation: Variation | None
    assurance: Assurance | None
    trial: bool

    def runs(self, group: int = -1) -> RunsAnalysis:
        """Anhøj's runs analysis of a group's points that count, about its centre (the newest group unless told).

        Missing and excluded points end a run here as they end a shift.
        """
        if not self.groups:
            return runs_analysis([], None)
        chosen = self.groups[group]
        members = self.points[chosen.first : chosen.last + 1]
        counting = [point.value if point.counts else None for point in members]
        return runs_analysis(counting, chosen.centre, end_at_missing=True)


class _Stretch(NamedTuple):
    """The rows of one group: where they stood, what is drawn, what counts, and the group's number."""

    positions: Sequence[int]
    drawn: Sequence[float | None]
    counted: Sequence[float | None]
    number: int


def process_limits(
    values: Sequence[float | None],
    *,
    dates: Sequence[date] | None = None,
    rebase: Collection[int] = (),
    fix_after: int | None = None,
    screen: bool = True,
    direction: Direction = Direction.NEUTRAL,
    target: float | None = None,
    preset: RulePreset = NHSR_PLOT_THE_DOTS,
    excluded: Sequence[bool] | None = None,
) -> ProcessChart:
    """Judge a series by an XmR chart.

    values: any unit. None or NaN is a missing point: it ends runs, and no moving range spans it; the R package closes
    it up. dates: when given, rows are put in their order first; without, rows stand in order already.
    rebase: positions (in date order) at which a new group starts; 0 changes nothing. Runs never cross a rebase.
    fix_after: limits of each group rest on its first so many counting points (12 or more); all, if it has fewer.
    screen: leave moving ranges at or above 3.267 times their mean out, once (if the preset screens at all).
    excluded: True for points that are drawn but stay out of limits, signals and runs (a month still filling up); they
    end runs as missing points do.

    Degenerate series. No values: no points, no groups. All missing: one group, no levels. One point: a centre, no
    limits, no signal. Constant (all zero too): with screening no limits, as no moving range is left; without, both
    limits on the mean. Neither gives a signal.

    Raises UnequalLengths, DuplicateDates, NotANumber, UnknownPoint (rebase outside the series), BaselineTooShort.
    """
    if fix_after is not None and fix_after < TRIAL_POINTS:
        raise BaselineTooShort(
            f"a fixed baseline needs {TRIAL_POINTS} points or more; {fix_after} were asked for"
        )
    same_length(len(values), excluded=excluded)
    order = date_order(dates, len(values))
    given = sound(values)
    drawn = [given[position] for position in order]
    counted = drawn
    if excluded is not None:
        counted = [
            None if excluded[position] else value for position, value in zip(order, drawn, strict=True)
        ]
    factor = preset.screening_factor if screen else None
    points: list[ProcessPoint] = []
    groups: list[ProcessGroup] = []
    for first, stop in stretches(len(drawn), rebase):
        group = process_group(counted[first:stop], first, fix_after, factor, preset)
        stretch = _Stretch(order[first:stop], drawn[first:stop], counted[first:stop], len(groups))
        points += _points(stretch, group, _labels(stretch.counted, group, preset), direction)
        groups.append(group)
    shown, promised = _icons(points, groups, target, direction)
    return ProcessChart(tuple(points), tuple(groups), shown, promised, bool(groups) and groups[-1].trial)


def stretches(length: int, starts: Collection[int]) -> list[tuple[int, int]]:
    """The stretches (first, one past the last) that a series falls into when new ones start at `starts`.

    Raises UnknownPoint for a start outside the series.
    """
    for start in starts:
        if not 0 <= start < length:
            raise UnknownPoint(
                f"a new group cannot start at point {start} of a series of {length} (counted from 0)"
            )
    edges = sorted({0, length, *starts})
    return list(itertools.pairwise(edges))


def process_group(
    values: Sequence[float | None],
    first: int,
    fix_after: int | None,
    screening: float | None,
    preset: RulePreset,
) -> ProcessGroup:
    """The levels of one stretch: mean of the baseline, and mean plus and minus `limit_factor` mean moving ranges."""
    baseline = values if fix_after is None else _first_counting(values, fix_after)
    counting = [value for value in values if value is not None]
    resting = counting if fix_after is None else [value for value in baseline if value is not None]
    centre = lower = upper = spread = None
    why = NoLimits.NO_POINT
    if resting:
        centre = mean(resting)
        ranges = moving_ranges(baseline)
        spread = screened_mean(ranges, screening)
        why = NoLimits.NO_VARIATION if ranges else NoLimits.NO_MOVING_RANGE
        if spread is not None:
            lower, upper = centre - preset.limit_factor * spread, centre + preset.limit_factor * spread
    return ProcessGroup(
        first=first,
        last=first + len(values) - 1,
        points=len(counting),
        baseline=len(resting),
        centre=centre,
        lower=lower,
        upper=upper,
        mean_moving_range=spread,
        trial=len(resting) < TRIAL_POINTS,
        why_no_limits=why if spread is None else None,
    )


def _first_counting(values: Sequence[float | None], most: int) -> Sequence[float | None]:
    """Up to and including the counting point number `most`: missing ones in between stay, so that no range spans them."""
    seen = 0
    for index, value in enumerate(values):
        seen += value is not None
        if seen == most:
            return values[: index + 1]
    return values


def _labels(values: Sequence[float | None], group: ProcessGroup, preset: RulePreset) -> list[Label]:
    if group.centre is None:
        return [NO_SIGNAL] * len(values)
    return special_causes(values, group.centre, group.mean_moving_range, preset)


def _points(
    stretch: _Stretch, group: ProcessGroup, labels: Sequence[Label], direction: Direction
) -> list[ProcessPoint]:
    centre, lower, upper = group.centre, group.lower, group.upper
    types = {sign: point_type(sign, direction) for sign in (-1, 0, 1)}
    rows = zip(stretch.positions, stretch.drawn, stretch.counted, labels, strict=True)
    return [
        ProcessPoint(
            position, value, centre, lower, upper, sign != 0, rule, types[sign], stretch.number,
            sign > 0 if sign else None, judged is not None,
        )
        for position, value, judged, (rule, sign) in rows
    ]  # fmt: skip


def _icons(
    points: Sequence[ProcessPoint],
    groups: Sequence[ProcessGroup],
    target: float | None,
    direction: Direction,
) -> tuple[Variation | None, Assurance | None]:
    """The newest counting point's variation, and what the newest group's limits make of the target."""
    (aim,) = sound([target])
    newest = next((point for point in reversed(points) if point.counts), None)
    if newest is None:
        return None, None
    group = groups[newest.group]
    return variation(newest.point_type, newest.high), assurance(aim, group.lower, group.upper, direction)
