"""Three months beside three months, by hand."""

from datetime import date

import pytest

from dashboard.domain.periods import months_later
from dashboard.measures.months import Months, MonthState
from dashboard.measures.quarters import three_months_compared

JANUARY = date(2025, 1, 1)
ALL = [months_later(JANUARY, n) for n in range(15)]


def months(**others: MonthState) -> Months:
    states = dict.fromkeys(ALL, MonthState.COUNTED)
    for name, state in others.items():
        states[date(int(name[1:5]), int(name[6:8]), 1)] = state
    return Months(states)


def test_the_newest_three_the_three_before_and_a_year_ago() -> None:
    """n-th month has n incidents and 1,000 bed days: 13 + 14 + 15, 10 + 11 + 12, 1 + 2 + 3."""
    incidents = {month: n + 1 for n, month in enumerate(ALL)}
    found = three_months_compared(months(), incidents, dict.fromkeys(ALL, 1), dict.fromkeys(ALL, 1000.0))
    assert found is not None
    assert [(each.months[0], each.incidents, each.moderate_and_above) for each in found] == [
        (date(2026, 1, 1), 42, 3),
        (date(2025, 10, 1), 33, 3),
        (date(2025, 1, 1), 6, 3),
    ]
    assert [each.rate.value for each in found if each.rate] == pytest.approx([14.0, 11.0, 2.0])


def test_months_that_are_not_complete_have_no_figure() -> None:
    found = three_months_compared(
        months(m2026_03=MonthState.FILLING_UP, m2025_10=MonthState.MISSING), {}, {}, {}
    )
    assert found is not None
    newest, before, year_ago = found
    assert newest.months == (date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1))
    assert (newest.incidents, newest.rate) == (0, None), "a zero is a figure; no bed days, no rate"
    assert (before.incidents, before.why_not) == (None, "not every month is complete")
    assert (year_ago.incidents, year_ago.why_not) == (None, "before the period asked for")


def test_a_month_without_bed_days_leaves_no_rate() -> None:
    bed_days: dict[date, float | None] = {**dict.fromkeys(ALL, 1000.0), date(2026, 2, 1): None}
    found = three_months_compared(months(), dict.fromkeys(ALL, 5), {}, bed_days)
    assert found is not None and [each.rate is None for each in found] == [True, False, False]


def test_no_complete_month_is_nothing() -> None:
    assert three_months_compared(Months({}), {}, {}, {}) is None
