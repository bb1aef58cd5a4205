"""Opening the desk file: one connection for one piece of work, write-ahead log, five seconds of patience."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from dashboard import __version__
from dashboard.domain.store import Store, StoreProblem
from dashboard.domain.written_sql import written_sql

FORMAT = 1


@contextmanager
def open_desk(store: Store, now: datetime) -> Iterator[sqlite3.Connection]:
    """The desk, in one transaction: committed at the end, rolled back on an error. Made when it is not there yet."""
    store.root.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(store.desk, timeout=5, isolation_level=None)
    try:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")
        connection.execute("begin immediate" if _is_new(connection) else "begin")
        if _is_new(connection):
            for statement in written_sql("schema/desk_001").split(";"):
                connection.execute(statement)
            connection.execute(written_sql("desk/describe_desk"), (FORMAT, __version__, now.isoformat()))
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


def _is_new(connection: sqlite3.Connection) -> bool:
    return connection.execute(written_sql("desk/has_desk")).fetchone()[0] == 0
