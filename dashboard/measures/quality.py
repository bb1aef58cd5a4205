"""How complete the records are, how soon incidents are reported, and how far grades of harm drift from the first one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.domain.rows import HarmFirstAndNow, MonthCompleteness, MonthDelay, WardCompleteness, WardDelay
from dashboard.domain.words import GRADED, HarmLevel
from dashboard.measures.months import Months, MonthState

FEW = 10
"""With fewer incidents than this one record moves a share by more than 10 percentage points: the place is marked."""

HARM, MEDICINE, RECOGNISED = "Harm level", "Medicine", "Medicine recognised"
FIELDS = (
    "Date reported", "Site", "Division", "Ward or place", HARM, "Medication stage", "Error type", MEDICINE, RECOGNISED,
    "Reporter group", "Approval status",
)  # fmt: skip
"""In the order of a listing. 'Medicine recognised' is of the incidents that name a medicine, the others of all."""


@dataclass(frozen=True)
class Recorded:
    """`recorded` of `incidents` have a field."""

    incidents: int
    recorded: int

    @property
    def missing(self) -> int:
        return self.incidents - self.recorded

    @property
    def percent(self) -> float | None:
        """Share recorded, in per cent; None where there is no incident."""
        return 100 * self.recorded / self.incidents if self.incidents else None

    @property
    def percent_missing(self) -> float | None:
        return 100 * self.missing / self.incidents if self.incidents else None


NOTHING = Recorded(0, 0)


@dataclass(frozen=True)
class Completeness:
    """Each field in each month; a month that no extract covers has no figure."""

    months: Months
    found: Mapping[tuple[str, date], Recorded]

    def of(self, field: str, month: date) -> Recorded | None:
        """None where no extract covers the month; `NOTHING` where it is covered and holds no incident."""
        if not self.months.states[month].has_figure:
            return None
        return self.found.get((field, month), NOTHING)

    def over_counted(self, field: str) -> Recorded:
        """The field over the complete months."""
        those = [self.found.get((field, month), NOTHING) for month in self.months.counted]
        return Recorded(sum(each.incidents for each in those), sum(each.recorded for each in those))

    def missing(self, field: str) -> dict[date, int]:
        return {month: each.missing for (name, month), each in self.found.items() if name == field}

    def percent_missing(self, field: str) -> dict[date, float | None]:
        return {month: each.percent_missing for (name, month), each in self.found.items() if name == field}

    def nowhere(self, field: str) -> int:
        """Complete months that hold incidents and none with the field: their extracts may not have the column."""
        those = [self.found.get((field, month), NOTHING) for month in self.months.counted]
        return sum(1 for each in those if each.incidents and not each.recorded)

    @property
    def least_recorded(self) -> list[tuple[str, Recorded]]:
        """Fields that are not recorded everywhere, over the complete months, least recorded first."""
        found = [(field, self.over_counted(field)) for field in FIELDS]
        short = [(field, each) for field, each in found if each.incidents and each.missing]
        return sorted(short, key=lambda pair: pair[1].recorded / pair[1].incidents)


def completeness(rows: Sequence[MonthCompleteness], months: Months) -> Completeness:
    return Completeness(
        months, {(row.field, row.month): Recorded(row.incidents, row.recorded) for row in rows}
    )


@dataclass(frozen=True)
class WardQuality:
    """One ward or place: completeness by field, and its delays (None where it has no row of delays)."""

    site: str
    division: str
    location: str
    incidents: int
    fields: Mapping[str, Recorded]
    delay: WardDelay | None

    @property
    def few(self) -> bool:
        return self.incidents < FEW


def by_ward(rows: Sequence[WardCompleteness], delays: Sequence[WardDelay]) -> list[WardQuality]:
    """Every ward or place, by site and name: never by its figures, which would read as a league table."""
    found: dict[tuple[str, str], dict[str, Recorded]] = {}
    divisions: dict[tuple[str, str], str] = {}
    for row in rows:
        found.setdefault((row.site, row.location), {})[row.field] = Recorded(row.incidents, row.recorded)
        divisions[row.site, row.location] = row.division
    delay_of = {(row.site, row.location): row for row in delays}
    return [
        WardQuality(
            site,
            divisions[site, location],
            location,
            max(each.incidents for each in fields.values()),
            fields,
            delay_of.get((site, location)),
        )
        for (site, location), fields in sorted(found.items(), key=lambda pair: _by_name(*pair[0]))
    ]


def _by_name(site: str, location: str) -> tuple[str, list[tuple[int, str]]]:
    """Ward 2 before Ward 10."""
    parts: list[tuple[int, str]] = [
        (int(word), "") if word.isascii() and word.isdigit() else (-1, word.casefold())
        for word in location.split()
    ]
    return site.casefold(), parts


@dataclass(frozen=True)
class DelayMonth:
    """One month's delays; `found` is None where no extract covers it."""

    month: date
    state: MonthState
    found: MonthDelay | None

    @property
    def within_7(self) -> float | None:
        return self._share(self.found.within_7 if self.found else 0)

    @property
    def within_30(self) -> float | None:
        return self._share(self.found.within_30 if self.found else 0)

    def _share(self, count: int) -> float | None:
        """Per cent of the month's incidents with both days."""
        return 100 * count / self.found.incidents if self.found and self.found.incidents else None


@dataclass(frozen=True)
class Delays:
    months: tuple[DelayMonth, ...]

    @property
    def counted(self) -> list[DelayMonth]:
        """Complete months that have at least one known delay."""
        return [
            each
            for each in self.months
            if each.state is MonthState.COUNTED and each.found and each.found.incidents
        ]

    @property
    def known(self) -> int:
        return sum(each.found.incidents for each in self.counted if each.found)

    @property
    def within_7(self) -> int:
        return sum(each.found.within_7 for each in self.counted if each.found)

    @property
    def within_30(self) -> int:
        return sum(each.found.within_30 for each in self.counted if each.found)

    @property
    def not_known(self) -> int:
        """Incidents of the complete months for which no delay is known."""
        return sum(
            each.found.no_delay_known
            for each in self.months
            if each.state is MonthState.COUNTED and each.found
        )


def delays(rows: Sequence[MonthDelay], months: Months) -> Delays:
    """A covered month without incidents has zeros and no median; a missing month has nothing."""
    found = {row.month: row for row in rows}
    return Delays(
        tuple(
            DelayMonth(
                month,
                state,
                None if not state.has_figure else found.get(month, MonthDelay(month, 0, None, None, 0, 0, 0)),
            )
            for month, state in months.states.items()
        )
    )


@dataclass(frozen=True)
class HarmDrift:
    """Incidents from their first grade of harm to the present one."""

    counts: Mapping[tuple[str, str], int]

    def count(self, first: str, now: str) -> int:
        return self.counts.get((first, now), 0)

    @property
    def graded_at_first(self) -> int:
        return sum(count for (first, _), count in self.counts.items() if first in GRADED)

    @property
    def lower(self) -> int:
        return self._moved(-1)

    @property
    def higher(self) -> int:
        return self._moved(1)

    @property
    def no_longer_graded(self) -> int:
        """Graded at first, and now not recorded or not applicable."""
        return sum(
            count for (first, now), count in self.counts.items() if first in GRADED and now not in GRADED
        )

    @property
    def not_graded_at_first(self) -> int:
        return sum(count for (first, _), count in self.counts.items() if first not in GRADED)

    @property
    def graded_since(self) -> int:
        return sum(
            count for (first, now), count in self.counts.items() if first not in GRADED and now in GRADED
        )

    @property
    def incidents(self) -> int:
        return sum(self.counts.values())

    def _moved(self, direction: int) -> int:
        return sum(count for pair, count in self.counts.items() if moved(*pair) == direction)


def moved(first: str, now: str) -> int:
    """-1 when the grade is lower now, 1 when it is higher, 0 when it is the same or one of the two is no grade."""
    if first not in GRADED or now not in GRADED:
        return 0
    before, after = HarmLevel(first).rank, HarmLevel(now).rank
    return (after > before) - (after < before)


def harm_drift(rows: Sequence[HarmFirstAndNow]) -> HarmDrift:
    return HarmDrift({(row.first_harm_level, row.harm_level): row.incidents for row in rows})
