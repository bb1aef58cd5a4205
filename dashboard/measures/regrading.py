"""Moderate and above as first graded and now: how many were graded up and down since, by month of incident."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.domain.periods import last_day
from dashboard.domain.rows import ExtractRow, MonthFirstAndNow
from dashboard.domain.words import GRADED, MODERATE_AND_ABOVE
from dashboard.measures.months import Months
from dashboard.measures.quality import moved


@dataclass(frozen=True)
class Regraded:
    """Incidents that were moderate or above at first or are now, by (first grade, present one)."""

    counts: Mapping[tuple[str, str], int]

    def _sum(self, *, was: bool | None = None, now: bool | None = None, up: int | None = None) -> int:
        """Those that were (are) moderate or above or were (are) not; `up` is 1, -1 or 0 as the grade moved."""
        return sum(
            count
            for (before, after), count in self.counts.items()
            if (was is None or (before in MODERATE_AND_ABOVE) is was)
            and (now is None or (after in MODERATE_AND_ABOVE) is now)
            and (up is None or moved(before, after) == up)
        )

    @property
    def at_first(self) -> int:
        return self._sum(was=True)

    @property
    def now(self) -> int:
        return self._sum(now=True)

    @property
    def up(self) -> int:
        return self._sum(up=1)

    @property
    def down(self) -> int:
        return self._sum(up=-1)

    @property
    def up_within(self) -> int:
        """First moderate or above, and higher now."""
        return self._sum(was=True, up=1)

    @property
    def came_up(self) -> int:
        """First graded below moderate."""
        return self._sum(was=False, up=1)

    @property
    def fell_below(self) -> int:
        """First moderate or above, and graded below moderate now."""
        return self._sum(was=True, now=False, up=-1)

    @property
    def no_grade_now(self) -> int:
        return sum(count for (_, after), count in self.counts.items() if after not in GRADED)

    @property
    def no_grade_at_first(self) -> int:
        return sum(count for (before, _), count in self.counts.items() if before not in GRADED)

    @property
    def changed(self) -> int:
        return sum(count for (before, after), count in self.counts.items() if before != after)


@dataclass(frozen=True)
class Regrading:
    """All of them, those of each month, how many lie in no month here (no full date, or no extract covers it), and the months in
    which a re-grading could have been seen at all.
    """

    total: Regraded
    by_month: Mapping[date, Regraded]
    in_no_month: int
    seen_again: frozenset[date]


def regrading(rows: Sequence[MonthFirstAndNow], extracts: Sequence[ExtractRow], months: Months) -> Regrading:
    """A grade is seen to change only where two extracts of one system touch the month, or where it did change."""
    found: defaultdict[date | None, Counter[tuple[str, str]]] = defaultdict(Counter)
    total: Counter[tuple[str, str]] = Counter()
    for row in rows:
        found[row.month][row.first_harm_level, row.harm_level] += row.incidents
        total[row.first_harm_level, row.harm_level] += row.incidents
    by_month = {month: Regraded(dict(found.get(month, {}))) for month in months.states}
    in_months = sum(sum(its.counts.values()) for its in by_month.values())
    again = frozenset(
        month for month in months.states if by_month[month].changed or _extracts_of(month, extracts) > 1
    )
    return Regrading(Regraded(dict(total)), by_month, sum(total.values()) - in_months, again)


def _extracts_of(month: date, extracts: Sequence[ExtractRow]) -> int:
    """The most extracts of one system that cover a day of the month."""
    touching = Counter(
        extract.source
        for extract in extracts
        if extract.covers_from
        and extract.covers_until
        and extract.covers_from <= last_day(month)
        and extract.covers_until >= month
    )
    return max(touching.values(), default=0)
