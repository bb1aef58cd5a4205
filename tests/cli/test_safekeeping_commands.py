"""`backup`, `restore`, `check --backup` and `set-log-aside`, as they are typed; and a damaged file, in one sentence."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from dashboard import desk, register, work
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from tests.cli.command_line import dashboard, dashboard_here
from tests.looked_at_here import looking_here
from tests.proofs.damaged_stores import StoreToDamage
from tests.register.stored_extracts import NOW, extract, incident


@pytest.fixture(scope="module", autouse=True)
def looked_at_here() -> Iterator[None]:
    with looking_here():
        yield


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> StoreToDamage:
    return StoreToDamage(tmp_path_factory.mktemp("damaged"), 3)


def test_a_backup_is_made_listed_drilled_and_restored(tmp_path: Path) -> None:
    store, to = Store(tmp_path / "store"), tmp_path / "backups"
    assert "nothing to back up" in dashboard_here("backup", store=store.root).sentence
    register.commit(store, SINGLE_USER, extract([incident("W1")], name="a"), NOW)
    # The real thing once: the command in a process of its own, which starts the one that looks.
    told = dashboard("backup", "--to", to, "--keep", 3, "--json", store=store.root).told
    assert (told["number"], told["editions"], told["left_out"]) == (1, [], [])
    made = Path(told["backup"])
    assert dashboard_here("backup", "--list", "--to", to, store=store.root).out.startswith(str(made))
    assert (
        "editions are what was backed up" in dashboard_here("check", "--backup", made, store=store.root).out
    )
    assert "no backup in" in dashboard_here("check", "--backup", "newest", store=store.root).sentence
    refused = dashboard_here("restore", made, store=tmp_path / "new").sentence
    assert "moved aside, not deleted" in refused and refused.endswith("Run it again with --yes.")
    assert not (tmp_path / "new" / "register.duckdb").exists()
    assert (
        dashboard_here("restore", made, "--yes", store=tmp_path / "new").out == f"{made.name} was restored.\n"
    )
    assert len(register.imports(Store(tmp_path / "new"), SINGLE_USER, NOW)) == 1
    with (made / "register.duckdb").open("r+b") as stream:
        stream.seek(9_000)
        stream.write(b"x")
    assert "does not restore" in dashboard_here("check", "--backup", made, store=store.root).sentence


def test_a_damaged_register_is_one_sentence_for_every_command(damaged: StoreToDamage) -> None:
    damaged.put(damaged.main[: len(damaged.main) // 2])
    for command in (["check"], ["publish"], ["undo", "1"], ["words"]):
        assert "restore the newest backup" in dashboard_here(*command, store=damaged.store.root).sentence
    assert dashboard_here("editions", store=damaged.store.root).out.startswith("Edition 1, published")
    assert "was restored" in dashboard_here("restore", "newest", "--yes", store=damaged.store.root).out
    assert dashboard_here("check", store=damaged.store.root).out.startswith("Sound")


def test_a_damaged_log_is_set_aside_and_what_is_lost_is_told(damaged: StoreToDamage) -> None:
    store = damaged.store
    damaged.put(damaged.main_killed, damaged.log[:400] + b"\0\0\0\0" + damaged.log[404:])
    assert "set the log aside" in dashboard_here("check", store=store.root).sentence
    desk.note_act(store, SINGLE_USER, "import", "import 3", "3 rows accepted", datetime(2026, 11, 23, 9))
    told = dashboard_here("set-log-aside", store=store.root)
    assert "Upload again: import 3 of 23/11/2026 09:00 UTC (3 rows accepted)." in told.out, told
    assert "upload again import 3" in dashboard_here("check", store=store.root).sentence
    assert len(work.lost_imports(store, SINGLE_USER, NOW)) == 1
    assert "no log beside the register" in dashboard_here("set-log-aside", store=store.root).sentence
