"""Two hundred imports killed at random moments, and crowds of sessions with one file, again and again."""

import os
from pathlib import Path

import pytest

from dashboard import register
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from tests.made_up_incidents import NOW
from tests.proofs.killed_imports import ROWS, incidents_counted, incidents_of_imports, kill_imports, listing
from tests.proofs.twenty_sessions import Sessions, processes_at_once, threads_at_once

IMPORTS, IN_ONE_STORE = 200, 50


@pytest.mark.skipif(os.name == "nt", reason="a process group that is killed as one: not on Windows")
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("seed", range(IMPORTS // IN_ONE_STORE))
def test_two_hundred_killed_imports(tmp_path: Path, seed: int) -> None:
    found = kill_imports(IN_ONE_STORE, seed, tmp_path)
    print(
        f"\n{found.acknowledged} told, {found.there_unacknowledged} there untold, {found.not_there} not there"
    )
    assert found.wrong == []
    assert found.acknowledged and found.not_there, "the moments of killing are too early or too late"


def one_import(found: Sessions, store: Store, sessions: int) -> None:
    assert found.faults == []
    assert sorted(found.told) == [(1, False), *[(1, True)] * (sessions - 1)]
    assert len(register.imports(store, SINGLE_USER, NOW)) == 1
    assert incidents_of_imports(store) == {1: ROWS}
    assert incidents_counted(store) == ROWS


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("turn", range(10))
def test_twenty_sessions_at_once(tmp_path: Path, turn: int) -> None:
    store = Store(tmp_path / "store")
    found = threads_at_once(listing(turn), store, 20)
    one_import(found, store, 20)
    assert found.parsed == 1, "the same bytes were parsed more than once"


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("turn", range(5))
def test_eight_processes_at_once(tmp_path: Path, turn: int) -> None:
    store, path = Store(tmp_path / "store"), tmp_path / "listing.csv"
    path.write_bytes(listing(turn))
    one_import(processes_at_once(path, store, 8), store, 8)
