"""Days between rare incidents: counted by hand, with gaps, breaks, and what has not happened yet."""

from datetime import date, timedelta

import pytest

from dashboard.domain.periods import months_later
from dashboard.measures.days_between import days_between
from dashboard.measures.months import Happened, Months, MonthState
from dashboard.stats import SuitedChart

JANUARY = date(2025, 1, 1)
STATES = {"c": MonthState.COUNTED, "f": MonthState.FILLING_UP, "m": MonthState.MISSING}


def months(letters: str) -> Months:
    return Months({months_later(JANUARY, n): STATES[letter] for n, letter in enumerate(letters)})


def break_on(day: date) -> Happened:
    return Happened(day.replace(day=1), day, "Switch", True)


def every(days: int, first: date, count: int) -> list[date]:
    return [first + timedelta(days * n) for n in range(count)]


def test_whole_days_from_one_to_the_next_and_so_far() -> None:
    found = days_between(
        [date(2025, 2, 3), date(2025, 1, 20), date(2025, 2, 3), date(2025, 3, 5)], months("ccc")
    )
    assert [(each.until, each.days) for each in found.intervals] == [
        (date(2025, 2, 3), 14),
        (date(2025, 2, 3), 0),
        (date(2025, 3, 5), 30),
    ]
    assert (found.so_far, found.complete_until) == (26, date(2025, 3, 31))
    assert found.choice.chart is SuitedChart.LIST
    assert all(each.point is None for each in found.intervals), "three intervals bear no limits"


def test_nothing_spans_a_month_without_figures() -> None:
    """From 20 January to 5 March 44 days pass, and nobody knows whether February had one."""
    found = days_between(
        [date(2025, 1, 10), date(2025, 1, 20), date(2025, 3, 5), date(2025, 3, 9)], months("cmc")
    )
    assert [[each.days for each in stretch] for stretch in found.stretches] == [[10], [4]]
    assert found.choice.intervals == 2


def test_months_that_still_fill_up_take_part_in_nothing() -> None:
    """One of March may be reported tomorrow: neither its incidents nor its days count yet."""
    found = days_between([date(2025, 1, 10), date(2025, 2, 20), date(2025, 3, 5)], months("ccf"))
    assert [each.days for each in found.intervals] == [41]
    assert (found.so_far, found.complete_until) == (8, date(2025, 2, 28))


def test_limits_are_those_of_a_g_chart_and_begin_anew_at_a_break() -> None:
    """12 incidents 10 days apart, then 12 incidents 20 days apart: m = 10 and 20, m + 3 sqrt(m (m + 1)) = 41.46 and 81.48."""
    days = [*every(10, date(2025, 1, 1), 12), *every(20, date(2025, 5, 3), 12)]
    found = days_between(days, months("c" * 12), [break_on(date(2025, 5, 1))])
    before, after = [stretch for stretch in found.stretches if stretch]
    assert [each.days for each in before] == [10] * 11 and [each.days for each in after] == [20] * 11
    assert {(each.point.centre, round(each.point.upper, 2)) for each in before if each.point} == {(10, 41.46)}  # type: ignore[arg-type]
    assert {(each.point.centre, round(each.point.upper, 2)) for each in after if each.point} == {(20, 81.48)}  # type: ignore[arg-type]
    assert found.newest_part is not None and found.newest_part.centre == 20
    assert found.choice.intervals == 11


def test_a_long_time_without_one_is_a_signal_and_upwards() -> None:
    days = [*every(5, date(2025, 1, 1), 20), date(2025, 11, 1)]
    found = days_between(days, months("c" * 12))
    newest = found.newest
    assert newest is not None and newest.point is not None
    assert (newest.days, newest.point.signal, newest.point.high) == (209, True, True)
    assert [each.point.signal for each in found.intervals[:-1] if each.point] == [False] * 19


def test_a_break_without_an_interval_after_it_has_no_levels() -> None:
    days = [*every(10, date(2025, 1, 1), 12), date(2025, 12, 5)]
    found = days_between(days, months("c" * 12), [break_on(date(2025, 12, 1))])
    assert found.newest_part is None and found.so_far == 26
    assert (found.choice.months, found.choice.incidents, found.choice.intervals) == (1, 1, 0)


@pytest.mark.parametrize("letters", ["", "mm", "ff"])
def test_without_a_complete_month_there_is_nothing(letters: str) -> None:
    found = days_between([date(2025, 1, 5)], months(letters))
    assert (found.intervals, found.so_far, found.newest_part) == ((), None, None)


def test_no_incident_at_all_is_a_list_of_none() -> None:
    found = days_between([], months("c" * 12))
    assert (found.intervals, found.so_far, found.choice.chart) == ((), None, SuitedChart.LIST)
