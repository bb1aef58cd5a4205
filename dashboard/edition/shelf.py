"""Which editions there are: read from the folder alone, so that no page ever waits for the register."""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from dashboard.domain.reader import READS_EDITIONS, Reader, only
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


@only(*READS_EDITIONS)
def editions_of(store: Store, reader: Reader) -> list[ShelvedEdition]:
    """The editions that this reader may see, newest first: drafts only for those who prepare them."""
    try:
        with os.scandir(store.editions) as found:
            files = {entry.name: entry for entry in found}
    except FileNotFoundError:
        return []
    numbers = (name.removesuffix(".duckdb") for name in files if name.endswith(".duckdb"))
    ids = sorted((int(number) for number in numbers if number.isdigit()), reverse=True)
    shelved = [_shelved(edition_id, files.get(store.released_mark(edition_id).name)) for edition_id in ids]
    return [each for each in shelved if reader.sees_drafts or not each.is_draft]


@only(*READS_EDITIONS)
def latest_edition(store: Store, reader: Reader, *, released_only: bool = False) -> ShelvedEdition | None:
    """The newest edition that this reader may see."""
    for each in editions_of(store, reader):
        if not (released_only and each.is_draft):
            return each
    return None


def compared_with(edition_id: int, others: Sequence[ShelvedEdition]) -> ShelvedEdition:
    """Of the others (newest first, at least one), the one that an edition is compared with when nobody says which: the newest
    earlier one that was released, else the newest earlier one, else the oldest.
    """
    return last_before(edition_id, others) or others[-1]


def last_before(edition_id: int, editions: Sequence[ShelvedEdition]) -> ShelvedEdition | None:
    """Of the editions (newest first) before this one, the newest that was released; where none was, the newest."""
    earlier = [each for each in editions if each.edition_id < edition_id]
    return next((each for each in earlier if not each.is_draft), earlier[0] if earlier else None)


def _shelved(edition_id: int, mark: "os.DirEntry[str] | None") -> ShelvedEdition:
    if mark is None:
        return ShelvedEdition(edition_id)
    return ShelvedEdition(edition_id, *_release(mark.path, mark.stat().st_mtime_ns))


@lru_cache(maxsize=1_000)
def _release(path: str, _written: int) -> tuple[datetime, str, str]:
    """When, by whom and why, as the mark says. Kept: every run of a page lists all editions, and to read a hundred marks takes 5 ms."""
    with open(path, encoding="utf-8") as mark:
        said = json.load(mark)
    return datetime.fromisoformat(said["released_at"]), said["released_by"], said["note"]
