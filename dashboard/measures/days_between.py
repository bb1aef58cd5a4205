"""Days between incidents that are too rare for a monthly chart: a t chart of whole days, with its gaps and its breaks.

A t chart and not a g chart, although both are drawn of days between: of stable series of 36 months with 3 incidents a month
a g chart calls some interval longer than usual in 86 %, a t chart in 22 % (`dev.py soak`).
"""

import itertools
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.domain.periods import last_day, month_of, months_later
from dashboard.measures.months import Happened, Months
from dashboard.stats import (
    FEWEST_INTERVALS,
    ChartChoice,
    ChartKind,
    Direction,
    RunsAnalysis,
    choose_chart,
    control_chart,
    runs_analysis,
)

HALF_A_DAY = 0.5
"""Added to whole days before a t chart takes their root, and taken off its levels again: two incidents on one day are not no
time apart, and a t chart can take no zero."""


@dataclass(frozen=True)
class IntervalBetween:
    """Whole days from one incident to the next, which happened on `until`.

    centre, upper: levels in days, None where no limits apply. high: whether it is longer (True) or shorter than its limits,
    None within them.
    """

    until: date
    days: int
    centre: float | None = None
    upper: float | None = None
    high: bool | None = None


@dataclass(frozen=True)
class DaysBetween:
    """The intervals, in stretches that nothing interrupts (a month without figures does, and a break), oldest first.

    choice: what the incidents since the last break can bear. centre: of the intervals since then, in days; runs: Anhøj's
    analysis of them about it; both None without limits.
    so_far: whole days from the last incident to the end of the newest complete month (`complete_until`), None where there
    is no incident in its stretch.
    """

    stretches: tuple[tuple[IntervalBetween, ...], ...]
    choice: ChartChoice
    centre: float | None
    runs: RunsAnalysis | None
    so_far: int | None
    last: date | None
    complete_until: date | None

    @property
    def intervals(self) -> tuple[IntervalBetween, ...]:
        return tuple(interval for stretch in self.stretches for interval in stretch)

    @property
    def newest(self) -> IntervalBetween | None:
        return self.intervals[-1] if self.intervals else None


def days_between(days: Sequence[date], months: Months, happened: Sequence[Happened] = ()) -> DaysBetween:
    """Work out the days between incidents and judge them.

    days: the day of each incident, in any order; those outside complete months are left out, because another may still
    come between. An interval is known only where every month from one incident to the next is complete; limits begin anew
    at a break, as they do on a monthly chart. Two on one day are 0 days apart.
    """
    counted = months.counted
    if not counted:
        return DaysBetween((), choose_chart([]), None, None, None, None, None)
    windows, parts = _windows(months, happened)
    inside = _inside(days, windows)
    stretches, centre, runs = _judged(inside, parts)
    end = last_day(counted[-1])
    last = inside[-1][-1] if inside[-1] else None
    return DaysBetween(
        stretches,
        _suited(Counter(map(month_of, days)), windows, parts),
        centre,
        runs,
        (end - last).days if last else None,
        last,
        end,
    )


def suited_chart(days: Sequence[date], months: Months, happened: Sequence[Happened] = ()) -> ChartChoice:
    """What these incidents can bear (the `choice` of their DaysBetween), without judging their intervals: where there are so
    many that months can bear them, that would be most of the work and nobody would look at it.
    """
    windows, parts = _windows(months, happened)
    return _suited(Counter(map(month_of, days)), windows, parts) if windows else choose_chart([])


def _windows(months: Months, happened: Sequence[Happened]) -> tuple[list[list[date]], list[int]]:
    """The complete months that follow each other without a gap or a break, and how many such windows stand before each break."""
    breaks = {event.month for event in happened if event.is_break}
    windows: list[list[date]] = []
    parts: list[int] = []
    for month in months.counted:
        before = windows[-1][-1] if windows else month
        # the month of a break may itself be missing or covered in part
        begins_anew = any(before < each <= month for each in breaks)
        if begins_anew:
            parts.append(len(windows))
        follows = windows and before == months_later(month, -1) and not begins_anew
        if follows:
            windows[-1].append(month)
        else:
            windows.append([month])
    return windows, parts


def _inside(days: Sequence[date], windows: Sequence[Sequence[date]]) -> list[list[date]]:
    """The days of each window, sorted."""
    window_of = {month: index for index, window in enumerate(windows) for month in window}
    inside: list[list[date]] = [[] for _ in windows]
    for day in sorted(days):
        if (index := window_of.get(month_of(day))) is not None:
            inside[index].append(day)
    return inside


def _suited(in_month: Counter[date], windows: Sequence[Sequence[date]], parts: Sequence[int]) -> ChartChoice:
    counts = [[in_month[month] for month in window] for window in windows[parts[-1] if parts else 0 :]]
    return choose_chart(
        [count for window in counts for count in window],
        intervals=sum(max(0, sum(window) - 1) for window in counts),
    )


def _judged(
    inside: Sequence[Sequence[date]], parts: Sequence[int]
) -> tuple[tuple[tuple[IntervalBetween, ...], ...], float | None, RunsAnalysis | None]:
    """Each window's intervals with their levels; one gap stands between windows, so that nothing spans it."""
    values: list[float | None] = []
    begins: list[int] = []
    places: list[list[int]] = []
    for index, window in enumerate(inside):
        if index in parts:
            begins.append(len(values))
        elif values:
            values.append(None)
        places.append(list(range(len(values), len(values) + max(0, len(window) - 1))))
        values += [(later - before).days + HALF_A_DAY for before, later in itertools.pairwise(window)]
    if not values:
        return tuple(() for _ in inside), None, None
    starts = [start for start in begins if 0 < start < len(values)]
    chart = control_chart(ChartKind.T, values, parts=starts, direction=Direction.INCREASE)
    firm = [part.baseline >= FEWEST_INTERVALS for part in chart.parts]

    def interval(day: date, place: int) -> IntervalBetween:
        point = chart.points[place]
        days = round((values[place] or 0.0) - HALF_A_DAY)
        if not firm[point.part] or point.centre is None or point.upper is None:
            return IntervalBetween(day, days)
        return IntervalBetween(day, days, point.centre - HALF_A_DAY, point.upper - HALF_A_DAY, point.high)

    stretches = tuple(
        tuple(interval(day, place) for day, place in zip(window[1:], its, strict=True))
        for window, its in zip(inside, places, strict=True)
    )
    newest = chart.parts[-1]
    begun = not begins or begins[-1] < len(values)
    if not (firm[-1] and begun) or newest.centre is None:
        return stretches, None, None
    centre = newest.centre
    since = [
        centre if value is not None and math.isclose(value, centre) else value
        for value in values[newest.first : newest.last + 1]
    ]
    # the chart's own runs pass over a gap, and nobody knows what happened in it
    return stretches, centre - HALF_A_DAY, runs_analysis(since, centre, end_at_missing=True)
