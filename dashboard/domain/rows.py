"""The row type of each question: its fields are the columns that the question's header declares, in order."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dashboard.domain.judging import RULE_SETS
from dashboard.domain.rows_stages import ROW_TYPES as OF_STAGES


@dataclass(frozen=True)
class MonthCount:
    month: date
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
class GivenInstead:
    """`incidents` in which `given` was given where `intended` was meant."""

    given: str
    intended: str
    incidents: int


@dataclass(frozen=True)
class MonthClassCount:
    month: date
    drug_class: str
    incidents: int


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


@dataclass(frozen=True)
class CoveredMonth:
    month: date
    sources: str
    sites: int
    whole_month: bool


@dataclass(frozen=True)
class EditionFacts:
    edition_id: int
    published_at: datetime
    product_version: str
    made_up: bool
    trust_name: str
    filling_up_days: int
    newest_as_at: date | None
    first_month: date | None
    last_month: date | None
    incidents: int
    incidents_of_a_year_only: int
    incidents_without_a_date: int
    sources: str | None
    has_bed_days: bool
    rule_set: str = RULE_SETS[0]
    complete_from_percent: int | None = None


@dataclass(frozen=True)
class DatedRow:
    kind: str
    dated_on: date
    label: str
    reason: str
    owner: str
    site: str | None
    division: str | None
    drug_class: str | None
    evidence: str = ""
    recorded_by: str = ""
    recorded_on: date | None = None


@dataclass(frozen=True)
class FilterChoice:
    """`class_by` says which classing a drug class is of; it is empty for the other filters."""

    filter: str
    class_by: str
    choice: str
    incidents: int


@dataclass(frozen=True)
class LeftOutOfMonths:
    incidents: int
    year_only: int
    no_date: int


@dataclass(frozen=True)
class HarmfulIncident:
    reference: str
    source: str
    dated_on: date | None
    harm_level: str
    site: str
    division: str
    location: str
    medicines: str
    stages: str
    error_types: str
    status: str


@dataclass(frozen=True)
class NearMisses:
    near_misses: int
    reached: int
    not_said: int


@dataclass(frozen=True)
class RecordsNotCounted:
    source: str
    month: date | None
    counted_from: str | None
    is_linked: bool
    records: int


@dataclass(frozen=True)
class UnplacedField:
    field: str
    words: int
    row_count: int


@dataclass(frozen=True)
class ExtractRow:
    import_id: int
    source: str
    file_name: str
    sha256: str
    as_at: date
    uploaded_at: datetime
    covers_from: date | None
    covers_until: date | None
    rows_accepted: int


@dataclass(frozen=True)
class MonthCompleteness:
    """`recorded` of `incidents` of a month have the field."""

    month: date
    field: str
    incidents: int
    recorded: int


@dataclass(frozen=True)
class WardCompleteness:
    site: str
    division: str
    location: str
    field: str
    incidents: int
    recorded: int


@dataclass(frozen=True)
class MonthDelay:
    """Days from incident to report; `incidents` have both days, median and percentile are None when none has."""

    month: date
    incidents: int
    median_days: int | None
    p90_days: int | None
    within_7: int
    within_30: int
    no_delay_known: int


@dataclass(frozen=True)
class WardDelay:
    site: str
    division: str
    location: str
    incidents: int
    median_days: int | None
    p90_days: int | None
    within_7: int
    within_30: int
    no_delay_known: int


@dataclass(frozen=True)
class DelayCount:
    occurred_on: date
    days_until_reported: int
    seen_until: date
    incidents: int


@dataclass(frozen=True)
class HarmFirstAndNow:
    first_harm_level: str
    harm_level: str
    incidents: int


@dataclass(frozen=True)
class CalendarMonth:
    """`counts`: whether the site's month is counted from this source; `incidents` are those counted from it."""

    source: str
    site: str
    month: date
    covered_days: int
    days_in_month: int
    state: str
    edited: bool
    edit_reason: str
    counts: bool
    incidents: int


@dataclass(frozen=True)
class Restatement:
    """Signed incidents: what an act changed in a month, for one reason. `month` is None without a full date."""

    import_id: int | None
    act: str
    happened_at: datetime
    month: date | None
    reason: str
    incidents: int


@dataclass(frozen=True)
class Regrade:
    import_id: int | None
    act: str
    happened_at: datetime
    month: date | None
    harm_before: str
    harm_now: str
    incidents: int


@dataclass(frozen=True)
class MedicinesNamed:
    """Incidents by what their names of medicines say; `recognised` and `only_a_class` make up `classed`."""

    incidents: int
    named: int
    recognised: int
    classed: int
    only_a_class: int


ROW_TYPES: dict[str, type[Any]] = {
    "activity_by_kind_and_month": ActivityOfMonth,
    "completeness_by_month": MonthCompleteness,
    "completeness_by_ward": WardCompleteness,
    "coverage_calendar": CalendarMonth,
    "covered_months": CoveredMonth,
    "dated_records": DatedRow,
    "edition_facts": EditionFacts,
    "extracts": ExtractRow,
    "filter_choices": FilterChoice,
    "harm_first_and_now": HarmFirstAndNow,
    "incidents_and_bed_days_by_division": DivisionRate,
    "incidents_and_bed_days_by_place": PlaceRate,
    "incidents_by_drug_class": ClassCount,
    "incidents_by_drug_class_and_medicine": ClassMedicineCount,
    "incidents_by_error_type": ErrorTypeCount,
    "incidents_by_harm_level": HarmCount,
    "incidents_by_medication_stage": StageCount,
    "incidents_by_medicine": MedicineCount,
    "incidents_by_month": MonthCount,
    "incidents_by_month_and_drug_class": MonthClassCount,
    "incidents_by_month_and_harm_level": MonthHarmCount,
    "incidents_by_year": YearCount,
    "incidents_by_year_and_harm_level": YearHarmCount,
    "incidents_left_out_of_months": LeftOutOfMonths,
    "medicines_given_instead_of_intended": GivenInstead,
    "medicines_named": MedicinesNamed,
    "moderate_and_above": HarmfulIncident,
    "near_misses": NearMisses,
    "records_not_counted": RecordsNotCounted,
    "regrades": Regrade,
    "reporting_delay_by_month": MonthDelay,
    "reporting_delay_by_ward": WardDelay,
    "reporting_delays": DelayCount,
    "reporting_rate_by_month": MonthRate,
    "restatements": Restatement,
    "unplaced_words": UnplacedField,
} | OF_STAGES
