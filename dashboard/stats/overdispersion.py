"""How much more groups differ than chance alone explains: standardised distances, trimming, phi and tau squared.

Sources: Spiegelhalter (2005), Statistics in Medicine 24:1185 and (2005) Qual Saf Health Care 14:347; the SHMI
specification (NHS England) for truncation; DerSimonian and Laird (1986) for tau squared; as in FunnelPlotR 0.6.0.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np


class Transformation(StrEnum):
    """The scale on which the distance of a group from the target is measured."""

    LOG = "log ratio (SHMI)"
    SQUARE_ROOT = "square root of the ratio (CQC)"
    ARCSINE = "arcsine of the square root of the proportion"


@dataclass(frozen=True, slots=True)
class Overdispersion:
    """phi: mean squared trimmed distance (1: no more than chance). tau_squared: variance between groups.

    groups: how many phi rests on after trimming. present: phi above 1 and tau squared above 0.
    phi and tau_squared are None where no group is left, or where a distance that is kept is infinite (no event, on
    the log scale).
    """

    groups: int
    phi: float | None
    tau_squared: float | None

    @property
    def present(self) -> bool:
        return bool(self.phi is not None and self.phi > 1.0 and self.tau_squared)


def ratio_distance(observed: float, expected: float, scale: Transformation) -> tuple[float, float]:
    """(standardised distance of a ratio from 1, its standard error). No event is minus infinity on the log scale."""
    if scale is Transformation.LOG:
        error = 1.0 / math.sqrt(expected)
        return (math.log(observed / expected) if observed else -math.inf) / error, error
    error = 1.0 / (2.0 * math.sqrt(expected))
    return (math.sqrt(observed / expected) - 1.0) / error, error


def proportion_distance(count: float, total: float, target: float) -> tuple[float, float]:
    """(standardised distance of a proportion from the target, its standard error) on the arcsine scale."""
    error = 1.0 / (2.0 * math.sqrt(total))
    return (math.asin(math.sqrt(count / total)) - math.asin(math.sqrt(target))) / error, error


def truncated(distances: Sequence[float], trim: float = 0.1) -> list[bool]:
    """Which groups truncation keeps (True): the SHMI drops the lowest and highest `trim` by rank.

    rank * (1 / trim) / (groups + 1), rounded down, is a group's band; the first and the last bands go. Equal
    distances share their average rank.
    """
    bands = 1.0 / trim
    return [
        0 < math.floor(rank * bands / (len(distances) + 1)) < bands - 1 for rank in average_ranks(distances)
    ]


def average_ranks(values: Sequence[float]) -> list[float]:
    """Ranks from 1; equal values share the mean of their ranks."""
    ordered = sorted(values)
    first = {value: rank for rank, value in reversed(list(enumerate(ordered, start=1)))}
    last = {value: rank for rank, value in enumerate(ordered, start=1)}
    return [(first[value] + last[value]) / 2.0 for value in values]


def winsorised(distances: Sequence[float], trim: float = 0.1) -> list[float]:
    """The distances, those beyond the `trim` and 1 - `trim` quantiles (linear interpolation) pulled in to them."""
    if not distances:
        return []
    low, high = np.quantile(np.asarray(distances), [trim, 1.0 - trim])
    return [float(min(max(distance, low), high)) for distance in distances]


def overdispersion(distances: Sequence[float], errors: Sequence[float]) -> Overdispersion:
    """phi and tau squared from trimmed distances and the standard errors of the groups they belong to.

    One group, or groups that differ no more than chance: tau squared is 0.
    """
    groups = len(distances)
    if not groups or any(math.isinf(distance) for distance in distances):
        return Overdispersion(groups, None, None)
    total = math.fsum(distance * distance for distance in distances)
    weights = [1.0 / (error * error) for error in errors]
    weight = math.fsum(weights)
    below = weight - math.fsum(each * each for each in weights) / weight
    tau_squared = max(0.0, (total - (groups - 1)) / below) if below > 0 else 0.0
    return Overdispersion(groups, total / groups, tau_squared)
