"""Reporting by division and ward: a funnel with its table, which asks why and ranks nobody."""

from collections.abc import Sequence

from dashboard.charts.frame import Picture, Table
from dashboard.charts.funnel import MOST_NAMES, funnel_picture, marks_of
from dashboard.charts.marks import Narrowing
from dashboard.charts.ranked import names_of
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.periods import ReportingPeriod, last_day
from dashboard.domain.rows import DivisionRate, PlaceRate
from dashboard.findings.asking import Asking
from dashboard.findings.breaks import spans_a_break
from dashboard.findings.rates import what_is_counted
from dashboard.findings.words import count_of, interval
from dashboard.measures.places import PlaceRates, division_rates, ward_names, ward_rates
from dashboard.measures.quiet_places import quiet_places
from dashboard.measures.series import decimals_of

ALPHABETICAL = (
    "The table is in alphabetical order on purpose: a high rate is not unsafe, a low rate is not safe. Case mix is not adjusted "
    "for. Only places with occupied bed days in every month of the period are drawn; the others are listed with counts. The rate "
    "by month counts incidents at places without beds too, so that it can be higher."
)


def place_pictures(asking: Asking) -> tuple[PlaceRates, Picture, PlaceRates, Picture] | None:
    """Rates by division and by ward over the complete months; None where there are no bed days at all."""
    if not asking.facts.has_bed_days or not asking.months.counted:
        return None
    narrowed = complete_months_only(asking)
    months = len(asking.months.counted)
    divisions: list[DivisionRate] = asking.rows("incidents_and_bed_days_by_division", narrowed)
    wards: list[PlaceRate] = asking.rows("incidents_and_bed_days_by_place", narrowed)
    by_division = division_rates(divisions, months)
    by_ward = ward_rates(wards, months)
    return (
        by_division,
        _picture(asking, by_division, "division", _narrows_of_divisions(by_division, wards)),
        by_ward,
        _picture(asking, by_ward, "ward", _narrows_of_wards(wards)),
    )


def _narrows_of_divisions(by: PlaceRates, wards: Sequence[PlaceRate]) -> dict[str, Narrowing]:
    """A division with a rate counts its places with beds, one without a rate all of its places."""
    narrows: dict[str, Narrowing] = {place.name: {"division": (place.name,)} for place in by.counts_only}
    for place in by.with_rate:
        with_beds = [ward.location for ward in wards if ward.division == place.name and ward.bed_days]
        narrows[place.name] = {"division": (place.name,), "location": tuple(dict.fromkeys(with_beds))}
    return narrows


def _narrows_of_wards(wards: Sequence[PlaceRate]) -> dict[str, Narrowing]:
    return {
        name: {"site": (ward.site,), "location": (ward.location,)}
        for name, ward in zip(ward_names(wards), wards, strict=True)
    }


def complete_months_only(asking: Asking) -> IncidentFilter:
    """The filter without months that are partly covered or filling up at either end: rates compare whole months."""
    counted = asking.months.counted
    return asking.asked.narrowed(from_=counted[0], until=last_day(counted[-1]))


def _picture(asking: Asking, places: PlaceRates, what: str, narrows: dict[str, Narrowing]) -> Picture:
    return funnel_picture(
        f"reporting-rate-by-{what}",
        f"Reporting rate by {what}: {what_is_counted(asking)} per 1,000 occupied bed days",
        what.capitalize(),
        places,
        asking.standing,
        sentence=_sentence(places, what),
        caption=_caption(asking, places, what),
        how=_how(places, what),
        narrows=narrows,
        days=(asking.months.counted[0], last_day(asking.months.counted[-1])),
    )


def _sentence(places: PlaceRates, what: str) -> str:
    if not places.with_rate or places.overall is None:
        return f"No {what} has occupied bed days in every month of the period: counts only."
    digits = decimals_of(places.overall)
    if len(places.with_rate) == 1:
        (place,) = places.with_rate
        figures = f"{place.rate:.{digits}f} per 1,000 occupied bed days ({interval(place.lower, place.upper, digits)})"
        return f"{place.name}: {figures}; one {what} alone is compared with no other."
    start = f"These {len(places.with_rate)} {what}s together: {places.overall:.{digits}f} per 1,000 occupied bed days"
    more = [place.name for place in places.outside if place.standing > 0]
    fewer = [place.name for place in places.outside if place.standing < 0]
    parts = [
        f"{names_of(names, 4)} recorded {side} than expected for {'its' if len(names) == 1 else 'their'} bed days"
        for names, side in ((more, "more"), (fewer, "fewer"))
        if names
    ]
    if not parts:
        return f"{start}; every {what} recorded about as many as its bed days lead one to expect."
    return f"{start}. {'; '.join(parts)}: worth asking why."


def _caption(asking: Asking, places: PlaceRates, what: str) -> str:
    between = len(places.between_limits)
    count = len(places.with_rate)
    digits = decimals_of(places.overall)
    parts = [f"{count_of(count, what)}{asking.about()} by bed days and rate, each a point."]
    marks = marks_of(places)
    if len(places.outside) > MOST_NAMES:
        parts.append(
            "; ".join(f"{marks[place]} {place.name} {place.rate:.{digits}f}" for place in places.outside)
            + "."
        )
    if between:
        parts.append(
            f"{between} {'lies' if between == 1 else 'lie'} between the inner and the outer limits, where chance alone puts about "
            f"{max(1, round(count / 20))} of {count}."
        )
    if without := len(places.counts_only):
        verb, its = ("has", "its") if without == 1 else ("have", "their")
        parts.append(f"{count_of(without, what)} without a rate {verb} {its} count in the table.")
    if any(place.incidents for place in places.counts_only):
        parts.append(
            "The rate by month counts places without occupied bed days too, so that it differs from this one."
        )
    if across := spans_a_break(asking):
        parts.append(across)
    return " ".join(parts)


def _how(places: PlaceRates, what: str) -> tuple[str, ...]:
    spread = places.funnel.overdispersion
    limits = (
        f"Expected = the rate of every {what} drawn together x its own bed days. Dotted limits hold 95 %, dashed ones 99.8 %, of "
        f"{what}s that differ by no more than "
    )
    if places.funnel.adjusted:
        between = (
            f"chance and the usual spread between {what}s (over-dispersion: they vary {spread.phi or 0:.1f} times as much as chance "
            "alone would have it; Spiegelhalter 2005)."
        )
    else:
        between = f"chance (exact Poisson test); the {what}s vary no more than that."
    return (
        f"{limits}{between}",
        f"Only a {what} outside the dashed limits is named, or has a letter.",
        ALPHABETICAL,
    )


QUIET_TITLE = "Wards with no incidents recorded"
LATELY = 3
"""Months: the newest complete ones that are looked at for silence."""


def quiet_wards(asking: Asking) -> tuple[str, Table] | None:
    """A sentence and the wards that had bed days and no incident in the newest three complete months, where their own rate
    before leads one to expect at least 3. None where there are too few complete months or no bed days."""
    counted = asking.months.counted
    if not asking.facts.has_bed_days or len(counted) < 2 * LATELY:
        return None
    first = counted[-LATELY]
    asked = complete_months_only(asking)
    lately = asked.narrowed(from_=first)
    before = asked.narrowed(until=last_day(counted[-LATELY - 1]))
    found = quiet_places(
        asking.rows("incidents_and_bed_days_by_place", before),
        asking.rows("incidents_and_bed_days_by_place", lately),
    )
    period = ReportingPeriod(first, last_day(counted[-1])).in_words()
    table = Table(
        ("Ward", "Site", "Occupied bed days", "Expected at its own rate before"),
        tuple((place.name, place.site, place.bed_days, place.expected) for place in found),
    )
    if not found:
        return f"{period}: every ward of which at least 3 incidents could be expected recorded some.", table
    many = len(found) != 1
    return (
        f"{period}: {count_of(len(found), 'ward')} with patients recorded none, where {'their' if many else 'its'} own rate before leads "
        "one to expect at least 3. It may be that nothing happened; ask whether recording has become harder.",
        table,
    )
