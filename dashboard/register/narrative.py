"""Free text about incidents, where a source's is kept: read by the officer, redacted, forgotten with its import."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import duckdb
import pyarrow as pa

from dashboard.domain.extract import Extract
from dashboard.domain.reader import OFFICER, READS_REGISTER, Reader, Role, only
from dashboard.domain.store import Store
from dashboard.domain.written_sql import written_sql
from dashboard.register.file import open_register
from dashboard.register.fold import one_transaction
from dashboard.register.row import first_row


@dataclass(frozen=True)
class Told:
    """One text of an incident: under which heading its source system has it, and how things stood (`as_at`)."""

    source: str
    heading: str
    text: str
    as_at: date


@dataclass(frozen=True)
class IdentifiersHeld:
    """Rows of one column of an import in which something looked like a personal detail of this kind."""

    import_id: int
    heading: str
    kind: str
    rows: int


def write_narrative(register: duckdb.DuckDBPyConnection, import_id: int, extract: Extract) -> None:
    """The texts of an import whose incidents are written, in the transaction of whoever calls."""
    if extract.narrative_texts is None or not len(extract.narrative_texts):
        return
    register.register("incoming", extract.narrative_texts)
    register.execute(
        written_sql("register/write_narrative"), {"import_id": import_id, "source": extract.source.value}
    )
    register.unregister("incoming")


def write_identifiers(register: duckdb.DuckDBPyConnection, import_id: int, extract: Extract) -> None:
    """What was found of personal details, by column and kind."""
    if not extract.identifiers:
        return
    found = extract.identifiers
    register.register(
        "incoming",
        pa.table(
            {
                "heading": [each.heading for each in found],
                "kind": [each.kind for each in found],
                "row_count": pa.array([each.rows for each in found], pa.int32()),
            }
        ),
    )
    register.execute(written_sql("register/write_identifiers"), {"import_id": import_id})
    register.unregister("incoming")


def forget_narrative_of_import(register: duckdb.DuckDBPyConnection, import_id: int) -> None:
    register.execute(written_sql("register/forget_narrative_of_import"), [import_id])


@only(*READS_REGISTER)
def keeps_narrative(store: Store, reader: Reader, now: datetime) -> bool:
    """Whether the register holds any free text."""
    if not store.has_register():
        return False
    with open_register(store, now, works_out=False) as register:
        return bool(first_row(register, "register/has_narrative")[0])


@only(*OFFICER)
def narrative_of(store: Store, reader: Reader, n: int, now: datetime) -> list[Told]:
    """The newest text of each record of the incident of this number in the editions. For the officer alone: whoever calls
    this notes it (work.view_narrative does)."""
    with open_register(store, now, works_out=False) as register:
        return [
            Told(source, *row)
            for source, reference in _records(register, n)
            for row in register.execute(
                written_sql("register/narrative_of_record"), {"source": source, "reference": reference}
            ).fetchall()
        ]


@only(*OFFICER)
def redact(store: Store, reader: Reader, n: int, redacted: Callable[[str], str], now: datetime) -> int:
    """Put `redacted(text)` in the place of every text of the incident, of earlier imports and of undone ones too, and let no later
    import add to them. Returns how many texts changed; nothing is written where none did.

    What stood there is still in the file until it is written anew (work.redact_words and work.redact_kind have it written).
    """
    with open_register(store, now, works_out=False) as register, one_transaction(register):
        changed = 0
        for source, reference in _records(register, n):
            record = {"source": source, "reference": reference}
            held = register.execute(written_sql("register/whole_narrative_of_record"), record).fetchall()
            rewritten = [(row, instead) for row in held if (instead := redacted(row[2])) != row[2]]
            for (revision_id, heading, text), instead in rewritten:
                register.execute(
                    written_sql("register/rewrite_narrative"),
                    {"revision_id": revision_id, "heading": heading, "did_read": text, "now_reads": instead},
                )
            if rewritten:
                register.execute(
                    written_sql("register/note_redaction"), record | {"now": now, "who": reader.id}
                )
            changed += len(rewritten)
        return changed


@only(*READS_REGISTER, Role.AUDITOR)
def identifiers_of_imports(store: Store, reader: Reader, now: datetime) -> list[IdentifiersHeld]:
    """What each import that is not undone held of personal details, newest first; empty where nothing was imported."""
    if not store.has_register():
        return []
    with open_register(store, now, works_out=False) as register:
        return [
            IdentifiersHeld(*row)
            for row in register.execute(written_sql("register/identifiers_of_imports")).fetchall()
        ]


def _records(register: duckdb.DuckDBPyConnection, n: int) -> list[tuple[str, str]]:
    return register.execute(written_sql("register/records_of_number"), {"n": n}).fetchall()
