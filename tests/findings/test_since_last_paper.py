"""What changed since the last paper, in the words of the committee: both ledgers written here, the sentences by hand."""

from datetime import date, datetime
from typing import Any

import pytest

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.rows import MonthCount, Regrade, Restatement
from dashboard.domain.store import OlderEdition, StoreProblem
from dashboard.findings.asking import Asking, EditionSeen
from dashboard.findings.since_last_paper import since_last_paper

MAY, JUN, JUL, AUG, SEP = (date(2026, month, 1) for month in range(5, 10))
FIRST, SECOND, THIRD = datetime(2026, 10, 5, 9), datetime(2026, 11, 5, 9), datetime(2026, 11, 6, 9)
IN_OCTOBER = EditionSeen(12, datetime(2026, 10, 5, 12), "A. Officer")
COVERED = "first covered by this extract"


def row(
    act: datetime, month: date | None, reason: str, incidents: int, number: int | None = 1
) -> Restatement:
    return Restatement(number, "import", act, month, reason, incidents)


THEN = [row(FIRST, month, COVERED, 200) for month in (MAY, JUN, JUL, AUG)]


def regraded(act: datetime, before: str, now: str, incidents: int) -> Regrade:
    return Regrade(1, "import", act, AUG, before, now, incidents)


def said(
    new: list[Restatement],
    counts: dict[date, int],
    grades: list[Regrade] | None = None,
    *,
    asked: str = "",
    paper: EditionSeen | None = IN_OCTOBER,
    problem: Exception | None = None,
) -> str:
    """The sentence where the last paper knew THEN, this edition knows `new` too, and counts these incidents now."""
    now: dict[str, list[Any]] = {
        "restatements": [*THEN, *new],
        "regrades": grades or [],
        "incidents_by_month": [MonthCount(month, incidents) for month, incidents in counts.items()],
    }

    def then(name: str, _: IncidentFilter) -> list[Any]:
        if problem:
            raise problem
        return THEN if name == "restatements" else []

    return since_last_paper(
        Asking(
            lambda name, _: now[name],
            EditionSeen(13, None, None),
            IncidentFilter.from_query(asked),
            last_paper=lambda: Asking(then, paper, IncidentFilter()) if paper else None,
        )
    )


OCTOBER = "Since the last paper (released 5 October 2026, edition 12)"


def test_the_sentence_of_the_committee() -> None:
    assert said([row(SECOND, AUG, "recorded late", 7)], {AUG: 207}) == (
        f"{OCTOBER} August went from 200 to 207 (7 recorded late)."
    )


def test_each_month_has_its_reasons_in_order_of_time() -> None:
    changes = [
        row(SECOND, AUG, "recorded late", 7), row(THIRD, AUG, "withdrawn", -1, 2), row(SECOND, JUN, "withdrawn", -2),
    ]  # fmt: skip
    assert said(changes, {AUG: 206, JUN: 198}) == (
        f"{OCTOBER} June went from 200 to 198 (2 withdrawn) and August from 200 to 206 (7 recorded late, 1 withdrawn)."
    )


def test_a_reason_that_all_share_is_said_once_and_at_most_three_months_are_told() -> None:
    late = {MAY: 1, JUN: 9, JUL: 2, AUG: 7}
    changes = [row(SECOND, month, "recorded late", incidents) for month, incidents in late.items()]
    assert said(changes, {month: 200 + incidents for month, incidents in late.items()}) == (
        f"{OCTOBER} June went from 200 to 209, July from 200 to 202 and August from 200 to 207 (18 recorded late in all); 1 other "
        "month changed by 1 or fewer."
    )


def test_a_month_counted_for_the_first_time_did_not_change() -> None:
    new = [row(SECOND, SEP, COVERED, 190), row(THIRD, SEP, "recorded late", 4, 2)]
    assert said(new, {SEP: 194}) == f"{OCTOBER} September was counted for the first time (194 incidents)."
    two = [*new, row(SECOND, date(2026, 10, 1), COVERED, 100)]
    assert said(two, {SEP: 194, date(2026, 10, 1): 100}) == (
        f"{OCTOBER} 2 months were counted for the first time (294 incidents)."
    )


def test_what_came_and_went_again_is_no_change() -> None:
    new = [row(SECOND, AUG, "recorded late", 3), row(THIRD, AUG, "undone", -3, 2)]
    assert said(new, {AUG: 200}) == f"{OCTOBER} no month has changed."


def test_grades_are_told_by_direction_and_new_ones_apart() -> None:
    """Moderate to low is down; not recorded to low is a first grade, and low to not applicable neither."""
    grades = [
        regraded(SECOND, "Moderate", "Low", 2), regraded(SECOND, "Low", "Severe", 1), regraded(SECOND, "Not recorded", "Low", 4),
        regraded(SECOND, "Low", "Not applicable", 5),
    ]  # fmt: skip
    assert said([], {}, grades) == (
        f"{OCTOBER} 4 incidents were graded for the first time and 3 changed harm level (2 down, 1 up)."
    )


def test_incidents_without_a_full_date_are_told_apart() -> None:
    assert said([row(SECOND, None, "without a full date", 2)], {}) == (
        f"{OCTOBER} 2 incidents more without a full date."
    )


@pytest.mark.parametrize("asked", ["location=Ward 7", "basis=reported"])
def test_under_a_filter_it_says_whose_months_these_are(asked: str) -> None:
    assert said([row(SECOND, AUG, "recorded late", 7)], {AUG: 207}, asked=asked).startswith(
        f"{OCTOBER}, in the whole trust by date of incident, August went"
    )


def test_a_first_paper_has_none_before_it_and_a_draft_is_called_one() -> None:
    assert said([], {}, paper=None) == ""
    assert said([], {}, paper=EditionSeen(3, None, None)) == "Since edition 3 (a draft) no month has changed."


def test_a_paper_that_cannot_be_asked_is_said() -> None:
    assert said([], {}, problem=OlderEdition("old")).endswith(
        "an earlier version of this program published it."
    )
    assert said([], {}, problem=StoreProblem("gone")).endswith("its edition cannot be opened.")
