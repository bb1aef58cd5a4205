"""Annotations: dated things that happened, drawn on the charts that they touch. They change no limits and no count; each act
publishes a draft. A crash between desk and publishing leaves what `work.breaks` says of a break.
"""

import logging
from datetime import datetime

from dashboard import desk
from dashboard.domain.dated import LABEL_LENGTH, DatedKind, DatedRecord
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store, StoreProblem
from dashboard.register import Publication
from dashboard.work.publishing import publish

log = logging.getLogger("dashboard")


def record_annotation(
    store: Store, reader: Reader, record: DatedRecord, now: datetime
) -> tuple[int, Publication]:
    """Record what happened on a day and publish what is drawn with it; returns its number. The desk notes it in the audit trail.

    Raises StoreProblem, in a sentence for the person, for a record that is a break, has no label, is too long, or repeats one that
    holds.
    """
    if record.kind is not DatedKind.ANNOTATION:
        raise StoreProblem("A break begins new limits: record it under Series breaks.")
    if not 0 < len(record.label.strip()) <= LABEL_LENGTH:
        raise StoreProblem(
            f"An annotation needs a label of 1 to {LABEL_LENGTH} letters, which stands at its line in every picture."
        )
    if record in annotations(store, now):
        raise StoreProblem("This very annotation is recorded already.")
    number = desk.add_dated_record(store, reader, record, now)
    log.info("record annotation", extra={"subject": f"record {number}", "who": reader.id})
    return number, publish(store, reader, now)


def take_back_annotation(
    store: Store, reader: Reader, number: int, now: datetime
) -> tuple[DatedRecord, Publication]:
    """Draw no chart with it any more, and publish that. Returns what it was, so that it can be recorded again."""
    held = next((each for each in annotations(store, now) if each.number == number), None)
    if held is None:
        raise StoreProblem(f"There is no annotation of number {number} that holds.")
    desk.take_back_dated_record(store, reader, number, now)
    log.info("take back annotation", extra={"subject": f"record {number}", "who": reader.id})
    return held, publish(store, reader, now)


def annotations(store: Store, now: datetime) -> list[DatedRecord]:
    """Those that hold, oldest first, each with its number."""
    return [record for record in desk.dated_records(store, now) if record.kind is DatedKind.ANNOTATION]
