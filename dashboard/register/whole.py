"""Whether a register's file is whole: every block read, every table counted. Run in a process apart (`main`), because a damaged
file may end the process that opens it.
"""

import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import duckdb

from dashboard.domain.engine import LOCKED
from dashboard.domain.store import Damaged, Store, StoreProblem
from dashboard.domain.written_sql import written_sql
from dashboard.register.check import broken_rules
from dashboard.register.damage import damaged
from dashboard.register.file import open_register
from dashboard.register.fold import define
from dashboard.register.row import first_row
from dashboard.register.upgrade import FORMAT

Tables = dict[str, tuple[int, str]]
"""Of each table how many rows, and a digest of them. Digests are comparable within one version of DuckDB."""


def tables_told(register: duckdb.DuckDBPyConnection) -> Tables:
    """Every table of an open register."""
    names = [name for (name,) in register.execute(written_sql("register/tables")).fetchall()]
    return {
        name: register.execute(written_sql("register/told_of_table"), [name]).fetchall()[0] for name in names
    }


def copy_looked_at(path: Path) -> tuple[int, Tables, list[str]]:
    """A copy that lies by itself, only read: its format, its tables, and the rules of queries/checks that it breaks (they are asked
    of this program's own format alone).
    """
    with duckdb.connect(str(path), read_only=True, config={**LOCKED, "memory_limit": "2GB"}) as connection:
        written_as = int(first_row(connection, "register/store_says")[0])
        told = tables_told(connection)
        broken = []
        if written_as == FORMAT:
            define(connection)
            broken = broken_rules(connection)
    return written_as, told, broken


def main(arguments: Sequence[str]) -> int:
    """Look at the register of a store, with its log: prints one JSON object, {"tables": ...} or {"part": ..., "problem": ...}."""
    root, made_up, now = arguments
    store = Store(Path(root), made_up == "made-up")
    try:
        with open_register(store, datetime.fromisoformat(now)) as register:
            told: dict[str, object] = {"tables": tables_told(register)}
    except Damaged as problem:
        told = {"part": problem.part.value, "problem": str(problem)}
    except StoreProblem as problem:
        told = {"part": "", "problem": str(problem)}
    except duckdb.Error:
        told = {"part": "register", "problem": str(damaged(store))}
    json.dump(told, sys.stdout)
    return 0
