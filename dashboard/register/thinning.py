"""Editions that nobody needs any more are taken from the shelf: superseded drafts of a day, and of a month."""

from collections.abc import Collection
from datetime import datetime

from dashboard.domain.reader import PREPARES, Reader, only
from dashboard.domain.store import Store
from dashboard.domain.written_sql import written_sql
from dashboard.register.file import open_register
from dashboard.register.fold import one_transaction


@only(*PREPARES)
def take_from_shelf(store: Store, reader: Reader, editions: Collection[int], now: datetime) -> None:
    """Take these away for good: the register first, the files after. What a killed program leaves goes the next time."""
    with open_register(store, now, works_out=False) as register, one_transaction(register):
        register.execute(written_sql("register/take_from_shelf"), {"editions": list(editions), "now": now})
    for edition_id in editions:
        store.edition(edition_id).unlink(missing_ok=True)
