"""Incidents that the register knows for what a listing covers, and that the listing does not hold."""

from dataclasses import dataclass

import duckdb
import pyarrow as pa

from dashboard.domain.extract import Extract
from dashboard.domain.restatement import GoneIncident
from dashboard.domain.written_sql import written_sql
from dashboard.register.written import Covers

LISTED = 2_000
"""More than this gone at once is not withdrawn one by one: what the listing covers was said wrongly, or it was cut short."""


@dataclass(frozen=True)
class Gone:
    """How many incidents are gone, and the first LISTED of them, newest month first."""

    total: int = 0
    incidents: tuple[GoneIncident, ...] = ()


def gone_from(register: duckdb.DuckDBPyConnection, extract: Extract, said: Covers) -> Gone:
    """To be asked before the extract is written. An extract that covers nothing misses nothing."""
    if said.days is None:
        return Gone()
    references = [extract.incidents.column("reference")]
    if extract.not_counting is not None:
        references.append(extract.not_counting.column("reference"))
    chunks = [chunk for column in references for chunk in column.chunks]
    register.register("incoming_reference", pa.table({"reference": pa.chunked_array(chunks, pa.string())}))
    rows = register.execute(
        written_sql("register/gone"),
        {
            "source": extract.source.value, "covers_from": said.days[0], "covers_until": said.days[1],
            "sites": list(said.sites), "as_at": said.as_at, "listed": LISTED,
        },
    ).fetchall()  # fmt: skip
    register.unregister("incoming_reference")
    return Gone(rows[0][-1] if rows else 0, tuple(GoneIncident(*row[:-1]) for row in rows))
