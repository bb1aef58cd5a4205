"""Incidents by their references: looked up for the officer, and noted, because an edition names most of them by number alone."""

from collections.abc import Collection
from datetime import datetime

from dashboard import register
from dashboard.domain.reader import OFFICER, Reader, only
from dashboard.domain.store import Store
from dashboard.work.publishing import note_act


@only(*OFFICER)
def references_of(store: Store, reader: Reader, numbers: Collection[int], now: datetime) -> dict[int, str]:
    """The references by the incidents' numbers."""
    return register.references_of(store, reader, numbers, now)


@only(*OFFICER)
def note_references(store: Store, reader: Reader, now: datetime) -> None:
    """The line of the audit trail for having the references of all listed incidents shown."""
    note_act(store, reader, "show references", "incidents", "", now)
