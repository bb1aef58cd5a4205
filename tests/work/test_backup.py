"""A backup, and the store that it is restored into: the same tables, nothing deleted, no number given twice, whatever the clock says."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dashboard import desk, register, work
from dashboard.domain.backup import Backup, backups_in, read_manifest
from dashboard.domain.reader import SINGLE_USER, NotAllowed, Reader, Role
from dashboard.domain.store import Store, StoreProblem
from dashboard.work.safekeeping import restore as restoring
from tests.looked_at_here import looking_here
from tests.register.failing_statements import everything_in
from tests.register.stored_extracts import extract, incident

NOW = datetime(2026, 10, 25, 0, 30)
"""Half past one in London on the night in which that hour comes twice."""

REPOSITORY = Path(__file__).resolve().parents[2]
SERVES_AND_WRITES = """
import sys, time
from datetime import datetime
from pathlib import Path
from dashboard import register
from dashboard.domain.store import Store
from dashboard.work.safekeeping.in_use import serving
store = Store(Path(sys.argv[1]))
with serving(store, "a dashboard", datetime(2026, 11, 26, 7, 30)):
    with register.register_locked(store, datetime(2026, 11, 26, 7, 30)):
        print("both", flush=True)
        sys.stdin.readline()
    print("serving", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture(scope="module", autouse=True)
def looked_at_here() -> Iterator[None]:
    with looking_here():
        yield


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, Backup]:
    """A store with an import, a released edition, an annotation's worth of audit, and a backup of it."""
    store = Store(tmp_path_factory.mktemp("backup") / "store")
    register.commit(store, SINGLE_USER, extract([incident("W1"), incident("W2")], name="a"), NOW)
    work.publish(store, SINGLE_USER, NOW)
    work.release_edition(store, SINGLE_USER, 1, NOW, "committee")
    desk.change_setting(store, SINGLE_USER, "trust_name", "Riverside", NOW)
    return store, work.back_up(store, SINGLE_USER, NOW)


@pytest.fixture
def store(template: tuple[Store, Backup], tmp_path: Path) -> Store:
    shutil.copytree(template[0].root, tmp_path / "store")
    return Store(tmp_path / "store")


def newest(store: Store) -> Backup:
    return backups_in(store.root / "backups")[0]


def work_on(store: Store) -> None:
    register.commit(store, SINGLE_USER, extract([incident("W3")], name="b"), NOW)
    work.publish(store, SINGLE_USER, NOW)
    desk.change_setting(store, SINGLE_USER, "trust_name", "Hillview", NOW)


def test_a_restore_gives_back_what_was_and_deletes_nothing(store: Store) -> None:
    was = everything_in(store)
    work_on(store)
    since = everything_in(store)
    done = work.restore_backup(store, SINGLE_USER, newest(store), NOW)
    assert everything_in(store) == was
    assert desk.settings(store, NOW)["trust_name"] == "Riverside"
    assert json.loads(store.released_mark(1).read_text(encoding="utf-8"))["note"] == "committee"
    assert done.set_aside is not None
    aside = Store(done.set_aside)
    assert everything_in(aside) == since
    assert desk.settings(aside, NOW)["trust_name"] == "Hillview"
    (line,) = desk.acts_of_kind(store, SINGLE_USER, "restore backup", 5, NOW)
    assert line[2] == newest(store).name
    # A number names one content for ever: 2 was another edition, before the restore.
    assert work.publish(store, SINGLE_USER, NOW).edition_id == 3


def test_the_desk_alone_is_restored_and_others_can_write_beside_readers_again(store: Store) -> None:
    work_on(store)
    since = everything_in(store)
    work.restore_backup(store, SINGLE_USER, newest(store), NOW, work.DESK_ALONE)
    assert everything_in(store) == since
    assert desk.settings(store, NOW)["trust_name"] == "Riverside"
    with desk.file.open_desk(store, NOW) as opened:
        assert opened.execute("pragma journal_mode").fetchone() == ("wal",)


def test_an_empty_folder_becomes_the_store(store: Store, tmp_path: Path) -> None:
    done = work.restore_backup(Store(tmp_path / "new"), SINGLE_USER, newest(store), NOW)
    assert done.set_aside is None
    assert everything_in(Store(tmp_path / "new")) == everything_in(store)


def test_a_restore_that_is_killed_between_two_names_is_finished_at_the_start(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    was = everything_in(store)
    work_on(store)
    rename, names = os.rename, 0
    for stop in (1, 3, 5, 6):
        copy = Store(store.root.with_name(f"copy {stop}"))
        shutil.copytree(store.root, copy.root)
        left = [stop]

        def counting(old: object, new: object, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise KeyboardInterrupt
            rename(old, new)  # pyright: ignore[reportArgumentType]

        with monkeypatch.context() as patched:
            patched.setattr(restoring.os, "rename", counting)
            try:
                work.restore_backup(copy, SINGLE_USER, newest(copy), NOW)
            except KeyboardInterrupt:
                names += 1
        assert work.finish_restore(copy, SINGLE_USER, NOW) == (left[0] < 0)
        assert everything_in(copy) == was
        assert not work.finish_restore(copy, SINGLE_USER, NOW)
    assert names >= 3, "the names are changed in fewer steps than were interrupted"


def test_the_clock_goes_back_and_numbers_do_not(store: Store) -> None:
    """An hour comes twice, and then a day: backups, imports and editions are ordered by their numbers."""
    for back in (timedelta(hours=1), timedelta(days=1), timedelta(0)):
        register.commit(store, SINGLE_USER, extract([incident(f"B{back}")], name=f"{back}"), NOW - back)
        work.publish(store, SINGLE_USER, NOW - back)
        work.back_up(store, SINGLE_USER, NOW - back)
    names = [each.name for each in backups_in(store.root / "backups")]
    assert names == [
        "backup-000004-2026-10-25", "backup-000003-2026-10-24", "backup-000002-2026-10-24", "backup-000001-2026-10-25",
    ]  # fmt: skip
    assert [each.edition_id for each in register.publications(store, SINGLE_USER, NOW)] == [4, 3, 2, 1]
    last = work.last_backup(store, SINGLE_USER, NOW)
    assert last is not None and last[1] == "backup-000004-2026-10-25"
    assert work.lost_imports(store, SINGLE_USER, NOW) == []
    assert register.check(store, SINGLE_USER, NOW) == []


def test_the_oldest_go_and_editions_take_their_room_once(store: Store) -> None:
    work.back_up(store, SINGLE_USER, NOW, keep=2)
    work.back_up(store, SINGLE_USER, NOW, keep=2)
    left = backups_in(store.root / "backups")
    assert [each.manifest.number for each in left] == [3, 2]
    files = [each.folder / "editions" / "1.duckdb" for each in left]
    assert files[0].samefile(files[1]) and not files[0].samefile(store.edition(1))
    with pytest.raises(StoreProblem, match="At least one"):
        work.back_up(store, SINGLE_USER, NOW, keep=0)


def changed(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    "name", ["register.duckdb", "desk.sqlite3", "editions/1.duckdb", "manifest.json", "missing"]
)
def test_a_backup_that_is_not_what_was_written_is_refused_and_changes_nothing(
    store: Store, name: str
) -> None:
    backup = newest(store)
    if name == "missing":
        (backup.folder / "desk.sqlite3").unlink()
    elif name == "manifest.json":
        manifest = json.loads((backup.folder / name).read_text(encoding="utf-8"))
        manifest["files"][0]["name"] = "../../outside"
        (backup.folder / name).write_text(json.dumps(manifest), encoding="utf-8")
    else:
        changed(backup.folder / name)
    was = everything_in(store)
    with pytest.raises(StoreProblem) as told:
        work.restore_backup(store, SINGLE_USER, Backup(backup.folder, read_manifest(backup.folder)), NOW)
    assert "earlier backup" in str(told.value)
    assert everything_in(store) == was
    assert not list(store.root.glob("restore-*")) and not list(store.root.glob("set-aside-*"))


def test_an_edition_that_cannot_be_read_is_left_out_and_said(store: Store) -> None:
    work_on(store)
    store.edition(2).write_bytes(store.edition(2).read_bytes()[:9_000])
    backup = work.back_up(store, SINGLE_USER, NOW)
    assert (backup.manifest.left_out, backup.manifest.editions()) == ((2,), [1])
    assert work.verified(backup.folder).whole


def test_who_may_not_and_what_does_not_fit(store: Store, tmp_path: Path) -> None:
    for role in (Role.TEAM, Role.AUDITOR, Role.DIRECTOR):
        with pytest.raises(NotAllowed):
            work.back_up(store, Reader("x", role), NOW)
        with pytest.raises(NotAllowed):
            work.restore_backup(store, Reader("x", role), newest(store), NOW)
    with pytest.raises(StoreProblem, match="never mix"):
        work.restore_backup(Store(tmp_path / "new", made_up=True), SINGLE_USER, newest(store), NOW)
    with pytest.raises(StoreProblem, match="nothing to back up"):
        work.back_up(Store(tmp_path / "empty"), SINGLE_USER, NOW)


def test_another_program_is_named_and_waited_for(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register.file, "LOCK_SECONDS", 0.2)
    other = subprocess.Popen(
        [sys.executable, "-c", SERVES_AND_WRITES, str(store.root)],
        cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert other.stdin is not None and other.stdout is not None
    try:
        assert other.stdout.readline() == "both\n"
        with pytest.raises(StoreProblem, match=rf"\(process {other.pid}, -c, since 2026-11-26T07:30 UTC\)"):
            register.imports(store, SINGLE_USER, NOW)
        other.stdin.write("\n")
        other.stdin.flush()
        assert other.stdout.readline() == "serving\n"
        assert len(register.imports(store, SINGLE_USER, NOW)) == 1
        with pytest.raises(StoreProblem, match=rf"in use by a dashboard \(process {other.pid}, since"):
            work.restore_backup(store, SINGLE_USER, newest(store), NOW)
        other.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
        other.wait()
        work.restore_backup(store, SINGLE_USER, newest(store), NOW)
        assert not list((store.root / "in-use").iterdir())
    finally:
        other.kill()
        other.wait()
        other.stdin.close()
        other.stdout.close()
