"""What stands out in a series, told once for each stretch of months that one rule flags, with dates, direction and rule."""

import itertools
import math
from dataclasses import dataclass
from datetime import date

from dashboard.domain.periods import month_in_words
from dashboard.measures.rules import rule_in_words
from dashboard.measures.series import COUNTED, Series, SeriesPoint
from dashboard.stats import Rule

NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


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
    """'August 2026 was higher than usual: 30, where 3 to 24 is usual.' without a full stop, for what is said after it."""
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
        if usual and len(cause.points) <= 3:
            return f"{start}: {values}, where {usual_in_words(series, usual)} is usual"
    if cause.rule is Rule.SHIFT and not series.rules.long_run and centre is not None:
        many = _number(len(cause.points))
        return f"{start}: {many} months in a row {above} the average of {figure(series, centre)}"
    if cause.rule is Rule.TREND and len(cause.points) > 1:
        going = "rose" if cause.high else "fell"
        values = f"from {figure(series, cause.points[0].value)} to {figure(series, point.value)}"
        return f"{when} {going} month after month, {values}"
    if cause.rule is Rule.TWO_IN_THREE:
        limit = "upper" if cause.high else "lower"
        return f"{start}: two of three months close to the {limit} limit"
    return f"{start}: {rule_in_words(cause.rule, series.rules)}"


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
        return f"{math.ceil(low)} to {math.floor(high)}"
    return f"{low:.{series.decimals}f} to {high:.{series.decimals}f}"


def _number(of: int) -> str:
    return NUMBERS[of] if of < len(NUMBERS) else str(of)
