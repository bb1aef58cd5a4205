"""What an import writes: its own row, its words on incidents, what it left out, its problems, its activity."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb
import pyarrow as pa

from dashboard.domain.extract import ActivityExtract, Extract, Problem, RowCounts
from dashboard.domain.identifiers import Narrative
from dashboard.domain.profile import PlacedWord
from dashboard.domain.reader import Reader
from dashboard.domain.written_sql import written_sql
from dashboard.register.row import first_row

ROW_GROUP = 122_880

_PROBLEMS = pa.schema(
    [
        ("sheet_row", pa.int32()),
        ("column_name", pa.string()),
        ("value_kind", pa.string()),
        ("reason", pa.string()),
    ]
)


@dataclass(frozen=True)
class Covers:
    """What an extract speaks for: the days (both included), the sites (none: all), and the day it was run."""

    days: tuple[date, date] | None
    sites: tuple[str, ...]
    as_at: date
    said_by_person: bool = False


def write_import(
    register: duckdb.DuckDBPyConnection,
    reader: Reader,
    import_id: int,
    extract: Extract,
    now: datetime,
    said: Covers,
) -> None:
    first, last = said.days or (None, None)
    register.execute(
        written_sql("register/write_import"),
        _import_row(import_id, "incidents", extract.sha256, extract.file_name, extract.rows, reader, now)
        | {
            "source": extract.source.value, "as_at": said.as_at,
            "as_at_from": "the person" if said.said_by_person else extract.as_at_from,
            "covers_from": first, "covers_until": last, "sites": list(said.sites),
            "profile": extract.profile.name if extract.profile else None,
            "medication_share": extract.medication_share, "narrative": extract.narrative_kept.value,
        },
    )  # fmt: skip


def _import_row(
    import_id: int, kind: str, sha256: str, file_name: str, rows: RowCounts, reader: Reader, now: datetime
) -> dict[str, Any]:
    return {
        "import_id": import_id, "kind": kind, "sha256": sha256, "file_name": file_name, "now": now, "who": reader.id,
        "rows_read": rows.read, "rows_accepted": rows.accepted, "rows_duplicate": rows.duplicate,
        "rows_rejected": rows.rejected, "rows_left_out": rows.left_out,
    }  # fmt: skip


def write_incidents(
    register: duckdb.DuckDBPyConnection,
    import_id: int,
    extract: Extract,
    withdraw: Mapping[str, str],
    keep: Mapping[str, str],
) -> None:
    said = {"import_id": import_id, "source": extract.source.value}
    first_id = first_row(register, "register/last_revision")[0]
    _write(register, "register/write_revisions", extract.incidents, said | {"first_id": first_id})
    if extract.not_counting is not None and len(extract.not_counting):
        _write(register, "register/write_left_out_references", extract.not_counting, said)
    if withdraw:
        register.execute(written_sql("register/withdraw_gone"), said | {"references": list(withdraw)})
    decided = [(withdraw, "withdrawn"), (keep, "kept")]
    decisions = [
        {"reference": reference, "decided": word, "reason": reason}
        for references, word in decided
        for reference, reason in references.items()
    ]
    if decisions:
        _write(
            register,
            "register/write_gone_decisions",
            _table(decisions, "reference", "decided", "reason"),
            said,
        )
    _write(register, "register/write_medicine_names", extract.medicines)
    _write_left_out(register, import_id, extract.left_out)
    unplaced = [{"field": w.field, "written": w.written, "row_count": w.rows} for w in extract.unplaced]
    _write(
        register,
        "register/write_unplaced",
        _table(unplaced, "field", "written", "row_count"),
        {"import_id": import_id},
    )
    _write_problems(register, import_id, extract.problems)


def write_activity(
    register: duckdb.DuckDBPyConnection,
    reader: Reader,
    import_id: int,
    extract: ActivityExtract,
    now: datetime,
) -> None:
    register.execute(
        written_sql("register/write_import"),
        _import_row(import_id, "activity", extract.sha256, extract.file_name, extract.rows, reader, now)
        | {
            "source": None, "as_at": now.date(), "as_at_from": "the day of the upload",
            "covers_from": extract.first_month, "covers_until": extract.last_month, "sites": [],
            "profile": None, "medication_share": None, "narrative": Narrative.LEFT_OUT.value,
        },
    )  # fmt: skip
    _write(register, "register/write_activity", extract.activity, {"import_id": import_id})
    _write_left_out(register, import_id, extract.left_out)
    _write_problems(register, import_id, extract.problems)


def _write_left_out(
    register: duckdb.DuckDBPyConnection, import_id: int, left_out: tuple[tuple[str, int], ...]
) -> None:
    rows = [{"reason": reason, "row_count": count} for reason, count in left_out]
    _write(register, "register/write_left_out", _table(rows, "reason", "row_count"), {"import_id": import_id})


def _write_problems(
    register: duckdb.DuckDBPyConnection, import_id: int, problems: tuple[Problem, ...]
) -> None:
    rows = [
        {"sheet_row": p.row, "column_name": p.column, "value_kind": p.value_kind, "reason": p.reason}
        for p in problems
    ]
    _write(
        register, "register/write_problems", pa.Table.from_pylist(rows, _PROBLEMS), {"import_id": import_id}
    )


def _write(
    register: duckdb.DuckDBPyConnection, name: str, table: Any, values: Mapping[str, object] | None = None
) -> None:
    """Run a statement that reads the Arrow table `incoming`, in pieces of DuckDB's own row groups: a single piece is read
    by one thread alone."""
    register.register("incoming", pa.Table.from_batches(table.to_batches(ROW_GROUP), table.schema))
    register.execute(written_sql(name), dict(values or {}))
    register.unregister("incoming")


def _table(rows: list[dict[str, Any]], *names: str) -> pa.Table:
    types = {"row_count": pa.int32()}
    return pa.Table.from_pylist(rows, pa.schema([(name, types.get(name, pa.string())) for name in names]))


def write_placed_word(
    register: duckdb.DuckDBPyConnection, reader: Reader, word: PlacedWord, now: datetime
) -> None:
    """Place a word and touch what holds it, for the fold that follows."""
    said = {"field": word.field, "source": word.source.value, "written": word.written}
    register.execute(
        written_sql("register/place_word"), said | {"means": word.means, "now": now, "who": reader.id}
    )
    register.execute(written_sql("register/touch_word"), said)
