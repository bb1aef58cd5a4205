"""Funnel plots: groups (wards, sites) against what chance alone would give a group of their size.

Limits are 95 % and 99.8 %. Sources: Spiegelhalter (2005), Statistics in Medicine 24:1185; FunnelPlotR 0.6.0.
A rate of incidents per bed day is drawn as observed against expected, with exact Poisson limits. FunnelPlotR's
"ratio of counts" limits are not offered: they leave the chance of the count out and are many times too narrow.

Two things are called exact Poisson limits. FunnelPlotR draws the interval that an observed count equal to the expected
one would have; with 1 expected, a ward without an incident (chance 37 %) is then below its 99.8 % limit. A limit by
exact test leaves at most 2.5 % (0.1 %) beyond it at every expected number; rates are drawn with that one.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import NamedTuple

from scipy.special import gammainc, gammainccinv, gammaincinv, pdtrik

from dashboard.stats.baseline import same_length, sound
from dashboard.stats.errors import CountAboveTotal, NegativeCount, NoActivity, NotANumber, StatsError
from dashboard.stats.overdispersion import (
    Overdispersion,
    Transformation,
    overdispersion,
    proportion_distance,
    ratio_distance,
    truncated,
    winsorised,
)

Z_95 = 1.959964
Z_998 = 3.090232
"""Quantiles as FunnelPlotR rounds them; exact ones differ in the seventh figure."""

TAIL_95 = 0.025
TAIL_998 = 0.001

Pair = tuple[float, float]


class ChanceLimits(StrEnum):
    """How far chance alone reaches around an expected number of events."""

    EXACT_TEST = "exact Poisson test"
    INTERVAL = "Poisson interval about the expected number, as FunnelPlotR draws"


class Standing(IntEnum):
    """Where a group lies: within the 95 % limits, outside those, or outside the 99.8 % limits too; sign is the side."""

    BELOW_998 = -2
    BELOW_95 = -1
    WITHIN = 0
    ABOVE_95 = 1
    ABOVE_998 = 2


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """One group. value and limits share the funnel's unit; expected is in events.

    limits_*: chance alone. adjusted_*: chance and the spread between groups; equal to limits_* where there is no
    over-dispersion. standing: against the adjusted limits. distance: standardised, from the target.
    Value, limits and standing are None for a group without activity (or expected events).
    """

    name: str
    count: float
    size: float
    expected: float
    value: float | None
    distance: float | None
    limits_95: Pair | None
    limits_998: Pair | None
    adjusted_95: Pair | None
    adjusted_998: Pair | None
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Funnel:
    """Groups in the order they first came. target: the centre line in the funnel's unit, None without any activity."""

    points: tuple[FunnelPoint, ...]
    target: float | None
    overdispersion: Overdispersion
    adjusted: bool


@dataclass(frozen=True, slots=True)
class _Group:
    name: str
    count: float
    size: float


class _Method(NamedTuple):
    scale: Transformation
    chance: ChanceLimits
    trim: float


def rate_funnel(
    events: Sequence[float],
    activity: Sequence[float],
    names: Sequence[str] | None = None,
    *,
    multiplier: float = 1000.0,
    adjust: bool = True,
    scale: Transformation = Transformation.SQUARE_ROOT,
    chance: ChanceLimits = ChanceLimits.EXACT_TEST,
    trim: float = 0.1,
) -> Funnel:
    """Rates per `multiplier` units of activity against the pooled rate: observed over expected = pooled rate x activity.

    Rows of one name are added up. The square-root scale is the default because a ward without an incident has a finite
    distance on it. Chance limits are by exact Poisson test. No events at all: target 0, limits 0, everyone within. Groups without activity have no value and
    stay out of the pooled rate. Errors: as `ratio_funnel`.
    """
    groups = _grouped(events, activity, names)
    known = [group for group in groups if group.size > 0]
    if not known:
        return Funnel(
            tuple(_unplaced(group, 0.0) for group in groups), None, Overdispersion(0, None, None), False
        )
    pooled = math.fsum(group.count for group in known) / math.fsum(group.size for group in known)
    return _ratios(groups, pooled, pooled * multiplier, adjust, _Method(scale, chance, trim))


def rate_limits_at(funnel: Funnel, activity: float, *, multiplier: float = 1000.0) -> tuple[Pair, Pair]:
    """The 95 % and 99.8 % limits of a rate funnel (as `rate_funnel` draws it unless told otherwise) at any activity above 0.

    For the curves between the groups: the adjusted limits where the funnel is adjusted, chance's own where it is not. In
    the funnel's unit; a lower limit below zero is 0. Raises NoActivity for an activity of 0 or less, or a funnel without target.
    """
    if activity <= 0 or funnel.target is None:
        raise NoActivity(f"limits need activity and a pooled rate; activity was {activity}")
    if funnel.target == 0:
        return (0.0, 0.0), (0.0, 0.0)
    expected = funnel.target / multiplier * activity
    if funnel.adjusted:
        tau_squared = funnel.overdispersion.tau_squared or 0.0
        pairs = [
            adjusted_ratio_limits(expected, z, tau_squared, Transformation.SQUARE_ROOT) for z in (Z_95, Z_998)
        ]
    else:
        pairs = [exact_test_ratio_limits(expected, tail) for tail in (TAIL_95, TAIL_998)]
    near, far = ((max(0.0, low) * funnel.target, high * funnel.target) for low, high in pairs)
    return near, far


def ratio_funnel(
    observed: Sequence[float],
    expected: Sequence[float],
    names: Sequence[str] | None = None,
    *,
    multiplier: float = 1.0,
    adjust: bool = True,
    scale: Transformation = Transformation.LOG,
    chance: ChanceLimits = ChanceLimits.INTERVAL,
    trim: float = 0.1,
) -> Funnel:
    """Standardised ratios observed / expected (times `multiplier`) against 1.

    Chance limits are FunnelPlotR's unless told; adjusted ones exp(+/- z sqrt(1/E + tau2)) on the log scale
    (truncated, as the SHMI) or 1 +/- z sqrt(1/(4E) + tau2) on the square-root scale (winsorised, as the CQC; the
    lower one may be below zero). Adjustment falls back to the chance limits where phi is 1 or less.
    Raises UnequalLengths, NotANumber, NegativeCount, NoActivity (negative expected).
    """
    return _ratios(_grouped(observed, expected, names), 1.0, multiplier, adjust, _Method(scale, chance, trim))


def proportion_funnel(
    counts: Sequence[float],
    totals: Sequence[float],
    names: Sequence[str] | None = None,
    *,
    multiplier: float = 1.0,
    adjust: bool = True,
    trim: float = 0.1,
) -> Funnel:
    """Proportions (times `multiplier`) against the pooled proportion, on the arcsine scale, winsorised.

    The angle is kept within 0 and a right angle, so that small groups have limits of 0 and 1 where the formula would
    wrap round. A group with a total of 0 has no value. Raises as `ratio_funnel`, and CountAboveTotal.
    """
    groups = _grouped(counts, totals, names)
    for group in groups:
        if 0 < group.size < group.count:
            raise CountAboveTotal(f"{group.name}: {group.count} counted out of a total of {group.size}")
    known = [group for group in groups if group.size > 0]
    if not known:
        return Funnel(
            tuple(_unplaced(group, 0.0) for group in groups), None, Overdispersion(0, None, None), False
        )
    target = math.fsum(group.count for group in known) / math.fsum(group.size for group in known)
    measured = [proportion_distance(group.count, group.size, target) for group in known]
    spread = overdispersion(
        winsorised([distance for distance, _ in measured], trim), [error for _, error in measured]
    )
    adjusted = adjust and spread.present
    tau_squared = (spread.tau_squared or 0.0) if adjusted else 0.0
    distances = iter(measured)
    points = []
    for group in groups:
        if group.size <= 0:
            points.append(_unplaced(group, 0.0))
            continue
        limits = [proportion_limits(target, group.size, z) for z in (Z_95, Z_998)]
        wider = [proportion_limits(target, group.size, z, tau_squared) for z in (Z_95, Z_998)]
        points.append(
            _placed(
                group,
                target * group.size,
                group.count / group.size,
                next(distances)[0],
                limits,
                wider,
                multiplier,
            )
        )
    return Funnel(tuple(points), target * multiplier, spread, adjusted)


def interval_ratio_limits(expected: float, tail: float) -> Pair:
    """FunnelPlotR's limits of observed / expected: the exact interval of a count equal to the expected number."""
    return float(gammaincinv(expected, tail)) / expected, float(gammainccinv(expected + 1.0, tail)) / expected


def exact_test_ratio_limits(expected: float, tail: float) -> Pair:
    """Limits of observed / expected beyond which a Poisson count of this mean falls with at most the chance `tail`.

    The count is taken as continuous between whole numbers (through the gamma function), so that the limits are smooth
    and a whole count lies beyond one exactly when its one-sided exact test is below `tail`. Lower limit 0 where no
    event at all is likelier than `tail`.
    """
    none = math.exp(-expected)
    lower = float(pdtrik(tail, expected)) if none < tail else 0.0
    upper = (
        float(pdtrik(1.0 - tail, expected)) + 1.0 if none < 1.0 - tail else _below_one_event(expected, tail)
    )
    return lower / expected, upper / expected


def _below_one_event(expected: float, tail: float) -> float:
    """The upper limit where even one event is beyond it: between 0 and 1, by halving."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2.0
        low, high = (middle, high) if gammainc(middle, expected) > tail else (low, middle)
    return high


def adjusted_ratio_limits(expected: float, z: float, tau_squared: float, scale: Transformation) -> Pair:
    """Limits of observed / expected with the variance between groups added."""
    if scale is Transformation.LOG:
        reach = z * math.sqrt(1.0 / expected + tau_squared)
        return math.exp(-reach), math.exp(reach)
    reach = z * math.sqrt(1.0 / (4.0 * expected) + tau_squared)
    return 1.0 - reach, 1.0 + reach


def proportion_limits(target: float, total: float, z: float, tau_squared: float = 0.0) -> Pair:
    """Limits of a proportion on the arcsine scale, the angle kept within 0 and a right angle."""
    angle = math.asin(math.sqrt(target))
    reach = z * math.sqrt(1.0 / (4.0 * total) + tau_squared)
    return math.sin(max(angle - reach, 0.0)) ** 2, math.sin(min(angle + reach, math.pi / 2.0)) ** 2


def _ratios(groups: Sequence[_Group], per_size: float, unit: float, adjust: bool, method: _Method) -> Funnel:
    """A funnel of observed / (per_size x size), drawn in `unit` (what a ratio of 1 is worth)."""
    scale, chance, trim = method
    chance_limits = exact_test_ratio_limits if chance is ChanceLimits.EXACT_TEST else interval_ratio_limits
    if scale is Transformation.ARCSINE:
        raise StatsError("the arcsine scale is for proportions; a ratio has the log or the square-root scale")
    known = [group for group in groups if group.size * per_size > 0]
    measured = [ratio_distance(group.count, group.size * per_size, scale) for group in known]
    distances = [distance for distance, _ in measured]
    errors = [error for _, error in measured]
    if scale is Transformation.LOG:
        kept = truncated(distances, trim)
        spread = overdispersion(
            [distance for distance, keep in zip(distances, kept, strict=True) if keep],
            [error for error, keep in zip(errors, kept, strict=True) if keep],
        )
    else:
        spread = overdispersion(winsorised(distances, trim), errors)
    adjusted = adjust and spread.present
    each = iter(distances)
    points = []
    for group in groups:
        expected = group.size * per_size
        if expected <= 0:
            points.append(_unplaced(group, expected) if group.size <= 0 else _nothing_expected(group))
            continue
        limits = [chance_limits(expected, tail) for tail in (TAIL_95, TAIL_998)]
        wider = limits
        if adjusted:
            wider = [
                adjusted_ratio_limits(expected, z, spread.tau_squared or 0.0, scale) for z in (Z_95, Z_998)
            ]
        points.append(_placed(group, expected, group.count / expected, next(each), limits, wider, unit))
    return Funnel(tuple(points), unit, spread, adjusted)


def _grouped(counts: Sequence[float], sizes: Sequence[float], names: Sequence[str] | None) -> list[_Group]:
    """Rows of one name added up, in the order of first appearance. Without names, each row is a group."""
    same_length(len(counts), sizes=sizes, names=names)
    labels = [str(position + 1) for position in range(len(counts))] if names is None else names
    rows: dict[str, list[Pair]] = {}
    for label, count, size in zip(labels, sound(counts), sound(sizes), strict=True):
        if count is None or size is None:
            raise NotANumber(
                f"{label}: a funnel needs every group's count and size; leave the group out if unknown"
            )
        if count < 0:
            raise NegativeCount(f"{label}: a count is zero or more; it was {count}")
        if size < 0:
            raise NoActivity(f"{label}: activity, total or expected is below zero: {size}")
        rows.setdefault(label, []).append((count, size))
    return [
        _Group(label, math.fsum(count for count, _ in pairs), math.fsum(size for _, size in pairs))
        for label, pairs in rows.items()
    ]


def _unplaced(group: _Group, expected: float) -> FunnelPoint:
    return FunnelPoint(
        group.name, group.count, group.size, expected, None, None, None, None, None, None, None
    )


def _nothing_expected(group: _Group) -> FunnelPoint:
    """No event anywhere: every group has the rate 0, and chance allows nothing else."""
    nothing = (0.0, 0.0)
    return FunnelPoint(
        group.name,
        group.count,
        group.size,
        0.0,
        0.0,
        None,
        nothing,
        nothing,
        nothing,
        nothing,
        Standing.WITHIN,
    )


def _placed(
    group: _Group,
    expected: float,
    value: float,
    distance: float,
    limits: Sequence[Pair],
    wider: Sequence[Pair],
    unit: float,
) -> FunnelPoint:
    low, lowest = (pair[0] for pair in wider)
    high, highest = (pair[1] for pair in wider)
    standing = Standing((value > high) + (value > highest) - (value < low) - (value < lowest))
    scaled = [(lower * unit, upper * unit) for lower, upper in (*limits, *wider)]
    return FunnelPoint(
        group.name, group.count, group.size, expected, value * unit, distance,
        scaled[0], scaled[1], scaled[2], scaled[3], standing,
    )  # fmt: skip
