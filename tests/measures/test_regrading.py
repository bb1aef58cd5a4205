"""First grade and present one, and where a re-grading could be seen at all, by hand."""

from datetime import date, datetime

from dashboard.domain.rows import ExtractRow, MonthFirstAndNow
from dashboard.measures.months import Months, MonthState
from dashboard.measures.regrading import Regraded, regrading

JAN, FEB, MAR, APR = (date(2025, number, 1) for number in range(1, 5))
MONTHS = Months(dict.fromkeys((JAN, FEB, MAR, APR), MonthState.COUNTED))


def extract(source: str, first: date | None, last: date | None) -> ExtractRow:
    return ExtractRow(1, source, "x.csv", "0", date(2025, 6, 1), datetime(2025, 6, 1), first, last, 1)


def test_what_moves_within_moderate_and_above_and_what_comes_and_goes() -> None:
    """At first 5 + 2 + 1 + 1 + 4 = 13; now 5 + 2 + 1 + 3 + 6 = 17: 13 - 1 - 4 + 3 + 6."""
    found = Regraded(
        {
            ("Moderate", "Moderate"): 5,
            ("Moderate", "Severe"): 2,
            ("Fatal", "Severe"): 1,
            ("Severe", "Low"): 1,
            ("Moderate", "Not recorded"): 4,
            ("No harm", "Moderate"): 3,
            ("Not recorded", "Fatal"): 6,
        }
    )
    assert (found.at_first, found.now) == (13, 17)
    assert (found.up, found.up_within, found.came_up) == (5, 2, 3)
    assert (found.down, found.fell_below) == (2, 1)
    assert (found.no_grade_at_first, found.no_grade_now, found.changed) == (6, 4, 17)


def test_a_month_that_one_extract_covers_shows_nothing_unless_it_did() -> None:
    """Two Datix extracts share February and March; NRLS covers January alone and April is nobody's but a grade changed there."""
    extracts = [
        extract("datix", date(2025, 2, 3), date(2025, 3, 31)),
        extract("datix", FEB, date(2025, 3, 1)),
        extract("nrls", JAN, date(2025, 1, 31)),
        extract("lfpse", JAN, date(2025, 3, 31)),
        extract("datix", None, None),
    ]
    rows = [
        MonthFirstAndNow(JAN, "Severe", "Severe", 1),
        MonthFirstAndNow(APR, "Low", "Moderate", 2),
        MonthFirstAndNow(None, "Severe", "Low", 3),
        MonthFirstAndNow(date(2024, 12, 1), "Fatal", "Fatal", 4),
    ]
    found = regrading(rows, extracts, MONTHS)
    assert found.seen_again == {FEB, MAR, APR}
    assert found.in_no_month == 7
    assert (found.total.at_first, found.total.now, found.by_month[APR].up) == (8, 7, 2)
    assert found.by_month[FEB] == Regraded({})
