"""What is said of stages, late doses, allergies and crossed classes; every figure is counted here by hand."""

from datetime import date, datetime
from typing import Any

import pytest

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.rows import (
    ClassCount,
    CoveredMonth,
    EditionFacts,
    ErrorTypeCount,
    LeftOutOfMonths,
    StageCount,
)
from dashboard.domain.rows.stages import (
    AllergyMedicine,
    ClassHarmCount,
    ClassStageCount,
    KnownAllergies,
    MonthErrorCount,
    OmittedAndDelayed,
    StageErrorCount,
    TimeCriticalMedicine,
)
from dashboard.findings import allergy, class_crossed, doses, stages
from dashboard.findings.asking import Asking, EditionSeen
from dashboard.findings.classes import class_ranking
from dashboard.measures.harm import HarmMix
from dashboard.measures.months import MonthState

DEC, JAN, FEB = date(2024, 12, 1), date(2025, 1, 1), date(2025, 2, 1)
FACTS = EditionFacts(
    1,
    datetime(2025, 4, 2),
    "0",
    False,
    "Trust",
    30,
    date(2025, 4, 1),
    DEC,
    FEB,
    10,
    0,
    0,
    "nrls, lfpse",
    False,
)


def asking(
    sources: tuple[str, str, str] = ("lfpse", "lfpse", "lfpse"), incidents: int = 100, **rows: list[Any]
) -> Asking:
    months = zip((DEC, JAN, FEB), sources, strict=True)
    known: dict[str, list[Any]] = {
        "edition_facts": [FACTS],
        "covered_months": [CoveredMonth(month, source, 1, True) for month, source in months],
        "incidents_left_out_of_months": [LeftOutOfMonths(incidents, 0, 0)],
    } | rows
    return Asking(lambda name, _: known.get(name, []), EditionSeen(1, None, None), IncidentFilter())


BOTH = {
    "incidents_by_stage_and_error_type": [
        StageErrorCount("Other", "Other", 50),
        StageErrorCount("Administration or supply", "Omitted dose", 31),
        StageErrorCount("Prescribing", "Wrong or unclear dose", 12),
        StageErrorCount("Not recorded", "Omitted dose", 3),
        StageErrorCount("Prescribing", "Not recorded", 2),
        StageErrorCount("Not recorded", "Not recorded", 5),
    ],
    "incidents_by_error_type": [ErrorTypeCount("Omitted dose", 34), ErrorTypeCount("Not recorded", 7)],
    "incidents_by_medication_stage": [StageCount("Not recorded", 8), StageCount("Other", 50)],
}


def test_the_pair_recorded_most_often_is_said_with_its_denominator_and_the_next() -> None:
    asked = asking(**BOTH)
    found = stages.stages_and_errors(asked)
    picture = stages.stages_and_errors_picture(asked, found)
    assert picture.sentence == (
        "Recorded together most often: omitted dose at administration or supply, 31 of 100 incidents (31 %); then wrong or "
        "unclear dose at prescribing (12); 10 incidents (10 %) have no stage or no error type recorded."
    )  # 8 without a stage, 7 without an error type, 5 of them without both
    assert "the cells add up to 103, more than the 100 incidents" in picture.caption
    assert "50 incidents stand under Other" in stages.transfer_sentence(asked)
    assert "none stands under Other" in stages.transfer_sentence(asking())


def test_nothing_recorded_is_said() -> None:
    asked = asking(
        incidents=5,
        incidents_by_stage_and_error_type=[StageErrorCount("Not recorded", "Not recorded", 5)],
        incidents_by_error_type=[ErrorTypeCount("Not recorded", 5)],
        incidents_by_medication_stage=[StageCount("Not recorded", 5)],
    )
    assert stages.stages_and_errors_picture(asked, stages.stages_and_errors(asked)).sentence == (
        "No incident has both a stage and an error type that say what happened; 5 incidents (100 %) have no stage or no error "
        "type recorded."
    )


LATE = {
    "incidents_by_month_and_error_type": [
        MonthErrorCount(DEC, "Omitted dose", 6),
        MonthErrorCount(JAN, "Omitted dose", 4),
        MonthErrorCount(FEB, "Omitted dose", 5),
        MonthErrorCount(FEB, "Delayed dose", 2),
    ],
    "omitted_and_delayed_doses": [OmittedAndDelayed(100, 15, 2, 16, 8, 3, 1, 20)],
}


def test_delayed_doses_start_where_nrls_ends_and_what_is_before_is_no_zero() -> None:
    asked = asking(("nrls", "lfpse", "lfpse"), **LATE)
    found = doses.doses_by_month(asked)
    assert [point.incidents for point in found.omitted.points] == [6, 4, 5]
    assert [point.incidents for point in found.delayed.points] == [None, 0, 2]
    assert found.delayed.points[0].state is MonthState.NO_CODE
    picture = doses.doses_picture(asked, found)
    assert picture.sentence == (
        "15 of 100 incidents (15 %) are recorded as an omitted dose and 2 as a delayed one, which NRLS had no code for. "
        "Omitted dose: 5 in February 2025, 4 to 6 in the other months; delayed dose: 2 in February 2025, 0 in each of the "
        "others."
    )
    assert "no figure for months that are counted from it and starts in January 2025." in picture.caption
    assert ("Delayed dose", "December 2024", "no figure", "its source has no code for this") in [
        row[:4] for row in picture.table.rows
    ]


def test_delayed_doses_have_a_share_where_every_source_has_the_code() -> None:
    asked = asking(**LATE)
    found = doses.doses_by_month(asked)
    assert [point.incidents for point in found.delayed.points] == [0, 0, 2]
    assert "and 2 (2.0 %) as a delayed one." in doses.doses_sentence(asked, found)
    assert "NRLS" not in doses.doses_picture(asked, found).caption


def test_a_delayed_dose_in_a_month_that_is_not_drawn_is_named() -> None:
    stray = [*LATE["incidents_by_month_and_error_type"], MonthErrorCount(DEC, "Delayed dose", 1)]
    asked = asking(("nrls", "lfpse", "lfpse"), **LATE | {"incidents_by_month_and_error_type": stray})
    caption = doses.doses_picture(asked, doses.doses_by_month(asked)).caption
    assert (
        "1 delayed dose recorded in those months is counted in the sentence above and not drawn." in caption
    )


def test_time_critical_medicines_are_said_against_all_incidents_and_the_table_holds_all() -> None:
    many = [TimeCriticalMedicine(f"medicine {number:02}", 1, 1, 0) for number in range(20)]
    rows = [TimeCriticalMedicine("enoxaparin", 5, 4, 2), *many]
    asked = asking(**LATE, omitted_and_delayed_by_time_critical_medicine=rows)
    picture = doses.time_critical_picture(asked)
    assert picture.sentence == (
        "8 of 16 omitted or delayed doses (50 %) name a time-critical medicine; of all incidents 20 % do. Most named: enoxaparin "
        "(5), medicine 00 (1), medicine 01 (1) and medicine 02 (1)."
    )
    assert picture.table.rows[0] == ("enoxaparin", 5, 4, 2, 100 * 5 / 16) and len(picture.table.rows) == 21
    assert "The 15 most named of 21 are drawn; the table holds all." in picture.caption
    assert "3 of the 16 name an antibacterial" in picture.caption
    assert any("no pharmacist has reviewed it yet" in line for line in picture.how)


def test_no_late_dose_is_said() -> None:
    nothing = asking(omitted_and_delayed_doses=[OmittedAndDelayed(9, 0, 0, 0, 0, 0, 0, 2)])
    picture = doses.time_critical_picture(nothing)
    assert picture.sentence == "No incident of this period is recorded as an omitted or a delayed dose."
    assert picture.table.rows == ()


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (KnownAllergies(9, 0, 0, 0, 1), "No incident of this period is recorded with a known allergy."),
        (
            KnownAllergies(200, 20, 15, 2, 30),
            "20 of 200 incidents (10 %) were recorded with a known allergy to the medicine; 15 of the 20 (75 %) name a "
            "penicillin, and of all incidents 15 % do; 2 name no medicine that is recognised.",
        ),
        (
            KnownAllergies(200, 1, 1, 0, 30),
            "1 of 200 incidents (0.5 %) was recorded with a known allergy to the medicine; 1 of the 1 (100 %) names a "
            "penicillin, and of all incidents 15 % do.",
        ),
    ],
)
def test_allergies_are_said(found: KnownAllergies, sentence: str) -> None:
    assert allergy.allergy_sentence(asking(known_allergies=[found])) == sentence


def test_penicillins_are_named_and_marked() -> None:
    rows = [AllergyMedicine("amoxicillin", True, 3), AllergyMedicine("gentamicin", False, 1)]
    found = allergy.allergy_medicines(asking(known_allergies_by_medicine=rows))
    assert found.sentence == "Penicillins named: amoxicillin (3)."
    assert found.table.rows == (("amoxicillin", 3, "yes"), ("gentamicin", 1, ""))


CLASSES = {
    "incidents_by_drug_class": [
        ClassCount("Opioids", 50),
        ClassCount("Insulins", 20),
        ClassCount("No medicine named", 30),
    ],
    "incidents_by_drug_class_and_stage": [
        ClassStageCount("Opioids", "Administration or supply", 25),
        ClassStageCount("Opioids", "Other", 25),
        ClassStageCount("Insulins", "Administration or supply", 15),
        ClassStageCount("Insulins", "Prescribing", 5),
        ClassStageCount("No medicine named", "Prescribing", 30),
    ],
    "incidents_by_drug_class_and_harm_level": [
        ClassHarmCount("Opioids", "No harm", 46),
        ClassHarmCount("Opioids", "Moderate", 3),
        ClassHarmCount("Opioids", "Severe", 1),
        ClassHarmCount("Insulins", "Moderate", 2),
        ClassHarmCount("No medicine named", "Severe", 1),
    ],
}


def test_classes_with_stages_say_where_the_largest_stage_is_smallest_and_largest() -> None:
    asked = asking(**CLASSES)
    picture = class_crossed.stages_picture(
        asked, class_crossed.classes_and_stages(asked), class_ranking(asked, 100)
    )
    assert picture.sentence == (
        "Administration or supply is the largest stage in 2 of the 2 classes; its share is from 25 of 50 incidents (50 %) involving opioids to "
        "15 of 20 incidents (75 %) involving insulins."
    )
    assert "so that a large one does not drown the rest" in picture.caption


def test_classes_with_harm_say_counts_and_what_they_are_of() -> None:
    asked = asking(**CLASSES)
    mix = HarmMix({"No harm": 93, "Moderate": 5, "Severe": 2})
    picture = class_crossed.harm_picture(
        asked, class_crossed.classes_and_harm(asked), class_ranking(asked, 100), mix
    )
    assert picture.sentence == (
        "Moderate harm and above: 7 of 100 incidents (7.0 %); the classes with the most are opioids, 4 of 50 incidents (8.0 %), "
        "and insulins, 2 of 20 incidents (10 %)."
    )
