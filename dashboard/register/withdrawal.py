"""Editions that hold what was erased are written again without it, under a new number; the old number says that it was withdrawn.

An edition that follows another is often a copy of it in which what changed was written anew, so that bytes of an incident can be in
a file whose tables do not hold it any more. Such a file is copied anew too; its content, and so its number, stay.
"""

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from dashboard.domain.reader import PREPARES, Reader, only
from dashboard.domain.store import Store, StoreProblem, number_after
from dashboard.domain.whole_file import flush_folder, write_whole
from dashboard.domain.written_sql import written_sql
from dashboard.register.file import open_register
from dashboard.register.fold import one_transaction
from dashboard.register.publish import Publication, mark_released, remove_edition_file
from dashboard.register.rebuild import apart, copied_anew
from dashboard.register.row import first_row


@dataclass(frozen=True)
class Shelved:
    """A row of the register's list of editions."""

    edition_id: int
    published_at: datetime
    published_by: str
    released_at: datetime | None
    released_by: str | None
    note: str | None
    withdrawn_at: datetime | None
    replaced_by: int | None
    withdrawn_why: str | None


@dataclass(frozen=True)
class ErasedNumber:
    """An incident that is gone, by its number in the editions. `kept_from`: what is older is kept no longer (a purge)."""

    n: int
    why: str
    kept_from: date | None
    since: datetime | None
    erased_at: datetime


def erasures_unfinished(store: Store, now: datetime) -> tuple[ErasedNumber, ...]:
    """Those that editions and the desk may still hold; none where there is no register. Editions that the register knows as withdrawn are
    out of the folder when this ends, whatever an interruption left."""
    if not store.has_register():
        return ()
    with open_register(store, now, works_out=False) as register:
        _finish(store, _shelf(register))
        return _unfinished(register)


@only(*PREPARES)
def erasure_done(store: Store, reader: Reader, now: datetime) -> None:
    """To be said once nothing holds them."""
    with open_register(store, now, works_out=False) as register, one_transaction(register):
        register.execute(written_sql("register/erasure_done"))


@only(*PREPARES)
def write_editions_again(store: Store, reader: Reader, now: datetime) -> tuple[tuple[int, int], ...]:
    """Take what was erased and not finished out of every edition: (withdrawn, what stands for it), oldest first. Editions of this store
    must be closed in this process.

    Each edition is a step of its own: complete and on disk, then known to the register, then in its place. What an interruption leaves
    is finished by `erasures_unfinished`; asked again it goes on where it stopped. Raises StoreProblem where an edition is open in another program
    that does not let go of it (Windows).
    """
    with open_register(store, now) as register:
        erased = _unfinished(register)
        if not erased:
            return ()
        _finish(store, _shelf(register))
        done = []
        for each in _in_order(_shelf(register)):
            if each.withdrawn_at is None and store.edition(each.edition_id).exists():
                replaced_by = _write_again(register, store, each, erased, now)
                done += [(each.edition_id, replaced_by)] if replaced_by is not None else []
        return tuple(done)


def _write_again(
    register: duckdb.DuckDBPyConnection,
    store: Store,
    shelved: Shelved,
    erased: Sequence[ErasedNumber],
    now: datetime,
) -> int | None:
    """The number that stands for an edition now; None where it holds nothing of what was erased."""
    # After a restore the register knows fewer editions than there were, and a number names one content for ever.
    replaced_by = max(int(first_row(register, "register/next_edition")[0]), number_after(store))
    unfinished = store.editions / f"{replaced_by}.tmp"
    remove_edition_file(unfinished)
    with _working_copy(store, shelved.edition_id) as working:
        held = _take_out(store, working, erased, replaced_by)
        if not held:
            if _may_hold_bytes(shelved, erased):
                copied_anew(working, unfinished)
                _in_place(unfinished, store.edition(shelved.edition_id))
            return None
        copied_anew(working, unfinished)
    numbers = {"edition_id": shelved.edition_id, "replaced_by": replaced_by}
    with one_transaction(register):
        register.execute(written_sql("register/stand_for_edition"), numbers)
        register.execute(
            written_sql("register/withdraw_edition"), numbers | {"now": now, "why": erased[0].why}
        )
        register.execute(written_sql("register/published_from_instead"), numbers)
    _finish(store, _shelf(register))
    return replaced_by


@contextmanager
def _working_copy(store: Store, edition_id: int) -> Iterator[Path]:
    """The edition itself may be open for reading, here and elsewhere: it is never written to."""
    working = store.editions / f"{edition_id}.working.tmp"
    remove_edition_file(working)
    shutil.copyfile(store.edition(edition_id), working)
    try:
        yield working
    finally:
        remove_edition_file(working)


def _take_out(store: Store, working: Path, erased: Sequence[ErasedNumber], replaced_by: int) -> bool:
    """Take them out of the working copy; False, and nothing is changed, where it holds none of them."""
    with apart(store.editions) as connection:
        connection.execute("attach ? as edition", [str(working)])
        connection.register("erased_now", _table(erased))
        held, written_in = first_row(connection, "register/erased_in_edition")
        if not held:
            return False
        with one_transaction(connection):
            if written_in >= 2:
                connection.execute(written_sql("register/erased_ledger_of_edition"))
            if written_in < 3:
                connection.execute(written_sql("register/erased_from_format_1"))
            connection.execute(written_sql("register/erased_from_edition"), {"edition_id": replaced_by})
            if written_in >= 2:
                connection.execute(written_sql("register/erased_from_calendar"))
            if written_in >= 3:
                connection.execute(written_sql("register/erased_from_format_3"))
            if any(each.kept_from for each in erased):
                connection.execute(written_sql("register/months_not_kept"))
                if written_in >= 2:
                    connection.execute(written_sql("register/months_not_kept_of_calendar"))
        connection.execute("checkpoint edition")
    return True


def _may_hold_bytes(shelved: Shelved, erased: Sequence[ErasedNumber]) -> bool:
    """Whether it was published after an import that brought one of them; where that is not known, it may."""
    return any(each.since is None or each.since <= shelved.published_at for each in erased)


def _finish(store: Store, shelf: Sequence[Shelved]) -> None:
    """The files say what the register says: the new edition has its name and its release, the old one its mark and no file."""
    by_number = {each.edition_id: each for each in shelf}
    for each in shelf:
        if each.withdrawn_at is None or each.replaced_by is None:
            continue
        stands = by_number[each.replaced_by]
        unfinished = store.editions / f"{each.replaced_by}.tmp"
        if unfinished.exists() and stands.withdrawn_at is None:
            _in_place(unfinished, store.edition(each.replaced_by))
        if (
            stands.withdrawn_at is None
            and stands.released_at
            and not store.released_mark(each.replaced_by).exists()
        ):
            mark_released(store, _publication(stands))
        if not store.withdrawn_mark(each.edition_id).exists():
            _write_mark(store, each)
        if store.edition(each.edition_id).exists() or store.released_mark(each.edition_id).exists():
            _take_away(store.edition(each.edition_id))
            store.released_mark(each.edition_id).unlink(missing_ok=True)
            flush_folder(store.editions)


def _write_mark(store: Store, withdrawn: Shelved) -> None:
    mark = store.withdrawn_mark(withdrawn.edition_id)
    at = withdrawn.withdrawn_at.isoformat() if withdrawn.withdrawn_at else ""
    said = {"withdrawn_at": at, "why": withdrawn.withdrawn_why, "replaced_by": withdrawn.replaced_by}
    write_whole(mark, json.dumps(said))


def _in_place(unfinished: Path, edition: Path) -> None:
    try:
        os.replace(unfinished, edition)
    except PermissionError as problem:
        raise _held_open(edition) from problem


def _take_away(edition: Path) -> None:
    try:
        edition.unlink(missing_ok=True)
    except PermissionError as problem:
        raise _held_open(edition) from problem


def _held_open(edition: Path) -> StoreProblem:
    return StoreProblem(
        f"Edition file {edition.name} is open in another program, so what was erased is still in it: close the other program; the next "
        "start of the dashboard goes on with the erasure."
    )


def _unfinished(register: duckdb.DuckDBPyConnection) -> tuple[ErasedNumber, ...]:
    rows = register.execute(written_sql("register/erasures_unfinished")).fetchall()
    return tuple(ErasedNumber(*row) for row in rows)


def _shelf(register: duckdb.DuckDBPyConnection) -> list[Shelved]:
    return [
        Shelved(*row) for row in register.execute(written_sql("register/shelved_publications")).fetchall()
    ]


def _in_order(shelf: Sequence[Shelved]) -> list[Shelved]:
    """In the order in which they were first published: a number that stands for an older one has its place."""
    first: dict[int, int] = {}
    for each in shelf:
        if each.replaced_by is not None:
            first[each.replaced_by] = first.get(each.edition_id, each.edition_id)
    return sorted(shelf, key=lambda each: first.get(each.edition_id, each.edition_id))


def _publication(shelved: Shelved) -> Publication:
    return Publication(
        shelved.edition_id, shelved.published_at, shelved.published_by, shelved.released_at, shelved.released_by, shelved.note
    )  # fmt: skip


def _table(erased: Sequence[ErasedNumber]) -> pa.Table:
    schema = pa.schema(
        [
            ("n", pa.int32()),
            ("why", pa.string()),
            ("erased_at", pa.timestamp("us")),
            ("kept_from", pa.date32()),
        ]
    )
    names = schema.names
    return pa.Table.from_pylist([{name: getattr(each, name) for name in names} for each in erased], schema)
