"""The period of a pack as people write it: days by hand."""

from datetime import date

import pytest

from dashboard.domain.incident_filter import FilterNotUnderstood
from dashboard.domain.pack_period import PackPeriod, Unit, newest_complete, read_pack_period

BY_HAND = {
    "2026-10": (date(2026, 10, 1), date(2026, 10, 31), 1),
    " 2024-02 ": (date(2024, 2, 1), date(2024, 2, 29), 1),
    "2026-Q3": (date(2026, 7, 1), date(2026, 9, 30), 3),
    "2026-q1": (date(2026, 1, 1), date(2026, 3, 31), 3),
    "2026/27-Q1": (date(2026, 4, 1), date(2026, 6, 30), 3),
    "2026/27-Q4": (date(2027, 1, 1), date(2027, 3, 31), 3),
    "2026": (date(2026, 1, 1), date(2026, 12, 31), 12),
    "2026/27": (date(2026, 4, 1), date(2027, 3, 31), 12),
    "1999/00": (date(1999, 4, 1), date(2000, 3, 31), 12),
    "2025-10..2026-09": (date(2025, 10, 1), date(2026, 9, 30), 12),
    "2025-10..2025-10": (date(2025, 10, 1), date(2025, 10, 31), 1),
}


@pytest.mark.parametrize(("text", "by_hand"), BY_HAND.items())
def test_each_way_of_writing_it(text: str, by_hand: tuple[date, date, int]) -> None:
    found = read_pack_period(text)
    assert (found.days.first, found.days.last, found.months) == by_hand
    assert read_pack_period(found.text) == found, "what is written down asks for the same again"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-13", "a month (2026-10)"), ("", "a month (2026-10)"), ("October", "a month (2026-10)"), ("2026-Q5", "a month"),
        ("26-10", "a month"), ("2026-1", "a month"), ("2026-10-01", "a month"), ("2026-10..", "a month"), ("1066", "a month"),
        ("2026/28", "A financial year is written 2026/27; it was '2026/28'."), ("٢٠٢٦", "a month"),
        ("2026-10..2026-09", "ends before it begins"), ("2026-Q1..2026-Q2", "a month"),
    ],
)  # fmt: skip
def test_what_is_no_period_is_refused_with_how_it_is_written(text: str, said: str) -> None:
    with pytest.raises(FilterNotUnderstood, match=said.replace("(", r"\(").replace(")", r"\)")):
        read_pack_period(text)


@pytest.mark.parametrize(
    ("unit", "newest", "text"),
    [
        (Unit.MONTH, date(2026, 9, 1), "2026-09"),
        (Unit.QUARTER, date(2026, 9, 1), "2026-Q3"), (Unit.QUARTER, date(2026, 11, 1), "2026-Q3"),
        (Unit.QUARTER, date(2026, 2, 1), "2025-Q4"), (Unit.QUARTER, date(2025, 12, 1), "2025-Q4"),
        (Unit.YEAR, date(2026, 3, 1), "2025/26"), (Unit.YEAR, date(2026, 2, 1), "2024/25"), (Unit.YEAR, date(2026, 12, 1), "2025/26"),
    ],
)  # fmt: skip
def test_the_newest_complete_one(unit: Unit, newest: date, text: str) -> None:
    assert newest_complete(unit, newest) == read_pack_period(text)


def widened(period: PackPeriod, months: int, begins: date | None) -> tuple[date, date]:
    days = period.widened(months, begins)
    return days.first, days.last


def test_pictures_show_months_up_to_its_end_and_never_fewer_than_it_has() -> None:
    month, year = read_pack_period("2026-09"), read_pack_period("2025/26")
    assert widened(month, 24, None) == (date(2024, 10, 1), date(2026, 9, 30))
    assert widened(month, 24, date(2026, 1, 1)) == (date(2026, 1, 1), date(2026, 9, 30)), (
        "not before the calendar"
    )
    assert widened(year, 3, None) == (date(2025, 4, 1), date(2026, 3, 31)), "all of the year"
    assert widened(month, 1, date(2027, 1, 1)) == (date(2026, 9, 1), date(2026, 9, 30)), (
        "asked for before any extract"
    )
