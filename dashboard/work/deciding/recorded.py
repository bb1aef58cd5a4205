"""Dated records, of whatever kind: kept at the desk and taken back, each with the draft edition that is drawn with it.

A record is kept at the desk first and published after. A program that is killed between the two leaves a record that no chart
shows yet: it stands in the list, and the next publishing, of whatever act, draws it. No count depends on it.
"""

import logging
from datetime import datetime

from dashboard import desk
from dashboard.domain.dated import DatedKind, DatedRecord
from dashboard.domain.reader import PREPARES, Reader, only
from dashboard.domain.store import Store, StoreProblem
from dashboard.register import Publication
from dashboard.work.publishing import publish

log = logging.getLogger("dashboard")


@only(*PREPARES)
def recorded(store: Store, reader: Reader, kind: DatedKind, now: datetime) -> list[DatedRecord]:
    """Those of a kind that hold, oldest first, each with its number."""
    return [record for record in desk.dated_records(store, reader, now) if record.kind is kind]


@only(*PREPARES)
def keep(store: Store, reader: Reader, record: DatedRecord, now: datetime) -> tuple[int, Publication]:
    """Keep a record and publish what is drawn with it; returns its number. The desk notes it in the audit trail. Raises
    StoreProblem for one that holds already."""
    if record in recorded(store, reader, record.kind, now):
        raise StoreProblem(f"This very {record.kind.value} is recorded already.")
    number = desk.add_dated_record(store, reader, record, now)
    log.info(f"record {record.kind.value}", extra={"subject": f"record {number}", "who": reader.id})
    return number, publish(store, reader, now)


@only(*PREPARES)
def take_back(
    store: Store, reader: Reader, kind: DatedKind, number: int, now: datetime
) -> tuple[DatedRecord, Publication]:
    """Draw no chart with a record any more, and publish that. Returns what it was, so that it can be recorded again. Raises
    StoreProblem where none of this kind and number holds."""
    held = next((each for each in recorded(store, reader, kind, now) if each.number == number), None)
    if held is None:
        raise StoreProblem(
            f"There is no {kind.value} of number {number}; the list of {kind.value}s has the numbers that there are."
        )
    desk.take_back_dated_record(store, reader, number, now)
    log.info(f"take back {kind.value}", extra={"subject": f"record {number}", "who": reader.id})
    return held, publish(store, reader, now)
