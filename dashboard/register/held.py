"""Who has the register: written beside its lock, so that who waits in vain can be told whom for."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from dashboard.domain.store import Store


@contextmanager
def holding(store: Store, now: datetime) -> Iterator[None]:
    """Say that this process has it, as long as it has. A note that cannot be written (a full disk) stops nobody."""
    note = _note(store)
    with suppress(OSError):
        note.write_text(
            json.dumps({"process": os.getpid(), "what": _what(), "since": now.isoformat(timespec="minutes")}),
            encoding="utf-8",
        )
    try:
        yield
    finally:
        with suppress(OSError):
            note.unlink()


def in_words(store: Store) -> str:
    """ " (process 4711, python -m dashboard import, since 2026-11-26T07:30 UTC)"; empty where nobody said."""
    try:
        said = json.loads(_note(store).read_text(encoding="utf-8"))
        return f" (process {int(said['process'])}, {said['what']}, since {said['since']} UTC)"
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _note(store: Store) -> Path:
    return store.root / "register.holder"


def _what() -> str:
    """The program and its command: never the arguments, which may name a file."""
    program = Path(sys.argv[0]).name if sys.argv and sys.argv[0] else "python"
    if program == "__main__.py":
        command = sys.argv[1] if len(sys.argv) > 1 and not sys.argv[1].startswith("-") else ""
        return f"python -m dashboard {command}".rstrip()
    return program
