"""The sentence on moderate and above: what a run or a trend inside the usual range is called."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from dashboard.domain.periods import months_later
from dashboard.domain.rows import HarmStatus
from dashboard.findings.harm import moderate_sentence
from dashboard.measures.harm import HarmMix
from dashboard.measures.months import Months, MonthState
from dashboard.measures.series import judge

NONE: list[HarmStatus] = []


def said(counts: list[int], kept: tuple[str, ...] | None = None, statuses: list[HarmStatus] = NONE) -> str:
    order = [months_later(date(2025, 1, 1), n) for n in range(len(counts))]
    months = Months(dict.fromkeys(order, MonthState.COUNTED))
    asking: Any = SimpleNamespace(rows=lambda _: statuses, about=lambda: "")
    return moderate_sentence(
        asking,
        HarmMix({}, kept),
        judge("Moderate", "Incidents", months, dict(zip(order, counts, strict=True))),
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


DECEMBER = date(2025, 12, 1)
USUAL = [3, 7] * 5 + [5, 5]
"""Mean 5, moving ranges nine of 4, one of 2 and one of 0, mean 3.45: 0 to 14."""


def in_december(*words: str) -> list[HarmStatus]:
    """One incident with each status, and one of another month."""
    return [HarmStatus(DECEMBER, "datix", word, 1) for word in words] + [
        HarmStatus(date(2025, 11, 1), "datix", "In holding area", 9)
    ]


def test_how_many_of_the_month_are_not_finally_approved() -> None:
    start = "Moderate and above: 5 in December 2025, usual for this trust (0 to 14 a month)"
    waiting = in_december("Finally approved", "Final approval", "FA", "Being reviewed", "In holding area")
    assert said(USUAL, statuses=waiting) == f"{start}; 2 of the 5 are not yet finally approved."
    none = in_december("Not recorded", "Not recorded")
    assert said(USUAL, statuses=none) == f"{start}; the extract gives no approval status."
    some = in_december("Finally approved", "Closed", "Not recorded")
    assert said(USUAL, statuses=some).endswith(
        "; 1 of the 3 is not yet finally approved, and for 1 the extract gives no status."
    )
    assert said(USUAL, statuses=in_december(*["finally approved"] * 5)).endswith(
        "; all 5 are finally approved."
    )
    assert said(USUAL, statuses=in_december("Closed")).endswith("; it is not yet finally approved.")
    assert said([*USUAL[:-1], 0], statuses=waiting) == (
        "Moderate and above: 0 in December 2025, usual for this trust (0 to 14 a month)."
    )


def test_a_filter_of_harm_says_what_it_keeps() -> None:
    assert said(USUAL, ("Low", "No harm")) == "Moderate and above: the filter of harm level leaves them out."
    assert said(USUAL, ("Severe",)) == (
        "Severe alone, by the filter of harm level: 5 in December 2025, usual for this trust (0 to 14 a month)."
    )
    assert said(USUAL, ("Moderate", "Severe", "Fatal")).startswith("Moderate and above: 5 in")
