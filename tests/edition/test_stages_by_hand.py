"""Stages with error types, late doses and allergies of one small listing, counted by hand."""

import csv
from collections.abc import Iterator
from datetime import date

import pytest

from dashboard.findings.doses import TIME_CRITICAL
from tests.made_up_incidents import TrustUnderTest, datix, one
from tests.python_files import ROOT

LISTING = datix(
    one("W1", drug="Enoxaparin", error="Omitted dose; Delay", stage="Administration", harm="Low"),
    one(
        "W2",
        drug="Insulin glargine",
        error="Omitted dose",
        stage="Prescribing; Administration",
        harm="Severe",
    ),
    one(
        "W2", drug="Enoxaparin", error="Omitted dose", stage="Administration", harm="Low"
    ),  # one incident, two rows
    one(
        "W3", drug="Gentamicin", error="Delay", stage="Administration"
    ),  # an antibacterial, in no time-critical group
    one("W4", drug="Unknown", error="Omitted dose"),
    one("W5", drug="Paracetamol", error="Given too early", stage="Administration"),  # too early is no delay
    one("W6", drug="Co-amoxiclav", error="Known allergy", stage="Prescribing", harm="Moderate"),
    one("W7", drug="penicillins", error="Allergy", stage="Administration"),  # a class and no medicine
    one("W8", drug="Cefuroxime", error="Allergy"),
    one("W9", drug="Flucloxacillin", error="wrong dose", stage="Prescribing"),
    run_on=date(2025, 10, 1),
)


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrustUnderTest]:
    under_test = TrustUnderTest(tmp_path_factory.mktemp("stages"))
    under_test.take(LISTING)
    yield under_test
    under_test.close()


def rows(trust: TrustUnderTest, name: str, asked: str = "") -> list[tuple]:
    return [tuple(vars(row).values()) for row in trust.ask(name, asked)]


def test_an_incident_counts_once_in_each_pair_of_its_stages_and_errors(trust: TrustUnderTest) -> None:
    found = {
        (stage, error): count for stage, error, count in rows(trust, "incidents_by_stage_and_error_type")
    }
    assert found == {
        ("Administration or supply", "Omitted dose"): 2,
        ("Administration or supply", "Delayed dose"): 2,
        ("Administration or supply", "Wrong time"): 1,
        ("Administration or supply", "Known allergy"): 1,
        ("Prescribing", "Omitted dose"): 1,
        ("Prescribing", "Known allergy"): 1,
        ("Prescribing", "Wrong or unclear dose"): 1,
        ("Not recorded", "Omitted dose"): 1,
        ("Not recorded", "Known allergy"): 1,
    }
    assert sum(found.values()) == 11 > trust.count() == 9


def test_late_doses_and_the_time_critical_medicines_among_them(trust: TrustUnderTest) -> None:
    september = date(2025, 9, 1)
    assert ("Delayed dose" in {row[1] for row in rows(trust, "incidents_by_month_and_error_type")}) and (
        (september, "Omitted dose", 3) in rows(trust, "incidents_by_month_and_error_type")
    )
    # 9 incidents; omitted W1, W2, W4; delayed W1, W3; time-critical W1, W2; antibacterial W3; not known W4; of all W1, W2
    assert rows(trust, "omitted_and_delayed_doses") == [(9, 3, 2, 4, 2, 1, 1, 2)]
    assert rows(trust, "omitted_and_delayed_by_time_critical_medicine") == [
        ("enoxaparin", 2, 2, 1),
        ("insulin glargine", 1, 1, 0),
    ]


def test_a_filter_of_a_high_risk_group_narrows_and_is_not_replaced(trust: TrustUnderTest) -> None:
    assert rows(trust, "omitted_and_delayed_doses", "high_risk=Insulins") == [(1, 1, 0, 1, 1, 0, 0, 1)]
    assert rows(trust, "known_allergies", "error_type=Omitted dose") == [(3, 0, 0, 0, 0)]
    assert rows(trust, "known_allergies_by_medicine", "error_type=Omitted dose") == []


def test_known_allergies_and_the_penicillins_among_them(trust: TrustUnderTest) -> None:
    # allergy W6, W7, W8; a penicillin W6, W7; of all W6, W7, W9
    assert rows(trust, "known_allergies") == [(9, 3, 2, 0, 3)]
    assert sorted(rows(trust, "known_allergies_by_medicine")) == [
        ("Only a class named", False, 1),
        ("cefuroxime", False, 1),
        ("co-amoxiclav", True, 1),
    ]


def test_classes_with_stages_and_harm(trust: TrustUnderTest) -> None:
    stages = {row[:2]: row[2] for row in rows(trust, "incidents_by_drug_class_and_stage")}
    assert stages["Anticoagulants, parenteral", "Administration or supply"] == 2
    assert stages["Insulins", "Prescribing"] == stages["Insulins", "Administration or supply"] == 1
    assert stages["Antibacterials", "Prescribing"] == 2
    harm = rows(trust, "incidents_by_drug_class_and_harm_level")
    assert [row[1:] for row in harm if row[0] == "Anticoagulants, parenteral"] == [("Low", 1), ("Severe", 1)]
    assert [row[1:] for row in harm if row[0] == "Antibacterials"] == [("Moderate", 1), ("Not recorded", 4)]
    section = {row[:2]: row[2] for row in rows(trust, "incidents_by_drug_class_and_stage", "class=high_risk")}
    assert section["Insulins", "Prescribing"] == 1


def test_the_groups_that_the_questions_name_are_groups_of_the_list_and_its_date_is_the_one_said() -> None:
    with (ROOT / "data" / "reference" / "high_risk.csv").open(encoding="utf-8", newline="") as lines:
        listed = list(csv.DictReader(lines))
    assert {TIME_CRITICAL, "Penicillins"} <= {row["high_risk"] for row in listed}
    time_critical = [row for row in listed if row["high_risk"] == TIME_CRITICAL]
    assert {row["value"] for row in time_critical} > {
        "060101",
        "0208",
        "0408",
        "040901",
        "0503",
        "0603",
        "080201",
    }
    assert {row["dated"] for row in time_critical} == {"2026-11-23", "2026-11-25"}
    assert {row["reviewer"] for row in time_critical} == {"not yet reviewed by a pharmacist"}
    assert {row["value"] for row in listed if row["high_risk"] == "Penicillins"} == {"050101"}
