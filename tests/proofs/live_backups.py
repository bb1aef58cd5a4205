"""Backups while another process imports, publishes and decides: each is of one moment, and restores to what was backed up."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import duckdb

from dashboard import desk, work
from dashboard.domain.backup import Backup
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from tests.register.stored_extracts import NOW

REPOSITORY = Path(__file__).resolve().parents[2]
INCIDENTS = 60

WORKS_FOR_EVER = f"""
import sys
from pathlib import Path
from dashboard import register, work
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from tests.register.stored_extracts import NOW, extract, incident
store = Store(Path(sys.argv[1]))
for n in range(100_000):
    one = extract([incident(f"{{n}}-{{i}}") for i in range({INCIDENTS})], name=str(n))
    register.commit(store, SINGLE_USER, one, NOW)
    if n % 3 == 0:
        work.publish(store, SINGLE_USER, NOW)
    print(n, flush=True)
"""


@dataclass
class LiveBackups:
    """How many backups were made, what each held, and what was wrong, in words."""

    made: int = 0
    imports: list[int] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


@contextmanager
def at_work(store: Store) -> Iterator[None]:
    """Another process imports and publishes, and a thread of this one decides, until the end."""
    process = subprocess.Popen(
        [sys.executable, "-c", WORKS_FOR_EVER, str(store.root)],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "0\n"
    ended = threading.Event()

    def decide() -> None:
        while not ended.wait(0.02):
            desk.note_act(store, SINGLE_USER, "decide", "x", "", NOW)

    deciding = threading.Thread(target=decide)
    deciding.start()
    try:
        yield
    finally:
        ended.set()
        deciding.join()
        process.kill()
        process.stdout.close()
        process.wait()


def back_up_live(store: Store, times: int, folder: Path) -> LiveBackups:
    """That many backups under load; each is looked at without the product, and restored into an empty store."""
    found = LiveBackups()
    with at_work(store):
        made = [work.back_up(store, SINGLE_USER, NOW + timedelta(minutes=n)) for n in range(times)]
    for number, backup in enumerate(made):
        found.made += 1
        _is_of_one_moment(backup, found)
        into = Store(folder / f"restored {number}")
        work.restore_backup(into, SINGLE_USER, backup, NOW)
        if everything_of(into.register) != everything_of(backup.folder / "register.duckdb"):
            found.wrong.append(f"{backup.name}: another register than was backed up")
    if found.imports != sorted(found.imports):
        found.wrong.append("a later backup holds fewer imports")
    return found


def everything_of(path: Path) -> list[tuple[str, int, str]]:
    """Each table with its rows, by DuckDB's md5 and not by its hash, which the product uses."""
    with duckdb.connect(str(path), read_only=True) as opened:
        names = [
            name for (name,) in opened.execute("select table_name from duckdb_tables() order by 1").fetchall()
        ]
        return [
            (
                name,
                *opened.execute(
                    f'select count(*), md5(string_agg(row_text, chr(10) order by row_text)) from (select each::varchar as row_text from "{name}" each)'
                ).fetchall()[0],
            )
            for name in names
        ]


def _is_of_one_moment(backup: Backup, found: LiveBackups) -> None:
    """Each import is there whole; each edition that the register knows is in the backup, and no other."""
    with duckdb.connect(str(backup.folder / "register.duckdb"), read_only=True) as opened:
        rows = opened.execute("select import_id, count(*) from revision group by all").fetchall()
        imports = [each for (each,) in opened.execute("select import_id from imports order by 1").fetchall()]
        known = [
            each for (each,) in opened.execute("select edition_id from publication order by 1").fetchall()
        ]
    if {count for _, count in rows} != {INCIDENTS} or sorted(each for each, _ in rows) != imports:
        found.wrong.append(f"{backup.name}: an import is there in part")
    if imports != list(range(1, len(imports) + 1)):
        found.wrong.append(f"{backup.name}: an import is missing")
    if backup.manifest.editions() != known:
        found.wrong.append(f"{backup.name}: editions {backup.manifest.editions()}, known are {known}")
    found.imports.append(len(imports))
