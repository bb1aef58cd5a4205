"""Axes of our own drawings: round ticks for values, months with their years, and where a value or a category lies."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.domain.periods import months_between
from dashboard.reports.native.chart import MONTHS_APART, Drawn, NativeChart, NativeSeries, round_step

MOST_MONTH_LABELS = 10


@dataclass(frozen=True)
class ValueAxis:
    """From low to high; ticks are round values between them; decimals: how many their labels have."""

    low: float
    high: float
    ticks: tuple[float, ...]
    decimals: int
    unit: str = ""

    def share(self, value: float) -> float:
        """How far along the axis a value lies: 0 at its start, 1 at its end, and no further."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))

    def label(self, tick: float) -> str:
        return f"{tick + 0.0:,.{self.decimals}f}{self.unit}".replace("-", "−")


def value_axis(
    values: Iterable[float | None],
    most: float | None = None,
    least: float = 0.0,
    step: float | None = None,
    wanted: int = 5,
) -> ValueAxis:
    """An axis from `least` (or below, where values are) to `most`, or to the next round value. wanted: about how many ticks."""
    known = [value for value in values if value is not None and math.isfinite(value)]
    low = min(least, min(known, default=least))
    top = most if most is not None else max(known, default=low)
    if top <= low:
        top = low + 1.0
    if step is None or not 1 <= (top - low) / step <= wanted * 2:
        step = round_step((top - low) / wanted)
        if all(float(value).is_integer() for value in known) and step < 1:
            step = 1.0  # half an incident is no tick
    if most is None:
        top = math.ceil(top / step - 1e-9) * step
    if low < least:
        low = math.floor(low / step + 1e-9) * step
    first = math.ceil(low / step - 1e-9)
    last = math.floor(top / step + 1e-9)
    decimals = next((places for places in range(4) if abs(step - round(step, places)) < 1e-9), 4)
    return ValueAxis(low, top, tuple(step * n for n in range(first, last + 1)), decimals)


def values_of(chart: NativeChart) -> list[float | None]:
    """All that the value axis has to hold: values, ends of intervals, heights of stacks."""
    first = [each for each in chart.series if not each.second and each.drawn not in _BACKDROPS]
    found = [value for each in first for value in (*each.values, *each.lower, *each.upper)]
    if chart.stacked and chart.categories:
        bars = [each for each in first if each.drawn in (Drawn.COLUMN, Drawn.BAR)]
        for at in range(len(chart.categories)):
            heights = [each.values[at] or 0 for each in bars]
            found += [sum(max(0, each) for each in heights), sum(min(0, each) for each in heights)]
    return found


_BACKDROPS = (Drawn.UPRIGHT, Drawn.GROUND)


@dataclass(frozen=True)
class Across:
    """The other axis: categories, each with a band of its own, or places on a scale. ticks: (share of the way, words, words beneath).

    band: the share that one category has.
    """

    band: float
    ticks: tuple[tuple[float, str, str], ...]
    low: float = 0.0
    high: float = 1.0

    def shares(self, series: NativeSeries) -> list[float]:
        """How far along the axis each value of a series stands."""
        if not series.points_x:
            return [(place + 0.5) * self.band for place in range(len(series.values))]
        return [(_as_number(x) - self.low) / (self.high - self.low) for x in series.points_x]


def across_of(chart: NativeChart, most_labels: int) -> Across:
    """Months get at most `most_labels` labels, the newest always; words get one each."""
    if chart.categories:
        band = 1 / len(chart.categories)
        if chart.by_month:
            months = [each for each in chart.categories if isinstance(each, date)]
            ticks = tuple(
                ((tick.place + 0.5) * band, tick.month, tick.year)
                for tick in month_ticks(months, most_labels)
            )
        else:
            ticks = tuple(
                ((place + 0.5) * band, str(word), "") for place, word in enumerate(chart.categories)
            )
        return Across(band, ticks)
    places = [x for each in chart.series for x in each.points_x]
    days = [x for x in places if isinstance(x, date)]
    if days:
        return _days_across(min(days), max(days), most_labels)
    axis = value_axis([_as_number(x) for x in places], wanted=max(2, min(6, most_labels)))
    ticks = tuple((axis.share(tick), axis.label(tick), "") for tick in axis.ticks)
    return Across(0.0, ticks, axis.low, axis.high)


def _days_across(first: date, last: date, most_labels: int) -> Across:
    span = max(1, (last - first).days)
    low, high = first.toordinal() - 0.03 * span, last.toordinal() + 0.03 * span
    months = [
        month for month in months_between(first.replace(day=1), last) if low <= month.toordinal() <= high
    ]
    ticks = tuple(
        ((months[tick.place].toordinal() - low) / (high - low), tick.month, tick.year)
        for tick in month_ticks(months, most_labels)
    )
    return Across(0.0, ticks, low, high)


def _as_number(x: float | date) -> float:
    return float(x.toordinal()) if isinstance(x, date) else float(x)


@dataclass(frozen=True)
class MonthTick:
    """place: which category. year: where the label is the first of its year."""

    place: int
    month: str
    year: str


def month_ticks(months: Sequence[date], most: int = MOST_MONTH_LABELS) -> list[MonthTick]:
    """The newest month is always one of them, and no more than `most` are, an equal number of months apart."""
    most = max(1, min(most, MOST_MONTH_LABELS))
    step = next((step for step in MONTHS_APART if -(-len(months) // step) <= most), max(1, len(months)))
    ticks: list[MonthTick] = []
    year = None
    for place in range((len(months) - 1) % step, len(months), step):
        month = months[place]
        ticks.append(MonthTick(place, f"{month:%b}", f"{month:%Y}" if month.year != year else ""))
        year = month.year
    return ticks
