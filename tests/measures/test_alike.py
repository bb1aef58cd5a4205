"""Many within few days, against every window there is; and at the edges by hand."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dashboard.measures.alike import within_days

FIRST = date(2026, 1, 1)
DAYS = st.dictionaries(
    st.integers(1, 40), st.integers(0, 60).map(lambda after: FIRST + timedelta(after)), max_size=25
)


def by_every_window(dated: dict[int, date], many: int, days: int) -> dict[int, int]:
    """For each window that begins on any day: what it holds."""
    most: dict[int, int] = {}
    for before in range(-days, 61):
        window = [n for n, day in dated.items() if before <= (day - FIRST).days < before + days]
        for n in window:
            most[n] = max(most.get(n, 0), len(window))
    return {n: count for n, count in most.items() if count >= many}


@given(dated=DAYS, many=st.integers(1, 5), days=st.integers(1, 35))
def test_what_is_found_is_what_every_window_holds(dated: dict[int, date], many: int, days: int) -> None:
    assert within_days(dated, many, days) == by_every_window(dated, many, days)


def test_the_first_and_the_last_day_are_counted() -> None:
    dated = {1: FIRST, 2: FIRST + timedelta(12), 3: FIRST + timedelta(29), 4: FIRST + timedelta(100)}
    assert within_days(dated, 3, 30) == {1: 3, 2: 3, 3: 3}
    assert within_days(dated, 3, 29) == {}
    assert within_days(dated, 4, 30) == {}
    assert within_days({}, 1, 1) == {}
