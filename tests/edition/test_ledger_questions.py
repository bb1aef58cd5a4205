"""Questions of the tables that say what acts did: a small edition is written here, and the answers are counted by hand."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.rows import CalendarMonth, HarmFirstAndNow, Regrade, Restatement
from dashboard.domain.store import OlderEdition, Store
from dashboard.edition import ask, close_editions
from tests.python_files import ROOT

SCHEMA = ROOT / "queries" / "schema"
JAN, FEB, MAR = date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)
FIRST, SECOND = datetime(2025, 3, 5, 9), datetime(2025, 4, 4, 9)

INCIDENTS = [
    # n, source, site, day, harm now, first harm
    (1, "datix", "Northgate", date(2025, 1, 3), "Low", "Moderate"),
    (2, "datix", "Northgate", date(2025, 1, 31), "Low", "Low"),
    (3, "lfpse", "Northgate", date(2025, 2, 1), "No harm", "Not recorded"),
    (4, "datix", "Southmead Court", date(2025, 3, 9), "Severe", "Moderate"),
    (5, "datix", "Southmead Court", None, "Not recorded", "Low"),
]
CALENDAR = [
    ("datix", "Northgate", JAN, 31, 31, "covered", False, "", True),
    ("datix", "Northgate", FEB, 10, 28, "partly covered", False, "", False),
    ("lfpse", "Northgate", FEB, 28, 28, "covered", True, "Covered in full by the national record", True),
    ("datix", "Southmead Court", JAN, 31, 31, "covered", False, "", True),
    ("datix", "Southmead Court", FEB, 0, 28, "missing", False, "", False),
    ("datix", "Southmead Court", MAR, 31, 31, "covered", False, "", True),
]
RESTATED = [
    (2, "import", SECOND, JAN, "withdrawn", -1),
    (1, "import", FIRST, None, "first covered by this extract", 1),
    (2, "import", SECOND, JAN, "recorded late", 2),
    (1, "import", FIRST, JAN, "first covered by this extract", 1),
]
REGRADED = [
    (2, "import", SECOND, JAN, "Moderate", "Low", 1),
    (2, "import", SECOND, JAN, "Low", "Moderate", 2),
    (2, "import", SECOND, None, "Not recorded", "Low", 1),
]


def write_edition(store: Store, edition_id: int, *schemas: str) -> None:
    """An edition past the register: the written schema, and the rows above where their tables are there."""
    store.editions.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(store.edition(edition_id))) as edition:
        for schema in schemas:
            edition.execute((SCHEMA / f"{schema}.sql").read_text(encoding="utf-8"))
        edition.execute(
            "insert into edition values (?, ?, '0', timestamp '2025-10-20 14:00:00', false, 30, 'Your trust')",
            [edition_id, len(schemas)],
        )
        edition.executemany(
            "insert into incident values (?, ?, null, ?, ?, ?, null, ?, 'Not recorded', 'Not recorded', ?, 'Not recorded', ?, null, "
            "'Not recorded', 'Not recorded')",
            [
                (n, source, day, day, "day" if day else "Not recorded", site, harm, first)
                for n, source, site, day, harm, first in INCIDENTS
            ],
        )
        if "edition_002" in schemas:
            edition.executemany("insert into coverage_calendar values (?, ?, ?, ?, ?, ?, ?, ?, ?)", CALENDAR)
            edition.executemany("insert into restatement values (?, ?, ?, ?, ?, ?)", RESTATED)
            edition.executemany("insert into regrade values (?, ?, ?, ?, ?, ?, ?)", REGRADED)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = Store(Path(tmp_path_factory.mktemp("ledger")))
    write_edition(made, 1, "edition_001")
    write_edition(made, 2, "edition_001", "edition_002")
    yield made
    close_editions(made)


def answered(store: Store, name: str, asked: str = "", edition_id: int = 2) -> list:
    return ask(name, IncidentFilter.from_query(asked), SINGLE_USER, store=store, edition_id=edition_id)


def counted_calendar(**only: object) -> list[CalendarMonth]:
    """The rows above with their incidents, counted in loops; `only` narrows by equality, or by a list of months."""
    rows = []
    for source, site, month, *rest in sorted(CALENDAR, key=lambda row: (row[1], row[0], row[2])):
        incidents = sum(
            1
            for _, its_source, its_site, day, *_ in INCIDENTS
            if day and (its_source, its_site, day.replace(day=1)) == (source, site, month)
        )
        rows.append(CalendarMonth(source, site, month, *rest, incidents))  # pyright: ignore[reportArgumentType]
    return [row for row in rows if all(getattr(row, key) in wanted for key, wanted in only.items())]  # pyright: ignore[reportOperatorIssue]


def test_calendar_counts_the_incidents_of_each_source_site_and_month(store: Store) -> None:
    rows = answered(store, "coverage_calendar")
    assert rows == counted_calendar()
    assert [row.incidents for row in rows] == [
        2,
        0,
        1,
        0,
        0,
        1,
    ]  # by hand, in the order of site, source, month


def test_calendar_is_narrowed_by_period_site_and_source_and_by_nothing_else(store: Store) -> None:
    assert answered(store, "coverage_calendar", "site=Northgate") == counted_calendar(site=["Northgate"])
    assert answered(store, "coverage_calendar", "source=lfpse") == counted_calendar(source=["lfpse"])
    assert answered(store, "coverage_calendar", "from=2025-02-15&until=2025-02-20") == counted_calendar(
        month=[FEB]
    )
    assert answered(store, "coverage_calendar", "harm=Fatal&basis=reported") == counted_calendar()


def test_restatements_come_in_the_order_in_which_they_happened(store: Store) -> None:
    key = {row: (row[2], row[0], row[3] or date.max, row[4]) for row in RESTATED}
    assert answered(store, "restatements") == [
        Restatement(*row) for row in sorted(RESTATED, key=key.__getitem__)
    ]


def test_regrades_come_with_their_levels_in_order(store: Store) -> None:
    by_hand = [REGRADED[1], REGRADED[0], REGRADED[2]]  # low before moderate, no month last
    assert answered(store, "regrades") == [Regrade(*row) for row in by_hand]


def test_first_harm_against_harm_now(store: Store) -> None:
    assert answered(store, "harm_first_and_now") == [
        HarmFirstAndNow("Low", "Low", 1),
        HarmFirstAndNow("Low", "Not recorded", 1),
        HarmFirstAndNow("Moderate", "Low", 1),
        HarmFirstAndNow("Moderate", "Severe", 1),
        HarmFirstAndNow("Not recorded", "No harm", 1),
    ]
    assert answered(store, "harm_first_and_now", "site=Southmead Court") == [
        HarmFirstAndNow("Low", "Not recorded", 1),
        HarmFirstAndNow("Moderate", "Severe", 1),
    ]


@pytest.mark.parametrize("name", ["coverage_calendar", "restatements", "regrades"])
def test_an_older_edition_says_that_it_does_not_hold_this(store: Store, name: str) -> None:
    with pytest.raises(
        OlderEdition, match=r"^Edition 1 was published by an earlier version .* publish again"
    ):
        answered(store, name, edition_id=1)


@pytest.mark.parametrize("name", ["completeness_by_month", "reporting_delay_by_month", "harm_first_and_now"])
def test_questions_of_incidents_run_on_an_older_edition_too(store: Store, name: str) -> None:
    assert answered(store, name, edition_id=1) == answered(store, name, edition_id=2) != []
