"""Asking an edition: one question, what is asked, who asks; rows come back in the question's own row type."""

import atexit
import threading
from collections import OrderedDict
from typing import Any

import duckdb

from dashboard.domain.engine import ENGINE
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import READS_EDITIONS, Reader
from dashboard.domain.rows import ROW_TYPES
from dashboard.domain.store import OlderEdition, Store, StoreProblem
from dashboard.edition.question import question

KEPT_OPEN = 8
"""Editions kept open in this process: a page needs one, a comparison two, and opening costs about 10 ms."""

_open: "OrderedDict[str, duckdb.DuckDBPyConnection]" = OrderedDict()
_lock = threading.Lock()


def ask(name: str, asked: IncidentFilter, reader: Reader, *, store: Store, edition_id: int) -> list[Any]:
    """The rows of one question, as its row type in `domain.rows`.

    Raises NotAllowed for a role that does not read editions, UnknownQuestion, StoreProblem when the edition is gone,
    OlderEdition when it was published before it held what the question reads.
    """
    reader.must_be(*READS_EDITIONS)
    wanted = question(name)
    parameters = {"asked": asked.as_struct()} if wanted.asks else {}
    # One connection shared by threads returns another thread's rows: a cursor for each call.
    try:
        with _edition(store, edition_id).cursor() as cursor:
            rows = cursor.execute(wanted.sql, parameters).fetchall()
    except duckdb.IOException as error:
        raise _damaged(edition_id) from error
    except duckdb.CatalogException as error:
        raise OlderEdition(
            f"Edition {edition_id} was published by an earlier version of this program and does not hold this yet: "
            "publish again to see it."
        ) from error
    row_type = ROW_TYPES[name]
    return [row_type(*row) for row in rows]


def close_editions(store: Store) -> None:
    """Let go of every open edition of a store (before its files are moved or removed)."""
    with _lock:
        for path in [path for path in _open if path.startswith(str(store.editions.resolve()))]:
            _open.pop(path).close()


def _edition(store: Store, edition_id: int) -> duckdb.DuckDBPyConnection:
    path = str(store.edition(edition_id).resolve())
    with _lock:
        if path in _open:
            _open.move_to_end(path)
            return _open[path]
        connection = _connect(path, edition_id)
        _open[path] = connection
        # The oldest is forgotten, not closed: a page may still be reading from it; it closes when the last cursor goes.
        while len(_open) > KEPT_OPEN:
            _open.popitem(last=False)
        return connection


def _damaged(edition_id: int) -> StoreProblem:
    return StoreProblem(f"Edition {edition_id} cannot be opened: publish again to make a new one.")


@atexit.register
def _close_all() -> None:
    with _lock:
        while _open:
            _open.popitem()[1].close()


def _connect(path: str, edition_id: int) -> duckdb.DuckDBPyConnection:
    try:
        connection = duckdb.connect(
            path,
            read_only=True,
            config={**ENGINE, "memory_limit": "1GB"},
        )
    except duckdb.Error as error:
        raise _damaged(edition_id) from error
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return connection
