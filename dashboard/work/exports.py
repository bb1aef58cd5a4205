"""What leaves the building is one line in the audit trail, whoever sends it: a page, a download or the command line."""

import logging
from datetime import datetime

from dashboard import desk
from dashboard.domain.export import ACT, Export, Exported, exported
from dashboard.domain.reader import READS_AUDIT, READS_EDITIONS, Reader, only
from dashboard.domain.store import Store

log = logging.getLogger("dashboard")

EVERY = -1
"""No limit, as SQLite writes it."""

LISTED = 500
"""Exports that are looked back on: the audit trail keeps all of them."""


@only(*READS_EDITIONS)
def note_export(store: Store, reader: Reader, export: Export, now: datetime) -> None:
    """One line: who, what, filter, profile, rows. It is written before the file is handed over, so that nothing leaves unnoted."""
    desk.note_act(store, reader, ACT, export.what, export.detail(), now)
    log.info("export", extra={"subject": export.ending, "who": reader.id})


@only(*READS_AUDIT)
def newest_exports(store: Store, reader: Reader, now: datetime, most: int = LISTED) -> list[Exported]:
    """The newest exports, newest first. Raises NotAllowed for who may not read the audit trail."""
    return [exported(*line) for line in desk.acts_of_kind(store, reader, ACT, most, now)]


@only(*READS_AUDIT)
def first_for_others(store: Store, reader: Reader, now: datetime) -> datetime | None:
    """When (UTC) figures of incidents left for readers outside the closed meeting for the first time."""
    every = desk.acts_of_kind(store, reader, ACT, EVERY, now)
    left = (exported(*line) for line in reversed(every))
    return next(
        (each.happened_at for each in left if each.export.edition and not each.export.profile.is_exact), None
    )
