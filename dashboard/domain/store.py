"""Where one trust's data lie: three kinds of file in one folder."""

import errno
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from dashboard.domain.whole_file import write_whole

MADE_UP_FOLDER = "made-up-trust"


@dataclass(frozen=True)
class Store:
    """The folder of a store. The made-up trust has one of its own, so that the two never mix."""

    root: Path
    made_up: bool = False

    @property
    def register(self) -> Path:
        return self.root / "register.duckdb"

    @property
    def desk(self) -> Path:
        return self.root / "desk.sqlite3"

    @property
    def audit_head(self) -> Path:
        """The heads of the audit trail as they were written down, outside the desk."""
        return self.root / "audit.head"

    @property
    def editions(self) -> Path:
        return self.root / "editions"

    @property
    def staging(self) -> Path:
        return self.root / "staging"

    @property
    def copied(self) -> Path:
        """The file that makes this a store of copies: released editions of another store, and no register."""
        return self.root / "copied.json"

    @property
    def is_copy(self) -> bool:
        return self.copied.exists()

    def edition(self, edition_id: int) -> Path:
        return self.editions / f"{edition_id}.duckdb"

    def released_mark(self, edition_id: int) -> Path:
        """The file beside an edition that says when and by whom it was released."""
        return self.editions / f"{edition_id}.released.json"

    def withdrawn_mark(self, edition_id: int) -> Path:
        """The file in the place of an edition that was withdrawn: when, why, and which one stands for it."""
        return self.editions / f"{edition_id}.withdrawn.json"

    @property
    def erased(self) -> Path:
        """Keyed hashes of what was erased: beside the register, so that they outlive a restored one."""
        return self.root / "erased.json"

    def made_up_trust(self) -> "Store":
        """The store of the made-up trust that lies beside this one."""
        return Store(self.root / MADE_UP_FOLDER, made_up=True)

    def has_register(self) -> bool:
        return self.register.exists()


def number_after(store: Store) -> int:
    """The least number that a next edition may have, by what lies in the store: after a restore the register knows fewer editions
    than there were, and a number names one content for ever.
    """
    names = [path.stem for path in store.editions.glob("*.duckdb")]
    there = max((int(name) for name in names if name.isdigit()), default=0)
    try:
        said = int(_numbers(store).read_text(encoding="ascii"))
    except (OSError, ValueError):
        said = 0
    return max(there, said) + 1


def keep_numbers(store: Store, used: int) -> None:
    """No edition of this store gets a number up to this one any more."""
    store.editions.mkdir(parents=True, exist_ok=True)
    write_whole(_numbers(store), str(used))


def _numbers(store: Store) -> Path:
    return store.editions / "numbers.used"


def folder_aside(store: Store, now: datetime) -> Path:
    """A new folder for what is moved out of the way: `set-aside-0003-2026-11-26`, numbered, whatever the clock says."""
    numbers = [path.name.split("-")[2] for path in store.root.glob("set-aside-*-*")]
    number = max((int(each) for each in numbers if each.isdigit()), default=0) + 1
    made = store.root / f"set-aside-{number:04d}-{now:%Y-%m-%d}"
    made.mkdir()
    return made


class StoreProblem(Exception):
    """Something is wrong with the store. The message is one sentence for the person."""


class StorePart(StrEnum):
    """What can be damaged, as a person is told."""

    REGISTER = "register"
    LOG = "log of the register"
    DESK = "desk"
    EDITION = "edition"


class Damaged(StoreProblem):
    """A file of the store is not what was written: the pages lead through what to do, in order."""

    def __init__(self, part: StorePart, sentence: str, edition_id: int | None = None) -> None:
        super().__init__(sentence)
        self.part = part
        self.edition_id = edition_id


class DiskFull(StoreProblem):
    """There was no room to write. An act is done whole or not at all, also then: where the room was lacking after it was stored, it is
    told as refused all the same, and the same act again changes nothing twice.
    """

    def __init__(self, root: Path) -> None:
        super().__init__(
            f"The disk of {root} is full, or this account may write no more to it: make room, then do the same again; "
            "nothing is stored in part, and nothing is counted twice."
        )


NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class OlderEdition(StoreProblem):
    """The edition was published before it held what is asked for; everything else in it can be asked."""


class TookTooLong(StoreProblem):
    """A question was stopped because it took more than one question may. Nothing is wrong with the store."""
