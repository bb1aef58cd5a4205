"""Which editions there are: read from the folder alone, so that no page ever waits for the register."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from dashboard.domain.reader import Reader
from dashboard.domain.store import Store


@dataclass(frozen=True)
class ShelvedEdition:
    """An edition on disk; a draft until it is released."""

    edition_id: int
    released_at: datetime | None = None
    released_by: str | None = None
    note: str = ""

    @property
    def is_draft(self) -> bool:
        return self.released_at is None


def editions_of(store: Store, reader: Reader) -> list[ShelvedEdition]:
    """The editions that this reader may see, newest first: drafts only for those who prepare them."""
    return list(_newest_first(store, reader))


def latest_edition(store: Store, reader: Reader, *, released_only: bool = False) -> ShelvedEdition | None:
    """The newest edition that this reader may see."""
    return next(
        (each for each in _newest_first(store, reader) if not (released_only and each.is_draft)), None
    )


def last_before(store: Store, reader: Reader, edition_id: int) -> ShelvedEdition | None:
    """Of the editions before this one that the reader may see, the newest released one; where none is, the newest."""
    newest = None
    for each in _newest_first(store, reader):
        if each.edition_id < edition_id:
            if not each.is_draft:
                return each
            newest = newest or each
    return newest


def _newest_first(store: Store, reader: Reader) -> Iterator[ShelvedEdition]:
    """One after the other, so that who wants the newest does not read what is said of a hundred others."""
    if not store.editions.exists():
        return
    ids = (int(path.stem) for path in store.editions.glob("*.duckdb") if path.stem.isdigit())
    for edition_id in sorted(ids, reverse=True):
        each = _shelved(store, edition_id)
        if reader.sees_drafts or not each.is_draft:
            yield each


def _shelved(store: Store, edition_id: int) -> ShelvedEdition:
    mark = store.released_mark(edition_id)
    if not mark.exists():
        return ShelvedEdition(edition_id)
    said = json.loads(mark.read_text(encoding="utf-8"))
    return ShelvedEdition(
        edition_id, datetime.fromisoformat(said["released_at"]), said["released_by"], said["note"]
    )
