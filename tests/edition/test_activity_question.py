"""`activity_by_kind_and_month` on editions written by hand: every kind, staff groups, estimates, places, the filter."""

from collections import defaultdict
from datetime import date
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.periods import last_day
from dashboard.domain.rows import ActivityOfMonth
from dashboard.domain.written_sql import written_sql
from dashboard.edition import question

Row = tuple[date, str, str, str, str, str, float, bool]
ROWS: list[Row] = [
    (date(2025, 1, 1), "Northgate", "Medicine", "Ward 1", "occupied bed days", "", 800.0, False),
    (date(2025, 1, 1), "Northgate", "Surgery", "Ward 2", "occupied bed days", "", 31.5, True),
    (date(2025, 1, 1), "Southmead", "Surgery", "Ward 1", "occupied bed days", "", 100.0, False),
    (date(2025, 2, 1), "Northgate", "Medicine", "Ward 1", "occupied bed days", "", 700.0, False),
    (date(2025, 1, 1), "Whole trust", "Not recorded", "All wards", "staff", "Nurse or midwife", 640.0, False),
    (
        date(2025, 1, 1),
        "Whole trust",
        "Not recorded",
        "All wards",
        "staff",
        "Doctor or dentist",
        210.0,
        False,
    ),
    (date(2025, 1, 1), "Northgate", "Medicine", "Ward 1", "admissions", "", 55.0, False),
]
JANUARY, FEBRUARY = date(2025, 1, 1), date(2025, 2, 1)


@pytest.fixture(scope="module")
def edition() -> Any:
    with duckdb.connect(":memory:") as connection:
        for schema in ("schema/edition_001", "schema/edition_002"):
            connection.execute(written_sql(schema))
        yield connection


def answered(edition: Any, rows: list[Row], asked: IncidentFilter) -> list[ActivityOfMonth]:
    edition.execute("delete from activity")
    if rows:
        edition.executemany("insert into activity values (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    sql = question("activity_by_kind_and_month").sql
    return [ActivityOfMonth(*row) for row in edition.execute(sql, {"asked": asked.as_struct()}).fetchall()]


def test_kinds_and_groups_are_never_added_together(edition: Any) -> None:
    assert answered(edition, ROWS, IncidentFilter()) == [
        ActivityOfMonth("admissions", "", JANUARY, 55.0, False, 1),
        ActivityOfMonth("occupied bed days", "", JANUARY, 931.5, True, 3),
        ActivityOfMonth("occupied bed days", "", FEBRUARY, 700.0, False, 1),
        ActivityOfMonth("staff", "Doctor or dentist", JANUARY, 210.0, False, 1),
        ActivityOfMonth("staff", "Nurse or midwife", JANUARY, 640.0, False, 1),
    ]


@pytest.mark.parametrize(
    ("query", "months"),
    [
        ("from=2025-01&until=2025-01", [JANUARY]),
        ("from=2025-01-02&until=2025-02-28", [FEBRUARY]),
        ("until=2025-02-27", [JANUARY]),
        ("from=2025-02-02", []),
    ],
)
def test_only_whole_months_of_the_period(edition: Any, query: str, months: list[date]) -> None:
    found = answered(edition, ROWS[:4], IncidentFilter.from_query(query))
    assert [row.month for row in found] == months


def test_filters_on_incidents_do_not_narrow_activity(edition: Any) -> None:
    everything = answered(edition, ROWS, IncidentFilter())
    assert answered(edition, ROWS, IncidentFilter.from_query("harm=Low&medicine=apixaban")) == everything


def counted(rows: list[Row], asked: IncidentFilter) -> list[ActivityOfMonth]:
    """The same by loops."""
    sums: defaultdict[tuple[str, str, date], list[Row]] = defaultdict(list)
    for row in rows:
        month, site, division, location, kind, group, _, _ = row
        if (asked.from_ and month < asked.from_) or (asked.until and last_day(month) > asked.until):
            continue
        if (asked.site and site not in asked.site) or (asked.division and division not in asked.division):
            continue
        if asked.location and location not in asked.location:
            continue
        sums[kind, group, month].append(row)
    return [
        ActivityOfMonth(
            *key, sum(row[6] for row in its), any(row[7] for row in its), len({row[1:4] for row in its})
        )
        for key, its in sorted(sums.items())
    ]


figures = st.tuples(
    st.sampled_from((JANUARY, FEBRUARY, date(2025, 12, 1))),
    st.sampled_from(("Northgate", "Southmead", "Whole trust")),
    st.sampled_from(("Medicine", "Surgery", "Not recorded")),
    st.sampled_from(("Ward 1", "Ward 2", "All wards")),
    st.sampled_from(("occupied bed days", "admissions", "staff")),
    st.sampled_from(("", "Nurse or midwife")),
    st.integers(0, 4000).map(lambda quarter: quarter / 4),
    st.booleans(),
)
queries = st.sampled_from(
    (
        "",
        "site=Northgate",
        "location=Ward 1&site=Whole trust",
        "division=Surgery",
        "from=2025-01-15",
        "until=2025-02",
    )
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(figures, max_size=30), query=queries)
def test_the_question_answers_what_loops_count(edition: Any, rows: list[Row], query: str) -> None:
    asked = IncidentFilter.from_query(query)
    assert answered(edition, rows, asked) == counted(rows, asked)
