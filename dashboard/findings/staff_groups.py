"""Reporting by staff group: who recorded the incidents, and per 1,000 staff where their number is known."""

from dashboard.charts.frame import Table
from dashboard.findings.asking import Asking
from dashboard.findings.places import complete_months_only
from dashboard.findings.words import count_of, interval, listed
from dashboard.measures.harm import in_per_cent
from dashboard.measures.staff_groups import StaffGroups, staff_groups

TITLE = "Reporting by staff group"
NOT_WHO = (
    "Who recorded an incident is not who was involved in it. A group that records more is not less safe."
)


def by_staff_group(asking: Asking) -> StaffGroups | None:
    """Over the complete months; None where there is none."""
    if not asking.months.counted:
        return None
    asked = complete_months_only(asking)
    return staff_groups(
        asking.rows("incidents_by_reporter_group", asked),
        asking.rows("activity_by_kind_and_month", asked),
        asking.months.counted,
    )


def staff_sentence(found: StaffGroups) -> str:
    """'Of 5,003 incidents, nurses or midwives recorded 3,120 (62 %), ...; for 120 the group is not recorded.'"""
    if not found.groups:
        return "The staff group of who reported is recorded for none of these incidents."
    said = [
        f"{group.name} {group.incidents:,} ({in_per_cent(100 * group.incidents / found.incidents)})"
        for group in found.groups
    ]
    unknown = f"; for {found.not_recorded:,} the group is not recorded" if found.not_recorded else ""
    rates = (
        ""
        if any(group.rate for group in found.groups)
        else " There are no staff numbers for these months: counts only. Add them under Wards and activity."
    )
    return f"Of {count_of(found.incidents, 'incident')}, by staff group: {listed(said)}{unknown}.{rates}"


def staff_table(found: StaffGroups) -> Table:
    """An empty cell is a figure that is not known; without any staff numbers the columns that rest on them are left out."""
    rows: list[tuple[object, ...]] = [
        (
            group.name,
            group.incidents,
            100 * group.incidents / found.incidents,
            group.staff,
            group.rate.value if group.rate else None,
            interval(group.rate.lower, group.rate.upper) if group.rate else "",
        )
        for group in found.groups
    ]
    if found.not_recorded:
        rows.append(
            ("Not recorded", found.not_recorded, 100 * found.not_recorded / found.incidents, None, None, "")
        )
    columns = (
        "Staff group",
        "Incidents",
        "% of incidents",
        "Staff, on average",
        "Per 1,000 staff",
        "95 % interval",
    )
    if not any(group.staff for group in found.groups):
        columns, rows = columns[:3], [row[:3] for row in rows]
    return Table(columns, tuple(rows))
