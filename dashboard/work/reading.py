"""A file is staged and read; nothing is stored."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from dashboard import desk, register
from dashboard.domain.extract import ActivityExtract, Extract, RefusedFile, WhichOrganisation
from dashboard.domain.profile import Profile, ReadingChoices, matching
from dashboard.domain.reader import PREPARES, Reader, only
from dashboard.domain.store import NO_ROOM, DiskFull, Store
from dashboard.domain.words import SourceSystem
from dashboard.extracts.activity import read_activity
from dashboard.extracts.columns import recognise_source
from dashboard.extracts.incidents import read_extract, sheet_for
from dashboard.extracts.limits import BROWSER, Limits
from dashboard.extracts.reading import clear_staging, stage_bytes, stage_file
from dashboard.work.privacy.identifiers import local_identifiers, narrative_by_source
from dashboard.work.publishing import log


def stage(store: Store, content: bytes | Path, now: datetime) -> Path:
    """Put uploaded bytes, or a file on disk, into staging; what was left there over an hour ago goes."""
    clear_staging(store.staging, now.replace(tzinfo=UTC).timestamp())
    try:
        return (
            stage_bytes(content, store.staging)
            if isinstance(content, bytes)
            else stage_file(content, store.staging)
        )
    except OSError as error:
        if error.errno in NO_ROOM:
            raise DiskFull(store.root) from error
        raise


@only(*PREPARES)
def choices_for(
    store: Store,
    reader: Reader,
    staged: Path,
    file_name: str,
    now: datetime,
    source: SourceSystem | None = None,
    limits: Limits = BROWSER,
    sheet_name: str | None = None,
) -> ReadingChoices:
    """What is known of how such a file is to be read: the kept profile of its shape, the words that were placed, and what
    people decided about medicines."""
    placed = tuple(word.as_choice() for word in register.placed_words(store, reader, now))
    medicines = register.medicine_decisions(store, reader, now)
    kept = desk.profiles(store, reader, now) if store.desk.exists() else []
    without = ReadingChoices(
        source,
        None,
        placed,
        sheet_name,
        medicines,
        narrative_by_source(store, now),
        local_identifiers(store, now),
    )
    sheet = sheet_for(staged, file_name, limits, without, source) if kept else None
    if sheet is None or isinstance(sheet, RefusedFile):
        return without
    shaped = source or recognise_source(sheet)
    return replace(without, profile=matching(kept, shaped, sheet.headings))


def read_incidents(
    staged: Path,
    file_name: str,
    now: datetime,
    *,
    source: SourceSystem | None = None,
    limits: Limits = BROWSER,
    choices: ReadingChoices | None = None,
) -> Extract | RefusedFile:
    """Read a staged file: nothing is stored. `choices` are those of `choices_for`, with what the person adds."""
    return read_extract(
        staged, file_name, now=now.replace(tzinfo=UTC), source=source, limits=limits, choices=choices
    )


def without_erased(store: Store, read: Extract | RefusedFile) -> Extract | RefusedFile:
    """What was read, without incidents that were erased earlier: the person sees before storing that they are left out."""
    return register.without_erased(store, read) if isinstance(read, Extract) else read


@only(*PREPARES)
def save_profile(store: Store, reader: Reader, profile: Profile, now: datetime) -> None:
    """Keep how listings of this shape are read."""
    desk.save_profile(store, reader, profile, now)
    log.info("save profile", extra={"subject": profile.source.value, "who": reader.id})


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
