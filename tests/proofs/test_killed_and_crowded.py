"""A sample of killed imports (two), and of ten sessions and three processes that bring one file at once; `dev.py soak` does 200, and
twenty and eight again and again."""

import os
import random
from pathlib import Path

import duckdb
import pytest

from dashboard import register
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from tests.made_up_incidents import NOW, TrustUnderTest
from tests.proofs import killed_imports
from tests.proofs.killed_imports import ROWS, incidents_counted, incidents_of_imports, kill_imports, listing
from tests.proofs.twenty_sessions import processes_at_once, threads_at_once

needs_groups = pytest.mark.skipif(
    os.name == "nt", reason="a process group that is killed as one: not on Windows"
)


@needs_groups
def test_killed_imports_are_wholly_there_or_not_at_all(tmp_path: Path) -> None:
    found = kill_imports(2, 20261123, tmp_path)
    assert found.wrong == []
    assert found.acknowledged + found.there_unacknowledged + found.not_there == 2


def test_a_lost_a_doubled_and_a_partial_import_would_be_noticed(trust: TrustUnderTest) -> None:
    trust.take(listing(0))
    trust.take(listing(1))
    found = killed_imports.Killings()
    look = killed_imports._look
    look(trust.store, 1, 2, {1: 0, 2: 1}, found)
    assert found.wrong == []
    look(trust.store, 1, None, {1: 0, 3: 1}, found)
    assert found.wrong[-1] == "import 1: lost [3]"
    with duckdb.connect(str(trust.store.register)) as opened:
        opened.execute("delete from revision where reference = 'F1-7'")
    look(trust.store, 1, 2, {1: 0, 2: 1}, found)
    assert found.wrong[-1] == f"import 1: 2 has {ROWS - 1} incidents"
    look(trust.store, 1, 2, {2: 1}, found)
    assert found.wrong[-1] == "import 1: 1 imports that nobody made"


def test_ten_sessions_with_one_file_are_one_import_and_one_parse(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    found = threads_at_once(listing(random.Random(1).randrange(99)), store, 10)
    assert found.faults == []
    assert sorted(found.told) == [(1, False), *[(1, True)] * 9]
    assert len(register.imports(store, SINGLE_USER, NOW)) == 1
    assert incidents_of_imports(store) == {1: ROWS}
    assert incidents_counted(store) == ROWS
    assert found.parsed == 1, "the same bytes were parsed more than once"


def test_three_processes_with_one_file_are_one_import(tmp_path: Path) -> None:
    store, path = Store(tmp_path / "store"), tmp_path / "listing.csv"
    path.write_bytes(listing(1))
    found = processes_at_once(path, store, 3)
    assert found.faults == []
    assert sorted(found.told) == [(1, False), *[(1, True)] * 2]
    assert incidents_of_imports(store) == {1: ROWS}
    assert incidents_counted(store) == ROWS
