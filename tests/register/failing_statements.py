"""A register whose connection fails at its n-th SQL statement, and everything that a closed register holds."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import duckdb
import pytest

from dashboard.domain.store import Store
from dashboard.register import file as register_file
from tests.register.stored_extracts import asked_of


class Fault(Exception):
    """The power fails, as far as the statement knows."""


class Countdown:
    """Counts statements of every connection, and fails at one of them (0: at none)."""

    def __init__(self, fail_at: int) -> None:
        self.fail_at, self.passed, self.last = fail_at, 0, ""

    def tick(self, statement: str) -> None:
        self.passed += 1
        self.last = statement
        if self.passed == self.fail_at:
            raise Fault(statement)


class CountingConnection:
    """Each statement of a script is run by itself, so that it can fail by itself."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, countdown: Countdown) -> None:
        self._connection, self._countdown = connection, countdown

    def execute(self, sql: str, values: Any = None) -> Any:
        if values:
            self._countdown.tick(sql)
            return self._connection.execute(sql, values)
        done: Any = None
        for statement in self._connection.extract_statements(sql):
            self._countdown.tick(statement.query)
            done = self._connection.execute(statement)
        return done

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


@contextmanager
def failing_at(number: int) -> Iterator[Countdown]:
    """Every register that is opened meanwhile shares one count of statements."""
    countdown, connect = Countdown(number), register_file._connect
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(
            register_file, "_connect", lambda store: CountingConnection(connect(store), countdown)
        )
        yield countdown


def everything_in(store: Store) -> dict[str, str]:
    """A digest of the rows of each table of the register, and of each edition that is there under its own name."""
    with duckdb.connect(str(store.register), read_only=True) as opened:
        tables = [name for (name,) in opened.execute("select table_name from duckdb_tables()").fetchall()]
        said = {name: _digest(opened.execute(f'select * from "{name}"').fetchall()) for name in tables}
    return said | {
        path.name: _digest(asked_of(path, "select * from incident"))
        for path in sorted(store.editions.glob("*.duckdb"))
    }


def _digest(rows: list[tuple]) -> str:
    return f"{len(rows)} {hashlib.sha256(repr(sorted(rows, key=repr)).encode()).hexdigest()[:16]}"
