"""How often each chart flags something in a series that nothing happened to: Poisson counts of one mean, seeded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.measures.days_between import HALF_A_DAY
from dashboard.stats import (
    FEWEST_INTERVALS,
    PRESETS,
    ChartKind,
    SuitedChart,
    choose_chart,
    control_chart,
    process_limits,
)

MONTHS = (12, 24, 36)
MEANS = (0.5, 1.0, 3.0, 8.0, 40.0)
DAYS = 30
"""Days in a month of the simulation: an incident falls on any of them alike."""

Judge = Callable[["Simulated"], "Flagged | None"]


@dataclass(frozen=True)
class Simulated:
    """One series: counts by month, the day of each incident, and activity that varies by a tenth from month to month."""

    counts: list[float]
    days: list[int]
    activity: list[float]

    @property
    def between(self) -> list[float]:
        return [float(later - before) for before, later in zip(self.days, self.days[1:], strict=False)]


@dataclass(frozen=True)
class Flagged:
    """Whether the newest point is flagged, and whether any point or run is."""

    newest: bool
    anything: bool


@dataclass(frozen=True)
class Share:
    """Of the series that a chart could be drawn for: the share with a false signal at the newest point, and anywhere."""

    drawn: float
    newest: float
    anything: float


def simulated(months: int, mean: float, seed: int, count: int) -> list[Simulated]:
    chance = np.random.default_rng([seed, months, round(mean * 10)])
    series = []
    for _ in range(count):
        activity = chance.uniform(0.9, 1.1, months)
        counts = chance.poisson(mean * activity / activity.mean())
        days = [
            month * DAYS + int(day)
            for month, number in enumerate(counts)
            for day in sorted(chance.integers(0, DAYS, number))
        ]
        series.append(Simulated([float(each) for each in counts], days, [1000 * each for each in activity]))
    return series


def _xmr(preset: str) -> Judge:
    def judge(series: Simulated) -> Flagged:
        points = process_limits(series.counts, preset=PRESETS[preset]).points
        return Flagged(points[-1].signal, any(point.signal for point in points))

    return judge


def _control(kind: ChartKind) -> Judge:
    def judge(series: Simulated) -> Flagged | None:
        activity = None
        values: Sequence[float] = series.counts
        if kind in (ChartKind.U, ChartKind.U_PRIME, ChartKind.I_PRIME):
            activity = series.activity
        elif kind in (ChartKind.P, ChartKind.P_PRIME):
            activity = [2 * max(each, 40.0) + 1000 for each in series.counts]
        elif kind in (ChartKind.G, ChartKind.T):
            values = series.between if kind is ChartKind.G else [each + HALF_A_DAY for each in series.between]
            if len(values) < FEWEST_INTERVALS:
                return None
        chart = control_chart(kind, values, activity)
        newest = next(point for point in reversed(chart.points) if point.value is not None)
        runs = any(part.runs_signal for part in chart.parts)
        return Flagged(newest.signal, runs or any(point.signal for point in chart.points))

    return judge


def _chosen(series: Simulated) -> Flagged | None:
    """The chart that the product would draw: XmR by the house rules, days between, or none."""
    choice = choose_chart(series.counts, intervals=len(series.between))
    if choice.chart is SuitedChart.XMR:
        return _xmr("NHSRplotthedots")(series)
    if choice.chart is SuitedChart.DAYS_BETWEEN:
        return _control(ChartKind.T)(series)
    return None


CHARTS: dict[str, Judge] = {
    **{f"XmR, {preset}": _xmr(preset) for preset in PRESETS},
    **{f"{kind.value} chart": _control(kind) for kind in ChartKind},
    "the chart chosen": _chosen,
}


def false_signals(chart: str, months: int, mean: float, seed: int, count: int) -> Share:
    """The share of false signals of one chart in `count` stable series."""
    found = [CHARTS[chart](series) for series in simulated(months, mean, seed, count)]
    drawn = [each for each in found if each]
    if not drawn:
        return Share(0.0, 0.0, 0.0)
    return Share(
        len(drawn) / count,
        sum(each.newest for each in drawn) / len(drawn),
        sum(each.anything for each in drawn) / len(drawn),
    )
