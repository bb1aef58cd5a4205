"""What of a store is damaged, looked at in a process apart; and the way back that needs no backup: the log is set aside."""

import json
import logging
import os
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dashboard import desk, register
from dashboard.domain.reader import OFFICER, Reader, only
from dashboard.domain.store import (
    Damaged,
    Store,
    StorePart,
    StoreProblem,
    folder_aside,
    keep_numbers,
    number_after,
)
from dashboard.edition import close_editions
from dashboard.extracts.apart import apart
from dashboard.extracts.watchdog import Ended, run_watched
from dashboard.work.publishing import note_act

log = logging.getLogger("dashboard")

ACT = "set log aside"
MOST_SECONDS, MOST_MEMORY = 600, 4 << 30
IMPORTS = ("import", "import activity")
"""The acts by which the audit trail knows imports."""

EVERY = -1


@dataclass(frozen=True)
class LostImport:
    """An import that the audit trail knows and the register does not: to be uploaded again."""

    import_id: int
    taken_in: datetime
    detail: str

    def in_words(self) -> str:
        return f"import {self.import_id} of {self.taken_in:%d/%m/%Y %H:%M} UTC ({self.detail})"


def look(store: Store, now: datetime) -> Damaged | None:
    """Whether the register (with its log) and the desk can be read to the last block. A process apart reads the register: one that
    ends the process which opens it then ends that one alone. Raises StoreProblem where it is held, or newer.
    """
    if problem := desk.look_at_desk(store, now):
        return problem
    if not store.has_register():
        return None
    kind = "made-up" if store.made_up else "real"
    command, environment = apart("dashboard.register.whole", [str(store.root), kind, now.isoformat()])
    ran = run_watched(command, environment, seconds=MOST_SECONDS, memory_bytes=MOST_MEMORY)
    if ran.ended is not Ended.ITSELF or ran.status != 0:
        log.error("register ended the process that looked at it", extra={"subject": f"status {ran.status}"})
        return register.log_damaged(store) if register.logs_of(store.register) else register.damaged(store)
    told = json.loads(ran.printed)
    if "problem" not in told:
        return None
    if not told["part"]:
        raise StoreProblem(told["problem"])
    return Damaged(StorePart(told["part"]), told["problem"])


@only(*OFFICER)
def set_log_aside(store: Store, reader: Reader, now: datetime) -> tuple[Path, list[LostImport]]:
    """Move the log beside the register out of the way (it is kept), so that the register opens as it was at its last checkpoint; and
    the editions that it then knows nothing of, which hold what is lost. Returns where they lie, and what to upload again.

    Raises StoreProblem where there is no log, Damaged where the register does not open without it either: then a backup has to be
    restored, and the log lies where it lay.
    """
    with register.register_locked(store, now):
        logs = register.logs_of(store.register)
        if not logs:
            raise StoreProblem(f"There is no log beside the register in {store.root}: nothing was set aside.")
        aside = folder_aside(store, now)
        for path in logs:
            os.rename(path, aside / path.name)
    if problem := look(store, now):
        with register.register_locked(store, now):
            for path in logs:
                os.rename(aside / path.name, path)
            aside.rmdir()
        raise problem
    _editions_aside(store, reader, aside, now)
    lost = lost_imports(store, reader, now)
    note_act(
        store,
        reader,
        ACT,
        "log of the register",
        f"kept in {aside.name}; {len(lost)} imports to upload again",
        now,
    )
    return aside, lost


@only(*OFFICER)
def lost_imports(store: Store, reader: Reader, now: datetime) -> list[LostImport]:
    """Imports that were noted when they were stored and are not in the register, oldest first: a log that was cut short says nothing of
    what it has lost, the audit trail does.
    """
    if not store.has_register() or not store.desk.exists():
        return []
    there = {each.import_id for each in register.imports(store, reader, now)}
    noted: dict[int, LostImport] = {}
    for act in IMPORTS:
        for when, _, subject, detail in reversed(desk.acts_of_kind(store, reader, act, EVERY, now)):
            if found := re.fullmatch(r"import (\d+)", subject):
                number = int(found[1])
                noted[number] = LostImport(number, when, detail)
    return [noted[number] for number in sorted(noted) if number not in there]


def _editions_aside(store: Store, reader: Reader, aside: Path, now: datetime) -> None:
    """Editions that the register does not know: their numbers are not given again."""
    known = {each.edition_id for each in register.publications(store, reader, now)}
    keep_numbers(store, number_after(store) - 1)
    close_editions(store)
    for path in sorted(store.editions.iterdir()):
        number = path.name.split(".")[0]
        if number.isdigit() and int(number) not in known:
            os.rename(path, aside / path.name)


def damage_at_start(store: Store, now: datetime) -> StoreProblem | None:
    """The same for a server that starts, or looks again: what is wrong is a value, so that it starts all the same and shows what to do.
    A damaged register is not opened in this process until another file lies in its place.
    """
    register.keep_closed(store, None)
    try:
        problem = look(store, now)
    except StoreProblem as other:
        return other
    if problem is not None and problem.part in (StorePart.REGISTER, StorePart.LOG):
        register.keep_closed(store, problem)
    return problem
