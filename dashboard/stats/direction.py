"""Which way is better, and what that makes of a signal."""

from enum import StrEnum

from dashboard.stats.errors import NoSideAlone


class Direction(StrEnum):
    """The direction of improvement. NEUTRAL: neither is better, as for a reporting rate."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEUTRAL = "neutral"


class PointType(StrEnum):
    """What a point is, in Making Data Count's terms: common cause, or a special cause of one of four kinds."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"

    @property
    def is_high(self) -> bool:
        """Whether a neutral signal is on the high side; common cause is not.

        Raises NoSideAlone for improvement and concern, which are high or low according to the direction:
        there `ProcessPoint.high` has the answer.
        """
        if self in (PointType.IMPROVEMENT, PointType.CONCERN):
            raise NoSideAlone(
                f"{self.value} alone does not say high or low: ask the point (ProcessPoint.high)"
            )
        return self is PointType.NEUTRAL_HIGH


_POINT_TYPES = {
    (Direction.INCREASE, 1): PointType.IMPROVEMENT,
    (Direction.INCREASE, -1): PointType.CONCERN,
    (Direction.DECREASE, 1): PointType.CONCERN,
    (Direction.DECREASE, -1): PointType.IMPROVEMENT,
    (Direction.NEUTRAL, 1): PointType.NEUTRAL_HIGH,
    (Direction.NEUTRAL, -1): PointType.NEUTRAL_LOW,
}


def point_type(sign: int, direction: Direction) -> PointType:
    """The type of a point whose signal goes up (sign 1), down (-1) or which is none (0).

    The sign of a trend is the way it goes, not the side it is on: a fall above the mean is low
    (Making Data Count; NHSRplotthedots).
    """
    return PointType.COMMON_CAUSE if sign == 0 else _POINT_TYPES[direction, sign]
