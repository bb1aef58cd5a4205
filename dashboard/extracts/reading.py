"""Uploaded bytes to text columns: check the kind, parse in a limited child process, hand back columns or a refusal."""

import hashlib
import json
import os
import shutil
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from filelock import FileLock, Timeout

from dashboard.domain.extract import LikelyIdentifiers, RefusedFile, SheetRead
from dashboard.domain.identifiers import NOTHING_LOCAL, LocalIdentifiers, Narrative
from dashboard.extracts.apart import apart
from dashboard.extracts.kinds import check_file
from dashboard.extracts.limits import Limits
from dashboard.extracts.packed import unpacked_path
from dashboard.extracts.sheet import LIKELIEST, Wanted
from dashboard.extracts.watchdog import Ended, run_watched

STAGING_SECONDS = 3600
"""What is staged goes at confirm, at cancel, or after an hour."""


@dataclass(frozen=True)
class RawSheet:
    """The sheet as text columns c0..cN below `headings`, with `row`, `beyond`, `cells` and `repeat` (see extracts.child).

    `filled` is the number of filled cells of each column, also of those of free text, which come empty. `identifiers`
    says in how many rows of a column something looks like a personal detail. `date1904`: days are counted from 1904.
    """

    sha256: str
    file_name: str
    table: Any
    headings: tuple[str, ...]
    above: tuple[str, ...]
    read: SheetRead
    filled: tuple[int, ...] = ()
    identifiers: tuple[LikelyIdentifiers, ...] = ()
    date1904: bool = False


def stage_bytes(content: bytes, staging: Path) -> Path:
    """Keep uploaded bytes under their own hash until they are confirmed or cancelled."""
    staging.mkdir(parents=True, exist_ok=True)
    path = staging / hashlib.sha256(content).hexdigest()
    if not _still_there(path):
        partial = _partial(path)
        partial.write_bytes(content)
        partial.replace(path)
    return path


def stage_file(source: Path, staging: Path) -> Path:
    """The same for a file on disk, without holding it in memory."""
    staging.mkdir(parents=True, exist_ok=True)
    with source.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    path = staging / digest
    if not _still_there(path):
        partial = _partial(path)
        shutil.copyfile(source, partial)
        partial.replace(path)
    return path


def _still_there(path: Path) -> bool:
    """Whether these bytes are staged; their hour begins again."""
    try:
        os.utime(path)
    except FileNotFoundError:
        return False
    return True


def _partial(path: Path) -> Path:
    """A name of its own while it is written: twenty people may choose the same file at once."""
    return path.with_suffix(f".{os.getpid()}.{threading.get_ident()}.{time.monotonic_ns()}.part")


def clear_staging(staging: Path, now_seconds: float, *, older_than: float = STAGING_SECONDS) -> None:
    """Take away what was staged longer ago than that, what a killed import left half written among it."""
    for path in staging.glob("*") if staging.exists() else ():
        with suppress(FileNotFoundError):  # another session clears at the same time
            if now_seconds - path.stat().st_mtime > older_than:
                path.unlink()


def unstage(sha256: str, staging: Path) -> None:
    """Take away the bytes, their columns, and what is being written of them."""
    for path in staging.glob(f"{sha256}*"):
        path.unlink(missing_ok=True)


def columns_path(staged: Path, limits: Limits, wanted: Wanted = LIKELIEST) -> Path:
    """Where the columns of a staged file stand: what was read within looser limits does not serve stricter ones."""
    within = json.dumps([asdict(limits), wanted.written()], sort_keys=True)
    return staged.with_suffix(f".{hashlib.sha256(within.encode()).hexdigest()[:12]}.arrow")


def read_sheet(
    staged: Path,
    file_name: str,
    limits: Limits,
    sheet_name: str | None = None,
    columns: tuple[str, ...] = (),
    *,
    packed: bool = False,
    narrative: Narrative = Narrative.LEFT_OUT,
    references: tuple[str, ...] = (),
    local: LocalIdentifiers = NOTHING_LOCAL,
    of_people: bool = True,
) -> RawSheet | RefusedFile:
    """The staged file's sheet as columns; `sheet_name` is the person's choice among several.

    The `columns` that are asked for by their headings come as `sheet.Wanted` says, with every row of the file. With
    `packed` a zip that holds one CSV file is taken as well. `narrative`, `references`, `local` and `of_people` are those of `sheet.Wanted`.

    Parsing twice is saved: the columns stay beside the bytes for an hour, and whoever chooses the same bytes meanwhile
    waits for them.
    """
    wanted = Wanted(sheet_name, columns, narrative, references, local, of_people)
    try:
        kind = check_file(staged, file_name, limits, packed=packed)
        if isinstance(kind, RefusedFile):
            return kind
        target = columns_path(staged, limits, wanted)
        refused = _parse_once(staged, kind, file_name, target, limits, wanted)
        return refused or _load(staged, file_name, target)
    except FileNotFoundError:
        return RefusedFile(
            "gone",
            f"{file_name} is no longer held here, because it was imported or cancelled in another window: "
            "choose the file again if it is still to be read.",
        )


def _load(staged: Path, file_name: str, target: Path) -> RawSheet:
    # Memory-mapped columns would keep the file open, and Windows cannot remove an open file at confirm.
    with pa.OSFile(str(target), "rb") as source:
        table = pa.ipc.open_file(source).read_all()
    described = json.loads(table.schema.metadata[b"sheet"])
    read = SheetRead(
        sheet=described["sheet"],
        sheets=described["sheets"],
        header_row=described["header_row"],
        encoding=described["encoding"],
        delimiter=described["delimiter"],
        notes=tuple(described["notes"]),
        sheet_names=tuple(described["sheet_names"]),
    )
    return RawSheet(
        staged.name,
        file_name,
        table,
        tuple(described["headings"]),
        tuple(described["above"]),
        read,
        filled=tuple(described["filled"]),
        identifiers=tuple(LikelyIdentifiers(**found) for found in described["identifiers"]),
        date1904=described["date1904"],
    )


class _Parse:
    """One parse that is going on in this process, for those who wait for it."""

    def __init__(self, file_name: str) -> None:
        self.file_name = file_name
        self.over = threading.Event()
        self.refused: RefusedFile | None = None


_going_on: dict[Path, _Parse] = {}
_going_on_lock = threading.Lock()


def _parse_once(
    staged: Path, kind: str, file_name: str, target: Path, limits: Limits, wanted: Wanted
) -> RefusedFile | None:
    """Have the columns written, by this caller or by whoever began before it; a refusal is shared as well."""
    if target.exists():
        return None
    with _going_on_lock:
        parse = _going_on.get(target)
        mine = parse is None
        if parse is None:
            parse = _going_on[target] = _Parse(file_name)
    if not mine:
        parse.over.wait(2 * limits.seconds + 60)
        refused = parse.refused
        if refused is None:
            return None
        return RefusedFile(refused.reason, refused.sentence.replace(parse.file_name, file_name, 1))
    try:
        parse.refused = _parse_alone(staged, kind, file_name, target, limits, wanted)
        return parse.refused
    finally:
        with _going_on_lock:
            del _going_on[target]
        parse.over.set()


def _parse_alone(
    staged: Path, kind: str, file_name: str, target: Path, limits: Limits, wanted: Wanted
) -> RefusedFile | None:
    """The same among processes: a command line and a dashboard may read one file at once."""
    lock = target.with_suffix(".lock")
    try:
        with FileLock(lock, timeout=limits.seconds + 30):
            if target.exists():
                return None
            return _parse_in_child(staged, kind, file_name, target, limits, wanted)
    except Timeout:
        return RefusedFile(
            "busy",
            f"{file_name} is being read by another process that does not come to an end: wait a minute, and choose the file again.",
        )
    finally:
        with suppress(OSError):  # Windows does not remove a file that another process has open
            lock.unlink(missing_ok=True)


def _parse_in_child(
    staged: Path, kind: str, file_name: str, target: Path, limits: Limits, wanted: Wanted
) -> RefusedFile | None:
    partial = _partial(target)
    asked = partial.with_suffix(".asked")  # a staff list is too long for an argument
    arguments = [str(staged), kind, file_name, str(partial), json.dumps(asdict(limits)), str(asked)]
    try:
        asked.write_text(wanted.written(), encoding="utf-8")
        child = run_watched(
            *apart("dashboard.extracts.child", arguments),
            seconds=limits.seconds,
            memory_bytes=limits.memory_bytes,
        )
        if child.ended is Ended.ITSELF and child.status == 0:
            partial.replace(target)
            return None
    finally:
        asked.unlink(missing_ok=True)
        partial.unlink(missing_ok=True)
        unpacked_path(str(partial)).unlink(missing_ok=True)
    if child.ended is Ended.TOO_SLOW:
        return RefusedFile(
            "too slow",
            f"{file_name} took longer than {limits.seconds} seconds to read, which a listing of this size never needs: "
            "open it in a spreadsheet, save it again, and choose that file.",
        )
    if child.status == 3:
        answer = json.loads(child.printed)
        return RefusedFile(answer["reason"], answer["sentence"])
    return RefusedFile(
        "unreadable",
        f"{file_name} could not be read within the limits of memory and time: it is damaged or made in an unusual way; "
        "open it in a spreadsheet, save it again as .xlsx or .csv, and choose that file.",
    )
