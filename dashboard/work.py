"""The officer's work from end to end, the same for the pages and the command line.

read a file (nothing is stored) -> store it, note it in the audit trail, publish a draft -> undo, release.
"""

import logging
from datetime import UTC, date, datetime
from pathlib import Path

from dashboard import desk, register
from dashboard.domain.extract import ActivityExtract, Extract, RefusedFile, WhichOrganisation
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


def read_activity_file(
    store: Store,
    staged: Path,
    file_name: str,
    now: datetime,
    *,
    organisation: str | None = None,
    limits: Limits = BROWSER,
) -> ActivityExtract | RefusedFile:
    """Read activity. Where a national file asks which organisation is meant, the trust's own setting answers."""
    at = now.replace(tzinfo=UTC)
    read = read_activity(staged, file_name, now=at, organisation=organisation, limits=limits)
    if isinstance(read, WhichOrganisation) and not organisation:
        own = str(desk.settings(store, now)["organisation_code"])
        if own:
            return read_activity(staged, file_name, now=at, organisation=own, limits=limits)
    return read


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
    """Store the extract, note it, publish a draft. The same bytes again write nothing and publish nothing."""
    result = register.commit(store, reader, extract, now, covers=covers, sites=sites, as_at=as_at)
    unstage(extract.sha256, store.staging)
    if result.repeat:
        return result, None
    detail = f"{extract.rows.accepted} rows accepted, {result.changes.new} incidents new"
    _note(store, reader, "import", f"import {result.import_id}", detail, now)
    return result, publish(store, reader, now)


def store_activity(
    store: Store, reader: Reader, extract: ActivityExtract, now: datetime
) -> tuple[ImportResult, Publication | None]:
    """Store activity, note it, publish a draft."""
    result = register.commit_activity(store, reader, extract, now)
    unstage(extract.sha256, store.staging)
    if result.repeat:
        return result, None
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
