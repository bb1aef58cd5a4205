"""The special-cause rules of a chart of individual values, one function a rule.

Every rule takes the points of one stretch (missing ones are None) and says which of them it flags. Comparisons are
strict: a point on the mean is on neither side, a point on a limit is not outside it. A missing point ends every run.
Sources: NHS England, Making Data Count; NHSRplotthedots 0.2.2; Western Electric (1956) for two of three.
"""

import math
from collections.abc import Sequence
from enum import StrEnum

from dashboard.stats.presets import RulePreset
from dashboard.stats.runs import longest_run_limit

Values = Sequence[float | None]


class Rule(StrEnum):
    """Which rule made a point a special cause."""

    NONE = "none"
    OUTSIDE = "outside"
    TREND = "trend"
    TWO_IN_THREE = "two_in_three"
    SHIFT = "shift"


Label = tuple[Rule, int]
"""A rule and its sign: 1 upwards or high, -1 downwards or low, 0 with Rule.NONE."""

NO_SIGNAL: Label = (Rule.NONE, 0)


def sides(values: Values, centre: float) -> list[int]:
    """1 above the centre, -1 below it, 0 on it or missing."""
    return [0 if value is None else (value > centre) - (value < centre) for value in values]


def outside(values: Values, lower: float, upper: float) -> list[int]:
    """1 above the upper limit, -1 below the lower, else 0. Infinite limits flag nothing."""
    return [0 if value is None else (value > upper) - (value < lower) for value in values]


def shift(point_sides: Sequence[int], points: int) -> list[bool]:
    """Every point of a run of at least `points` consecutive points on one side of the centre.

    A point on the centre, or a missing one, ends the run and is no part of it.
    """
    flags = [False] * len(point_sides)
    start = 0
    total = len(point_sides)
    for index in range(1, total + 1):
        if index == total or point_sides[index] != point_sides[start]:
            if index - start >= points and point_sides[start]:
                flags[start:index] = [True] * (index - start)
            start = index
    return flags


def trend(values: Values, points: int) -> list[int]:
    """1 for every point of a rise, -1 of a fall, of at least `points` points (so `points` - 1 strict steps), else 0.

    A tie or a missing point ends a trend. A point that ends one trend and begins the next belongs to the next.
    """
    flags = [0] * len(values)
    start = 0
    going = 0
    before: float | None = None
    for index, value in enumerate(values):
        step = 0 if value is None or before is None else (value > before) - (value < before)
        if step != going or not step:
            if going and index - start >= points:
                flags[start:index] = [going] * (index - start)
            start = index - 1
            going = step
        before = value
    if going and len(values) - start >= points:
        flags[start:] = [going] * (len(values) - start)
    return flags


def close_to_limits(
    values: Values,
    point_sides: Sequence[int],
    outside_limits: Sequence[int],
    near_lower: float,
    near_upper: float,
) -> list[int]:
    """1 or -1 for a point in the outer part towards a limit, not outside it; a point on the limit is close."""
    return [
        0 if beyond or value is None or near_lower <= value <= near_upper else side
        for value, side, beyond in zip(values, point_sides, outside_limits, strict=True)
    ]


def two_in_three(
    close: Sequence[int], point_sides: Sequence[int], points: int = 2, window: int = 3
) -> list[bool]:
    """The close points of any `window` consecutive points that are all on one side, `points` of them close.

    A point outside the limits is not close, so that outside + close is no signal, close + outside + close is one.
    """
    flags = [False] * len(close)
    if not any(close):
        return flags
    for start in range(len(close) - window + 1):
        end = start + window
        if sum(map(abs, close[start:end])) >= points and abs(sum(point_sides[start:end])) == window:
            for index in range(start, end):
                if close[index]:
                    flags[index] = True
    return flags


def long_run(values: Values, point_sides: Sequence[int]) -> list[bool]:
    """Every point of a run longer than Anhøj's limit for so many useful points.

    A point on the centre is passed over, neither ending the run nor part of it; a missing point ends the run.
    """
    kept = [index for index, side in enumerate(point_sides) if side or values[index] is None]
    flags = [False] * len(point_sides)
    useful = sum(map(abs, point_sides))
    if not useful:
        return flags
    in_runs = shift([point_sides[index] for index in kept], longest_run_limit(useful) + 1)
    for index, flagged in zip(kept, in_runs, strict=True):
        flags[index] = flagged
    return flags


def special_causes(values: Values, centre: float, spread: float | None, preset: RulePreset) -> list[Label]:
    """The one label of each point of a stretch: outside, before trend, before two of three, before shift.

    values: the points of one rebase group in order, None where missing. centre: its mean. spread: its mean moving
    range, or None where that cannot be worked out (then only the rules that need no limits apply).
    """
    point_sides = sides(values, centre)
    labels: list[Label] = [NO_SIGNAL] * len(values)
    for index in in_shift(values, point_sides, preset):
        labels[index] = (Rule.SHIFT, point_sides[index])
    reach = math.inf if spread is None else preset.limit_factor * spread
    beyond = outside(values, centre - reach, centre + reach)
    if preset.near_points is not None and spread is not None:
        near = preset.limit_factor * preset.near_share * spread
        close = close_to_limits(values, point_sides, beyond, centre - near, centre + near)
        for index, flagged in enumerate(
            two_in_three(close, point_sides, preset.near_points, preset.near_window)
        ):
            if flagged:
                labels[index] = (Rule.TWO_IN_THREE, point_sides[index])
    if preset.trend_points is not None:
        for index, way in enumerate(trend(values, preset.trend_points)):
            if way:
                labels[index] = (Rule.TREND, way)
    for index, way in enumerate(beyond):
        if way:
            labels[index] = (Rule.OUTSIDE, way)
    return labels


def in_shift(values: Values, point_sides: Sequence[int], preset: RulePreset) -> list[int]:
    """The places of the points that are part of a shift by the preset's run rule, whatever other rule flags them too."""
    if preset.long_run:
        flags = long_run(values, point_sides)
    elif preset.shift_points is not None:
        flags = shift(point_sides, preset.shift_points)
    else:
        return []
    return [index for index, flagged in enumerate(flags) if flagged]
