"""A file is whole under its name, or not there: written under another one, made to last, then named."""

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def write_whole(
    path: Path, content: bytes | str | Callable[[Path], object], *, private: bool = False
) -> None:
    """Whoever reads sees the file of before, or this one, also after a power failure. `content` may be what writes to the path that it
    is given; `private`: from its first byte on for its owner alone. Raises OSError, and leaves what was there.
    """
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        if private:
            unfinished.unlink(missing_ok=True)
            os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        if isinstance(content, bytes):
            unfinished.write_bytes(content)
        elif isinstance(content, str):
            unfinished.write_text(content, encoding="utf-8", newline="\n")
        else:
            content(unfinished)
        put_in_place(unfinished, path)
    finally:
        with suppress(OSError):
            unfinished.unlink()


def put_in_place(unfinished: Path, wanted: Path) -> None:
    """The file under its name, when it is on disk whole."""
    flush_file(unfinished)
    os.replace(unfinished, wanted)


def flush_file(path: Path) -> None:
    """What was written to a file is on disk."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def flush_folder(folder: Path) -> None:
    """What was renamed or removed in a folder is on disk; Windows does that by itself and opens no folder."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def sha256_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
