"""A store in a synchronised folder or on a network share is opened only after somebody said that it is agreed, and why."""

import json
import os
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from dashboard.domain.reader import OFFICER, Reader, only
from dashboard.domain.store import Store, StoreProblem
from dashboard.domain.where_it_lies import UnsafePlace, unsafe_place
from dashboard.domain.whole_file import write_whole
from dashboard.work.publishing import note_act

AGREED = "MEDICATION_STORE_AGREED"
"""The reason, where the yes comes from whoever starts the server."""

AGREED_FILE = "place-agreed.json"
LONGEST_REASON = 200


@dataclass(frozen=True)
class Agreed:
    """Who said that the place is agreed, when and why; it holds for that folder and that kind of place."""

    root: str
    by: str
    who: str
    at: datetime
    reason: str


class UnsafeStore(StoreProblem):
    """The store is not opened where it lies until somebody says yes. The message says why and what to do."""


def place_of(store: Store) -> UnsafePlace | None:
    """Why the store's folder is no safe place; None where it is one as far as can be seen."""
    return _place(store.root)


@lru_cache(maxsize=8)
def _place(root: Path) -> UnsafePlace | None:
    return unsafe_place(root)


def agreed(store: Store) -> Agreed | None:
    """What was said of this place; None where nobody said anything, or it was said of another."""
    try:
        said = json.loads((store.root / AGREED_FILE).read_text(encoding="utf-8"))
        found = Agreed(
            said["root"], said["by"], said["who"], datetime.fromisoformat(said["at"]), said["reason"]
        )
    except FileNotFoundError:
        return None
    place = place_of(store)
    return found if place and (found.root, found.by) == (str(store.root.resolve()), place.by) else None


def refuse_unsafe_place(store: Store, reader: Reader, now: datetime) -> None:
    """Raise UnsafeStore where the place is unsafe and nobody said that it is agreed. A reason in MEDICATION_STORE_AGREED says so, once."""
    place = place_of(store)
    if place is None or agreed(store) is not None:
        return
    if reason := os.environ.get(AGREED, "").strip():
        accept_place(store, reader, reason, now)
        return
    raise UnsafeStore(place.sentence(store.root))


@only(*OFFICER)
def accept_place(store: Store, reader: Reader, reason: str, now: datetime) -> Agreed:
    """Say that the place is agreed. Only the MSO may; it is noted. Raises StoreProblem where the place needs no yes, or without a reason."""
    place, why = place_of(store), " ".join(reason.split())
    if place is None:
        raise StoreProblem(
            f"The store {store.root} lies in a folder of this computer, so nothing has to be agreed."
        )
    if not 0 < len(why) <= LONGEST_REASON:
        raise StoreProblem(
            f"To agree to this place needs a reason of 1 to {LONGEST_REASON} letters; this one has {len(why)}."
        )
    said = Agreed(str(store.root.resolve()), place.by, reader.id, now, why)
    store.root.mkdir(parents=True, exist_ok=True)
    write_whole(store.root / AGREED_FILE, json.dumps({**vars(said), "at": now.isoformat()}))
    note_act(store, reader, "agree to where the store lies", f"{place.kind}: {place.by}", why, now)
    return said


def place_in_words(store: Store) -> str:
    """Where the data lie, and whether that is safe or agreed."""
    place, said = place_of(store), agreed(store)
    if place is None:
        return f"The data lie in {store.root}, a folder of this computer as far as can be seen."
    if said is None:
        return place.sentence(store.root)
    return f"The data lie in {store.root}, which is no safe place ({place.by}). {said.who} agreed to it on {said.at:%d/%m/%Y}: {said.reason}"
