"""What comes round again: its next day by hand, at the ends of months; and the checklists."""

from collections import Counter
from datetime import date

import pytest

from dashboard.domain.learning.checklists import BY_KEY, FIRST_DAYS, LEAVING, STARTING, STEPS
from dashboard.domain.learning.post import USUALLY_COMES_ROUND, Every, Recurring
from dashboard.findings.learning.calendar import usual_and_not_kept


def days(every: Every, first: date, many: int) -> list[str]:
    each, found = Recurring("x", every, first), []
    for _ in range(many):
        each = each.moved_on(date(2026, 1, 1))
        found.append(str(each.next_on))
    return found


@pytest.mark.parametrize(
    ("every", "first", "expected"),
    [
        (Every.MONTH, date(2026, 1, 31), ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]),
        (Every.MONTH, date(2028, 1, 31), ["2028-02-29", "2028-03-31"]),
        (Every.MONTH, date(2026, 12, 15), ["2027-01-15", "2027-02-15"]),
        (Every.MONTH, date(2026, 1, 30), ["2026-02-28", "2026-03-30"]),
        (Every.QUARTER, date(2025, 11, 30), ["2026-02-28", "2026-05-30"]),
        (Every.HALF_YEAR, date(2026, 8, 31), ["2027-02-28", "2027-08-31"]),
        (Every.YEAR, date(2024, 2, 29), ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]),
    ],
)
def test_it_moves_on_by_its_period_and_a_month_end_comes_back(
    every: Every, first: date, expected: list[str]
) -> None:
    assert days(every, first, len(expected)) == expected


def test_it_moves_on_from_its_own_day_however_late_it_was_done() -> None:
    moved = Recurring("x", Every.MONTH, date(2026, 3, 10)).moved_on(date(2026, 7, 1))
    assert (moved.next_on, moved.done_on) == (date(2026, 4, 10), date(2026, 7, 1))
    without = Recurring("x").moved_on(date(2026, 7, 1))
    assert (without.next_on, without.done_on) == (None, date(2026, 7, 1))


def test_it_is_due_from_14_days_before() -> None:
    at = Recurring("x", next_on=date(2026, 12, 10))
    assert [at.is_due(date(2026, 11, day)) for day in (25, 26)] == [False, True]
    assert at.is_due(date(2027, 1, 1)) and not Recurring("x").is_due(date(2026, 1, 1))


def test_the_ten_items_of_the_role_the_first_thirty_days_and_leaving() -> None:
    assert (len(STARTING), len(FIRST_DAYS), len(LEAVING)) == (10, 8, 10)
    assert len(BY_KEY) == len(STEPS) == 28
    assert Counter("FutureNHS" in step.words for step in STARTING)[True] == 3
    assert {"leave-mailbox", "leave-database"} < set(BY_KEY) and LEAVING[-1].key == "leave-pack"


def test_what_usually_comes_round_is_offered_until_it_is_kept() -> None:
    assert usual_and_not_kept([]).startswith(
        "Usual, and not kept yet: Medication safety committee (every month), "
    )
    held = [Recurring("medication safety COMMITTEE"), Recurring("Something of ours")]
    assert "committee" not in usual_and_not_kept(held) and "Annual report (every year)" in usual_and_not_kept(
        held
    )
    assert usual_and_not_kept([Recurring(what) for what, _ in USUALLY_COMES_ROUND]) == ""
