"""What leaves the building is one line in the audit trail, whoever sends it: a page, a download or the command line."""

import logging
from datetime import datetime

from dashboard import desk
from dashboard.domain.export import ACT, Export, Exported, exported
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store

log = logging.getLogger("dashboard")

LISTED = 500
"""Exports that are looked back on: the audit trail keeps all of them."""


def note_export(store: Store, reader: Reader, export: Export, now: datetime) -> None:
    """One line: who, what, filter, profile, rows. It is written before the file is handed over, so that nothing leaves unnoted."""
    desk.note_act(store, reader, ACT, export.what, export.detail(), now)
    log.info("export", extra={"subject": export.ending, "who": reader.id})


def newest_exports(store: Store, reader: Reader, now: datetime, most: int = LISTED) -> list[Exported]:
    """The newest exports, newest first. Raises NotAllowed for who may not read the audit trail."""
    return [exported(*line) for line in desk.acts_of_kind(store, reader, ACT, most, now)]
