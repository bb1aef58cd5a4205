"""A backup while the dashboard is in use: copies under the register's own lock, looked at by a process of their own, then named.

Under the lock lie only the copy of the register (each row read and written anew) and a link to each edition: a link takes no
time, and an edition is never changed. What is slow, another disk and looking at it all, comes after.
"""

import json
import logging
import os
import shutil
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from dashboard import __version__, desk, register
from dashboard.domain.backup import (
    MANIFEST,
    BackedUpFile,
    Backup,
    Manifest,
    backups_in,
    name_of,
    next_number,
)
from dashboard.domain.reader import OFFICER, Reader, only
from dashboard.domain.store import NO_ROOM, DiskFull, Store, StoreProblem
from dashboard.domain.whole_file import flush_file, sha256_of, write_whole
from dashboard.extracts.apart import apart
from dashboard.extracts.watchdog import Ended, run_watched
from dashboard.work.publishing import note_act

log = logging.getLogger("dashboard")

ACT = "back up"
MAKING = "backup-making"
FOLDER_SETTING = "MEDICATION_BACKUPS"
MOST_SECONDS, MOST_MEMORY = 1_800, 3 << 30
"""What looking at a backup may take: a million incidents take seconds and 1 GB."""


@dataclass(frozen=True)
class Verified:
    """What the process that looked at a backup found: empty `wrong` where it is what its manifest says."""

    wrong: tuple[str, ...] = ()
    unreadable: tuple[int, ...] = ()
    """Editions that cannot be read to their last block."""
    whole: bool = False


def backup_folder(store: Store) -> Path:
    """Where backups go when nobody says: MEDICATION_BACKUPS, else beside the store's own files."""
    return Path(os.environ.get(FOLDER_SETTING) or store.root / "backups")


@only(*OFFICER)
def back_up(
    store: Store, reader: Reader, now: datetime, to: Path | None = None, keep: int | None = None
) -> Backup:
    """Make a backup in a folder and look at it; only then it gets its name. `keep`: how many of them stay, this one included.

    Raises StoreProblem where there is nothing to back up, Damaged where the register or the desk is, DiskFull.
    """
    if not store.has_register():
        raise StoreProblem(f"There is nothing to back up in {store.root} yet: import an extract first.")
    if keep is not None and keep < 1:
        raise StoreProblem("At least one backup has to be kept: say --keep 1 or more.")
    target = to or backup_folder(store)
    try:
        with FileLock(str(store.root / "backup.lock"), timeout=0):
            backup, gone = _made(store, reader, now, target, keep)
    except Timeout:
        raise StoreProblem(
            f"Another backup of {store.root} is being made; wait until it has ended."
        ) from None
    made = backup.manifest
    detail = f"{len(made.files)} files, {made.bytes:,} bytes, in {target}; looked at and found whole"
    note_act(store, reader, ACT, backup.name, f"{detail}; {len(gone)} older removed" if gone else detail, now)
    return backup


def _made(
    store: Store, reader: Reader, now: datetime, target: Path, keep: int | None
) -> tuple[Backup, list[str]]:
    """The backup, and the names of older ones that are gone. What a killed one left is cleared away first: one is made at a time."""
    held, unfinished = store.root / MAKING, target / f"{MAKING}.tmp"
    try:
        target.mkdir(parents=True, exist_ok=True)
        _private(target)
        for leftover in (held, unfinished):
            shutil.rmtree(leftover, ignore_errors=True)
        (held / "editions").mkdir(parents=True)
        manifest = _copies(store, reader, held, now)
        backups = backups_in(target)
        files = _carried(held, unfinished, backups[0] if backups else None)
        made = _looked_at(unfinished, replace(manifest, files=files))
        backup = _named(unfinished, target, made, now)
        return backup, forget_backups(target, keep) if keep else []
    except OSError as error:
        if error.errno in NO_ROOM:
            raise DiskFull(target) from error
        raise StoreProblem(
            f"A backup cannot be written to {target} ({error.strerror}); name another folder with --to, or set {FOLDER_SETTING}."
        ) from error
    finally:
        for leftover in (held, unfinished):
            shutil.rmtree(leftover, ignore_errors=True)


def _copies(store: Store, reader: Reader, held: Path, now: datetime) -> Manifest:
    """The register, the desk and the editions as they are at one moment, on the store's own disk."""
    desk_told: list[tuple[int, str]] = []

    def editions_and_desk() -> None:
        for path in sorted(store.editions.iterdir()):
            if path.suffix in (".duckdb", ".json", ".used") and path.is_file():
                _link(path, held / "editions" / path.name)
        if store.erased.exists():
            _link(store.erased, held / store.erased.name)
        desk_told.append(desk.copy_desk(store, reader, held, now))

    tables = register.copy_register(store, reader, held, now, under_the_lock=editions_and_desk)
    return Manifest(
        0, now, __version__, register.ENGINE_VERSION, store.made_up, register.FORMAT, tables, desk_told[0], ()
    )


def _link(path: Path, wanted: Path) -> None:
    """A second name for the same bytes; a copy where the disk knows no second names."""
    try:
        os.link(path, wanted)
    except OSError:
        shutil.copyfile(path, wanted)


def _carried(held: Path, unfinished: Path, before: Backup | None) -> tuple[BackedUpFile, ...]:
    """Each file into the backup's own folder, on disk when this ends. An edition that the backup before has with the same bytes gets
    a second name there: an edition takes its room once, however many backups hold it.
    """
    known = {file.name: file for file in before.manifest.files} if before else {}
    (unfinished / "editions").mkdir(parents=True)
    files = []
    for path in sorted(each for each in held.rglob("*") if each.is_file()):
        name = path.relative_to(held).as_posix()
        file = BackedUpFile(name, path.stat().st_size, sha256_of(path))
        files.append(file)
        wanted = unfinished / name
        if before is not None and known.get(name) == file and name.startswith("editions/"):
            _link(before.folder / name, wanted)
        else:
            shutil.copyfile(path, wanted)
            flush_file(wanted)
    return tuple(files)


def _looked_at(unfinished: Path, manifest: Manifest) -> Manifest:
    """The manifest of a backup that was looked at. An edition that cannot be read is left out, and said to be."""
    _write_manifest(unfinished, manifest)
    found = verified(unfinished)
    if found.unreadable:
        out = {f"editions/{number}.duckdb" for number in found.unreadable}
        for name in out:
            (unfinished / name).unlink(missing_ok=True)
        kept = tuple(file for file in manifest.files if file.name not in out)
        manifest = replace(manifest, files=kept, left_out=found.unreadable)
        _write_manifest(unfinished, manifest)
    if found.wrong:
        raise StoreProblem(
            f"The backup was not kept: {found.wrong[0]} Make another, and tell whoever looks after the disk."
        )
    return manifest


def _write_manifest(folder: Path, manifest: Manifest) -> None:
    write_whole(folder / MANIFEST, manifest.as_json())


def _named(unfinished: Path, target: Path, manifest: Manifest, now: datetime) -> Backup:
    """The next number in that folder. Its date is for people: the clock may have gone back since the last one."""
    numbered = replace(manifest, number=next_number(path.name for path in target.iterdir()))
    _write_manifest(unfinished, numbered)
    wanted = target / name_of(numbered.number, now)
    os.rename(unfinished, wanted)
    return Backup(wanted, numbered)


def verified(folder: Path) -> Verified:
    """Look at a backup in a process apart: a damaged file may end the process that opens it."""
    command, environment = apart("dashboard.work.safekeeping.backup_verified", [str(folder)])
    ran = run_watched(command, environment, seconds=MOST_SECONDS, memory_bytes=MOST_MEMORY)
    if ran.ended is not Ended.ITSELF or ran.status != 0:
        return Verified((f"The backup {folder} could not be looked at to its end.",))
    said = json.loads(ran.printed)
    return Verified(
        tuple(said["wrong"]), tuple(said["unreadable"]), not said["wrong"] and not said["unreadable"]
    )


def forget_backups(folder: Path, keep: int) -> list[str]:
    """Remove all but the newest `keep` (by number). Returns the names of those that are gone."""
    gone = []
    for backup in backups_in(folder)[keep:]:
        # Under another name first: one that is removed in part is no backup any more.
        leaving = backup.folder.with_name(f"{backup.name}.tmp")
        os.replace(backup.folder, leaving)
        shutil.rmtree(leaving)
        gone.append(backup.name)
    return gone


@only(*OFFICER)
def last_backup(store: Store, reader: Reader, now: datetime) -> tuple[datetime, str, str] | None:
    """When (UTC) the newest backup was made, its name and what is known of it; None when there was none. A restored desk knows less than
    lies in the folder, and the folder less than was written elsewhere: the later of the two.
    """
    lines = desk.acts_of_kind(store, reader, ACT, 1, now) if store.desk.exists() else []
    known = [(when, name, detail) for when, _, name, detail in lines]
    for each in backups_in(backup_folder(store))[:1]:
        made = each.manifest
        known.append(
            (
                made.made_at,
                each.name,
                f"{len(made.files)} files, {made.bytes:,} bytes, in {each.folder.parent}",
            )
        )
    return max(known, key=lambda one: one[0], default=None)


def _private(folder: Path) -> None:
    """For this account only: what lies there is personal data."""
    if os.name == "posix" and not any(folder.iterdir()):
        folder.chmod(0o700)
