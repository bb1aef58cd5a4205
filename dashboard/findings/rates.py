"""Reporting: incidents recorded by month, per 1,000 occupied bed days where there are bed days, and by place."""

from dataclasses import dataclass

from dashboard.charts.frame import Picture
from dashboard.charts.process import series_picture
from dashboard.charts.ranked import names_of, place_rates
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.periods import last_day, month_in_words
from dashboard.domain.rows import DivisionRate, MonthRate, PlaceRate
from dashboard.findings.asking import Asking
from dashboard.findings.breaks import question_about_change, recorded_near, spans_a_break
from dashboard.findings.judged import how_judged, what_stands_out
from dashboard.findings.reporting_lag import complete_when
from dashboard.findings.words import RATE_CAVEAT, count_of, interval
from dashboard.measures.months import MonthState
from dashboard.measures.ranking import PlaceRates, division_rates, ward_rates
from dashboard.measures.reporting_lag import expected_in_words
from dashboard.measures.series import (
    COUNTED,
    Series,
    decimals_of,
    missing_in_words,
    second_look_in_words,
    signal_in_words,
)
from dashboard.stats import Interval, rate_interval

PER_BED_DAYS = "Per 1,000 occupied bed days"
NO_BED_DAYS = "No bed days yet: counts only. Add occupied bed days under Upload."


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
        why = NO_BED_DAYS
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


def rate_picture(asking: Asking, found: Reporting) -> Picture:
    """The XmR chart of the monthly rate (or count), with the finding in a sentence."""
    title = (
        f"Reporting rate by month: {_what(asking)} per 1,000 occupied bed days"
        if found.is_rate
        else "Incidents recorded by month"
    )
    sentence = " ".join(
        part
        for part in (
            newest_sentence(asking, found),
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
        "reporting-rate-by-month",
        title,
        found.series,
        asking.standing,
        sentence=sentence,
        caption=_caption(asking, found),
        happened=asking.with_filling_months().happened,
        stands_out=what_stands_out(found.series, asking.happened),
        how=tuple(how),
    )


def _what(asking: Asking) -> str:
    return "incidents recorded" if asking.asked.places_only else "incidents that match the filter"


def newest_sentence(asking: Asking, found: Reporting) -> str:
    """'September 2026 had 204 (7.5; 6.5 to 8.6), within the usual range.'"""
    newest = found.series.newest
    if newest is None or newest.incidents is None:
        return "No month of this period is complete yet."
    figures, digits = f"{newest.incidents:,}", found.series.decimals
    if found.is_rate and newest.value is not None and newest.lower is not None and newest.upper is not None:
        figures += f" ({newest.value:.{digits}f}; {interval(newest.lower, newest.upper, digits)})"
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
    return f"{month} had {figures}, within the usual range."


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
        f"{count_of(len(asking.months), 'month')}{asking.about()}, lowest {low.value:,.{digits}f} in "
        f"{month_in_words(low.month)}, highest {high.value:,.{digits}f} in {month_in_words(high.month)}."
    ]
    signals = found.series.signals
    if signals:
        months = [month_in_words(point.month) for point in signals]
        parts.append(f"Special cause in {names_of(months, 6)}.")
    elif found.series.chart:
        parts.append("No special cause.")
    drawn = asking.with_filling_months()
    parts += [f"{event.label} on {event.dated_on:%d/%m/%Y}." for event in drawn.happened]
    parts.append(missing_in_words(drawn.months))
    expected = [
        f"{month_in_words(point.month)}: {expected_in_words(point.incidents, point.expected)}"
        for point in found.series.points
        if point.expected and point.incidents
    ]
    if expected:
        parts.append(f"{'; '.join(expected)}.")
    return " ".join(part for part in parts if part)


def place_pictures(asking: Asking) -> tuple[PlaceRates, Picture, PlaceRates, Picture] | None:
    """Rates by division and by ward over the complete months; None where there are no bed days at all."""
    if not asking.facts.has_bed_days or not asking.months.counted:
        return None
    narrowed = _complete_months_only(asking)
    months = len(asking.months.counted)
    divisions: list[DivisionRate] = asking.rows("incidents_and_bed_days_by_division", narrowed)
    wards: list[PlaceRate] = asking.rows("incidents_and_bed_days_by_place", narrowed)
    by_division = division_rates(divisions, months)
    by_ward = ward_rates(wards, months)
    return (
        by_division,
        place_rates(
            "reporting-rate-by-division",
            f"Reporting rate by division: {_what(asking)} per 1,000 occupied bed days",
            "Division",
            by_division,
            asking.standing,
            sentence=_places_sentence(by_division, "division"),
            caption=_places_caption(asking, by_division, "division"),
            by_chance=_places_by_chance(by_division, "division"),
        ),
        by_ward,
        place_rates(
            "reporting-rate-by-ward",
            f"Reporting rate by ward: {_what(asking)} per 1,000 occupied bed days",
            "Ward",
            by_ward,
            asking.standing,
            sentence=_places_sentence(by_ward, "ward"),
            caption=_places_caption(asking, by_ward, "ward"),
            by_chance=_places_by_chance(by_ward, "ward"),
        ),
    )


def _complete_months_only(asking: Asking) -> IncidentFilter:
    """The filter without months that are partly covered or filling up at either end: rates compare whole months."""
    counted = asking.months.counted
    return asking.asked.narrowed(from_=counted[0], until=last_day(counted[-1]))


def _places_sentence(places: PlaceRates, what: str) -> str:
    if not places.with_rate:
        return f"No {what} has occupied bed days in every month of the period: counts only."
    apart = [place.name for place in places.apart_from_overall]
    digits = decimals_of(places.overall)
    if len(places.with_rate) == 1:
        (place,) = places.with_rate
        return (
            f"{place.name}: {place.rate:.{digits}f} per 1,000 occupied bed days "
            f"({interval(place.lower, place.upper, digits)})."
        )
    rate = f"{places.overall:.{digits}f}" if places.overall is not None else "not known"
    together = f"These {len(places.with_rate)} {what}s together: {rate} per 1,000 occupied bed days"
    if not apart:
        return f"{together}; the interval of every {what} holds that rate."
    verb = "was" if len(apart) == 1 else "were"
    return (
        f"{together}; more or fewer than expected {verb} recorded at {names_of(apart, 4)}: worth asking why."
    )


def _places_by_chance(places: PlaceRates, what: str) -> tuple[str, ...]:
    """How many intervals would miss the common rate if every place had it: 1 in 20 of them."""
    if len(places.with_rate) < 2:
        return ()
    expected = 0.05 * len(places.with_rate)
    about = f"about {expected:.0f}" if expected >= 1 else "fewer than 1"
    return (
        f"If all these {what}s had one and the same rate, {about} of the {len(places.with_rate)} intervals would miss it by "
        "chance alone. Patients and work differ from place to place, so that more do.",
    )


def _places_caption(asking: Asking, places: PlaceRates, what: str) -> str:
    digits = decimals_of(places.overall)
    shown = ", ".join(f"{place.name} {place.rate:.{digits}f}" for place in places.with_rate[:6])
    more = f" and {len(places.with_rate) - 6} more" if len(places.with_rate) > 6 else ""
    without = len(places.counts_only)
    tail = (
        f" {count_of(without, what)} without a rate {'is' if without == 1 else 'are'} listed with counts."
        if without
        else ""
    )
    return " ".join(
        part
        for part in (
            f"{count_of(len(places.with_rate), what)}{asking.about()} in alphabetical order: {shown}{more}.{tail}",
            spans_a_break(asking),
        )
        if part
    )


def counted_months_words(asking: Asking) -> str:
    """'in 24 months', and how many of the period these are when some are left out."""
    counted = len(asking.months.counted)
    if counted == len(asking.months):
        return f"in {count_of(counted, 'month')}"
    return f"in the {count_of(counted, 'complete month')} of this period"
