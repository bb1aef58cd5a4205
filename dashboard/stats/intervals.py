"""Confidence intervals for a count, a rate and a proportion.

Sources: Breslow and Day (1987), Statistical Methods in Cancer Research II, p. 69 (Byar's approximation); Garwood
(1936), Biometrika 28:437 (exact Poisson); Wilson (1927), JASA 22:209. English public health practice, as in
PHEindicatormethods: exact below 10 events, Byar from 10.
"""

import math
from dataclasses import dataclass

from scipy.special import gammainccinv, gammaincinv, ndtri

from dashboard.stats.errors import BadConfidence, CountAboveTotal, NegativeCount, NoActivity

FEWEST_FOR_BYAR = 10
"""Below this count the interval is exact Poisson; Byar's lower limit is 7 % out at 2 events, 0.1 % at 10."""

EXACT_POISSON = "exact Poisson"
BYAR = "Byar"
WILSON = "Wilson"
UNKNOWN_COUNT = "none, as the count is missing"


@dataclass(frozen=True, slots=True)
class Interval:
    """A value between its lower and upper limit, and the method's name. All three NaN where an input was missing."""

    value: float
    lower: float
    upper: float
    method: str


def normal_quantile(confidence: float) -> float:
    """z for a two-sided confidence level given as a fraction: 1.959964 for 0.95. Raises BadConfidence."""
    if not 0.0 < confidence < 1.0:
        raise BadConfidence(f"confidence is a fraction between 0 and 1 (0.95, not 95); it was {confidence}")
    return float(ndtri(1.0 - (1.0 - confidence) / 2.0))


def exact_poisson(count: float, confidence: float = 0.95) -> tuple[float, float]:
    """Exact (Garwood) limits of a Poisson count, in events. 0 events: lower 0. Raises NegativeCount, BadConfidence."""
    _check_count(count)
    normal_quantile(confidence)
    tail = (1.0 - confidence) / 2.0
    # chi-square quantile with 2k degrees of freedom, halved, is the gamma quantile of shape k
    lower = float(gammaincinv(count, tail)) if count > 0 else 0.0
    return lower, float(gammainccinv(count + 1.0, tail))


def byar(count: float, confidence: float = 0.95) -> tuple[float, float]:
    """Byar's approximate limits of a Poisson count, in events.

    The lower limit is NaN where the formula has none: at 0 events, and where it would be negative (1 event at 99.8 %).
    Raises NegativeCount, BadConfidence.
    """
    _check_count(count)
    z = normal_quantile(confidence)
    lower = math.nan
    if count > 0:
        root = 1.0 - 1.0 / (9.0 * count) - z / (3.0 * math.sqrt(count))
        lower = count * root**3 if root >= 0 else math.nan
    more = count + 1.0
    return lower, more * (1.0 - 1.0 / (9.0 * more) + z / (3.0 * math.sqrt(more))) ** 3


def count_limits(count: float, confidence: float = 0.95) -> tuple[float, float, str]:
    """Limits of a count and the method's name: exact Poisson below 10 events, Byar from 10."""
    if count < FEWEST_FOR_BYAR:
        return (*exact_poisson(count, confidence), EXACT_POISSON)
    return (*byar(count, confidence), BYAR)


def rate_interval(
    count: float | None, activity: float | None, multiplier: float = 1000.0, confidence: float = 0.95
) -> Interval:
    """A rate of events per `multiplier` units of activity (bed days) with its interval.

    0 events have the rate 0, a lower limit of 0 and a true upper limit. A missing count or activity (None or NaN)
    gives NaN throughout. Raises NoActivity (activity zero or less), NegativeCount, BadConfidence.
    """
    if count is None or activity is None or math.isnan(count) or math.isnan(activity):
        return Interval(math.nan, math.nan, math.nan, _method_of(count))
    if activity <= 0:
        raise NoActivity(f"a rate needs activity above zero; it was {activity}")
    _check_count(count)
    lower, upper, method = count_limits(count, confidence)
    scale = multiplier / activity
    return Interval(count * scale, lower * scale, upper * scale, method)


def proportion_interval(count: float | None, total: float | None, confidence: float = 0.95) -> Interval:
    """A proportion, as a fraction 0 to 1, with Wilson's score interval (no continuity correction).

    None of a total: lower exactly 0; all of it: upper exactly 1. A missing count or total gives NaN throughout.
    Raises NoActivity (nothing in total), CountAboveTotal, NegativeCount, BadConfidence.
    """
    if count is None or total is None or math.isnan(count) or math.isnan(total):
        return Interval(math.nan, math.nan, math.nan, WILSON)
    if total <= 0:
        raise NoActivity(f"a proportion needs a total above zero; it was {total}")
    _check_count(count)
    if count > total:
        raise CountAboveTotal(f"{count} counted out of a total of {total}")
    lower, upper = wilson(count, total, confidence)
    return Interval(count / total, lower, upper, WILSON)


def wilson(count: float, total: float, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson's score limits of a proportion as fractions 0 to 1; the inputs are taken to be sound."""
    z = normal_quantile(confidence)
    middle = 2.0 * count + z * z
    half = z * math.sqrt(z * z + 4.0 * count * (1.0 - count / total))
    below = 2.0 * (total + z * z)
    # at 0 and at the total the limit is exact, and rounding must not push it past
    lower = 0.0 if count == 0 else (middle - half) / below
    upper = 1.0 if count == total else (middle + half) / below
    return lower, upper


def _check_count(count: float) -> None:
    if not 0 <= count < math.inf:
        raise NegativeCount(f"a count is zero or more; it was {count}")


def _method_of(count: float | None) -> str:
    if count is None or math.isnan(count):
        return UNKNOWN_COUNT
    return EXACT_POISSON if count < FEWEST_FOR_BYAR else BYAR
