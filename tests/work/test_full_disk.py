"""No room on the disk, at the one moment of each act at which most was written; `dev.py soak` tries thirty moments."""

from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from dashboard import desk, register, work
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import DiskFull, Store, StoreProblem
from tests.looked_at_here import looking_here
from tests.proofs.forked import in_a_fork
from tests.register.stored_extracts import asked_of, extract, incident

resource = pytest.importorskip("resource", reason="the system's limit on the size of a file: not on Windows")
NOW = datetime(2026, 11, 23, 9)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "store")
    register.commit(made, SINGLE_USER, extract([incident(f"W{n}") for n in range(20)], name="a"), NOW)
    desk.note_act(made, SINGLE_USER, "import", "import 1", "20 rows accepted", NOW)
    return made


def refused(act, most: int) -> str:
    """What an act says in a process whose files may have so many bytes."""

    def limited() -> str:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
        try:
            act()
        except StoreProblem as problem:
            return str(problem)
        return "done"

    return in_a_fork(limited)


def test_an_import_a_publishing_and_a_backup_say_so_and_leave_nothing(store: Store) -> None:
    more = extract([incident(f"N{n}") for n in range(20)], name="b")
    with looking_here():
        for act in (
            lambda: register.commit(store, SINGLE_USER, more, NOW),
            lambda: work.publish(store, SINGLE_USER, NOW),
            lambda: work.back_up(store, SINGLE_USER, NOW),
            lambda: work.stage(store, b"x" * 50_000, NOW),
            lambda: [desk.note_act(store, SINGLE_USER, "decide", "x", "y" * 900, NOW) for _ in range(200)],
        ):
            said = refused(act, 12_288)
            assert isinstance(said, str) and "room" in said, said
        register.mend_publications(store, NOW)
        # What was committed before the room was lacking is there whole: the same again changes nothing twice.
        stored = asked_of(store.register, "select import_id, count(*) from revision group by all order by 1")
        assert stored in ([(1, 20)], [(1, 20), (2, 20)])
        assert list((store.root / "backups").glob("*")) == [] and not (store.root / "backup-making").exists()
        register.commit(store, SINGLE_USER, more, NOW)
        assert asked_of(store.register, "select count(distinct reference), count(*) from revision") == [
            (40, 40)
        ]
        assert register.check(store, SINGLE_USER, NOW) == []
        assert work.publish(store, SINGLE_USER, NOW).edition_id == 1
        assert work.back_up(store, SINGLE_USER, NOW).manifest.editions() == [1]


def test_what_duckdb_and_the_system_say_of_a_full_disk_is_one_sentence(store: Store) -> None:
    for error in (
        duckdb.IOException('Could not write file "x": No space left on device'),
        OSError(28, "No space left"),
    ):
        with pytest.raises(DiskFull), register.file.open_register(store, NOW):
            raise error


def test_another_error_of_the_system_is_not_called_a_full_disk(store: Store) -> None:
    with pytest.raises(PermissionError), register.file.open_register(store, NOW):
        raise PermissionError(13, "no")
    with pytest.raises(StoreProblem, match="cannot be written to"):
        work.back_up(store, SINGLE_USER, NOW, to=store.register)
