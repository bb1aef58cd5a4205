"""What was decided at a desk, to be handed over; and such decisions taken over by a desk that is empty."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple

from dashboard.desk.audit import note_line
from dashboard.desk.file import open_desk
from dashboard.domain.handover import Decided
from dashboard.domain.handover_parts import AT_THE_DESK, Holds, Part, Row
from dashboard.domain.reader import OFFICER, PREPARES, Reader, only
from dashboard.domain.store import Store, StoreProblem
from dashboard.domain.written_sql import written_sql

_READ_BY = {
    "settings": "desk/handed_over_settings",
    "profiles": "desk/handed_over_profiles",
    "dated_records": "desk/handed_over_dated_records",
    "saved_views": "desk/handed_over_saved_views",
    "learning": "desk/handed_over_learning",
    "post": "desk/handed_over_post",
}
_WRITTEN_BY = {
    "settings": "desk/take_over_setting",
    "profiles": "desk/take_over_profile",
    "dated_records": "desk/take_over_dated_record",
    "saved_views": "desk/take_over_saved_view",
    "learning": "desk/note_learning_record",
    "post": "desk/note_learning_record",
}


class MarksCounted(NamedTuple):
    """Incidents marked as read, incidents that have a tag, different tags."""

    read_marks: int
    tagged: int
    tags: int


@only(*PREPARES)
def decided_at_desk(store: Store, reader: Reader, now: datetime) -> Decided:
    """What people decided that changes no count, part by part; nothing about an incident, so no marks."""
    if not store.desk.exists():
        return {}
    with open_desk(store, now) as desk:
        return _decided(desk)


@only(*PREPARES)
def marks_counted(store: Store, reader: Reader, now: datetime) -> MarksCounted:
    if not store.desk.exists():
        return MarksCounted(0, 0, 0)
    with open_desk(store, now) as desk:
        return MarksCounted(*desk.execute(written_sql("desk/marks_counted")).fetchone())


def desk_holds(store: Store, now: datetime) -> dict[str, int]:
    """How much was ever decided at this desk, by what it is; what there is none of is left out."""
    if not store.desk.exists():
        return {}
    with open_desk(store, now) as desk:
        return _holds(desk)


@only(*OFFICER)
@contextmanager
def taking_over_at_desk(
    store: Store,
    reader: Reader,
    decided: Decided,
    act: tuple[str, str, str],
    now: datetime,
    *,
    begun_before: bool = False,
) -> Iterator[None]:
    """Write decisions of another desk and note the act (what, on what, in detail), in one transaction that ends with the block: an
    error in the block takes them back.

    Raises StoreProblem, and writes nothing, where the desk is not empty. `begun_before`: unless it holds these very decisions
    already (as many of each part), because a program was killed while it took them over; then nothing is written and nothing noted again.
    """
    with open_desk(store, now, writes=True) as desk:
        there = _holds(desk)
        meant = {part.name: len(decided[part.name]) for part in AT_THE_DESK if decided.get(part.name)}
        if there and not (begun_before and there == meant):
            raise StoreProblem("The desk holds something already: decisions are taken over by an empty one.")
        if not there:
            for part in AT_THE_DESK:
                for row in decided.get(part.name, ()):
                    _write(desk, part, row)
            note_line(desk, reader, *act, now)
        yield


def _decided(desk: sqlite3.Connection) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for part in AT_THE_DESK:
        rows = desk.execute(written_sql(_READ_BY[part.name])).fetchall()
        found[part.name] = [
            {
                column.name: _plain(column.holds, value)
                for column, value in zip(part.columns, row, strict=True)
            }
            for row in rows
        ]
    return found


def _plain(holds: Holds, value: Any) -> Any:
    if holds in (Holds.TEXTS, Holds.PAIRS, Holds.RECORD):
        return json.loads(value)
    return bool(value) if holds is Holds.YES_NO else value


def _holds(desk: sqlite3.Connection) -> dict[str, int]:
    names = (*(part.name for part in AT_THE_DESK), "marks")
    counts = desk.execute(written_sql("desk/holds_anything")).fetchone()
    return {name: count for name, count in zip(names, counts, strict=True) if count}


def _write(desk: sqlite3.Connection, part: Part, row: Row) -> None:
    plain = {
        name: json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value
        for name, value in row.items()
        if not isinstance(value, list)
    }
    written = desk.execute(written_sql(_WRITTEN_BY[part.name]), plain)
    if part.name != "profiles":
        return
    number = written.fetchone()[0]
    desk.executemany(
        written_sql("desk/save_profile_heading"),
        [(number, position, heading) for position, heading in enumerate(row["headings"])],
    )
    desk.executemany(
        written_sql("desk/save_profile_column"),
        [(number, position, *column) for position, column in enumerate(row["columns"])],
    )
