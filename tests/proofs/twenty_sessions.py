"""Many sessions upload the same file at the same moment: threads of one server, and processes of the command line."""

import json
import subprocess
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from dashboard import work
from dashboard.domain.extract import Extract
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from tests.made_up_incidents import NOW
from tests.proofs.killed_imports import start_import


@dataclass
class Sessions:
    """(import id, repeat) of each session that ended well, the faults of the others, and processes begun for parsing."""

    told: list[tuple[int, bool]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    parsed: int = 0


def threads_at_once(content: bytes, store: Store, sessions: int) -> Sessions:
    """Every session goes the whole way by itself: its upload, its reading, its confirmation."""
    together, found = threading.Barrier(sessions), Sessions()

    def upload(_: int) -> None:
        together.wait()
        try:
            read = work.read_incidents(
                work.stage(store, content, NOW), "listing.csv", NOW, source=SourceSystem.DATIX
            )
            assert isinstance(read, Extract), read
            result, _edition = work.store_incidents(store, SINGLE_USER, read, NOW)
            found.told.append((result.import_id, result.repeat))
        except Exception as error:
            found.faults.append(f"{type(error).__name__}: {error}")

    with ThreadPoolExecutor(sessions) as pool, _counted_processes() as begun:
        list(pool.map(upload, range(sessions)))
    found.parsed = begun()
    return found


class _counted_processes:
    """Counts the processes that are begun meanwhile."""

    def __enter__(self) -> Callable[[], int]:
        self.as_it_was, self.begun = subprocess.Popen.__init__, 0

        def counted(*arguments: object, **options: object) -> None:
            self.begun += 1
            self.as_it_was(*arguments, **options)  # type: ignore[arg-type]

        subprocess.Popen.__init__ = counted  # type: ignore[method-assign]
        return lambda: self.begun

    def __exit__(self, *_: object) -> None:
        subprocess.Popen.__init__ = self.as_it_was  # type: ignore[method-assign]


def processes_at_once(path: Path, store: Store, sessions: int) -> Sessions:
    """The same by the command line, each a process."""
    found = Sessions()
    for running in [start_import(path, store.root) for _ in range(sessions)]:
        out, error = running.communicate(timeout=120)
        if running.returncode:
            found.faults.append(error[-600:])
        else:
            told = json.loads(out)
            found.told.append((told["import_id"], told["already_imported"]))
    return found
