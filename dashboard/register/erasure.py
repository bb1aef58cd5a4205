"""One incident, or what is kept no longer, goes out of the register: every word on it, and every word that it alone held.

What editions, the desk and copies still hold goes in later steps (`work/privacy/erasure.py`); the register remembers the numbers until then.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from dashboard.domain.reader import OFFICER, PREPARES, Reader, only
from dashboard.domain.store import Store, StoreProblem
from dashboard.domain.words import SourceSystem
from dashboard.domain.written_sql import written_sql
from dashboard.register.erased import Record, erased_of, join_erased, remember
from dashboard.register.file import open_register
from dashboard.register.fold import Act, fold_erased, one_transaction
from dashboard.register.row import first_row

_ERASING = pa.schema(
    [
        ("why", pa.string()),
        ("kept_from", pa.date32()),
        ("happened_at", pa.timestamp("us")),
        ("names", pa.list_(pa.string())),
    ]
)


@dataclass(frozen=True)
class RecordToErase:
    """One record of the incident as the person sees it before it goes. `words`: how many imports spoke of it."""

    source: str
    reference: str
    month: date | None
    site: str
    harm_level: str
    words: int
    counts: bool


@dataclass(frozen=True)
class Due:
    """What is kept no longer: incidents, how many of them count today, incidents whose narrative goes, and imports that say of months
    which are kept no longer that they cover them."""

    incidents: int = 0
    counted: int = 0
    narratives: int = 0
    imports: int = 0

    @property
    def is_any(self) -> bool:
        return bool(self.incidents or self.narratives or self.imports)


@only(*OFFICER)
def records_of_incident(
    store: Store, reader: Reader, source: SourceSystem, reference: str, now: datetime
) -> tuple[RecordToErase, ...]:
    """The records of one incident, in this system and in those that are linked with it; none where it is not known."""
    if not store.has_register():
        return ()
    with open_register(store, now, works_out=False) as register:
        _to_erase(register, _records(register, source, reference))
        rows = register.execute(written_sql("register/seen_of_incident")).fetchall()
    return tuple(RecordToErase(*row) for row in rows)


@only(*OFFICER)
def erase(
    store: Store, reader: Reader, source: SourceSystem, reference: str, now: datetime
) -> tuple[Record, ...]:
    """Take one incident out of the register, in one transaction. Returns its records. Raises StoreProblem where it is not known."""
    with open_register(store, now) as register:
        records = _records(register, source, reference)
        if not records:
            raise StoreProblem(
                f"The register holds no incident of {source.label} with that reference: look at how the listing writes it, and try again."
            )
        # First of all: killed after this and before the transaction, the incident is still here and is erased when it is asked again.
        remember(store, records, now)
        _to_erase(register, records)
        _erase(register, Act.ERASURE, now)
    return tuple(records)


@only(*OFFICER)
def erase_again(store: Store, reader: Reader, others: Sequence[Path], now: datetime) -> int:
    """After an older register was put back: whatever was erased since goes again. `others` are further files of erased hashes of this store
    (one that was moved aside). Returns how many records went."""
    join_erased(store, others)
    erased = erased_of(store.erased)
    if erased is None or not store.has_register():
        return 0
    with open_register(store, now) as register:
        every = register.execute(written_sql("register/every_reference")).fetchall()
        records = [(source, reference) for source, reference in every if erased.holds((source, reference))]
        if records:
            _to_erase(register, records)
            _erase(register, Act.ERASURE, now)
    return len(records)


@only(*PREPARES)
def due(
    store: Store, reader: Reader, now: datetime, kept_from: date | None, narrative_from: date | None
) -> Due:
    """What is older than the trust keeps: incidents before `kept_from`, narrative before `narrative_from` (None: kept)."""
    if (kept_from, narrative_from) == (None, None) or not store.has_register():
        return Due()
    with open_register(store, now, works_out=False) as register:
        return _due(register, kept_from, narrative_from)


@only(*PREPARES)
def purge(
    store: Store, reader: Reader, now: datetime, kept_from: date | None, narrative_from: date | None
) -> Due:
    """Take out of the register what is older than the trust keeps, in one transaction. Returns what went."""
    if (kept_from, narrative_from) == (None, None) or not store.has_register():
        return Due()
    with open_register(store, now) as register:
        found = _due(register, kept_from, narrative_from)
        if found.incidents or found.imports:
            _erase(register, Act.PURGE, now, kept_from)
        if found.narratives:
            with one_transaction(register):
                register.execute(written_sql("register/purge_narrative"), {"kept_from": narrative_from})
    return found


def _due(register: duckdb.DuckDBPyConnection, kept_from: date | None, narrative_from: date | None) -> Due:
    incidents = counted = narratives = imports = 0
    if kept_from is not None:
        register.execute(written_sql("register/to_purge"), {"kept_from": kept_from})
        incidents, counted = first_row(register, "register/purge_due")
        imports = first_row(register, "register/covers_not_kept", kept_from=kept_from)[0]
    if narrative_from is not None:
        narratives = first_row(register, "register/narrative_due", kept_from=narrative_from)[0]
    return Due(incidents, counted, narratives, imports)


def _records(register: duckdb.DuckDBPyConnection, source: SourceSystem, reference: str) -> list[Record]:
    asked = {"source": source.value, "reference": reference}
    return register.execute(written_sql("register/records_of_incident"), asked).fetchall()


def _to_erase(register: duckdb.DuckDBPyConnection, records: Iterable[Record]) -> None:
    rows = [{"source": source, "reference": reference} for source, reference in records]
    schema = pa.schema([("source", pa.string()), ("reference", pa.string())])
    register.register("incoming", pa.Table.from_pylist(rows, schema))
    register.execute(written_sql("register/to_erase"))
    register.unregister("incoming")


def _erase(
    register: duckdb.DuckDBPyConnection, act: Act, now: datetime, kept_from: date | None = None
) -> None:
    """Erase the records of `to_erase`, and work out what holds without them."""
    names = [name for (name,) in register.execute(written_sql("register/erased_names")).fetchall()]
    erasing = {"why": act.value, "kept_from": kept_from, "happened_at": now, "names": names}
    register.register("erasing", pa.Table.from_pylist([erasing], _ERASING))
    with one_transaction(register):
        register.execute(written_sql("register/erase_words"))
        register.execute(written_sql("register/erase_narrative"))
        if kept_from is not None:
            register.execute(written_sql("register/kept_from"))
        fold_erased(register, act, now)
        register.execute(written_sql("register/forget_erased"))
    register.unregister("erasing")
