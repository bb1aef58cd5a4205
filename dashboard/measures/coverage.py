"""The calendar of coverage: what each source's month at each site is, and how many months are which."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dashboard.domain.periods import last_day, months_between
from dashboard.domain.rows import CalendarMonth, EditionFacts
from dashboard.domain.words import NOT_RECORDED


class CoverState(StrEnum):
    COVERED = "covered"
    ZERO = "covered, no incident"
    FILLING_UP = "still filling up"
    PARTLY_COVERED = "partly covered"
    MISSING = "missing"


@dataclass(frozen=True)
class CalendarCell:
    """One source, site and month. `incidents` is None where nothing can be counted from it."""

    source: str
    site: str
    month: date
    state: CoverState
    covered_days: int
    days_in_month: int
    counts: bool
    incidents: int | None
    edit_reason: str


@dataclass(frozen=True)
class CoverageCalendar:
    """Rows are (site, source) in order; every row has a cell for every month."""

    months: tuple[date, ...]
    cells: tuple[CalendarCell, ...]

    @property
    def rows(self) -> list[tuple[str, str]]:
        return list(dict.fromkeys((cell.site, cell.source) for cell in self.cells))

    @property
    def sites(self) -> list[str]:
        return list(dict.fromkeys(cell.site for cell in self.cells))

    def of(self, state: CoverState) -> list[CalendarCell]:
        return [cell for cell in self.cells if cell.state is state]

    def site_months(self) -> dict[tuple[str, date], CoverState]:
        """What each site's month is, from the source that counts; missing where none does."""
        found = {(site, month): CoverState.MISSING for site in self.sites for month in self.months}
        found.update({(cell.site, cell.month): cell.state for cell in self.cells if cell.counts})
        return found

    @property
    def counting_twice(self) -> list[tuple[str, date]]:
        """Site months that two sources cover in full: one counts, the other's records enrich or wait to be looked at."""
        whole = Counter(
            (cell.site, cell.month)
            for cell in self.cells
            if cell.state in (CoverState.COVERED, CoverState.ZERO)
        )
        return sorted(each for each, sources in whole.items() if sources > 1)


def coverage_calendar(rows: Sequence[CalendarMonth], facts: EditionFacts) -> CoverageCalendar:
    """The state of every cell. A month is still filling up until `filling_up_days` after its end, as in every picture.

    A site that is not recorded has a row only where it holds an incident. A month between the first and the last that
    has no row for a source and site is missing.
    """
    if not rows:
        return CoverageCalendar((), ())
    unnamed = {row.source for row in rows if row.site == NOT_RECORDED and row.incidents}
    shown = [row for row in rows if row.site != NOT_RECORDED or row.source in unnamed]
    months = tuple(months_between(min(row.month for row in rows), max(row.month for row in rows)))
    found = {(row.site, row.source, row.month): row for row in shown}
    keys = sorted(
        {(row.site, row.source) for row in shown},
        key=lambda key: (key[0] == NOT_RECORDED, key[0].casefold(), key[1]),
    )
    return CoverageCalendar(
        months,
        tuple(
            _cell(site, source, month, found.get((site, source, month)), facts)
            for site, source in keys
            for month in months
        ),
    )


def _cell(
    site: str, source: str, month: date, row: CalendarMonth | None, facts: EditionFacts
) -> CalendarCell:
    if row is None:
        days = last_day(month).day
        return CalendarCell(source, site, month, CoverState.MISSING, 0, days, False, None, "")
    state = _state(row, facts)
    counted = row.counts and state is not CoverState.MISSING
    return CalendarCell(
        source, site, month, state, row.covered_days, row.days_in_month, counted,
        row.incidents if counted else None, row.edit_reason if row.edited else "",
    )  # fmt: skip


def _state(row: CalendarMonth, facts: EditionFacts) -> CoverState:
    if row.state == CoverState.MISSING:
        return CoverState.MISSING
    complete_from = last_day(row.month) + timedelta(days=facts.filling_up_days)
    if facts.newest_as_at and facts.newest_as_at < complete_from:
        return CoverState.FILLING_UP
    if row.state == CoverState.PARTLY_COVERED:
        return CoverState.PARTLY_COVERED
    return CoverState.ZERO if row.counts and not row.incidents else CoverState.COVERED
