"""The trust among its peers: the months that all have figures for, and the rate of each over these, as a funnel.

Counts on both sides are as they may be shown (to the nearest 5), one's own too: all stand on the same footing.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.domain.benchmark import (
    ALL,
    MODERATE_AND_ABOVE,
    KeptPeer,
    PeerFigure,
    State,
    month_code,
    month_of_code,
    months_of_year,
    not_comparable,
    source_code,
    year_code,
    year_of_code,
)
from dashboard.domain.periods import financial_year_start, months_later
from dashboard.measures.places import PlaceRates, RatedPlace
from dashboard.stats import Standing, rate_funnel, rate_interval
from dashboard.stats.disclosure import HES

LEAST_MONTHS = 6
"""Fewer common months than half a year would compare a season."""

MOST_MONTHS = 12
LOOKED_BACK = 24

LEAST_PEERS = 5
"""Limits of a funnel that rest on fewer others say little: then the rates stand in a table with their intervals."""


def letter_of(place: int) -> str:
    """A, B, ... Z, AA, AB, ... of 0, 1, ..."""
    word = ""
    while place >= 0:
        word = chr(ord("A") + place % 26) + word
        place = place // 26 - 1
    return word


def own_figures(
    counted: Iterable[date],
    sources: Mapping[date, str],
    incidents: Mapping[tuple[date, str], int],
    bed_days: Mapping[date, float | None],
) -> tuple[PeerFigure, ...]:
    """The trust's own months and whole financial years as its pack gives them, before anything is withheld.

    incidents: by month and All or moderate_and_above. A level that a month has none of is a zero.
    """
    months = sorted(counted)
    periods: dict[str, tuple[date, ...]] = {month_code(month): (month,) for month in months}
    for april in sorted({financial_year_start(month) for month in months}):
        if set(months_of_year(april)) <= set(months):
            periods[year_code(april)] = months_of_year(april)
    found = []
    for period, its in periods.items():
        beds = [bed_days.get(month) for month in its]
        known = math.fsum(bed for bed in beds if bed) if all(beds) else None
        source = "+".join(sorted({part for month in its for part in source_code(sources[month]).split("+")}))
        for level in (ALL, MODERATE_AND_ABOVE):
            count = sum(incidents.get((month, level), 0) for month in its)
            given = HES.shown(count)
            found.append(PeerFigure(period, source, level, given.value, State(given.state.value), known))
    return tuple(found)


@dataclass(frozen=True)
class CommonPeriod:
    """The months that the trust and these peers all have a figure and bed days for, and why other peers are left out."""

    months: tuple[date, ...]
    peers: tuple[KeptPeer, ...]
    left_out: tuple[tuple[KeptPeer, str], ...]


def common_period(own: Sequence[PeerFigure], peers: Sequence[KeptPeer]) -> CommonPeriod:
    """At most the newest 12 months that all have. A peer with which fewer than 6 common months would be left is left out; those
    that share most months with the trust are taken first.
    """
    mine = _months_of(own)
    newest = max(mine, default=None)
    months = {month for month in mine if newest and month > months_later(newest, -LOOKED_BACK)}
    taken, left_out = [], []
    shared = {peer.number: _shared(mine, months, peer) for peer in peers}
    for peer in sorted(peers, key=lambda each: (-len(shared[each.number]), each.mark)):
        both = months & shared[peer.number]
        if len(both) < LEAST_MONTHS:
            left_out.append((peer, _why(mine, peer, both)))
            continue
        months = both
        taken.append(peer)
    kept = sorted(months)[-MOST_MONTHS:] if taken else []
    by_mark = {peer.number: place for place, peer in enumerate(peers)}
    return CommonPeriod(
        tuple(kept),
        tuple(sorted(taken, key=lambda each: by_mark[each.number])),
        tuple(sorted(left_out, key=lambda each: by_mark[each[0].number])),
    )


def _months_of(figures: Iterable[PeerFigure]) -> dict[date, PeerFigure]:
    """The months with a total that is shown and with bed days."""
    return {
        month: each
        for each in figures
        if each.harm_level == ALL
        and each.incidents is not None
        and each.bed_days
        and (month := month_of_code(each.period)) is not None
    }


def _shared(mine: Mapping[date, PeerFigure], months: Iterable[date], peer: KeptPeer) -> set[date]:
    its = _months_of(peer.figures)
    return {
        month
        for month in months
        if month in its and not not_comparable(mine[month].source, its[month].source)
    }


def _why(mine: Mapping[date, PeerFigure], peer: KeptPeer, both: set[date]) -> str:
    if not any(each.bed_days for each in peer.figures):
        return "its pack has no bed days"
    if any(month in mine for month in _months_of(peer.figures)) and not both:
        return "no month that is counted from a comparable source"
    return f"fewer than {LEAST_MONTHS} months in common" if both else "no month in common"


def rates_of(
    own_name: str, own: Sequence[PeerFigure], period: CommonPeriod, names: Mapping[int, str]
) -> PlaceRates:
    """The rate of each over the common months, in alphabetical order; `names` by the number of a peer's pack."""
    of = {own_name: _months_of(own)} | {names[peer.number]: _months_of(peer.figures) for peer in period.peers}
    counted = []
    for name in sorted(of):
        incidents = sum(of[name][month].incidents or 0 for month in period.months)
        counted.append(
            (name, incidents, math.fsum(of[name][month].bed_days or 0.0 for month in period.months))
        )
    funnel = rate_funnel(
        [count for _, count, _ in counted], [beds for _, _, beds in counted], [name for name, _, _ in counted]
    )
    rated = []
    for (name, count, beds), point in zip(counted, funnel.points, strict=True):
        rate = rate_interval(count, beds)
        rated.append(
            RatedPlace(name, count, beds, rate.value, rate.lower, rate.upper, point.expected, point.standing or Standing.WITHIN)
        )  # fmt: skip
    return PlaceRates(tuple(rated), (), funnel)


def rounding_of_rate(months: int, bed_days: float) -> float:
    """How far rounding alone can move a rate per 1,000: 2 incidents in each month."""
    return 1000.0 * 2 * months / bed_days


@dataclass(frozen=True)
class HarmfulShare:
    """Moderate and above of a financial year: None, and why in `state`, where either count may not be shown."""

    year: str
    harmful: int | None
    incidents: int | None
    state: State

    @property
    def share(self) -> float | None:
        return self.harmful / self.incidents if self.harmful is not None and self.incidents else None


def harmful_share(figures: Sequence[PeerFigure], year: str) -> HarmfulShare:
    """From the figures as shown; a pack without the year is not covered there."""
    of = {each.harm_level: each for each in figures if each.period == year}
    total, harmful = of.get(ALL), of.get(MODERATE_AND_ABOVE)
    if total is None or harmful is None:
        return HarmfulShare(year, None, None, State.NOT_COVERED)
    state = total.state if total.incidents is None else harmful.state
    return HarmfulShare(
        year, harmful.incidents if total.incidents is not None else None, total.incidents, state
    )


def newest_year(own: Sequence[PeerFigure]) -> str | None:
    years = [april for each in own if (april := year_of_code(each.period)) is not None]
    return year_code(max(years)) if years else None
