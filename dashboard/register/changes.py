"""What an extract would change: incidents that are new, said differently, or the same as before."""

from dataclasses import dataclass
from datetime import date

import duckdb

from dashboard.domain.extract import Extract
from dashboard.register.row import first_row


@dataclass(frozen=True)
class Changes:
    """Incidents of one import: new to the register, updated, unchanged. Re-graded ones are among the updated."""

    new: int
    updated: int
    unchanged: int
    harm_up: int = 0
    harm_down: int = 0


def changes_made_by(register: duckdb.DuckDBPyConnection, extract: Extract, as_at: date) -> Changes:
    """Compare an extract, incident by incident, with what the register holds now.

    An incident on which a newer extract (or a higher revision) has already spoken is unchanged: an older file does not replace a newer one.
    """
    if not first_row(register, "register/has_records")[0]:
        return Changes(len(extract.incidents), 0, 0)
    register.register("incoming", extract.incidents)
    changes = Changes(*first_row(register, "register/changes", as_at=as_at, source=extract.source.value))
    register.unregister("incoming")
    return changes
