"""A backup: a folder with copies of the store's files and `manifest.json`, which says what they must be."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from dashboard.domain.store import StoreProblem

MANIFEST = "manifest.json"
BACKUP_FORMAT = 1
OLD_AFTER = timedelta(hours=24)
"""A backup older than this is said to be: what was imported since would have to be uploaded again."""


@dataclass(frozen=True)
class BackedUpFile:
    """One file of a backup: its name below the folder, with / between; its bytes; their sha256."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. `number` orders backups: a clock can go back, a number does not."""

    number: int
    made_at: datetime
    product_version: str
    engine: str
    made_up: bool
    register_format: int
    tables: dict[str, tuple[int, str]]
    """Of each table of the register how many rows, and their digest as this `engine` works it out."""
    desk: tuple[int, str] | None
    """How many rows the desk has, and the digest of all it holds."""
    files: tuple[BackedUpFile, ...]
    left_out: tuple[int, ...] = ()
    """Editions that could not be read when the backup was made."""
    backup_format: int = BACKUP_FORMAT

    def editions(self) -> list[int]:
        names = (file.name for file in self.files)
        return sorted(
            int(name[9:-7]) for name in names if name.startswith("editions/") and name.endswith(".duckdb")
        )

    @property
    def bytes(self) -> int:
        return sum(file.bytes for file in self.files)

    def as_json(self) -> str:
        return json.dumps(asdict(self) | {"made_at": self.made_at.isoformat()}, indent=1)


@dataclass(frozen=True)
class Backup:
    """One that is whole by name: a folder with a manifest."""

    folder: Path
    manifest: Manifest

    @property
    def name(self) -> str:
        return self.folder.name


def read_manifest(folder: Path) -> Manifest:
    """Raises StoreProblem, in a sentence, where the folder is no backup, or one of a newer version."""
    try:
        said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if said["backup_format"] > BACKUP_FORMAT:
            raise StoreProblem(
                f"The backup {folder} was made by a newer version of this program; install that version, then restore it."
            )
        return Manifest(
            int(said["number"]),
            datetime.fromisoformat(said["made_at"]),
            str(said["product_version"]),
            str(said["engine"]),
            bool(said["made_up"]),
            int(said["register_format"]),
            {name: (int(rows), str(digest)) for name, (rows, digest) in said["tables"].items()},
            (int(said["desk"][0]), str(said["desk"][1])) if said["desk"] else None,
            tuple(
                BackedUpFile(_below(file["name"]), int(file["bytes"]), str(file["sha256"]))
                for file in said["files"]
            ),
            tuple(int(each) for each in said["left_out"]),
            int(said["backup_format"]),
        )
    except FileNotFoundError:
        raise StoreProblem(
            f"{folder} is no backup: it has no {MANIFEST}; name one of the folders that `python -m dashboard backup --list` lists."
        ) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise StoreProblem(
            f"What the backup {folder} says of itself ({MANIFEST}) cannot be read; use an earlier backup."
        ) from None


def _below(name: object) -> str:
    """A name that stays inside the folder: a manifest that names another place is refused as one that cannot be read."""
    text = str(name)
    parts = text.split("/")
    if len(parts) > 2 or any(part in ("", ".", "..") or "\\" in part or ":" in part for part in parts):
        raise ValueError
    return text


def backups_in(folder: Path) -> list[Backup]:
    """Those in a folder, newest first by number. One whose manifest cannot be read is not among them."""
    found = []
    try:
        names = sorted(path for path in folder.iterdir() if path.name.startswith("backup-") and path.is_dir())
    except OSError:
        return []
    for path in names:
        if path.suffix == ".tmp":
            continue
        try:
            found.append(Backup(path, read_manifest(path)))
        except StoreProblem:
            continue
    return sorted(found, key=lambda each: each.manifest.number, reverse=True)


def name_of(number: int, now: datetime) -> str:
    """`backup-000012-2026-11-26`: by number first, so that two of one day, or of an hour that comes twice, never collide."""
    return f"backup-{number:06d}-{now:%Y-%m-%d}"


def next_number(names: Iterable[str]) -> int:
    """One more than the highest that any name in the folder has, also one that was never finished or cannot be read."""
    numbers = (name.split("-")[1] for name in names if name.startswith("backup-") and name.count("-") >= 2)
    return max((int(number) for number in numbers if number.isdigit()), default=0) + 1
