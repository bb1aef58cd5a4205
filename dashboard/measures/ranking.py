"""Counts ranked, with what is no category of its own kept apart; and the rates of places."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.rows import DivisionRate, PlaceRate
from dashboard.domain.words import (
    IN_NO_HIGH_RISK_GROUP,
    IN_NO_LOCAL_GROUP,
    MEDICINE_NOT_RECOGNISED,
    NO_MEDICINE_NAMED,
    NOT_RECORDED,
    ONLY_A_CLASS_NAMED,
)
from dashboard.measures.harm import in_per_cent

APART = (
    IN_NO_HIGH_RISK_GROUP,
    IN_NO_LOCAL_GROUP,
    NO_MEDICINE_NAMED,
    MEDICINE_NOT_RECOGNISED,
    ONLY_A_CLASS_NAMED,
    NOT_RECORDED,
)


@dataclass(frozen=True)
class Item:
    name: str
    incidents: int


@dataclass(frozen=True)
class Ranking:
    """`total` is the number of incidents; with several medicines each, items may add up to more."""

    ranked: tuple[Item, ...]
    apart: tuple[Item, ...]
    total: int

    def percent(self, item: Item) -> float:
        return 100 * item.incidents / self.total if self.total else 0.0

    def percent_words(self, item: Item) -> str:
        return in_per_cent(self.percent(item))

    @property
    def cumulative_percent(self) -> list[float]:
        """Running share of what the ranked items add up to, in per cent."""
        whole = sum(item.incidents for item in self.ranked)
        running = itertools.accumulate(item.incidents for item in self.ranked)
        return [100 * sofar / whole for sofar in running] if whole else []

    @property
    def adds_up_to(self) -> int:
        return sum(item.incidents for item in (*self.ranked, *self.apart))


def ranking(counts: Sequence[tuple[str, int]], total: int, most: int | None = None) -> Ranking:
    """Most first; beyond `most` items the rest is left to the table."""
    items = sorted(
        (Item(name, count) for name, count in counts), key=lambda item: (-item.incidents, item.name)
    )
    ranked = [item for item in items if item.name not in APART]
    return Ranking(tuple(ranked[:most]), tuple(item for item in items if item.name in APART), total)


@dataclass(frozen=True)
class RatedPlace:
    name: str
    incidents: int
    bed_days: float
    rate: float
    lower: float
    upper: float


@dataclass(frozen=True)
class CountedPlace:
    name: str
    incidents: int
    bed_days: float | None
    why: str


@dataclass(frozen=True)
class PlaceRates:
    """Places whose incidents and bed days match in every month, and those that have counts only, each with its reason."""

    with_rate: tuple[RatedPlace, ...]
    counts_only: tuple[CountedPlace, ...]

    @property
    def overall(self) -> float | None:
        """Incidents per 1,000 occupied bed days of the places with a rate."""
        bed_days = sum(place.bed_days for place in self.with_rate)
        return 1000 * sum(place.incidents for place in self.with_rate) / bed_days if bed_days else None

    @property
    def apart_from_overall(self) -> tuple[RatedPlace, ...]:
        """Places whose interval does not hold the overall rate: worth asking why, in either direction."""
        overall = self.overall
        if overall is None:
            return ()
        return tuple(place for place in self.with_rate if not place.lower <= overall <= place.upper)


def ward_rates(rows: Sequence[PlaceRate], months: int) -> PlaceRates:
    """Rates of wards with bed days in all of so many months."""
    return _rates([(row.location, row.incidents, row) for row in rows], months)


def division_rates(rows: Sequence[DivisionRate], months: int) -> PlaceRates:
    """Rates of divisions, over their places with beds."""
    return _rates([(row.division, row.incidents - row.incidents_without_beds, row) for row in rows], months)


def _rates(rows: Sequence[tuple[str, int, PlaceRate | DivisionRate]], months: int) -> PlaceRates:
    rated, counted = [], []
    for name, incidents, row in sorted(rows, key=lambda found: found[0]):
        if (
            row.bed_days
            and row.rate is not None
            and row.lower is not None
            and row.upper is not None
            and row.months_with_bed_days >= months
        ):
            rated.append(RatedPlace(name, incidents, row.bed_days, row.rate, row.lower, row.upper))
        else:
            why = (
                f"bed days for {row.months_with_bed_days} of {months} months"
                if row.months_with_bed_days
                else "no occupied bed days"
            )
            counted.append(CountedPlace(name, row.incidents, row.bed_days, why))
    return PlaceRates(tuple(rated), tuple(counted))
