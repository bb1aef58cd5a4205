"""The calendar of coverage: what each source's month at each site is, and how many months are which."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dashboard.domain.incident_filter import Basis
from dashboard.domain.periods import last_day, months_between
from dashboard.domain.rows import CalendarMonth, EditionFacts
from dashboard.domain.words import NOT_RECORDED
from dashboard.measures.reporting_lag import is_filling_up
from dashboard.stats import ReportingCurve


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
    is_gap: bool
    """Missing, and no other source counts in the site's month either."""

    @property
    def is_tall(self) -> bool:
        """Drawn at full height: what the site's month stands on, or that it stands on nothing."""
        return self.counts or self.is_gap


@dataclass(frozen=True)
class CoverageCalendar:
    """Rows are (site, source) in order; every row has a cell for every month."""

    months: tuple[date, ...]
    cells: tuple[CalendarCell, ...]

    @property
    def rows(self) -> list[tuple[str, str]]:
        return list(dict.fromkeys((cell.site, cell.source) for cell in self.cells))

    @property
    def drawn_rows(self) -> list[tuple[str, str]]:
        """Rows with at least one month that is not missing; of a site that has none, its first row."""
        covering = {(cell.site, cell.source) for cell in self.cells if cell.state is not CoverState.MISSING}
        sites = {site for site, _ in covering}
        first = {site: (site, source) for site, source in reversed(self.rows) if site not in sites}
        return [row for row in self.rows if row in covering or first.get(row[0]) == row]

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


def coverage_calendar(
    rows: Sequence[CalendarMonth], facts: EditionFacts, curve: ReportingCurve | None = None
) -> CoverageCalendar:
    """The state of every cell. A month is still filling up for as long as in every picture by date of incident.

    A site that is not recorded has a row only where it holds an incident. A month between the first and the last that
    has no row for a source and site is missing.
    """
    if not rows:
        return CoverageCalendar((), ())
    unnamed = {row.source for row in rows if row.site == NOT_RECORDED and row.incidents}
    shown = [row for row in rows if row.site != NOT_RECORDED or row.source in unnamed]
    months = tuple(months_between(min(row.month for row in rows), max(row.month for row in rows)))
    found = {(row.site, row.source, row.month): row for row in shown}
    filling = {month for month in months if is_filling_up(month, facts, curve, Basis.OCCURRED)}
    counted = {(row.site, row.month) for row in shown if row.counts and row.state != CoverState.MISSING}
    keys = sorted(
        {(row.site, row.source) for row in shown},
        key=lambda key: (key[0] == NOT_RECORDED, key[0].casefold(), key[1]),
    )
    return CoverageCalendar(
        months,
        tuple(
            _cell(
                site,
                source,
                month,
                found.get((site, source, month)),
                (site, month) in counted,
                month in filling,
            )
            for site, source in keys
            for month in months
        ),
    )


def _cell(
    site: str, source: str, month: date, row: CalendarMonth | None, is_counted: bool, filling_up: bool
) -> CalendarCell:
    state = CoverState.MISSING if row is None else _state(row, filling_up)
    if row is None:
        return CalendarCell(
            source, site, month, state, 0, last_day(month).day, False, None, "", not is_counted
        )
    counts = row.counts and state is not CoverState.MISSING
    return CalendarCell(
        source, site, month, state, row.covered_days, row.days_in_month, counts, row.incidents if counts else None,
        row.edit_reason if row.edited else "", state is CoverState.MISSING and not is_counted,
    )  # fmt: skip


def _state(row: CalendarMonth, filling_up: bool) -> CoverState:
    if row.state == CoverState.MISSING:
        return CoverState.MISSING
    if filling_up:
        return CoverState.FILLING_UP
    if row.state == CoverState.PARTLY_COVERED:
        return CoverState.PARTLY_COVERED
    return CoverState.ZERO if row.counts and not row.incidents else CoverState.COVERED
