"""What holds now, worked out from the words of all imports that are not undone: for what a change touches, or for all.

The result is kept in `current_record`. A fold of everything gives the same as the folds of one change after another;
tests/register/test_fold_law.py holds the two together.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from enum import StrEnum

import duckdb

from dashboard.domain.written_sql import written_sql
from dashboard.register.row import first_row

TOUCHED_WORDS = ("register/fold_touched_words", "register/fold_newest_word")


class Act(StrEnum):
    """What changes the counts, as the ledger names it."""

    IMPORT = "import"
    UNDO = "undo"
    WORDS = "words placed"
    PLACES = "places"
    COVERAGE = "coverage"
    UPGRADE = "upgrade"
    ERASURE = "erasure"
    PURGE = "purge"


@contextmanager
def one_transaction(register: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All of it or nothing; on disk when it ends."""
    register.execute("begin")
    try:
        yield
        register.execute("commit")
    except BaseException:
        with suppress(duckdb.TransactionException):  # a commit that found no room has rolled back already
            register.execute("rollback")
        raise
    register.execute("checkpoint")


def define(register: duckdb.DuckDBPyConnection, *, works_out: bool = True) -> None:
    """The views of an open register. Those of what holds now take 18 of the 37 ms of an opening: without `works_out` the tables, and
    what was said, can be asked alone."""
    register.execute(written_sql("register/what_was_said"))
    if works_out:
        register.execute(written_sql("register/what_holds_now"))
        understand(register)


def understand(register: duckdb.DuckDBPyConnection) -> None:
    """Define how words are understood, from what has been placed until now: every fold and publishing reads from it."""
    placed = first_row(register, "register/anything_placed")[0]
    view = "register/understood_as_placed" if placed else "register/understood_as_written"
    register.execute(written_sql(view))


def fold_import(
    register: duckdb.DuckDBPyConnection, import_id: int, act: Act, now: datetime, *, only_one: bool = False
) -> None:
    """Fold the references that an import speaks of. `only_one` says that nothing else was ever imported: then every
    incident counts, unless a person has said beforehand that another system covers its month."""
    if only_one and not register.execute(written_sql("register/coverage_edits")).fetchall():
        understand(register)
        register.execute(written_sql("register/this_act"), [import_id, act.value, now])
        register.execute(written_sql("register/fold_first_import"))
        return
    register.execute(written_sql("register/touch_import"), {"import_id": import_id})
    _fold(register, act, import_id, now)


def fold_words(register: duckdb.DuckDBPyConnection, now: datetime) -> None:
    """Fold the references that hold words which were placed, or taken back (they are touched already)."""
    _fold(register, Act.WORDS, None, now)


def fold_coverage(register: duckdb.DuckDBPyConnection, now: datetime) -> None:
    """Weigh the months anew whose counting source changed."""
    _fold(register, Act.COVERAGE, None, now)


def fold_erased(register: duckdb.DuckDBPyConnection, act: Act, now: datetime) -> None:
    """Fold the references that are erased (they are touched already), with what they were linked to."""
    _fold(register, act, None, now)


def fold_everything(register: duckdb.DuckDBPyConnection, act: Act, now: datetime) -> None:
    register.execute(written_sql("register/touch_everything"))
    _fold(register, act, None, now, ("register/fold_all_words", "register/fold_newest_word"))


def _fold(
    register: duckdb.DuckDBPyConnection,
    act: Act,
    import_id: int | None,
    now: datetime,
    words: tuple[str, ...] = TOUCHED_WORDS,
) -> None:
    understand(register)
    _, several_systems = first_row(register, "register/has_records")
    register.execute(written_sql("register/this_act"), [import_id, act.value, now])
    if several_systems and words == TOUCHED_WORDS:
        for _ in range(2):
            register.execute(written_sql("register/fold_linked_neighbours"))
    links = ("register/fold_links",) if several_systems else ()
    for step in (
        *words,
        *links,
        "register/fold_counting",
        "register/fold_ledger",
        "register/fold_kept",
    ):
        register.execute(written_sql(step))
