"""Suspected adverse reactions to consider a Yellow Card for: counted by hand, suggested and never demanded."""

from datetime import date
from typing import Any

import pytest

from dashboard.domain.rows import ReactionCount, ReactionToConsider
from dashboard.findings.candour import NO_REFERENCE
from dashboard.findings.learning.yellow_cards import CRITERIA, MAY_BE_SENT, NOT_FOUND_HERE, yellow_cards
from dashboard.findings.to_consider import ToConsider
from tests.findings.test_stage_sentences import asking

RECORDED, NOT_RECORDED, NO_FIELD = "Reference recorded", "Not recorded", "Not in the extract"
LIST = [
    ReactionToConsider(7, "W7", "datix", date(2025, 2, 3), "Fatal", "phenytoin", "Adverse reaction (used as intended); Wrong rate", "Ward 7", True),
    ReactionToConsider(5, "", "lfpse", None, "Not recorded", "amoxicillin", "Adverse reaction (used as intended)", "Ward 9", False),
]  # fmt: skip


def found(*counts: tuple[str, bool, int], listed: list[Any] = LIST) -> ToConsider:
    rows = [ReactionCount(*each) for each in counts]
    return yellow_cards(asking(adverse_reactions_by_yellow_card=rows, adverse_reactions_to_consider=listed))


def test_those_without_a_reference_are_to_consider_and_errors_are_told_apart() -> None:
    said = found(
        (NOT_RECORDED, False, 1), (NOT_RECORDED, True, 1), (RECORDED, False, 4), (RECORDED, True, 1), (NO_FIELD, False, 3)
    )  # fmt: skip
    assert said.sentences == (
        "Consider a Yellow Card for 2 of 10 incidents with a suspected adverse reaction recorded: no reference is recorded. Beside 1 an "
        "error is recorded that may have led to the reaction, and beside 1 none.",
        "For 5 a reference is recorded. For 3 the extract does not say, because it has no such field: look in the incident system. "
        f"{MAY_BE_SENT}",
        NOT_FOUND_HERE,
        CRITERIA,
        NO_REFERENCE,
    )
    assert said.table and [row[:6] + row[7:] for row in said.table.rows] == [
        ("W7", 7, "Datix", date(2025, 2, 3), "Recorded as fatal (the incident may have contributed; not a finding of cause)",
         "phenytoin", "Yes", "Ward 7"),
        ("", 5, "LFPSE", None, "Harm not yet recorded", "amoxicillin", "No", "Ward 9"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ([(NOT_RECORDED, False, 2)], "No error is recorded beside the reaction."),
        ([(NOT_RECORDED, True, 2)], "Beside 2 an error is recorded that may have led to the reaction."),
    ],
)
def test_what_stands_beside_all_of_them_alike(counts: list[tuple[str, bool, int]], words: str) -> None:
    assert found(*counts).sentences[0].endswith(f"no reference is recorded. {words}")


def test_an_extract_without_the_field_does_not_say_and_lists_nothing() -> None:
    said = found((NO_FIELD, False, 8), (NO_FIELD, True, 1))
    assert said.sentences[0] == (
        "This extract does not say; look in the incident system. It holds 9 incidents with a suspected adverse reaction recorded, and "
        "no field of a Yellow Card reference."
    )
    assert said.table is None and said.sentences[-1] == CRITERIA


def test_all_recorded_and_none_suspected_are_two_things() -> None:
    assert found((RECORDED, False, 3)).sentences[:2] == (
        "None to consider of 3 incidents with a suspected adverse reaction recorded: where the extract has the field, a reference is "
        "recorded.",
        "For 3 a reference is recorded.",
    )
    assert found().sentences[0].startswith("No incident of these has a suspected adverse reaction recorded")
    assert found((RECORDED, False, 3)).table is None and found().table is None


def test_a_list_that_ends_before_all_are_listed_says_so() -> None:
    assert "The 2 newest are listed." in found((NOT_RECORDED, False, 300)).sentences
    assert "newest are listed" not in " ".join(found((NOT_RECORDED, False, 2)).sentences)


def test_it_suggests_and_never_demands_or_blames() -> None:
    for counts in ([(NOT_RECORDED, True, 9)], [(NO_FIELD, False, 9)], [(RECORDED, True, 9)], []):
        words = " ".join(found(*counts).sentences).lower()
        for never in ("overdue", "breach", "non-compliant", "must", "should have", "failed", "missing"):
            assert never not in words
    for asked_for in (
        "black triangle", "fatal", "life-threatening", "disabling", "congenital", "hospital", "medically significant", "children",
        "biological medicine or a vaccine", "brand and the batch",
    ):  # fmt: skip
        assert asked_for in CRITERIA
