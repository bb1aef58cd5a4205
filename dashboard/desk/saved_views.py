"""Views that people saved, in the order of the agenda: kept, named anew, moved, taken away and brought back."""

from collections.abc import Mapping
from datetime import datetime

from dashboard.desk.audit import note_line
from dashboard.desk.file import open_desk
from dashboard.domain.periods import day_in_london
from dashboard.domain.reader import PREPARES, READS_TRUST, Reader, only
from dashboard.domain.saved_view import SavedView
from dashboard.domain.store import Store
from dashboard.domain.written_sql import written_sql


@only(*READS_TRUST)
def saved_views(store: Store, reader: Reader, now: datetime) -> list[SavedView]:
    """Every view that was not taken away: those on the agenda in its order, then the others, oldest first."""
    with open_desk(store, now) as desk:
        rows = desk.execute(written_sql("desk/saved_views")).fetchall()
    return [
        SavedView(
            name,
            page,
            query,
            preset or "",
            number=number,
            position=position,
            saved_by=saved_by,
            saved_on=day_in_london(datetime.fromisoformat(saved_at)),
        )
        for name, page, query, preset, position, saved_by, saved_at, number in rows
    ]


@only(*PREPARES)
def save_view(store: Store, reader: Reader, view: SavedView, now: datetime, *, on_agenda: bool) -> int:
    """Keep a view and return its number; on the agenda it stands last."""
    with open_desk(store, now, writes=True) as desk:
        number = desk.execute(
            written_sql("desk/save_view"),
            (view.name, view.page, view.query, view.preset or None, on_agenda, now.isoformat(), reader.id),
        ).fetchone()[0]
        note_line(desk, reader, "save view", f"view {number}", "", now)
    return number


@only(*PREPARES)
def rename_view(store: Store, reader: Reader, number: int, name: str, now: datetime) -> None:
    """Raises KeyError when there is no view of this number."""
    _change(store, reader, "rename view", "desk/rename_view", (name,), number, now)


@only(*PREPARES)
def remove_view(store: Store, reader: Reader, number: int, now: datetime) -> None:
    """Lead nobody to a view any more; it stays in the file. Raises KeyError when there is none of this number."""
    _change(store, reader, "remove view", "desk/remove_view", (now.isoformat(), reader.id), number, now)


@only(*PREPARES)
def bring_back_view(store: Store, reader: Reader, number: int, now: datetime) -> None:
    """Keep again, where it stood, what was taken away.

    Raises KeyError when nothing of this number was, ValueError where another view has its name by now.
    """
    with open_desk(store, now, writes=True) as desk:
        held = {name.casefold() for name, *_ in desk.execute(written_sql("desk/saved_views"))}
        back = desk.execute(written_sql("desk/bring_back_view"), (number,)).fetchall()
        if not back:
            raise KeyError(number)
        if back[0][0].casefold() in held:
            raise ValueError(number)
        note_line(desk, reader, "bring back view", f"view {number}", "", now)


@only(*PREPARES)
def place_views(
    store: Store, reader: Reader, positions: Mapping[int, int | None], act: str, now: datetime
) -> None:
    """Where views stand on the agenda, by their numbers (None: not on it), as one act that the audit trail names; none for none."""
    if not positions:
        return
    with open_desk(store, now, writes=True) as desk:
        desk.executemany(
            written_sql("desk/place_view"), [(position, number) for number, position in positions.items()]
        )
        note_line(desk, reader, act, "agenda", "", now)


def _change(
    store: Store, reader: Reader, act: str, sql: str, values: tuple[str, ...], number: int, now: datetime
) -> None:
    with open_desk(store, now, writes=True) as desk:
        if not desk.execute(written_sql(sql), (*values, number)).fetchall():
            raise KeyError(number)
        note_line(desk, reader, act, f"view {number}", "", now)
