"""The register written anew into a file of its own: what was deleted is then in no byte of it.

DuckDB marks what is deleted as free and writes over it some day. After an UPDATE of 100,000 texts and a CHECKPOINT 4,183 of them
still stood in the file; in a copy by COPY FROM DATABASE none did.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import duckdb

from dashboard.domain.engine import ENGINE
from dashboard.domain.reader import PREPARES, Reader, only
from dashboard.domain.store import Store, StoreProblem
from dashboard.domain.whole_file import flush_file, flush_folder, put_in_place
from dashboard.domain.written_sql import written_sql
from dashboard.register.file import open_as_it_should_be, register_locked
from dashboard.register.row import first_row

Digests = dict[str, tuple[int, int | None]]
"""Of each table how many rows it has, and a digest of them."""


@only(*PREPARES)
def rebuild(store: Store, reader: Reader, now: datetime) -> None:
    """Write the register anew and put the new file in the place of the old one; the same rows, in the same order.

    Raises StoreProblem, and leaves the register as it is, where the copy is not the same in every table. A program
    that is killed meanwhile leaves the register whole, the old or the new one, and at most a `register.duckdb.rebuilt` that the next
    rebuild writes over.
    """
    rebuilt = store.register.with_name(f"{store.register.name}.rebuilt")
    with register_locked(store, now):
        open_as_it_should_be(store, now).close()
        copied_anew(store.register, rebuilt)
        put_in_place(rebuilt, store.register)
        store.register.with_name(f"{store.register.name}.wal").unlink(missing_ok=True)
        flush_folder(store.root)


def copied_anew(source: Path, target: Path) -> None:
    """A file of DuckDB copied table by table into a new one, compared, and on disk. Nobody may write to it meanwhile. Raises StoreProblem
    (and leaves no copy) where they differ."""
    for leftover in (target, target.with_name(f"{target.name}.wal")):
        leftover.unlink(missing_ok=True)
    try:
        with apart(source.parent) as connection:
            connection.execute("attach ? as held", [str(source)])
            connection.execute("checkpoint held")
            storage = first_row(connection, "register/storage_of", "held")[0]
            # A file that was made by an older version of DuckDB can still be opened by it.
            connection.execute(
                "attach $path as anew (storage_version $storage)", {"path": str(target), "storage": storage}
            )
            connection.execute("copy from database held to anew")
            connection.execute("checkpoint anew")
            connection.execute("detach anew")
            connection.execute("attach ? as anew (read_only)", [str(target)])
            same = _digests(connection, "held") == _digests(connection, "anew")
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    if not same:
        target.unlink(missing_ok=True)
        raise StoreProblem(
            f"{source.name} could not be written anew: the copy was not the same, so the file stays as it is; restore a backup, or try again."
        )
    flush_file(target)


@contextmanager
def apart(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection of its own in which files of one folder are attached, and nothing else of the machine can be reached. Rows
    keep their order."""
    with duckdb.connect(":memory:", config={**ENGINE, "memory_limit": "2GB"}) as connection:
        connection.execute("set allowed_directories = ?", [[str(folder.resolve())]])
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        yield connection


def _digests(connection: duckdb.DuckDBPyConnection, attached: str) -> Digests:
    tables = connection.execute(written_sql("register/tables_of"), [attached]).fetchall()
    return {table: first_row(connection, "register/digest_of_table", named) for named, table in tables}
