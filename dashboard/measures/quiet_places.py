"""Wards in which nothing was recorded lately although their own past says that something should have been."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.rows import PlaceRate

FEWEST_EXPECTED = 3.0
"""Incidents. With 3 expected nothing at all has a chance of 5 %; with fewer it says little."""


@dataclass(frozen=True)
class QuietPlace:
    """expected: incidents of the newest months at the place's own rate before them."""

    site: str
    name: str
    bed_days: float
    expected: float


def quiet_places(before: Sequence[PlaceRate], lately: Sequence[PlaceRate]) -> tuple[QuietPlace, ...]:
    """Places with bed days and without an incident lately, where at least 3 are expected; in alphabetical order."""
    past = {
        (row.site, row.location): row.incidents / row.bed_days
        for row in before
        if row.bed_days and row.incidents
    }
    found = [
        QuietPlace(row.site, row.location, row.bed_days, past[row.site, row.location] * row.bed_days)
        for row in lately
        if not row.incidents and row.bed_days and (row.site, row.location) in past
    ]
    return tuple(
        sorted(
            (place for place in found if place.expected >= FEWEST_EXPECTED),
            key=lambda place: (place.name, place.site),
        )
    )
