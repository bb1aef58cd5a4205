"""The facts behind Making Data Count's two icons: what the newest point is, and whether the target will be met."""

from enum import StrEnum

from dashboard.stats.direction import Direction, PointType


class Variation(StrEnum):
    """The variation icon: the state of the newest judged point, and on which side."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT_HIGH = "improvement_high"
    IMPROVEMENT_LOW = "improvement_low"
    CONCERN_HIGH = "concern_high"
    CONCERN_LOW = "concern_low"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"


class Assurance(StrEnum):
    """The assurance icon: what the process as it stands will make of its target."""

    CONSISTENT_PASS = "consistent_pass"
    CONSISTENT_FAIL = "consistent_fail"
    INCONSISTENT = "inconsistent"


def variation(newest: PointType, high: bool | None) -> Variation:
    """The variation icon of a series whose newest judged point has this type, on the high side or not.

    Source: NHS England, Making Data Count; NHSRplotthedots looks at the last date only.
    """
    if newest in (PointType.IMPROVEMENT, PointType.CONCERN):
        return Variation(f"{newest.value}_{'high' if high else 'low'}")
    return Variation(newest.value)


def assurance(
    target: float | None, lower: float | None, upper: float | None, direction: Direction
) -> Assurance | None:
    """The assurance icon: whether a target lies above, below or between the newest process limits.

    A target equal to a limit is between them. None (no icon) without a target, without limits, or where neither
    direction is better. NHSRplotthedots prints "inconsistent" when limits are missing; that is an accident of
    comparing with a missing number, and no icon is drawn here.
    """
    if target is None or lower is None or upper is None or direction == Direction.NEUTRAL:
        return None
    if lower <= target <= upper:
        return Assurance.INCONSISTENT
    always_below = target > upper
    passes = always_below == (direction == Direction.DECREASE)
    return Assurance.CONSISTENT_PASS if passes else Assurance.CONSISTENT_FAIL
