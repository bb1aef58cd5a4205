"""Read marks and tags on incidents, by the number that an incident keeps from edition to edition; with who and when."""

import json
import sqlite3
from collections.abc import Collection, Sequence
from datetime import date, datetime

from dashboard.desk.audit import note_line
from dashboard.desk.file import open_desk
from dashboard.domain.marks import MOST_TAGS, READ, Marks
from dashboard.domain.periods import day_in_london
from dashboard.domain.reader import PREPARES, Reader, only
from dashboard.domain.store import Store
from dashboard.domain.written_sql import written_sql


@only(*PREPARES)
def marks_of(store: Store, reader: Reader, numbers: Collection[int], now: datetime) -> dict[int, Marks]:
    """The marks of these incidents; one without any is left out. They are the team's: NotAllowed for any other reader."""
    with open_desk(store, now) as desk:
        rows = desk.execute(written_sql("desk/marks_of"), (json.dumps([*numbers]),)).fetchall()
    days = {at: day_in_london(datetime.fromisoformat(at)) for at in {at for _, _, _, at in rows}}
    tags: dict[int, list[str]] = {}
    read: dict[int, tuple[date, str]] = {}
    for n, tag, by, at in rows:
        if tag == READ:
            read[n] = (days[at], by)
        tags.setdefault(n, []).extend([tag] if tag != READ else [])
    return {n: Marks(*read.get(n, (None, "")), tuple(held)) for n, held in tags.items()}


@only(*PREPARES)
def tags_in_use(store: Store, reader: Reader, now: datetime) -> list[str]:
    """The team's own list: every tag that stands on an incident, in alphabetical order."""
    with open_desk(store, now) as desk:
        return [tag for (tag,) in desk.execute(written_sql("desk/tags_in_use"))]


@only(*PREPARES)
def put_marks(
    store: Store, reader: Reader, marks: Sequence[tuple[int, str]], now: datetime
) -> list[tuple[int, str]]:
    """Put (incident, tag) marks on incidents; READ is a tag too. Returns those that were not there yet.

    Raises ValueError, and puts none, where an incident would have more than 20 tags.
    """
    with open_desk(store, now, writes=True) as desk:
        put = _changed(desk, "desk/mark_incident", marks, now.isoformat(), reader.id)
        _refuse_too_many(desk, put)
        _note(desk, reader, "mark incidents", put, now)
    return put


@only(*PREPARES)
def take_off_marks(
    store: Store, reader: Reader, marks: Sequence[tuple[int, str]], now: datetime
) -> list[tuple[int, str]]:
    """Take (incident, tag) marks off; they stay in the file. Returns those that were there."""
    with open_desk(store, now, writes=True) as desk:
        taken = _changed(desk, "desk/take_off_mark", marks, now.isoformat(), reader.id)
        _note(desk, reader, "take marks off incidents", taken, now)
    return taken


@only(*PREPARES)
def bring_back_marks(
    store: Store, reader: Reader, marks: Sequence[tuple[int, str]], now: datetime
) -> list[tuple[int, str]]:
    """Let (incident, tag) marks stand again that were taken off, as they were: with who put them there, and when. Returns those that
    had not been put there again meanwhile. Raises ValueError as `put_marks` does.
    """
    with open_desk(store, now, writes=True) as desk:
        back = _changed(desk, "desk/bring_back_mark", marks)
        _refuse_too_many(desk, back)
        _note(desk, reader, "bring back marks", back, now)
    return back


def _changed(
    desk: sqlite3.Connection, sql: str, marks: Sequence[tuple[int, str]], *more: str
) -> list[tuple[int, str]]:
    """Of these marks those that the statement changes; it is given the incident, the tag and what is more."""
    statement = written_sql(sql)
    return [(n, tag) for n, tag in marks if desk.execute(statement, (n, tag, *more)).fetchall()]


def _refuse_too_many(desk: sqlite3.Connection, marks: Sequence[tuple[int, str]]) -> None:
    tagged = json.dumps([n for n, tag in marks if tag != READ])
    if desk.execute(written_sql("desk/over_tagged"), (tagged, MOST_TAGS)).fetchone()[0]:
        raise ValueError(f"An incident has at most {MOST_TAGS} tags; take one off before you give another.")


def _note(
    desk: sqlite3.Connection, reader: Reader, act: str, marks: Sequence[tuple[int, str]], now: datetime
) -> None:
    """One line an act, without the words of a tag: how many incidents, and what kind of mark."""
    if not marks:
        return
    kinds = " and ".join(
        kind
        for kind, held in (
            ("read", any(tag == READ for _, tag in marks)),
            ("tags", any(tag != READ for _, tag in marks)),
        )
        if held
    )
    incidents = len({n for n, _ in marks})
    note_line(desk, reader, act, f"{incidents} incident{'' if incidents == 1 else 's'}", kinds, now)
