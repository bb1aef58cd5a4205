"""People and the roles they hold: given and taken away by an officer, read on every run of a page."""

import json
import sqlite3
from datetime import datetime
from typing import Any

from dashboard.desk.audit import note_line_of
from dashboard.desk.file import open_desk
from dashboard.domain.reader import EVERYONE, IS_ASSIGNED, OFFICER, PREPARES, Reader, Role, only
from dashboard.domain.signing_in import LastOfficer, Person
from dashboard.domain.store import Store
from dashboard.domain.written_sql import written_sql

BY_CLAIM = "the identity provider"


def person_came(store: Store, issuer: str, subject: str, name: str, email: str, now: datetime) -> Person:
    """Somebody signed in: known from now on. A role comes from an officer, or from `seed_role`."""
    with open_desk(store, now, writes=True) as desk:
        given = {"issuer": issuer, "subject": subject, "name": name, "email": email, "now": now.isoformat()}
        (number,) = desk.execute(written_sql("desk/person_came"), given).fetchone()
        return person_of(desk, number)


def seed_role(store: Store, person: int, role: Role, now: datetime) -> Person:
    """The role that the identity provider names, for somebody who never had one given or taken away here."""
    with open_desk(store, now, writes=True) as desk:
        if person_of(desk, person).given_at is None:
            _give(desk, person, role, (), BY_CLAIM, now)
        return person_of(desk, person)


@only(*OFFICER)
def people(store: Store, reader: Reader, now: datetime) -> list[Person]:
    """Everybody who has ever signed in: those with a role first, by name."""
    with open_desk(store, now) as desk:
        return [_as_person(row) for row in desk.execute(written_sql("desk/people"))]


def any_officer(store: Store, now: datetime) -> bool:
    """Whether there is anybody who can give roles: asked for somebody who has none, to say whom they turn to."""
    with open_desk(store, now) as desk:
        return any(_as_person(row).role is Role.MSO for row in desk.execute(written_sql("desk/people")))


@only(*EVERYONE)
def names(store: Store, reader: Reader, now: datetime) -> dict[str, str]:
    """What people are called, by their ids: who released an edition or saved a view is named to those who look at it."""
    with open_desk(store, now) as desk:
        everybody = [_as_person(row) for row in desk.execute(written_sql("desk/people"))]
    return {each.id: each.name for each in everybody if each.name}


@only(*PREPARES)
def who_can_be_assigned(store: Store, reader: Reader, now: datetime) -> dict[str, str]:
    """Those to whom a card or an action can be given, as names by their ids: officers, the team and ward links."""
    with open_desk(store, now) as desk:
        everybody = [_as_person(row) for row in desk.execute(written_sql("desk/people"))]
    return {each.id: each.name or each.id for each in everybody if each.role in IS_ASSIGNED}


@only(*OFFICER)
def give_role(
    store: Store,
    reader: Reader,
    person: int,
    role: Role | None,
    now: datetime,
    *,
    wards: tuple[str, ...] = (),
) -> Person:
    """Give a role, or (None) take it away; `wards` for a ward link alone. What holds already is left as it is, without a line.

    Raises KeyError for nobody, ValueError for a ward link without wards, LastOfficer.
    """
    wards = tuple(sorted(wards)) if role is Role.WARD_LINK else ()
    if role is Role.WARD_LINK and not wards:
        raise ValueError("A ward link needs at least one ward.")
    with open_desk(store, now, writes=True) as desk:
        before = person_of(desk, person)
        if (before.role, before.wards) == (role, wards):
            return before
        officers = [
            each
            for each in map(_as_person, desk.execute(written_sql("desk/people")))
            if each.role is Role.MSO
        ]
        if before.role is Role.MSO and len(officers) == 1:
            raise LastOfficer(
                f"{before.name or before.id} is the only medication safety officer here; give the role to somebody else first."
            )
        _give(desk, person, role, wards, reader.id, now)
        return person_of(desk, person)


def _give(
    desk: sqlite3.Connection,
    person: int,
    role: Role | None,
    wards: tuple[str, ...],
    by: str,
    now: datetime,
) -> None:
    value = role.value if role else None
    desk.execute(written_sql("desk/give_role"), (person, value, json.dumps(wards), now.isoformat(), by))
    detail = (value or "no role") + (f", {len(wards)} wards" if wards else "")
    note_line_of(desk, by, "change role", f"person {person}", detail, now)


def person_of(desk: sqlite3.Connection, number: int) -> Person:
    """One person, on a desk that is open. Raises KeyError for nobody."""
    row = desk.execute(written_sql("desk/person"), (number,)).fetchone()
    if row is None:
        raise KeyError(number)
    return _as_person(row)


def _as_person(row: tuple[Any, ...]) -> Person:
    number, name, email, first, last, role, wards, given_at, given_by = row
    return Person(
        number,
        name,
        email,
        datetime.fromisoformat(first),
        datetime.fromisoformat(last),
        Role(role) if role else None,
        tuple(json.loads(wards)),
        datetime.fromisoformat(given_at) if given_at else None,
        given_by,
    )
