"""Words that seem to count something are told from doses, days and names."""

import pytest

from dashboard.findings.learning.counts_in_words import seems_to_count

COUNT = (
    "August had 3", "August had three.", "Insulins: 18 of 23 did no harm", "1 patient was harmed", "two patients waited", "There were two",
    "On Ward 7 there were 2", "5 mg was given to 3 patients", "3 in October 2026", "Three of the reports named it", "12% of them", "both patients",
    "a second dose, 4 times",
)  # fmt: skip
DO_NOT = (
    "A night cupboard for insulin", "Give 5 mg, not 50 mg", "within 2 hours", "every 4 to 6 hours", "Since 3 October 2026 there is a cupboard",
    "Ward 7 keeps it by the door", "before 10 am", "10 units/ml vials are gone", "in 2026", "at 09:30", "one of the ways to see it", "B12 injections",
    "a second check by another nurse", "two nurses check it",
)  # fmt: skip


@pytest.mark.parametrize("text", COUNT)
def test_a_count(text: str) -> None:
    assert seems_to_count(text)


@pytest.mark.parametrize("text", DO_NOT)
def test_no_count(text: str) -> None:
    assert not seems_to_count(text)
