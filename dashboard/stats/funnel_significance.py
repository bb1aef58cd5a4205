"""Funnel limits and significance as English public health practice draws them (PHEindicatormethods 2.1.0).

Two limits: 2 standard deviations (0.025 in each tail) and 3 (0.001). Quantities are proportions as fractions, counts
of events, and rates per unit of activity, all unscaled.
"""

import math
from enum import StrEnum

from scipy.special import gammainccinv, gammaincinv, ndtri

from dashboard.stats.errors import CountAboveTotal, NegativeCount, NoActivity
from dashboard.stats.intervals import count_limits

TAILS = (0.001, 0.025)
"""The share of chance beyond each limit, the stricter first: the stricter one names the result."""


class Significance(StrEnum):
    """How far from the baseline, the stricter level first."""

    HIGH_001 = "High (0.001)"
    HIGH_025 = "High (0.025)"
    NOT_SIGNIFICANT = "Not significant"
    LOW_025 = "Low (0.025)"
    LOW_001 = "Low (0.001)"


def proportion_control_limits(baseline: float, total: float, tail: float) -> tuple[float, float]:
    """Limits of a proportion around a baseline: p +/- z sqrt(p(1-p)/total), kept within 0 and 1. Raises NoActivity."""
    if total <= 0:
        raise NoActivity(f"a proportion needs a total above zero; it was {total}")
    reach = float(ndtri(1.0 - tail)) * math.sqrt(baseline * (1.0 - baseline) / total)
    return max(0.0, baseline - reach), min(1.0, baseline + reach)


def expected_at_limits(observed: float, tail: float) -> tuple[float, float]:
    """The two expected numbers of events at which so many observed lie exactly on a limit, the larger first.

    At the first, observing so few (or fewer) has the chance `tail`: there observed / expected is on the lower limit;
    at the second, observing so many (or more) has. Exact Poisson. No event: the second is 0.
    """
    if observed < 0:
        raise NegativeCount(f"a count is zero or more; it was {observed}")
    many = float(gammainccinv(observed + 1.0, tail))
    return many, (float(gammaincinv(observed, tail)) if observed > 0 else 0.0)


def activity_at_limits(observed: float, pooled_rate: float, tail: float) -> tuple[float, float]:
    """The two amounts of activity at which so many observed lie exactly on a limit around the pooled rate."""
    if pooled_rate <= 0:
        raise NoActivity(f"limits by activity need a pooled rate above zero; it was {pooled_rate}")
    many, few = expected_at_limits(observed, tail)
    return many / pooled_rate, few / pooled_rate


def significance_of_proportion(count: float, total: float, baseline: float) -> Significance:
    """A proportion against its control limits around the baseline. Raises NoActivity, CountAboveTotal."""
    if count > total:
        raise CountAboveTotal(f"{count} counted out of a total of {total}")
    value = count / total
    sides = []
    for tail in TAILS:
        lower, upper = proportion_control_limits(baseline, total, tail)
        sides.append((value > upper) - (value < lower))
    return _strictest(sides)


def significance_of_ratio(observed: float, expected: float) -> Significance:
    """Observed against expected: whether the interval of the observed count (exact under 10, Byar from 10) misses it.

    For a rate, expected is the pooled rate times the activity. Raises NoActivity (nothing expected), NegativeCount.
    """
    if expected <= 0:
        raise NoActivity(f"a ratio needs an expected number above zero; it was {expected}")
    sides = []
    for tail in TAILS:
        lower, upper, _ = count_limits(observed, 1.0 - 2.0 * tail)
        sides.append((lower > expected) - (upper < expected))
    return _strictest(sides)


def significance_of_rate(events: float, activity: float, pooled_rate: float) -> Significance:
    """A rate against the pooled rate (both per unit of activity). Raises NoActivity, NegativeCount."""
    return significance_of_ratio(events, pooled_rate * activity)


def _strictest(sides: list[int]) -> Significance:
    """The stricter level at which a value is high (1) or low (-1); `sides` in the order of TAILS."""
    levels = (
        {1: Significance.HIGH_001, -1: Significance.LOW_001},
        {1: Significance.HIGH_025, -1: Significance.LOW_025},
    )
    for side, names in zip(sides, levels, strict=True):
        if side:
            return names[side]
    return Significance.NOT_SIGNIFICANT
