"""Every question: one sentence, one SELECT, the parameters and columns that its header declares, a row type that fits."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import fields
from datetime import date, datetime
from types import UnionType
from typing import Any, get_args, get_type_hints

import duckdb
import pytest

from dashboard import work
from dashboard.domain.incident_filter import KEYS, LISTS, IncidentFilter
from dashboard.domain.learning.escalation_rules import bound_rules
from dashboard.domain.reader import SINGLE_USER, NotAllowed, Reader, Role
from dashboard.domain.rows import ROW_TYPES
from dashboard.domain.store import Store, StoreProblem
from dashboard.domain.words import HarmLevel
from dashboard.edition import UnknownQuestion, ask, close_editions, question, question_names
from tests.made_up_incidents import NOW, TrustUnderTest, bed_days, datix
from tests.python_files import ROOT, product_files

QUERIES = ROOT / "queries"
COUNTS_OF_ALL = (
    "controlled_drug_counts",
    "incidents_left_out_of_months",
    "known_allergies",
    "near_misses",
    "omitted_and_delayed_doses",
)
"""Questions that count: they answer one row of zeros when there is nothing."""

NAMES = sorted(path.stem for path in (QUERIES / "questions").glob("*.sql"))
PYTHON_TYPES: dict[str, type] = {
    "VARCHAR": str,
    "DATE": date,
    "TIMESTAMP": datetime,
    "BOOLEAN": bool,
    "TINYINT": int,
    "SMALLINT": int,
    "INTEGER": int,
    "BIGINT": int,
    "HUGEINT": int,
    "UBIGINT": int,
    "DOUBLE": float,
    "FLOAT": float,
}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with one edition that holds nothing at all."""
    store = Store(tmp_path_factory.mktemp("empty"))
    assert work.publish(store, SINGLE_USER, NOW).edition_id == 1
    yield store
    close_editions(store)


@pytest.fixture(scope="module")
def looked_into(empty: Store) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the empty edition, opened past the product: one process opens a file with one configuration only."""
    copied = shutil.copyfile(empty.edition(1), empty.root / "copy.duckdb")
    with duckdb.connect(str(copied), read_only=True) as edition:
        yield edition


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrustUnderTest]:
    """One harmful incident and its ward's bed days: every question but few has a row."""
    under_test = TrustUnderTest(tmp_path_factory.mktemp("small"))
    under_test.take(
        datix(
            {
                "ID": "W1",
                "Incident date": "14/02/2025",
                "Reported date": "15/02/2025",
                "Location (exact)": "Ward 7",
                "Severity": "Moderate",
                "Drug administered": "Enoxaparin",
                "Stage of medication error": "Prescribing",
                "Medication error": "no such error",
            }
        )
    )
    under_test.take_bed_days(bed_days(("2025-02", "Northgate", "Medicine", "Ward 7", 500)))
    yield under_test
    under_test.close()


def header(name: str) -> list[str]:
    """The comment lines at the top of a question's file, read here and not by the product."""
    lines = (QUERIES / "questions" / f"{name}.sql").read_text(encoding="utf-8").splitlines()
    top = []
    for line in lines:
        if not line.startswith("--"):
            break
        top.append(line[2:].strip())
    return top


def declared(name: str, what: str) -> list[str]:
    (line,) = [line for line in header(name) if line.startswith(f"{what}:")]
    return [part.strip() for part in line.removeprefix(f"{what}:").split(",") if part.strip()]


def columns_of(edition: duckdb.DuckDBPyConnection, name: str) -> list[tuple[str, str]]:
    """(column, DuckDB type) as the empty edition answers."""
    text = (QUERIES / "questions" / f"{name}.sql").read_text(encoding="utf-8")
    given = {"asked": IncidentFilter().as_struct(), "seed": 1, "blocks": [0], **bound_rules()}
    parameters = {each: value for each, value in given.items() if f"${each}" in text}
    return [(column[0], str(column[1])) for column in edition.execute(text, parameters).description]


def test_every_file_is_a_question_with_a_row_type() -> None:
    assert list(question_names()) == NAMES == sorted(ROW_TYPES)


def test_questions_that_the_committee_was_promised_are_there() -> None:
    promised = {
        "incidents_by_harm_level": ["harm_level", "incidents"],
        "incidents_by_medication_stage": ["stage", "incidents"],
        "incidents_by_year": ["year", "incidents"],
        "incidents_by_month": ["month", "incidents"],
        "incidents_by_drug_class": ["drug_class", "incidents"],
        "incidents_by_medicine": ["medicine", "incidents"],
        "reporting_rate_by_month": ["month", "incidents", "bed_days", "rate", "lower", "upper"],
    }
    assert {name: declared(name, "returns") for name in promised} == promised


@pytest.mark.parametrize("name", NAMES)
def test_header_begins_with_a_sentence(name: str) -> None:
    first = header(name)[0]
    assert re.match(r"[A-Z]", first) and not first.startswith(("asks:", "returns:"))
    said = " ".join(header(name)[: header(name).index("")])
    assert said.endswith("."), f"the words above the header are no whole sentences: {said}"


@pytest.mark.parametrize("name", NAMES)
def test_one_select_and_nothing_else(name: str) -> None:
    text = (QUERIES / "questions" / f"{name}.sql").read_text(encoding="utf-8")
    statements = duckdb.extract_statements(text)
    assert [str(statement.type).split(".")[-1].lower() for statement in statements] in (
        ["select"],
        ["select_statement"],
    )
    assert sorted(statements[0].named_parameters) == declared(name, "asks")


@pytest.mark.parametrize("name", NAMES)
def test_columns_are_those_of_the_header_and_of_the_row_type(
    looked_into: duckdb.DuckDBPyConnection, name: str
) -> None:
    returned = [column for column, _ in columns_of(looked_into, name)]
    assert returned == declared(name, "returns")
    assert returned == [field.name for field in fields(ROW_TYPES[name])]
    assert (question(name).asks, question(name).returns) == (tuple(declared(name, "asks")), tuple(returned))


@pytest.mark.parametrize("name", NAMES)
def test_value_types_fit_the_row_type(looked_into: duckdb.DuckDBPyConnection, name: str) -> None:
    hints = get_type_hints(ROW_TYPES[name])
    for column, sql_type in columns_of(looked_into, name):
        assert PYTHON_TYPES[sql_type] in kinds(hints[column]), (
            f"{column} is {sql_type}, declared {hints[column]}"
        )


@pytest.mark.parametrize("name", NAMES)
def test_runs_on_an_empty_edition(empty: Store, name: str) -> None:
    rows = ask(name, IncidentFilter(), SINGLE_USER, store=empty, edition_id=1)
    if name == "edition_facts":
        assert [(row.incidents, row.first_month, row.has_bed_days) for row in rows] == [(0, None, False)]
    elif name in COUNTS_OF_ALL:
        assert [set(vars(row).values()) for row in rows] == [{0}]
    else:
        assert rows == []


@pytest.mark.parametrize("name", NAMES)
def test_values_are_what_the_row_type_says(small: TrustUnderTest, name: str) -> None:
    hints = get_type_hints(ROW_TYPES[name])
    for row in small.ask(name):
        for field in fields(row):
            value = getattr(row, field.name)
            assert type(value) in kinds(hints[field.name]), f"{field.name} is {value!r}"


@pytest.mark.parametrize("name", NAMES)
def test_every_key_of_the_filter_is_understood(small: TrustUnderTest, name: str) -> None:
    """With every key set at once nothing matches, and nothing fails."""
    everything = dict.fromkeys(LISTS, ("nothing of this name",))
    asked = IncidentFilter(from_=date(2025, 1, 1), until=date(2025, 12, 31), **everything)
    rows = small.ask(name, asked)
    if declared(name, "asks") and name not in COUNTS_OF_ALL:
        assert rows == []


def kinds(annotation: Any) -> set[type]:
    """The Python types that an annotation allows."""
    return set(get_args(annotation)) if isinstance(annotation, UnionType) else {annotation}


def test_asked_struct_has_the_keys_of_the_filter() -> None:
    """Command line, URL and SQL share their keys, but for `class`, which says nothing of what it is where it stands alone."""
    text = (QUERIES / "schema" / "edition_003.sql").read_text(encoding="utf-8")
    (struct,) = re.findall(r"create type asked as struct\((.*?)\);", text, re.DOTALL)
    in_sql = [line.split()[0].strip('"') for line in struct.strip().splitlines()]
    assert in_sql == list(IncidentFilter().as_struct())
    assert sorted(in_sql) == sorted({*KEYS} - {"class"} | {"class_by"})


def test_harm_levels_have_an_order_in_sql(looked_into: duckdb.DuckDBPyConnection) -> None:
    places = [
        looked_into.execute("select harm_order(?)", [level.value]).fetchall()[0][0] for level in HarmLevel
    ]
    assert sorted(places) == list(range(1, len(HarmLevel) + 1))


def test_every_query_is_used() -> None:
    """A .sql file that no code names is dead; questions and checks are found by their folders."""
    texts = {text for file in product_files() for text in file.texts()}
    unused = [
        name
        for path in sorted(QUERIES.rglob("*.sql"))
        if not (name := path.relative_to(QUERIES).with_suffix("").as_posix()).startswith(
            ("questions/", "checks/")
        )
        and name not in texts
    ]
    assert unused == []


def test_an_unknown_question_is_refused_by_name(empty: Store) -> None:
    with pytest.raises(
        UnknownQuestion, match=r"^There is no question 'incidents'; there are: activity_by_kind_and_month, "
    ):
        ask("incidents", IncidentFilter(), SINGLE_USER, store=empty, edition_id=1)


def test_an_edition_that_is_not_there_is_said(empty: Store) -> None:
    with pytest.raises(StoreProblem, match="Edition 99 cannot be opened"):
        ask("incidents_by_month", IncidentFilter(), SINGLE_USER, store=empty, edition_id=99)


def test_an_auditor_reads_no_edition(empty: Store) -> None:
    with pytest.raises(NotAllowed, match="you are signed in as auditor"):
        ask("incidents_by_month", IncidentFilter(), Reader("a", Role.AUDITOR), store=empty, edition_id=1)


def test_an_edition_keeps_no_narrative_and_references_of_harmful_incidents_only(
    trust: TrustUnderTest,
) -> None:
    trust.take(
        datix(
            {"ID": "W1", "Incident date": "01/02/2025", "Severity": "No harm"},
            {"ID": "W2", "Incident date": "02/02/2025", "Severity": "Low"},
            {"ID": "W3", "Incident date": "03/02/2025", "Severity": "Moderate"},
            {"ID": "W4", "Incident date": "04/02/2025", "Severity": "Severe"},
            {"ID": "W5", "Incident date": "05/02/2025", "Severity": "Death"},
            {"ID": "W6", "Incident date": "06/02/2025", "Severity": ""},
        )
    )
    assert trust.edition is not None
    with duckdb.connect(str(trust.store.edition(trust.edition)), read_only=True) as edition:
        kept = edition.execute("select reference from incident order by n").fetchall()
    assert [reference for (reference,) in kept] == [None, None, "W3", "W4", "W5", None]


def test_an_edition_is_opened_read_only(small: TrustUnderTest) -> None:
    from dashboard.edition.ask import _edition

    assert small.edition is not None
    with _edition(small.store, small.edition).connection.cursor() as cursor, pytest.raises(duckdb.Error):
        cursor.execute("delete from incident")
