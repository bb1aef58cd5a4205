"""Imports: one transaction each, the same bytes once, undone by marking."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb
import pyarrow as pa

from dashboard.domain.extract import ActivityExtract, Extract, Problem
from dashboard.domain.reader import READS_REGISTER, Reader, Role
from dashboard.domain.store import Store, StoreProblem
from dashboard.domain.written_sql import written_sql
from dashboard.register.changes import Changes, changes_made_by
from dashboard.register.file import first_row, open_register

WRITES = (Role.MSO, Role.TEAM)


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
    """What an import did. `repeat` says that these bytes were imported before, and nothing was written."""

    import_id: int
    repeat: bool
    changes: Changes


def commit(
    store: Store,
    reader: Reader,
    extract: Extract,
    now: datetime,
    *,
    covers: tuple[date, date] | None = None,
    sites: tuple[str, ...] = (),
    as_at: date | None = None,
) -> ImportResult:
    """Write the extract in one transaction. `covers` (both days included) says where a zero is a fact."""
    reader.must_be(*WRITES)
    with open_register(store, now) as register:
        known = _live_import_of(register, extract.sha256)
        if known is not None:
            return ImportResult(known, True, Changes(0, 0, 0))
        covered = covers or _covered_by(extract)
        register.execute("begin")
        try:
            import_id = _next_import(register)
            changes = changes_made_by(register, extract, as_at or extract.as_at)
            counts = extract.rows
            register.execute(
                written_sql("register/write_import"),
                [
                    import_id, "incidents", extract.sha256, extract.file_name, extract.source.value,
                    as_at or extract.as_at, "the person" if as_at else extract.as_at_from, now, reader.id,
                    covered[0] if covered else None, covered[1] if covered else None, list(sites),
                    counts.read, counts.accepted, counts.duplicate, counts.rejected, counts.left_out,
                ],
            )  # fmt: skip
            _write_incidents(register, import_id, extract)
            register.execute("commit")
        except BaseException:
            register.execute("rollback")
            raise
        register.execute("checkpoint")
        return ImportResult(import_id, False, changes)


def _covered_by(extract: Extract) -> tuple[date, date] | None:
    """What an extract covers when nobody says: from its first to its last incident."""
    if extract.first_day is None or extract.last_day is None:
        return None
    return extract.first_day, extract.last_day


def _write_incidents(register: duckdb.DuckDBPyConnection, import_id: int, extract: Extract) -> None:
    _write(register, "register/write_revisions", extract.incidents, import_id, extract.source.value)
    _write(register, "register/write_medicine_names", extract.medicines)
    left_out = [{"reason": reason, "row_count": rows} for reason, rows in extract.left_out]
    _write(register, "register/write_left_out", _table(left_out, "reason", "row_count"), import_id)
    unplaced = [{"field": w.field, "written": w.written, "row_count": w.rows} for w in extract.unplaced]
    _write(register, "register/write_unplaced", _table(unplaced, "field", "written", "row_count"), import_id)
    _write(register, "register/write_problems", _problem_table(extract.problems), import_id)


def _write(register: duckdb.DuckDBPyConnection, name: str, table: Any, *values: object) -> None:
    """Run a statement that reads the Arrow table `incoming`."""
    register.register("incoming", table)
    register.execute(written_sql(name), list(values))
    register.unregister("incoming")


def _table(rows: list[dict[str, Any]], *names: str) -> pa.Table:
    types = {"row_count": pa.int32()}
    return pa.Table.from_pylist(rows, pa.schema([(name, types.get(name, pa.string())) for name in names]))


def _problem_table(problems: tuple[Problem, ...]) -> pa.Table:
    schema = pa.schema(
        [
            ("sheet_row", pa.int32()),
            ("column_name", pa.string()),
            ("value_kind", pa.string()),
            ("reason", pa.string()),
        ]
    )
    rows = [
        {"sheet_row": p.row, "column_name": p.column, "value_kind": p.value_kind, "reason": p.reason}
        for p in problems
    ]
    return pa.Table.from_pylist(rows, schema)


def commit_activity(store: Store, reader: Reader, extract: ActivityExtract, now: datetime) -> ImportResult:
    """Write activity in one transaction; a later file of the same kind, place and month replaces it."""
    reader.must_be(*WRITES)
    with open_register(store, now) as register:
        known = _live_import_of(register, extract.sha256)
        if known is not None:
            return ImportResult(known, True, Changes(0, 0, 0))
        register.execute("begin")
        try:
            import_id = _next_import(register)
            counts = extract.rows
            register.execute(
                written_sql("register/write_import"),
                [
                    import_id, "activity", extract.sha256, extract.file_name, None, now.date(), "the day of the upload",
                    now, reader.id, extract.first_month, extract.last_month, [],
                    counts.read, counts.accepted, counts.duplicate, counts.rejected, counts.left_out,
                ],
            )  # fmt: skip
            _write(register, "register/write_activity", extract.activity, import_id)
            left_out = [{"reason": reason, "row_count": rows} for reason, rows in extract.left_out]
            _write(register, "register/write_left_out", _table(left_out, "reason", "row_count"), import_id)
            _write(register, "register/write_problems", _problem_table(extract.problems), import_id)
            register.execute("commit")
        except BaseException:
            register.execute("rollback")
            raise
        register.execute("checkpoint")
        return ImportResult(import_id, False, Changes(0, 0, 0))


def undo(store: Store, reader: Reader, import_id: int, now: datetime) -> ImportRecord:
    """Mark an import as undone: what holds now is then worked out without it."""
    reader.must_be(*WRITES)
    with open_register(store, now) as register:
        found = [record for record in _imports(register) if record.import_id == import_id]
        if not found:
            raise StoreProblem(f"There is no import {import_id}; see the import history for their numbers.")
        if found[0].undone_at is not None:
            raise StoreProblem(f"Import {import_id} was undone already, on {found[0].undone_at:%d/%m/%Y}.")
        register.execute(written_sql("register/undo_import"), [now, reader.id, import_id])
        register.execute("checkpoint")
        return found[0]


def imports(store: Store, reader: Reader, now: datetime) -> list[ImportRecord]:
    """Every import, newest first, undone ones included."""
    reader.must_be(*READS_REGISTER)
    if not store.has_register():
        return []
    with open_register(store, now) as register:
        return _imports(register)


@dataclass(frozen=True)
class UnlinkedRecord:
    """A record of a second source that no counted incident was found for."""

    source: str
    reference: str
    month: date | None
    location: str
    harm_level: str


def unlinked_records(store: Store, reader: Reader, now: datetime) -> list[UnlinkedRecord]:
    """The records to look at, at most 500: only for those who may see source references."""
    reader.must_be(*READS_REGISTER)
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
