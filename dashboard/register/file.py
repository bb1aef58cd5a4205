"""The one way to open the register: in-process lock, file lock, one connection, one configuration, then closed."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from dashboard import __version__
from dashboard.domain.copied import refuse_copy
from dashboard.domain.engine import ENGINE, Configuration
from dashboard.domain.store import NO_ROOM, DiskFull, Store, StoreProblem
from dashboard.domain.whole_file import put_in_place
from dashboard.domain.written_sql import written_sql
from dashboard.register.damage import damaged, logs_of, problem_of
from dashboard.register.fold import define
from dashboard.register.held import holding, in_words
from dashboard.register.row import first_row
from dashboard.register.upgrade import FORMAT, SCHEMA, copy_before_upgrade, upgrade

LOCK_SECONDS = 60

_REGISTERS: Configuration = {
    "memory_limit": "2GB",
    # DuckDB 2.0.0, order kept: a table that is empty, an insert of no rows from 122,880 or more, then one of many rows, and
    # in that connection the table reads as empty (what is on disk is right). Without keeping order it reads right.
    "preserve_insertion_order": False,
}

_kept_closed: dict[str, tuple[StoreProblem, tuple]] = {}
"""Registers that this process does not open, because one that looked at them found them damaged: with the files as they were then."""

# One process-wide lock, then a new FileLock each time: a shared FileLock is re-entrant and let eight threads in.
_one_at_a_time = threading.Lock()


@contextmanager
def in_memory(store: Store, now: datetime) -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty register that is written nowhere: what a first extract would do is tried on it."""
    with duckdb.connect(":memory:", config={**ENGINE, **_REGISTERS}) as connection:
        # Where the register's own goes; DuckDB's default is below the working folder, which a server may not be let write to.
        connection.execute("set temp_directory = ?", [f"{store.register}.tmp"])
        _lock(connection)
        _make(connection, store, now)
        define(connection)
        yield connection


def keep_closed(store: Store, problem: StoreProblem | None) -> None:
    """Do not open this register in this process (None: do again) until another file lies in its place: what a damaged file does to the
    process that opens it is DuckDB's to say.
    """
    if problem is None:
        _kept_closed.pop(str(store.register), None)
    else:
        _kept_closed[str(store.register)] = (problem, _as_it_lies(store))


def why_closed(store: Store) -> StoreProblem | None:
    """What `keep_closed` said, as long as the files are those that it was said of."""
    problem, lay = _kept_closed.get(str(store.register), (None, ()))
    if problem is not None and lay != _as_it_lies(store):
        _kept_closed.pop(str(store.register), None)
        return None
    return problem


def _as_it_lies(store: Store) -> tuple:
    found = []
    for path in [store.register, *logs_of(store.register)]:
        with suppress(OSError):
            status = path.stat()
            found.append((path.name, status.st_ino, status.st_size, status.st_mtime_ns))
    return tuple(found)


@contextmanager
def register_locked(store: Store, now: datetime, seconds: float | None = None) -> Iterator[None]:
    """Nobody else, in this process or another, opens the register meanwhile.

    Raises StoreProblem, with who has it, when another process keeps it longer than LOCK_SECONDS (or `seconds`), DiskFull
    where the lock itself cannot be written.
    """
    patience = LOCK_SECONDS if seconds is None else seconds
    with _one_at_a_time:
        lock = FileLock(str(store.root / "register.lock"), timeout=patience)
        try:
            store.root.mkdir(parents=True, exist_ok=True)
            store.editions.mkdir(exist_ok=True)
            lock.acquire()
        except Timeout:
            raise StoreProblem(
                f"Another program{in_words(store)} has been writing to the register in {store.root} for more than {patience} "
                "seconds; wait until its import has ended, then try again."
            ) from None
        except OSError as error:
            if error.errno in NO_ROOM:
                raise DiskFull(store.root) from error
            raise
        try:
            with holding(store, now):
                yield
        finally:
            lock.release()


@contextmanager
def open_register(
    store: Store, now: datetime, *, reaches: Path | None = None, works_out: bool = True
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The register, read and written, for one piece of work. Made when it is not there yet.

    reaches: a folder beside the editions that SQL may write to in this piece of work.
    works_out: whether what holds now is asked, or folded; without it the register opens in half the time (see `define`).
    Raises StoreProblem when another process keeps it longer than LOCK_SECONDS, when it is newer, or when the store holds copies of
    editions only; Damaged when what is on disk is not what was written; DiskFull when there is no room.
    """
    refuse_copy(store)
    if problem := why_closed(store):
        raise problem
    with register_locked(store, now):
        try:
            connection = open_as_it_should_be(store, now, reaches, works_out)
            try:
                yield connection
            finally:
                with suppress(
                    duckdb.Error
                ):  # the error that is under way says more than that it cannot be closed
                    connection.close()
        except duckdb.Error as error:
            if problem := problem_of(error, store):
                raise problem from error
            raise
        except OSError as error:
            if error.errno in NO_ROOM:
                raise DiskFull(store.root) from error
            raise


def open_as_it_should_be(
    store: Store, now: datetime, reaches: Path | None = None, works_out: bool = True
) -> duckdb.DuckDBPyConnection:
    """The register, opened, of this format and with its views. For who has it locked."""
    connection = _connect(store, reaches) if reaches else _connect(store)
    try:
        written_as = _prepare(connection, store, now)
        if written_as < FORMAT:
            connection.close()
            _bring_up_to_date(store, written_as, now)
            connection = _connect(store, reaches) if reaches else _connect(store)
        define(connection, works_out=works_out)
    except BaseException:
        with suppress(duckdb.Error):
            connection.close()
        raise
    return connection


def _bring_up_to_date(store: Store, written_as: int, now: datetime) -> None:
    """The upgrade is done on a copy that takes the register's place when it is whole: one that fails leaves every byte as it was."""
    copy_before_upgrade(store.register, written_as)
    beside = Store(store.root / "upgrading", store.made_up)
    shutil.rmtree(beside.root, ignore_errors=True)
    try:
        beside.editions.mkdir(parents=True)
        shutil.copyfile(store.register, beside.register)
        connection = _connect(beside)
        try:
            upgrade(connection, written_as, now)
        finally:
            connection.close()
        put_in_place(beside.register, store.register)
    finally:
        shutil.rmtree(beside.root, ignore_errors=True)


def _connect(store: Store, reaches: Path | None = None) -> duckdb.DuckDBPyConnection:
    published = any(store.editions.glob("*.duckdb"))
    if not published and store.register.exists() and store.register.stat().st_size == 0:
        store.register.unlink()  # killed in the instant in which it was made: it never held anything
    try:
        connection = duckdb.connect(
            str(store.register),
            config={**ENGINE, **_REGISTERS},
        )
    except duckdb.Error as error:
        raise problem_of(error, store) or damaged(store) from error
    # Only editions may be attached (and the copy of a backup); nothing else of the machine can be read or written from SQL. Not in the
    # configuration that it is opened with: DuckDB 2.0 refuses to be told of folders there once access is off, in whichever order.
    reached = [store.editions, *([reaches] if reaches else [])]
    connection.execute("set allowed_directories = ?", [[str(folder.resolve()) for folder in reached]])
    _lock(connection)
    return connection


def _lock(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")


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
