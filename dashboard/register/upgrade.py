"""From an older format to this one: a copy is kept beside it, the numbered schema files run, what holds is worked out."""

import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import duckdb

from dashboard.domain.whole_file import put_in_place
from dashboard.domain.written_sql import written_sql
from dashboard.register.fold import Act, define, fold_everything

SCHEMA = (
    "schema/register_001",
    "schema/register_002",
    "schema/register_003",
    "schema/register_004",
    "schema/register_005",
    "schema/register_006",
    "schema/register_007",
)
FORMAT = len(SCHEMA)


def copy_before_upgrade(register: Path, written_as: int) -> Path:
    """Where the register is kept as it was; it must be closed. An earlier copy of that format is not overwritten."""
    kept = register.with_name(f"{register.name}.format-{written_as}")
    if not kept.exists():
        unfinished = kept.with_name(kept.name + ".tmp")
        shutil.copyfile(register, unfinished)
        put_in_place(unfinished, kept)
    return kept


def copies_before_upgrades(register: Path) -> list[Path]:
    """The register as it was before each upgrade of its format."""
    return sorted(register.parent.glob(f"{register.name}.format-*"))


def upgrade(connection: duckdb.DuckDBPyConnection, written_as: int, now: datetime) -> None:
    """Run the schema files after `written_as` in one transaction, and work out what holds now."""
    connection.execute("begin")
    try:
        for schema in SCHEMA[written_as:]:
            connection.execute(written_sql(schema))
        define(connection)
        fold_everything(connection, Act.UPGRADE, now)
        connection.execute(written_sql("register/opening_balance"))
        connection.execute("commit")
    except BaseException:
        with suppress(duckdb.TransactionException):  # a commit that found no room has rolled back already
            connection.execute("rollback")
        raise
    connection.execute("checkpoint")
