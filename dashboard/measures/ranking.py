"""Counts ranked, with what is no category of its own kept apart."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.words import (
    IN_NO_HIGH_RISK_GROUP,
    IN_NO_LOCAL_GROUP,
    MEDICINE_NOT_RECOGNISED,
    NO_MEDICINE_NAMED,
    NOT_RECORDED,
    ONLY_A_CLASS_NAMED,
)
from dashboard.measures.harm import in_per_cent
from dashboard.stats import Interval, exact_poisson

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


def exact_intervals(found: Ranking, bed_days: float | None) -> list[Interval]:
    """Of each item, ranked ones first: incidents per 1,000 occupied bed days where these are given, else its count, between the
    exact 95 % limits of a Poisson count (Garwood 1936).
    """
    scale = 1000.0 / bed_days if bed_days else 1.0
    between = []
    for item in (*found.ranked, *found.apart):
        lower, upper = exact_poisson(item.incidents)
        between.append(Interval(item.incidents * scale, lower * scale, upper * scale, "exact Poisson"))
    return between
