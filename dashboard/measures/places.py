"""Rates of wards and divisions, as a funnel: which recorded more or fewer than their bed days lead one to expect."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.rows import DivisionRate, PlaceRate
from dashboard.stats import Funnel, Standing, rate_funnel


@dataclass(frozen=True)
class RatedPlace:
    """expected: incidents that the rate of all places would give its bed days. standing: against the limits that allow for the
    spread between places too."""

    name: str
    incidents: int
    bed_days: float
    rate: float
    lower: float
    upper: float
    expected: float
    standing: Standing


@dataclass(frozen=True)
class CountedPlace:
    name: str
    incidents: int
    bed_days: float | None
    why: str


@dataclass(frozen=True)
class PlaceRates:
    """Places whose incidents and bed days match in every month, in alphabetical order, and those that have counts only, each
    with its reason. The funnel is of the former."""

    with_rate: tuple[RatedPlace, ...]
    counts_only: tuple[CountedPlace, ...]
    funnel: Funnel

    @property
    def overall(self) -> float | None:
        """Incidents per 1,000 occupied bed days of the places with a rate."""
        return self.funnel.target

    @property
    def can_be_compared(self) -> bool:
        """One place alone, as a filter for a ward leaves it, is compared with no other."""
        return len(self.with_rate) > 1

    @property
    def outside(self) -> tuple[RatedPlace, ...]:
        """Outside the 99.8 % limits, where chance alone puts 1 in 500: worth asking why, in either direction."""
        return tuple(place for place in self.with_rate if abs(place.standing) == Standing.ABOVE_998)

    @property
    def between_limits(self) -> tuple[RatedPlace, ...]:
        """Between the 95 % and the 99.8 % limits, where chance alone puts about 1 in 20."""
        return tuple(place for place in self.with_rate if abs(place.standing) == Standing.ABOVE_95)


def ward_rates(rows: Sequence[PlaceRate], months: int) -> PlaceRates:
    """Rates of wards with bed days in all of so many months. Wards of one name at two sites are told apart by the site."""
    return _rates(
        [(name, row.incidents, row) for name, row in zip(ward_names(rows), rows, strict=True)], months
    )


def ward_names(rows: Sequence[PlaceRate]) -> list[str]:
    """What each ward is called: its name, with the site where two sites have one of that name."""
    sites = Counter(row.location for row in rows)
    return [f"{row.location} ({row.site})" if sites[row.location] > 1 else row.location for row in rows]


def division_rates(rows: Sequence[DivisionRate], months: int) -> PlaceRates:
    """Rates of divisions, over their places with beds."""
    return _rates([(row.division, row.incidents - row.incidents_without_beds, row) for row in rows], months)


def _rates(rows: Sequence[tuple[str, int, PlaceRate | DivisionRate]], months: int) -> PlaceRates:
    rated: list[tuple[str, int, float, tuple[float, float, float]]] = []
    counted = []
    for name, incidents, row in sorted(rows, key=lambda found: found[0]):
        rate, lower, upper = row.rate, row.lower, row.upper
        complete = row.months_with_bed_days >= months
        if row.bed_days and complete and rate is not None and lower is not None and upper is not None:
            rated.append((name, incidents, row.bed_days, (rate, lower, upper)))
            continue
        why = (
            f"bed days for {row.months_with_bed_days} of {months} months"
            if row.months_with_bed_days
            else "no occupied bed days"
        )
        counted.append(CountedPlace(name, row.incidents, row.bed_days, why))
    funnel = rate_funnel(
        [incidents for _, incidents, _, _ in rated],
        [bed_days for _, _, bed_days, _ in rated],
        [name for name, _, _, _ in rated],
    )
    with_rate = tuple(
        RatedPlace(name, incidents, bed_days, *rate, point.expected, point.standing or Standing.WITHIN)
        for (name, incidents, bed_days, rate), point in zip(rated, funnel.points, strict=True)
    )
    return PlaceRates(with_rate, tuple(counted), funnel)
