"""What each month of a picture is: counted, still filling up, partly covered, or missing; what happened in it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain.incident_filter import Basis
from dashboard.domain.periods import ReportingPeriod
from dashboard.domain.rows import CoveredMonth, DatedRow, DelayCount, EditionFacts
from dashboard.measures.months import Months, MonthState, month_states, newest_complete_month, what_happened
from dashboard.measures.reporting_lag import completeness_of, expected_in_words, learnt_curve, share_in_words
from dashboard.stats import NoCurve, ReportingCurve

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


def facts(as_at: date | None, filling_up_days: int = 30, complete_from: int | None = None) -> EditionFacts:
    return EditionFacts(
        1, datetime(2026, 1, 1), "0", False, "T", filling_up_days, as_at, None, None, 0, 0, 0, None, False,
        complete_from_percent=complete_from,
    )  # fmt: skip


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


HALF_AT_ONCE = ReportingCurve((0.5,) * 40 + (1.0,), 1000, 1e12)
"""Half is reported on the day, the other half after 40 days."""


def by_curve(as_at: str, percent: int = 95, basis: Basis = Basis.OCCURRED) -> Months:
    told = facts(date.fromisoformat(as_at), complete_from=percent)
    return month_states(None, FOUR, told, basis, HALF_AT_ONCE)


@pytest.mark.parametrize(
    ("as_at", "newest", "share"),
    [
        # April has 30 days; the day of the run was seen in part. n days after the end, n - 1 are seen: of the days of
        # April, those whose age is 40 or more are wholly reported.
        ("2025-05-01", FILLING, 0.5),  # ages 0 to 29
        ("2025-05-21", FILLING, (20 * 0.5 + 10) / 30),  # ages 20 to 49: ten of 40 or more
        ("2025-06-08", FILLING, (2 * 0.5 + 28) / 30),  # ages 38 to 67: 97 %, under 99
        ("2025-06-10", COUNTED, 1.0),  # ages 40 to 69
    ],
)
def test_a_month_fills_up_until_its_share_is_expected(as_at: str, newest: MonthState, share: float) -> None:
    months = by_curve(as_at, 99)
    assert months.states[month("2025-04")] is newest
    assert months.completeness.get(month("2025-04"), 1.0) == pytest.approx(share)
    assert completeness_of(month("2025-04"), facts(date.fromisoformat(as_at)), HALF_AT_ONCE) == pytest.approx(
        share
    )


def test_the_share_asked_for_is_enough() -> None:
    """Ages 20 to 49 of April: 20 days half reported and 10 wholly, 66.7 %."""
    asked = [by_curve("2025-05-21", percent).states[month("2025-04")] for percent in (67, 66)]
    assert asked == [FILLING, COUNTED]
    exactly = [by_curve("2025-05-01", percent).states[month("2025-04")] for percent in (51, 50)]
    assert exactly == [FILLING, COUNTED]


def test_a_month_that_has_not_ended_is_never_complete() -> None:
    """All is reported on the day; the extract of 29 April cannot hold April, that of its last day holds 29 of 30 days."""
    at_once = ReportingCurve((1.0,) * 61, 1000, 1e12)
    newest = {}
    for day in ("2025-04-29", "2025-04-30", "2025-05-01"):
        told = facts(date.fromisoformat(day), complete_from=50)
        months = month_states(None, FOUR, told, Basis.OCCURRED, at_once)
        newest[day] = (months.states[month("2025-04")], dict(months.completeness))
    assert newest == {"2025-04-29": (FILLING, {}), "2025-04-30": (FILLING, {}), "2025-05-01": (COUNTED, {})}


def test_without_a_curve_or_a_share_the_days_decide_as_before() -> None:
    for curve, percent in ((None, 95), (HALF_AT_ONCE, None), (None, None)):
        for day, expected in ((29, FILLING), (30, COUNTED)):
            told = facts(date(2025, 5, day), complete_from=percent)
            found = month_states(None, FOUR, told, Basis.OCCURRED, curve)
            assert found.states[month("2025-04")] is expected


def test_by_date_reported_the_curve_changes_nothing() -> None:
    months = by_curve("2025-05-01", basis=Basis.REPORTED)
    assert (months.counted[-1], dict(months.completeness)) == (month("2025-04"), {})


def test_what_a_month_will_come_to_is_told_of_months_that_fill_up_alone() -> None:
    months = by_curve("2025-05-01")
    expected = months.expected(month("2025-04"), 50)
    assert expected is not None and (expected.expected, expected.completeness) == (100, 0.5)
    assert expected_in_words(50, expected) == (
        f"50 recorded, about 100 expected in the end ({expected.lower:.0f} to {expected.upper:.0f})"
    )
    assert months.expected(month("2025-01"), 50) is None
    assert Months({month("2025-04"): FILLING}).expected(month("2025-04"), 50) is None


def test_a_month_known_in_part_has_no_completeness() -> None:
    """Neither where the listing covers part of it, nor where the period cuts it, nor before its end."""
    told = facts(date(2025, 5, 1), complete_from=95)
    partly = covered("2025-03", "2025-04", partly=["2025-04"])
    cut = ReportingPeriod(date(2025, 3, 1), date(2025, 4, 29))
    for period, rows in ((None, partly), (cut, FOUR)):
        months = month_states(period, rows, told, Basis.OCCURRED, HALF_AT_ONCE)
        assert months.states[month("2025-04")] is FILLING
        assert list(months.completeness) == [month("2025-03")]


def test_the_newest_complete_month_goes_by_the_curve_too() -> None:
    told = facts(date(2025, 6, 9), complete_from=95)
    assert newest_complete_month(FOUR, told, HALF_AT_ONCE) == month("2025-04")
    told = facts(date(2025, 6, 1), complete_from=95)
    assert newest_complete_month(FOUR, told, HALF_AT_ONCE) == month("2025-03")
    assert newest_complete_month(FOUR, told) == month("2025-04")


@settings(max_examples=60, deadline=None)
@given(
    steps=st.lists(st.floats(0, 1), min_size=61, max_size=181),
    as_at=st.dates(date(2025, 1, 1), date(2025, 12, 31)),
    percent=st.integers(50, 99),
)
def test_after_a_month_that_fills_up_none_is_complete(steps: list[float], as_at: date, percent: int) -> None:
    rising = [*sorted(steps)[:-1], 1.0]
    curve = ReportingCurve(tuple(rising), 1000, 1000.0)
    rows = covered(*(f"2025-{number:02}" for number in range(1, 13)))
    told = facts(as_at, complete_from=percent)
    found = list(month_states(None, rows, told, Basis.OCCURRED, curve).states.values())
    assert found == sorted(found, key=(COUNTED, FILLING).index)


def test_the_curve_is_learnt_from_rows_of_days() -> None:
    day = date(2025, 1, 1)
    rows = [
        DelayCount(day, 0, day + timedelta(days=100), 300),
        DelayCount(day, 70, day + timedelta(days=100), 100),
    ]
    curve = learnt_curve(rows)
    assert isinstance(curve, ReportingCurve)
    assert (curve.share(69), curve.share(70), curve.longest, curve.incidents) == (0.75, 1.0, 100, 400)
    assert learnt_curve(rows[1:]) is NoCurve.TOO_FEW


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.999, "more than 9 in 10"), (0.93, "more than 9 in 10"), (0.92, "about 9 in 10"), (0.86, "about 9 in 10"),
        (0.8, "about 4 in 5"), (0.75, "about 3 in 4"), (0.7, "about 7 in 10"), (0.6, "about 6 in 10"),
        (0.5, "about half"), (0.4, "about 4 in 10"), (0.3, "about 3 in 10"), (0.25, "about 1 in 4"),
        (0.2, "about 1 in 5"), (0.1, "about 1 in 10"), (0.01, "fewer than 1 in 20"), (0.0, "fewer than 1 in 20"),
    ],
)  # fmt: skip
def test_a_share_is_said_in_tenths(share: float, words: str) -> None:
    assert share_in_words(share) == words


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
