"""What stands out in a series, told once for each stretch of months that one rule flags, with dates, direction and rule."""

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.domain.periods import month_in_words
from dashboard.measures.rules import number_in_words, rule_in_words
from dashboard.measures.series import COUNTED, Series, SeriesPoint
from dashboard.stats import Rule


@dataclass(frozen=True)
class SpecialCause:
    """Months in a row that one rule flags in one direction."""

    points: tuple[SeriesPoint, ...]
    rule: Rule
    high: bool

    @property
    def first(self) -> date:
        return self.points[0].month

    @property
    def last(self) -> date:
        return self.points[-1].month


def special_causes(series: Series) -> tuple[SpecialCause, ...]:
    """Every special cause of a series, oldest first."""
    found = []
    flagged = [(point, point.process) for point in series.points]
    for key, group in itertools.groupby(
        flagged,
        key=lambda pair: (pair[1].rule, pair[1].high, pair[1].group) if pair[1] and pair[1].signal else None,
    ):
        if key:
            found.append(SpecialCause(tuple(point for point, _ in group), key[0], bool(key[1])))
    return tuple(found)


def special_cause_in_words(series: Series, cause: SpecialCause) -> str:
    """'August 2026 was higher than usual: 30, where 3 to 24 is usual', without a full stop, for what is said after it."""
    first, last = month_in_words(cause.first), month_in_words(cause.last)
    when = first if cause.first == cause.last else f"{first} to {last}"
    verb = "was" if cause.first == cause.last else "were"
    side = "higher" if cause.high else "lower"
    start = f"{when} {verb} {side} than usual"
    point = cause.points[-1]
    centre = point.process.centre if point.process else None
    above = "above" if cause.high else "below"
    if cause.rule is Rule.OUTSIDE:
        usual = series.usual(point)
        values = ", ".join(figure(series, each.value) for each in cause.points[:3])
        if usual and len(cause.points) <= 3 and _told_apart(series, usual, cause.points):
            return f"{start}: {values}, where {usual_in_words(series, usual)} is usual"
    if cause.rule is Rule.SHIFT and not series.rules.long_run and centre is not None:
        run = _whole(
            series,
            cause,
            lambda *both: all(value != centre and (value > centre) == cause.high for value in both),
        )
        part = "" if len(run) == len(cause.points) else "part of "
        many = f"{number_in_words(len(run))} months in a row"
        return f"{start}: {part}{many} {above} the average of {figure(series, centre)}"
    if cause.rule is Rule.TREND:
        trend = _whole(
            series, cause, lambda before, value: value != before and (value > before) == cause.high
        )
        going = "rose" if cause.high else "fell"
        values = f"from {figure(series, trend[0].value)} to {figure(series, trend[-1].value)}"
        if len(trend) == len(cause.points):
            return f"{when} {going} month after month, {values}"
        return f"{when} {verb} part of {number_in_words(len(trend))} months that {going} month after month, {values}"
    if cause.rule is Rule.TWO_IN_THREE:
        limit = "upper" if cause.high else "lower"
        many = len(cause.points)
        which = "two of three months" if many < 3 else f"{number_in_words(many)} months in a row"
        return f"{start}: {which} close to the {limit} limit"
    return f"{start}: {rule_in_words(cause.rule, series.rules)}"


def _told_apart(series: Series, usual: tuple[float, float], points: Sequence[SeriesPoint]) -> bool:
    """Whether the figures as they are printed lie outside the usual range as it is printed; not 100.0 where 97.4 to 100.0 is."""
    low, high = usual
    if series.unit == COUNTED and math.ceil(low) <= math.floor(high):
        return True
    return all(not round(low, 1) <= round(point.value or 0.0, 1) <= round(high, 1) for point in points)


def _whole(
    series: Series, cause: SpecialCause, goes_on: Callable[[float, float], bool]
) -> tuple[SeriesPoint, ...]:
    """The run or trend that a cause is part of: of its months a stronger rule may have named some. `goes_on` is asked of each
    two neighbours, the value of the earlier one and of the later one."""
    group = cause.points[0].process.group if cause.points[0].process else None
    judged = [bool(point.process and point.process.group == group) for point in series.points]
    first = series.points.index(cause.points[0])
    last = first + len(cause.points) - 1

    def joined(before: int, after: int) -> bool:
        one, other = series.points[before].value, series.points[after].value
        if not (judged[before] and judged[after]) or one is None or other is None:
            return False
        return goes_on(one, other)

    while last + 1 < len(judged) and joined(last, last + 1):
        last += 1
    while first > 0 and joined(first - 1, first):
        first -= 1
    return series.points[first : last + 1]


def figure(series: Series, value: float | None) -> str:
    """A value of the series as people read it: whole incidents, rates and shares with one decimal."""
    if value is None:
        return "no figure"
    return (
        f"{value:,.0f}"
        if series.unit == COUNTED and float(value).is_integer()
        else f"{value:,.{series.decimals}f}"
    )


def usual_in_words(series: Series, usual: tuple[float, float]) -> str:
    """A usual range: of counts the whole numbers inside it."""
    low, high = usual
    if series.unit == COUNTED:
        return whole_range(low, high)
    return f"{low:.{series.decimals}f} to {high:.{series.decimals}f}"


def whole_range(lower: float, upper: float) -> str:
    """A usual range of counts in whole numbers: the counts that lie inside the limits; the limits where none does."""
    low, high = math.ceil(lower), math.floor(upper)
    return f"{low} to {high}" if low <= high else f"{lower:.1f} to {upper:.1f}"
