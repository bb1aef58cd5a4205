"""Three complete months against the three before and the same three a year ago: figures beside each other, no arrows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.domain.periods import months_later
from dashboard.measures.months import Months, MonthState
from dashboard.stats import Interval, rate_interval

LENGTH = 3
YEAR = 12


@dataclass(frozen=True)
class ThreeMonths:
    """incidents and moderate_and_above are None where a month of the three is not complete (`why_not` says it); rate per 1,000
    occupied bed days is None without bed days in each of them."""

    months: tuple[date, ...]
    incidents: int | None
    moderate_and_above: int | None
    bed_days: float | None
    rate: Interval | None
    why_not: str


def three_months_compared(
    months: Months,
    incidents: Mapping[date, int],
    moderate_and_above: Mapping[date, int],
    bed_days: Mapping[date, float | None],
) -> tuple[ThreeMonths, ThreeMonths, ThreeMonths] | None:
    """The newest three complete months, the three before, the same three a year before. None without a complete month."""
    newest = months.newest
    if newest is None:
        return None
    ends = (newest, months_later(newest, -LENGTH), months_later(newest, -YEAR))
    return tuple(_three(end, months, incidents, moderate_and_above, bed_days) for end in ends)  # type: ignore[return-value]


def _three(
    end: date,
    months: Months,
    incidents: Mapping[date, int],
    moderate_and_above: Mapping[date, int],
    bed_days: Mapping[date, float | None],
) -> ThreeMonths:
    these = tuple(months_later(end, back) for back in range(1 - LENGTH, 1))
    states = [months.states.get(month) for month in these]
    if None in states:
        return ThreeMonths(these, None, None, None, None, "before the period asked for")
    if set(states) != {MonthState.COUNTED}:
        return ThreeMonths(these, None, None, None, None, "not every month is complete")
    count = sum(incidents.get(month, 0) for month in these)
    days = _whole([bed_days.get(month) for month in these])
    rate = rate_interval(count, days) if days else None
    return ThreeMonths(these, count, sum(moderate_and_above.get(month, 0) for month in these), days, rate, "")


def _whole(figures: Sequence[float | None]) -> float | None:
    """The sum, where every month has a figure."""
    return None if not all(figures) else sum(figure or 0.0 for figure in figures)
