"""The audit trail: append-only, one line a sensitive act; it never holds a value from a row."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from dashboard.desk.audit_head import written_heads
from dashboard.desk.file import open_desk
from dashboard.domain.audit_chain import ChainedLine, Verified, verify
from dashboard.domain.reader import EVERYONE, PREPARES, READS_AUDIT, Reader, only
from dashboard.domain.store import Store
from dashboard.domain.written_sql import written_sql


@dataclass(frozen=True)
class AuditLine:
    line: int
    happened_at: datetime
    who: str
    act: str
    subject: str
    detail: str
    hash: str = field(default="", compare=False)


def note_line(
    desk: sqlite3.Connection, reader: Reader, act: str, subject: str, detail: str, now: datetime
) -> None:
    """Append one line in the transaction of the act itself; domain/audit.py names the acts."""
    note_line_of(desk, reader.id, act, subject, detail, now)


def note_line_of(
    desk: sqlite3.Connection, who: str, act: str, subject: str, detail: str, now: datetime
) -> None:
    """The same for who has no role, or is no person. Every line is written here."""
    desk.execute(written_sql("desk/note_act"), (now.isoformat(), who, act, subject, detail))


@only(*EVERYONE)
def note_act(store: Store, reader: Reader, act: str, subject: str, detail: str, now: datetime) -> None:
    """Append one line: who did what to which import, edition or setting."""
    with open_desk(store, now, writes=True) as desk:
        note_line(desk, reader, act, subject, detail, now)


@only(*PREPARES)
def note_once(store: Store, reader: Reader, act: str, subject: str, detail: str, now: datetime) -> bool:
    """Append the line unless this act on this subject is noted already; says whether it did. For what is made up for after an
    interruption."""
    with open_desk(store, now, writes=True) as desk:
        if desk.execute(written_sql("desk/noted_before"), (act, subject)).fetchone()[0]:
            return False
        note_line(desk, reader, act, subject, detail, now)
    return True


@only(*PREPARES)
def note_of_moment(
    store: Store, reader: Reader, acts: Sequence[str], subject: str, detail: str, at: datetime, now: datetime
) -> bool:
    """Append a line of the first of these acts unless one of them is noted of this moment; says whether it did. For an act that has no
    subject of its own to be known by."""
    with open_desk(store, now, writes=True) as desk:
        if desk.execute(written_sql("desk/noted_at"), (at.isoformat(), json.dumps([*acts]))).fetchone()[0]:
            return False
        note_line(desk, reader, acts[0], subject, detail, at)
    return True


@only(*READS_AUDIT)
def verify_audit(
    store: Store, reader: Reader, now: datetime, known: Sequence[tuple[int, str]] = ()
) -> Verified:
    """Whether the audit trail is as it was written. known: heads (line, hash) that somebody has from the log or from paper."""
    with open_desk(store, now):
        pass  # an older desk is bound, and its head written down, as it is opened
    heads = written_heads(
        store
    )  # before the lines: what is written meanwhile is in the desk before it is in the file
    with open_desk(store, now) as desk:
        lines = [ChainedLine(*row) for row in desk.execute(written_sql("desk/audit_chain"))]
    return verify(lines, heads, known)


@only(*READS_AUDIT)
def audit_trail(store: Store, reader: Reader, now: datetime) -> list[AuditLine]:
    """Every line, newest first."""
    with open_desk(store, now) as desk:
        rows = desk.execute(written_sql("desk/audit_trail")).fetchall()
    return [AuditLine(line, datetime.fromisoformat(when), *rest) for line, when, *rest in rows]


@only(*READS_AUDIT)
def acts_of_kind(
    store: Store, reader: Reader, act: str, most: int, now: datetime
) -> list[tuple[datetime, str, str, str]]:
    """The newest lines of one act, newest first: (when, who, subject, detail)."""
    with open_desk(store, now) as desk:
        rows = desk.execute(written_sql("desk/acts_of_kind"), (act, most)).fetchall()
    return [(datetime.fromisoformat(when), *rest) for when, *rest in rows]
