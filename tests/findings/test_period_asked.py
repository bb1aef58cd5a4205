"""The months of what is asked, also where the filter names one end of the period alone."""

from datetime import date

import pytest

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.measures.months import MonthState
from tests.findings.test_agenda_entries import whole

COUNTED, PARTLY, MISSING = MonthState.COUNTED, MonthState.PARTLY_COVERED, MonthState.MISSING


@pytest.mark.parametrize(
    ("query", "states", "words"),
    (
        ("from=2025-11-05", {(2025, 11): PARTLY, (2025, 12): COUNTED}, "from 5 November 2025"),
        ("until=2024-02-10", {(2024, 1): COUNTED, (2024, 2): PARTLY}, "until 10 February 2024"),
        ("from=2026-03-01", {(2026, 3): MISSING}, "from 1 March 2026"),
        ("until=2023-12", {(2023, 12): MISSING}, "until 31 December 2023"),
        ("from=2025-11&until=2025-11", {(2025, 11): COUNTED}, "November 2025"),
    ),
)
def test_no_month_before_or_after_what_is_asked_is_one_of_no_incidents(
    query: str, states: dict[tuple[int, int], MonthState], words: str
) -> None:
    """The calendar covers January 2024 to December 2025."""
    asking = whole(24).of(IncidentFilter.from_query(query))
    assert asking.months.states == {date(*month, 1): state for month, state in states.items()}
    assert asking.period_words == words
    assert len(whole(24).months.states) == 24
