"""Annotations: dated things that happened, drawn on the charts that they touch. They change no limits and no count."""

from datetime import datetime

from dashboard.domain.dated import LABEL_LENGTH, DatedKind, DatedRecord
from dashboard.domain.reader import PREPARES, Reader, only
from dashboard.domain.store import Store, StoreProblem
from dashboard.register import Publication
from dashboard.work.deciding.recorded import keep, recorded, take_back


@only(*PREPARES)
def record_annotation(
    store: Store, reader: Reader, record: DatedRecord, now: datetime
) -> tuple[int, Publication]:
    """Record what happened on a day and publish what is drawn with it; returns its number.

    Raises StoreProblem, in a sentence for the person, for a record that is a break, has no label, is too long, or repeats one that
    holds.
    """
    if record.kind is not DatedKind.ANNOTATION:
        raise StoreProblem("A break begins new limits: record it under Series breaks.")
    if not 0 < len(record.label.strip()) <= LABEL_LENGTH:
        raise StoreProblem(
            f"An annotation needs a label of 1 to {LABEL_LENGTH} letters, which stands at its line in every picture."
        )
    return keep(store, reader, record, now)


@only(*PREPARES)
def take_back_annotation(
    store: Store, reader: Reader, number: int, now: datetime
) -> tuple[DatedRecord, Publication]:
    return take_back(store, reader, DatedKind.ANNOTATION, number, now)


@only(*PREPARES)
def annotations(store: Store, reader: Reader, now: datetime) -> list[DatedRecord]:
    """Those that hold, oldest first, each with its number."""
    return recorded(store, reader, DatedKind.ANNOTATION, now)
