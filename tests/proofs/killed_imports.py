"""The power fails during imports by the command line: the process and its children are killed at random moments."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from dashboard import register, work
from dashboard.domain.extract import Extract
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from tests.made_up_incidents import NOW, datix, one

REPOSITORY = Path(__file__).resolve().parents[2]
ROWS = 120


@dataclass
class Killings:
    """What was found wrong, in words, and how the imports ended."""

    wrong: list[str] = field(default_factory=list)
    acknowledged: int = 0
    there_unacknowledged: int = 0
    not_there: int = 0


def listing(number: int) -> bytes:
    """A listing of its own incidents, two rows for every tenth."""
    rows = [one(f"F{number}-{n}", ward=f"Ward {n % 9}", drug="Enoxaparin", harm="Low") for n in range(ROWS)]
    return datix(*rows, *[row | {"Drug administered": "Warfarin"} for row in rows[::10]])


def start_import(path: Path, store: Path) -> subprocess.Popen[str]:
    """The import in a process group of its own, so that its children are killed with it."""
    return subprocess.Popen(
        [sys.executable, "-m", "dashboard", "import", str(path), "--source", "datix", "--store", str(store), "--json"],
        cwd=REPOSITORY, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def kill_imports(times: int, seed: int, folder: Path) -> Killings:
    """Kill that many imports, each at a moment of its own, look at the store after each, and run each again."""
    chance, found, store = random.Random(seed), Killings(), Store(folder / "store")
    path = folder / "listing.csv"
    path.write_bytes(listing(0))
    began = time.monotonic()
    first = start_import(path, store.root)
    out, error = first.communicate(timeout=120)
    usual = time.monotonic() - began
    assert first.returncode == 0, error
    known = {json.loads(out)["import_id"]: 0}
    for number in range(1, times + 1):
        path.write_bytes(listing(number))
        running = start_import(path, store.root)
        # Starting Python and its libraries takes the first third, in which there is nothing to break.
        time.sleep(usual * chance.uniform(0.25, 1.1))
        acknowledged = _kill(running)
        if acknowledged is not None:
            found.acknowledged += 1
            known[acknowledged] = number
        _look(store, number, acknowledged, known, found)
        _run_again(path, store, number, known, found)
    return found


def _kill(running: subprocess.Popen[str]) -> int | None:
    """The import id that the command told before it was killed, if it got that far."""
    if running.poll() is None:
        os.killpg(running.pid, signal.SIGKILL)
    out, error = running.communicate()
    if running.returncode not in (0, -signal.SIGKILL):
        raise AssertionError(f"the import ended by itself with {running.returncode}: {error}")
    try:
        return int(json.loads(out)["import_id"])
    except ValueError:
        return None


def incidents_of_imports(store: Store) -> dict[int, int]:
    """Incidents that each import has in the register, read without the product."""
    with duckdb.connect(str(store.register)) as opened:
        rows = opened.execute(
            "select import_id, count(*), count(distinct reference) from revision group by all"
        ).fetchall()
    assert all(words == incidents for _, words, incidents in rows), "an import holds an incident twice"
    return {import_id: words for import_id, words, _ in rows}


def _look(
    store: Store, number: int, acknowledged: int | None, known: dict[int, int], found: Killings
) -> None:
    """Every import that is there is wholly there, once, and none that was told is missing."""
    history = {each.import_id for each in register.imports(store, SINGLE_USER, NOW)}
    holds = incidents_of_imports(store)
    what = f"import {number}"
    if not set(known) <= history:
        found.wrong.append(f"{what}: lost {sorted(set(known) - history)}")
    if set(holds) != history:
        found.wrong.append(f"{what}: history {sorted(history)[-3:]}, incidents of {sorted(holds)[-3:]}")
    found.wrong += [
        f"{what}: {import_id} has {count} incidents" for import_id, count in holds.items() if count != ROWS
    ]
    new = history - set(known)
    if len(new) > (acknowledged is None):
        found.wrong.append(f"{what}: {len(new)} imports that nobody made")
    found.there_unacknowledged += bool(new)
    found.not_there += acknowledged is None and not new


def _run_again(path: Path, store: Store, number: int, known: dict[int, int], found: Killings) -> None:
    """Taken in again (here, which is a second quicker), the import is there once and the latest edition counts everything."""
    now = work.now_utc()
    read = work.read_incidents(work.stage(store, path, now), path.name, now, source=SourceSystem.DATIX)
    assert isinstance(read, Extract), read
    result, _ = work.store_incidents(store, SINGLE_USER, read, now)
    known[result.import_id] = number
    if len(known) != number + 1:
        found.wrong.append(f"import {number}, run again: {len(known)} imports, not {number + 1}")
    counted = incidents_counted(store)
    if counted != ROWS * (number + 1):
        found.wrong.append(
            f"import {number}, run again: {counted} incidents counted, not {ROWS * (number + 1)}"
        )


def incidents_counted(store: Store) -> int:
    """Incidents of the latest edition."""
    latest = max(store.editions.glob("*.duckdb"), key=lambda path: int(path.stem))
    with duckdb.connect(str(latest), read_only=True) as opened:
        return opened.execute("select count(*) from incident").fetchall()[0][0]
