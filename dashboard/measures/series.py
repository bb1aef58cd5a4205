"""A monthly series judged: values with their months' states, process limits, and the newest month in words."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.domain.periods import month_in_words, months_later
from dashboard.measures.months import Happened, Months, MonthState
from dashboard.measures.reporting_lag import share_in_words
from dashboard.stats import Direction, ProcessChart, ProcessPoint, Rule, process_limits

FEWEST_ON_AVERAGE = 4.0
"""Below a mean of 4 incidents a month process limits raise false signals (47 % of two-year charts at a mean of 1)."""

FEWEST_POINTS = 6
"""With fewer complete months than this no limits are drawn at all; below 12 they are called trial limits."""

RULE_WORDS = {
    Rule.OUTSIDE: "outside the process limits",
    Rule.TREND: "part of seven months that rise or fall one after the other",
    Rule.TWO_IN_THREE: "one of two out of three months close to a limit",
    Rule.SHIFT: "part of seven months in a row on one side of the average",
}


@dataclass(frozen=True)
class SeriesPoint:
    """One month. `value` is None where there is nothing to draw; `process` is None where no limits apply."""

    month: date
    state: MonthState
    incidents: int | None
    value: float | None
    lower: float | None
    upper: float | None
    process: ProcessPoint | None


@dataclass(frozen=True)
class Series:
    """A judged series. `why_no_limits` is a sentence, or None where limits are drawn."""

    name: str
    unit: str
    points: tuple[SeriesPoint, ...]
    chart: ProcessChart | None
    why_no_limits: str | None
    breaks: tuple[Happened, ...]

    @property
    def newest(self) -> SeriesPoint | None:
        """The newest month that can be compared."""
        complete = [
            point for point in self.points if point.state is MonthState.COUNTED and point.value is not None
        ]
        return complete[-1] if complete else None

    @property
    def signals(self) -> tuple[SeriesPoint, ...]:
        return tuple(point for point in self.points if point.process and point.process.signal)

    @property
    def newest_signal(self) -> SeriesPoint | None:
        """The newest complete month, if it is a special cause."""
        newest = self.newest
        return newest if newest and newest.process and newest.process.signal else None

    def usual(self, point: SeriesPoint) -> tuple[float, float] | None:
        """The process limits at a point, the lower one not below zero: the range that is usual there."""
        limits = point.process
        if limits is None or limits.lower is None or limits.upper is None:
            return None
        return max(0.0, limits.lower), limits.upper


def judge(
    name: str,
    unit: str,
    months: Months,
    incidents: Mapping[date, int],
    *,
    values: Mapping[date, float | None] | None = None,
    intervals: Mapping[date, tuple[float, float]] | None = None,
    happened: Sequence[Happened] = (),
    direction: Direction = Direction.NEUTRAL,
) -> Series:
    """Fill zeros and gaps from the months' states and work out limits and special causes.

    A counted month without incidents is 0; a missing one has no value and breaks the line and the runs. Months that
    are partly covered or still filling up are drawn, and are out of limits and signals. Breaks start new limits.
    """
    counts = {
        month: None if state is MonthState.MISSING else incidents.get(month, 0)
        for month, state in months.states.items()
    }
    shown: list[float | None] = [
        None if count is None else (float(count) if values is None else values.get(month))
        for month, count in counts.items()
    ]
    states = list(months.states.values())
    breaks = tuple(event for event in happened if event.is_break)
    why_not = _why_no_limits(shown, states, counts, breaks)
    chart = None
    if why_not is None:
        order = list(months.states)
        starts = sorted({order.index(event.month) for event in breaks if event.month in months.states} - {0})
        chart = process_limits(
            shown,
            rebase=starts,
            direction=direction,
            excluded=[state is not MonthState.COUNTED for state in states],
        )
    points = []
    for index, (month, state) in enumerate(months.states.items()):
        interval = (intervals or {}).get(month)
        process = chart.points[index] if chart and state is MonthState.COUNTED else None
        points.append(
            SeriesPoint(
                month,
                state,
                counts[month],
                shown[index],
                interval[0] if interval else None,
                interval[1] if interval else None,
                process,
            )
        )
    return Series(name, unit, tuple(points), chart, why_not, breaks)


def _why_no_limits(
    shown: Sequence[float | None],
    states: Sequence[MonthState],
    counts: Mapping[date, int | None],
    breaks: Sequence[Happened],
) -> str | None:
    counted = [
        (value, count)
        for value, state, count in zip(shown, states, counts.values(), strict=True)
        if state is MonthState.COUNTED and value is not None and count is not None
    ]
    if len(counted) < FEWEST_POINTS:
        return f"Limits need at least {FEWEST_POINTS} complete months; there are {len(counted)}."
    mean = sum(count for _, count in counted) / len(counted)
    if mean < FEWEST_ON_AVERAGE:
        return f"There are too few for process limits (on average {mean:.1f} a month; at least {FEWEST_ON_AVERAGE:.0f} are needed)."
    return None


def signal_in_words(series: Series, point: SeriesPoint) -> str:
    """A special cause as a sentence that a pharmacist understands; never better or worse."""
    process = point.process
    if process is None or not process.signal:
        return ""
    side = "higher" if process.high else "lower"
    return f"{month_in_words(point.month)} is {side} than usual: {RULE_WORDS[process.rule]}."


def missing_in_words(months: Months) -> str:
    """What is left out of the comparison and why; empty when every month is counted."""
    parts = []
    filling = months.of(MonthState.FILLING_UP)
    if filling:
        verb = "is" if len(filling) == 1 else "are"
        so_far = _share_so_far(months, filling)
        parts.append(
            f"{_list_of_months(filling)} {verb} still filling up{so_far} and left out of limits and sentences"
        )
    partly = months.of(MonthState.PARTLY_COVERED)
    if partly:
        verb = "is" if len(partly) == 1 else "are"
        parts.append(f"{_list_of_months(partly)} {verb} covered only in part")
    missing = months.of(MonthState.MISSING)
    if missing:
        verb = "has" if len(missing) == 1 else "have"
        parts.append(f"{_list_of_months(missing)} {verb} no extract: a gap, not a zero")
    return "; ".join(parts) + "." if parts else ""


def _share_so_far(months: Months, filling: Sequence[date]) -> str:
    """' (about 9 in 10 expected so far)': of each month in order, or of the newest alone where they are many."""
    shares = [share_in_words(months.completeness[month]) for month in filling if month in months.completeness]
    if not shares or len(shares) < len(filling):
        return ""
    if len(shares) > 3:
        return f" (of the newest {shares[-1]} expected so far)"
    words = " and ".join(part for part in (", ".join(shares[:-1]), shares[-1]) if part)
    return f" ({words} expected so far)"


def _list_of_months(months: Sequence[date]) -> str:
    """'October 2026', or 'April to June 2025' for months that follow each other, or how many there are."""
    if len(months) == 1:
        return month_in_words(months[0])
    in_a_row = all(months_later(first, 1) == second for first, second in itertools.pairwise(months))
    if in_a_row:
        return f"{month_in_words(months[0])} to {month_in_words(months[-1])}"
    return f"{len(months)} months"
