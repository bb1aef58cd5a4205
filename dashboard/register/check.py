"""Whether the register is sound: the checks under queries/checks, each of which finds nothing when it is."""

from datetime import datetime

import duckdb

from dashboard.domain.reader import READS_REGISTER, Reader, only
from dashboard.domain.store import Store
from dashboard.domain.written_sql import QUERIES, written_sql
from dashboard.register.file import open_register


@only(*READS_REGISTER)
def check(store: Store, reader: Reader, now: datetime) -> list[str]:
    """One sentence for each rule that is broken, with how often; empty when the register is sound, or not there yet.

    A sentence names the rule and never a record.
    """
    if not store.has_register():
        return []
    with open_register(store, now) as register:
        return broken_rules(register)


def broken_rules(register: duckdb.DuckDBPyConnection) -> list[str]:
    """The same of a register that is open."""
    found = {name: len(register.execute(written_sql(name)).fetchall()) for name in check_names()}
    return [f"Broken {times:,} times: {_rule(name)}" for name, times in found.items() if times]


def check_names() -> list[str]:
    """Every check, as written_sql knows it."""
    return [f"checks/{path.stem}" for path in sorted((QUERIES / "checks").glob("*.sql"))]


def _rule(name: str) -> str:
    """The first line of a check says what holds."""
    return written_sql(name).splitlines()[0].removeprefix("-- ")
