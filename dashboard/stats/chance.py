"""How often chance alone flags the newest point of a series in control, and how many such signals a page would hold."""

import math
from collections.abc import Iterable

from dashboard.stats.errors import UnknownPreset
from dashboard.stats.presets import ANHOEJ, MAKING_DATA_COUNT_EXCEL, NHSR_PLOT_THE_DOTS, RulePreset
from dashboard.stats.xmr import ProcessChart

POINTS = (
    4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16, 18, 20, 22, 23, 24, 28, 32, 36, 40, 45, 46, 48, 54, 60,
)  # fmt: skip
"""Lengths that were simulated. Neighbours at 11, 22 and 45, where Anhøj's longest usual run grows by one."""

FLAGGED_BY_CHANCE: dict[RulePreset, tuple[float, ...]] = {
    NHSR_PLOT_THE_DOTS: (
        0.0000, 0.0045, 0.0112, 0.0133, 0.0136, 0.0134, 0.0136, 0.0140, 0.0140, 0.0144, 0.0147, 0.0153, 0.0156,
        0.0160, 0.0161, 0.0163, 0.0165, 0.0170, 0.0174, 0.0177, 0.0180, 0.0179, 0.0179, 0.0184, 0.0183,
    ),
    MAKING_DATA_COUNT_EXCEL: (
        0.0000, 0.0022, 0.0075, 0.0086, 0.0088, 0.0089, 0.0093, 0.0098, 0.0101, 0.0109, 0.0115, 0.0122, 0.0129,
        0.0134, 0.0136, 0.0137, 0.0143, 0.0150, 0.0154, 0.0159, 0.0162, 0.0162, 0.0162, 0.0168, 0.0168,
    ),
    ANHOEJ: (
        0.0000, 0.0043, 0.0097, 0.0115, 0.0115, 0.0113, 0.0115, 0.0118, 0.0099, 0.0096, 0.0095, 0.0095, 0.0094,
        0.0095, 0.0078, 0.0077, 0.0074, 0.0073, 0.0073, 0.0073, 0.0072, 0.0060, 0.0059, 0.0060, 0.0057,
    ),
}  # fmt: skip
"""The share of series in control whose newest point is flagged, one for each of POINTS. Two million simulated series of
independent normal values each, so within 0.0003 of the truth; tests/soak/test_soak_chance.py prints and compares them."""


def newest_signal_chance(points: int, preset: RulePreset = NHSR_PLOT_THE_DOTS) -> float:
    """The probability that the newest of so many points is flagged though nothing has changed, as a fraction.

    Limits rest on all the points. Straight lines between simulated lengths; that of 60 points for longer series, 0 for
    fewer than 4. Values are independent and normal: counts of about 4 a month are flagged half as often again.
    Raises UnknownPreset for a preset that was not simulated.
    """
    if preset not in FLAGGED_BY_CHANCE:
        raise UnknownPreset(f"no chance is known for the rules {preset.name!r}; simulate them first")
    known = FLAGGED_BY_CHANCE[preset]
    if points < POINTS[0]:
        return 0.0
    for index, longer in enumerate(POINTS):
        if points <= longer:
            shorter = POINTS[max(0, index - 1)]
            part = (points - shorter) / (longer - shorter) if longer > shorter else 0.0
            return known[max(0, index - 1)] * (1 - part) + known[index] * part
    return known[-1]


def newest_signal_chances(
    charts: Iterable[ProcessChart], preset: RulePreset = NHSR_PLOT_THE_DOTS
) -> tuple[float, ...]:
    """The probability of each chart that has limits at its newest counting point; others are left out.

    `preset` is the one that the charts were judged by. Raises UnknownPreset.
    """
    found = []
    for chart in charts:
        newest = next((point for point in reversed(chart.points) if point.counts), None)
        if newest is not None and newest.upper is not None:
            found.append(newest_signal_chance(chart.groups[newest.group].points, preset))
    return tuple(found)


def expected_newest_signals(charts: Iterable[ProcessChart], preset: RulePreset = NHSR_PLOT_THE_DOTS) -> float:
    """How many of the charts with limits would have their newest point flagged by chance alone, on average."""
    return math.fsum(newest_signal_chances(charts, preset))


def any_newest_signal(charts: Iterable[ProcessChart], preset: RulePreset = NHSR_PLOT_THE_DOTS) -> float:
    """The probability that chance alone flags at least one, were the charts independent of each other (fraction).

    Charts of one trust move together a little, so that signals come in clusters and the true probability is lower.
    """
    return 1.0 - math.prod(1.0 - chance for chance in newest_signal_chances(charts, preset))
