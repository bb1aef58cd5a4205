"""Reporting lag: which share of incidents has been reported by which day, and what a young month will come to.

An incident is seen only once it has been reported: of last week's, those that are reported after a month are not there
yet. Delays as they stand are therefore too short (right truncation). Each delay is compared only with incidents that
could have been seen with it.

Sources: Lagakos, Barraj and De Gruttola (1988), Biometrika 75:515, and Kalbfleisch and Lawless (1989), JASA 84:360 (the
product limit in reverse time); with counts by day it is the chain ladder of insurance, Mack (1993), ASTIN Bulletin
23:213, whose widening of the spread is used too.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.special import betainc

from dashboard.stats.errors import (
    CountAboveTotal,
    NegativeCount,
    NegativeDelay,
    NoTimeBetween,
    NotSeenYet,
    UnequalLengths,
)
from dashboard.stats.intervals import normal_quantile

LONGEST_DAYS = 180
"""Nothing is assumed of later reports: they are left out of the curve and of what is expected."""

SHORTEST_DAYS = 60
"""Where fewer days than this could be seen, a curve would call complete what nobody could have seen late."""

FEWEST_INCIDENTS = 200
"""As many must have been seen, and as many could have been seen with the longest delay: 95 % is then known to +/- 3."""

BLOCK_DAYS = 28
"""The spread between months is taken from blocks of four weeks, so that every block has the same weekdays."""

FEWEST_BLOCKS = 6
"""A spread of fewer blocks would say more about chance than about the trust."""


HALF_LIFE_DAYS = 60.0
"""An incident of this many days before the newest weighs half. Reporting habits change: where delays doubled on one day,
95 % intervals held 75 % of final counts with equal weights and 91 % with these; without a change nothing is lost."""

FEWEST_EFFECTIVE = 400
"""Where the weights leave fewer incidents' worth than this, the half-life is doubled: a small trust needs its past."""


class NoCurve(StrEnum):
    """Why there is no curve."""

    TOO_FEW = "too few incidents"
    TOO_SHORT = "not seen for long enough"


@dataclass(frozen=True, slots=True)
class ExpectedCount:
    """What a count will come to in the end: `expected` incidents, a prediction interval in whole incidents, and the share
    (0 to 1) that is expected to have been reported so far. The first three are NaN where that share is 0.
    """

    expected: float
    lower: float
    upper: float
    completeness: float


@dataclass(frozen=True, slots=True)
class ReportingCurve:
    """The share of incidents reported by each day after the incident, of those reported within `longest` days.

    by_day: shares 0 to 1 for days 0 to `longest`, never falling, the last one 1. incidents: how many it was learnt from;
    effective: how many of equal weight would say as much (newer ones weigh more).
    spread: by how much the counts of four weeks vary more around the curve than chance alone (1: no more than chance).
    """

    by_day: tuple[float, ...]
    incidents: int
    effective: float
    spread: float = 1.0

    @property
    def longest(self) -> int:
        """The longest delay that could be seen often enough, in days; later reports are not in the curve."""
        return len(self.by_day) - 1

    def share(self, day: int) -> float:
        """The share (0 to 1) reported within `day` days; 0 before the incident, 1 from `longest` on."""
        if day < 0:
            return 0.0
        return self.by_day[day] if day < len(self.by_day) else 1.0

    def completeness(self, days: int, since_end: int) -> float:
        """The share (0 to 1) of a month that is expected to have been reported: the mean over its days, weighed alike.

        days: how many the month has. since_end: whole days seen after its last day (0: to the end of the last day,
        negative: it has not ended). Raises NegativeCount for a month without days.
        """
        if days < 1:
            raise NegativeCount(f"a month has at least one day; it had {days}")
        if since_end >= self.longest:
            return 1.0  # as the mean below would be; a page asks it of every month, and most are long over
        return math.fsum(self.share(since_end + before) for before in range(days)) / days

    def days_until(self, share: float, days: int = 31) -> int:
        """Whole days after the end of a month of `days` days until `share` (0 to 1) of it is expected; 0 at the least."""
        return next(
            (after for after in range(self.longest) if self.completeness(days, after) >= share),
            self.longest,
        )

    def expected_final(self, recorded: int, completeness: float, confidence: float = 0.95) -> ExpectedCount:
        """What `recorded` incidents will come to, when the share `completeness` (0 to 1) of them has been reported.

        Incidents are Poisson, and each is reported so far with that share. What is still to come then is negative
        binomial: mean (recorded + 1/2)(1 - share)/share (Jeffreys), the variance of that widened by `spread` and by what the
        curve itself may be wrong by (final count / effective incidents). `expected` is recorded / share.
        Everything reported: the count itself. Nothing reported yet: NaN throughout. Raises NegativeCount,
        CountAboveTotal (a share that is not between 0 and 1), BadConfidence.
        """
        normal_quantile(confidence)
        if recorded < 0:
            raise NegativeCount(f"a count is zero or more; it was {recorded}")
        if not 0.0 <= completeness <= 1.0:
            raise CountAboveTotal(f"the share reported lies between 0 and 1; it was {completeness}")
        if completeness == 0.0:
            return ExpectedCount(math.nan, math.nan, math.nan, completeness)
        if completeness == 1.0:
            return ExpectedCount(float(recorded), float(recorded), float(recorded), completeness)
        expected = recorded / completeness
        to_come = (recorded + 0.5) * (1.0 - completeness) / completeness
        widened = self.spread + expected / self.effective
        chance = completeness / widened
        shape = to_come * chance / (1.0 - chance)
        tail = (1.0 - confidence) / 2.0
        return ExpectedCount(
            expected,
            float(recorded + _quantile(tail, shape, chance)),
            float(recorded + _quantile(1.0 - tail, shape, chance)),
            completeness,
        )


def reporting_curve(
    occurred: Sequence[int],
    delays: Sequence[int],
    seen_until: Sequence[int],
    counts: Sequence[int] | None = None,
    *,
    half_life: float = HALF_LIFE_DAYS,
) -> ReportingCurve | NoCurve:
    """The curve of the incidents given, one element each (or `counts` of them alike).

    occurred: the day of the incident, as a day number. delays: whole days until it was reported. seen_until: the last
    day on which its report could have been seen, as a day number (the listing that holds it was run later).
    Delays above LONGEST_DAYS are left out, and so are those that fewer than FEWEST_INCIDENTS could have been seen with:
    the curve reaches 1 at the longest delay left. NoCurve says why there is none. half_life: days by which an incident
    weighs half of the newest (math.inf: all alike); doubled until FEWEST_EFFECTIVE incidents' worth are left.
    Raises UnequalLengths, NegativeDelay, NegativeCount, NotSeenYet (a report after `seen_until`), NoTimeBetween (a
    half-life of zero or less).
    """
    if not half_life > 0:
        raise NoTimeBetween(f"a half-life is a number of days above zero; it was {half_life}")
    days, late, until = (np.asarray(each, dtype=np.int64) for each in (occurred, delays, seen_until))
    times = np.ones(len(days), dtype=np.int64) if counts is None else np.asarray(counts, dtype=np.int64)
    _check(days, late, until, times)
    seen = until - days
    kept = late <= LONGEST_DAYS
    could = np.bincount(np.minimum(seen[kept], LONGEST_DAYS), times[kept], minlength=LONGEST_DAYS + 1)
    could_see = np.cumsum(could[::-1])[::-1]
    if could_see[0] < FEWEST_INCIDENTS:
        return NoCurve.TOO_FEW
    longest = int(np.flatnonzero(could_see >= FEWEST_INCIDENTS)[-1])
    if longest < SHORTEST_DAYS:
        return NoCurve.TOO_SHORT
    kept = late <= longest
    days, late, seen, times = days[kept], late[kept], seen[kept], times[kept]
    if times.sum() < FEWEST_INCIDENTS:
        return NoCurve.TOO_FEW
    weights, effective = _weights(days, times, half_life)
    by_day = _product_limit(late, seen, weights, longest)
    spread = _spread(days, late, seen, times, by_day)
    return ReportingCurve(tuple(float(share) for share in by_day), int(times.sum()), effective, spread)


def _check(days: np.ndarray, late: np.ndarray, until: np.ndarray, times: np.ndarray) -> None:
    if not len(days) == len(late) == len(until) == len(times):
        raise UnequalLengths("days, delays, last days seen and counts are one for one")
    if (late < 0).any():
        raise NegativeDelay("a report is not dated before its incident: leave such incidents out")
    if (times < 0).any():
        raise NegativeCount("a count is zero or more")
    if (days + late > until).any():
        raise NotSeenYet("an incident is reported after the last day that could be seen: leave it out")


def _weights(days: np.ndarray, times: np.ndarray, half_life: float) -> tuple[np.ndarray, float]:
    """The weight of each row, and how many incidents of equal weight would say as much (Kish: sum squared / sum of squares)."""
    age = days.max() - days
    while True:
        each = np.exp2(-age / half_life)
        effective = float(np.sum(times * each) ** 2 / np.sum(times * each**2))
        if effective >= FEWEST_EFFECTIVE or half_life > age.max():
            return times * each, effective
        half_life *= 2.0


def _product_limit(late: np.ndarray, seen: np.ndarray, times: np.ndarray, longest: int) -> np.ndarray:
    """The share reported by each day: from the longest delay back, what is left after the incidents with that delay.

    Compared are only incidents reported by then that could have been seen with it: of all reported by day j, without
    those that were not seen for j days (they were reported sooner still).
    """
    with_delay = np.bincount(late, times, minlength=longest + 1)[: longest + 1]
    not_seen_for = np.bincount(np.minimum(seen, longest) + 1, times, minlength=longest + 2)[: longest + 1]
    compared = np.cumsum(with_delay) - np.cumsum(not_seen_for)
    left = 1.0 - np.divide(with_delay, compared, out=np.zeros(longest + 1), where=compared > 0)
    shares = np.ones(longest + 1)
    shares[:-1] = np.cumprod(left[:0:-1])[::-1]
    return shares


def _spread(
    days: np.ndarray, late: np.ndarray, seen: np.ndarray, times: np.ndarray, by_day: np.ndarray
) -> float:
    """How much more than chance the blocks that could be seen to the end lie off the curve; never below 1.

    Each block is looked at as it stood at its end, four and eight weeks later: (reported - expected)^2 / variance,
    averaged. Where the variance is below one incident nothing can be told, and it is passed over.
    """
    longest = len(by_day) - 1
    whole = seen >= longest
    days, late, times = days[whole], late[whole], times[whole]
    blocks = (int(days.max()) - int(days.min()) + 1) // BLOCK_DAYS
    if blocks < FEWEST_BLOCKS:
        return 1.0
    found = []
    block = (int(days.max()) - days) // BLOCK_DAYS
    for number in range(blocks):
        inside = block == number
        end = int(days.max()) - number * BLOCK_DAYS
        for after in (0, BLOCK_DAYS, 2 * BLOCK_DAYS):
            age = end + after - days[inside]
            share = by_day[np.minimum(age, longest)]
            variance = float(np.sum(times[inside] * share * (1.0 - share)))
            if variance >= 1.0:
                reported = float(np.sum(times[inside] * (late[inside] <= age)))
                found.append((reported - float(np.sum(times[inside] * share))) ** 2 / variance)
    return max(1.0, math.fsum(found) / len(found)) if found else 1.0


def _quantile(probability: float, shape: float, chance: float) -> int:
    """The fewest failures k for which a negative binomial count is at most k with this probability."""
    above = 1
    while betainc(shape, above + 1.0, chance) < probability:
        above *= 2
    below = -1
    while above - below > 1:
        middle = (above + below) // 2
        if betainc(shape, middle + 1.0, chance) >= probability:
            above = middle
        else:
            below = middle
    return above
