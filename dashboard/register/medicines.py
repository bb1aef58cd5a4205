"""What people decide of medicines: names confirmed once, a list beneath the curated one, local groups; and reading again.

A decision and the readings that it changes are one transaction. Readings are worked out by `extracts.medicines`, outside
the register's lock, and handed in as its NAMED table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import duckdb
import pyarrow as pa

from dashboard.domain.medicines import ConfirmedName, ListedName, LoadedList, LocalGroup, MedicineDecisions
from dashboard.domain.reader import PREPARES, READS_REGISTER, Reader, only
from dashboard.domain.store import Store, StoreProblem
from dashboard.domain.written_sql import written_sql
from dashboard.register.file import open_register
from dashboard.register.fold import one_transaction

LISTED = pa.schema([(name, pa.string()) for name in ListedName._fields])


class Reread(StrEnum):
    """Why names were read again."""

    CONFIRMED = "name confirmed"
    TAKEN_BACK = "name taken back"
    LIST_LOADED = "NHSBSA list loaded"
    LIST_TAKEN_BACK = "NHSBSA list taken back"
    REFERENCE = "reference list changed"


@dataclass(frozen=True)
class NameHeld:
    """A name in the incidents that count, alike writings together: what it means, of which kind, and how that was read."""

    written: str
    means: str
    kind: str
    how: str
    incidents: int


@dataclass(frozen=True)
class NameConfirmed:
    """A name that a person confirmed, by whom and when; no medicines: it names none."""

    written: str
    medicines: tuple[str, ...]
    confirmed_at: datetime
    confirmed_by: str
    incidents: int


@dataclass(frozen=True)
class NameReread:
    """A writing that means something else since it was read again, and the incidents that hold it."""

    act: str
    happened_at: datetime
    written: str
    was: str
    became: str
    incidents: int


@only(*READS_REGISTER)
def medicine_decisions(store: Store, reader: Reader, now: datetime) -> MedicineDecisions:
    """What is known of medicines beside the curated list."""
    if not store.has_register():
        return MedicineDecisions()
    with open_register(store, now, works_out=False) as register:
        confirmed = register.execute(written_sql("register/live_names")).fetchall()
        listed = register.execute(written_sql("register/listed_names")).fetchall()
        loaded = register.execute(written_sql("register/live_list")).fetchone()
    return MedicineDecisions(
        tuple(ConfirmedName(written, tuple(medicines)) for written, medicines in confirmed),
        tuple(ListedName(*row) for row in listed),
        loaded[0] if loaded else "",
    )


@only(*READS_REGISTER)
def written_names(
    store: Store, reader: Reader, now: datetime, word_keys: Sequence[str] | None = None
) -> list[tuple[str, str]]:
    """Every (writing, route) in the register, or those of some keys."""
    with open_register(store, now, works_out=False) as register:
        asked = {"word_keys": None if word_keys is None else list(word_keys)}
        return register.execute(written_sql("register/written_names"), asked).fetchall()


@only(*READS_REGISTER)
def names_to_read_again(store: Store, reader: Reader, read_by: str, now: datetime) -> list[tuple[str, str]]:
    """(writing, route) pairs that were read by something else than `read_by` and what is confirmed now."""
    if not store.has_register():
        return []
    with open_register(store, now, works_out=False) as register:
        return register.execute(
            written_sql("register/names_read_by_something_else"), {"read_by": read_by}
        ).fetchall()


@only(*PREPARES)
def read_names_again(store: Store, reader: Reader, readings: Any, now: datetime) -> None:
    """Put these readings (a NAMED table), by another list than before, in the place of those that there are."""
    with open_register(store, now) as register, one_transaction(register):
        _read_again(register, readings, Reread.REFERENCE, now)


@only(*PREPARES)
def confirm_names(
    store: Store,
    reader: Reader,
    names: Sequence[tuple[ConfirmedName, str]],
    readings: Any,
    now: datetime,
) -> None:
    """Confirm names, each with its key; `readings` are those of every writing with one of the keys."""
    with open_register(store, now) as register, one_transaction(register):
        for name, word_key in names:
            said = {"written": name.written, "word_key": word_key, "medicines": list(name.medicines)}
            register.execute(written_sql("register/take_back_name"), {"word_key": word_key, "now": now})
            register.execute(written_sql("register/confirm_name"), said | {"now": now, "who": reader.id})
        _read_again(register, readings, Reread.CONFIRMED, now)


@only(*PREPARES)
def take_back_name(store: Store, reader: Reader, word_key: str, readings: Any, now: datetime) -> None:
    """The lists read the name again."""
    with open_register(store, now) as register, one_transaction(register):
        register.execute(written_sql("register/take_back_name"), {"word_key": word_key, "now": now})
        _read_again(register, readings, Reread.TAKEN_BACK, now)


@only(*PREPARES)
def load_list(
    store: Store,
    reader: Reader,
    names: Sequence[ListedName],
    readings: Any,
    now: datetime,
    *,
    sha256: str,
    file_name: str,
    version: str,
) -> LoadedList:
    """A list of names beneath the curated one, in the place of the one before; `readings` are those of every writing."""
    with open_register(store, now) as register, one_transaction(register):
        register.execute(written_sql("register/take_back_list"), {"now": now})
        register.register("incoming", pa.Table.from_pylist([name._asdict() for name in names], LISTED))
        said = {"sha256": sha256, "file_name": file_name, "version": version, "now": now, "who": reader.id}
        register.execute(written_sql("register/load_list"), said)
        register.execute(written_sql("register/write_listed_names"))
        register.unregister("incoming")
        _read_again(register, readings, Reread.LIST_LOADED, now)
    return LoadedList(sha256, file_name, version, now, reader.id, len(names))


@only(*PREPARES)
def take_back_list(store: Store, reader: Reader, readings: Any, now: datetime) -> None:
    """The curated list stands alone again."""
    with open_register(store, now) as register, one_transaction(register):
        register.execute(written_sql("register/take_back_list"), {"now": now})
        _read_again(register, readings, Reread.LIST_TAKEN_BACK, now)


@only(*READS_REGISTER)
def loaded_list(store: Store, reader: Reader, now: datetime) -> LoadedList | None:
    """The list that holds beneath the curated one, if one was loaded."""
    if not store.has_register():
        return None
    with open_register(store, now, works_out=False) as register:
        found = register.execute(written_sql("register/live_list")).fetchone()
    return LoadedList(*found) if found else None


@only(*READS_REGISTER)
def names_held(store: Store, reader: Reader, now: datetime) -> tuple[NameHeld, ...]:
    """Every name in the incidents that count, most incidents first."""
    if not store.has_register():
        return ()
    with open_register(store, now) as register:
        return tuple(
            NameHeld(*row) for row in register.execute(written_sql("register/names_held")).fetchall()
        )


@only(*READS_REGISTER)
def names_confirmed(store: Store, reader: Reader, now: datetime) -> tuple[NameConfirmed, ...]:
    """What people confirmed, newest first."""
    if not store.has_register():
        return ()
    with open_register(store, now) as register:
        found = register.execute(written_sql("register/confirmed_names")).fetchall()
    return tuple(NameConfirmed(written, tuple(medicines), *others) for written, medicines, *others in found)


@only(*READS_REGISTER)
def names_reread(
    store: Store, reader: Reader, now: datetime, since: datetime | None = None
) -> tuple[NameReread, ...]:
    """What reading names again changed since an instant, most incidents first."""
    if not store.has_register():
        return ()
    with open_register(store, now, works_out=False) as register:
        found = register.execute(written_sql("register/rereads"), {"since": since}).fetchall()
    return tuple(NameReread(*row) for row in found)


@only(*READS_REGISTER)
def local_groups(store: Store, reader: Reader, now: datetime) -> tuple[LocalGroup, ...]:
    """The trust's own groups of medicines, by name."""
    if not store.has_register():
        return ()
    with open_register(store, now, works_out=False) as register:
        found = register.execute(written_sql("register/local_groups")).fetchall()
    return tuple(LocalGroup(name, tuple(medicines)) for name, medicines in found)


@only(*PREPARES)
def keep_group(store: Store, reader: Reader, group: LocalGroup, now: datetime) -> None:
    """Keep a group, or change the one of its name: the next edition is classed with it."""
    if not group.name.strip() or not group.medicines:
        raise StoreProblem("A group needs a name, and at least one medicine that belongs to it.")
    with open_register(store, now, works_out=False) as register, one_transaction(register):
        name = group.name.strip()
        register.execute(written_sql("register/forget_group"), {"group_name": name})
        said = {"group_name": name, "medicines": sorted(set(group.medicines)), "now": now, "who": reader.id}
        register.execute(written_sql("register/keep_group"), said)


@only(*PREPARES)
def forget_group(store: Store, reader: Reader, name: str, now: datetime) -> None:
    """The group goes."""
    with open_register(store, now, works_out=False) as register, one_transaction(register):
        register.execute(written_sql("register/forget_group"), {"group_name": name})


def _read_again(register: duckdb.DuckDBPyConnection, readings: Any, act: Reread, now: datetime) -> None:
    register.execute(written_sql("register/this_act"), [None, act.value, now])
    register.register("incoming", readings)
    register.execute(written_sql("register/read_names_again"))
    register.unregister("incoming")
