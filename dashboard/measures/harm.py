"""Harm counted: of a period and of each month, with what has no grade kept apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.domain.rows import HarmCount, MonthHarmCount
from dashboard.domain.words import GRADED, MODERATE_AND_ABOVE, HarmLevel
from dashboard.measures.months import Months, MonthState

ALL_LEVELS = (*GRADED, HarmLevel.NOT_RECORDED, HarmLevel.NOT_APPLICABLE)


@dataclass(frozen=True)
class HarmMix:
    """Incidents at each level. Percentages are of the graded ones.

    asked_for: the levels that the filter keeps; None where it keeps all.
    """

    counts: dict[str, int]
    asked_for: tuple[str, ...] | None = None

    def keeps(self, level: str) -> bool:
        return self.asked_for is None or level in self.asked_for

    @property
    def kept(self) -> tuple[HarmLevel, ...]:
        """The levels that the filter keeps, graded ones first."""
        return tuple(level for level in ALL_LEVELS if self.keeps(level))

    @property
    def left_out(self) -> tuple[HarmLevel, ...]:
        return tuple(level for level in ALL_LEVELS if not self.keeps(level))

    @property
    def compares(self) -> bool:
        """Whether every graded level is kept: of some of them alone no share says anything."""
        return all(self.keeps(level) for level in GRADED)

    @property
    def kept_of_moderate(self) -> tuple[HarmLevel, ...]:
        """Of moderate and above, what the filter keeps."""
        return tuple(level for level in MODERATE_AND_ABOVE if self.keeps(level))

    def count(self, level: str) -> int:
        return self.counts.get(level, 0)

    @property
    def all_incidents(self) -> int:
        return sum(self.counts.values())

    @property
    def graded(self) -> int:
        return sum(self.count(level) for level in GRADED)

    @property
    def moderate_and_above(self) -> int:
        return sum(self.count(level) for level in MODERATE_AND_ABOVE)

    def percent(self, level: str) -> float | None:
        """Share of the graded incidents, in per cent; None for a level that is no grade, when none is graded, or where the
        filter keeps some grades alone.
        """
        if not self.graded or level not in GRADED or not self.compares:
            return None
        return 100 * self.count(level) / self.graded

    def label(self, level: str) -> str:
        percent = self.percent(level)
        return (
            f"{self.count(level):,}" if percent is None else f"{self.count(level):,} ({in_per_cent(percent)})"
        )


def in_per_cent(percent: float) -> str:
    """Whole per cents, with one decimal below ten: '87 %', '2.1 %', '0.04 %' is said as 'under 0.1 %'."""
    if 0 < percent < 0.1:
        return "under 0.1 %"
    return f"{percent:.1f} %" if percent < 9.95 and percent != 0 else f"{percent:.0f} %"


def harm_mix(rows: Sequence[HarmCount], asked_for: tuple[str, ...] | None = None) -> HarmMix:
    return HarmMix({row.harm_level: row.incidents for row in rows}, asked_for)


@dataclass(frozen=True)
class HarmMonth:
    """One month; every count is None where no extract covers it."""

    month: date
    state: MonthState
    counts: dict[str, int] | None

    def count(self, level: str) -> int | None:
        return None if self.counts is None else self.counts.get(level, 0)

    @property
    def graded(self) -> int:
        return sum((self.counts or {}).get(level, 0) for level in GRADED)

    def share(self, level: str) -> float | None:
        """Per cent of the month's graded incidents; None when there are none."""
        return 100 * (self.counts or {}).get(level, 0) / self.graded if self.graded else None

    @property
    def moderate_and_above(self) -> int | None:
        return None if self.counts is None else sum(self.counts.get(level, 0) for level in MODERATE_AND_ABOVE)

    @property
    def all_incidents(self) -> int | None:
        return None if self.counts is None else sum(self.counts.values())


@dataclass(frozen=True)
class HarmByMonth:
    months: tuple[HarmMonth, ...]

    def moderate_and_above(self) -> dict[date, int]:
        return {
            row.month: row.moderate_and_above for row in self.months if row.moderate_and_above is not None
        }


def harm_by_month(rows: Sequence[MonthHarmCount], months: Months) -> HarmByMonth:
    """Counts of each month and level; a counted month without incidents is all zeros, a missing one has no counts."""
    found: dict[date, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row.month, {})[row.harm_level] = row.incidents
    return HarmByMonth(
        tuple(
            HarmMonth(month, state, found.get(month, {}) if state.has_figure else None)
            for month, state in months.states.items()
        )
    )
