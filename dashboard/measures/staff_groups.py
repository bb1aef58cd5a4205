"""Who reports: incidents by staff group, per 1,000 staff where their number is known in every complete month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.domain.rows import ActivityOfMonth, StaffGroupCount
from dashboard.domain.words import NOT_RECORDED, ActivityKind
from dashboard.stats import Interval, rate_interval

PER_STAFF = 1000.0


@dataclass(frozen=True)
class StaffGroup:
    """staff: the average number over the months, None where a month has no figure; they are the same people each month."""

    name: str
    incidents: int
    staff: float | None
    rate: Interval | None


@dataclass(frozen=True)
class StaffGroups:
    """Groups by their incidents, most first; those whose group is not recorded apart."""

    groups: tuple[StaffGroup, ...]
    not_recorded: int

    @property
    def incidents(self) -> int:
        """With a group and without."""
        return sum(group.incidents for group in self.groups) + self.not_recorded


def staff_groups(
    counts: Sequence[StaffGroupCount], activity: Sequence[ActivityOfMonth], months: Sequence[date]
) -> StaffGroups:
    """Incidents of these months by group. Rate: incidents of all the months / average staff x 1,000."""
    staff: dict[str, dict[date, float]] = {}
    for row in activity:
        if row.kind == ActivityKind.STAFF and row.staff_group:
            staff.setdefault(row.staff_group, {})[row.month] = row.amount
    groups = []
    for row in counts:
        if row.reporter_group == NOT_RECORDED:
            continue
        figures = [staff.get(row.reporter_group, {}).get(month) for month in months]
        known = [figure for figure in figures if figure]
        average = sum(known) / len(known) if known and len(known) == len(months) else None
        rate = rate_interval(row.incidents, average, multiplier=PER_STAFF) if average else None
        groups.append(StaffGroup(row.reporter_group, row.incidents, average, rate))
    groups.sort(key=lambda group: (-group.incidents, group.name))
    return StaffGroups(
        tuple(groups), sum(row.incidents for row in counts if row.reporter_group == NOT_RECORDED)
    )
