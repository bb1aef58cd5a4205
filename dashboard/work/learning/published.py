"""What an edition is written with of the learning loop, and whether the newest one holds it already."""

from datetime import datetime

from dashboard import desk
from dashboard.domain.dated import DatedRecord
from dashboard.domain.learning.published import dated_by_actions_and_alerts, learning_of
from dashboard.domain.learning.record import Kind
from dashboard.domain.reader import PREPARES, READS_TRUST, Reader, only
from dashboard.domain.rows.learning import Learning
from dashboard.domain.store import Store

PUBLISHED = (Kind.CARD, Kind.ACTION, Kind.ALERT, Kind.ESCALATION, Kind.STATEMENT)
"""In the order of what `learning_of` takes."""


@only(*PREPARES)
def learning_as_it_stands(store: Store, reader: Reader, now: datetime) -> tuple[Learning, list[DatedRecord]]:
    """What the next edition is written with, and what its charts draw of it."""
    kept = desk.learning_kept(store, reader, PUBLISHED, now)
    learning = learning_of(*(kept[kind] for kind in PUBLISHED))
    return learning, dated_by_actions_and_alerts(kept[Kind.ACTION], kept[Kind.ALERT])


@only(*READS_TRUST)
def waits_for_an_edition(store: Store, reader: Reader, published_at: datetime, now: datetime) -> bool:
    """Whether something of the learning loop was noted after an edition was published at this moment (UTC, without a zone)."""
    noted_at = desk.learning_noted_at(store, reader, now)
    return noted_at is not None and noted_at.replace(tzinfo=None) > published_at
