"""When incidents happened, by weekday and hour: what can be drawn, and what is left out of it and why."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.rows.stages import WeekdayHourCount
from dashboard.measures.crossed import Crossed

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
HOURS = ("00:01 to 00:59", *(f"{hour:02}:00 to {hour:02}:59" for hour in range(1, 24)))
"""Midnight itself is not in the first: it stands apart."""


@dataclass(frozen=True)
class WeekdayHours:
    """`crossed` has the 24 hours down and the 7 weekdays across, each incident once. Incidents that are not in it: without a
    full date (`undated`), at exactly 00:00 (`midnight`), without a time (`untimed`); one with two of these is the first.
    """

    crossed: Crossed
    midnight: int
    untimed: int
    undated: int

    @property
    def drawn(self) -> int:
        return self.crossed.adds_up_to

    @property
    def total(self) -> int:
        return self.drawn + self.midnight + self.untimed + self.undated

    def of_weekday(self, weekday: str) -> int:
        return sum(self.crossed.count(hour, weekday) for hour in HOURS)

    @property
    def fullest_hours(self) -> tuple[tuple[str, ...], int]:
        """(the hours with most incidents, how many each of them has)."""
        return _most({hour: self.crossed.of_down.get(hour, 0) for hour in HOURS})

    @property
    def fullest_days(self) -> tuple[tuple[str, ...], int]:
        return _most({weekday: self.of_weekday(weekday) for weekday in WEEKDAYS})


def weekday_hours(rows: Sequence[WeekdayHourCount]) -> WeekdayHours:
    """Rows of the question, sorted into what is drawn and what is not."""
    counts: Counter[tuple[str, str]] = Counter()
    midnight = untimed = undated = 0
    for row in rows:
        if row.weekday is None:
            undated += row.incidents
        elif row.at_midnight:
            midnight += row.incidents
        elif row.hour is None:
            untimed += row.incidents
        else:
            counts[HOURS[row.hour], WEEKDAYS[row.weekday - 1]] += row.incidents
    of_hour: Counter[str] = Counter()
    for (hour, _), incidents in counts.items():
        of_hour[hour] += incidents
    drawn = sum(counts.values())
    return WeekdayHours(Crossed(HOURS, WEEKDAYS, (), (), counts, of_hour, drawn), midnight, untimed, undated)


def _most(counts: dict[str, int]) -> tuple[tuple[str, ...], int]:
    largest = max(counts.values())
    return tuple(name for name, count in counts.items() if count == largest), largest
