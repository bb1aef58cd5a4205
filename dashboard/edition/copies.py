"""Released editions are copied to a folder that another server reads. Each file there is whole or not there."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.domain.reader import OFFICER, Reader, only
from dashboard.domain.store import Store, StoreProblem
from dashboard.domain.whole_file import sha256_of, write_whole
from dashboard.edition.shelf import WITHDRAWN, editions_of


@dataclass(frozen=True)
class Copied:
    """The editions that are there now with the SHA-256 of each; of them those that came, and those that went."""

    editions: Mapping[int, str]
    came: tuple[int, ...]
    went: tuple[int, ...]


@only(*OFFICER)
def copy_released(store: Store, reader: Reader, to: Store, known: Mapping[int, str]) -> Copied:
    """Bring the editions of `to` to the released ones of `store`; what is there with the digest that is `known` of it stays.

    What is no longer released (or was withdrawn) goes there too, first of all. Each copy is read back and compared. Raises
    StoreProblem when one differs or cannot be written.
    """
    released = {each.edition_id for each in editions_of(store, reader) if not each.is_draft}
    to.editions.mkdir(parents=True, exist_ok=True)
    went = tuple(sorted(_ids(to) - released))
    for edition_id in went:
        for gone in _beside(to, edition_id, "*"):
            gone.unlink()
    digests, came = {}, []
    for edition_id in sorted(released):
        there = to.edition(edition_id)
        digest = known.get(edition_id)
        if digest is None or not there.exists() or sha256_of(there) != digest:
            digest = _copied_whole(store.edition(edition_id), there)
            came.append(edition_id)
        digests[edition_id] = digest
        for words in _beside(store, edition_id, "*.json"):
            _copied_whole(words, to.editions / words.name)
    for mark in sorted(store.editions.glob(f"*{WITHDRAWN}")):
        _copied_whole(mark, to.editions / mark.name)
    return Copied(digests, tuple(came), went)


def differing(store: Store, known: Mapping[int, str]) -> tuple[int, ...]:
    """The editions that are missing or not what was copied, by their digests."""
    return tuple(
        edition_id
        for edition_id, digest in sorted(known.items())
        if not store.edition(edition_id).exists() or sha256_of(store.edition(edition_id)) != digest
    )


def _copied_whole(here: Path, there: Path) -> str:
    """The digest of both. What was read back is compared before the copy has its name."""
    digest = sha256_of(here)

    def write(unfinished: Path) -> None:
        shutil.copyfile(here, unfinished)
        if sha256_of(unfinished) != digest:
            raise StoreProblem(
                f"The copy of {here.name} in {there.parent} is not what was copied: look at that disk, then copy again."
            )

    write_whole(there, write)
    return digest


def _ids(store: Store) -> set[int]:
    numbers = (path.name.split(".")[0] for path in store.editions.glob("*.duckdb"))
    return {int(number) for number in numbers if number.isdigit()}


def _beside(store: Store, edition_id: int, pattern: str) -> list[Path]:
    return sorted(path for path in store.editions.glob(f"{edition_id}.{pattern}") if path.is_file())
