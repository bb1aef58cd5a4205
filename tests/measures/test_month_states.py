"""What each month of a picture is: counted, still filling up, partly covered, or missing; what happened in it."""

from collections.abc import Sequence
from datetime import date, datetime

import pytest

from dashboard.domain.incident_filter import Basis
from dashboard.domain.periods import ReportingPeriod
from dashboard.domain.rows import CoveredMonth, DatedRow, EditionFacts
from dashboard.measures.months import MonthState, month_states, newest_complete_month, what_happened

COUNTED, FILLING, PARTLY, MISSING = (
    MonthState.COUNTED,
    MonthState.FILLING_UP,
    MonthState.PARTLY_COVERED,
    MonthState.MISSING,
)


def month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")


def covered(*months: str, partly: Sequence[str] = ()) -> list[CoveredMonth]:
    return [CoveredMonth(month(text), "datix", 1, text not in partly) for text in months]


def facts(as_at: date | None, filling_up_days: int = 30) -> EditionFacts:
    return EditionFacts(
        1, datetime(2026, 1, 1), "0", False, "T", filling_up_days, as_at, None, None, 0, 0, 0, None, False
    )


def states(
    first: str, last: str, rows: Sequence[CoveredMonth], as_at: date | None, basis: Basis = Basis.OCCURRED
) -> list[MonthState]:
    period = ReportingPeriod(date.fromisoformat(first), date.fromisoformat(last))
    return list(month_states(period, rows, facts(as_at), basis).states.values())


FOUR = covered("2025-01", "2025-02", "2025-03", "2025-04")


def test_zero_is_a_fact_only_in_a_covered_month() -> None:
    rows = covered("2025-01", "2025-03")
    assert states("2025-01-01", "2025-04-30", rows, date(2025, 9, 1)) == [COUNTED, MISSING, COUNTED, MISSING]


@pytest.mark.parametrize(
    ("as_at", "newest"),
    [
        ("2025-05-29", FILLING),  # 30 April and 29 days
        ("2025-05-30", COUNTED),  # 30 April and 30 days
        ("2025-05-31", COUNTED),
    ],
)
def test_a_month_fills_up_for_30_days_after_its_end(as_at: str, newest: MonthState) -> None:
    found = states("2025-01-01", "2025-04-30", FOUR, date.fromisoformat(as_at))
    assert found == [COUNTED, COUNTED, COUNTED, newest]


def test_by_date_reported_a_month_is_complete_at_its_end() -> None:
    both = [states("2025-03-01", "2025-04-30", FOUR, date(2025, 4, day), Basis.REPORTED) for day in (29, 30)]
    assert both == [[COUNTED, FILLING], [COUNTED, COUNTED]]


def test_filling_up_wins_over_partly_covered() -> None:
    """The listing's last month is both: what is said is that more will come."""
    rows = covered("2025-03", "2025-04", partly=["2025-04"])
    assert states("2025-03-01", "2025-04-30", rows, date(2025, 4, 20)) == [FILLING, FILLING]
    assert states("2025-03-01", "2025-04-30", rows, date(2025, 8, 1)) == [COUNTED, PARTLY]


def test_a_month_that_the_period_cuts_is_partly_covered() -> None:
    found = states("2025-01-15", "2025-03-30", FOUR, date(2025, 9, 1))
    assert found == [PARTLY, COUNTED, PARTLY]


def test_without_a_period_the_months_are_those_from_the_first_to_the_last_covered() -> None:
    months = month_states(None, covered("2025-01", "2025-03"), facts(date(2025, 9, 1)), Basis.OCCURRED)
    assert list(months) == [month("2025-01"), month("2025-02"), month("2025-03")]
    assert months.counted == [month("2025-01"), month("2025-03")]
    assert months.of(MISSING) == [month("2025-02")]
    assert len(months) == 3
    assert months.newest == month("2025-03")


def test_nothing_covered_is_no_month_at_all() -> None:
    months = month_states(None, [], facts(None), Basis.OCCURRED)
    assert (len(months), months.newest) == (0, None)


def test_the_newest_complete_month_is_neither_filling_up_nor_partly_covered() -> None:
    rows = covered("2025-01", "2025-02", "2025-03", "2025-04", partly=["2025-03"])
    assert newest_complete_month(rows, facts(date(2025, 5, 10))) == month("2025-02")
    assert newest_complete_month(rows, facts(date(2025, 6, 10))) == month("2025-04")
    assert newest_complete_month(rows, facts(date(2025, 1, 10))) is None
    assert newest_complete_month(rows, facts(date(2025, 5, 10), filling_up_days=10)) == month("2025-04")


def record(day: str, kind: str = "annotation", **scope: str) -> DatedRow:
    places = {"site": None, "division": None, "drug_class": None, **scope}
    return DatedRow(kind, date.fromisoformat(day), f"{kind} of {day}", "", "", **places)  # type: ignore[arg-type]


def labels(records: Sequence[DatedRow], **asked: Sequence[str]) -> list[str]:
    months = month_states(None, FOUR, facts(date(2025, 9, 1)), Basis.OCCURRED)
    return [event.label for event in what_happened(records, months, **asked)]


def test_what_happened_in_the_period_is_drawn() -> None:
    records = [
        record("2024-12-31"),
        record("2025-01-01"),
        record("2025-04-30", "break"),
        record("2025-05-01"),
    ]
    assert labels(records) == ["annotation of 2025-01-01", "break of 2025-04-30"]


def test_what_happened_elsewhere_is_not_drawn() -> None:
    records = [record("2025-02-01"), record("2025-03-01", site="Northgate")]
    assert len(labels(records)) == 2
    assert len(labels(records, sites=["Northgate"])) == 2
    assert labels(records, sites=["Southmead Court"]) == ["annotation of 2025-02-01"]
    insulin = [record("2025-02-01", drug_class="Insulins")]
    assert (
        len(labels(insulin, drug_classes=["Opioids"])),
        len(labels(insulin, drug_classes=["Insulins"])),
    ) == (0, 1)


def test_a_break_belongs_to_its_month() -> None:
    months = month_states(None, FOUR, facts(date(2025, 9, 1)), Basis.OCCURRED)
    (event,) = what_happened([record("2025-03-17", "break")], months)
    assert (event.month, event.dated_on, event.is_break) == (month("2025-03"), date(2025, 3, 17), True)
