"""A register and an edition of format 1, as a program of that format wrote them, opened by this one.

The rows under tests/golden/format_1 are made up. By hand: the December listing makes W1 low (it was severe) and moves W3 to
30 August, a month that LFPSE counts; W2 and W4 stand as September's listing has them; what the undone import said is gone.
So August is LFPSE's 31000002, September is W1, W2 and W4.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboard import register
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import OlderEdition, Store
from dashboard.edition import ask, close_editions
from dashboard.register import upgrade
from dashboard.register.upgrade import FORMAT
from tests.python_files import ROOT
from tests.register.failing_statements import Fault, failing_at
from tests.register.stored_extracts import NOW, asked_of, bed_days, extract, incident

AUGUST, SEPTEMBER = date(2025, 8, 1), date(2025, 9, 1)
COUNTED = {AUGUST: 1, SEPTEMBER: 3}
HARM = {"Low": 3, "Not recorded": 1}
OLD_EDITION = 6
SCHEMA, ROWS = ROOT / "queries" / "schema", ROOT / "tests" / "golden" / "format_1"


def written_by_format_1(path: Path, name: str) -> None:
    """The schema of format 1, and the rows."""
    with duckdb.connect(str(path)) as connection:
        for script in (SCHEMA / f"{name}_001.sql", ROWS / f"{name}.sql"):
            connection.execute(script.read_text(encoding="utf-8"))


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path)
    store.editions.mkdir()
    written_by_format_1(store.register, "register")
    written_by_format_1(store.edition(OLD_EDITION), "edition")
    yield store
    close_editions(store)


def kept_copy(store: Store) -> Path:
    return store.register.with_name("register.duckdb.format-1")


def answered(store: Store, question: str, edition: int) -> list[Any]:
    return ask(question, IncidentFilter(), SINGLE_USER, store=store, edition_id=edition)


def counted(store: Store, edition: int) -> dict[date, int]:
    return {row.month: row.incidents for row in answered(store, "incidents_by_month", edition)}


def published(store: Store) -> int:
    return register.publish(store, SINGLE_USER, NOW, trust_name="x").edition_id


def test_it_opens_counts_the_same_and_is_kept_as_it_was(old: Store) -> None:
    before = old.register.read_bytes()
    assert [each.import_id for each in register.imports(old, SINGLE_USER, NOW)] == [5, 4, 3, 2, 1]
    assert kept_copy(old).read_bytes() == before
    assert asked_of(old.register, "select format from store") == [(FORMAT,)]
    edition = published(old)
    assert edition == OLD_EDITION + 1
    assert counted(old, edition) == counted(old, OLD_EDITION) == COUNTED
    for found in (edition, OLD_EDITION):
        rows = answered(old, "incidents_by_harm_level", found)
        assert {row.harm_level: row.incidents for row in rows if row.incidents} == HARM
    for question in (
        "reporting_rate_by_month",
        "moderate_and_above",
        "records_not_counted",
        "covered_months",
    ):
        assert answered(old, question, edition) == answered(old, question, OLD_EDITION), question
    assert register.check(old, SINGLE_USER, NOW) == []
    assert kept_copy(old).read_bytes() == before


def test_an_upgrade_restates_nothing(old: Store) -> None:
    edition = published(old)
    assert answered(old, "restatements", edition) == [] and answered(old, "regrades", edition) == []
    for import_id in (1, 2, 5):
        assert register.restatements(old, SINGLE_USER, import_id, NOW) == ()


def test_an_old_edition_says_that_it_cannot_answer_what_came_later(old: Store) -> None:
    assert answered(old, "incidents_by_month", OLD_EDITION)
    for question in ("restatements", "coverage_calendar", "activity_by_kind_and_month"):
        with pytest.raises(OlderEdition):
            answered(old, question, OLD_EDITION)


def test_importing_and_undoing_go_on_where_the_old_program_stopped(old: Store) -> None:
    later = extract(
        [incident("W2", date(2025, 9, 5), site="Northgate", harm_level="Moderate")], as_at=date(2026, 2, 1)
    )
    done = register.commit(old, SINGLE_USER, later, NOW)
    assert (done.import_id, done.changes.new, done.changes.harm_up) == (6, 0, 1)
    assert [(each.month, each.before, each.after, each.regrades) for each in done.ledger] == [
        (SEPTEMBER, 3, 3, (("Low", "Moderate", 1),))
    ]
    assert done.ledger == register.restatements(old, SINGLE_USER, 6, NOW)
    register.undo(old, SINGLE_USER, 6, NOW)
    assert counted(old, published(old)) == COUNTED
    # without the December listing W3 is in September again, and W1 severe
    register.undo(old, SINGLE_USER, 5, NOW)
    edition = published(old)
    assert counted(old, edition) == {AUGUST: 1, SEPTEMBER: 4}
    rows = answered(old, "moderate_and_above", edition)
    assert [(row.reference, row.harm_level) for row in rows] == [("W1", "Severe")]
    register.commit_activity(old, SINGLE_USER, bed_days({SEPTEMBER: 410.0}, site="Northgate"), NOW)
    assert [row.bed_days for row in answered(old, "reporting_rate_by_month", published(old))] == [None, 610.0]
    assert register.check(old, SINGLE_USER, NOW) == []


def test_a_failed_upgrade_leaves_the_register_as_it_was(old: Store) -> None:
    before, was = asked_of(old.register, "select * from revision order by all"), old.register.read_bytes()
    with failing_at(0) as counted_statements:
        whole = Store(old.root / "another")
        whole.editions.mkdir(parents=True)
        written_by_format_1(whole.register, "register")
        register.imports(whole, SINGLE_USER, NOW)
    for number in [*range(1, counted_statements.passed - 1, 6), counted_statements.passed - 6]:
        with failing_at(number), pytest.raises(Fault):
            register.imports(old, SINGLE_USER, NOW)
        if asked_of(old.register, "select format from store") == [(FORMAT,)]:
            assert number > counted_statements.passed - 30, "it stood upgraded before its last steps"
            break
        assert asked_of(old.register, "select * from revision order by all") == before
        assert old.register.read_bytes() == was, "not byte for byte what it was"
        assert not (old.root / "upgrading").exists()
        assert asked_of(old.register, "select count(*) from duckdb_tables() where table_name = 'place'") == [
            (0,)
        ]
    assert counted(old, published(old)) == COUNTED


def test_a_copy_that_was_kept_before_is_not_overwritten(old: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an upgrade that failed has kept stays, whatever has been done to the register since."""
    before = old.register.read_bytes()

    def fails(*_: object) -> None:
        raise Fault

    with monkeypatch.context() as broken:
        broken.setattr(upgrade, "fold_everything", fails)
        with pytest.raises(Fault):
            register.imports(old, SINGLE_USER, NOW)
    with duckdb.connect(str(old.register)) as connection:
        connection.execute("delete from revision where reference = 'W4'")
    assert old.register.read_bytes() != before
    register.imports(old, SINGLE_USER, NOW)
    assert kept_copy(old).read_bytes() == before
