"""Row types of the questions about medication stages and error types."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class StageErrorCount:
    stage: str
    error_type: str
    incidents: int


@dataclass(frozen=True)
class MonthErrorCount:
    month: date
    error_type: str
    incidents: int


@dataclass(frozen=True)
class ClassStageCount:
    drug_class: str
    stage: str
    incidents: int


@dataclass(frozen=True)
class ClassHarmCount:
    drug_class: str
    harm_level: str
    incidents: int


@dataclass(frozen=True)
class WeekdayHourCount:
    """`weekday` is 1 (Monday) to 7, None without a full date; `hour` is 0 to 23, None without a time."""

    weekday: int | None
    hour: int | None
    at_midnight: bool
    incidents: int


@dataclass(frozen=True)
class OmittedAndDelayed:
    """Incidents. `time_critical`, `antibacterial` and `medicine_not_known` are of the omitted or delayed ones."""

    incidents: int
    omitted: int
    delayed: int
    omitted_or_delayed: int
    time_critical: int
    antibacterial: int
    medicine_not_known: int
    all_time_critical: int


@dataclass(frozen=True)
class TimeCriticalMedicine:
    """`incidents` are an omitted or a delayed dose, or both."""

    medicine: str
    incidents: int
    omitted: int
    delayed: int


@dataclass(frozen=True)
class KnownAllergies:
    """Incidents. `penicillin` and `medicine_not_known` are of those with a known allergy."""

    incidents: int
    known_allergy: int
    penicillin: int
    medicine_not_known: int
    all_penicillin: int


@dataclass(frozen=True)
class AllergyMedicine:
    medicine: str
    penicillin: bool
    incidents: int


@dataclass(frozen=True)
class MonthKindCount:
    """`incidents` that are alike in everything that is counted: each of the three lists has ' | ' between its words."""

    month: date
    drug_classes: str
    stages: str
    error_types: str
    harm_level: str
    incidents: int
