"""What every chart of individual values starts from: values made sound, the mean, the mean moving range."""

import itertools
import math
from collections.abc import Sequence
from datetime import date

from dashboard.stats.errors import DuplicateDates, NotANumber, UnequalLengths


def sound(values: Sequence[float | None]) -> list[float | None]:
    """The values as floats, None and NaN as None (missing). Raises NotANumber for infinity or a text."""
    numbers: list[float | None] = []
    for value in values:
        if value is None:
            numbers.append(None)
            continue
        try:
            number = float(value)
        except (TypeError, ValueError) as error:
            raise NotANumber(f"{value!r} is not a number; a missing value is None or NaN") from error
        if math.isinf(number):
            raise NotANumber("a value is infinite; a rate without activity is missing (None), not infinite")
        # NaN is the only number that differs from itself
        numbers.append(None if number != number else number)
    return numbers


def date_order(dates: Sequence[date] | None, length: int) -> list[int]:
    """The positions of rows in the order of their dates. Raises DuplicateDates, UnequalLengths."""
    if dates is None:
        return list(range(length))
    same_length(length, dates=dates)
    if len(set(dates)) != length:
        seen: set[date] = set()
        twice = next(day for day in dates if day in seen or seen.add(day))
        raise DuplicateDates(f"{twice} occurs more than once; add the rows up, or draw them as two series")
    return sorted(range(length), key=lambda position: dates[position])


def same_length(length: int, **columns: Sequence[object] | None) -> None:
    """Raises UnequalLengths, naming the column, unless every column given has this length."""
    for name, column in columns.items():
        if column is not None and len(column) != length:
            raise UnequalLengths(f"{length} values but {len(column)} in {name}: give one for each value")


def mean(values: Sequence[float]) -> float:
    """The mean, correctly rounded: a value many times has itself as its mean, so that no point is a rounding above it.

    The sum is rounded once before it is divided (0.1 twelve times: 0.10000000000000002), so what is left is added, as R does.
    """
    count = len(values)
    rough = math.fsum(values) / count
    return rough + math.fsum(itertools.chain(values, itertools.repeat(-rough, count))) / count


def moving_ranges(values: Sequence[float | None]) -> list[float]:
    """Absolute differences of neighbours; a range to or from a missing point does not exist."""
    return [
        abs(after - before)
        for before, after in itertools.pairwise(values)
        if before is not None and after is not None
    ]


def screened_mean(ranges: Sequence[float], factor: float | None) -> float | None:
    """The mean of the ranges strictly below `factor` times their mean (one pass), or of all of them without factor.

    None where no range is left: no two neighbours, or screening a series whose ranges are all 0 (0 is not below 0).
    Source: Nelson (1982), Journal of Quality Technology 14:172.
    """
    if not ranges:
        return None
    average = mean(ranges)
    if factor is None:
        return average
    largest = factor * average
    kept = [size for size in ranges if size < largest]
    return mean(kept) if kept else None
