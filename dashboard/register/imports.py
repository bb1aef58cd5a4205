"""Imports: one transaction each, the same bytes once, undone by marking."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import duckdb

from dashboard.domain.extract import ActivityExtract, Extract
from dashboard.domain.profile import PlacedWord
from dashboard.domain.reader import PREPARES, READS_REGISTER, Reader, only
from dashboard.domain.restatement import MonthRestated
from dashboard.domain.store import Store, StoreProblem
from dashboard.domain.written_sql import written_sql
from dashboard.register.changes import Changes, changes_made_by
from dashboard.register.erased import without_erased
from dashboard.register.file import open_register
from dashboard.register.fold import Act, fold_coverage, fold_import, one_transaction
from dashboard.register.gone import Gone, gone_from
from dashboard.register.ledger import counted_by_month, ledger_of
from dashboard.register.narrative import (
    forget_narrative_of_import,
    write_identifiers,
    write_narrative,
)
from dashboard.register.row import first_row
from dashboard.register.written import (
    Covers,
    write_activity,
    write_import,
    write_incidents,
    write_placed_word,
)


@dataclass(frozen=True)
class ImportRecord:
    """One import as it stands in the history."""

    import_id: int
    kind: str
    sha256: str
    file_name: str
    source: str | None
    as_at: date
    uploaded_at: datetime
    uploaded_by: str
    covers_from: date | None
    covers_until: date | None
    rows_read: int
    rows_accepted: int
    rows_duplicate: int
    rows_rejected: int
    rows_left_out: int
    undone_at: datetime | None


@dataclass(frozen=True)
class ImportResult:
    """What an import did. `repeat` says that these bytes were imported before, and nothing was written.

    `gone` is what the extract covers and does not hold, withdrawn or not; `older_than` is the as-at date of a newer extract
    of the same source, if there is one.
    """

    import_id: int
    repeat: bool
    changes: Changes
    ledger: tuple[MonthRestated, ...] = ()
    gone: Gone = field(default_factory=Gone)
    older_than: date | None = None


@only(*PREPARES)
def commit(
    store: Store,
    reader: Reader,
    extract: Extract,
    now: datetime,
    *,
    covers: tuple[date, date] | None = None,
    sites: tuple[str, ...] = (),
    as_at: date | None = None,
    withdraw: Mapping[str, str] | None = None,
    keep: Mapping[str, str] | None = None,
    placed: Sequence[PlacedWord] = (),
) -> ImportResult:
    """Write the extract in one transaction. `covers` (both days included) says where a zero is a fact.

    `withdraw` and `keep` decide on incidents that are gone from the listing: reference to reason. `placed` are words of
    the listing that the person has placed with it; they outlive an undo of the import.
    """
    with open_register(store, now) as register:
        known = _live_import_of(register, extract.sha256)
        if known is not None:
            return ImportResult(known, True, Changes(0, 0, 0))
        extract = without_erased(store, extract)
        said = Covers(covers or covered_by(extract), sites, as_at or extract.as_at, as_at is not None)
        with one_transaction(register):
            for word in placed:
                write_placed_word(register, reader, word, now)
            return store_extract(register, reader, extract, now, said, withdraw or {}, keep or {})


def store_extract(
    register: duckdb.DuckDBPyConnection,
    reader: Reader,
    extract: Extract,
    now: datetime,
    said: Covers,
    withdraw: Mapping[str, str],
    keep: Mapping[str, str],
) -> ImportResult:
    """Everything that an import writes, in the transaction of whoever calls: kept by a commit, taken back by a preview."""
    import_id = _next_import(register)
    changes = changes_made_by(register, extract, said.as_at)
    gone, older_than = gone_from(register, extract, said), newer_than(register, extract, said)
    write_import(register, reader, import_id, extract, now, said)
    write_incidents(register, import_id, extract, withdraw, keep)
    write_narrative(register, import_id, extract)
    write_identifiers(register, import_id, extract)
    fold_import(register, import_id, Act.IMPORT, now, only_one=import_id == 1)
    ledger = ledger_of(register, import_id, counted_by_month(register))
    return ImportResult(import_id, False, changes, ledger, gone, older_than)


def newer_than(register: duckdb.DuckDBPyConnection, extract: Extract, said: Covers) -> date | None:
    """The as-at date of the newest extract of the same source, where it is later than this one's."""
    newest = first_row(register, "register/newest_as_at", extract.source.value)[0]
    return newest if newest and newest > said.as_at else None


def covered_by(extract: Extract) -> tuple[date, date] | None:
    """What an extract covers when nobody says: from its first to its last incident."""
    if extract.first_day is None or extract.last_day is None:
        return None
    return extract.first_day, extract.last_day


@only(*PREPARES)
def commit_activity(store: Store, reader: Reader, extract: ActivityExtract, now: datetime) -> ImportResult:
    """Write activity in one transaction; a later file of the same place, month and kind replaces it."""
    with open_register(store, now, works_out=False) as register:
        known = _live_import_of(register, extract.sha256)
        if known is not None:
            return ImportResult(known, True, Changes(0, 0, 0))
        with one_transaction(register):
            import_id = _next_import(register)
            write_activity(register, reader, import_id, extract, now)
        return ImportResult(import_id, False, Changes(0, 0, 0))


@only(*PREPARES)
def undo(store: Store, reader: Reader, import_id: int, now: datetime) -> ImportRecord:
    """Mark an import as undone, and work out what holds without it."""
    with open_register(store, now) as register:
        found = [record for record in _imports(register) if record.import_id == import_id]
        if not found:
            raise StoreProblem(f"There is no import {import_id}; see the import history for their numbers.")
        if found[0].undone_at is not None:
            raise StoreProblem(f"Import {import_id} was undone already, on {found[0].undone_at:%d/%m/%Y}.")
        with one_transaction(register):
            register.execute(written_sql("register/undo_import"), [now, reader.id, import_id])
            if found[0].kind == "incidents":
                forget_narrative_of_import(register, import_id)
                fold_import(register, import_id, Act.UNDO, now)
            else:
                fold_coverage(register, now)
        return replace(found[0], undone_at=now)


@only(*READS_REGISTER)
def imports(store: Store, reader: Reader, now: datetime) -> list[ImportRecord]:
    """Every import, newest first, undone ones included."""
    if not store.has_register():
        return []
    with open_register(store, now, works_out=False) as register:
        return _imports(register)


@dataclass(frozen=True)
class UnlinkedRecord:
    """A record of a second source that no counted incident was found for."""

    source: str
    reference: str
    month: date | None
    location: str
    harm_level: str


@only(*READS_REGISTER)
def unlinked_records(store: Store, reader: Reader, now: datetime) -> list[UnlinkedRecord]:
    """The records to look at, at most 500: only for those who may see source references."""
    with open_register(store, now) as register:
        return [
            UnlinkedRecord(*row)
            for row in register.execute(written_sql("register/unlinked_records")).fetchall()
        ]


def _imports(register: duckdb.DuckDBPyConnection) -> list[ImportRecord]:
    return [ImportRecord(*row) for row in register.execute(written_sql("register/import_history")).fetchall()]


def _live_import_of(register: duckdb.DuckDBPyConnection, sha256: str) -> int | None:
    return first_row(register, "register/import_of_bytes", sha256)[0]


def _next_import(register: duckdb.DuckDBPyConnection) -> int:
    return int(first_row(register, "register/next_import")[0])
