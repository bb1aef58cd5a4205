"""The head of the audit trail, written down outside the desk: in the file `audit.head` beside it, and in the log."""

import logging
import os
import sqlite3
import threading

from dashboard.domain.audit_chain import Head
from dashboard.domain.store import Store
from dashboard.domain.written_sql import written_sql

log = logging.getLogger("dashboard")

_writing = threading.Lock()


def head_of(desk: sqlite3.Connection) -> Head | None:
    """The newest line; None before the first."""
    found = desk.execute(written_sql("desk/audit_head")).fetchone()
    return Head(found[0], found[1] or "", str(found[2])) if found else None


def write_head(store: Store, head: Head) -> None:
    """Add the head to the file and say it in the log. The act that it belongs to is done: where the file cannot be written that is
    said in the log too, and the next head is written after it.
    """
    log.info(f"audit head {head.line} {head.hash}")
    written = f"{head.line} {head.hash} {head.written_at}\n".encode()
    try:
        with _writing:
            file = os.open(
                store.audit_head, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600
            )
            try:
                os.write(
                    file, written
                )  # in one piece, so that two programs do not write into each other's line
                os.fsync(file)
            finally:
                os.close(file)
    except OSError as error:
        log.error("audit head not written", exc_info=error)


def written_heads(store: Store) -> list[Head] | None:
    """The heads that were written down, oldest first; None where the file is not there. What is no head, as a line that
    was broken off, is left out.
    """
    try:
        text = store.audit_head.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return None
    whole = text.split("\n")[:-1]
    return [head for line in whole if (head := _head(line)) is not None]


def _head(line: str) -> Head | None:
    try:
        number, its_hash, moment = line.split(" ")
        return Head(int(number), its_hash, moment)
    except ValueError:
        return None
