"""The officer's work from end to end, the same for the pages and the command line.

read a file (nothing is stored) -> store it, note it in the audit trail, publish a draft -> undo, release.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from dashboard import desk, register
from dashboard.domain.extract import ActivityExtract, Extract, RefusedFile, WhichOrganisation
from dashboard.domain.profile import PlacedWord, Profile, ReadingChoices, matching
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from dashboard.extracts.activity import read_activity
from dashboard.extracts.columns import recognise_source
from dashboard.extracts.incidents import read_extract
from dashboard.extracts.limits import BROWSER, Limits
from dashboard.extracts.reading import clear_staging, read_sheet, stage_bytes, stage_file, unstage
from dashboard.register import ImportResult, Publication

log = logging.getLogger("dashboard")


Tell = Callable[[str], None]


def say_nothing(step: str) -> None:
    """Nobody listens."""


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
    """What is known of how such a file is to be read: the kept profile of its shape, and the words that were placed."""
    placed = tuple(word.as_choice() for word in register.placed_words(store, reader, now))
    kept = desk.profiles(store, now) if store.desk.exists() else []
    sheet = read_sheet(staged, file_name, limits, sheet_name) if kept else None
    if sheet is None or isinstance(sheet, RefusedFile):
        return ReadingChoices(source, None, placed, sheet_name)
    shaped = source or recognise_source(sheet)
    profile = matching(kept, shaped, sheet.headings)
    return ReadingChoices(source, profile, placed, sheet_name)


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


def save_profile(store: Store, reader: Reader, profile: Profile, now: datetime) -> None:
    """Keep how listings of this shape are read."""
    desk.save_profile(store, reader, profile, now)
    _note(store, reader, "keep profile", profile.name, profile.source.value, now)


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
        return result, _publish_what_never_was(store, reader, result.import_id, now)
    detail = (
        f"{extract.rows.accepted} rows accepted, {result.changes.new} incidents new, "
        f"{len(withdraw or ())} withdrawn, {len(placed)} words placed"
    )
    _note(store, reader, "import", f"import {result.import_id}", detail, now)
    tell("Publishing a draft edition")
    return result, publish(store, reader, now)


def store_activity(
    store: Store, reader: Reader, extract: ActivityExtract, now: datetime
) -> tuple[ImportResult, Publication | None]:
    """Store activity, note it, publish a draft."""
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


def place_words(store: Store, reader: Reader, words: Sequence[PlacedWord], now: datetime) -> Publication:
    """Place words once, and publish what holds with them."""
    for word in words:
        register.place_word(store, reader, word, now)
        _note(store, reader, "place word", f"{word.field} of {word.source.value}", f"means {word.means}", now)
    return publish(store, reader, now)


def take_back_word(store: Store, reader: Reader, word: PlacedWord, now: datetime) -> Publication:
    register.take_back_word(store, reader, word, now)
    _note(store, reader, "take back word", f"{word.field} of {word.source.value}", "", now)
    return publish(store, reader, now)


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
    register.edit_coverage(store, reader, source, site, month, state, reason, now)
    said = state.value if state else "as its extracts say"
    _note(store, reader, "edit coverage", f"{source.value} {month:%Y-%m}", said, now)
    return publish(store, reader, now)


def keep_place(store: Store, reader: Reader, place: register.Place, now: datetime) -> Publication:
    """Keep a place or change it, and publish what holds with it."""
    place_id = register.keep_place(store, reader, place, now)
    _note(store, reader, "keep place", f"place {place_id}", f"{len(place.names)} names", now)
    return publish(store, reader, now)


def forget_place(store: Store, reader: Reader, place_id: int, now: datetime) -> Publication:
    register.forget_place(store, reader, place_id, now)
    _note(store, reader, "forget place", f"place {place_id}", "", now)
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
