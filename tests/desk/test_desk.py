"""The desk: settings as rows, an audit trail that only grows, dated records; small, and never in the way of a reader."""

import re
import sqlite3
import threading
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from dashboard import desk
from dashboard.desk.file import open_desk
from dashboard.domain.dated import DatedKind, DatedRecord
from dashboard.domain.reader import SINGLE_USER, NotAllowed, Reader, Role
from dashboard.domain.settings import SETTINGS
from dashboard.domain.store import Store, StoreProblem

NOW = datetime(2026, 11, 23, 9, 0)
REPOSITORY = Path(__file__).resolve().parents[2]
READERS = {role: Reader(role.value, role) for role in Role}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def test_settings_begin_with_their_defaults(store: Store) -> None:
    found = desk.settings(store, NOW)
    assert found == {"trust_name": "Your trust", "filling_up_days": 30, "lfpse_switch_on": ""} | {
        name: value
        for name, value in found.items()
        if name not in ("trust_name", "filling_up_days", "lfpse_switch_on")
    }
    assert set(found) == {setting.name for setting in SETTINGS}


def test_a_changed_setting_stays_changed(store: Store) -> None:
    desk.change_setting(store, SINGLE_USER, "filling_up_days", "45", NOW)
    desk.change_setting(store, SINGLE_USER, "filling_up_days", "60", NOW)
    desk.change_setting(store, SINGLE_USER, "trust_name", "Riverside ‘and’ Hillview; drop table setting", NOW)
    found = desk.settings(store, NOW)
    assert (found["filling_up_days"], found["trust_name"]) == (
        60,
        "Riverside ‘and’ Hillview; drop table setting",
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("filling_up_days", "soon"), ("filling_up_days", "-1"), ("filling_up_days", ""), ("filling_up_days", "²"),
        ("lfpse_switch_on", "June 2024"), ("lfpse_switch_on", "01/06/2024"), ("lfpse_switch_on", "2024-06-31"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_refused_and_nothing_changes(
    store: Store, name: str, value: str
) -> None:
    before = desk.settings(store, NOW)
    with pytest.raises(ValueError, match=name):
        desk.change_setting(store, SINGLE_USER, name, value, NOW)
    assert desk.settings(store, NOW) == before


def test_unknown_setting_is_refused(store: Store) -> None:
    with pytest.raises(KeyError):
        desk.change_setting(store, SINGLE_USER, "colour", "red", NOW)


def test_every_setting_is_documented() -> None:
    """docs/settings.md names each setting, and no setting that there is not."""
    text = (REPOSITORY / "docs" / "settings.md").read_text(encoding="utf-8")
    for setting in SETTINGS:
        assert re.search(rf"`{setting.name}`", text), setting.name
        assert setting.help


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MSO])
def test_only_the_officer_changes_settings(store: Store, role: Role) -> None:
    with pytest.raises(NotAllowed):
        desk.change_setting(store, READERS[role], "trust_name", "x", NOW)
    assert desk.settings(store, NOW)["trust_name"] == "Your trust"


def test_audit_trail_grows_and_is_newest_first(store: Store) -> None:
    for n in range(5):
        desk.note_act(
            store, SINGLE_USER, "import", f"import {n}", "3 rows accepted", NOW + timedelta(minutes=n)
        )
    lines = desk.audit_trail(store, SINGLE_USER, NOW)
    assert [line.line for line in lines] == [5, 4, 3, 2, 1]
    assert lines[0] == desk.AuditLine(
        5, NOW + timedelta(minutes=4), "single-user", "import", "import 4", "3 rows accepted"
    )


@pytest.mark.parametrize(
    "statement", ["update audit set who = 'nobody'", "delete from audit", "delete from audit where line = 1"]
)
def test_a_line_of_the_audit_trail_cannot_be_changed_or_taken_away(store: Store, statement: str) -> None:
    desk.note_act(store, SINGLE_USER, "import", "import 1", "", NOW)
    with pytest.raises(sqlite3.DatabaseError), open_desk(store, NOW) as connection:
        connection.execute(statement)
    assert [line.who for line in desk.audit_trail(store, SINGLE_USER, NOW)] == ["single-user"]


def test_no_query_of_ours_changes_the_audit_trail() -> None:
    for path in (REPOSITORY / "queries" / "desk").glob("*.sql"):
        text = path.read_text(encoding="utf-8").lower()
        assert not re.search(r"(update|delete from|replace into|drop table)\s+audit", text), path.name


def test_who_reads_the_audit_trail(store: Store) -> None:
    for role, reader in READERS.items():
        if role in (Role.MSO, Role.AUDITOR):
            assert desk.audit_trail(store, reader, NOW) == []
        else:
            with pytest.raises(NotAllowed):
                desk.audit_trail(store, reader, NOW)


def test_dated_records_come_back_oldest_first(store: Store) -> None:
    campaign = DatedRecord(DatedKind.ANNOTATION, date(2025, 3, 1), "Campaign", owner="Team")
    switch = DatedRecord(
        DatedKind.BREAK,
        date(2024, 6, 1),
        "Switch",
        "The form changed",
        "MSO",
        "Riverside",
        "Medicine",
        "Insulins",
    )
    desk.add_dated_record(store, SINGLE_USER, campaign, NOW)
    desk.add_dated_record(store, READERS[Role.TEAM], switch, NOW)
    assert desk.dated_records(store, SINGLE_USER, NOW) == [switch, campaign]
    with pytest.raises(NotAllowed):
        desk.add_dated_record(store, READERS[Role.COMMITTEE], campaign, NOW)
    assert len(desk.dated_records(store, SINGLE_USER, NOW)) == 2


def test_a_record_says_who_when_and_on_what_evidence_and_is_taken_back_once(store: Store) -> None:
    record = DatedRecord(DatedKind.BREAK, date(2025, 10, 1), "New form", "It changed", evidence="minute 4.2")
    number = desk.add_dated_record(store, READERS[Role.TEAM], record, NOW)
    (held,) = desk.dated_records(store, SINGLE_USER, NOW)
    assert (held.evidence, held.recorded_by, held.recorded_on, held.number) == (
        "minute 4.2", Role.TEAM.value, NOW.date(), number
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        desk.take_back_dated_record(store, READERS[Role.DIRECTOR], number, NOW)
    desk.take_back_dated_record(store, SINGLE_USER, number, NOW + timedelta(days=1))
    assert desk.dated_records(store, SINGLE_USER, NOW) == []
    for gone in (number, number + 1):
        with pytest.raises(KeyError):
            desk.take_back_dated_record(store, SINGLE_USER, gone, NOW)
    with open_desk(store, NOW) as connection:
        kept = connection.execute("select label, removed_by, removed_at from dated_record").fetchall()
    assert kept == [("New form", "single-user", "2026-11-24T09:00:00")], "it stays in the file"
    acts = [(line.act, line.subject) for line in desk.audit_trail(store, SINGLE_USER, NOW)]
    assert acts == [("take back break", f"record {number}"), ("record break", "2025-10-01")]
    assert "minute 4.2" not in str(desk.audit_trail(store, SINGLE_USER, NOW))


def test_a_record_is_of_the_day_in_london_on_which_it_was_made(store: Store) -> None:
    """Half past midnight of 2 July in London is 1 July in UTC."""
    record = DatedRecord(DatedKind.BREAK, date(2025, 10, 1), "New form", "It changed")
    desk.add_dated_record(store, SINGLE_USER, record, datetime(2026, 7, 1, 23, 30))
    (held,) = desk.dated_records(store, SINGLE_USER, NOW)
    assert held.recorded_on == date(2026, 7, 2)


def test_a_break_without_a_reason_is_not_kept_and_an_annotation_needs_none(store: Store) -> None:
    with pytest.raises(ValueError, match="needs a reason"):
        desk.add_dated_record(
            store, SINGLE_USER, DatedRecord(DatedKind.BREAK, date(2025, 10, 1), "x", " "), NOW
        )
    assert desk.dated_records(store, SINGLE_USER, NOW) == []
    desk.add_dated_record(
        store, SINGLE_USER, DatedRecord(DatedKind.ANNOTATION, date(2025, 10, 1), "Campaign"), NOW
    )
    assert len(desk.dated_records(store, SINGLE_USER, NOW)) == 1


def test_desk_is_kept_in_write_ahead_mode_so_that_reading_never_waits(store: Store) -> None:
    desk.note_act(store, SINGLE_USER, "import", "import 1", "", NOW)
    assert store.desk.read_bytes()[18:20] == b"\x02\x02", "file format 2: write-ahead log"
    with open_desk(store, NOW) as connection:
        assert connection.execute("pragma synchronous").fetchone() == (2,)
        connection.execute(
            "insert into audit (happened_at, who, act, subject, detail) values ('', '', '', '', '')"
        )
        assert len(desk.audit_trail(store, SINGLE_USER, NOW)) == 1, "a reader sees what was there before"


def test_an_error_leaves_the_desk_as_it_was(store: Store) -> None:
    desk.note_act(store, SINGLE_USER, "import", "import 1", "", NOW)
    with pytest.raises(ZeroDivisionError), open_desk(store, NOW) as connection:
        connection.execute("insert into setting values ('trust_name', 'x', '', '')")
        raise ZeroDivisionError
    assert desk.settings(store, NOW)["trust_name"] == "Your trust"


def test_many_threads_make_one_desk_and_lose_no_line(store: Store) -> None:
    failures: list[BaseException] = []

    def note(n: int) -> None:
        try:
            desk.note_act(store, SINGLE_USER, "import", f"import {n}", "", NOW)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=note, args=(n,)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    lines = desk.audit_trail(store, SINGLE_USER, NOW)
    assert {line.subject for line in lines} == {f"import {n}" for n in range(12)}
    assert len(lines) == 12


def test_desk_of_a_newer_version_is_refused(store: Store) -> None:
    desk.settings(store, NOW)
    with sqlite3.connect(store.desk) as connection:
        connection.execute("update desk set format = 99")
    connection.close()
    with pytest.raises(StoreProblem, match="newer version"):
        desk.settings(store, NOW)
