"""Asking an edition: one question, what is asked, who asks; rows come back in the question's own row type."""

import atexit
import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, NamedTuple

import duckdb

from dashboard.domain.engine import LOCKED, QUESTION_SECONDS
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.medicines import ClassBy
from dashboard.domain.reader import READS_CASES, READS_EDITIONS, Reader
from dashboard.domain.reading_sample import FIRST_SEED
from dashboard.domain.rows import ROW_TYPES, ListedIncident
from dashboard.domain.store import OlderEdition, Store, StoreProblem, TookTooLong
from dashboard.domain.written_sql import written_sql
from dashboard.edition.question import Question, question
from dashboard.edition.time_cap import stopped_after

KEPT_OPEN = 8
"""Editions kept open in this process: a page needs one, a comparison two, and opening costs about 10 ms."""

READ_OLDER = {"edition/read_format_2": 2, "edition/read_format_3": 3, "edition/read_format_4": 4}
"""What makes an edition of this format, or of one before, answer today's questions."""


READS_CLASSES = ("selected_class", "described_incident")
"""What a question reads from that answers by the classing that is asked for."""


class _Opened(NamedTuple):
    """An edition and the format it was written in. From format 3 on it classes medicines in more ways than the curated one."""

    connection: duckdb.DuckDBPyConnection
    format: int

    @property
    def holds_lists(self) -> bool:
        return self.format >= 3


_open: "OrderedDict[str, _Opened]" = OrderedDict()
_lock = threading.Lock()


def ask(
    name: str,
    asked: IncidentFilter,
    reader: Reader,
    *,
    store: Store,
    edition_id: int,
    seed: int = FIRST_SEED,
    blocks: Sequence[int] = (),
) -> list[Any]:
    """The rows of one question, as its row type in `domain.rows`. `seed` is for a question that draws a sample, `blocks` (of 256
    numbers of incidents) for one that asks of some incidents alone.

    Raises NotAllowed for a role that does not read editions (or not the incidents one by one), UnknownQuestion, StoreProblem when the edition is gone,
    OlderEdition when it was published before it held what the question reads, TookTooLong after QUESTION_SECONDS.
    """
    values = ask_values(name, asked, reader, store=store, edition_id=edition_id, seed=seed, blocks=blocks)
    return as_rows(name, values)


def as_rows(name: str, values: Sequence[tuple[Any, ...]]) -> list[Any]:
    """The values of a question's rows as its row type."""
    row_type = ROW_TYPES[name]
    return [row_type(*row) for row in values]


def ask_values(
    name: str,
    asked: IncidentFilter,
    reader: Reader,
    *,
    store: Store,
    edition_id: int,
    seed: int = FIRST_SEED,
    blocks: Sequence[int] = (),
) -> list[tuple[Any, ...]]:
    """The rows of one question as plain tuples, for whoever keeps many. Raises as `ask` does."""
    wanted = question(name)
    reader.must_be(*(READS_CASES if ROW_TYPES[name] is ListedIncident else READS_EDITIONS))
    given = {"asked": asked.as_struct(), "seed": seed, "blocks": list(blocks)}
    parameters = {each: given[each] for each in wanted.asks}
    # One connection shared by threads returns another thread's rows: a cursor for each call.
    try:
        opened = _edition(store, edition_id)
        if not opened.holds_lists and _asks_other_classes(wanted, asked):
            raise _older(edition_id)
        with opened.connection.cursor() as cursor, stopped_after(cursor):
            for read, formats in READ_OLDER.items():  # what is temporary is the cursor's own
                if opened.format <= formats:
                    cursor.execute(written_sql(read))
            return cursor.execute(wanted.sql, parameters).fetchall()
    except duckdb.InterruptException as error:
        raise TookTooLong(
            f"This question took longer than {QUESTION_SECONDS:.0f} seconds and was stopped: ask for a shorter period or one "
            "ward, or ask again when fewer people are asking."
        ) from error
    except duckdb.OutOfMemoryException as error:
        raise TookTooLong(
            "This question needs more memory than one question may take: ask for a shorter period or one ward."
        ) from error
    except duckdb.IOException as error:
        raise _damaged(edition_id) from error
    except duckdb.CatalogException as error:
        raise _older(edition_id) from error


def close_editions(store: Store) -> None:
    """Let go of every open edition of a store (before its files are moved or removed)."""
    with _lock:
        for path in [path for path in _open if path.startswith(str(store.editions.resolve()))]:
            _open.pop(path).connection.close()


def _asks_other_classes(wanted: Question, asked: IncidentFilter) -> bool:
    """Whether the answer depends on classes other than the curated ones."""
    counts_classes = any(reads in wanted.sql for reads in READS_CLASSES)
    return asked.class_by is not ClassBy.CURATED and (counts_classes or asked.drug_class is not None)


def _older(edition_id: int) -> OlderEdition:
    return OlderEdition(
        f"Edition {edition_id} was published by an earlier version of this program and does not hold this yet: "
        "look at a newer edition, or publish again to see it."
    )


def _edition(store: Store, edition_id: int) -> _Opened:
    path = str(store.edition(edition_id).resolve())
    with _lock:
        if path in _open:
            _open.move_to_end(path)
            return _open[path]
        connection = _connect(path, edition_id)
        (written_in,) = connection.execute(written_sql("edition/edition_format")).fetchall()[0]
        opened = _open[path] = _Opened(connection, written_in)
        # The oldest is forgotten, not closed: a page may still be reading from it; it closes when the last cursor goes.
        while len(_open) > KEPT_OPEN:
            _open.popitem(last=False)
        return opened


def _damaged(edition_id: int) -> StoreProblem:
    return StoreProblem(f"Edition {edition_id} cannot be opened: publish again to make a new one.")


@atexit.register
def _close_all() -> None:
    with _lock:
        while _open:
            _open.popitem()[1].connection.close()


def _connect(path: str, edition_id: int) -> duckdb.DuckDBPyConnection:
    try:
        connection = duckdb.connect(
            path,
            read_only=True,
            config={**LOCKED, "memory_limit": "1GB"},
        )
    except duckdb.Error as error:
        raise _damaged(edition_id) from error
    return connection
