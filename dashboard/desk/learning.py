"""Records of the learning loop: cards, safety actions, alerts, escalations and what belongs to the post. Each change is a revision more."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from dashboard.desk.audit import note_line
from dashboard.desk.file import open_desk
from dashboard.domain.learning.assurance import Statement
from dashboard.domain.learning.record import CONTENT, THE_TEAMS, ChangedMeanwhile, Kind, Noted, NotTheirs
from dashboard.domain.learning.written import plain, refuse_too_long, understood
from dashboard.domain.reader import (
    IS_ASSIGNED,
    OFFICER,
    PREPARES,
    READS_ASSURANCE,
    READS_TRUST,
    Reader,
    only,
)
from dashboard.domain.store import Store
from dashboard.domain.written_sql import written_sql

C = TypeVar("C")

EVERY = None
"""In the place of a record's number: all of its kind."""


@only(*PREPARES)
def note_record(
    store: Store,
    reader: Reader,
    kind: Kind,
    content: C,
    act: str,
    now: datetime,
    *,
    number: int | None = None,
    seen: int = 0,
    taken_back: bool = False,
    refuse: Callable[[Sequence[Noted[C]]], None] | None = None,
) -> Noted[C]:
    """Keep a record, or its next revision, with its line in the audit trail (the act, and the record's kind and number).

    number: of the record that is changed (of the incident, for an escalation); None begins one. seen: the revision that the reader saw,
    0 for a record that is not there yet. refuse: is given the records of the kind that stand, before anybody else can add one, and raises
    for one that must not stand beside them. Raises ChangedMeanwhile where there is a newer one, NotTheirs for a member of the team and
    a record of somebody else's, NotAllowed for one and a kind that is the officer's alone, RecordNotUnderstood for a text that is too long.
    """
    with open_desk(store, now, writes=True) as desk:
        if refuse is not None:
            refuse(_read(desk, kind, "desk/learning_records"))
        return _note(desk, reader, kind, content, act, now, number, seen, taken_back=taken_back)


@only(*PREPARES)
def note_new_records(
    store: Store,
    reader: Reader,
    kind: Kind,
    wanted: Callable[[Sequence[Noted[C]]], Sequence[C]],
    act: str,
    now: datetime,
) -> list[Noted[C]]:
    """Keep several new records, all of them or none, each with its line. wanted: is given those of the kind that stand, before anybody
    else can add one, and says which are kept. Raises as `note_record` does."""
    with open_desk(store, now, writes=True) as desk:
        held = _read(desk, kind, "desk/learning_records")
        return [_note(desk, reader, kind, each, act, now) for each in wanted(held)]


@only(*PREPARES)
def take_back_records(
    store: Store, reader: Reader, noted: Sequence[Noted[Any]], act: str, now: datetime
) -> list[Noted[Any]]:
    """Let what stood before each of these revisions stand again, and take back a record that was begun by one: the next revision of each,
    with its line, in one transaction. Returns those that it did: one that somebody has changed since stays as it is."""
    done = []
    with open_desk(store, now, writes=True) as desk:
        for each in noted:
            revisions = _read(desk, each.kind, "desk/learning_revisions", each.number)
            if not revisions or revisions[-1].revision != each.revision:
                continue
            was, began_by_it = revisions[-2:][0], len(revisions) == 1
            taken_back = began_by_it or was.taken_back
            done.append(
                _note(desk, reader, each.kind, was.content, act, now, each.number, each.revision, taken_back=taken_back)
            )  # fmt: skip
    return done


def _note(
    desk: sqlite3.Connection,
    reader: Reader,
    kind: Kind,
    content: C,
    act: str,
    now: datetime,
    number: int | None = None,
    seen: int = 0,
    *,
    taken_back: bool = False,
) -> Noted[C]:
    if kind not in THE_TEAMS:
        reader.must_be(*OFFICER)
    refuse_too_long(content)
    if number is None:
        number = int(desk.execute(written_sql("desk/next_learning_number"), (kind.value,)).fetchone()[0])
    revisions = _read(desk, kind, "desk/learning_revisions", number)
    if (revisions[-1].revision if revisions else 0) != seen:
        raise ChangedMeanwhile(
            f"Somebody changed this {kind.value} after you opened it, and nothing of yours was kept. Look at it as it stands "
            "now, then change it again."
        )
    if revisions and not revisions[-1].is_theirs(reader):
        raise NotTheirs(
            f"This {kind.value} was opened by somebody else and is not assigned to you: ask a medication safety officer to "
            "assign it to you."
        )
    began = revisions[0] if revisions else None
    noted = Noted(
        kind, number, seen + 1, content, now, reader.id, began.began_at if began else now,
        began.began_by if began else reader.id, taken_back,
    )  # fmt: skip
    desk.execute(
        written_sql("desk/note_learning_record"),
        {
            "kind": kind.value,
            "number": number,
            "revision": noted.revision,
            "content": json.dumps(plain(content), ensure_ascii=False),
            "taken_back": taken_back,
            "noted_at": now.isoformat(),
            "noted_by": reader.id,
        },
    )
    note_line(desk, reader, act, f"{kind.value} {number}", "", now)
    return noted


@only(*PREPARES)
def learning_records(store: Store, reader: Reader, kind: Kind, now: datetime) -> list[Noted[Any]]:
    """The newest revision of every record of a kind that was not taken back, lowest number first."""
    with open_desk(store, now) as desk:
        return _read(desk, kind, "desk/learning_records")


@only(*PREPARES)
def learning_revisions(
    store: Store, reader: Reader, kind: Kind, now: datetime, *, number: int | None = None
) -> list[Noted[Any]]:
    """Every revision of every record of a kind, or of the one of this number, those taken back among them: in the order of their
    numbers, then of time."""
    with open_desk(store, now) as desk:
        return _read(desk, kind, "desk/learning_revisions", number)


@only(*PREPARES)
def learning_kept(
    store: Store, reader: Reader, kinds: Sequence[Kind], now: datetime
) -> dict[Kind, list[Noted[Any]]]:
    """Of one moment: the newest revision of every record of these kinds that was not taken back; of cards every revision, because their
    days are told by them."""
    with open_desk(store, now) as desk:
        return {
            kind: _read(desk, kind, "desk/learning_revisions", EVERY)
            if kind is Kind.CARD
            else _read(desk, kind, "desk/learning_records")
            for kind in kinds
        }


@only(*IS_ASSIGNED)
def assigned_records(store: Store, reader: Reader, kind: Kind, now: datetime) -> list[Noted[Any]]:
    """Those of a kind that are assigned to the reader."""
    with open_desk(store, now) as desk:
        return [
            each
            for each in _read(desk, kind, "desk/learning_records")
            if reader.id in getattr(each.content, "assigned_to", ())
        ]


@only(*READS_ASSURANCE)
def statements(store: Store, reader: Reader, now: datetime) -> list[Noted[Statement]]:
    """The statements of assurance that hold, with who signed them off: they are written to be read by the director and the committee."""
    with open_desk(store, now) as desk:
        return _read(desk, Kind.STATEMENT, "desk/learning_records")


@only(*READS_TRUST)
def learning_noted_at(store: Store, reader: Reader, now: datetime) -> datetime | None:
    """When something of the learning loop was last noted: an edition that is older does not hold it yet."""
    with open_desk(store, now) as desk:
        found = desk.execute(written_sql("desk/learning_noted_at")).fetchone()[0]
    return datetime.fromisoformat(found) if found else None


def _read(desk: sqlite3.Connection, kind: Kind, query: str, *of: int | None) -> list[Noted[Any]]:
    return [
        Noted(
            kind,
            number,
            revision,
            understood(CONTENT[kind], json.loads(content)),
            datetime.fromisoformat(noted_at),
            noted_by,
            datetime.fromisoformat(began_at),
            began_by,
            bool(taken_back),
        )
        for number, revision, content, noted_at, noted_by, began_at, began_by, taken_back in desk.execute(
            written_sql(query), (kind.value, *of)
        )
    ]
