"""A store that shows copies of another one's released editions: what it is told beside them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from dashboard.domain.reader import PREPARES, Reader, Role
from dashboard.domain.store import Store, StoreProblem


@dataclass(frozen=True)
class CopiedFrom:
    """When (UTC) and from which version of the program it was copied; settings as they are written; SHA-256 of each edition."""

    copied_at: datetime
    product: str
    settings: Mapping[str, str]
    editions: Mapping[int, str]

    def written(self) -> str:
        told = {
            "copied_at": self.copied_at.isoformat(),
            "product": self.product,
            "settings": dict(self.settings),
            "editions": {str(edition_id): digest for edition_id, digest in self.editions.items()},
        }
        return json.dumps(told, indent=1)


def copied_from(store: Store) -> CopiedFrom | None:
    """What the store was told at its last copying; None for a store with a register of its own.

    Raises StoreProblem when it cannot be read: such a store is no ordinary one, and must not be taken for one.
    """
    try:
        written = store.copied.stat().st_mtime_ns
    except FileNotFoundError:
        return None
    return _read(store, written)


@lru_cache(maxsize=8)
def _read(store: Store, _written: int) -> CopiedFrom:
    try:
        said = json.loads(store.copied.read_text(encoding="utf-8"))
        return CopiedFrom(
            datetime.fromisoformat(said["copied_at"]),
            str(said["product"]),
            {str(name): str(value) for name, value in said["settings"].items()},
            {int(edition_id): str(digest) for edition_id, digest in said["editions"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise StoreProblem(
            f"{store.copied} cannot be read: copy the editions to {store.root} again, with `python -m dashboard copy-editions`."
        ) from None


def refuse_copy(store: Store) -> None:
    """Raise StoreProblem where there is no register and must never be one."""
    if store.is_copy:
        raise StoreProblem(
            f"{store.root} holds copies of editions and no register: do this where the register is, then copy the editions again."
        )


def reader_there(reader: Reader, store: Store) -> Reader:
    """Who reads, at this store: at one of copies nobody prepares anything, so that who may do so elsewhere reads as the committee."""
    if reader.role in PREPARES and store.is_copy:
        return replace(reader, role=Role.COMMITTEE)
    return reader
