"""Centre and limits of each control chart, one function a chart, for one part of a series.

Limits are three standard deviations, warning limits two. Source: qicharts2 0.8.1, which follows Montgomery (2009),
Introduction to Statistical Quality Control; Provost and Murray (2011), The Health Care Data Guide (g and t charts);
Laney (2002), Quality Engineering 14:531 (u' and p'); Taylor (2018), normalized individuals chart (i').
"""

import itertools
import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.stats.baseline import mean, moving_ranges, screened_mean
from dashboard.stats.errors import NoTimeBetween

MOVING_RANGE_TO_SD = 1.128
"""d2 for two points: the mean moving range of a normal series is 1.128 standard deviations."""

SCREENING = 3.267
"""Moving ranges at or above this many times their mean are left out once; also the upper limit of an mr chart (D4)."""

NORMALISED_SCREENING = 3.2665
"""The same limit as qicharts2 writes it for the i' chart."""

TIME_POWER = 3.6
"""Times between events are nearly normal after taking the 3.6th root (Nelson 1994)."""

GEOMETRIC_MEDIAN = 0.693
"""The median of a geometric distribution is about ln 2 times its mean (Provost and Murray, p. 228)."""


@dataclass(frozen=True, slots=True)
class PartRows:
    """One part: plotted values, counts and activity (None where missing), and which rows the levels rest on."""

    values: Sequence[float | None]
    counts: Sequence[float | None]
    activity: Sequence[float | None]
    base: Sequence[bool]
    centre: float | None
    screen: bool

    def base_values(self) -> list[float | None]:
        """The values that the levels rest on, closed up over excluded rows, with missing ones left as gaps."""
        return [value for value, used in zip(self.values, self.base, strict=True) if used]

    def present(self) -> list[float]:
        """The values that the levels rest on and that exist."""
        return [value for value in self.base_values() if value is not None]

    def screening(self, factor: float = SCREENING) -> float | None:
        return factor if self.screen else None


@dataclass(frozen=True, slots=True)
class Levels:
    """What a chart draws for one part; None for a limit (or a centre) that cannot be worked out."""

    values: Sequence[float | None]
    centre: float | None
    lower: Sequence[float | None]
    lower_warning: Sequence[float | None]
    upper_warning: Sequence[float | None]
    upper: Sequence[float | None]


def run_levels(rows: PartRows) -> Levels:
    """Run chart: the median, and no limits."""
    centre = rows.centre
    if centre is None and rows.present():
        centre = statistics.median(rows.present())
    return around(rows, centre, [None] * len(rows.values))


def i_levels(rows: PartRows) -> Levels:
    """I chart: the mean, and the screened mean moving range divided by 1.128 as the standard deviation."""
    deviation = _individuals_deviation(rows.base_values(), rows.screening())
    return around(rows, _mean_of(rows), [deviation] * len(rows.values))


def mr_levels(rows: PartRows) -> Levels:
    """MR chart: each point is its distance from the one before; upper limit 3.267 times the mean, lower 0."""
    values = rows.values
    ranges: list[float | None] = [None] if values else []
    for before, after in itertools.pairwise(values):
        ranges.append(None if before is None or after is None else abs(after - before))
    moved = PartRows(ranges, rows.counts, rows.activity, rows.base, rows.centre, rows.screen)
    centre = _mean_of(moved)
    levels = [
        None if centre is None else share * centre for share in (0.0, 0.0, SCREENING / 3.0 * 2.0, SCREENING)
    ]
    lower, lower_warning, upper_warning, upper = ([level] * len(values) for level in levels)
    return Levels(ranges, centre, lower, lower_warning, upper_warning, upper)


def i_prime_levels(rows: PartRows) -> Levels:
    """I' chart: the rate weighted by activity; limits widen where activity is small.

    The spread of neighbours is measured on the base rows, so that a frozen baseline freezes it.
    """
    used = _used(rows)
    centre = rows.centre
    if centre is None and used:
        centre = math.fsum(value * activity for value, activity in used) / math.fsum(
            activity for _, activity in used
        )
    spreads = []
    base = [index for index, in_base in enumerate(rows.base) if in_base]
    for one, other in itertools.pairwise(base):
        before, after = rows.values[one], rows.values[other]
        first, second = rows.activity[one], rows.activity[other]
        if before is not None and after is not None and first and second:
            spreads.append(
                math.sqrt(math.pi / 2.0) * abs(after - before) / math.sqrt(1.0 / first + 1.0 / second)
            )
    spread = screened_mean(spreads, rows.screening(NORMALISED_SCREENING))
    return around(rows, centre, [_over_root(spread, activity) for activity in rows.activity])


def c_levels(rows: PartRows) -> Levels:
    """C chart: the mean count, its square root as the standard deviation; no limit below zero."""
    centre = _mean_of(rows)
    deviation = None if centre is None else math.sqrt(centre)
    return around(rows, centre, [deviation] * len(rows.values), floor=0.0)


def u_levels(rows: PartRows) -> Levels:
    """U chart: the pooled rate; standard deviation sqrt(rate / activity) at each point; no limit below zero."""
    centre = _pooled(rows)
    return around(rows, centre, _poisson_deviations(rows, centre), floor=0.0)


def p_levels(rows: PartRows) -> Levels:
    """P chart: the pooled proportion; standard deviation sqrt(p(1-p) / total) at each point; limits within 0 to 1."""
    centre = _pooled(rows)
    return around(rows, centre, _binomial_deviations(rows, centre), floor=0.0, ceiling=1.0)


def u_prime_levels(rows: PartRows) -> Levels:
    """Laney's U' chart: u limits times the spread of the standardised points (which may be below 1)."""
    centre = _pooled(rows)
    return around(rows, centre, _laney(rows, centre, _poisson_deviations(rows, centre)), floor=0.0)


def p_prime_levels(rows: PartRows) -> Levels:
    """Laney's P' chart: p limits times the spread of the standardised points (which may be below 1)."""
    centre = _pooled(rows)
    return around(
        rows, centre, _laney(rows, centre, _binomial_deviations(rows, centre)), floor=0.0, ceiling=1.0
    )


def g_levels(rows: PartRows) -> Levels:
    """G chart of events (or days) between: limits about the mean m with sd sqrt(m(m+1)); the centre is the median.

    A given centre is taken as m, and 0.693 of it drawn.
    """
    average = _mean_of(rows)
    deviation = None if average is None else math.sqrt(average * (average + 1.0))
    limits = around(rows, average, [deviation] * len(rows.values), floor=0.0)
    if rows.centre is not None:
        drawn: float | None = GEOMETRIC_MEDIAN * rows.centre
    else:
        drawn = statistics.median(rows.present()) if rows.present() else None
    return Levels(
        limits.values, drawn, limits.lower, limits.lower_warning, limits.upper_warning, limits.upper
    )


def t_levels(rows: PartRows) -> Levels:
    """T chart of times between events: an I chart of the 3.6th roots, raised back. Raises NoTimeBetween at 0 or less.

    A lower limit that is negative among the roots is 0.
    """
    if any(value is not None and value <= 0 for value in rows.values):
        raise NoTimeBetween(
            "time between events must be above zero; record the time of day, or draw a g chart"
        )
    roots = [None if value is None else value ** (1.0 / TIME_POWER) for value in rows.values]
    centre = None if rows.centre is None else rows.centre ** (1.0 / TIME_POWER)
    rooted = i_levels(PartRows(roots, rows.counts, rows.activity, rows.base, centre, rows.screen))
    limits = (rooted.lower, rooted.lower_warning, rooted.upper_warning, rooted.upper)
    lower, lower_warning, upper_warning, upper = ([_raised(level) for level in levels] for levels in limits)
    return Levels(rows.values, _raised(rooted.centre), lower, lower_warning, upper_warning, upper)


LEVELS: dict[str, Callable[[PartRows], Levels]] = {
    "run": run_levels,
    "i": i_levels,
    "mr": mr_levels,
    "ip": i_prime_levels,
    "c": c_levels,
    "u": u_levels,
    "up": u_prime_levels,
    "p": p_levels,
    "pp": p_prime_levels,
    "g": g_levels,
    "t": t_levels,
}
"""The function of each chart, by the short name qicharts2 gives it."""


def around(
    rows: PartRows,
    centre: float | None,
    deviations: Sequence[float | None],
    floor: float = -math.inf,
    ceiling: float = math.inf,
) -> Levels:
    """Two and three standard deviations about a centre, cut at floor and ceiling; None where there is no deviation."""

    def level(times: int) -> list[float | None]:
        return [
            None
            if centre is None or deviation is None
            else min(max(centre + times * deviation, floor), ceiling)
            for deviation in deviations
        ]

    return Levels(rows.values, centre, level(-3), level(-2), level(2), level(3))


def _mean_of(rows: PartRows) -> float | None:
    present = rows.present()
    return rows.centre if rows.centre is not None else (mean(present) if present else None)


def _used(rows: PartRows) -> list[tuple[float, float]]:
    """(value, activity) of the base rows that have both."""
    return [
        (value, activity)
        for value, activity, used in zip(rows.values, rows.activity, rows.base, strict=True)
        if used and value is not None and activity
    ]


def _pooled(rows: PartRows) -> float | None:
    """All events of the base rows over all their activity."""
    if rows.centre is not None:
        return rows.centre
    pairs = [
        (count, activity)
        for count, activity, used in zip(rows.counts, rows.activity, rows.base, strict=True)
        if used and count is not None and activity
    ]
    if not pairs:
        return None
    return math.fsum(count for count, _ in pairs) / math.fsum(activity for _, activity in pairs)


def _over_root(spread: float | None, activity: float | None) -> float | None:
    return None if spread is None or not activity else spread / math.sqrt(activity)


def _poisson_deviations(rows: PartRows, centre: float | None) -> list[float | None]:
    return [_over_root(None if centre is None else math.sqrt(centre), activity) for activity in rows.activity]


def _binomial_deviations(rows: PartRows, centre: float | None) -> list[float | None]:
    root = None if centre is None else math.sqrt(max(0.0, centre * (1.0 - centre)))
    return [_over_root(root, activity) for activity in rows.activity]


def _individuals_deviation(values: Sequence[float | None], screening: float | None) -> float | None:
    spread = screened_mean(moving_ranges(values), screening)
    return None if spread is None else spread / MOVING_RANGE_TO_SD


def _laney(rows: PartRows, centre: float | None, deviations: Sequence[float | None]) -> list[float | None]:
    """The deviations times sigma z. None throughout where sigma z has no value: fewer than two base points, no spread
    within (all zero, or all of the total)."""
    standardised = [
        None if value is None or centre is None or not deviation else (value - centre) / deviation
        for value, deviation, used in zip(rows.values, deviations, rows.base, strict=True)
        if used
    ]
    sigma_z = _individuals_deviation(standardised, rows.screening())
    return [None if sigma_z is None or deviation is None else deviation * sigma_z for deviation in deviations]


def _raised(level: float | None) -> float | None:
    return None if level is None else max(level, 0.0) ** TIME_POWER
