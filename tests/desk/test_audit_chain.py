"""The audit trail cannot be altered unseen: each way of touching it, at each of 500 lines, directly in SQLite with its triggers gone."""

import hashlib
import logging
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from dashboard import desk
from dashboard.desk.audit_head import written_heads
from dashboard.desk.file import open_desk
from dashboard.domain.audit_chain import RESTORE, Verified, audit_link
from dashboard.domain.reader import SINGLE_USER, NotAllowed, Reader, Role
from dashboard.domain.store import Store
from dashboard.domain.written_sql import written_sql
from tests.proofs.audit_touched import (
    LINES,
    NOW,
    by_hand,
    change,
    copied,
    cover_up,
    delete,
    insert,
    noted,
    put_in_place,
    swap,
    unseen,
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return noted(Store(tmp_path_factory.mktemp("whole")))


@pytest.fixture
def store(whole: Store, tmp_path: Path) -> Store:
    """A copy of the trail of 500 lines, which a test may touch."""
    return copied(whole, tmp_path)


def verified(store: Store) -> Verified:
    return desk.verify_audit(store, SINGLE_USER, NOW)


def test_what_was_not_touched_holds_and_its_hashes_are_of_the_documented_form(store: Store) -> None:
    found = verified(store)
    assert found.holds and found.lines == LINES
    assert found.sentence().startswith("500 lines, chain unbroken; head 500 ")
    with closing(sqlite3.connect(store.desk)) as connection:
        rows = connection.execute(written_sql("desk/audit_chain")).fetchall()
    before = ""
    for line, at, who, act, subject, detail, its_hash in rows:
        text = f'["{before}",{line},"{at}","{who}","{act}","{subject}","{detail}"]'
        assert hashlib.sha256(text.encode()).hexdigest() == its_hash, (
            "the form as it is documented, written by hand"
        )
        before = its_hash


def test_each_of_500_lines_touched_in_one_way_or_another(store: Store) -> None:
    """Each line in each way is a matter of the soak."""
    ways = (change, delete, swap, insert)
    many, wrong = unseen(store, ((ways[n % 4], n) for n in range(1, LINES + 1)))
    assert (many, wrong) == (LINES, [])


@pytest.mark.parametrize("n", [1, 2, 250, LINES])
def test_whoever_binds_the_chain_anew_is_seen_by_the_heads_that_were_written_down(
    store: Store, n: int
) -> None:
    assert unseen(store, [(cover_up, n)]) == (1, [])
    store.audit_head.unlink()
    with by_hand(store) as hand:
        cover_up(hand, n)
    broken = verified(store).broken
    assert broken and "is not there" in broken.how, "nor does it help to take the heads away"


def test_a_hash_alone_that_was_changed(store: Store) -> None:
    with by_hand(store) as hand:
        hand.execute("update audit set hash = ? where line = 77", ("0" * 64,))
    broken = verified(store).broken
    assert broken and broken.line == 77


def test_a_line_put_in_at_the_end_by_another_program(store: Store) -> None:
    with by_hand(store) as hand:
        hand.execute(
            "insert into audit (happened_at, who, act, subject, detail) values ('2026-11-23', 'x', 'x', '', '')"
        )
    broken = verified(store).broken
    assert broken and broken.line == LINES + 1 and "another program" in broken.how


@pytest.mark.parametrize("cut", [1, 2, 250, 500])
def test_the_end_cut_off(store: Store, cut: int) -> None:
    with by_hand(store) as hand:
        hand.execute("delete from audit where line > ?", (LINES - cut,))
        hand.execute("update sqlite_sequence set seq = ? where name = 'audit'", (LINES - cut,))
    broken = verified(store).broken
    assert broken and broken.line == LINES - cut + 1 and "cut off" in broken.how
    desk.note_act(store, SINGLE_USER, "export", "and more after it", "", NOW)
    broken = verified(store).broken
    assert broken and broken.line == LINES - cut + 1


def test_the_whole_desk_exchanged(store: Store, tmp_path: Path) -> None:
    other = noted(Store(tmp_path / "other"), LINES + 20, what="undo import")
    assert verified(other).holds
    put_in_place(other.desk, store.desk)
    broken = verified(store).broken
    assert broken and broken.line == 1
    store.desk.unlink()
    for beside in store.root.glob("desk.sqlite3-*"):
        beside.unlink()
    broken = verified(store).broken
    assert broken and "cut off" in broken.how, "an empty desk in its place"


def test_a_head_from_the_log_is_compared_with(store: Store) -> None:
    head = verified(store).head
    assert head
    assert desk.verify_audit(store, SINGLE_USER, NOW, [(head.line, head.hash.upper())]).holds
    assert not desk.verify_audit(store, SINGLE_USER, NOW, [(head.line, "0" * 64)]).holds
    assert not desk.verify_audit(store, SINGLE_USER, NOW, [(head.line + 9, head.hash)]).holds


def test_a_backup_that_is_restored_goes_on_with_a_line_that_says_so(store: Store, tmp_path: Path) -> None:
    kept = tmp_path / "backup.sqlite3"
    put_in_place(store.desk, kept)
    for n in range(3):
        desk.note_act(store, SINGLE_USER, "import", f"import {n}", "", NOW)
    put_in_place(kept, store.desk)
    broken = verified(store).broken
    assert broken and broken.line == LINES + 1, "without the line it is a cut"
    desk.note_act(store, SINGLE_USER, RESTORE, "backup of 23/11/2026", "", NOW)
    desk.note_act(store, SINGLE_USER, "import", "import 9", "", NOW)
    found = verified(store)
    assert found.holds and found.lines == LINES + 2 and found.left_by_restore == 3
    assert "3 lines that were written after the backup" in found.sentence()


def test_an_older_desk_is_bound_when_it_is_opened(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with closing(sqlite3.connect(store.desk, isolation_level=None)) as connection:
        for n in range(1, 6):
            connection.executescript(written_sql(f"schema/desk_00{n}"))
        connection.execute("insert into desk values (5, '0.6.0', '2026-01-05T09:00:00')")
        for n in range(4):
            connection.execute(
                "insert into audit (happened_at, who, act, subject, detail) values ('2026-01-05', 'mso', 'import', ?, '')",
                (f"import {n}",),
            )
    found = verified(store)
    assert found.holds and found.lines == 4 and found.written_down == found.head
    first = desk.audit_trail(store, SINGLE_USER, NOW)[-1]
    assert first.hash == audit_link("", 1, "2026-01-05", "mso", "import", "import 0", "")
    with pytest.raises(sqlite3.DatabaseError), open_desk(store, NOW, writes=True) as connection:
        connection.execute("update audit set hash = 'x'")


ANOTHER = """
import sys
from datetime import datetime
from pathlib import Path
from dashboard import desk
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
for n in range(20):
    desk.note_act(Store(Path(sys.argv[1])), SINGLE_USER, "export", f"of another program {n}", "", datetime(2026, 11, 23))
"""


def test_two_programs_and_many_threads_make_one_chain(tmp_path: Path) -> None:
    store = Store(tmp_path)
    desk.settings(store, NOW)
    other = subprocess.Popen([sys.executable, "-c", ANOTHER, str(tmp_path)])
    threads = [
        threading.Thread(
            target=lambda: [desk.note_act(store, SINGLE_USER, "export", "here", "", NOW) for _ in range(5)]
        )
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert other.wait(60) == 0
    found = verified(store)
    assert found.holds and found.lines == 40
    heads = written_heads(store)
    assert heads is not None and {head.line for head in heads} == set(range(1, 41))


def test_an_act_holds_though_its_head_cannot_be_written_down(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("dashboard"), "propagate", True)
    store = Store(tmp_path)
    store.audit_head.mkdir(parents=True)
    desk.note_act(store, SINGLE_USER, "export", "x", "", NOW)
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == [
        "audit head not written"
    ]
    store.audit_head.rmdir()
    desk.note_act(store, SINGLE_USER, "export", "y", "", NOW)
    assert verified(store).holds


def test_a_line_is_written_down_in_the_log_without_what_it_says(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("dashboard"), "propagate", True)
    caplog.set_level(logging.INFO)
    store = Store(tmp_path)
    desk.note_act(store, SINGLE_USER, "export", "canary", "canary", NOW)
    head = verified(store).head
    assert head and f"audit head 1 {head.hash}" in [record.message for record in caplog.records]
    assert "canary" not in store.audit_head.read_text(encoding="utf-8")


def test_who_verifies(tmp_path: Path) -> None:
    assert (
        desk.verify_audit(Store(tmp_path), Reader("a", Role.AUDITOR), NOW).sentence()
        == "The audit trail has no line yet."
    )
    with pytest.raises(NotAllowed):
        desk.verify_audit(Store(tmp_path), Reader("d", Role.DIRECTOR), NOW)
