"""A zip that holds one CSV file, for the few files that are published so: checked before it is opened, unpacked within limits."""

import zipfile
from pathlib import Path

from dashboard.extracts.limits import Limits
from dashboard.extracts.sheet import CannotRead

PIECE = 1024 * 1024


def the_one_csv(entries: list[zipfile.ZipInfo]) -> zipfile.ZipInfo | None:
    """The only CSV file among the entries; what a Macintosh adds to an archive aside."""
    files = [entry for entry in entries if not entry.is_dir() and not entry.filename.startswith("__MACOSX/")]
    named = [entry for entry in files if entry.filename.lower().endswith((".csv", ".txt"))]
    return named[0] if len(files) == len(named) == 1 else None


def unpacked_path(target: str) -> Path:
    """Where the parsing process unpacks an archive whose columns it writes to `target`."""
    return Path(f"{target}.unpacked")


def unpack(path: Path, target: Path, file_name: str, limits: Limits) -> str:
    """Write the one CSV file of the archive to `target` and give its name. Runs in the parsing process only.

    Raises CannotRead with a sentence: what an archive says of its sizes may be untrue, so the bytes are counted.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entry = the_one_csv(archive.infolist())
            if entry is None:
                raise CannotRead("wrong kind", f"{file_name} does not hold one .csv file and nothing else.")
            written = 0
            with archive.open(entry) as packed, target.open("wb") as unpacked:
                while piece := packed.read(PIECE):
                    written += len(piece)
                    if written > limits.unpacked_bytes:
                        raise CannotRead(
                            "too large unpacked",
                            f"{file_name} unpacks to more than it says: download it again.",
                        )
                    unpacked.write(piece)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise CannotRead(
            "damaged",
            f"{file_name} is damaged or was cut short, so it cannot be unpacked: download it again.",
        ) from error
    return Path(entry.filename).name
