"""Rows that count incidents: by month and year, harm, stage, error type, class, medicine."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class MonthCount:
    month: date
    incidents: int


@dataclass(frozen=True)
class DayCount:
    """`dated_on` is None where no full date is known."""

    dated_on: date | None
    incidents: int


@dataclass(frozen=True)
class YearCount:
    year: str
    incidents: int


@dataclass(frozen=True)
class HarmCount:
    harm_level: str
    incidents: int


@dataclass(frozen=True)
class MonthHarmCount:
    month: date
    harm_level: str
    incidents: int


@dataclass(frozen=True)
class YearHarmCount:
    year: str
    harm_level: str
    incidents: int


@dataclass(frozen=True)
class StageCount:
    stage: str
    incidents: int


@dataclass(frozen=True)
class ErrorTypeCount:
    error_type: str
    incidents: int


@dataclass(frozen=True)
class StaffGroupCount:
    reporter_group: str
    incidents: int


@dataclass(frozen=True)
class ClassCount:
    drug_class: str
    incidents: int


@dataclass(frozen=True)
class MedicineCount:
    medicine: str
    incidents: int


@dataclass(frozen=True)
class ClassMedicineCount:
    drug_class: str
    medicine: str
    incidents: int


@dataclass(frozen=True)
class MonthClassCount:
    month: date
    drug_class: str
    incidents: int


@dataclass(frozen=True)
class GivenInstead:
    """`incidents` in which `given` was given where `intended` was meant."""

    given: str
    intended: str
    incidents: int


@dataclass(frozen=True)
class NearMisses:
    near_misses: int
    reached: int
    not_said: int
