"""The one way to open the register: in-process lock, file lock, one connection, one configuration, then closed."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import duckdb
from filelock import FileLock, Timeout

from dashboard import __version__
from dashboard.domain.engine import ENGINE
from dashboard.domain.store import Store, StoreProblem
from dashboard.domain.written_sql import written_sql
from dashboard.register.fold import understand
from dashboard.register.row import first_row
from dashboard.register.upgrade import FORMAT, SCHEMA, copy_before_upgrade, upgrade

LOCK_SECONDS = 60

_CONFIGURATION = {
    **ENGINE,
    "memory_limit": "2GB",
    # DuckDB 2.0.0, order kept: a table that is empty, an insert of no rows from 122,880 or more, then one of many rows, and
    # in that connection the table reads as empty (what is on disk is right). Without keeping order it reads right.
    "preserve_insertion_order": False,
}

# One process-wide lock, then a new FileLock each time: a shared FileLock is re-entrant and let eight threads in.
_one_at_a_time = threading.Lock()


@contextmanager
def in_memory(store: Store, now: datetime) -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty register that is written nowhere: what a first extract would do is tried on it."""
    with duckdb.connect(":memory:", config=_CONFIGURATION) as connection:
        _make(connection, store, now)
        connection.execute(written_sql("register/what_holds_now"))
        understand(connection)
        yield connection


@contextmanager
def open_register(store: Store, now: datetime) -> Iterator[duckdb.DuckDBPyConnection]:
    """The register, read and written, for one piece of work. Made when it is not there yet.

    Raises StoreProblem when another process keeps it longer than LOCK_SECONDS, or when it is damaged or newer.
    """
    store.root.mkdir(parents=True, exist_ok=True)
    store.editions.mkdir(exist_ok=True)
    with _one_at_a_time:
        lock = FileLock(str(store.root / "register.lock"), timeout=LOCK_SECONDS)
        try:
            lock.acquire()
        except Timeout:
            raise StoreProblem(
                f"Another program has been writing to the register in {store.root} for more than {LOCK_SECONDS} "
                "seconds; wait until its import has ended, then try again."
            ) from None
        try:
            connection = _ready(store, now)
            try:
                yield connection
            except (duckdb.IOException, duckdb.SerializationException) as error:
                raise _damaged(store) from error
            finally:
                connection.close()
        finally:
            lock.release()


def _ready(store: Store, now: datetime) -> duckdb.DuckDBPyConnection:
    """The register, opened, of this format and with its views."""
    connection = _connect(store)
    try:
        written_as = _prepare(connection, store, now)
        if written_as < FORMAT:
            connection.close()
            copy_before_upgrade(store.register, written_as)
            connection = _connect(store)
            upgrade(connection, written_as, now)
        connection.execute(written_sql("register/what_holds_now"))
        understand(connection)
    except (duckdb.IOException, duckdb.SerializationException) as error:
        connection.close()
        raise _damaged(store) from error
    except BaseException:
        connection.close()
        raise
    return connection


def _connect(store: Store) -> duckdb.DuckDBPyConnection:
    published = any(store.editions.glob("*.duckdb"))
    if not published and store.register.exists() and store.register.stat().st_size == 0:
        store.register.unlink()  # killed in the instant in which it was made: it never held anything
    try:
        connection = duckdb.connect(
            str(store.register),
            config=_CONFIGURATION,
        )
    except duckdb.Error as error:
        raise _damaged(store) from error
    # Only editions may be attached; nothing else of the machine can be read or written from SQL.
    connection.execute("set allowed_directories = ?", [[str(store.editions.resolve())]])
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return connection


def _damaged(store: Store) -> StoreProblem:
    return StoreProblem(
        f"The register {store.register} cannot be opened: it is damaged or in use by another program; close other programs "
        "that use it, or restore a backup."
    )


def _prepare(connection: duckdb.DuckDBPyConnection, store: Store, now: datetime) -> int:
    """The format in which the register is written; a new one is made. A newer or mixed-up one is refused."""
    if not _is_register(connection):
        connection.execute("begin")
        _make(connection, store, now)
        connection.execute("commit")
        connection.execute("checkpoint")
    found = first_row(connection, "register/store_says")
    if found[0] > FORMAT:
        raise StoreProblem(
            f"The register in {store.root} was written by a newer version of this program; "
            "install that version, or restore the copy that was kept at the upgrade."
        )
    if bool(found[1]) != store.made_up:
        raise StoreProblem(
            f"The register in {store.root} {'is' if found[1] else 'is not'} the made-up trust's, and it was opened as if "
            f"it {'were not' if found[1] else 'were'}; the two never mix."
        )
    return int(found[0])


def _is_register(connection: duckdb.DuckDBPyConnection) -> bool:
    """Found out by asking it: to look for the table among all there are takes 8 ms of the 45 in which a register opens."""
    try:
        connection.execute(written_sql("register/store_says"))
    except duckdb.CatalogException:
        return False
    return True


def _make(connection: duckdb.DuckDBPyConnection, store: Store, now: datetime) -> None:
    first, *later = SCHEMA
    connection.execute(written_sql(first))
    connection.execute(written_sql("register/describe_store"), [1, __version__, now, store.made_up])
    for schema in later:
        connection.execute(written_sql(schema))
