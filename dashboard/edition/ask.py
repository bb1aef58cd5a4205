"""Asking an edition: one question, what is asked, who asks; rows come back in the question's own row type."""

import atexit
import os
import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, NamedTuple

import duckdb

from dashboard.domain.engine import LOCKED, QUESTION_SECONDS, is_damage
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.learning.escalation_rules import bound_rules
from dashboard.domain.medicines import ClassBy
from dashboard.domain.reader import NotAllowed, Reader, Role
from dashboard.domain.reading_sample import FIRST_SEED
from dashboard.domain.rows import ROW_TYPES
from dashboard.domain.store import Damaged, OlderEdition, Store, StorePart, StoreProblem, TookTooLong
from dashboard.domain.written_sql import written_sql
from dashboard.edition.asked_by import FIRST_FOR_WARDS, as_allowed, leave_own_wards, roles_of
from dashboard.edition.question import Question, question
from dashboard.edition.shelf import withdrawn_sentence
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


class _OwnPart(NamedTuple):
    """A cursor in which an edition holds what happened on some wards alone, for one thread at a time."""

    cursor: duckdb.DuckDBPyConnection
    in_use: threading.Lock


_open: "OrderedDict[str, _Opened]" = OrderedDict()
_own_parts: "OrderedDict[tuple[str, tuple[str, ...]], _OwnPart]" = OrderedDict()
"""Kept, because to leave out the others takes 16 ms, five times what a question takes."""

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

    Raises NotAllowed for a role that this question is not for, for a draft that is not the reader's to see, and for a ward link who
    names others' wards, UnknownQuestion, StoreProblem when the edition is gone, OlderEdition when it was published before it held what
    the question reads, TookTooLong after QUESTION_SECONDS.
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
    reader.must_be(*roles_of(name))
    if not reader.sees_drafts and not store.released_mark(edition_id).exists():
        raise NotAllowed(f"Edition {edition_id} is not released: it is for those who prepare it.")
    asked, is_of_wards = as_allowed(asked, reader), reader.role is Role.WARD_LINK
    given = {"asked": asked.as_struct(), "seed": seed, "blocks": list(blocks), **bound_rules()}
    parameters = {each: given[each] for each in wanted.asks}
    # One connection shared by threads returns another thread's rows: a cursor for each call.
    try:
        opened = _edition(store, edition_id)
        if not opened.holds_lists and _asks_other_classes(wanted, asked):
            raise _older(edition_id)
        if is_of_wards and opened.format < FIRST_FOR_WARDS:
            raise _older(edition_id)
        if is_of_wards:
            own = _own_part(opened, store, edition_id, reader.wards)
            with own.in_use, stopped_after(own.cursor):
                return own.cursor.execute(wanted.sql, parameters).fetchall()
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
    except duckdb.CatalogException as error:
        raise _older(edition_id) from error
    except duckdb.Error as error:
        if not is_damage(error):
            raise
        _forget(store, edition_id)
        raise _damaged(edition_id) from error


def close_editions(store: Store) -> None:
    """Let go of every open edition of a store (before its files are moved or removed)."""
    with _lock:
        for path in [path for path in _open if path.startswith(str(store.editions.resolve()))]:
            parts = _let_go(path)
            for part in parts:
                part.cursor.close()
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
            if os.path.exists(path):
                _open.move_to_end(path)
                return _open[path]
            # Withdrawn meanwhile, by this or another program: what it held is not answered from memory.
            _let_go(path)
            _open.pop(path)
        if withdrawn := withdrawn_sentence(store, edition_id):
            raise StoreProblem(withdrawn)
        # DuckDB gives what is still open in this process for a path, also where the file is gone: asked of the disk first.
        if not os.path.exists(path):
            raise _damaged(edition_id)
        connection = _connect(path, edition_id)
        (written_in,) = connection.execute(written_sql("edition/edition_format")).fetchall()[0]
        opened = _open[path] = _Opened(connection, written_in)
        # The oldest is forgotten, not closed: a page may still be reading from it; it closes when the last cursor goes.
        while len(_open) > KEPT_OPEN:
            _open.popitem(last=False)
        return opened


def _own_part(opened: _Opened, store: Store, edition_id: int, wards: tuple[str, ...]) -> _OwnPart:
    key = str(store.edition(edition_id).resolve()), wards
    with _lock:
        if key not in _own_parts:
            cursor = opened.connection.cursor()
            leave_own_wards(cursor, wards, opened.format)
            _own_parts[key] = _OwnPart(cursor, threading.Lock())
            while len(_own_parts) > KEPT_OPEN:
                _own_parts.popitem(last=False)
        _own_parts.move_to_end(key)
        return _own_parts[key]


def _let_go(path: str) -> list[_OwnPart]:
    """Keep no part of an edition for ward links any more. Not closed here: one of them may be answering. Under the lock."""
    return [_own_parts.pop(key) for key in [key for key in _own_parts if key[0] == path]]


def _damaged(edition_id: int) -> Damaged:
    return Damaged(
        StorePart.EDITION,
        f"Edition {edition_id} cannot be opened: publish again to make a new one.",
        edition_id,
    )


def _forget(store: Store, edition_id: int) -> None:
    """So that the file which a restore puts in its place is opened anew."""
    path = str(store.edition(edition_id).resolve())
    with _lock:
        _let_go(path)
        _open.pop(path, None)


@atexit.register
def _close_all() -> None:
    with _lock:
        _own_parts.clear()
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
