"""Which programs serve a store: each keeps a file locked as long as it lives, so that a restore does not change files under it.

The lock is the system's, and goes with the process however it ends: no number of a process or time of a clock is believed.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from dashboard.domain.store import Store


@contextmanager
def serving(store: Store, what: str, now: datetime) -> Iterator[None]:
    """Say that this process serves the store. A folder that cannot be written to (a full disk) stops nobody."""
    lock = FileLock(str(_folder(store) / f"{os.getpid()}.lock"), timeout=0)
    said = _folder(store) / f"{os.getpid()}.json"
    try:
        _folder(store).mkdir(parents=True, exist_ok=True)
        lock.acquire()
        said.write_text(
            json.dumps({"process": os.getpid(), "what": what, "since": now.isoformat(timespec="minutes")}),
            encoding="utf-8",
        )
    except (OSError, Timeout):
        pass
    try:
        yield
    finally:
        lock.release()
        for path in (said, Path(lock.lock_file)):
            with suppress(OSError):
                path.unlink()


def others_serving(store: Store) -> list[str]:
    """The other programs that serve it, in words. What a program left that is gone is cleared away."""
    found = []
    for path in sorted(_folder(store).glob("*.lock")):
        if path.stem == str(os.getpid()):
            continue
        said = path.with_suffix(".json")
        try:
            with FileLock(str(path), timeout=0):
                said.unlink(missing_ok=True)
            path.unlink(missing_ok=True)
        except Timeout:
            found.append(_in_words(said))
        except OSError:
            continue
    return found


def _in_words(said: Path) -> str:
    try:
        told = json.loads(said.read_text(encoding="utf-8"))
        return f"{told['what']} (process {int(told['process'])}, since {told['since']} UTC)"
    except (OSError, ValueError, KeyError, TypeError):
        return f"process {said.stem}"


def _folder(store: Store) -> Path:
    return store.root / "in-use"
