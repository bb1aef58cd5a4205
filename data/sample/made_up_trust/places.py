"""The trust: two hospitals, six divisions, forty places, and the occupied bed days of those that have beds."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from made_up_trust.chance import Chance

TRUST = "Riverside and Hillview NHS Foundation Trust (made up)"
ORGANISATION_CODE = "ZZ9"
"""No organisation has this code: codes that begin with Z are not given to NHS trusts."""

RIVERSIDE, HILLVIEW = "Riverside Hospital", "Hillview Hospital"
FIRST_DAY, LAST_DAY = date(2023, 11, 1), date(2026, 10, 31)

MEDICINE, SURGERY = "Medicine", "Surgery"
EMERGENCY, FAMILY = "Emergency and Acute Care", "Women and Children"
CANCER, SUPPORT = "Cancer and Specialist Medicine", "Clinical Support"


@dataclass(frozen=True)
class Place:
    """A ward, unit or department. `each_month` is the incidents expected in a month before the reporting campaign."""

    name: str
    site: str
    division: str
    specialty: str
    kind: str
    beds: int
    occupancy: float
    per_1000_bed_days: float
    without_beds: float = 0.0
    opened: date = FIRST_DAY

    @property
    def each_month(self) -> float:
        return self.without_beds or self.beds * self.occupancy * 30.44 * self.per_1000_bed_days / 1000


WARD_7, WARD_12 = "Ward 7", "Ward 12"
SILENT_WARD = "Hillview Ward C2"
SILENT_FROM = date(2025, 11, 1)
NEW_WARD = "Hillview Frailty Unit"

PLACES = (
    Place("Acute Medical Unit", RIVERSIDE, EMERGENCY, "Acute medicine", "acute", 40, 0.96, 9.6),
    Place("Short Stay Unit", RIVERSIDE, EMERGENCY, "Acute medicine", "acute", 26, 0.93, 7.4),
    Place("Intensive Care Unit", RIVERSIDE, EMERGENCY, "Intensive care", "intensive care", 20, 0.84, 11.8),
    Place("Emergency Department", RIVERSIDE, EMERGENCY, "Emergency medicine", "emergency", 0, 0, 0, 9.0),
    Place("Ward 1", RIVERSIDE, MEDICINE, "Respiratory medicine", "medical", 32, 0.95, 6.4),
    Place("Ward 2", RIVERSIDE, MEDICINE, "Gastroenterology", "medical", 30, 0.94, 5.9),
    Place("Ward 3", RIVERSIDE, MEDICINE, "Cardiology", "medical", 28, 0.93, 6.1),
    Place("Coronary Care Unit", RIVERSIDE, MEDICINE, "Cardiology", "medical", 12, 0.85, 6.9),
    Place("Ward 5", RIVERSIDE, MEDICINE, "Care of older people", "medical", 32, 0.96, 5.2),
    Place(WARD_7, RIVERSIDE, MEDICINE, "Diabetes and endocrinology", "diabetes", 32, 0.95, 7.1),
    Place("Ward 8", RIVERSIDE, MEDICINE, "Stroke medicine", "medical", 30, 0.94, 5.4),
    Place(WARD_12, RIVERSIDE, MEDICINE, "Renal medicine", "renal", 30, 0.95, 7.0),
    Place("Ward 9", RIVERSIDE, SURGERY, "General surgery", "surgical", 32, 0.92, 6.3),
    Place("Ward 10", RIVERSIDE, SURGERY, "Trauma and orthopaedics", "surgical", 32, 0.93, 5.6),
    Place("Ward 11", RIVERSIDE, SURGERY, "Urology", "surgical", 28, 0.90, 4.9),
    Place("Ward 14", RIVERSIDE, SURGERY, "Vascular surgery", "surgical", 26, 0.91, 5.8),
    Place("Theatres", RIVERSIDE, SURGERY, "Anaesthetics", "theatre", 0, 0, 0, 3.0),
    Place("Maternity Ward", RIVERSIDE, FAMILY, "Obstetrics", "maternity", 28, 0.84, 4.6),
    Place("Labour Ward", RIVERSIDE, FAMILY, "Obstetrics", "maternity", 14, 0.72, 6.6),
    Place("Neonatal Unit", RIVERSIDE, FAMILY, "Neonatology", "children", 18, 0.82, 8.2),
    Place("Children's Ward", RIVERSIDE, FAMILY, "Paediatrics", "children", 28, 0.80, 7.6),
    Place("Oncology Ward", RIVERSIDE, CANCER, "Oncology", "cancer", 26, 0.93, 7.8),
    Place("Haematology Ward", RIVERSIDE, CANCER, "Haematology", "cancer", 20, 0.93, 8.8),
    Place("Chemotherapy Day Unit", RIVERSIDE, CANCER, "Oncology", "cancer", 0, 0, 0, 3.0),
    Place("Outpatients", RIVERSIDE, SUPPORT, "Outpatients", "outpatient", 0, 0, 0, 2.4),
    Place("Pharmacy", RIVERSIDE, SUPPORT, "Pharmacy", "pharmacy", 0, 0, 0, 6.0),
    Place("Hillview Assessment Unit", HILLVIEW, EMERGENCY, "Acute medicine", "acute", 30, 0.95, 9.0),
    Place("Hillview Ward A1", HILLVIEW, MEDICINE, "General medicine", "medical", 32, 0.95, 7.2),
    Place("Hillview Ward A2", HILLVIEW, MEDICINE, "General medicine", "medical", 32, 0.94, 6.8),
    Place("Hillview Ward A3", HILLVIEW, MEDICINE, "Respiratory medicine", "medical", 30, 0.95, 6.9),
    Place("Hillview Ward A4", HILLVIEW, MEDICINE, "Care of older people", "medical", 32, 0.97, 5.6),
    Place("Hillview Ward B1", HILLVIEW, SURGERY, "General surgery", "surgical", 30, 0.91, 6.4),
    Place("Hillview Ward B2", HILLVIEW, SURGERY, "Trauma and orthopaedics", "surgical", 30, 0.92, 6.0),
    Place("Hillview Ward B3", HILLVIEW, SURGERY, "Elective surgery", "surgical", 24, 0.86, 4.4),
    Place("Hillview Day Surgery", HILLVIEW, SURGERY, "Day surgery", "theatre", 0, 0, 0, 1.3),
    Place("Hillview Birth Centre", HILLVIEW, FAMILY, "Midwifery", "maternity", 8, 0.60, 3.4),
    Place("Hillview Ward C1", HILLVIEW, CANCER, "Palliative medicine", "palliative", 24, 0.93, 6.6),
    Place(SILENT_WARD, HILLVIEW, CANCER, "Neurological rehabilitation", "medical", 22, 0.94, 4.2),
    Place("Hillview Pain Suite", HILLVIEW, CANCER, "Chronic pain", "palliative", 8, 0.78, 4.4),
    Place(NEW_WARD, HILLVIEW, MEDICINE, "Care of older people", "medical", 24, 0.93, 6.2, opened=date(2025, 4, 1)),
)  # fmt: skip

BY_NAME = {place.name: place for place in PLACES}

_OCCUPANCY_OF_MONTH = (1.03, 1.025, 1.015, 1.0, 0.99, 0.985, 0.975, 0.97, 0.985, 1.0, 1.01, 1.015)
"""January to December: fuller in winter, emptier in August."""


def months(first: date = FIRST_DAY, last: date = LAST_DAY) -> Iterator[date]:
    """The first day of each month from that of `first` to that of `last`."""
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield date(year, month, 1)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def days_in(month: date) -> int:
    return calendar.monthrange(month.year, month.month)[1]


def last_day_of(month: date) -> date:
    return month.replace(day=days_in(month))


def occupied_bed_days() -> dict[tuple[date, Place], int]:
    """Occupied bed days of every place with beds in every month that it was open."""
    chance = Chance("bed days")
    found = {}
    for month in months():
        for place in PLACES:
            if place.beds and place.opened <= month:
                wobble = 1 + 0.03 * (chance.share() + chance.share() - 1)
                occupancy = min(0.995, place.occupancy * _OCCUPANCY_OF_MONTH[month.month - 1] * wobble)
                found[month, place] = round(place.beds * days_in(month) * occupancy)
    return found
