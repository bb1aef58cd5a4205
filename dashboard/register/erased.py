"""Which incidents were erased, so that a listing does not bring them back: a keyed hash of system and reference, never themselves.

They lie in a small file beside the register, not in it: a restored backup brings an older register, and what was erased after it
must still be known. Who has the file can try references against it, so it is as private as the store it lies in; it says nothing
of what the incidents were.
"""

import hmac
import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.domain.extract import Extract, RowCounts
from dashboard.domain.store import Store
from dashboard.domain.whole_file import flush_folder, write_whole
from dashboard.domain.words import SourceSystem

Record = tuple[str, str]
"""A source system and a reference in it."""

LEFT_OUT = "erased earlier"
"""Why such a row of a listing is left out."""


@dataclass(frozen=True)
class Erased:
    """The keys by which references are hashed (the first is this store's own) and the day of each hash."""

    keys: tuple[bytes, ...]
    days: dict[str, date] = field(default_factory=dict)

    def holds(self, record: Record) -> bool:
        return any(_hash(key, record) in self.days for key in self.keys)

    def with_records(self, records: Iterable[Record], day: date) -> "Erased":
        return replace(self, days={_hash(self.keys[0], record): day for record in records} | self.days)

    def joined(self, other: "Erased") -> "Erased":
        """Everything that either knows."""
        return Erased(tuple(dict.fromkeys((*self.keys, *other.keys))), other.days | self.days)


def erased_of(path: Path) -> Erased | None:
    """What a file says; None where there is none: nothing was ever erased."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    days = {known: date.fromisoformat(day) for known, day in said["erased"].items()}
    return Erased(tuple(bytes.fromhex(key) for key in said["keys"]), days)


def keep_erased(store: Store, erased: Erased) -> None:
    """Write the file whole, readable by its owner alone."""
    said = {
        "keys": [key.hex() for key in erased.keys],
        "erased": {known: day.isoformat() for known, day in sorted(erased.days.items())},
    }
    write_whole(store.erased, json.dumps(said), private=True)
    flush_folder(store.root)


def remember(store: Store, records: Iterable[Record], now: datetime) -> None:
    """From now on these are known as erased."""
    known = erased_of(store.erased) or Erased((secrets.token_bytes(32),))
    keep_erased(store, known.with_records(records, now.date()))


def join_erased(store: Store, others: Sequence[Path]) -> None:
    """What other files of this store say (one beside a backup, one moved aside) is known here too."""
    found = [erased for path in (store.erased, *others) if (erased := erased_of(path)) is not None]
    if not found:
        return
    joined = found[0]
    for other in found[1:]:
        joined = joined.joined(other)
    keep_erased(store, joined)


def without_erased(store: Store, extract: Extract) -> Extract:
    """The extract without incidents that were erased before, nor those that point at one in another system: their rows are left out, with
    the reason, so that rows still add up. Nothing is looked at where nothing was ever erased."""
    erased = erased_of(store.erased)
    if erased is None:
        return extract
    source = extract.source.value
    others = [each.value for each in SourceSystem if each.value != source]

    def stays(reference: str, points_to: Sequence[str] = ()) -> bool:
        return not erased.holds((source, reference)) and not any(
            erased.holds((other, named)) for named in points_to for other in others
        )

    incidents = extract.incidents
    pairs = zip(
        incidents.column("reference").to_pylist(), incidents.column("points_to").to_pylist(), strict=True
    )
    staying = pa.array([stays(reference, points_to or ()) for reference, points_to in pairs], pa.bool_())
    not_counting = extract.not_counting
    if not_counting is not None:
        references = not_counting.column("reference").to_pylist()
        not_counting = not_counting.filter(pa.array([stays(each) for each in references], pa.bool_()))
    kept = incidents.filter(staying)
    if len(kept) == len(incidents):
        return replace(extract, not_counting=not_counting)
    leaving = incidents.filter(pc.invert(staying))
    rows = int(pc.sum(leaving.column("row_count")).as_py())
    read = extract.rows
    unplaced = _words(kept)
    gone = _words(leaving) - unplaced
    return replace(
        extract,
        incidents=kept,
        not_counting=not_counting,
        medicines=_of_incidents(extract.medicines, kept),
        unplaced=tuple(word for word in extract.unplaced if (word.field, word.written) not in gone),
        rows=RowCounts(read.read, read.accepted - rows, read.duplicate, read.rejected, read.left_out + rows),
        left_out=(*extract.left_out, (LEFT_OUT, rows)),
    )


def _words(incidents: pa.Table) -> set[tuple[str, str]]:
    """The words of incidents that no list knows, as (field, written)."""
    held = incidents.column("unplaced").to_pylist()
    statuses = pc.unique(incidents.column("status")).to_pylist()
    return {(word["field"], word["written"]) for words in held for word in words or ()} | {
        ("status", status) for status in statuses if status
    }


def _of_incidents(medicines: pa.Table, incidents: pa.Table) -> pa.Table:
    """Writings of medicines that these incidents hold."""
    written = {name["written"] for names in incidents.column("medicines").to_pylist() for name in names or ()}
    return medicines.filter(pc.is_in(medicines.column("written"), pa.array(sorted(written), pa.string())))


def _hash(key: bytes, record: Record) -> str:
    source, reference = record
    return hmac.digest(key, f"{source}\0{reference.strip().upper()}".encode(), "sha256").hex()
