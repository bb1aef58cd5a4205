"""Keeping and taking back records of the learning loop, whatever their kind."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from dashboard import desk
from dashboard.domain.identifiers import LocalIdentifiers
from dashboard.domain.learning.action import Action
from dashboard.domain.learning.alert import Alert
from dashboard.domain.learning.assurance import Statement
from dashboard.domain.learning.card import Card
from dashboard.domain.learning.post import Contact
from dashboard.domain.learning.record import ChangedMeanwhile, Kind, Noted
from dashboard.domain.learning.written import RecordNotUnderstood, plain, texts_in
from dashboard.domain.reader import PREPARES, Reader, only
from dashboard.domain.store import Store, StoreProblem
from dashboard.extracts.identifiers import likely_kinds
from dashboard.work.privacy.identifiers import local_identifiers

log = logging.getLogger("dashboard")

C = TypeVar("C")

TAKE_BACK = "take back a change of the learning loop"
PEOPLE: dict[type, frozenset[str]] = {
    Card: frozenset({"assigned_to"}),
    Action: frozenset({"assigned_to"}),
    Alert: frozenset({"operational_lead", "signed_off_by"}),
    Statement: frozenset({"signed_off_by"}),
    Contact: frozenset({"name", "address", "telephone"}),
}
"""Fields that name colleagues because they are for that. They stay at the desk, and in the pack that one officer hands to the next."""


@only(*PREPARES)
def note(
    store: Store,
    reader: Reader,
    kind: Kind,
    content: C,
    act: str,
    now: datetime,
    *,
    seen: Noted[C] | None = None,
    number: int | None = None,
    refuse: Callable[[Sequence[Noted[C]]], None] | None = None,
) -> Noted[C]:
    """Keep a record, or the next revision of the one that the reader saw, and note the act. number: of a new record that has one already
    (an escalation has its incident's). refuse: as of `desk.note_record`. Raises what that does, and StoreProblem, in a sentence, for a
    text that is too long or seems to hold a personal detail: committees read these, and wards."""
    refuse_personal_details(content, local_identifiers(store, now))
    number, revision = (seen.number, seen.revision) if seen else (number, 0)
    with _told_in_a_sentence():
        noted = desk.note_record(
            store, reader, kind, content, act, now, number=number, seen=revision, refuse=refuse
        )
    _log(act, reader, noted)
    return noted


@only(*PREPARES)
def note_new(
    store: Store,
    reader: Reader,
    kind: Kind,
    wanted: Callable[[Sequence[Noted[C]]], Sequence[C]],
    act: str,
    now: datetime,
) -> list[Noted[C]]:
    """Keep several new records, all or none. wanted: as of `desk.note_new_records`. Raises what `note` does."""
    local = local_identifiers(store, now)

    def looked_through(held: Sequence[Noted[C]]) -> Sequence[C]:
        contents = wanted(held)
        for each in contents:
            refuse_personal_details(each, local)
        return contents

    with _told_in_a_sentence():
        kept = desk.note_new_records(store, reader, kind, looked_through, act, now)
    for each in kept:
        _log(act, reader, each)
    return kept


@only(*PREPARES)
def remove(store: Store, reader: Reader, seen: Noted[C], act: str, now: datetime) -> Noted[C]:
    """Take away a record as the reader saw it; `take_back` of what this returns brings it back. Raises what `desk.note_record` does."""
    removed = desk.note_record(
        store, reader, seen.kind, seen.content, act, now, number=seen.number, seen=seen.revision, taken_back=True
    )  # fmt: skip
    _log(act, reader, removed)
    return removed


@only(*PREPARES)
def take_back(store: Store, reader: Reader, noted: Noted[Any], now: datetime) -> Noted[Any]:
    """Let what stood before this revision stand again; a record that it began is taken back. Raises ChangedMeanwhile where it is not the
    newest revision any more."""
    done = take_back_all(store, reader, [noted], now)
    if not done:
        raise ChangedMeanwhile(
            f"Somebody changed this {noted.kind.value} since, and it stays as it is. Look at it as it stands now, then change it again."
        )
    return done[0]


@only(*PREPARES)
def take_back_all(
    store: Store, reader: Reader, noted: Sequence[Noted[Any]], now: datetime
) -> list[Noted[Any]]:
    """The same for several at once. Returns the revisions that stand now; what somebody has changed since stays as it is."""
    done = desk.take_back_records(store, reader, noted, TAKE_BACK, now)
    for each in done:
        _log(TAKE_BACK, reader, each)
    return done


@contextmanager
def _told_in_a_sentence() -> Iterator[None]:
    try:
        yield
    except RecordNotUnderstood as problem:
        raise StoreProblem(f"{problem} Nothing was kept.") from problem


def _log(act: str, reader: Reader, noted: Noted[Any]) -> None:
    log.info(act, extra={"subject": f"{noted.kind.value} {noted.number}", "who": reader.id})


def refuse_personal_details(content: Any, local: LocalIdentifiers) -> None:
    """Raise StoreProblem, which names the field and the kind and never the text, where a text seems to hold a personal detail. local:
    what the trust's own details look like."""
    for name, value in _fields_to_look_through(content):
        kinds = sorted({kind for text in texts_in(value) for kind in likely_kinds(text, local)})
        if kinds:
            raise StoreProblem(
                f"'{name.replace('_', ' ').capitalize()}' seems to hold a personal detail ({', '.join(kinds)}): others read what is "
                "written here, so write it without. Nothing was kept."
            )


def _fields_to_look_through(content: Any) -> Iterator[tuple[str, Any]]:
    people = PEOPLE.get(type(content), frozenset())
    return ((name, value) for name, value in plain(content).items() if name not in people)
