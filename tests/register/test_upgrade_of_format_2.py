"""A register of format 2, before people decided of medicines, opened by this program. The rows of tests/golden/format_2 are made
up: W1 enoxaparin and morphine, W2 morphine, W3 "antibiotics", W4 "Unknown", W5 Clexane instead of morphine; format 2 did not
know Clexane.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from dashboard import register, work
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.edition import ask, close_editions
from dashboard.extracts.written_medicines import name_writings
from dashboard.register.upgrade import FORMAT
from tests.python_files import ROOT
from tests.register.histories import RECORD, folded_anew
from tests.register.stored_extracts import INCIDENTS, NOW, asked_of, extract, incident

SCHEMA, GOLDEN = ROOT / "queries" / "schema", ROOT / "tests" / "golden" / "format_2"
LAST_EDITION = 9
CLASSED = {"Anticoagulants, parenteral": 2, "Opioids": 2, "Antibacterials": 1, "No medicine named": 1}
CLASSINGS = ("curated", "section", "chapter", "high_risk", "local")
LEDGER = "select * from restatement union all by name select * from regrade order by all"


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "old")
    store.editions.mkdir(parents=True)
    for name, path in (("register", store.register), ("edition", store.edition(LAST_EDITION))):
        with duckdb.connect(str(path)) as written:
            for script in (SCHEMA / f"{name}_001.sql", SCHEMA / f"{name}_002.sql", GOLDEN / f"{name}.sql"):
                written.execute(script.read_text(encoding="utf-8"))
    yield store
    close_editions(store)


def answered(store: Store, edition_id: int) -> dict[str, list[Any]]:
    """Everything that is asked about classes, medicines and months of an edition."""
    asked = [
        ("medicines_given_instead_of_intended", ""),
        ("incidents_by_medicine", ""),
        ("incidents_by_month_and_harm_level", ""),
    ]
    for class_by in CLASSINGS:
        asked += [
            (name, f"class={class_by}")
            for name in ("incidents_by_drug_class", "incidents_by_drug_class_and_medicine", "incidents_by_month_and_drug_class")
        ]  # fmt: skip
    return {
        f"{name} {words}": ask(
            name, IncidentFilter.from_query(words), SINGLE_USER, store=store, edition_id=edition_id
        )
        for name, words in asked
    }


def imported_afresh(old: Store, store: Store) -> int:
    """The rows of the imports that live, stored as this program stores them; returns the edition."""
    writings = [("Enoxaparin", ""), ("Morphine", ""), ("antibiotics", ""), ("Unknown", ""), ("Clexane", "")]
    for number in (1, 3):
        with duckdb.connect(str(old.register), read_only=True) as opened:
            columns = ", ".join(INCIDENTS.names)
            rows = opened.execute(f"select {columns} from revision where import_id = {number}")
            said_of = [dict(zip(INCIDENTS.names, row, strict=True)) for row in rows.fetchall()]
            said = "select as_at, covers_from, covers_until from imports where import_id = ?"
            as_at, first, last = opened.execute(said, [number]).fetchall()[0]
        read = replace(
            extract([incident("W1")], as_at=as_at, name=f"{number}.csv"),
            incidents=pa.Table.from_pylist(said_of, INCIDENTS),
            medicines=name_writings(writings),
        )
        register.commit(store, SINGLE_USER, read, NOW, covers=(first, last))
    work.place_words(
        store, SINGLE_USER, [each.as_choice() for each in register.placed_words(old, SINGLE_USER, NOW)], NOW
    )
    return work.publish(store, SINGLE_USER, NOW).edition_id


def test_it_opens_is_kept_as_it_was_and_holds_what_it_held(old: Store) -> None:
    before, ledger = old.register.read_bytes(), asked_of(old.register, LEDGER)
    held = asked_of(old.register, RECORD)
    assert [each.import_id for each in register.imports(old, SINGLE_USER, NOW)] == [3, 2, 1]
    assert old.register.with_name("register.duckdb.format-2").read_bytes() == before
    assert asked_of(old.register, "select format from store") == [(FORMAT,)]
    assert asked_of(old.register, RECORD) == held == folded_anew(old, NOW)
    assert asked_of(old.register, LEDGER) == ledger, "what the ledger says of earlier acts stays"
    assert register.check(old, SINGLE_USER, NOW) == []


def test_its_names_are_read_again_once_and_it_counts_what_a_fresh_import_counts(
    old: Store, tmp_path: Path
) -> None:
    assert work.mend(old, SINGLE_USER, NOW) == [
        "Edition 9 was marked as released.",
        "5 acts were noted that an interruption had kept from the audit trail.",
        "Names of medicines were read again; edition 10 is a draft.",
    ]
    assert work.mend(old, SINGLE_USER, NOW) == []
    upgraded = answered(old, LAST_EDITION + 1)
    found = {row.drug_class: row.incidents for row in upgraded["incidents_by_drug_class class=curated"]}
    assert found == CLASSED
    pairs = upgraded["medicines_given_instead_of_intended "]
    assert [(row.given, row.intended, row.incidents) for row in pairs] == [("enoxaparin", "morphine", 1)]
    (changed,) = register.names_reread(old, SINGLE_USER, NOW)
    assert (changed.written, changed.was, changed.became, changed.incidents) == (
        "Clexane",
        "not recognised",
        "enoxaparin",
        1,
    )
    fresh = Store(tmp_path / "fresh")
    assert answered(fresh, imported_afresh(old, fresh)) == upgraded
    close_editions(fresh)


def test_before_its_names_are_read_again_they_are_what_the_older_list_said(old: Store) -> None:
    """What is published without it says no section by name, and loses no incident."""
    made = register.publish(old, SINGLE_USER, NOW, trust_name="x")
    by_class = answered(old, made.edition_id)["incidents_by_drug_class class=curated"]
    assert {row.drug_class: row.incidents for row in by_class} == {
        "Anticoagulants, parenteral": 1, "Opioids": 3, "Antibacterials": 1, "No medicine named": 1,
    }  # fmt: skip
