"""Which editions there are: read from the folder alone, so that no page ever waits for the register."""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from dashboard.domain.periods import london_day_in_words
from dashboard.domain.reader import READS_EDITIONS, Reader, only
from dashboard.domain.store import Store

WITHDRAWN = ".withdrawn.json"
"""How the marks of withdrawn editions end (see Store.withdrawn_mark)."""


@dataclass(frozen=True)
class ShelvedEdition:
    """An edition on disk; a draft until it is released."""

    edition_id: int
    released_at: datetime | None = None
    released_by: str | None = None
    note: str = ""
    stands_for: int | None = None
    """The number under which it was first published, where that one was withdrawn and this one stands for it."""

    @property
    def place(self) -> int:
        """By which editions are ordered: when their content was first published. Not by number: one that stands for an old one is old."""
        return self.edition_id if self.stands_for is None else self.stands_for

    @property
    def is_draft(self) -> bool:
        return self.released_at is None


@dataclass(frozen=True)
class WithdrawnEdition:
    """What is left of an edition that held what was erased. `replaced_by` is the edition that stands for it today."""

    edition_id: int
    withdrawn_at: datetime
    why: str
    replaced_by: int

    def sentence(self) -> str:
        """What a page, a link or a command says that names it."""
        why = WHY_WITHDRAWN.get(self.why, WHY_WITHDRAWN["erasure"])
        return (
            f"Edition {self.edition_id} was withdrawn on {london_day_in_words(self.withdrawn_at)} because {why}; "
            f"edition {self.replaced_by} is the same without it."
        )


WHY_WITHDRAWN = {
    "erasure": "an incident was erased",
    "purge": "it held incidents past the time that they are kept for",
}


def withdrawn_editions(store: Store) -> dict[int, WithdrawnEdition]:
    """Every withdrawn edition by its number, with the edition that stands for it today: that can have been withdrawn in its turn."""
    return _withdrawn(_files(store))


def withdrawn_sentence(store: Store, edition_id: int) -> str | None:
    """What is said of an edition that was withdrawn; None for any other number."""
    found = withdrawn_editions(store).get(edition_id)
    return found.sentence() if found else None


@only(*READS_EDITIONS)
def editions_of(store: Store, reader: Reader) -> list[ShelvedEdition]:
    """The editions that this reader may see, newest first: drafts only for those who prepare them."""
    files = _files(store)
    stands_for = _first_numbers(_withdrawn(files))
    numbers = (name.removesuffix(".duckdb") for name in files if name.endswith(".duckdb"))
    # An edition that is withdrawn and still here (a program ended between the two) is not shown.
    ids = (int(number) for number in numbers if number.isdigit() and f"{number}{WITHDRAWN}" not in files)
    shelved = [
        _shelved(edition_id, files.get(store.released_mark(edition_id).name), stands_for.get(edition_id))
        for edition_id in ids
    ]
    shelved.sort(key=lambda each: each.place, reverse=True)
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
    place = next((each.place for each in editions if each.edition_id == edition_id), edition_id)
    earlier = [each for each in editions if each.place < place]
    return next((each for each in earlier if not each.is_draft), earlier[0] if earlier else None)


def _files(store: Store) -> "dict[str, os.DirEntry[str]]":
    try:
        with os.scandir(store.editions) as found:
            return {entry.name: entry for entry in found}
    except FileNotFoundError:
        return {}


def _withdrawn(files: "dict[str, os.DirEntry[str]]") -> dict[int, WithdrawnEdition]:
    said: dict[int, tuple[datetime, str, int]] = {}
    for name, mark in files.items():
        number = name.removesuffix(WITHDRAWN)
        if number != name and number.isdigit():
            said[int(number)] = _withdrawal(mark.path, mark.stat().st_mtime_ns)
    found = {}
    for edition_id, (at, why, replaced_by) in said.items():
        while replaced_by in said:  # a number is always replaced by a higher one, so this ends
            replaced_by = said[replaced_by][2]
        found[edition_id] = WithdrawnEdition(edition_id, at, why, replaced_by)
    return found


def _first_numbers(withdrawn: dict[int, WithdrawnEdition]) -> dict[int, int]:
    """The number under which each edition that stands for others was first published: of those the lowest."""
    first: dict[int, int] = {}
    for each in withdrawn.values():
        first[each.replaced_by] = min(each.edition_id, first.get(each.replaced_by, each.edition_id))
    return first


def _shelved(edition_id: int, mark: "os.DirEntry[str] | None", stands_for: int | None) -> ShelvedEdition:
    if mark is None:
        return ShelvedEdition(edition_id, stands_for=stands_for)
    return ShelvedEdition(edition_id, *_release(mark.path, mark.stat().st_mtime_ns), stands_for=stands_for)


@lru_cache(maxsize=1_000)
def _withdrawal(path: str, _written: int) -> tuple[datetime, str, int]:
    with open(path, encoding="utf-8") as mark:
        said = json.load(mark)
    return datetime.fromisoformat(said["withdrawn_at"]), said["why"], said["replaced_by"]


@lru_cache(maxsize=1_000)
def _release(path: str, _written: int) -> tuple[datetime, str, str]:
    """When, by whom and why, as the mark says. Kept: every run of a page lists all editions, and to read a hundred marks takes 5 ms."""
    with open(path, encoding="utf-8") as mark:
        said = json.load(mark)
    return datetime.fromisoformat(said["released_at"]), said["released_by"], said["note"]
