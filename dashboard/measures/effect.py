"""What an action's measure did before and after its start: by month, or by the days between where months are too rare."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dashboard.domain.periods import month_of, months_later
from dashboard.measures.days_between import HALF_A_DAY, DaysBetween, IntervalBetween
from dashboard.measures.months import Happened, MonthState
from dashboard.measures.series import COUNTED, Series
from dashboard.stats import (
    FEWEST_INTERVALS_BEFORE,
    FEWEST_ON_AVERAGE,
    BeforeAndAfter,
    ChartChoice,
    EffectVerdict,
    ProcessChart,
    SuitedChart,
    before_and_after,
    between_before_and_after,
    choose_chart,
)


@dataclass(frozen=True)
class MonthsCompared:
    """series: as it is drawn, with the limits of the months before carried on. first_after: the first month wholly after."""

    series: Series
    found: BeforeAndAfter
    first_after: date


@dataclass(frozen=True)
class IntervalsCompared:
    """between: as it is drawn, with the levels of the intervals before carried on. open_days: from the start, or from the last
    incident since, to the end of the newest complete month; None where that month ended before the start.
    """

    between: DaysBetween
    found: BeforeAndAfter
    open_days: int | None

    @property
    def open_is_long(self) -> bool:
        """Whether longer has passed without one than the levels before would have it."""
        upper = self.found.upper
        return upper is not None and self.open_days is not None and self.open_days + HALF_A_DAY > upper


def compared(
    series: Series, started_on: date, days: Callable[[], DaysBetween]
) -> MonthsCompared | IntervalsCompared:
    """By the chart that the months before can bear. `days` is asked for only where they are too rare for limits by month.

    TOO_RARE: twelve months or more before, and too few incidents in them for either.
    """
    by_month = compare_months(series, started_on)
    choice = suited_before(series, started_on)
    if by_month.found.verdict is EffectVerdict.CANNOT_BE_TOLD or choice.chart is SuitedChart.XMR:
        return by_month
    if (choice.on_average or 0.0) >= FEWEST_ON_AVERAGE:
        return by_month
    between = days()
    intervals = sum(map(len, _sides(between, series.breaks, started_on)[0]))
    if intervals >= FEWEST_INTERVALS_BEFORE:
        return compare_intervals(
            between,
            series,
            started_on,
            suited_before(series, started_on, intervals=intervals),
            by_month.found.after,
        )
    if by_month.found.verdict is EffectVerdict.NOT_ENOUGH_BEFORE:
        return by_month
    return replace(by_month, found=replace(by_month.found, verdict=EffectVerdict.TOO_RARE))


def first_month_after(started_on: date) -> date:
    """The first month that lies wholly after a start: a month that began without it and ended with it is of both sides."""
    month = month_of(started_on)
    return month if started_on == month else months_later(month, 1)


def suited_before(series: Series, started_on: date, intervals: int | None = None) -> ChartChoice:
    """What the complete months before the start can bear, since the last break among them.

    intervals: between the incidents before, where their days are known.
    """
    start = month_of(started_on)
    begins = _begins(series.breaks, start)
    counts = [
        point.incidents
        for point in series.points
        if begins <= point.month < start and point.state is MonthState.COUNTED and point.value is not None
    ]
    activity = None if series.unit == COUNTED else [1.0] * len(counts)
    return choose_chart(counts, activity=activity, intervals=intervals)


def compare_months(series: Series, started_on: date) -> MonthsCompared:
    """Complete months alone are points: one that is filling up, covered in part or missing is on neither side, and ends runs."""
    order = [point.month for point in series.points]
    first_after = first_month_after(started_on)
    found = before_and_after(
        [point.value for point in series.points],
        sum(month < month_of(started_on) for month in order),
        sum(month < first_after for month in order),
        breaks=[order.index(event.month) for event in series.breaks if event.month in order],
        excluded=[point.state is not MonthState.COUNTED for point in series.points],
        preset=series.rules,
    )
    return MonthsCompared(_drawn(series, found, suited_before(series, started_on)), found, first_after)


def _drawn(series: Series, found: BeforeAndAfter, choice: ChartChoice) -> Series:
    """Where limits begin anew in between the series is drawn as it always is; where there are too few before, without limits."""
    if found.verdict is EffectVerdict.CANNOT_BE_TOLD:
        return series
    judged = found.verdict is not EffectVerdict.NOT_ENOUGH_BEFORE and choice.chart is SuitedChart.XMR
    points = tuple(
        replace(point, process=process if judged else None)
        for point, process in zip(series.points, found.points, strict=True)
    )
    chart = None
    if judged and found.upper is not None:
        known = tuple(point for point in found.points if point)
        chart = ProcessChart(known, found.groups, None, None, trial=False)
    return replace(series, points=points, chart=chart, choice=choice, second_look=None)


def compare_intervals(
    between: DaysBetween, series: Series, started_on: date, choice: ChartChoice, months_after: int
) -> IntervalsCompared:
    """An interval that began before the start and ended after it is on neither side: it was lived through with and without."""
    breaks = series.breaks
    before, after = _sides(between, breaks, started_on)
    open_days = None
    if between.complete_until is not None and between.complete_until >= started_on:
        since = started_on
        if between.last is not None and between.last > started_on:
            since = between.last
        open_days = (between.complete_until - since).days
    found = between_before_and_after(
        [[each.days + HALF_A_DAY for each in stretch] for stretch in before],
        [[each.days + HALF_A_DAY for each in stretch] for stretch in after],
        open_for=None if open_days is None else open_days + HALF_A_DAY,
        months_after=months_after,
        broken=any(event.month >= month_of(started_on) for event in breaks),
        preset=series.rules,
    )
    if found.verdict in (EffectVerdict.CANNOT_BE_TOLD, EffectVerdict.TOO_RARE):
        return IntervalsCompared(between, found, open_days)
    begins = _begins(breaks, month_of(started_on))
    levelled = tuple(
        tuple(_levelled(each, found, begins) for each in stretch) for stretch in between.stretches
    )
    drawn = replace(
        between, stretches=levelled, choice=choice, centre=(found.centre or 0.0) - HALF_A_DAY, runs=None
    )
    return IntervalsCompared(drawn, found, open_days)


def _levelled(each: IntervalBetween, found: BeforeAndAfter, begins: date) -> IntervalBetween:
    plain = IntervalBetween(each.until, each.days)
    if found.centre is None or found.upper is None or each.until < begins:
        return plain
    lasted = each.days + HALF_A_DAY
    beyond = True if lasted > found.upper else False if lasted < (found.lower or 0.0) else None
    return IntervalBetween(each.until, each.days, found.centre - HALF_A_DAY, found.upper - HALF_A_DAY, beyond)


def _sides(
    between: DaysBetween, breaks: Sequence[Happened], started_on: date
) -> tuple[list[list[IntervalBetween]], list[list[IntervalBetween]]]:
    begins = _begins(breaks, month_of(started_on))
    before = [
        [each for each in stretch if begins <= each.until < started_on] for stretch in between.stretches
    ]
    after = [
        [each for each in stretch if each.until - timedelta(each.days) >= started_on]
        for stretch in between.stretches
    ]
    return before, after


def _begins(breaks: Sequence[Happened], start: date) -> date:
    """The month that "before" begins with: that of the last break before the start month."""
    return max((event.month for event in breaks if event.is_break and event.month < start), default=date.min)
