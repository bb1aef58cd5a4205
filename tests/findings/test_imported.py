"""What an import changes, in sentences worked out by hand; and every reason of the ledger has its words."""

import re
from datetime import date
from pathlib import Path

import pytest

from dashboard.domain.restatement import MonthRestated
from dashboard.findings.imported import (
    changes_sentence,
    ledger_of_import,
    ledger_words,
    left_out_sentence,
    medication_share_sentence,
    medicines_sentence,
)
from dashboard.findings.restated_month import FEWER, MORE

FOLD = Path(__file__).resolve().parents[2] / "queries" / "register" / "fold_ledger.sql"
JUL, AUG, SEP, NOV = (date(2026, month, 1) for month in (7, 8, 9, 11))


def first(month: date | None, incidents: int) -> MonthRestated:
    reason = "first covered by this extract" if month else "without a full date"
    return MonthRestated(month, 0, incidents, ((reason, incidents),))


def test_a_restated_month_says_the_same_before_it_is_stored_as_in_the_ledger() -> None:
    september = MonthRestated(
        SEP, 41, 47, (("withdrawn", -1), ("re-categorised as medication", 2), ("recorded late", 5)),
        (("Moderate", "Low", 1), ("Severe", "No harm", 1), ("Low", "Moderate", 1), ("Not recorded", "Low", 4)),
    )  # fmt: skip
    assert ledger_words([september]) == [
        "September 2026 was 41, now 47: 5 recorded late, 2 re-categorised as medication, 1 withdrawn. "
        "Of the 47, 7 changed harm grade: 2 down, 1 up, 4 graded for the first time."
    ]
    assert ledger_of_import([september]).rows == (
        ("September 2026", 41, 47, "5 recorded late, 2 re-categorised as medication, 1 withdrawn", 1, 2),
    )


def test_months_never_counted_before_are_told_in_one_sentence_and_those_without_a_date_in_another() -> None:
    assert ledger_words([first(JUL, 3), first(AUG, 4), first(SEP, 5), first(None, 1161)]) == [
        "3 months (July 2026 to September 2026) are counted for the first time: 12 incidents.",
        "1,161 incidents without a full date are counted for the first time.",
    ]
    assert ledger_words([first(SEP, 1)]) == ["September 2026 is counted for the first time: 1 incident."]
    assert ledger_words([first(SEP, 1), first(NOV, 1)]) == [
        "2 months (September 2026 to November 2026, with gaps) are counted for the first time: 2 incidents."
    ]


def test_of_many_restated_months_the_newest_twelve_have_sentences() -> None:
    months = [date(2025 + month // 12, month % 12 + 1, 1) for month in range(14)]
    said = ledger_words([MonthRestated(month, 1, 2, (("recorded late", 1),)) for month in months])
    assert said[0] == "2 earlier months change too; see the table."
    assert len(said) == 13
    assert said[-1] == "February 2026 was 1, now 2: 1 recorded late."


def test_every_reason_that_the_ledger_writes_says_itself_whether_a_month_gained_or_lost() -> None:
    text = FOLD.read_text(encoding="utf-8").split("insert into restatement")[1].split("from moved")[0]
    lost, gained = text.split("union all")
    said = r"(?:then|else)\s+'([^']+)'"
    assert set(re.findall(said, lost)) == FEWER
    assert set(re.findall(said, gained)) == MORE


def test_what_is_none_is_not_said() -> None:
    assert (
        changes_sentence(51, new=51, updated=0, unchanged=0, harm_up=0, harm_down=0)
        == "51 incidents, all new."
    )
    assert changes_sentence(1, new=1, updated=0, unchanged=0, harm_up=0, harm_down=0) == "1 incident: 1 new."
    assert changes_sentence(2950, new=29, updated=61, unchanged=2860, harm_up=3, harm_down=8) == (
        "2,950 incidents: 29 new, 61 updated (8 graded down, 3 graded up), 2,860 unchanged."
    )


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (None, ""),
        (1.0, "Every incident in this listing is a medication incident."),
        (0.9991, "More than 99% of the incidents in this listing are medication incidents; the others are left out."),
        (0.6, "60% of the incidents in this listing are medication incidents; the others are left out."),
        (0.001, "Less than 1% of the incidents in this listing are medication incidents; the others are left out."),
    ],
)  # fmt: skip
def test_the_share_that_is_medication_is_never_rounded_to_all_or_none(
    share: float | None, words: str
) -> None:
    assert medication_share_sentence(share) == words


def test_small_sentences() -> None:
    assert medicines_sentence(0, 0) == ""
    assert medicines_sentence(19, 0) == "Every medicine name is recognised."
    assert medicines_sentence(16, 1) == "1 of 16 medicine names is not recognised."
    assert left_out_sentence([]) == ""
    assert left_out_sentence([("a total or page line", 2), ("not a medication incident", 1)]) == (
        "Left out: 2 rows (a total or page line), 1 row (not a medication incident)."
    )
