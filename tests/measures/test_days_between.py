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
    assert all(each.upper is None for each in found.intervals), "three intervals bear no limits"


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


def in_turn(one: int, other: int, first: date, incidents: int) -> list[date]:
    days = [first]
    for n in range(incidents - 1):
        days.append(days[-1] + timedelta(other if n % 2 else one))
    return days


def levels(one: int, other: int) -> tuple[float, float]:
    """Centre and upper limit of as many intervals of the one length as of the other, by the formula of a t chart."""
    low, high = ((days + 0.5) ** (1 / 3.6) for days in (one, other))
    centre = (low + high) / 2
    return centre**3.6 - 0.5, (centre + 3 * (high - low) / 1.128) ** 3.6 - 0.5


def test_limits_are_those_of_a_t_chart_and_begin_anew_at_a_break() -> None:
    """13 incidents 8 and 11 days apart in turn, then 13 that are 15 and 22 days apart: 12 intervals each."""
    days = [*in_turn(8, 11, date(2025, 1, 1), 13), *in_turn(15, 22, date(2025, 5, 3), 13)]
    found = days_between(days, months("c" * 12), [break_on(date(2025, 5, 1))])
    before, after = [stretch for stretch in found.stretches if stretch]
    assert [each.days for each in before] == [8, 11] * 6 and [each.days for each in after] == [15, 22] * 6
    for stretch, expected in ((before, levels(8, 11)), (after, levels(15, 22))):
        for each in stretch:
            assert (each.centre, each.upper, each.high) == (
                pytest.approx(expected[0]),
                pytest.approx(expected[1]),
                None,
            )
    assert found.centre == pytest.approx(levels(15, 22)[0])
    assert found.choice.intervals == 12


def test_intervals_that_never_differ_have_no_limits() -> None:
    found = days_between(every(10, date(2025, 1, 1), 30), months("c" * 12))
    assert {(each.upper, each.high) for each in found.intervals} == {(None, None)}


def test_a_long_time_without_one_is_a_signal_and_upwards() -> None:
    days = [*in_turn(4, 6, date(2025, 1, 1), 21), date(2025, 12, 6)]
    found = days_between(days, months("c" * 12))
    newest = found.newest
    assert newest is not None
    assert (newest.days, newest.high) == (239, True)
    assert {each.high for each in found.intervals[:-1]} == {None}


def test_a_break_without_an_interval_after_it_has_no_levels() -> None:
    days = [*in_turn(8, 12, date(2025, 1, 1), 13), date(2025, 12, 5)]
    found = days_between(days, months("c" * 12), [break_on(date(2025, 12, 1))])
    assert (found.centre, found.runs, found.so_far) == (None, None, 26)
    assert (found.choice.months, found.choice.incidents, found.choice.intervals) == (1, 1, 0)


@pytest.mark.parametrize("letters", ["", "mm", "ff"])
def test_without_a_complete_month_there_is_nothing(letters: str) -> None:
    found = days_between([date(2025, 1, 5)], months(letters))
    assert (found.intervals, found.so_far, found.centre) == ((), None, None)


def test_no_incident_at_all_is_a_list_of_none() -> None:
    found = days_between([], months("c" * 12))
    assert (found.intervals, found.so_far, found.choice.chart) == ((), None, SuitedChart.LIST)


def test_limits_begin_anew_after_a_break_in_a_month_without_figures() -> None:
    """The switch fell into July, which no extract covers: the form is another one from August on all the same."""
    before, after = every(10, JANUARY, 18), every(20, date(2025, 8, 1), 20)
    found = days_between([*before, *after], months("ccccccm" + "c" * 16), [break_on(date(2025, 7, 10))])
    assert (found.choice.months, found.choice.incidents) == (16, 20)
    assert found.centre == pytest.approx(20)
    assert {each.centre for each in found.intervals if each.until < date(2025, 7, 1)} != {found.centre}


def test_no_run_spans_a_month_without_figures() -> None:
    """5 intervals of 30 days, a gap, 5 more: the longest run is 5, not 10; 7 short ones make the average lie between."""
    first = [*every(3, JANUARY, 8), *every(30, date(2025, 1, 22) + timedelta(30), 5)]
    last = every(30, date(2025, 8, 1), 6)
    found = days_between([*first, *last], months("ccccccm" + "c" * 6))
    assert [each.days for each in found.intervals] == [3] * 7 + [30] * 5 + [30] * 5
    assert found.runs is not None
    # 16 neighbours, of which the two at the gap are none
    assert (found.runs.longest_run, found.runs.crossings) == (7, 1)
    assert found.runs.crossings_limit == 4
