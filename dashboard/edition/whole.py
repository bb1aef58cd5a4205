"""Whether an edition's file is whole: every block of it read."""

from pathlib import Path

import duckdb

from dashboard.domain.engine import LOCKED
from dashboard.domain.written_sql import written_sql


def edition_is_whole(path: Path) -> bool:
    """Whether each table can be read to its last block. To be asked in a process apart."""
    try:
        with duckdb.connect(
            str(path), read_only=True, config={**LOCKED, "memory_limit": "1GB"}
        ) as connection:
            for (name,) in connection.execute(written_sql("edition/tables")).fetchall():
                connection.execute(written_sql("edition/told_of_table"), [name]).fetchall()
    except duckdb.Error:
        return False
    return True
