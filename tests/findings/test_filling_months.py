"""The rate chart goes on to the months that are still filling up: drawn hollow, judged nothing, with what they will come to."""

from datetime import date, datetime, timedelta
from typing import Any

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.periods import months_later
from dashboard.domain.rows import CoveredMonth, DelayCount, EditionFacts, LeftOutOfMonths, MonthRate
from dashboard.findings import rates
from dashboard.findings.asking import Asking, EditionSeen
from dashboard.measures.months import MonthState

JANUARY, AS_AT = date(2025, 1, 1), date(2026, 1, 2)
FACTS = EditionFacts(
    1, datetime(2026, 1, 3), "0", False, "Trust", 30, AS_AT, JANUARY, date(2025, 12, 1), 0, 0, 0, "datix", True,
    "NHSRplotthedots", 95,
)  # fmt: skip


def delays() -> list[DelayCount]:
    """Two incidents a day, one reported on its day and one on the tenth day after, where that was seen."""
    rows = []
    for n in range(366):
        day = JANUARY + timedelta(n)
        rows.append(DelayCount(day, 0, AS_AT - timedelta(1), 1))
        if day + timedelta(10) < AS_AT:
            rows.append(DelayCount(day, 10, AS_AT - timedelta(1), 1))
    return rows


def asking(until: date) -> Asking:
    def answer(name: str, asked: IncidentFilter) -> list[Any]:
        months = [months_later(JANUARY, n) for n in range(12)]
        if name == "reporting_rate_by_month":
            return [
                MonthRate(month, 60, 8000.0, 7.5, 5.7, 9.7)
                for month in months
                if month <= (asked.until or month)
            ]
        known: dict[str, list[Any]] = {
            "edition_facts": [FACTS],
            "covered_months": [CoveredMonth(month, "datix", 1, True) for month in months],
            "incidents_left_out_of_months": [LeftOutOfMonths(600, 0, 0)],
            "reporting_delays": delays(),
        }
        return known.get(name, [])

    return Asking(answer, EditionSeen(1, None, None), IncidentFilter(from_=JANUARY, until=until))


def test_the_month_after_the_period_is_drawn_and_counts_in_nothing() -> None:
    """Of December's 31 days 22 could have been seen with ten days' delay by 1 January: (22 + 9 / 2) / 31 = 85 % reported."""
    seen = asking(date(2025, 11, 30))
    found = rates.reporting(seen)
    newest = found.series.points[-1]
    assert (newest.month, newest.state, newest.process) == (date(2025, 12, 1), MonthState.FILLING_UP, None)
    assert newest.expected is not None
    assert round(newest.expected.completeness, 2) == 0.85
    assert round(newest.expected.expected) == 70  # 60 of 85 %
    assert found.incidents == 11 * 60, "the rate of the period is of its complete months"
    assert seen.standing.period == "January 2025 to November 2025"
    picture = rates.rate_picture(seen, found)
    assert "December 2025 is still filling up (about 9 in 10 expected so far)" in picture.caption
    assert "December 2025: 60 recorded, about 70 expected in the end" in picture.caption
    said = picture.marks_explained
    assert [sentence.split(":")[0] for sentence in said] == ["Hollow", "Open diamond"]
    assert picture.for_download()["breaks"] == list(said), "a downloaded picture has no caption"
    asked = asking(date(2025, 6, 30))
    assert rates.rate_picture(asked, rates.reporting(asked)).marks_explained == ()
    assert picture.caption.startswith("11 months, ")


def test_a_period_that_ends_earlier_is_not_drawn_on() -> None:
    assert len(rates.reporting(asking(date(2025, 6, 30))).series.points) == 6
    assert len(rates.reporting(asking(date(2025, 11, 15))).series.points) == 11
