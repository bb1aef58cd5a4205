"""The officer's work from end to end, the same for the pages and the command line.

read a file (nothing is stored) -> store it, note it in the audit trail, publish a draft -> undo, release.
"""

import logging
from datetime import UTC, date, datetime
from pathlib import Path

from dashboard import desk, register
from dashboard.domain.extract import ActivityExtract, Extract, RefusedFile
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from dashboard.extracts.activity import read_activity
from dashboard.extracts.incidents import read_extract
from dashboard.extracts.limits import BROWSER, Limits
from dashboard.extracts.reading import clear_staging, stage_bytes, stage_file, unstage
from dashboard.register import ImportResult, Publication

log = logging.getLogger("dashboard")


def now_utc() -> datetime:
    """The one place where the clock is read: everything below takes `now` as an argument. UTC, without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)


def stage(store: Store, content: bytes | Path, now: datetime) -> Path:
    """Put uploaded bytes, or a file on disk, into staging; what was left there over an hour ago goes."""
    clear_staging(store.staging, now.replace(tzinfo=UTC).timestamp())
    return (
        stage_bytes(content, store.staging)
        if isinstance(content, bytes)
        else stage_file(content, store.staging)
    )


def read_incidents(
    staged: Path,
    file_name: str,
    now: datetime,
    *,
    source: SourceSystem | None = None,
    limits: Limits = BROWSER,
) -> Extract | RefusedFile:
    return read_extract(staged, file_name, now=now.replace(tzinfo=UTC), source=source, limits=limits)


def read_bed_days(
    staged: Path, file_name: str, now: datetime, *, limits: Limits = BROWSER
) -> ActivityExtract | RefusedFile:
    return read_activity(staged, file_name, now=now.replace(tzinfo=UTC), limits=limits)


def store_incidents(
    store: Store,
    reader: Reader,
    extract: Extract,
    now: datetime,
    *,
    covers: tuple[date, date] | None = None,
    sites: tuple[str, ...] = (),
    as_at: date | None = None,
) -> tuple[ImportResult, Publication | None]:
    """Store the extract, note it, publish a draft. The same bytes again write nothing, and publish nothing unless
    the program ended between the storing and the publishing."""
    result = register.commit(store, reader, extract, now, covers=covers, sites=sites, as_at=as_at)
    unstage(extract.sha256, store.staging)
    if result.repeat:
        return result, _publish_what_never_was(store, reader, result.import_id, now)
    detail = f"{extract.rows.accepted} rows accepted, {result.changes.new} incidents new"
    _note(store, reader, "import", f"import {result.import_id}", detail, now)
    return result, publish(store, reader, now)


def store_bed_days(
    store: Store, reader: Reader, extract: ActivityExtract, now: datetime
) -> tuple[ImportResult, Publication | None]:
    """Store occupied bed days, note it, publish a draft."""
    result = register.commit_activity(store, reader, extract, now)
    unstage(extract.sha256, store.staging)
    if result.repeat:
        return result, _publish_what_never_was(store, reader, result.import_id, now)
    _note(
        store,
        reader,
        "import activity",
        f"import {result.import_id}",
        f"{extract.rows.accepted} rows accepted",
        now,
    )
    return result, publish(store, reader, now)


def publish(store: Store, reader: Reader, now: datetime) -> Publication:
    """Publish what holds now as a draft edition, drawn with the desk's annotations and settings."""
    settings = desk.settings(store, now)
    switch = str(settings["lfpse_switch_on"])
    return register.publish(
        store,
        reader,
        now,
        dated_records=desk.dated_records(store, now),
        filling_up_days=int(settings["filling_up_days"]),
        trust_name=str(settings["trust_name"]),
        lfpse_switch_on=date.fromisoformat(switch) if switch else None,
    )


def _publish_what_never_was(
    store: Store, reader: Reader, import_id: int, now: datetime
) -> Publication | None:
    """Publish an import whose program was killed before it did: an edition has the `now` of the act that it shows."""
    register.mend_publications(store, now)
    stored = next(each for each in register.imports(store, reader, now) if each.import_id == import_id)
    published = [each.published_at for each in register.publications(store, reader, now)]
    return publish(store, reader, now) if max(published, default=datetime.min) < stored.uploaded_at else None


def undo_import(store: Store, reader: Reader, import_id: int, now: datetime) -> Publication:
    """Undo an import and publish what holds without it."""
    register.undo(store, reader, import_id, now)
    _note(store, reader, "undo import", f"import {import_id}", "", now)
    return publish(store, reader, now)


def release_edition(
    store: Store, reader: Reader, edition_id: int, now: datetime, note: str = ""
) -> Publication:
    """Show an edition to everyone."""
    released = register.release(store, reader, edition_id, now, note)
    _note(store, reader, "release edition", f"edition {edition_id}", "", now)
    return released


def _note(store: Store, reader: Reader, act: str, subject: str, detail: str, now: datetime) -> None:
    desk.note_act(store, reader, act, subject, detail, now)
    log.info(act, extra={"subject": subject, "who": reader.id})
