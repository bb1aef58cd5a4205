"""A monthly series judged: values with their months' states, the chart they can bear, process limits, what stands out."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from dashboard.domain.periods import month_in_words, months_later
from dashboard.measures.months import Happened, Months, MonthState
from dashboard.measures.reporting_lag import share_in_words
from dashboard.measures.rules import rule_in_words, side_in_words
from dashboard.stats import (
    NHSR_PLOT_THE_DOTS,
    ChartChoice,
    ChartKind,
    ControlChart,
    Direction,
    ExpectedCount,
    NoLimits,
    ProcessChart,
    ProcessGroup,
    ProcessPoint,
    Rule,
    RulePreset,
    SuitedChart,
    choose_chart,
    control_chart,
    process_limits,
)
from dashboard.stats.xmr import stretches

SHARE = "share"
"""A ratio in per cent: it cannot be above 100, and neither can its upper limit be. No value is outside the less for it."""

COUNTED = "Incidents"
"""The unit of a series of counts."""


def decimals_of(rate: float | None) -> int:
    """Decimals for figures around this rate: 8.5, but 0.04."""
    return 1 if rate is None or rate == 0 or rate >= 1 else 2


@dataclass(frozen=True)
class SeriesPoint:
    """One month. `value` is None where there is nothing to draw; `process` is None where no limits apply; `expected` is what
    the incidents of a month that is still filling up will come to.
    """

    month: date
    state: MonthState
    incidents: int | None
    value: float | None
    lower: float | None
    upper: float | None
    process: ProcessPoint | None
    expected: ExpectedCount | None = None


@dataclass(frozen=True)
class Series:
    """A judged series.

    choice: the chart that its newest stretch (since the last break) can bear, and why. why_no_limits: a sentence where that
    stretch has no limits, else None. chart: None where no stretch has limits. second_look: the same rates by limits that
    allow for the activity of each month (u'), kept only where they change the verdict on the newest month.
    """

    name: str
    unit: str
    points: tuple[SeriesPoint, ...]
    chart: ProcessChart | None
    choice: ChartChoice
    breaks: tuple[Happened, ...]
    rules: RulePreset
    second_look: ControlChart | None = None

    @property
    def why_no_limits(self) -> str | None:
        if self.choice.chart is not SuitedChart.XMR:
            return f"{self._since}{self.choice.because}"
        if self.chart is None or not _says_nothing(self.chart.groups[-1]):
            return None
        newest = self.chart.groups[-1]
        judged = {point.value for point in self.chart.points[newest.first :] if point.counts}
        if newest.why_no_limits is NoLimits.NO_MOVING_RANGE:
            why = "No two complete months follow each other"
        elif len(judged) == 1:
            why = "No two months differ"
        else:
            why = "Most months are the same as the one before"
        return f"{self._since}{why}, so there are no limits: nothing shows how much they vary."

    @property
    def why_this_chart(self) -> str:
        """Which chart is drawn, why, and what would change that."""
        return f"{self.why_no_limits or self._since + self.choice.because} {self.choice.would_change}"

    @property
    def _since(self) -> str:
        """'Only the months since the break of June 2024 are judged. ' where a break lies inside the period."""
        months = {point.month for point in self.points[1:]}
        last = max((event.month for event in self.breaks if event.month in months), default=None)
        return f"Only the months since the break of {month_in_words(last)} are judged. " if last else ""

    @cached_property
    def newest(self) -> SeriesPoint | None:
        """The newest month that can be compared."""
        complete = [
            point for point in self.points if point.state is MonthState.COUNTED and point.value is not None
        ]
        return complete[-1] if complete else None

    @cached_property
    def decimals(self) -> int:
        """Decimals that its values are told with: one, or two where they are below 1 on average, so that a small rate is not
        told as 0.0.
        """
        values = [point.value for point in self.points if point.value is not None]
        return decimals_of(sum(values) / len(values) if values else None)

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
    activity: Mapping[date, float | None] | None = None,
    per: float = 1.0,
    ratio: str = "rate",
    intervals: Mapping[date, tuple[float, float]] | None = None,
    happened: Sequence[Happened] = (),
    direction: Direction = Direction.NEUTRAL,
    rules: RulePreset = NHSR_PLOT_THE_DOTS,
) -> Series:
    """Fill zeros and gaps from the months' states and work out limits and special causes.

    A counted month without incidents is 0; a missing one has no value and breaks the line and the runs. Months that
    are partly covered or still filling up are drawn, and are out of limits and signals. Breaks start new limits; each
    stretch between them has limits only where it can bear them. values: rates or shares, else counts are judged. activity:
    what they are of, where limits that allow for it may say otherwise of the newest month (`per`: values are per so many);
    ratio: what such a value is called; the limits of a share stay within 0 and 100.
    """
    order = list(months.states)
    states = list(months.states.values())
    counts = [incidents.get(month, 0) if state.has_figure else None for month, state in months.states.items()]
    shown = [
        None if count is None else (float(count) if values is None else values.get(month))
        for month, count in zip(order, counts, strict=True)
    ]
    judged = [
        count if state is MonthState.COUNTED and value is not None else None
        for count, state, value in zip(counts, states, shown, strict=True)
    ]
    sizes = None if values is None else [1.0 if activity is None else activity.get(month) for month in order]
    breaks = tuple(event for event in happened if event.is_break)
    starts = sorted({order.index(event.month) for event in breaks if event.month in months.states} - {0})
    choices = [
        choose_chart(judged[first:stop], activity=sizes and sizes[first:stop], ratio=ratio)
        for first, stop in (stretches(len(order), starts) or [(0, 0)])
    ]
    bears = [
        choice.chart is SuitedChart.XMR
        for choice, (first, stop) in zip(choices, stretches(len(order), starts), strict=False)
        for _ in range(first, stop)
    ]
    chart = None
    if any(bears):
        chart = process_limits(
            shown,
            rebase=starts,
            direction=direction,
            excluded=[not bearing or count is None for bearing, count in zip(bears, judged, strict=True)],
            preset=rules,
        )
    points = []
    for index, month in enumerate(order):
        interval = (intervals or {}).get(month, (None, None))
        process = chart.points[index] if chart else None
        if chart and process and (not process.counts or _says_nothing(chart.groups[process.group])):
            process = None
        if process and ratio == SHARE and process.upper is not None:
            process = replace(process, upper=min(100.0, process.upper))
        count = counts[index]
        expected = None if count is None else months.expected(month, count)
        points.append(SeriesPoint(month, states[index], count, shown[index], *interval, process, expected))
    second_look = None
    if activity is not None and chart and choices[-1].chart is SuitedChart.XMR:
        second_look = _second_look(points, [activity.get(month) for month in order], starts, per)
    return Series(name, unit, tuple(points), chart, choices[-1], breaks, rules, second_look)


def _says_nothing(group: ProcessGroup) -> bool:
    """Whether a stretch has no limits, or limits on its average: there screening left only moving ranges of zero, and every
    month would be outside (19 months of 8 and one of 9)."""
    return group.upper is None or group.lower is None or group.upper <= group.lower


def _second_look(
    points: Sequence[SeriesPoint], activity: Sequence[float | None], starts: Sequence[int], per: float
) -> ControlChart | None:
    """The u' chart of the same months, if it says otherwise of the newest one: outside where XmR is not, or the reverse.

    Where XmR flags the newest month by a run or a trend, limits that allow for activity have nothing to say to it.
    """
    by_activity = control_chart(
        ChartKind.U_PRIME,
        [point.incidents if point.process else None for point in points],
        activity,
        parts=starts,
        multiply=per,
    )
    newest = max((index for index, point in enumerate(points) if point.process), default=None)
    process = None if newest is None else points[newest].process
    if newest is None or process is None or process.rule not in (Rule.NONE, Rule.OUTSIDE):
        return None
    return by_activity if by_activity.points[newest].signal != process.signal else None


def signal_in_words(series: Series, point: SeriesPoint) -> str:
    """A special cause as a sentence that a pharmacist understands; never better or worse."""
    process = point.process
    if process is None or not process.signal:
        return ""
    month = month_in_words(point.month)
    if process.rule is Rule.TREND:
        return (
            f"{month} is part of seven months that {'rise' if process.high else 'fall'} one after the other."
        )
    return f"{month} is {side_in_words(process.rule, process.high)}: {rule_in_words(process.rule, series.rules)}."


def second_look_in_words(series: Series) -> str:
    """What limits that allow for each month's activity say of the newest month, where that is another verdict."""
    newest = series.newest
    if series.second_look is None or newest is None:
        return ""
    month = month_in_words(newest.month)
    (look,) = [
        judged
        for judged, point in zip(series.second_look.points, series.points, strict=True)
        if point is newest
    ]
    if look.signal:
        side = "higher" if look.high else "lower"
        return f"Allowing for how much activity each month had, {month} is {side} than usual."
    return f"Allowing for how much activity each month had, {month} is within the usual range."


def missing_in_words(months: Months) -> str:
    """What is left out of the comparison and why; empty when every month is counted."""
    parts = []
    if still := filling_in_words(months):
        parts.append(f"{still} and left out of limits and sentences")
    partly = months.of(MonthState.PARTLY_COVERED)
    if partly:
        verb = "is" if len(partly) == 1 else "are"
        parts.append(f"{_list_of_months(partly)} {verb} covered only in part")
    hidden = months.of(MonthState.TOO_FEW)
    if hidden:
        verb = "has" if len(hidden) == 1 else "have"
        parts.append(f"{_list_of_months(hidden)} {verb} too few to show: not a zero")
    withheld = months.of(MonthState.WITHHELD)
    if withheld:
        verb = "is" if len(withheld) == 1 else "are"
        parts.append(f"{_list_of_months(withheld)} {verb} {MonthState.WITHHELD.value}: a gap, not a zero")
    without = months.of(MonthState.NO_CODE)
    if without:
        verb = "is" if len(without) == 1 else "are"
        parts.append(
            f"{_list_of_months(without)} {verb} counted from a source that has no code for this: a gap, not a zero"
        )
    missing = months.of(MonthState.MISSING)
    if missing:
        verb = "has" if len(missing) == 1 else "have"
        parts.append(f"{_list_of_months(missing)} {verb} no extract: a gap, not a zero")
    return "; ".join(parts) + "." if parts else ""


def filling_in_words(months: Months) -> str:
    """'October 2026 is still filling up (about 9 in 10 expected so far)'; empty where none is."""
    filling = months.of(MonthState.FILLING_UP)
    if not filling:
        return ""
    verb = "is" if len(filling) == 1 else "are"
    return f"{_list_of_months(filling)} {verb} still filling up{_share_so_far(months, filling)}"


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
