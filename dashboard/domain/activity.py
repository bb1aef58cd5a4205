"""Activity: what incidents are counted against. The words that stand for whole places, and the template to fill."""

from dataclasses import dataclass
from datetime import date

from dashboard.domain.words import ActivityKind

ALL_WARDS = "All wards"
"""Stands for a ward in a figure that speaks for its whole site."""

WHOLE_TRUST = "Whole trust"
"""Stands for a site in a figure that names none."""

ALL_STAFF = "All staff groups"
"""Stands for a staff group in a number of staff that names none."""

EXAMPLE = "EXAMPLE"
"""A row with this word at the beginning of a place is an example of the template, and never counts."""

TEMPLATE_HEADINGS = ("Month", "Site", "Division", "Ward", "What is counted", "Staff group", "Number")
TEMPLATE_EXAMPLES = (
    ("2026-09", "EXAMPLE: write over or delete", "Medicine", "Ward 1", ActivityKind.BED_DAYS.value, "", 812),
    ("2026-09", "EXAMPLE: write over or delete", "", "", ActivityKind.STAFF.value, "Nurse or midwife", 640),
)


@dataclass(frozen=True)
class KindRead:
    """What a file says of one kind of activity: `figures` numbers of `months` months and `places` places.

    `total` is the sum over months and places; of staff, who are the same people each month, the average of a month.
    `missing_months` are those between the first and the last that have no figure at all. `estimated` counts figures that
    were worked out from an average or a quarter.
    """

    kind: ActivityKind
    figures: int
    months: int
    places: int
    first_month: date
    last_month: date
    total: float
    estimated: int
    missing_months: tuple[date, ...] = ()
