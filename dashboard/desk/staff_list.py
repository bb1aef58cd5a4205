"""The staff list: digests of names by a key of its own, loaded and taken away by the officer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dashboard.desk.file import open_desk
from dashboard.domain.reader import OFFICER, Reader, only
from dashboard.domain.store import Store
from dashboard.domain.written_sql import written_sql


@dataclass(frozen=True)
class StaffList:
    """`key` and `digests` in hexadecimal; `names` is how many names the file had."""

    key: str
    names: int
    loaded_at: datetime
    loaded_by: str
    digests: frozenset[str]


def staff_list(store: Store, now: datetime) -> StaffList | None:
    """The list that holds, or None."""
    if not store.desk.exists():
        return None
    with open_desk(store, now) as desk:
        held = desk.execute(written_sql("desk/staff_list")).fetchone()
        if held is None:
            return None
        digests = frozenset(digest for (digest,) in desk.execute(written_sql("desk/staff_names")))
    return StaffList(held[0], held[1], datetime.fromisoformat(held[2]), held[3], digests)


@only(*OFFICER)
def keep_staff_list(
    store: Store, reader: Reader, key: str, names: int, digests: Iterable[str], now: datetime
) -> None:
    """Keep a list in the place of the one that held."""
    with open_desk(store, now, writes=True) as desk:
        desk.execute(written_sql("desk/end_staff_list"), (now.isoformat(), reader.id))
        desk.execute(written_sql("desk/forget_staff_names"))
        desk.execute(written_sql("desk/keep_staff_list"), (key, names, now.isoformat(), reader.id))
        desk.executemany(written_sql("desk/keep_staff_name"), [(digest,) for digest in sorted(digests)])


@only(*OFFICER)
def remove_staff_list(store: Store, reader: Reader, now: datetime) -> bool:
    """Take the list away; False where none held."""
    with open_desk(store, now, writes=True) as desk:
        ended = desk.execute(written_sql("desk/end_staff_list"), (now.isoformat(), reader.id)).rowcount
        desk.execute(written_sql("desk/forget_staff_names"))
    return ended > 0
