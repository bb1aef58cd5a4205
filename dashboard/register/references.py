"""The way back from a number to the reference in the incident system: for the officer alone, because no edition holds it."""

from collections.abc import Collection
from datetime import datetime

from dashboard.domain.reader import OFFICER, Reader, only
from dashboard.domain.store import Store
from dashboard.domain.written_sql import written_sql
from dashboard.register.file import open_register


@only(*OFFICER)
def references_of(store: Store, reader: Reader, numbers: Collection[int], now: datetime) -> dict[int, str]:
    """The references by the incidents' numbers; a number that names none any more is left out."""
    if not numbers or not store.has_register():
        return {}
    with open_register(store, now, works_out=False) as register:
        found = register.execute(written_sql("register/references_of"), {"numbers": sorted(numbers)})
        return dict(found.fetchall())
