"""Learning cards: opened on what was seen, found when it is seen again, moved on as somebody looks, acts and watches."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from dashboard import desk
from dashboard.domain.learning.card import Card, CardState, Sighting, responses, standing_among
from dashboard.domain.learning.record import Kind, Noted
from dashboard.domain.reader import PREPARES, Reader, only
from dashboard.domain.store import Store, StoreProblem
from dashboard.work.learning.records import note

OPEN, SEE, CHANGE, MOVE = "open card", "see card again", "change card", "move card"
NO_TITLE = "A card needs a title: say in a few words what was seen."
WRITTEN = (
    "title",
    "known",
    "factors",
    "area",
    "response",
    "owner",
    "due_on",
    "outcome",
    "told",
    "assigned_to",
)
"""What `change_card` may change; its state has moves, and what was seen stays as it was seen."""


@only(*PREPARES)
def card_of_signal(store: Store, reader: Reader, signal: str, now: datetime) -> Noted[Card] | None:
    """The card of this signal: one that is open, else the newest that was closed."""
    return _of_signal(desk.learning_records(store, reader, Kind.CARD, now), signal)


@only(*PREPARES)
def open_card(store: Store, reader: Reader, card: Card, now: datetime) -> Noted[Card]:
    """Open a card, to look at. Raises StoreProblem for one without a title and where its signal has an open card already."""
    if not card.title.strip():
        raise StoreProblem(NO_TITLE)
    card = replace(card, state=CardState.TO_LOOK_AT)
    return note(store, reader, Kind.CARD, card, OPEN, now, refuse=partial(_refuse_second, card.signal))


@only(*PREPARES)
def see_again(
    store: Store,
    reader: Reader,
    seen: Noted[Card],
    sighting: Sighting,
    now: datetime,
    *,
    reopen: bool = False,
) -> Noted[Card]:
    """What a card is about was seen again; the same sentence of the same edition is the same sighting. reopen: a closed card is looked
    at again, without the reason that it was closed for, which its revision keeps."""
    card = seen.content
    was = {(each.edition, each.sentence) for each in card.sightings}
    if (sighting.edition, sighting.sentence) not in was:
        card = replace(card, sightings=(*card.sightings, sighting))
    if reopen and not card.is_open:
        card = replace(card, state=CardState.LOOKING, closed_because="")
    return _noted(store, reader, seen, card, SEE, now)


@only(*PREPARES)
def change_card(
    store: Store, reader: Reader, seen: Noted[Card], changes: dict[str, Any], now: datetime
) -> Noted[Card]:
    """Change fields of WRITTEN. Where nothing differs nothing is written. Raises StoreProblem for a card without a title, or without what
    its state needs."""
    if unknown := set(changes) - set(WRITTEN):
        raise ValueError(f"{sorted(unknown)[0]} is not written on a card.")
    card = replace(seen.content, **changes)
    if not card.title.strip():
        raise StoreProblem(NO_TITLE)
    if card.area != seen.content.area and (
        lacks := card.lacks(card.state, len(actions_of_card(store, reader, seen.number, now)))
    ):
        raise StoreProblem(lacks)
    return _noted(store, reader, seen, card, CHANGE, now)


@only(*PREPARES)
def move_card(
    store: Store, reader: Reader, seen: Noted[Card], to: CardState, now: datetime, *, because: str = ""
) -> Noted[Card]:
    """Move a card on. because: why it is closed. Raises StoreProblem for a move that there is not, and for what the state needs."""
    card = seen.content
    if to is CardState.CLOSED:
        card = replace(card, closed_because=" ".join(because.split()))
    if why_not := card.why_not(to, len(actions_of_card(store, reader, seen.number, now))):
        raise StoreProblem(why_not)
    reason = card.closed_because if to is CardState.CLOSED else ""
    opened = replace(card, state=to, closed_because=reason)
    refuse = None if card.is_open else partial(_refuse_second, card.signal)
    return _noted(store, reader, seen, opened, MOVE, now, refuse)


@only(*PREPARES)
def actions_of_card(store: Store, reader: Reader, number: int, now: datetime) -> list[Noted[Any]]:
    """The safety actions that answer a card."""
    return [
        each
        for each in desk.learning_records(store, reader, Kind.ACTION, now)
        if number in each.content.cards
    ]


@only(*PREPARES)
def responses_offered(store: Store, reader: Reader, now: datetime) -> tuple[str, ...]:
    """The learning responses of the trust's own plan."""
    return responses(str(desk.settings(store, now)["learning_responses"]))


@only(*PREPARES)
def editions_named(store: Store, reader: Reader, now: datetime) -> set[int]:
    """The editions in which what cards are about was seen."""
    return {
        sighting.edition
        for each in desk.learning_revisions(store, reader, Kind.CARD, now)
        for sighting in each.content.sightings
    }


def _of_signal(held: Sequence[Noted[Card]], signal: str) -> Noted[Card] | None:
    number = standing_among(
        ((each.number, each.content.signal, each.content.is_open) for each in held), signal
    )
    return next((each for each in held if each.number == number), None)


def _refuse_second(signal: str, held: Sequence[Noted[Card]]) -> None:
    """Raise StoreProblem where an open card looks at this already: of one signal there is one."""
    found = _of_signal(held, signal)
    if found is not None and found.content.is_open:
        raise StoreProblem(
            f"This is looked at in card {found.number} already ({found.content.state}): add to that one what was seen."
        )


def _noted(
    store: Store,
    reader: Reader,
    seen: Noted[Card],
    card: Card,
    act: str,
    now: datetime,
    refuse: Callable[[Sequence[Noted[Card]]], None] | None = None,
) -> Noted[Card]:
    if card == seen.content:
        return seen
    return note(store, reader, Kind.CARD, card, act, now, seen=seen, refuse=refuse)
