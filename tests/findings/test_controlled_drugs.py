"""The list for the controlled drugs accountable officer: what it counts, and that it is no report."""

from datetime import date
from typing import Any

from dashboard.domain.rows import ControlledDrugCounts, ControlledDrugIncident
from dashboard.extracts.medicines.schedules import controlled_schedules
from dashboard.findings.candour import NO_REFERENCE
from dashboard.findings.learning.controlled_drugs import (
    FOR_THE_REPORT,
    NOT_THE_OCCURRENCE_REPORT,
    SCHEDULES,
    WHAT_IT_IS,
    controlled_drugs,
)
from dashboard.findings.to_consider import ToConsider
from tests.findings.test_stage_sentences import asking

LIST = [
    ControlledDrugIncident(
        9, "W9", "datix", date(2025, 2, 3), "Severe", "ketamine, paracetamol, morphine", "ketamine, morphine",
        "Administration or supply", "Wrong or unclear dose", "Ward 7",
    ),
    ControlledDrugIncident(4, "", "lfpse", None, "Low", "Only a class named", "", "Prescribing", "Other", "Ward 9"),
]  # fmt: skip


def found(incidents: int, harmful: int, listed: list[Any] = LIST) -> ToConsider:
    counts = [ControlledDrugCounts(incidents, harmful)]
    answers = asking(controlled_drug_counts=counts, controlled_drug_incidents=listed)
    return controlled_drugs(answers, controlled_schedules())


def test_it_counts_lists_and_says_what_it_is_not() -> None:
    said = found(1200, 1)
    assert said.sentences == (
        "1,200 incidents name a medicine of Schedules 2 to 5, 1 of them of moderate harm or above.",
        f"{NOT_THE_OCCURRENCE_REPORT} {FOR_THE_REPORT}",
        "The 2 newest are listed.",
        WHAT_IT_IS,
        SCHEDULES,
        NO_REFERENCE,
    )
    assert "losses" in NOT_THE_OCCURRENCE_REPORT and "concerns" in NOT_THE_OCCURRENCE_REPORT
    assert "quarterly occurrence report" in FOR_THE_REPORT and "list to look through" in FOR_THE_REPORT


def test_each_controlled_drug_stands_with_its_schedule() -> None:
    said = found(2, 0)
    assert (
        said.sentences[0]
        == "2 incidents name a medicine of Schedules 2 to 5, none of them of moderate harm or above."
    )
    assert said.table and [row[4:8] for row in said.table.rows] == [
        ("Severe", "ketamine, morphine", "2; 2 or 5, by product", "ketamine, paracetamol, morphine"),
        ("Low", "", "", "Only a class named"),
    ]


def test_none_is_said_with_what_may_be_elsewhere() -> None:
    said = found(0, 0, [])
    assert said.sentences[0] == "No incident of these names a medicine of Schedules 2 to 5."
    assert NOT_THE_OCCURRENCE_REPORT in said.sentences[1] and said.table is None
