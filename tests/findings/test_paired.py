"""Recording and harm read together: each of the nine readings, always with the count, none of them a verdict."""

from collections.abc import Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.periods import months_later
from dashboard.findings.paired import NO_READING, READINGS, paired_sentence
from dashboard.measures.months import Months, MonthState
from dashboard.measures.series import COUNTED, judge

JANUARY = date(2025, 1, 1)


def said(recorded: Sequence[int], harmful: Sequence[int], asked: str = "") -> str:
    order = [months_later(JANUARY, n) for n in range(len(recorded))]
    months = Months(dict.fromkeys(order, MonthState.COUNTED))
    series = judge("Incidents", COUNTED, months, dict(zip(order, recorded, strict=True)))
    harm = judge("Moderate and above", COUNTED, months, dict(zip(order, harmful, strict=True)))
    asking: Any = SimpleNamespace(months=months, asked=IncidentFilter.from_query(asked))
    found: Any = SimpleNamespace(series=series)
    return paired_sentence(asking, found, harm)


USUAL = [180, 200] * 6
"""190 a month; of harm 4 and 6 in turn: mean 5, moving ranges 2, limits -0.3 and 10.3: 0 to 10."""
HARM = [4, 6] * 6


@pytest.mark.parametrize(
    ("recorded", "harmful", "start"),
    [
        (204, 5, "More incidents were recorded (204 in January 2026, was about 190 a month) and about the same number were moderate or above (5, usually 0 to 10). That is what better reporting looks like"),
        (204, 14, "More incidents were recorded (204 in January 2026, was about 190 a month) and more than usual were"),
        (190, 5, "About as many incidents as usual were recorded (190 in January 2026, was about 190 a month) and about the same number"),
        (199, 14, "About as many incidents as usual were recorded (199 in January 2026, was about 190 a month) but more than usual"),
        (175, 5, "Somewhat fewer incidents, within the usual range, were recorded (175 in January 2026, was about 190 a month) and about the same number"),
        (100, 5, "Fewer incidents were recorded (100 in January 2026, was about 190 a month) but about the same number"),
        (100, 14, "Fewer incidents were recorded (100 in January 2026, was about 190 a month) but more than usual"),
    ],
)  # fmt: skip
def test_each_reading_carries_its_counts(recorded: int, harmful: int, start: str) -> None:
    assert said([*USUAL, recorded], [*HARM, harmful]).startswith(start)


def test_fewer_of_both() -> None:
    """Of harm 20 and 24 in turn, then 2: below every limit."""
    words = said([*USUAL, 100], [*[20, 24] * 6, 2])
    assert "and fewer than usual were moderate or above (2, usually" in words
    assert words.endswith(READINGS["fewer", "fewer"])


def test_too_few_for_limits_are_compared_with_the_other_months() -> None:
    assert "about the same number were moderate or above (1, usually 0 to 2)" in said(
        [*USUAL, 204], [*[0, 2] * 6, 1]
    )


def test_without_limits_both_counts_are_told_and_not_read() -> None:
    """Four months bear no limits: 30 after 10, 12 and 11 is neither more nor as usual."""
    assert said([10, 12, 11, 30], [1, 1, 1, 4]) == (
        "30 incidents were recorded in April 2025, where the months before had about 11 on average, and 4 were moderate or above "
        f"(1 in each of the others). {NO_READING}"
    )
    few = said([2, 4] * 6 + [3], [0, 1] * 6 + [1])
    assert "usual range" not in few and few.endswith(NO_READING) and "(0 to 1 in the other months)" in few


def test_no_reading_is_a_verdict() -> None:
    for words in READINGS.values():
        for verdict in ("safer.", "unsafe", "improve", "deteriorat", "worse", "good"):
            assert verdict not in words


def test_too_little_to_compare_says_nothing() -> None:
    assert said([190, 200, 180], [1, 1, 1]) == ""


def test_under_a_filter_of_harm_neither_count_is_what_it_is_called() -> None:
    assert said([*USUAL, 204], [*HARM, 5]) and said([*USUAL, 204], [*HARM, 5], "location=Ward 7")
    assert said([*USUAL, 204], [*HARM, 5], "harm=Low") == ""
