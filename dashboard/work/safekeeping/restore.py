"""A backup takes the place of what is in the store; what was there is moved aside, and never deleted.

The copy is made and looked at beside the store. Only then, under the register's lock, the names are changed: a program that
is killed between two of them finds the folder that is still to be put in place, and goes on where it stopped.
"""

import json
import logging
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from dashboard import desk, register
from dashboard.domain.audit_chain import RESTORE
from dashboard.domain.backup import MANIFEST, Backup, Manifest, read_manifest
from dashboard.domain.reader import OFFICER, Reader, only
from dashboard.domain.store import (
    NO_ROOM,
    DiskFull,
    Store,
    StoreProblem,
    folder_aside,
    keep_numbers,
    number_after,
)
from dashboard.domain.whole_file import flush_file, write_whole
from dashboard.edition import close_editions
from dashboard.work.privacy.erasure import apply_erasures
from dashboard.work.publishing import note_act
from dashboard.work.safekeeping.backup import verified
from dashboard.work.safekeeping.in_use import others_serving

log = logging.getLogger("dashboard")

READY, UNFINISHED = "restore-ready", "restore-making"
"""The folder of a copy that was looked at and is to be put in place; of one that is still being made."""

INTENT = "intent.json"
"""The file in it that says what is to be done with it."""

LOCK_PATIENCE = 10
"""Seconds that a restore waits for an act on the register to end."""

EVERYTHING, DESK_ALONE = "everything", "desk"
_OF_DESK = ("desk.sqlite3-wal", "desk.sqlite3-shm", "desk.sqlite3-journal", "desk.sqlite3")


@dataclass(frozen=True)
class Restored:
    """What was put in place, and where what was there lies now (None: there was nothing)."""

    backup: str
    made_at: datetime
    editions: int
    set_aside: Path | None


def what_a_restore_does(store: Store, backup: Backup, only: str = EVERYTHING) -> str:
    """In a sentence, before it is done."""
    made = f"{backup.name} (made {backup.manifest.made_at:%d/%m/%Y %H:%M} UTC)"
    if only == DESK_ALONE:
        return f"The desk file of {store.root} is replaced by that of {made}; what is there now is moved aside, not deleted."
    return (
        f"The register, the desk and {len(backup.manifest.editions())} editions of {store.root} are replaced by those of {made}: "
        "what was imported, decided or redacted since has to be done again. What is there now is moved aside, not deleted."
    )


@only(*OFFICER)
def restore_backup(
    store: Store, reader: Reader, backup: Backup, now: datetime, only: str = EVERYTHING
) -> Restored:
    """Put a backup in the place of the store, or its desk alone (`only`).

    Raises StoreProblem, and changes nothing, where another program serves the store or is busy with the register, where the backup
    is of the made-up trust and the store is not (or the other way round), or is not what its manifest says; DiskFull.
    """
    _refuse_interrupted(store)
    manifest = backup.manifest
    if manifest.made_up != store.made_up:
        raise StoreProblem(
            f"The backup {backup.name} {'is' if manifest.made_up else 'is not'} the made-up trust's, and this store "
            f"{'is not' if manifest.made_up else 'is'}; the two never mix."
        )
    if others := others_serving(store):
        raise StoreProblem(
            f"{store.root} is in use by {', '.join(others)}; stop it, restore, then start it again."
        )
    try:
        store.root.mkdir(parents=True, exist_ok=True)
        ready = _made_ready(store, backup, only, now)
        with register.register_locked(store, now, LOCK_PATIENCE):
            aside = _put_in_place(store, ready, now)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise DiskFull(store.root) from error
        raise StoreProblem(
            f"The backup {backup.name} cannot be put in place in {store.root} ({error.strerror}); nothing was deleted. See who else uses "
            "these files, then restore again."
        ) from error
    finally:
        shutil.rmtree(store.root / UNFINISHED, ignore_errors=True)
    _settled(store, reader, aside, now)
    return Restored(backup.name, manifest.made_at, len(manifest.editions()), aside)


def restored_elsewhere(backup: Backup, folder: Path) -> Sequence[str]:
    """The drill: restore a backup into an empty folder and look at it there. Returns what is wrong; empty when it is what was backed up."""
    _copy(backup, folder, backup.manifest)
    found = verified(folder)
    return [*found.wrong, *(f"Edition {number} cannot be read." for number in found.unreadable)]


@only(*OFFICER)
def finish_restore(store: Store, reader: Reader, now: datetime) -> bool:
    """At start: put in place what a restore that was interrupted had made ready. Whether there was one."""
    if not (store.root / READY).exists():
        return False
    with register.register_locked(store, now, LOCK_PATIENCE):
        aside = _put_in_place(store, store.root / READY, now)
    _settled(store, reader, aside, now, "; finished at the next start")
    return True


def _settled(store: Store, reader: Reader, aside: Path | None, now: datetime, how: str = "") -> None:
    """Note the restore and erase again what was erased since the backup. The folder that says what is to be done goes last of all: a
    program that ends before has still to do it, and what it noted it notes once."""
    intent = _intent(store.root / READY)
    asked_at = datetime.fromisoformat(intent["asked_at"])
    lines = desk.acts_of_kind(store, reader, RESTORE, 1, now)
    if not any((when, name) == (asked_at, intent["backup"]) for when, _, name, _ in lines):
        where = f"what was there lies in {aside.name}" if aside else "the store was empty"
        note_act(store, reader, RESTORE, intent["backup"], f"{intent['only']}; {where}{how}", asked_at)
    if intent["only"] == EVERYTHING:
        apply_erasures(store, reader, now)
    # Under another name first: one that is removed in part says nothing any more.
    shutil.rmtree(store.root / UNFINISHED, ignore_errors=True)
    os.rename(store.root / READY, store.root / UNFINISHED)
    shutil.rmtree(store.root / UNFINISHED, ignore_errors=True)


def _intent(ready: Path) -> dict[str, str]:
    """What is restored, when it was asked for and, once anything was, into which folder things are moved aside."""
    return json.loads((ready / INTENT).read_text(encoding="utf-8"))


def _keep_intent(ready: Path, intent: dict[str, str]) -> None:
    write_whole(ready / INTENT, json.dumps(intent))


def _refuse_interrupted(store: Store) -> None:
    if (store.root / READY).exists():
        raise StoreProblem(
            f"A restore of {store.root} was interrupted; start the dashboard, which finishes it, or run `python -m dashboard check`."
        )


def _made_ready(store: Store, backup: Backup, only: str, now: datetime) -> Path:
    """A copy of what the backup holds, on the store's own disk, looked at by a process of its own."""
    unfinished = store.root / UNFINISHED
    shutil.rmtree(unfinished, ignore_errors=True)
    manifest = backup.manifest
    if only == DESK_ALONE:
        manifest = replace(
            manifest, files=tuple(file for file in manifest.files if file.name == store.desk.name)
        )
    _copy(backup, unfinished, manifest)
    found = verified(unfinished)
    if not found.whole:
        what = [*found.wrong, *(f"Edition {number} of it cannot be read." for number in found.unreadable)][0]
        raise StoreProblem(
            f"The backup {backup.name} cannot be restored, and nothing was changed. {what} Use an earlier backup."
        )
    if (unfinished / store.desk.name).exists():
        desk.keep_a_log(unfinished / store.desk.name)
    _keep_intent(unfinished, {"backup": backup.name, "only": only, "asked_at": now.isoformat()})
    ready = store.root / READY
    os.rename(unfinished, ready)
    return ready


def _copy(backup: Backup, folder: Path, manifest: Manifest) -> None:
    (folder / "editions").mkdir(parents=True)
    for file in manifest.files:
        try:
            shutil.copyfile(backup.folder / file.name, folder / file.name)
        except FileNotFoundError:
            continue  # looking at the copy says which is missing
        flush_file(folder / file.name)
    write_whole(folder / MANIFEST, manifest.as_json())


def _put_in_place(store: Store, ready: Path, now: datetime) -> Path | None:
    """Change the names. Begun again after an interruption it goes on: what is in place already is no longer in the folder."""
    close_editions(store)
    manifest = read_manifest(ready)
    whole = any(file.name == store.register.name for file in manifest.files)
    if whole and (ready / "editions").exists():
        keep_numbers(Store(ready), max(number_after(store) - 1, *manifest.editions(), 0))
    names = [*(path.name for path in register.logs_of(store.register)), "register.duckdb"] if whole else []
    intent = _intent(ready)
    aside = store.root / intent["aside"] if "aside" in intent else None
    register.join_erased(store, [ready / store.erased.name])
    for name in [*names, *_OF_DESK, *(["editions"] if whole else [])]:
        new, old = ready / name, store.root / name
        its_file = (
            ready / name.replace("-wal", "").replace("-shm", "").replace("-journal", "").split(".wal")[0]
        )
        if not its_file.exists():
            continue  # in place already, and so is what belongs to it
        if old.is_dir() and not any(old.iterdir()):
            old.rmdir()
        elif old.exists():
            if aside is None:
                aside = folder_aside(store, now)
                _keep_intent(ready, intent | {"aside": aside.name})
            os.rename(old, aside / name)
        if new.exists():
            os.rename(new, old)
    return aside
