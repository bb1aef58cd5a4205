"""What was read is stored, noted and published; an import is undone."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from dashboard import register
from dashboard.domain.extract import ActivityExtract, Extract
from dashboard.domain.profile import PlacedWord
from dashboard.domain.reader import PREPARES, Reader, only
from dashboard.domain.store import Store
from dashboard.extracts.reading import unstage
from dashboard.register import ImportResult, Publication
from dashboard.work.publishing import note_act, publish, publish_what_never_was

Tell = Callable[[str], None]


def say_nothing(step: str) -> None:
    """Nobody listens."""


@only(*PREPARES)
def store_incidents(
    store: Store,
    reader: Reader,
    extract: Extract,
    now: datetime,
    *,
    covers: tuple[date, date] | None = None,
    sites: tuple[str, ...] = (),
    as_at: date | None = None,
    withdraw: Mapping[str, str] | None = None,
    keep: Mapping[str, str] | None = None,
    placed: Sequence[PlacedWord] = (),
    tell: Tell = say_nothing,
) -> tuple[ImportResult, Publication | None]:
    """Store the extract, note it, publish a draft. The same bytes again write nothing, and publish nothing unless the
    program ended between the storing and the publishing.

    `tell` hears each step as it begins.
    """
    tell("Writing the incidents in one piece")
    result = register.commit(
        store,
        reader,
        extract,
        now,
        covers=covers,
        sites=sites,
        as_at=as_at,
        withdraw=withdraw,
        keep=keep,
        placed=placed,
    )
    unstage(extract.sha256, store.staging)
    if result.repeat:
        return result, publish_what_never_was(store, reader, result.import_id, now)
    detail = (
        f"{extract.rows.accepted} rows accepted, {result.changes.new} incidents new, "
        f"{len(withdraw or ())} withdrawn, {len(placed)} words placed"
    )
    note_act(store, reader, "import", f"import {result.import_id}", detail, now)
    tell("Publishing a draft edition")
    return result, publish(store, reader, now)


@only(*PREPARES)
def store_activity(
    store: Store, reader: Reader, extract: ActivityExtract, now: datetime
) -> tuple[ImportResult, Publication | None]:
    """Store activity, note it, publish a draft."""
    result = register.commit_activity(store, reader, extract, now)
    unstage(extract.sha256, store.staging)
    if result.repeat:
        return result, publish_what_never_was(store, reader, result.import_id, now)
    note_act(
        store,
        reader,
        "import activity",
        f"import {result.import_id}",
        f"{extract.rows.accepted} rows accepted",
        now,
    )
    return result, publish(store, reader, now)


@only(*PREPARES)
def undo_import(store: Store, reader: Reader, import_id: int, now: datetime) -> Publication:
    """Undo an import and publish what holds without it."""
    register.undo(store, reader, import_id, now)
    note_act(store, reader, "undo import", f"import {import_id}", "", now)
    return publish(store, reader, now)
