"""Where one trust's data lie: three kinds of file in one folder."""

from dataclasses import dataclass
from pathlib import Path

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

    def made_up_trust(self) -> "Store":
        """The store of the made-up trust that lies beside this one."""
        return Store(self.root / MADE_UP_FOLDER, made_up=True)

    def has_register(self) -> bool:
        return self.register.exists()


class StoreProblem(Exception):
    """Something is wrong with the store. The message is one sentence for the person."""


class OlderEdition(StoreProblem):
    """The edition was published before it held what is asked for; everything else in it can be asked."""


class TookTooLong(StoreProblem):
    """A question was stopped because it took more than one question may. Nothing is wrong with the store."""
