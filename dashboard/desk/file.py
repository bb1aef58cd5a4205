"""Opening the desk file: one connection for one piece of work, write-ahead log, five seconds of patience."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from dashboard import __version__
from dashboard.domain.store import Store, StoreProblem
from dashboard.domain.written_sql import written_sql

FORMAT = 1
PATIENCE_SECONDS = 5
_making = threading.Lock()


@contextmanager
def open_desk(store: Store, now: datetime, *, writes: bool = False) -> Iterator[sqlite3.Connection]:
    """The desk, in one transaction: committed at the end, rolled back on an error. Made when it is not there yet.

    Who writes says so: a transaction that begins as a reader and writes later does not wait for another writer.
    """
    store.root.mkdir(parents=True, exist_ok=True)
    if not store.desk.exists():
        _make(store, now)
    connection = _connect(store)
    try:
        connection.execute("begin immediate" if writes else "begin")
        found = connection.execute(written_sql("desk/desk_says")).fetchone()
        if found[0] > FORMAT:
            raise StoreProblem(
                f"The desk file in {store.root} was written by a newer version of this program; install that version."
            )
        yield connection
        connection.execute("commit")
    except BaseException:
        if connection.in_transaction:
            connection.execute("rollback")
        raise
    finally:
        connection.close()


def _connect(store: Store) -> sqlite3.Connection:
    connection = sqlite3.connect(store.desk, timeout=PATIENCE_SECONDS, isolation_level=None)
    connection.execute("pragma synchronous = full")
    return connection


def _make(store: Store, now: datetime) -> None:
    """Write an empty desk under another name and put it in place whole: two that make it at once make the same."""
    unfinished = store.root / f"desk-{os.getpid()}-{threading.get_ident()}.tmp"
    unfinished.unlink(missing_ok=True)
    connection = sqlite3.connect(unfinished, isolation_level=None)
    connection.execute("pragma journal_mode = wal")
    connection.executescript(written_sql("schema/desk_001"))
    connection.execute(written_sql("desk/describe_desk"), (FORMAT, __version__, now.isoformat()))
    connection.close()
    with _making:
        if store.desk.exists():
            unfinished.unlink()
        else:
            os.replace(unfinished, store.desk)
