"""The audit trail as it is looked at: chosen lines, and whether it is as it was written."""

from collections.abc import Sequence
from datetime import date, datetime

from dashboard import desk
from dashboard.desk import AuditLine
from dashboard.domain.audit_chain import Verified
from dashboard.domain.export import Export
from dashboard.domain.periods import day_in_london
from dashboard.domain.reader import READS_AUDIT, Reader, only
from dashboard.domain.store import Store


@only(*READS_AUDIT)
def audit_lines(
    store: Store,
    reader: Reader,
    now: datetime,
    *,
    act: str | None = None,
    who: str | None = None,
    from_: date | None = None,
    until: date | None = None,
) -> list[AuditLine]:
    """The lines, newest first, of an act, a person and days in London (both included), where these are named."""
    return [
        line
        for line in desk.audit_trail(store, reader, now)
        if (act is None or line.act == act)
        and (who is None or line.who == who)
        and (from_ is None or from_ <= day_in_london(line.happened_at))
        and (until is None or day_in_london(line.happened_at) <= until)
    ]


@only(*READS_AUDIT)
def acts_noted(store: Store, reader: Reader, now: datetime) -> list[str]:
    """The acts that stand in the trail, in alphabetical order."""
    return sorted({line.act for line in desk.audit_trail(store, reader, now)})


@only(*READS_AUDIT)
def verify_audit(
    store: Store, reader: Reader, now: datetime, known: Sequence[tuple[int, str]] = ()
) -> Verified:
    """Whether the trail is as it was written; `known` are heads (line, hash) from the log or from paper."""
    return desk.verify_audit(store, reader, now, known)


def audit_export(lines: int) -> Export:
    """What the audit trail says when it is taken away itself."""
    return Export("audit trail", "csv", lines)
