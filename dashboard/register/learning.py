"""What an edition is written with of the learning loop: rows that the desk's records became, into the edition that is attached."""

from dataclasses import asdict, fields
from datetime import date

import duckdb
import pyarrow as pa

from dashboard.domain.rows.learning import (
    AlertRow,
    AnsweredByAction,
    Escalated,
    Learning,
    LearningCard,
    RequiredByAlert,
    SafetyAction,
    SafetyActionAim,
    StatementSigned,
    wards_in,
)
from dashboard.domain.written_sql import written_sql

NOTHING_LEARNT = Learning()
_ROWS = {
    "cards": LearningCard,
    "actions": SafetyAction,
    "aims": SafetyActionAim,
    "answers": AnsweredByAction,
    "alerts": AlertRow,
    "required": RequiredByAlert,
    "escalated": Escalated,
    "statements": StatementSigned,
}
_ARROW = {
    int: pa.int32(),
    int | None: pa.int32(),
    str: pa.string(),
    str | None: pa.string(),
    date: pa.date32(),
    date | None: pa.date32(),
    bool | None: pa.bool_(),
}


def write_learning(register: duckdb.DuckDBPyConnection, learning: Learning) -> None:
    """Write it into the database that is attached as `edition`, in the place of what that held."""
    for name, row_type in _ROWS.items():
        register.register(f"incoming_{name}", _table(row_type, getattr(learning, name)))
    register.execute(written_sql("register/write_learning"))
    for name in _ROWS:
        register.unregister(f"incoming_{name}")


def _table(row_type: type, rows: tuple) -> pa.Table:
    """An Arrow table of the row type's columns, in which wards are a list."""
    columns = {each.name: _ARROW[each.type] for each in fields(row_type)}
    if "wards" in columns:
        columns["wards"] = pa.list_(pa.string())
    plain = [asdict(row) for row in rows]
    for row in plain:
        if "wards" in row:
            row["wards"] = [*wards_in(row["wards"])]
    return pa.Table.from_pylist(plain, pa.schema([*columns.items()]))
