"""Uploaded bytes to text columns: check the kind, parse in a limited child process, hand back columns or a refusal."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from dashboard.domain.extract import RefusedFile, SheetRead
from dashboard.extracts.kinds import check_file
from dashboard.extracts.limits import Limits

ROOT = Path(__file__).resolve().parents[2]
STAGING_SECONDS = 3600
"""What is staged goes at confirm, at cancel, or after an hour."""

_CHILD = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from dashboard.extracts.child import main; sys.exit(main(sys.argv[2:]))"
)


@dataclass(frozen=True)
class RawSheet:
    """The sheet as text columns c0..cN below `headings`, with `row`, `beyond` and `cells` (see extracts.child)."""

    sha256: str
    file_name: str
    table: Any
    headings: tuple[str, ...]
    above: tuple[str, ...]
    read: SheetRead


def stage_bytes(content: bytes, staging: Path) -> Path:
    """Keep uploaded bytes under their own hash until they are confirmed or cancelled."""
    staging.mkdir(parents=True, exist_ok=True)
    path = staging / hashlib.sha256(content).hexdigest()
    if not path.exists():
        partial = path.with_suffix(f".{os.getpid()}.part")
        partial.write_bytes(content)
        partial.replace(path)
    return path


def stage_file(source: Path, staging: Path) -> Path:
    """The same for a file on disk, without holding it in memory."""
    staging.mkdir(parents=True, exist_ok=True)
    with source.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    path = staging / digest
    if not path.exists():
        partial = path.with_suffix(f".{os.getpid()}.part")
        shutil.copyfile(source, partial)
        partial.replace(path)
    return path


def clear_staging(staging: Path, now_seconds: float, *, older_than: float = STAGING_SECONDS) -> None:
    """Take away what was staged longer ago than that."""
    for path in staging.glob("*") if staging.exists() else ():
        if now_seconds - path.stat().st_mtime > older_than:
            path.unlink(missing_ok=True)


def unstage(sha256: str, staging: Path) -> None:
    for path in staging.glob(f"{sha256}*"):
        path.unlink(missing_ok=True)


def read_sheet(staged: Path, file_name: str, limits: Limits) -> RawSheet | RefusedFile:
    """The staged file's sheet as columns. Parsing twice is saved: the columns stay beside the bytes for an hour."""
    target = staged.with_suffix(".arrow")
    if not target.exists():
        kind = check_file(staged, file_name, limits)
        if isinstance(kind, RefusedFile):
            return kind
        refused = _parse_in_child(staged, kind, file_name, target, limits)
        if refused:
            return refused
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
    )
    return RawSheet(
        staged.name, file_name, table, tuple(described["headings"]), tuple(described["above"]), read
    )


def _parse_in_child(
    staged: Path, kind: str, file_name: str, target: Path, limits: Limits
) -> RefusedFile | None:
    partial = target.with_suffix(f".{os.getpid()}.{time.monotonic_ns()}.part")
    arguments = [str(ROOT), str(staged), kind, file_name, str(partial), json.dumps(asdict(limits))]
    environment = {
        name: value
        for name in ("SYSTEMROOT", "PATH", "TMPDIR", "TEMP", "TMP", "LANG")
        if (value := os.environ.get(name))
    }
    try:
        child = subprocess.run(
            [sys.executable, "-I", "-B", "-c", _CHILD, *arguments],
            capture_output=True,
            timeout=limits.seconds,
            env={**environment, "PYTHONUTF8": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        partial.unlink(missing_ok=True)
        return RefusedFile(
            "too slow",
            f"{file_name} took longer than {limits.seconds} seconds to read, which a listing of this size never needs: "
            "open it in a spreadsheet, save it again, and choose that file.",
        )
    if child.returncode == 0 and partial.exists():
        partial.replace(target)
        return None
    partial.unlink(missing_ok=True)
    if child.returncode == 3:
        answer = json.loads(child.stdout)
        return RefusedFile(answer["reason"], answer["sentence"])
    return RefusedFile(
        "unreadable",
        f"{file_name} could not be read within the limits of memory and time: it is damaged or made in an unusual way; "
        "open it in a spreadsheet, save it again as .xlsx or .csv, and choose that file.",
    )
