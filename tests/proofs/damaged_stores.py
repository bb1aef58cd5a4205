"""A store whose register, or the log beside it, is damaged: it is whole all the same, or its person is led back to a whole one."""

import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from dashboard import register, work
from dashboard.domain.backup import backups_in
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Damaged, Store, StorePart
from tests.looked_at_here import looking_here
from tests.register.failing_statements import everything_in
from tests.register.stored_extracts import NOW, extract, incident

REPOSITORY = Path(__file__).resolve().parents[2]

STOPS_BEFORE_THE_CHECKPOINT = """
import os, sys
from pathlib import Path
from dashboard import register
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.register import file as register_file
from tests.register.failing_statements import CountingConnection
from tests.register.stored_extracts import NOW, extract, incident

class Until:
    def tick(self, statement):
        if statement.strip(" ;\\n") == "checkpoint":
            os._exit(9)

connect = register_file._connect
register_file._connect = lambda store: CountingConnection(connect(store), Until())
register.commit(Store(Path(sys.argv[1])), SINGLE_USER, extract([incident(f"LOG{n}") for n in range(int(sys.argv[2]))], name="log"), NOW)
"""


@dataclass
class Damages:
    """How stores that were damaged ended, and what was wrong, in words."""

    ended: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    longest_restore: float = 0.0


class StoreToDamage:
    """A store with two imports, an edition and a backup; and the same store as a killed import leaves it, with a log."""

    def __init__(self, folder: Path, incidents: int) -> None:
        self.store, self.folder = Store(folder / "store"), folder
        for name in ("first", "second"):
            rows = [incident(f"{name}{n}") for n in range(incidents)]
            register.commit(self.store, SINGLE_USER, extract(rows, name=name), NOW)
        work.publish(self.store, SINGLE_USER, NOW)
        self.backup = work.back_up(self.store, SINGLE_USER, NOW)
        self.before = everything_in(self.store)
        self.main = self.store.register.read_bytes()
        self.log = self._log(incidents)
        self.after = self._with_log(self.log) or everything_in(self.store)
        assert self.after != self.before and incidents_in(self.store) == 3 * incidents

    def _log(self, incidents: int) -> bytes:
        """What lies beside the register when a third import is killed in the instant before it is written down."""
        copy = Store(self.folder / "killed")
        shutil.copytree(self.store.root, copy.root)
        ended = subprocess.run(
            [sys.executable, "-c", STOPS_BEFORE_THE_CHECKPOINT, str(copy.root), str(incidents)],
            cwd=REPOSITORY,
            check=False,
        )
        assert ended.returncode == 9
        (log,) = register.logs_of(copy.register)
        assert copy.register.read_bytes()[: len(self.main)] == self.main or log.stat().st_size
        self.main_killed = copy.register.read_bytes()
        return log.read_bytes()

    def _with_log(self, log: bytes) -> None:
        self.store.register.write_bytes(self.main_killed)
        (self.store.root / "register.duckdb.wal").write_bytes(log)
        problem = work.look(self.store, NOW)
        assert problem is None, problem

    def put(self, main: bytes, log: bytes | None = None) -> None:
        """The files as the damage leaves them."""
        for path in register.logs_of(self.store.register):
            path.unlink()
        self.store.register.write_bytes(main)
        if log is not None:
            (self.store.root / "register.duckdb.wal").write_bytes(log)

    def led_back(self, found: Damages, what: str) -> None:
        """What the server does at its start, then what its guide says, step by step, until the register is whole."""
        problem = work.damage_at_start(self.store, NOW)
        if problem is None:
            found.ended["whole"] += 1
            self._is_whole(found, what, (self.before, self.after))
            return
        if not isinstance(problem, Damaged):
            found.wrong.append(f"{what}: {type(problem).__name__}")
            return
        with looking_here():  # the file that could end a process was looked at above
            self._follow(problem, found, what)

    def _follow(self, problem: Damaged, found: Damages, what: str) -> None:
        if problem.part is StorePart.LOG:
            try:
                work.set_log_aside(self.store, SINGLE_USER, NOW)
                found.ended["log set aside"] += 1
                self._is_whole(found, what, (self.before,))
                return
            except Damaged:
                pass
        begun = time.monotonic()
        work.restore_backup(self.store, SINGLE_USER, backups_in(self.store.root / "backups")[0], NOW)
        found.longest_restore = max(found.longest_restore, time.monotonic() - begun)
        found.ended["restored"] += 1
        self._is_whole(found, what, (self.before,))

    def _is_whole(self, found: Damages, what: str, states: tuple[dict[str, str], ...]) -> None:
        with looking_here():
            still = work.damage_at_start(self.store, NOW)
        if still is not None:
            found.wrong.append(f"{what}: still damaged")
        elif everything_in(self.store) not in states:
            found.wrong.append(f"{what}: holds something that never was")
        elif register.check(self.store, SINGLE_USER, NOW):
            found.wrong.append(f"{what}: breaks a rule")
        for aside in self.store.root.glob("set-aside-*"):
            shutil.rmtree(aside)


def incidents_in(store: Store) -> int:
    """Counted without the product."""
    with duckdb.connect(str(store.register), read_only=True) as opened:
        return opened.execute("select count(distinct reference) from revision").fetchall()[0][0]


def flipped(content: bytes, chance: random.Random) -> bytes:
    """One bit is another, in one file of three in its first pages, where a database says what it is."""
    place = chance.randrange(min(len(content), 12_288) if chance.random() < 1 / 3 else len(content))
    return content[:place] + bytes([content[place] ^ 1 << chance.randrange(8)]) + content[place + 1 :]


def cut_short(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def damage(
    to: StoreToDamage, chance: random.Random, logs_cut: int, logs_flipped: int, mains_flipped: int
) -> Damages:
    """So many logs cut short, logs and registers with a flipped bit, one after another on one store."""
    found = Damages()
    for number in range(logs_cut):
        to.put(to.main_killed, cut_short(to.log, chance))
        to.led_back(found, f"log cut short {number}")
    for number in range(logs_flipped):
        to.put(to.main_killed, flipped(to.log, chance))
        to.led_back(found, f"log flipped {number}")
    for number in range(mains_flipped):
        to.put(flipped(to.main, chance))
        to.led_back(found, f"register flipped {number}")
    return found
