"""Pettitt's test: where did the level of a series most likely change, and could chance have done it?

Source: Pettitt (1979), A non-parametric approach to the change-point problem, Applied Statistics 28:126-135.
"""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.stats.errors import NotANumber

FEWEST_FOR_A_CHANGE = 12
"""Values. With fewer the approximate probability means little: a clean step in the middle of 8 values gets p = 0.14, though
chance alone makes one of that size in 2 of 70 orders."""


@dataclass(frozen=True, slots=True)
class ChangePoint:
    """The most likely change of level of a series.

    at: the place, in the values as given and counted from 0, of the first value of the new level. statistic: Pettitt's K.
    p: its approximate two-sided probability where nothing changed, at most 1. before, after: the mean on each side, in the
    unit of the values. values: how many were looked at, missing ones left aside.
    """

    at: int
    statistic: int
    p: float
    before: float
    after: float
    values: int


def change_of_level(values: Sequence[float | None]) -> ChangePoint | None:
    """Pettitt's test on values in order of time; missing ones (None or NaN) are passed over.

    K is the greatest |U(t)|, U(t) the sum of the signs of x(i) - x(j) over i <= t < j; p is about
    2 exp(-6 K^2 / (n^3 + n^2)). Of several places with the same K the first is taken. The test knows no serial correlation and
    no season: it can ask a question, and never answers one. None with fewer than 12 values, and where all are equal.
    Raises NotANumber for an infinite value.
    """
    present = [
        (place, value) for place, value in enumerate(values) if value is not None and not math.isnan(value)
    ]
    if any(math.isinf(value) for _, value in present):
        raise NotANumber("A value is infinite: leave it out, or give it as missing.")
    count = len(present)
    if count < FEWEST_FOR_A_CHANGE:
        return None
    series = [value for _, value in present]
    # what one value adds to U when it crosses to the side of those before: its signs against all others
    crossing = [sum((one > other) - (one < other) for other in series) for one in series]
    sizes = [abs(total) for total in itertools.accumulate(crossing[:-1])]
    statistic = max(sizes)
    if not statistic:
        return None
    first_after = sizes.index(statistic) + 1
    return ChangePoint(
        at=present[first_after][0],
        statistic=statistic,
        p=min(1.0, 2 * math.exp(-6 * statistic**2 / (count**3 + count**2))),
        before=math.fsum(series[:first_after]) / first_after,
        after=math.fsum(series[first_after:]) / (count - first_after),
        values=count,
    )
