"""Which editions there are: read from the folder alone, so that no page ever waits for the register."""

import json
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
    if not store.editions.exists():
        return []
    ids = sorted(
        (int(path.stem) for path in store.editions.glob("*.duckdb") if path.stem.isdigit()), reverse=True
    )
    shelved = [_shelved(store, edition_id) for edition_id in ids]
    return [each for each in shelved if reader.sees_drafts or not each.is_draft]


def latest_edition(store: Store, reader: Reader, *, released_only: bool = False) -> ShelvedEdition | None:
    """The newest edition that this reader may see."""
    for each in editions_of(store, reader):
        if not (released_only and each.is_draft):
            return each
    return None


def _shelved(store: Store, edition_id: int) -> ShelvedEdition:
    mark = store.released_mark(edition_id)
    if not mark.exists():
        return ShelvedEdition(edition_id)
    said = json.loads(mark.read_text(encoding="utf-8"))
    return ShelvedEdition(
        edition_id, datetime.fromisoformat(said["released_at"]), said["released_by"], said["note"]
    )
