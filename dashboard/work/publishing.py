"""What holds is published as a draft, released, and mended after an interruption. Every act is noted."""

import logging
from datetime import UTC, date, datetime

from dashboard import desk, register
from dashboard.domain.judging import Judging
from dashboard.domain.reader import EVERYONE, OFFICER, PREPARES, Reader, only
from dashboard.domain.store import Store
from dashboard.register import NamesOutOfStep, Publication
from dashboard.work.naming import read_names_again

log = logging.getLogger("dashboard")

CROSSINGS = 5
"""Decisions that may cross a publishing one after another before it publishes all the same; the next one mends it."""


def now_utc() -> datetime:
    """The one place where the clock is read: everything below takes `now` as an argument. UTC, without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)


@only(*PREPARES)
def publish(store: Store, reader: Reader, now: datetime) -> Publication:
    """Publish what holds now as a draft edition, drawn with the desk's annotations and settings.

    Names that were read by something else than what holds are read again first: an import and a decision can cross. They are
    looked at once more under the register's lock, because a decision can cross the reading again too.
    """
    for _ in range(CROSSINGS):
        read_by, _ = read_names_again(store, reader, now)
        try:
            return _published(store, reader, now, read_by)
        except NamesOutOfStep:
            log.info("names of medicines were decided on while they were read again")
    return _published(store, reader, now, None)


def _published(store: Store, reader: Reader, now: datetime, read_by: str | None) -> Publication:
    settings = desk.settings(store, now)
    switch = str(settings["lfpse_switch_on"])
    return register.publish(
        store,
        reader,
        now,
        dated_records=desk.dated_records(store, reader, now),
        judging=Judging(
            str(settings["rule_set"]),
            int(settings["complete_from_percent"]),
            int(settings["filling_up_days"]),
        ),
        trust_name=str(settings["trust_name"]),
        lfpse_switch_on=date.fromisoformat(switch) if switch else None,
        read_by=read_by,
    )


@only(*OFFICER)
def release_edition(
    store: Store, reader: Reader, edition_id: int, now: datetime, note: str = ""
) -> Publication:
    """Show an edition to everyone."""
    released = register.release(store, reader, edition_id, now, note)
    note_act(store, reader, "release edition", f"edition {edition_id}", "", now)
    return released


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
    done = register.mend_publications(store, now)
    _, read_again = read_names_again(store, reader, now)
    if register.waits_to_be_published(store, now):
        edition = publish(store, reader, now)
        names, changes = (
            "Names of medicines were read again",
            "Changes that no edition held yet were published",
        )
        done.append(f"{names if read_again else changes}; edition {edition.edition_id} is a draft.")
    return done
