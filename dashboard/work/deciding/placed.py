"""What people decide about words, places and months, with the edition that follows from it."""

from collections.abc import Sequence
from datetime import date, datetime

from dashboard import register
from dashboard.domain.profile import PlacedWord
from dashboard.domain.reader import PREPARES, Reader, only
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from dashboard.register import Publication
from dashboard.work.publishing import note_act, publish


@only(*PREPARES)
def place_words(store: Store, reader: Reader, words: Sequence[PlacedWord], now: datetime) -> Publication:
    """Place words once, and publish what holds with them."""
    held = {word.as_choice() for word in register.placed_words(store, reader, now)}
    register.place_words(store, reader, words, now)
    for word in words:
        if word in held:
            continue
        note_act(
            store, reader, "place word", f"{word.field} of {word.source.value}", f"means {word.means}", now
        )
    return publish(store, reader, now)


@only(*PREPARES)
def take_back_word(store: Store, reader: Reader, word: PlacedWord, now: datetime) -> Publication:
    held = [each.as_choice() for each in register.placed_words(store, reader, now)]
    register.take_back_word(store, reader, word, now)
    if any(
        (each.field, each.source, each.written) == (word.field, word.source, word.written) for each in held
    ):
        note_act(store, reader, "take back word", f"{word.field} of {word.source.value}", "", now)
    return publish(store, reader, now)


@only(*PREPARES)
def edit_coverage(
    store: Store,
    reader: Reader,
    source: SourceSystem,
    site: str,
    month: date,
    state: register.MonthSaid | None,
    reason: str,
    now: datetime,
) -> Publication:
    """Say that a month is covered or missing (None: take it back), and publish what holds with it."""
    was = _said_of(store, reader, source, site, month, now)
    register.edit_coverage(store, reader, source, site, month, state, reason, now)
    if _said_of(store, reader, source, site, month, now) == was:
        return publish(store, reader, now)
    said = state.value if state else "as its extracts say"
    note_act(store, reader, "edit coverage", f"{source.value} {month:%Y-%m}", said, now)
    return publish(store, reader, now)


@only(*PREPARES)
def keep_place(store: Store, reader: Reader, place: register.Place, now: datetime) -> Publication:
    """Keep a place or change it, and publish what holds with it."""
    held = register.places(store, reader, now)
    place_id = register.keep_place(store, reader, place, now)
    if register.places(store, reader, now) != held:
        note_act(store, reader, "keep place", f"place {place_id}", f"{len(place.names)} names", now)
    return publish(store, reader, now)


@only(*PREPARES)
def forget_place(store: Store, reader: Reader, place_id: int, now: datetime) -> Publication:
    held = register.places(store, reader, now)
    register.forget_place(store, reader, place_id, now)
    if any(place.place_id == place_id for place in held):
        note_act(store, reader, "forget place", f"place {place_id}", "", now)
    return publish(store, reader, now)


def _said_of(
    store: Store, reader: Reader, source: SourceSystem, site: str, month: date, now: datetime
) -> tuple[str, str] | None:
    """What somebody said of a month, and why; None where nobody did."""
    return next(
        (
            (each.state, each.reason)
            for each in register.coverage_edits(store, reader, now)
            if (each.source, each.site, each.month) == (source.value, site, month)
        ),
        None,
    )
