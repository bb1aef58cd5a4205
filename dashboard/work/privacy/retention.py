"""What is kept no longer goes, and what the register erased goes from the editions, the desk and the copies of upgrades too.

The register is first, in one transaction, and remembers the numbers until the rest is done: whatever moment the power fails at, the
next start goes on.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from dashboard import desk, register
from dashboard.domain.periods import day_in_london, month_of, months_later
from dashboard.domain.reader import PREPARES, Reader, only
from dashboard.domain.settings import NARRATIVE_SETTINGS
from dashboard.domain.store import Store
from dashboard.edition import close_editions
from dashboard.extracts.reading import clear_staging
from dashboard.register import Due, ErasedNumber
from dashboard.register.upgrade import copies_before_upgrades

log = logging.getLogger("dashboard")

INCIDENTS, NARRATIVE = "purge_incidents_after_months", "purge_narrative_after_months"
GRACE = timedelta(days=1)
LATE = "noted at the next start of the program"


@dataclass(frozen=True)
class Finished:
    """What the steps after the register did."""

    withdrawn: tuple[tuple[int, int], ...] = ()
    copies_deleted: int = 0


@only(*PREPARES)
def finish_erasure(store: Store, reader: Reader, now: datetime) -> Finished:
    """Whatever the register erased and the rest of the store may still hold goes from there too. Nothing to do: nothing is done."""
    pending = register.erasures_unfinished(store, now)
    if not pending:
        return Finished()
    _noted(store, reader, pending, now)
    desk.forget_marks(store, reader, [each.n for each in pending], now)
    close_editions(store)
    withdrawn = register.write_editions_again(store, reader, now)
    deleted = write_store_anew(store, reader, now)
    register.erasure_done(store, reader, now)
    log.info("erasure finished", extra={"subject": f"{len(withdrawn)} editions withdrawn", "who": reader.id})
    return Finished(withdrawn, deleted)


def _noted(store: Store, reader: Reader, pending: Sequence[ErasedNumber], now: datetime) -> None:
    """Each act that took these out has its line in the audit trail, also where the program ended between the register and the desk."""
    acts = {"erasure": ("erase incident", "erase again after a restore"), "purge": ("purge",)}
    for why, at in sorted({(each.why, each.erased_at) for each in pending}):
        many = sum((each.why, each.erased_at) == (why, at) for each in pending)
        subject = f"{many} record{'' if many == 1 else 's'}" if why == "erasure" else f"{many} incidents"
        desk.note_of_moment(store, reader, acts[why], subject, LATE, at, now)


@only(*PREPARES)
def write_store_anew(store: Store, reader: Reader, now: datetime) -> int:
    """The register without a byte of what was deleted, no copy from before an upgrade (it cannot be edited, and it is not a backup), and
    nothing left in staging. Returns how many copies went."""
    register.rebuild(store, reader, now)
    copies = [*copies_before_upgrades(store.register), *desk.copies_before_upgrades(store)]
    for copy in copies:
        copy.unlink(missing_ok=True)
    clear_staging(store.staging, now.replace(tzinfo=UTC).timestamp())
    return len(copies)


def kept_from(months: int, now: datetime) -> date | None:
    """The first day that is still kept, months being whole ones; None where everything is."""
    if months <= 0:
        return None
    return months_later(month_of(day_in_london(now)), -months)


def days_kept_from(store: Store, now: datetime) -> tuple[date | None, date | None]:
    """By the trust's settings: the first day of incidents that are kept, and of narrative."""
    held = desk.settings(store, now)
    return (
        kept_from(int(held[INCIDENTS]), now),
        kept_from(int(held[NARRATIVE]), now),
    )


@only(*PREPARES)
def purge_due(store: Store, reader: Reader, now: datetime) -> Due:
    """What is past the time that it is kept for, and goes at the next purge."""
    return register.due(store, reader, now, *days_kept_from(store, now))


@only(*PREPARES)
def purge_by_itself(store: Store, reader: Reader, now: datetime) -> tuple[Due, Finished]:
    """At a publishing and at a start: as `purge`, but not within a day of a change of the settings, so that a slip of the keyboard does
    not delete ten years."""
    if not int(desk.settings(store, now)[INCIDENTS]) and not _kept_narrative(store, now):
        return (
            Due(),
            Finished(),
        )  # the register need not be opened for it: every publishing would wait for that
    changed = desk.settings_changed_at(store, (INCIDENTS, NARRATIVE), now)
    if changed is not None and timedelta(0) <= now - changed < GRACE:
        return Due(), Finished()
    return purge(store, reader, now)


def _kept_narrative(store: Store, now: datetime) -> bool:
    """Whether free text of any source was ever kept: what was stored then is still there when the setting says otherwise today."""
    return desk.settings_changed_at(store, [*NARRATIVE_SETTINGS], now) is not None


@only(*PREPARES)
def purge(store: Store, reader: Reader, now: datetime) -> tuple[Due, Finished]:
    """Delete what is past the time that it is kept for. It is noted and the files are written anew; the caller publishes what holds.
    Where nothing is due, nothing is done."""
    found = register.purge(store, reader, now, *days_kept_from(store, now))
    if not found.is_any:
        return found, Finished()
    desk.note_act(
        store, reader, "purge", f"{found.incidents} incidents", f"narrative of {found.narratives}", now
    )
    log.info("purge", extra={"subject": f"{found.incidents} incidents", "who": reader.id})
    if found.incidents:
        return found, finish_erasure(store, reader, now)
    if found.narratives:
        write_store_anew(store, reader, now)
    return found, Finished()
