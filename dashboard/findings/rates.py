"""Reporting: incidents recorded by month, per 1,000 occupied bed days where there are bed days."""

from dataclasses import dataclass

from dashboard.charts.frame import Picture
from dashboard.charts.process import series_picture
from dashboard.charts.ranked import names_of
from dashboard.domain.periods import day_in_words, month_in_words
from dashboard.domain.rows import MonthRate
from dashboard.findings.asking import Asking
from dashboard.findings.breaks import question_about_change, recorded_near
from dashboard.findings.judged import how_judged, what_stands_out
from dashboard.findings.reporting_lag import complete_when
from dashboard.findings.words import RATE_CAVEAT, count_of, interval
from dashboard.measures.months import MonthState
from dashboard.measures.reporting_lag import expected_in_words
from dashboard.measures.series import (
    COUNTED,
    Series,
    missing_in_words,
    second_look_in_words,
    signal_in_words,
)
from dashboard.measures.special_causes import usual_in_words
from dashboard.stats import Interval, rate_interval

RATE_PICTURE = "reporting-rate-by-month"
"""The key of the picture, the same on each page that shows it."""

PER_BED_DAYS = "Per 1,000 occupied bed days"
NO_BED_DAYS = "No bed days yet: counts only."
ADD_BED_DAYS = "Add occupied bed days under Wards and activity."


@dataclass(frozen=True)
class Reporting:
    """The monthly series, of rates or (without bed days) of counts, and the rate of the whole period."""

    series: Series
    incidents: int
    bed_days: float | None
    overall: Interval | None
    why_counts: str | None

    @property
    def is_rate(self) -> bool:
        return self.why_counts is None


def no_bed_days(asking: Asking) -> str:
    """Why there is no rate, and for whoever can add bed days, where: others have no such page."""
    return f"{NO_BED_DAYS} {ADD_BED_DAYS}" if asking.may_act else NO_BED_DAYS


def reporting(asking: Asking) -> Reporting:
    """Rates where every complete month has bed days for the places asked; else counts, and why."""
    drawn = asking.with_filling_months()
    rows: list[MonthRate] = drawn.rows("reporting_rate_by_month")
    counted = set(asking.months.counted)
    complete = [row for row in rows if row.month in counted]
    incidents = {row.month: row.incidents for row in rows}
    without = [row.month for row in complete if not row.bed_days]
    why = None
    if not asking.facts.has_bed_days:
        why = no_bed_days(asking)
    elif complete and len(without) == len(complete):
        why = "There are no occupied bed days for what is asked here: counts only."
    elif without:
        why = f"Occupied bed days are missing for {count_of(len(without), 'month')}: counts only."
    total = sum(row.incidents for row in complete)
    if why or not complete:
        series = drawn.judged("Incidents", COUNTED, incidents)
        return Reporting(series, total, None, None, why or "No month is complete yet: counts only.")
    bed_days = sum(row.bed_days or 0.0 for row in complete)
    series = drawn.judged(
        "Reporting rate",
        PER_BED_DAYS,
        incidents,
        values={row.month: row.rate for row in rows},
        activity={row.month: row.bed_days for row in rows},
        per=1000.0,
        intervals={
            row.month: (row.lower, row.upper)
            for row in rows
            if row.lower is not None and row.upper is not None
        },
    )
    return Reporting(series, total, bed_days, rate_interval(total, bed_days), None)


def rate_picture(asking: Asking, found: Reporting, *, alone: bool = False) -> Picture:
    """The XmR chart of the monthly rate (or count), with the finding in a sentence. alone: as in `newest_sentence`."""
    title = (
        f"Reporting rate by month: {what_is_counted(asking)} per 1,000 occupied bed days"
        if found.is_rate
        else "Incidents recorded by month"
    )
    sentence = " ".join(
        part
        for part in (
            newest_sentence(asking, found, alone=alone),
            "" if found.series.newest_signal else second_look_in_words(found.series),
            "" if found.is_rate else found.why_counts or "",
        )
        if part
    )
    how = [*how_judged(found.series)]
    if found.is_rate:
        how.insert(
            0,
            "Rate = incidents recorded in the month / occupied bed days of the month x 1,000. " + RATE_CAVEAT,
        )
        if not asking.asked.places_only:
            how.insert(
                1, "The filter narrows the incidents, not the bed days: it is not a risk of what is asked."
            )
    if question := question_about_change(asking, found.series):
        how.append(question)
    how.append(complete_when(asking))
    return series_picture(
        RATE_PICTURE,
        title,
        found.series,
        asking.standing,
        sentence=sentence,
        caption=_caption(asking, found),
        happened=asking.with_filling_months().drawn,
        stands_out=what_stands_out(found.series, asking.happened),
        how=tuple(how),
        narrows={},
    )


def what_is_counted(asking: Asking) -> str:
    """What a rate is of, in a title: a filter on what an incident is narrows the incidents and not the bed days."""
    return "incidents recorded" if asking.asked.places_only else "incidents that match the filter"


def newest_sentence(asking: Asking, found: Reporting, *, alone: bool = False) -> str:
    """'September 2026 had 204 (7.5; 6.5 to 8.6), within the usual range of 6.2 to 8.4.'

    alone: with its units, '204 incidents (7.5 per 1,000 occupied bed days; 95 % interval 6.5 to 8.6)', for a title that follows no
    other sentence. With the usual range in figures: the interval, bare beside the word usual, was read as the usual range.
    """
    newest = found.series.newest
    if newest is None or newest.incidents is None:
        return "No month of this period is complete yet."
    figures, digits = f"{newest.incidents:,}", found.series.decimals
    unit, interval_words = (" per 1,000 occupied bed days", "95 % interval ") if alone else ("", "")
    if alone:
        figures = count_of(newest.incidents, "incident")
    if found.is_rate and newest.value is not None and newest.lower is not None and newest.upper is not None:
        figures += f" ({newest.value:.{digits}f}{unit}; {interval_words}{interval(newest.lower, newest.upper, digits)})"
    month = month_in_words(newest.month)
    if newest.process is None:
        return f"{month} had {figures}. {found.series.why_no_limits or ''}".strip()
    if newest.process.signal and found.series.second_look:
        return (
            f"{month} had {figures}: outside the limits of the chart, but within the usual range once the bed days of each month "
            "are allowed for."
        )
    if newest.process.signal:
        near = recorded_near(asking.happened, newest.month)
        return f"{month} had {figures}. {signal_in_words(found.series, newest)} {near}"
    usual = found.series.usual(newest)
    of = f" of {usual_in_words(found.series, usual)}" if usual else ""
    return f"{month} had {figures}, within the usual range{of}."


def _caption(asking: Asking, found: Reporting) -> str:
    points = [
        point
        for point in found.series.points
        if point.value is not None and point.state is not MonthState.FILLING_UP
    ]
    if not points:
        return "No month has a figure."
    low = min(points, key=lambda point: point.value or 0)
    high = max(points, key=lambda point: point.value or 0)
    digits = found.series.decimals if found.is_rate else 0
    parts = [
        f"1 month{asking.about()}: {low.value:,.{digits}f} in {month_in_words(low.month)}."
        if len(points) == 1
        else f"{count_of(len(asking.months), 'month')}{asking.about()}, lowest {low.value:,.{digits}f} in "
        f"{month_in_words(low.month)}, highest {high.value:,.{digits}f} in {month_in_words(high.month)}."
    ]
    signals = found.series.signals
    if signals:
        months = [month_in_words(point.month) for point in signals]
        parts.append(f"Special cause in {names_of(months, 6)}.")
    elif found.series.chart:
        parts.append("No special cause.")
    drawn = asking.with_filling_months()
    parts += [f"{event.label} on {day_in_words(event.dated_on)}." for event in drawn.drawn]
    parts.append(missing_in_words(drawn.months))
    expected = [
        f"{month_in_words(point.month)}: {expected_in_words(point.incidents, point.expected)}"
        for point in found.series.points
        if point.expected and point.incidents
    ]
    if expected:
        parts.append(f"{'; '.join(expected)}.")
    return " ".join(part for part in parts if part)


def counted_months_words(asking: Asking) -> str:
    """'in 24 months', and how many of the period these are when some are left out."""
    counted = len(asking.months.counted)
    if counted == len(asking.months):
        return f"in {count_of(counted, 'month')}"
    return f"in the {count_of(counted, 'complete month')} of this period"
