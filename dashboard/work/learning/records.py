"""Keeping and taking back records of the learning loop, whatever their kind."""

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, TypeVar

from dashboard import desk
from dashboard.domain.learning.action import Action
from dashboard.domain.learning.alert import Alert
from dashboard.domain.learning.assurance import Statement
from dashboard.domain.learning.card import Card
from dashboard.domain.learning.post import Contact
from dashboard.domain.learning.record import Kind, Noted
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
    number: int | None = None,
    seen: int = 0,
    refuse: Callable[[Sequence[Noted[C]]], None] | None = None,
) -> Noted[C]:
    """Keep a record, or its next revision, and note the act. refuse: as of `desk.note_record`. Raises what `desk.note_record` does, and
    StoreProblem, in a sentence, for a text that is too long or seems to hold a personal detail: committees read these, and wards."""
    refuse_personal_details(store, content, now)
    try:
        noted = desk.note_record(
            store, reader, kind, content, act, now, number=number, seen=seen, refuse=refuse
        )
    except RecordNotUnderstood as problem:
        raise StoreProblem(f"{problem} Nothing was kept.") from problem
    log.info(act, extra={"subject": f"{kind.value} {noted.number}", "who": reader.id})
    return noted


@only(*PREPARES)
def remove(store: Store, reader: Reader, seen: Noted[C], act: str, now: datetime) -> Noted[C]:
    """Take away a record as the reader saw it; `take_back` of what this returns brings it back. Raises what `desk.note_record` does."""
    removed = desk.note_record(
        store, reader, seen.kind, seen.content, act, now, number=seen.number, seen=seen.revision, taken_back=True
    )  # fmt: skip
    log.info(act, extra={"subject": f"{seen.kind.value} {seen.number}", "who": reader.id})
    return removed


@only(*PREPARES)
def take_back(store: Store, reader: Reader, noted: Noted[Any], now: datetime) -> None:
    """Let what stood before this revision stand again; a record that it began is taken back. Raises ChangedMeanwhile where it is not the
    newest revision any more."""
    revisions = desk.learning_revisions(store, reader, noted.kind, now, number=noted.number)
    before = next((each for each in revisions if each.revision == noted.revision - 1), None)
    standing = revisions[-1] if revisions else noted  # without an incident that was erased since it was noted
    desk.note_record(
        store,
        reader,
        noted.kind,
        (before or standing).content,
        TAKE_BACK,
        now,
        number=noted.number,
        seen=noted.revision,
        taken_back=before is None or before.taken_back,
    )
    log.info(TAKE_BACK, extra={"subject": f"{noted.kind.value} {noted.number}", "who": reader.id})


def refuse_personal_details(store: Store, content: Any, now: datetime) -> None:
    """Raise StoreProblem, which names the field and the kind and never the text, where a text seems to hold a personal detail."""
    local = local_identifiers(store, now)
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
