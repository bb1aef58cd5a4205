"""Which chart a monthly series can bear: chosen from its counts, its activity and its length, with the reason.

The house chart is an XmR chart of the monthly rate or count, as NHS England's Making Data Count teaches. Below a few
incidents a month its limits mislead (a count of 1 a month: 49 % of series of 24 months have a false signal somewhere), so
days between incidents are drawn there, and a list where there are too few for any chart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dashboard.stats.baseline import mean, same_length, sound
from dashboard.stats.errors import NegativeCount
from dashboard.stats.xmr import TRIAL_POINTS

FEWEST_ON_AVERAGE = 4.0
"""Incidents a month. At 4 the newest month of a stable series of 12, 24 or 36 is flagged in about 2 % of series, as at
40; at 1 in 6 %, at a half in 8 to 13 %."""

FEWEST_MONTHS = 6
"""With fewer complete months no limits are drawn."""

FEWEST_INTERVALS = 10
"""With fewer intervals between incidents no limits are drawn on them: 11 incidents, as long as none is missing between."""


class SuitedChart(StrEnum):
    """The chart that a series can bear."""

    XMR = "XmR chart"
    DAYS_BETWEEN = "t chart of days between"
    FIGURES = "months without limits"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class ChartChoice:
    """The chart, and the figures that decided.

    months: complete months looked at. incidents: in them. on_average: incidents a month, None without a month.
    of: what is drawn of each month: its count, or (where every month has activity) its rate, or what the caller calls it.
    months_without_activity: of the months looked at.
    intervals: between incidents, None where days are not known.
    """

    chart: SuitedChart
    months: int
    incidents: int
    on_average: float | None
    of: str
    months_without_activity: int
    intervals: int | None

    @property
    def trial(self) -> bool:
        """Its limits are trial limits: an XmR chart of fewer than 12 months."""
        return self.chart is SuitedChart.XMR and self.months < TRIAL_POINTS

    @property
    def average_in_words(self) -> str:
        """'12.3'; 'just under 4' where it would be rounded up to the average that limits need. '0.0' without a month."""
        average = self.on_average or 0.0
        if average < FEWEST_ON_AVERAGE <= round(average, 1):
            return f"just under {FEWEST_ON_AVERAGE:.0f}"
        return f"{average:,.1f}"

    @property
    def because(self) -> str:
        """Which chart is drawn and why, in one sentence."""
        if not self.months:
            return "No month is complete, so no chart can be judged."
        months = _count(self.months, "complete month")
        average = f"on average {self.average_in_words} incidents a month"
        below = f"{average}; below {FEWEST_ON_AVERAGE:.0f}, limits on a month give false signals"
        if self.chart is SuitedChart.XMR:
            trial = f", and under {TRIAL_POINTS} months its limits are trial limits" if self.trial else ""
            return f"XmR chart of the monthly {self.of}: {months} with {average}{trial}."
        if self.chart is SuitedChart.DAYS_BETWEEN:
            return f"Days between incidents (t chart): {below}."
        if self.chart is SuitedChart.LIST:
            few = (
                f"{_count(self.incidents, 'incident')} in {months}" if self.incidents else f"none in {months}"
            )
            return f"A list and no chart: {few}, too few to judge."
        if (self.on_average or 0.0) >= FEWEST_ON_AVERAGE:
            return f"Drawn without limits: {months}, and limits need at least {FEWEST_MONTHS}."
        return f"Drawn without limits: {below}."

    @property
    def would_change(self) -> str:
        """What would lead to another chart, in one sentence."""
        if not self.months:
            return f"From {FEWEST_MONTHS} complete months on, limits are drawn."
        if self.chart is SuitedChart.XMR:
            firm = f"with {TRIAL_POINTS} complete months its limits would be firm; " if self.trial else ""
            fewer = f"{firm}below {FEWEST_ON_AVERAGE:.0f} incidents a month on average"
            other = (
                "days between incidents would be drawn"
                if self.intervals is not None
                else "no limits would be drawn"
            )
            lacking = self.months_without_activity
            rates = (
                f"; with activity for the {_count(lacking, 'month')} without it the rate would be drawn"
                if lacking
                else ""
            )
            return f"{fewer[:1].upper()}{fewer[1:]} {other}{rates}."
        xmr = f"rom {FEWEST_ON_AVERAGE:.0f} incidents a month on average, an XmR chart would be drawn"
        if self.chart is SuitedChart.LIST:
            between = f"From {FEWEST_INTERVALS + 1} incidents on, the days between them would be drawn"
            if (self.intervals or 0) < self.incidents - 1:
                # months without figures stand between: 12 incidents can have 9 intervals
                between = (
                    f"With {FEWEST_INTERVALS} intervals between incidents that no month without figures interrupts (now "
                    f"{self.intervals or 0}), the days between would be drawn"
                )
            return f"{between}; f{xmr}."
        if self.months < FEWEST_MONTHS:
            return f"With {FEWEST_MONTHS} complete months, and f{xmr}."
        return f"F{xmr}."


def choose_chart(
    counts: Sequence[float | None],
    *,
    activity: Sequence[float | None] | None = None,
    ratio: str = "rate",
    intervals: int | None = None,
) -> ChartChoice:
    """Choose the chart of one stretch of a monthly series (from a break to the next).

    counts: incidents of each month; None or NaN for a month that does not count (missing, still filling up). activity: the
    denominator of each month, where a rate is wanted. ratio: what a count over its activity is called. intervals: how many
    whole intervals between incidents are known; None where only monthly counts are, or where days between are no use.

    Degenerate: no month counts: months without limits (and `because` says that none is complete). All zero: a list where
    days are known, else months without limits.

    Raises UnequalLengths, NotANumber, NegativeCount.
    """
    same_length(len(counts), activity=activity)
    numbers = sound(counts)
    sizes = None if activity is None else sound(activity)
    complete = [index for index, count in enumerate(numbers) if count is not None]
    present = [count for count in numbers if count is not None]
    if any(count < 0 for count in present):
        raise NegativeCount("a count of incidents is below zero")
    without = 0 if sizes is None else sum(not sizes[index] for index in complete)
    on_average = mean(present) if present else None
    return ChartChoice(
        chart=_suited(len(complete), on_average, intervals),
        months=len(complete),
        incidents=round(sum(present)),
        on_average=on_average,
        of=ratio if sizes is not None and complete and not without else "count",
        months_without_activity=without,
        intervals=intervals,
    )


def _suited(months: int, on_average: float | None, intervals: int | None) -> SuitedChart:
    if on_average is None:
        return SuitedChart.FIGURES
    if on_average >= FEWEST_ON_AVERAGE:
        return SuitedChart.XMR if months >= FEWEST_MONTHS else SuitedChart.FIGURES
    if intervals is None:
        return SuitedChart.FIGURES
    return SuitedChart.DAYS_BETWEEN if intervals >= FEWEST_INTERVALS else SuitedChart.LIST


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
