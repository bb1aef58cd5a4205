"""How often something that did nothing is told to have had an effect: Poisson series of one mean, looked at month after month."""

from dataclasses import dataclass

import numpy as np

from dashboard.measures.days_between import HALF_A_DAY
from dashboard.stats import (
    NHSR_PLOT_THE_DOTS,
    RulePreset,
    before_and_after,
    between_before_and_after,
    fewest_after,
)

LOOKS = 6
"""At so many newest points after, one after the other, from the first that may be judged on."""


@dataclass(frozen=True)
class Told:
    """The share of series told to have changed at the first look, at the last, and at any of the looks."""

    first: float
    last: float
    ever: float


def told_of_months(
    mean: float,
    before: int,
    series: int,
    seed: int,
    *,
    after_mean: float | None = None,
    preset: RulePreset = NHSR_PLOT_THE_DOTS,
) -> Told:
    """Counts of `before` months and of those after. after_mean: another mean after, to see how often a change is found."""
    chance = np.random.default_rng([seed, before, round(10 * mean)])
    least = fewest_after(preset)
    looks = []
    for _ in range(series):
        counts = [*chance.poisson(mean, before), *chance.poisson(after_mean or mean, least + LOOKS - 1)]
        values = [float(count) for count in counts]
        looks.append(
            [
                before_and_after(
                    values[: before + least + look], before, before, preset=preset
                ).verdict.is_change
                for look in range(LOOKS)
            ]
        )
    return _told(looks)


def told_of_intervals(
    before: int, series: int, seed: int, *, days: float = 20.0, longer: float = 1.0
) -> Told:
    """Whole days between incidents of a Poisson process, `days` on average. longer: times as long after."""
    chance = np.random.default_rng([seed, before, round(days)])
    least = fewest_after()
    looks = []
    for _ in range(series):
        moments = np.cumsum(
            [*chance.exponential(days, before + 1), *chance.exponential(days * longer, least + LOOKS)]
        )
        between = [float(each) + HALF_A_DAY for each in np.diff(np.floor(moments))]
        # the interval between the two is that which the start lies in
        earlier, later = between[:before], between[before + 1 :]
        looks.append(
            [
                between_before_and_after([earlier], [later[: least + look]]).verdict.is_change
                for look in range(LOOKS)
            ]
        )
    return _told(looks)


def _told(looks: list[list[bool]]) -> Told:
    seen = np.array(looks)
    return Told(float(seen[:, 0].mean()), float(seen[:, -1].mean()), float(seen.any(axis=1).mean()))
