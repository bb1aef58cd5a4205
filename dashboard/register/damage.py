"""What DuckDB says when a file is not what was written, or has no room; and what a person is told of it."""

from pathlib import Path

import duckdb

from dashboard.domain.engine import is_damage
from dashboard.domain.store import Damaged, DiskFull, Store, StorePart, StoreProblem

ENGINE_VERSION: str = duckdb.__version__
"""Digests of rows are comparable within one version."""

_NO_ROOM = (
    "No space left",
    "not enough space",
    "File too large",
    "quota exceeded",
    "Could not write all bytes",
)
_IN_USE = ("Could not set lock", "being used by another process")


def problem_of(error: duckdb.Error, store: Store) -> StoreProblem | None:
    """What a person is told of it; None for an error that says nothing of the file."""
    said = str(error)
    if any(words in said for words in _NO_ROOM):
        return DiskFull(store.root)
    if any(words in said for words in _IN_USE):
        return StoreProblem(
            f"Another program has the register {store.register} open; close it there, then try again."
        )
    if not is_damage(error):
        return None
    return log_damaged(store) if "replaying WAL" in said or "WAL file" in said else damaged(store)


def damaged(store: Store) -> Damaged:
    """The sentence of a register that cannot be read."""
    return Damaged(
        StorePart.REGISTER,
        f"The register {store.register} is damaged and cannot be opened: restore the newest backup "
        "(`python -m dashboard restore`); editions that are published can be looked at meanwhile.",
    )


def log_damaged(store: Store) -> Damaged:
    """The sentence of a register beside which a log lies that cannot be read."""
    return Damaged(
        StorePart.LOG,
        f"The log of the register {store.register} is damaged, so that the register refuses to open: set the log aside "
        "(`python -m dashboard set-log-aside`, which keeps it), or restore the newest backup.",
    )


def logs_of(register: Path) -> list[Path]:
    """The write-ahead log beside a register, and what an interrupted checkpoint leaves of one."""
    return sorted(register.parent.glob(f"{register.name}.wal*"))
