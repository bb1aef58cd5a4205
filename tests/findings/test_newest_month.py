"""What is said of the newest month of the reporting rate, where limits that allow for bed days say otherwise."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.periods import last_day, months_later
from dashboard.domain.rows import CoveredMonth, EditionFacts, LeftOutOfMonths, MonthRate
from dashboard.findings import rates
from dashboard.findings.asking import Asking, EditionSeen

JANUARY = date(2025, 1, 1)


def sentence(counts: Sequence[int], bed_days: Sequence[float]) -> str:
    months = [months_later(JANUARY, n) for n in range(len(counts))]
    facts = EditionFacts(
        1, datetime(2026, 6, 1), "0", False, "Trust", 30, date(2026, 6, 1), JANUARY, months[-1], 0, 0, 0, "datix", True
    )  # fmt: skip
    known: dict[str, list[Any]] = {
        "edition_facts": [facts],
        "covered_months": [CoveredMonth(month, "datix", 1, True) for month in months],
        "incidents_left_out_of_months": [LeftOutOfMonths(sum(counts), 0, 0)],
        "reporting_rate_by_month": [
            MonthRate(month, count, days, 1000 * count / days, 0.5, 9.5)
            for month, count, days in zip(months, counts, bed_days, strict=True)
        ],
    }
    asked = IncidentFilter(from_=JANUARY, until=last_day(months[-1]))
    asking = Asking(lambda name, _: known.get(name, []), EditionSeen(1, None, None), asked)
    return rates.rate_picture(asking, rates.reporting(asking)).sentence


def test_a_month_of_few_bed_days_does_not_stand_out_first() -> None:
    """7 of 800 bed days, after eleven months of 38 and 42 of 8,000: 8.75 where 4.75 and 5.25 are usual, and 4.1 expected."""
    assert sentence([38, 42] * 5 + [38, 7], [8000.0] * 11 + [800.0]) == (
        "December 2025 had 7 (8.8; 0.5 to 9.5): outside the limits of the chart, but within the usual range once the bed days of "
        "each month are allowed for."
    )


def test_a_month_that_stands_out_either_way_says_its_rule_and_what_is_near() -> None:
    assert sentence([38, 42] * 5 + [38, 120], [8000.0] * 12) == (
        "December 2025 had 120 (15.0; 0.5 to 9.5). December 2025 is higher than usual: outside the process limits. No break or "
        "action is recorded near it."
    )
