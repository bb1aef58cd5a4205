"""Whether a store can be read: asked by a proxy or a container, of which the answer is yes or no and nothing else."""

import logging
from datetime import datetime

from dashboard import desk
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.edition import ask, latest_edition

log = logging.getLogger("dashboard")


def can_be_read(store: Store, now: datetime) -> bool:
    """Whether the desk opens and the newest edition, where there is one, answers. Never waits for the register: an import may have
    it for a minute, and the pages go on meanwhile.
    """
    try:
        desk.settings(store, now)
        newest = latest_edition(store, SINGLE_USER)
        if newest is not None:
            ask("edition_facts", IncidentFilter(), SINGLE_USER, store=store, edition_id=newest.edition_id)
    except Exception as error:  # whatever it is, the store cannot be read; what it says may name a file
        log.warning("the store cannot be read", extra={"error": type(error).__name__})
        return False
    return True
