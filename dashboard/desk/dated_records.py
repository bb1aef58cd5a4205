"""Annotations and breaks: dated things with a scope, drawn on every chart that they touch."""

from datetime import date, datetime

from dashboard.desk.file import open_desk
from dashboard.domain.dated import DatedKind, DatedRecord
from dashboard.domain.reader import Reader, Role
from dashboard.domain.store import Store
from dashboard.domain.written_sql import written_sql


def add_dated_record(store: Store, reader: Reader, record: DatedRecord, now: datetime) -> None:
    reader.must_be(Role.MSO, Role.TEAM)
    with open_desk(store, now, writes=True) as desk:
        desk.execute(
            written_sql("desk/add_dated_record"),
            (
                record.kind.value, record.dated_on.isoformat(), record.label, record.reason, record.owner,
                record.site, record.division, record.drug_class, now.isoformat(), reader.id,
            ),
        )  # fmt: skip


def dated_records(store: Store, now: datetime) -> list[DatedRecord]:
    """Every one that was not taken back, oldest first."""
    with open_desk(store, now) as desk:
        rows = desk.execute(written_sql("desk/dated_records")).fetchall()
    return [DatedRecord(DatedKind(kind), date.fromisoformat(day), *rest) for kind, day, *rest in rows]
