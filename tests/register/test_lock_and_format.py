"""The one way to open the register: one at a time, in threads and processes; never a newer, damaged or mixed-up file."""

import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock

from dashboard import edition, register
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store, StoreProblem
from dashboard.edition.ask import _connect as connect_to_edition
from dashboard.register import file as register_file
from tests.register.stored_extracts import NOW, asked_of, extract, incident

REPOSITORY = Path(__file__).resolve().parents[2]

COMMITS = """
import sys
from datetime import date
from pathlib import Path
from dashboard import register
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from tests.register.stored_extracts import NOW, extract, incident
who, count = sys.argv[2], int(sys.argv[3])
for n in range(count):
    done = register.commit(Store(Path(sys.argv[1])), SINGLE_USER, extract([incident(f"{who}{n}")], name=f"{who}{n}"), NOW)
    print(done.import_id, flush=True)
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def test_eight_threads_with_the_same_bytes_make_one_import(store: Store) -> None:
    same = extract([incident(f"W{n}") for n in range(50)])
    results: list[bool] = []
    start = threading.Barrier(8)

    def upload() -> None:
        start.wait()
        results.append(register.commit(store, SINGLE_USER, same, NOW).repeat)

    threads = [threading.Thread(target=upload) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [False] + [True] * 7
    assert asked_of(store.register, "select count(*), count(distinct reference) from revision") == [(50, 50)]


def test_two_processes_and_two_threads_each_get_numbers_of_their_own(store: Store) -> None:
    arguments = [[sys.executable, "-c", COMMITS, str(store.root), who, "4"] for who in "ab"]
    started = [
        subprocess.Popen(each, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) for each in arguments
    ]
    ids: list[int] = []

    def upload(who: str) -> None:
        for n in range(4):
            one = extract([incident(f"{who}{n}")], name=f"{who}{n}")
            ids.append(register.commit(store, SINGLE_USER, one, NOW).import_id)

    threads = [threading.Thread(target=upload, args=(who,)) for who in "cd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for process in started:
        out, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        ids += [int(line) for line in out.split()]
    assert sorted(ids) == list(range(1, 17))
    assert asked_of(store.register, "select count(distinct reference) from revision") == [(16,)]


def test_somebody_who_keeps_the_lock_is_named_in_one_sentence(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.commit(store, SINGLE_USER, extract([incident("W1")]), NOW)
    monkeypatch.setattr(register_file, "LOCK_SECONDS", 0.2)
    with FileLock(str(store.root / "register.lock")), pytest.raises(StoreProblem, match="Another program"):
        register.imports(store, SINGLE_USER, NOW)
    assert len(register.imports(store, SINGLE_USER, NOW)) == 1


def test_an_error_inside_lets_the_lock_go(store: Store) -> None:
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), register_file.open_register(store, NOW):
            raise ZeroDivisionError
    assert register.imports(store, SINGLE_USER, NOW) == []


def test_register_of_a_newer_version_is_refused_and_left_as_it_is(store: Store) -> None:
    register.commit(store, SINGLE_USER, extract([incident("W1")]), NOW)
    with duckdb.connect(str(store.register)) as connection:
        connection.execute("update store set format = 99")
    before = store.register.read_bytes()
    for attempt in (
        lambda: register.imports(store, SINGLE_USER, NOW),
        lambda: register.commit(store, SINGLE_USER, extract([incident("W2")]), NOW),
        lambda: register.publish(store, SINGLE_USER, NOW, trust_name="x"),
        lambda: register.mend_publications(store, NOW),
    ):
        with pytest.raises(StoreProblem, match="newer version"):
            attempt()
    assert store.register.read_bytes() == before


@pytest.mark.parametrize("made_up", [True, False])
def test_made_up_and_real_stores_never_mix(tmp_path: Path, made_up: bool) -> None:
    store, other = Store(tmp_path, made_up=made_up), Store(tmp_path, made_up=not made_up)
    register.commit(store, SINGLE_USER, extract([incident("W1")]), NOW)
    for attempt in (
        lambda: register.commit(other, SINGLE_USER, extract([incident("W2")]), NOW),
        lambda: register.imports(other, SINGLE_USER, NOW),
        lambda: register.publish(other, SINGLE_USER, NOW, trust_name="x"),
    ):
        with pytest.raises(StoreProblem, match="never mix"):
            attempt()
    assert len(register.imports(store, SINGLE_USER, NOW)) == 1


def test_store_of_the_made_up_trust_lies_beside_the_real_one(store: Store) -> None:
    made_up = store.made_up_trust()
    assert made_up.made_up and not store.made_up
    register.commit(made_up, SINGLE_USER, extract([incident("W1")]), NOW)
    assert not store.has_register()
    assert register.imports(store, SINGLE_USER, NOW) == []
    register.publish(made_up, SINGLE_USER, NOW, trust_name="x")
    assert asked_of(made_up.edition(1), "select made_up from edition") == [(True,)]


@pytest.mark.parametrize("content", [b"not a database at all " * 300, None])
def test_damaged_register_is_one_sentence(store: Store, content: bytes | None) -> None:
    register.commit(store, SINGLE_USER, extract([incident("W1")]), NOW)
    whole = store.register.read_bytes()
    store.register.write_bytes(whole[: len(whole) // 3] if content is None else content)
    with pytest.raises(StoreProblem) as told:
        register.imports(store, SINGLE_USER, NOW)
    assert str(told.value).endswith(".") and "\n" not in str(told.value)


def test_a_register_of_no_bytes_is_one_that_never_was(store: Store) -> None:
    """What a process leaves that was killed in the instant in which it made the file."""
    store.root.mkdir()
    store.register.touch()
    assert register.commit(store, SINGLE_USER, extract([incident("W1")]), NOW).import_id == 1


def escapes(outside: Path, marker: Path) -> list[str]:
    """Statements that would read or write another file, reach a network, or take the locks off."""
    return [
        f"select * from read_csv('{outside}')",
        f"select * from read_text('{outside}')",
        f"select * from read_blob('{outside}')",
        f"select * from '{outside}'",
        f"select * from read_json('{outside}')",
        f"select * from read_csv('{outside.parent}/editions/../{outside.name}')",
        f"select * from glob('{outside.parent}/*')",
        f"copy (select 1) to '{marker}'",
        f"copy store from '{outside}'",
        f"attach '{marker}' as other",
        f"attach '{outside}' as other (type sqlite)",
        f"export database '{marker}'",
        "select * from read_csv('https://example.org/x.csv')",
        "install httpfs",
        "load httpfs",
        "install spatial from community",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "set allowed_directories = ['/']",
        "set autoinstall_known_extensions = true",
        "set memory_limit = '100GB'",
        "pragma enable_profiling = 'json'",
    ]


def test_register_reads_and_writes_nothing_else_of_the_computer(store: Store) -> None:
    outside, marker = store.root / "outside.csv", store.root / "marker"
    register.commit(store, SINGLE_USER, extract([incident("W1")]), NOW)
    outside.write_text("a,b\n1,2\n")
    with register_file.open_register(store, NOW) as connection:
        for statement in escapes(outside, marker):
            with pytest.raises(duckdb.Error):
                connection.execute(statement).fetchall()
    assert not marker.exists()


def test_edition_reads_and_writes_nothing_at_all(store: Store) -> None:
    outside, marker = store.root / "outside.csv", store.root / "marker"
    register.commit(store, SINGLE_USER, extract([incident("W1")]), NOW)
    register.publish(store, SINGLE_USER, NOW, trust_name="x")
    outside.write_text("a,b\n1,2\n")
    before = store.edition(1).read_bytes()
    connection = connect_to_edition(str(store.edition(1)), 1)
    changes = [
        "delete from incident",
        "insert into edition select * from edition",
        "create table t(a int)",
        "drop macro selected_incident",
    ]
    for statement in [*escapes(outside, marker), *changes, f"select * from read_csv('{store.edition(1)}')"]:
        with pytest.raises(duckdb.Error):
            connection.execute(statement).fetchall()
    connection.close()
    assert not marker.exists()
    assert store.edition(1).read_bytes() == before


def test_an_edition_that_is_open_does_not_stop_the_next_from_being_published(store: Store) -> None:
    register.commit(store, SINGLE_USER, extract([incident("W1")]), NOW)
    for edition_id in (1, 2, 3):
        made = register.publish(store, SINGLE_USER, NOW, trust_name="x")
        assert made.edition_id == edition_id
        rows = edition.ask(
            "incidents_by_harm_level",
            IncidentFilter(from_=date(2026, 1, 1)),
            SINGLE_USER,
            store=store,
            edition_id=edition_id,
        )
        assert [(row.harm_level, row.incidents) for row in rows if row.incidents] == [("No harm", 1)]


def test_what_a_transaction_has_inserted_is_read_in_it(store: Store) -> None:
    """DuckDB 2.0.0 reads such a table as empty when it keeps the order of insertion: a month's ledger was negative by it."""
    with register_file.open_register(store, NOW) as connection:
        connection.execute("begin")
        connection.execute("create temp table many as select i, null as n from range(250000) x(i)")
        connection.execute("insert into changed_since_edition select n from many where n is not null")
        connection.execute("insert into changed_since_edition select i from many")
        found = connection.execute("select sum(n), count(n) from changed_since_edition").fetchall()
        connection.execute("rollback")
    assert found == [(sum(range(250000)), 250000)]
