"""Who may ask an edition what: the roles of each question, and what is left of an edition for a ward link."""

from dataclasses import replace

import duckdb

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import READS_CASES, READS_EDITIONS, READS_TRUST, NotAllowed, Reader, Role
from dashboard.domain.written_sql import written_sql

ONE_BY_ONE = frozenset(
    {
        "adverse_reactions_to_consider",
        "candour_to_review",
        "controlled_drug_incidents",
        "incident_fingerprints",
        "incidents_listed",
        "incidents_of_blocks",
        "possible_never_events",
        "reading_sample",
        "same_medicine_and_error",
        "to_escalate_by_harm",
    }
)
"""Questions that answer with incidents of every level of harm one by one, or with what tells one from another."""

OF_THE_WHOLE_TRUST = frozenset(
    {
        "alerts",
        "escalated",
        "extracts",
        "moderate_and_above",
        "records_not_counted",
        "regrades",
        "required_by_alerts",
        "restatements",
        "statements_signed",
        "unplaced_words",
    }
)
"""Questions whose answers stand for all wards together, or for single incidents of moderate harm and above: a director's, not a
ward link's."""

OF_OWN_WARDS = frozenset(
    {
        "activity_by_kind_and_month",
        "aims_of_safety_actions",
        "answered_by_safety_actions",
        "adverse_reactions_by_yellow_card",
        "bed_days_by_month",
        "candour_by_state",
        "completeness_by_month",
        "completeness_by_ward",
        "controlled_drug_counts",
        "coverage_calendar",
        "covered_months",
        "dated_records",
        "edition_facts",
        "filter_choices",
        "harm_first_and_now",
        "incidents_and_bed_days_by_division",
        "incidents_and_bed_days_by_place",
        "incidents_by_day",
        "incidents_by_drug_class",
        "incidents_by_drug_class_and_harm_level",
        "incidents_by_drug_class_and_medicine",
        "incidents_by_drug_class_and_stage",
        "incidents_by_error_type",
        "incidents_by_harm_level",
        "incidents_by_medication_stage",
        "incidents_by_medicine",
        "incidents_by_month",
        "incidents_by_month_and_drug_class",
        "incidents_by_month_and_error_type",
        "incidents_by_month_and_harm_level",
        "incidents_by_month_and_kind",
        "incidents_by_physical_and_psychological_harm",
        "incidents_by_reporter_group",
        "incidents_by_stage_and_error_type",
        "incidents_by_weekday_and_hour",
        "incidents_by_year",
        "incidents_by_year_and_harm_level",
        "incidents_left_out_of_months",
        "known_allergies",
        "known_allergies_by_medicine",
        "learning_cards",
        "medicines_given_instead_of_intended",
        "medicines_named",
        "moderate_and_above_by_day",
        "moderate_and_above_by_status",
        "moderate_and_above_first_and_now",
        "near_misses",
        "never_events_recorded",
        "omitted_and_delayed_by_time_critical_medicine",
        "omitted_and_delayed_doses",
        "reporting_delay_by_month",
        "reporting_delay_by_ward",
        "reporting_delays",
        "reporting_rate_by_month",
        "safety_actions",
    }
)
"""What a ward link may ask: counts. A question that is new is not theirs until it is written here."""

FIRST_FOR_WARDS = 5
"""The format of editions from which a ward link's part can be told apart: older ones keep medicines in other tables."""

FIRST_WITH_LEARNING = 6
"""The format from which editions hold cards, safety actions and alerts."""


def roles_of(name: str) -> tuple[Role, ...]:
    """Who may ask the question of this name."""
    if name in ONE_BY_ONE:
        return READS_CASES
    return READS_EDITIONS if name in OF_OWN_WARDS else READS_TRUST


def as_allowed(asked: IncidentFilter, reader: Reader) -> IncidentFilter:
    """What is asked, for this reader: a ward link who names no ward asks of all of their own. Raises NotAllowed for others' wards."""
    if reader.role is not Role.WARD_LINK:
        return asked
    if not reader.wards:
        raise NotAllowed("No ward is yours yet; ask a medication safety officer to name it under People.")
    others = [ward for ward in asked.location or () if ward not in reader.wards]
    if others:
        raise NotAllowed(
            f"You see {_listed(reader.wards)} only; what is asked names another ward. Take it out of the filter."
        )
    return replace(asked, location=asked.location or reader.wards)


def leave_own_wards(cursor: duckdb.DuckDBPyConnection, wards: tuple[str, ...], written_in: int) -> None:
    """In this cursor an edition (of the format `written_in`) holds what happened on these wards, and nothing else."""
    cursor.execute(written_sql("edition/own_ward"), {"wards": list(wards)})
    cursor.execute(written_sql("edition/own_wards"))
    if written_in >= FIRST_WITH_LEARNING:
        cursor.execute(written_sql("edition/own_wards_learning"))


def _listed(wards: tuple[str, ...]) -> str:
    return wards[0] if len(wards) == 1 else f"{', '.join(wards[:-1])} and {wards[-1]}"
