"""What was decided in a register, to be handed over; and such decisions taken over by a register that is empty."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa

from dashboard.domain.handover import Decided
from dashboard.domain.handover_parts import IN_THE_REGISTER, Holds, Part, Row
from dashboard.domain.reader import OFFICER, READS_REGISTER, Reader, only
from dashboard.domain.store import Store, StoreProblem
from dashboard.domain.written_sql import written_sql
from dashboard.register.file import open_register
from dashboard.register.fold import one_transaction
from dashboard.register.row import first_row

_READ_BY = {
    "words": "register/handed_over_words",
    "medicine_names": "register/handed_over_medicine_names",
    "medicine_list": "register/handed_over_medicine_list",
    "listed_names": "register/listed_names",
    "local_groups": "register/handed_over_local_groups",
    "places": "register/handed_over_places",
    "coverage": "register/handed_over_coverage",
}
_WRITTEN_BY = {
    "words": ("register/take_over_words",),
    "medicine_names": ("register/take_over_medicine_names",),
    "medicine_list": ("register/take_over_medicine_list",),
    "listed_names": ("register/take_over_listed_names",),
    "local_groups": ("register/take_over_local_groups",),
    "places": (
        "register/take_over_places",
        "register/take_over_place_names",
        "register/take_over_place_divisions",
    ),
    "coverage": ("register/take_over_coverage",),
}
_COUNTED = tuple(part.name for part in IN_THE_REGISTER if part.name != "listed_names")
_TYPES = {
    Holds.NUMBER: pa.int64(),
    Holds.YES_NO: pa.bool_(),
    Holds.TEXTS: pa.list_(pa.string()),
    Holds.PAIRS: pa.list_(pa.list_(pa.string())),
}


@only(*READS_REGISTER)
def decided_in_register(store: Store, reader: Reader, now: datetime) -> Decided:
    """What people decided that changes what counts, part by part; nothing about an incident."""
    if not store.has_register():
        return {}
    with open_register(store, now, works_out=False) as register:
        return _decided(register)


def register_holds(store: Store, now: datetime) -> dict[str, int]:
    """How much was ever imported, published or decided, by what it is; what there is none of is left out."""
    if not store.has_register():
        return {}
    with open_register(store, now, works_out=False) as register:
        return _holds(register)


@only(*OFFICER)
def take_over_in_register(
    store: Store,
    reader: Reader,
    decided: Decided,
    keys: Mapping[str, str],
    now: datetime,
    *,
    begun_before: bool = False,
) -> None:
    """Write decisions of another register, in one transaction, with who made them and when. `keys` are those by which the confirmed
    names are told apart.

    Raises StoreProblem, and writes nothing, where the register is not empty. `begun_before`: unless it holds these very decisions
    already (as many of each part, and no import), because a program was killed while it took them over.
    """
    with open_register(store, now, works_out=False) as register:
        if held := _holds(register):
            if begun_before and held == {name: len(decided[name]) for name in _COUNTED if decided.get(name)}:
                return
            raise StoreProblem(
                "The register holds something already: decisions are taken over by an empty one."
            )
        with one_transaction(register):
            for part in IN_THE_REGISTER:
                if rows := decided.get(part.name):
                    _write(register, part, _with_what_is_worked_out(part, rows, decided, keys))


@only(*READS_REGISTER)
def references_among(store: Store, reader: Reader, words: Collection[str], now: datetime) -> set[str]:
    """Which of these words, in small letters, are references of incidents."""
    if not words or not store.has_register():
        return set()
    with open_register(store, now, works_out=False) as register:
        found = register.execute(written_sql("register/references_among"), {"words": sorted(words)})
        return {reference for (reference,) in found.fetchall()}


def _decided(register: duckdb.DuckDBPyConnection) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for part in IN_THE_REGISTER:
        rows = register.execute(written_sql(_READ_BY[part.name])).fetchall()
        names = [column.name for column in part.columns]
        found[part.name] = [dict(zip(names, row, strict=True)) for row in rows]
    return found


def _holds(register: duckdb.DuckDBPyConnection) -> dict[str, int]:
    counts = first_row(register, "register/holds_anything")
    return {
        name: count for name, count in zip(("imports", "editions", *_COUNTED), counts, strict=True) if count
    }


def _with_what_is_worked_out(
    part: Part, rows: Sequence[Row], decided: Decided, keys: Mapping[str, str]
) -> list[dict[str, Any]]:
    if part.name == "medicine_names":
        return [{**row, "word_key": keys[row["written"]]} for row in rows]
    if part.name == "medicine_list":
        return [{**row, "names": len(decided.get("listed_names", ()))} for row in rows]
    return [{**row} for row in rows]


def _write(register: duckdb.DuckDBPyConnection, part: Part, rows: list[dict[str, Any]]) -> None:
    types = {column.name: _TYPES.get(column.holds, pa.string()) for column in part.columns}
    types |= {"word_key": pa.string()} if "word_key" in rows[0] else {}
    if part.name == "medicine_list":
        types["names"] = pa.int64()
    register.register("incoming", pa.Table.from_pylist(rows, pa.schema(list(types.items()))))
    for statement in _WRITTEN_BY[part.name]:
        register.execute(written_sql(statement))
    register.unregister("incoming")
