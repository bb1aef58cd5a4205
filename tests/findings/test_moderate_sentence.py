"""The sentence on moderate and above: what a run or a trend inside the usual range is called."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from dashboard.domain.periods import months_later
from dashboard.findings.harm import moderate_sentence
from dashboard.measures.harm import HarmMix
from dashboard.measures.months import Months, MonthState
from dashboard.measures.series import judge

ASKING: Any = SimpleNamespace(rows=lambda _: [], about=lambda: "")


def said(counts: list[int]) -> str:
    order = [months_later(date(2025, 1, 1), n) for n in range(len(counts))]
    months = Months(dict.fromkeys(order, MonthState.COUNTED))
    return moderate_sentence(
        ASKING, HarmMix({}), judge("Moderate", "Incidents", months, dict(zip(order, counts, strict=True)))
    )


def test_seven_months_that_rise_inside_the_usual_range_are_not_more_than_usual() -> None:
    """Mean 787 / 23 = 34.2 and 24 is far below it. Moving ranges: 15 of 40, 2 and 6 of 1, mean 27.6: limits -39.3 and 107.7."""
    assert said([60, 20] * 8 + [18, 19, 20, 21, 22, 23, 24]) == (
        "Moderate and above: 24 in November 2026, part of seven months that rise or fall one after the other, where 0 to 107 a "
        "month is usual for this trust."
    )


def test_a_month_outside_the_limits_is() -> None:
    assert said([10, 16] * 5 + [10, 40]) == (
        "Moderate and above: 40 in December 2025, more than usual for this trust (0 to 30 a month)."
    )
