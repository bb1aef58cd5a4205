"""The audit trail: append-only, one line a sensitive act; it never holds a value from a row."""

from dataclasses import dataclass
from datetime import datetime

from dashboard.desk.file import open_desk
from dashboard.domain.reader import EVERYONE, READS_AUDIT, Reader, only
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


@only(*EVERYONE)
def note_act(store: Store, reader: Reader, act: str, subject: str, detail: str, now: datetime) -> None:
    """Append one line: who did what to which import, edition or setting."""
    with open_desk(store, now, writes=True) as desk:
        desk.execute(written_sql("desk/note_act"), (now.isoformat(), reader.id, act, subject, detail))


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
