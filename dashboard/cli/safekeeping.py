"""`backup`, `restore`, `set-log-aside`, and what `check` does with a backup: the way back from a bad day."""

import argparse
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from dashboard import work
from dashboard.cli.person import PERSON
from dashboard.cli.telling import Refusal, tell
from dashboard.domain.backup import Backup, backups_in, read_manifest
from dashboard.domain.store import Store
from dashboard.findings.words import count_of


def back_up(options: argparse.Namespace, store: Store) -> None:
    """One line of what was made; exit status 2 and nothing in the folder when it is not whole."""
    if options.list:
        return _list(options, store)
    backup = work.back_up(store, PERSON, work.now_utc(), options.to, options.keep)
    made = backup.manifest
    told = {
        "backup": str(backup.folder), "number": made.number, "made_at": made.made_at, "files": len(made.files), "bytes": made.bytes,
        "editions": made.editions(), "left_out": list(made.left_out),
    }  # fmt: skip
    left = (
        f" Editions {', '.join(map(str, made.left_out))} cannot be read and are left out."
        if made.left_out
        else ""
    )
    tell(
        options,
        told,
        lambda: f"{backup.folder} holds {len(made.files)} files and was looked at: it is whole.{left}",
    )
    return None


def _list(options: argparse.Namespace, store: Store) -> None:
    folder = options.to or work.backup_folder(store)
    found = backups_in(folder)
    told = {
        "folder": str(folder),
        "backups": [{"name": each.name, "made_at": each.manifest.made_at} for each in found],
    }
    lines = [f"{each.folder}, made {each.manifest.made_at:%d/%m/%Y %H:%M} UTC" for each in found]
    tell(options, told, lambda: "\n".join(lines) or f"No backup yet in {folder}.")


def restore(options: argparse.Namespace, store: Store) -> None:
    """Says what it would do; does it with --yes."""
    backup = _backup_named(options.backup, store)
    does = work.what_a_restore_does(store, backup, options.only)
    if not options.yes:
        raise Refusal(f"{does} Run it again with --yes.")
    done = work.restore_backup(store, PERSON, backup, work.now_utc(), options.only)
    where = f" What was there lies in {done.set_aside}." if done.set_aside else ""
    tell(options, asdict(done), lambda: f"{done.backup} was restored.{where}")


def set_log_aside(options: argparse.Namespace, store: Store) -> None:
    aside, lost = work.set_log_aside(store, PERSON, work.now_utc())
    again = (
        f" Upload again: {'; '.join(each.in_words() for each in lost)}." if lost else " No import was lost."
    )
    tell(
        options,
        {"set_aside": str(aside), "upload_again": [asdict(each) for each in lost]},
        lambda: f"The log lies in {aside}, and the register opens without it.{again}",
    )


def check_backup(options: argparse.Namespace, store: Store) -> None:
    """The drill: restore a backup into an empty folder, and compare it there table by table."""
    backup = _backup_named(options.backup, store)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="restore-drill-") as folder:
        wrong = work.restored_elsewhere(backup, Path(folder))
    seconds = time.monotonic() - begun
    if wrong:
        raise Refusal(
            f"The backup {backup.name} does not restore: {' '.join(wrong)} Use an earlier one, and make another now."
        )
    made = backup.manifest
    told = {
        "backup": backup.name,
        "tables": len(made.tables),
        "editions": len(made.editions()),
        "seconds": round(seconds, 1),
    }
    rows = sum(rows for rows, _ in made.tables.values())
    took = f"{seconds:.0f} seconds" if seconds < 90 else f"{seconds / 60:.0f} minutes"
    tell(
        options,
        told,
        lambda: (
            f"{backup.name} restores: {count_of(len(made.tables), 'table')} with {rows:,} rows, the desk and {count_of(len(made.editions()), 'edition')} "
            f"are what was backed up. It took {took}."
        ),
    )


def _backup_named(name: Path, store: Store) -> Backup:
    """By its folder, by its name in the usual folder, or `newest`."""
    usual = work.backup_folder(store)
    if str(name) == "newest":
        found = backups_in(usual)
        if not found:
            raise Refusal(f"There is no backup in {usual} yet: make one with `python -m dashboard backup`.")
        return found[0]
    folder = name if name.exists() else usual / name
    return Backup(folder.resolve(), read_manifest(folder))


def add_to(command: Callable[..., argparse.ArgumentParser]) -> None:
    found = command("backup", back_up, "Make a backup while the dashboard is in use, and look at it.")
    found.add_argument(
        "--to", type=Path, metavar="DIR", help="the folder for backups (or MEDICATION_BACKUPS)"
    )
    found.add_argument("--keep", type=int, metavar="N", help="remove all but the newest N afterwards")
    found.add_argument("--list", action="store_true", help="list those there are, and make none")
    found = command(
        "restore", restore, "Put a backup in the place of the store; what is there is moved aside."
    )
    found.add_argument("backup", type=Path, metavar="BACKUP", help="its folder or name, or newest")
    found.add_argument(
        "--only",
        choices=(work.EVERYTHING, work.DESK_ALONE),
        default=work.EVERYTHING,
        help="the desk alone, or everything",
    )
    found.add_argument("--yes", action="store_true", help="do it: without this, what would be done is said")
    command("set-log-aside", set_log_aside, "Set a damaged log of the register aside; it is kept.")
