"""Wards and other places: names as written, one place behind them, its site, its division and its life."""

from dataclasses import dataclass
from datetime import date, datetime

import duckdb

from dashboard.domain.reader import PREPARES, READS_REGISTER, Reader, only
from dashboard.domain.store import Store, StoreProblem
from dashboard.domain.written_sql import written_sql
from dashboard.register.file import open_register
from dashboard.register.fold import Act, fold_everything, one_transaction
from dashboard.register.row import first_row


@dataclass(frozen=True)
class Place:
    """One place. `names` are (site, place) as written; `moves` are (division, from day): before the first, `division`.

    `place_id` is None for a place that is not kept yet.
    """

    name: str
    site: str
    division: str
    names: tuple[tuple[str, str], ...]
    opened_on: date | None = None
    closed_on: date | None = None
    moves: tuple[tuple[str, date], ...] = ()
    place_id: int | None = None


@dataclass(frozen=True)
class WrittenPlace:
    """A place as incidents or activity name it; `place_id` says which kept place stands behind the name."""

    site: str
    location: str
    division: str
    incidents: int
    months_with_bed_days: int
    first_month: date | None
    last_month: date | None
    place_id: int | None


@only(*PREPARES)
def keep_place(store: Store, reader: Reader, place: Place, now: datetime) -> int:
    """Keep a place, or change the one of its number. Incidents and activity under its names are understood anew."""
    if not place.name.strip() or not place.names:
        raise StoreProblem("A place needs a name, and at least one name that it is written under.")
    if place.opened_on and place.closed_on and place.closed_on < place.opened_on:
        raise StoreProblem("A place cannot have closed before it opened: swap the two days.")
    with open_register(store, now) as register, one_transaction(register):
        place_id = place.place_id or int(first_row(register, "register/next_place")[0])
        _forget(register, place_id)
        said = {"place_id": place_id}
        register.execute(
            written_sql("register/write_place"),
            said
            | {
                "name": place.name.strip(), "site": place.site, "division": place.division,
                "opened_on": place.opened_on, "closed_on": place.closed_on, "now": now, "who": reader.id,
            },
        )  # fmt: skip
        for written_site, written_location in place.names:
            register.execute(
                written_sql("register/write_place_name"),
                said | {"written_site": written_site, "written_location": written_location},
            )
        taken = register.execute(written_sql("register/name_taken"), said).fetchall()
        if taken:
            raise StoreProblem(
                f"'{taken[0][0]}' is a name of {taken[0][1]} already: take it from there first."
            )
        for division, from_day in place.moves:
            register.execute(
                written_sql("register/write_place_division"),
                said | {"division": division, "from_day": from_day},
            )
        fold_everything(register, Act.PLACES, now)
        return place_id


@only(*PREPARES)
def forget_place(store: Store, reader: Reader, place_id: int, now: datetime) -> None:
    """Its names stand as written again."""
    with open_register(store, now) as register, one_transaction(register):
        _forget(register, place_id)
        fold_everything(register, Act.PLACES, now)


@only(*READS_REGISTER)
def places(store: Store, reader: Reader, now: datetime) -> tuple[Place, ...]:
    """Every place that is kept, by site and name."""
    if not store.has_register():
        return ()
    with open_register(store, now, works_out=False) as register:
        return _places(register)


@only(*READS_REGISTER)
def written_places(store: Store, reader: Reader, now: datetime) -> tuple[WrittenPlace, ...]:
    """Every place as written, by site and name: those without bed days and those without incidents among them."""
    if not store.has_register():
        return ()
    with open_register(store, now) as register:
        return tuple(
            WrittenPlace(*row) for row in register.execute(written_sql("register/written_places")).fetchall()
        )


def _forget(register: duckdb.DuckDBPyConnection, place_id: int) -> None:
    for statement in (
        "register/forget_place",
        "register/forget_place_names",
        "register/forget_place_divisions",
    ):
        register.execute(written_sql(statement), {"place_id": place_id})


def _places(register: duckdb.DuckDBPyConnection) -> tuple[Place, ...]:
    return tuple(
        Place(
            name,
            site,
            division,
            tuple((each[0], each[1]) for each in map(tuple, names)),
            opened_on,
            closed_on,
            tuple((each[0], each[1]) for each in map(tuple, moves)),
            place_id,
        )
        for place_id, name, site, division, opened_on, closed_on, names, moves in register.execute(
            written_sql("register/places")
        ).fetchall()
    )
