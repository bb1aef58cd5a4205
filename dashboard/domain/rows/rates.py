"""Rows of rates, and of the activity that a rate is of."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class MonthRate:
    """Incidents per 1,000 occupied bed days; rate and limits are None where the month has no bed days."""

    month: date
    incidents: int
    bed_days: float | None
    rate: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class MonthBedDays:
    month: date
    bed_days: float


@dataclass(frozen=True)
class PlaceRate:
    site: str
    division: str
    location: str
    incidents: int
    bed_days: float | None
    months_with_bed_days: int
    rate: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class DivisionRate:
    """The rate leaves out the incidents of places without beds; `incidents` holds them."""

    division: str
    incidents: int
    incidents_without_beds: int
    bed_days: float | None
    months_with_bed_days: int
    rate: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class ActivityOfMonth:
    """`kind` is an ActivityKind; `staff_group` is empty for all kinds but staff."""

    kind: str
    staff_group: str
    month: date
    amount: float
    estimated: bool
    places: int
