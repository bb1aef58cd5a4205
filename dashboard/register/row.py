"""One row of one query."""

import duckdb

from dashboard.domain.written_sql import written_sql


def first_row(connection: duckdb.DuckDBPyConnection, name: str, *values: object, **named: object) -> tuple:
    """The one row of a query. All of them are fetched: DuckDB 2.0 refuses other work while a result is unfinished."""
    return connection.execute(written_sql(name), named or list(values)).fetchall()[0]
