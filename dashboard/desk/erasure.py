"""What the desk holds of an incident that is erased: its marks, and what was decided about it. They go, and the file is written anew
without them."""

import json
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from dashboard.desk.file import open_desk, write_anew
from dashboard.domain.reader import OFFICER, PREPARES, Reader, only
from dashboard.domain.store import Store
from dashboard.domain.written_sql import written_sql


@only(*PREPARES)
def forget_marks(store: Store, reader: Reader, numbers: Collection[int], now: datetime) -> None:
    """Delete every mark on these incidents and every escalation of them, name them in no card, action or alert any more, and leave nothing
    of them in the file: what erased or purged them asked who may."""
    if not store.desk.exists():
        return
    with open_desk(store, now, writes=True) as desk:
        named = (json.dumps([*numbers]),)
        desk.execute(written_sql("desk/forget_marks"), named)
        desk.execute(written_sql("desk/forget_escalations"), named)
        desk.execute(written_sql("desk/forget_incidents_of_records"), named)
    write_anew(store)


@only(*OFFICER)
def texts_that_name(store: Store, reader: Reader, words: str, now: datetime) -> tuple[int, int, int]:
    """How many (saved views, annotations and breaks, records of the learning loop) hold these words, taken back ones included."""
    with open_desk(store, now) as desk:
        return tuple(desk.execute(written_sql("desk/texts_that_name"), (words,)).fetchone())


def copies_before_upgrades(store: Store) -> list[Path]:
    """The desk as it was before each upgrade of its format."""
    return sorted(store.root.glob(f"{store.desk.name}.before-*"))
