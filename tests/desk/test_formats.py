"""A desk of an older format is brought up to date in place: whole or not at all, with a copy of what it was."""

import sqlite3
import threading
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dashboard import desk
from dashboard.desk import file as desk_file
from dashboard.desk.file import FORMAT, open_desk
from dashboard.domain.dated import DatedKind, DatedRecord
from dashboard.domain.profile import Profile
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from dashboard.domain.written_sql import written_sql

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
THEN = "2026-01-05T09:00:00"
LISTING = Profile("Monthly", SourceSystem.DATIX, ("Ref", "Date"))


@pytest.fixture
def old(tmp_path: Path) -> Store:
    """A desk as format 1 made it, with a line in each of its tables."""
    store = Store(tmp_path / "store")
    store.root.mkdir()
    with closing(sqlite3.connect(store.desk, isolation_level=None)) as connection:
        connection.execute("pragma journal_mode = wal")
        connection.executescript(written_sql("schema/desk_001"))
        connection.execute("insert into desk values (1, '0.1.0', ?)", (THEN,))
        connection.execute("insert into setting values ('filling_up_days', '45', ?, 'mso')", (THEN,))
        connection.execute(
            "insert into audit (happened_at, who, act, subject, detail) values (?, 'mso', 'import', 'import 1', '3 rows')",
            (THEN,),
        )
        connection.execute(
            "insert into dated_record (kind, dated_on, label, reason, owner, added_at, added_by) values "
            "('annotation', '2025-03-01', 'Campaign', '', 'Team', ?, 'mso')",
            (THEN,),
        )
    return store


def copy_of(store: Store) -> Path:
    return store.root / "desk.sqlite3.before-2"


def format_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("select format from desk").fetchone()[0]


def tables_of(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")}


def test_an_old_desk_is_read_and_written_as_a_new_one(old: Store) -> None:
    assert format_of(old.desk) == 1
    assert desk.profiles(old, SINGLE_USER, NOW) == []
    assert format_of(old.desk) == FORMAT == 9
    desk.save_profile(old, SINGLE_USER, LISTING, NOW)
    assert [each.name for each in desk.profiles(old, SINGLE_USER, NOW)] == ["Monthly"]
    assert desk.settings(old, NOW)["filling_up_days"] == 45
    assert desk.dated_records(old, SINGLE_USER, NOW) == [
        DatedRecord(DatedKind.ANNOTATION, date(2025, 3, 1), "Campaign", owner="Team")
    ]
    assert [line.act for line in desk.audit_trail(old, SINGLE_USER, NOW)] == ["save profile", "import"]


def test_writing_first_brings_it_up_to_date_too(old: Store) -> None:
    desk.save_profile(old, SINGLE_USER, LISTING, NOW)
    assert [each.name for each in desk.profiles(old, SINGLE_USER, NOW)] == ["Monthly"]


def test_what_it_was_stays_beside_it(old: Store) -> None:
    desk.settings(old, NOW)
    desk.change_setting(old, SINGLE_USER, "filling_up_days", "60", NOW)
    assert format_of(copy_of(old)) == 1
    with closing(sqlite3.connect(copy_of(old))) as connection:
        assert connection.execute("select value from setting").fetchall() == [("45",)]
        assert connection.execute("select count(*) from audit").fetchone() == (1,)
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
    assert sorted(path.name for path in old.root.glob("*.tmp")) == []


def test_an_old_desk_and_a_new_one_end_as_the_same(old: Store, tmp_path: Path) -> None:
    desk.settings(old, NOW)
    new = Store(tmp_path / "new")
    desk.settings(new, NOW)
    shapes = []
    for store in (old, new):
        with closing(sqlite3.connect(store.desk)) as connection:
            shapes.append(
                connection.execute("select type, name, sql from sqlite_master order by name").fetchall()
            )
    assert shapes[0] == shapes[1]
    assert not copy_of(new).exists()


@pytest.mark.parametrize("written_in", [1, 2, 3])
def test_a_desk_of_any_earlier_format_ends_as_a_new_one(tmp_path: Path, written_in: int) -> None:
    before, new = Store(tmp_path / "before"), Store(tmp_path / "new")
    before.root.mkdir()
    with closing(sqlite3.connect(before.desk, isolation_level=None)) as connection:
        for name in desk_file.FORMATS[:written_in]:
            connection.executescript(written_sql(name))
        connection.execute("insert into desk values (?, '0.1.0', ?)", (written_in, THEN))
    for store in (before, new):
        assert (
            desk.saved_views(store, SINGLE_USER, NOW) == []
            and desk.marks_of(store, SINGLE_USER, [1], NOW) == {}
        )
    assert format_of(before.desk) == format_of(new.desk) == FORMAT
    assert tables_of(before.desk) == tables_of(new.desk)
    assert format_of(before.root / f"desk.sqlite3.before-{written_in + 1}") == written_in


def test_audit_trail_still_cannot_be_changed(old: Store) -> None:
    desk.settings(old, NOW)
    with pytest.raises(sqlite3.DatabaseError), open_desk(old, NOW) as connection:
        connection.execute("delete from audit")


def test_a_failure_half_way_leaves_the_old_desk(old: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> str:
        script = written_sql(name)
        return f"{script}\ninsert into no_such_table values (1);\n" if name == "schema/desk_002" else script

    with monkeypatch.context() as patched:
        patched.setattr(desk_file, "written_sql", broken)
        with pytest.raises(sqlite3.Error):
            desk.settings(old, NOW)
    assert format_of(old.desk) == 1
    assert "profile" not in tables_of(old.desk)
    assert desk.settings(old, NOW)["filling_up_days"] == 45
    assert format_of(old.desk) == FORMAT


def test_many_that_open_it_at_once_bring_it_up_to_date_once(old: Store) -> None:
    failures: list[BaseException] = []

    def look(n: int) -> None:
        try:
            desk.note_act(old, SINGLE_USER, "look", f"{n}", "", NOW)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=look, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(desk.audit_trail(old, SINGLE_USER, NOW)) == 9
    assert format_of(copy_of(old)) == 1
