"""What holds is published as a draft, released, and mended after an interruption. Every act is noted."""

import logging
import os
from datetime import UTC, date, datetime

from dashboard import desk, register
from dashboard.domain.judging import Judging
from dashboard.domain.reader import EVERYONE, OFFICER, PREPARES, Reader, only
from dashboard.domain.store import Damaged, Store, folder_aside, keep_numbers, number_after
from dashboard.edition import close_editions
from dashboard.register import NamesOutOfStep, Publication
from dashboard.work.deciding.naming import naming_of, read_names_again
from dashboard.work.learning.published import learning_as_it_stands
from dashboard.work.privacy.retention import LATE, Finished, finish_erasure, purge_by_itself

log = logging.getLogger("dashboard")

CROSSINGS = 5
"""Decisions that may cross a publishing one after another before it publishes all the same; the next one mends it."""


def now_utc() -> datetime:
    """The one place where the clock is read: everything below takes `now` as an argument. UTC, without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)


@only(*PREPARES)
def publish(store: Store, reader: Reader, now: datetime) -> Publication:
    """Publish what holds now as a draft edition, drawn with the desk's annotations and settings.

    Names that were read by something else than what holds are looked for under the register's lock, because an import and a decision
    can cross; they are read again before it is tried once more. What is past the time that it is kept for goes before, from every
    edition.
    """
    purge_by_itself(store, reader, now)
    read_by = naming_of(store, reader, now).version
    for _ in range(CROSSINGS):
        try:
            return _published(store, reader, now, read_by)
        except (
            Damaged
        ):  # perhaps of the last edition, which an edition may begin with; of the register it is raised again
            return _published(store, reader, now, None, anew=True)
        except NamesOutOfStep:
            read_by, read_again = read_names_again(store, reader, now)
            log.info("%d names of medicines were read again before an edition was published", read_again)
    return _published(store, reader, now, None)


@only(*OFFICER)
def publish_in_place_of(store: Store, reader: Reader, edition_id: int, now: datetime) -> Publication:
    """Publish anew where an edition is damaged. Its file is moved aside, not deleted, and its number is not given again."""
    keep_numbers(store, number_after(store) - 1)
    close_editions(store)
    aside = folder_aside(store, now)
    for path in (store.edition(edition_id), store.released_mark(edition_id)):
        if path.exists():
            os.rename(path, aside / path.name)
    note_act(store, reader, "set edition aside", f"edition {edition_id}", f"kept in {aside.name}", now)
    return publish(store, reader, now)


def _published(
    store: Store, reader: Reader, now: datetime, read_by: str | None, *, anew: bool = False
) -> Publication:
    settings = desk.settings(store, now)
    switch = str(settings["lfpse_switch_on"])
    learning, dated = learning_as_it_stands(store, reader, now)
    return register.publish(
        store,
        reader,
        now,
        dated_records=[*desk.dated_records(store, reader, now), *dated],
        learning=learning,
        judging=Judging(
            str(settings["rule_set"]),
            int(settings["complete_from_percent"]),
            int(settings["filling_up_days"]),
        ),
        trust_name=str(settings["trust_name"]),
        lfpse_switch_on=date.fromisoformat(switch) if switch else None,
        read_by=read_by,
        anew=anew,
    )


@only(*OFFICER)
def release_edition(
    store: Store, reader: Reader, edition_id: int, now: datetime, note: str = ""
) -> Publication:
    """Show an edition to everyone."""
    released = register.release(store, reader, edition_id, now, note)
    if released.released_at == now:  # else it was released before, and nothing has changed
        note_act(store, reader, "release edition", f"edition {edition_id}", "", now)
    return released


@only(*PREPARES)
def publish_as_asked(store: Store, reader: Reader, now: datetime) -> Publication:
    """Publish because somebody asked for it: noted. What is published with another act has that act's line."""
    edition = publish(store, reader, now)
    note_act(store, reader, "publish edition", f"edition {edition.edition_id}", "", now)
    return edition


@only(*PREPARES)
def note_what_was_not(store: Store, reader: Reader, now: datetime) -> list[str]:
    """At start: note imports, undone imports and releases of which the program ended before it noted them, because the register and
    the desk are two files. Returns what was noted, in words."""
    stored = register.imports(store, reader, now)
    acts = [
        ("import" if each.kind == "incidents" else "import activity", f"import {each.import_id}")
        for each in reversed(stored)
    ]
    acts += [("undo import", f"import {each.import_id}") for each in stored if each.undone_at]
    acts += [
        ("release edition", f"edition {each.edition_id}")
        for each in register.publications(store, reader, now)
        if each.released_at
    ]
    noted = [act for act in acts if desk.note_once(store, reader, *act, LATE, now)]
    return (
        [f"{len(noted)} acts were noted that an interruption had kept from the audit trail."] if noted else []
    )


@only(*PREPARES)
def publish_what_never_was(store: Store, reader: Reader, import_id: int, now: datetime) -> Publication | None:
    """Publish an import whose program was killed before it did: an edition has the `now` of the act that it shows."""
    register.mend_publications(store, now)
    stored = next(each for each in register.imports(store, reader, now) if each.import_id == import_id)
    published = [each.published_at for each in register.publications(store, reader, now)]
    return publish(store, reader, now) if max(published, default=datetime.min) < stored.uploaded_at else None


@only(*EVERYONE)
def note_act(store: Store, reader: Reader, act: str, subject: str, detail: str, now: datetime) -> None:
    desk.note_act(store, reader, act, subject, detail, now)
    log.info(act, extra={"subject": subject, "who": reader.id})


@only(*OFFICER)
def mend(store: Store, reader: Reader, now: datetime) -> list[str]:
    """At start: finish or clear what an interruption left, read names again where this version's list differs from the one they
    were read by, and publish what no edition holds yet. Returns what was done, in words."""
    done = [*register.mend_publications(store, now), *note_what_was_not(store, reader, now)]
    if (finished := finish_erasure(store, reader, now)) != Finished():
        done.append(f"An erasure was finished; {len(finished.withdrawn)} editions were withdrawn.")
    _, read_again = read_names_again(store, reader, now)
    purged, _ = purge_by_itself(store, reader, now)
    if register.waits_to_be_published(store, now) or purged.is_any:
        edition = publish(store, reader, now)
        names, changes = (
            "Names of medicines were read again",
            "Changes that no edition held yet were published",
        )
        done.append(f"{names if read_again else changes}; edition {edition.edition_id} is a draft.")
    return done
