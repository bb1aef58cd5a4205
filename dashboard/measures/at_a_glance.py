"""Many measures at a glance: of each series its newest month, its limits, what they say, and the order to read them in."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dashboard.domain.periods import months_later
from dashboard.measures.months import MonthState
from dashboard.measures.series import Series, SeriesPoint
from dashboard.stats import Direction, ProcessPoint, Variation
from dashboard.stats.direction import point_type
from dashboard.stats.icons import variation


class Order(StrEnum):
    """The order of the rows."""

    CONCERN = "What to look at first"
    NAME = "Name"
    CHANGE = "Largest change since the month before"


@dataclass(frozen=True)
class Measure:
    """One row. `better` says in words which direction is good, and is empty where neither is.

    The series is judged once, where its own page judges it; only what a signal means is read here, from `direction`.
    """

    series: Series
    direction: Direction = Direction.NEUTRAL
    better: str = ""

    @property
    def name(self) -> str:
        return self.series.name

    @property
    def newest(self) -> SeriesPoint | None:
        return self.series.newest

    @property
    def judged(self) -> ProcessPoint | None:
        """The newest month where it has limits to be judged by."""
        point = self.newest.process if self.newest else None
        return point if point and point.counts and point.upper is not None else None

    @property
    def variation(self) -> Variation | None:
        """None where there are no limits: not enough to judge."""
        point = self.judged
        if point is None:
            return None
        sign = (1 if point.high else -1) if point.signal else 0
        return variation(point_type(sign, self.direction), point.high)

    @property
    def average(self) -> float | None:
        """The centre of the newest month's limits, in the unit of the series; without limits none is given."""
        return self.judged.centre if self.judged else None

    @property
    def usual(self) -> tuple[float, float] | None:
        """The limits of the newest month, the lower one not below zero."""
        return self.series.usual(self.newest) if self.newest and self.judged else None

    @property
    def months(self) -> int:
        """Complete months with a figure that the limits rest on: since the last break, where there is one."""
        if self.judged and self.series.chart:
            return self.series.chart.groups[self.judged.group].baseline
        return self.series.choice.months

    @property
    def change(self) -> float | None:
        """The newest month less the month before it, in the unit of the series; None across a gap or a break."""
        newest = self.newest
        if newest is None or newest.value is None:
            return None
        before = next(
            (point for point in self.series.points if point.month == months_later(newest.month, -1)), None
        )
        if before is None or before.value is None or before.state is not MonthState.COUNTED:
            return None
        if any(event.month == newest.month for event in self.series.breaks):
            return None
        return newest.value - before.value

    @property
    def change_in_limits(self) -> float | None:
        """The size of the change as a share of the width between the limits, by which measures of any unit compare."""
        judged, change = self.judged, self.change
        if judged is None or change is None or judged.lower is None or judged.upper is None:
            return None
        width = judged.upper - judged.lower
        return abs(change) / width if width else None


_FIRST = (
    {Variation.CONCERN_HIGH, Variation.CONCERN_LOW},
    {Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW},
    {Variation.IMPROVEMENT_HIGH, Variation.IMPROVEMENT_LOW},
    {Variation.COMMON_CAUSE},
    {None},
)


def ordered(measures: Sequence[Measure], order: Order) -> list[Measure]:
    """In this order; equal ones, and those that cannot be compared, keep the order in which they are given."""
    if order is Order.NAME:
        return sorted(measures, key=lambda measure: measure.name.casefold())
    if order is Order.CHANGE:
        return sorted(
            measures,
            key=lambda measure: -1.0 if measure.change_in_limits is None else measure.change_in_limits,
            reverse=True,
        )
    return sorted(
        measures,
        key=lambda measure: next(rank for rank, kinds in enumerate(_FIRST) if measure.variation in kinds),
    )
