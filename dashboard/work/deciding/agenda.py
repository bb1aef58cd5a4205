"""Saved views and the committee's standing agenda, which is a list of them. They change no count: nothing is published."""

import logging
from datetime import datetime

from dashboard import desk
from dashboard.domain.reader import PREPARES, READS_TRUST, Reader, only
from dashboard.domain.saved_view import NAME_LENGTH, SavedView
from dashboard.domain.store import Store, StoreProblem

log = logging.getLogger("dashboard")

MOST_VIEWS = 100
"""Saved views that hold: a longer list is no agenda."""


@only(*READS_TRUST)
def saved_views(store: Store, reader: Reader, now: datetime) -> list[SavedView]:
    """Those on the agenda in its order, then the others."""
    return desk.saved_views(store, reader, now)


@only(*PREPARES)
def save_view(store: Store, reader: Reader, view: SavedView, now: datetime, *, on_agenda: bool = True) -> int:
    """Keep a view under its name, last on the agenda or not on it; returns its number.

    Raises StoreProblem, in a sentence, for a name that is blank, too long or taken, and where there are 100 views already.
    """
    held = desk.saved_views(store, reader, now)
    _refuse_too_many(held)
    named = SavedView(_name(view.name, held), view.page, view.query, view.preset)
    number = desk.save_view(store, reader, named, now, on_agenda=on_agenda)
    log.info("save view", extra={"subject": f"view {number}", "who": reader.id})
    return number


@only(*PREPARES)
def rename_view(store: Store, reader: Reader, number: int, name: str, now: datetime) -> str:
    """Give a view another name; returns the one that it had. Raises StoreProblem as `save_view` does."""
    was, others = _held(store, reader, number, now)
    named = _name(name, others)
    if named != was.name:
        desk.rename_view(store, reader, number, named, now)
    return was.name


@only(*PREPARES)
def move_view(store: Store, reader: Reader, number: int, by: int, now: datetime) -> None:
    """Move a view on the agenda, -1: one place up, 1: one down; at either end it stays."""
    order = [view.number for view in desk.saved_views(store, reader, now) if view.position is not None]
    if number not in order:
        raise StoreProblem("This view is not on the agenda.")
    stood = list(order)
    order.insert(max(0, order.index(number) + by), order.pop(order.index(number)))
    moved = {each: place for place, each in enumerate(order, 1) if each is not None}
    desk.place_views(store, reader, moved if order != stood else {}, "move on agenda", now)


@only(*PREPARES)
def put_on_agenda(store: Store, reader: Reader, number: int, now: datetime) -> None:
    """Let a view stand on the agenda, last."""
    view, others = _held(store, reader, number, now)
    last = max((each.position or 0 for each in others), default=0)
    desk.place_views(store, reader, {number: last + 1} if view.position is None else {}, "put on agenda", now)


@only(*PREPARES)
def take_off_agenda(store: Store, reader: Reader, number: int, now: datetime) -> None:
    """Keep a view that stands on the agenda no longer."""
    view, _ = _held(store, reader, number, now)
    desk.place_views(
        store, reader, {number: None} if view.position is not None else {}, "take off agenda", now
    )


@only(*PREPARES)
def remove_view(store: Store, reader: Reader, number: int, now: datetime) -> SavedView:
    """Take a view away; returns what it was, which `bring_back_view` keeps again."""
    was, _ = _held(store, reader, number, now)
    desk.remove_view(store, reader, number, now)
    log.info("remove view", extra={"subject": f"view {number}", "who": reader.id})
    return was


@only(*PREPARES)
def bring_back_view(store: Store, reader: Reader, number: int, now: datetime) -> None:
    """Keep a view again that was taken away, where it stood. Raises StoreProblem, in a sentence, where another has its name by now,
    and where there are 100 views already.
    """
    _refuse_too_many(desk.saved_views(store, reader, now))
    try:
        desk.bring_back_view(store, reader, number, now)
    except KeyError:
        raise StoreProblem("This view is not one that was taken away.") from None
    except ValueError:
        raise StoreProblem(
            "Another saved view has the name of this one by now: give that one another name first."
        ) from None


def _held(store: Store, reader: Reader, number: int, now: datetime) -> tuple[SavedView, list[SavedView]]:
    """The view of this number, and the others."""
    views = desk.saved_views(store, reader, now)
    found = next((view for view in views if view.number == number), None)
    if found is None:
        raise StoreProblem("This view was taken away meanwhile; the agenda has those that there are.")
    return found, [view for view in views if view.number != number]


def _refuse_too_many(held: list[SavedView]) -> None:
    if len(held) >= MOST_VIEWS:
        raise StoreProblem(f"There are {MOST_VIEWS} saved views already: remove one under Agenda first.")


def _name(text: str, others: list[SavedView]) -> str:
    name = " ".join(text.split())
    if not 0 < len(name) <= NAME_LENGTH:
        raise StoreProblem(
            f"A saved view needs a name of 1 to {NAME_LENGTH} letters; this one has {len(name)}."
        )
    if not name.isprintable():
        raise StoreProblem("A name has letters, figures and signs that can be seen only; write it anew.")
    if any(view.name.casefold() == name.casefold() for view in others):
        raise StoreProblem("A saved view has this name already: give this one another.")
    return name
