"""Annotations and breaks: dated things with a scope, drawn on every chart that they touch."""

from datetime import date, datetime

from dashboard.desk.audit import note_line
from dashboard.desk.file import open_desk
from dashboard.domain.dated import DatedKind, DatedRecord
from dashboard.domain.periods import day_in_london
from dashboard.domain.reader import PREPARES, Reader, only
from dashboard.domain.store import Store
from dashboard.domain.written_sql import written_sql


@only(*PREPARES)
def add_dated_record(store: Store, reader: Reader, record: DatedRecord, now: datetime) -> int:
    """Keep a record and return its number. A break needs a reason (ValueError): new limits without one cannot be defended."""
    if record.kind is DatedKind.BREAK and not record.reason.strip():
        raise ValueError("A break needs a reason: what changed on that day.")
    with open_desk(store, now, writes=True) as desk:
        number = desk.execute(
            written_sql("desk/add_dated_record"),
            (
                record.kind.value, record.dated_on.isoformat(), record.label, record.reason, record.owner, record.site,
                record.division, record.drug_class, record.evidence, now.isoformat(), reader.id,
            ),
        ).fetchone()[0]  # fmt: skip
        note_line(desk, reader, f"record {record.kind.value}", record.dated_on.isoformat(), "", now)
    return number


@only(*PREPARES)
def take_back_dated_record(store: Store, reader: Reader, number: int, now: datetime) -> None:
    """Draw no chart with a record any more. Raises KeyError when there is none of this number that holds."""
    with open_desk(store, now, writes=True) as desk:
        found = desk.execute(
            written_sql("desk/take_back_dated_record"), (now.isoformat(), reader.id, number)
        ).fetchall()
        if not found:
            raise KeyError(number)
        note_line(desk, reader, f"take back {found[0][0]}", f"record {number}", "", now)


@only(*PREPARES)
def dated_records(store: Store, reader: Reader, now: datetime) -> list[DatedRecord]:
    """Every one that was not taken back, oldest first."""
    with open_desk(store, now) as desk:
        rows = desk.execute(written_sql("desk/dated_records")).fetchall()
    return [
        DatedRecord(
            DatedKind(kind),
            date.fromisoformat(day),
            *rest,
            recorded_on=day_in_london(datetime.fromisoformat(added)),
            number=number,
        )
        for kind, day, *rest, added, number in rows
    ]
