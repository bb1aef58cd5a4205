"""What SQLite says when the desk is not what was written, is held, or has no room; and what a person is told of it."""

import sqlite3

from dashboard.domain.store import Damaged, DiskFull, Store, StorePart, StoreProblem

_PRIMARY = 0xFF
"""The lower byte of an extended code is the plain one (sqlite.org, Result and Error Codes)."""


def problem_of(error: sqlite3.Error, store: Store) -> StoreProblem | None:
    """None for an error that says nothing of the file."""
    code = (getattr(error, "sqlite_errorcode", None) or 0) & _PRIMARY
    if code == sqlite3.SQLITE_FULL:
        return DiskFull(store.root)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreProblem(
            f"Another program is writing to the desk file {store.desk}; try again in a moment, and close that program if it stays so."
        )
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or _has_lost_tables(error):
        return damaged(store)
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
        return StoreProblem(
            f"The desk file {store.desk} cannot be read or written: see that its disk has room and that this account may write there, "
            "then try again."
        )
    return None


def damaged(store: Store) -> Damaged:
    """The sentence of a desk that cannot be read."""
    return Damaged(
        StorePart.DESK,
        f"The desk file {store.desk} is damaged, and with it what was decided (settings, annotations, who may see what): restore the newest "
        "backup (`python -m dashboard restore`, with --only desk to keep the register as it is).",
    )


def _has_lost_tables(error: sqlite3.Error) -> bool:
    """A file cut to nothing is an empty database to SQLite."""
    return isinstance(error, sqlite3.OperationalError) and str(error) == "no such table: desk"
