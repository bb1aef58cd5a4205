"""Opening the desk file: one connection for one piece of work, write-ahead log, five seconds of patience."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime

from dashboard import __version__
from dashboard.desk.audit_head import head_of, write_head
from dashboard.desk.damage import problem_of
from dashboard.domain.audit_chain import audit_link
from dashboard.domain.store import NO_ROOM, DiskFull, Store, StoreProblem
from dashboard.domain.written_sql import written_sql

FORMATS = (
    "schema/desk_001",
    "schema/desk_002",
    "schema/desk_003",
    "schema/desk_004",
    "schema/desk_005",
    "schema/desk_006",
    "schema/desk_007",
    "schema/desk_008",
    "schema/desk_009",
)
FORMAT = len(FORMATS)
PATIENCE_SECONDS = 5
_making = threading.Lock()


@contextmanager
def open_desk(store: Store, now: datetime, *, writes: bool = False) -> Iterator[sqlite3.Connection]:
    """The desk, in one transaction: committed at the end, rolled back on an error. Made when it is not there yet, and
    brought to this program's format when it is older (a copy of what it was stays beside it). Where lines of the audit trail
    were written, its head is written down beside the desk once they are.

    Who writes says so: a transaction that begins as a reader and writes later does not wait for another writer. Raises Damaged when
    what is on disk is no desk, DiskFull when there is no room, StoreProblem when another program keeps it longer than PATIENCE_SECONDS.
    """
    try:
        with _opened(store, now, writes) as connection:
            yield connection
    except sqlite3.Error as error:
        if problem := problem_of(error, store):
            raise problem from error
        raise
    except OSError as error:
        if error.errno in NO_ROOM:
            raise DiskFull(store.root) from error
        raise


@contextmanager
def _opened(store: Store, now: datetime, writes: bool) -> Iterator[sqlite3.Connection]:
    store.root.mkdir(parents=True, exist_ok=True)
    if not store.desk.exists():
        _make(store, now)
    connection = _connect(store)
    try:
        connection.execute("begin immediate" if writes else "begin")
        found = _format(connection)
        if found > FORMAT:
            raise StoreProblem(
                f"The desk file in {store.root} was written by a newer version of this program; install that version."
            )
        if found < FORMAT:
            connection.execute("rollback")
            _bring_up_to_date(store, connection)
            connection.execute("begin immediate" if writes else "begin")
        before = head_of(connection) if writes else None
        yield connection
        head = head_of(connection) if writes else None
        connection.execute("commit")
        if head is not None and head != before:
            write_head(store, head)
    except BaseException:
        if connection.in_transaction:
            connection.execute("rollback")
        raise
    finally:
        connection.close()


def write_anew(store: Store) -> None:
    """Leave nothing in the file, or in the log beside it, of what was deleted. Nobody waits for more than a moment of it."""
    connection = _connect(store)
    try:
        connection.execute("vacuum")
        connection.execute("pragma wal_checkpoint(truncate)")
    finally:
        connection.close()


def _connect(store: Store) -> sqlite3.Connection:
    connection = sqlite3.connect(store.desk, timeout=PATIENCE_SECONDS, isolation_level=None)
    connection.execute("pragma synchronous = full")
    _bind(connection)
    return connection


def _bind(connection: sqlite3.Connection) -> None:
    """Teach SQLite to work out what binds a line of the audit trail: it has no SHA-256 of its own."""
    connection.create_function("audit_link", 7, audit_link, deterministic=True)


def _format(connection: sqlite3.Connection) -> int:
    return connection.execute(written_sql("desk/desk_says")).fetchone()[0]


def _bring_up_to_date(store: Store, connection: sqlite3.Connection) -> None:
    """Run the formats that this desk has not had yet, in one transaction; of two programs at once the first does it."""
    connection.execute("begin immediate")
    found = _format(connection)
    if found < FORMAT:
        _keep_copy(store, found + 1)
        for name in FORMATS[found:]:
            for statement in _statements(written_sql(name)):
                connection.execute(statement)
    head = head_of(connection)
    connection.execute("commit")
    if head is not None and found < FORMAT:
        write_head(store, head)


def _keep_copy(store: Store, before: int) -> None:
    """`desk.sqlite3.before-2` is the desk as it was before format 2, whole or not there at all."""
    unfinished = store.root / f"desk-{os.getpid()}-{threading.get_ident()}.copy.tmp"
    with closing(_connect(store)) as source, closing(sqlite3.connect(unfinished)) as copy:
        source.backup(copy)
        copy.execute("pragma journal_mode = delete")  # one file, without a log beside it
    os.replace(unfinished, store.desk.with_name(f"{store.desk.name}.before-{before}"))


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: `executescript` would commit before the first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        raise StoreProblem("A script of the desk's formats does not end with a whole statement.")


def _make(store: Store, now: datetime) -> None:
    """Write an empty desk under another name and put it in place whole: two that make it at once make the same."""
    unfinished = store.root / f"desk-{os.getpid()}-{threading.get_ident()}.tmp"
    unfinished.unlink(missing_ok=True)
    connection = sqlite3.connect(unfinished, isolation_level=None)
    connection.execute("pragma journal_mode = wal")
    _bind(connection)
    for name in FORMATS:
        connection.executescript(written_sql(name))
    connection.execute(written_sql("desk/describe_desk"), (FORMAT, __version__, now.isoformat()))
    connection.close()
    with _making:
        if store.desk.exists():
            unfinished.unlink()
        else:
            os.replace(unfinished, store.desk)
