"""A copy of the desk while others write to it, for a backup; and what a copy holds."""

import hashlib
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from dashboard.desk.damage import damaged
from dashboard.desk.file import open_desk
from dashboard.domain.reader import OFFICER, Reader, only
from dashboard.domain.store import Damaged, Store
from dashboard.domain.whole_file import flush_file
from dashboard.domain.written_sql import written_sql


@only(*OFFICER)
def copy_desk(store: Store, reader: Reader, folder: Path, now: datetime) -> tuple[int, str]:
    """Write `desk.sqlite3`, one file without a log, into a folder that has none; returns its rows and a digest of them. SQLite's own
    backup is of one moment, whoever writes meanwhile. Raises as `open_desk` does.
    """
    copied = folder / store.desk.name
    with (
        open_desk(store, now),
        closing(sqlite3.connect(store.desk)) as source,
        closing(sqlite3.connect(copied)) as copy,
    ):
        source.backup(copy)
        copy.execute("pragma journal_mode = delete")
    flush_file(copied)
    told = desk_looked_at(copied)
    if told is None:
        raise damaged(store)
    return told


def keep_a_log(path: Path) -> None:
    """A desk that was copied into one file is written with a log again, so that nobody who reads it waits for who writes."""
    with closing(sqlite3.connect(path)) as copy:
        copy.execute("pragma journal_mode = wal")


def desk_looked_at(path: Path) -> tuple[int, str] | None:
    """The rows of a desk that lies by itself, only read, and a digest of all that it holds; None where it is no whole desk."""
    rows, digest = 0, hashlib.sha256()
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as copy:
            if copy.execute("pragma integrity_check").fetchall() != [("ok",)]:
                return None
            copy.execute(written_sql("desk/desk_says")).fetchone()
            for statement in copy.iterdump():
                rows += statement.startswith("INSERT INTO")
                digest.update(statement.encode())
    except sqlite3.Error:
        return None
    return rows, digest.hexdigest()


def look_at_desk(store: Store, now: datetime) -> Damaged | None:
    """Whether the desk of a store is whole, every page of it read; None where it is, or where there is none yet."""
    if not store.desk.exists():
        return None
    try:
        with open_desk(store, now) as desk:
            sound = desk.execute("pragma integrity_check").fetchall() == [("ok",)]
    except Damaged as problem:
        return problem
    return None if sound else damaged(store)
