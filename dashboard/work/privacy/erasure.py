"""One incident is erased: from the register, the editions, the desk, the copies of upgrades. Copies that nobody can edit in silence
(backups) are named, with what follows for them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dashboard import desk, register
from dashboard.domain.reader import OFFICER, Reader, only
from dashboard.domain.store import Store, StoreProblem
from dashboard.domain.words import SourceSystem
from dashboard.register import Publication, RecordToErase
from dashboard.work.privacy.retention import finish_erasure
from dashboard.work.publishing import note_act, publish
from dashboard.work.safekeeping.backup import backup_folder

LONGEST_REASON = 200
"""Letters."""


@dataclass(frozen=True)
class Erased:
    """What an erasure did. `withdrawn`: (edition, the one that stands for it), oldest first. `copies_deleted`: from before upgrades.
    `copies_left` may still hold it: folders of backups, and what a restore set aside. `texts`: saved views, and annotations and breaks,
    that hold the reference in words of a person."""

    records: int
    withdrawn: tuple[tuple[int, int], ...]
    copies_deleted: int
    copies_left: tuple[Path, ...]
    texts: tuple[int, int, int]
    edition: Publication


@only(*OFFICER)
def incident_to_erase(
    store: Store, reader: Reader, source: SourceSystem, reference: str, now: datetime
) -> tuple[RecordToErase, ...]:
    """What an erasure would take, in every system that is linked; none where it is not known. Nothing is changed."""
    return register.records_of_incident(store, reader, source, reference, now)


@only(*OFFICER)
def erase_incident(
    store: Store, reader: Reader, source: SourceSystem, reference: str, reason: str, now: datetime
) -> Erased:
    """Erase one incident for good and publish what holds without it. Only the MSO may. Raises StoreProblem where it is not known,
    or where the reason is blank, too long or names the incident: the reason stays in the audit trail."""
    why = " ".join(reason.split())
    if not 0 < len(why) <= LONGEST_REASON:
        raise StoreProblem(
            f"An erasure needs a reason of 1 to {LONGEST_REASON} letters; this one has {len(why)}."
        )
    if reference.strip().casefold() in why.casefold():
        raise StoreProblem(
            "The reason stays in the audit trail, so it must not name the incident; write it without the reference."
        )
    texts = desk.texts_that_name(store, reader, reference.strip(), now)
    records = register.erase(store, reader, source, reference, now)
    in_words = "1 record" if len(records) == 1 else f"{len(records)} records of one incident"
    note_act(store, reader, "erase incident", in_words, why, now)
    finished = finish_erasure(store, reader, now)
    edition = publish(store, reader, now)
    return Erased(
        len(records), finished.withdrawn, finished.copies_deleted, copies_left(store), texts, edition
    )


@only(*OFFICER)
def apply_erasures(store: Store, reader: Reader, now: datetime, others: Sequence[Path] = ()) -> int:
    """After an older register or older editions were put back (a restored backup): what was erased since is erased again, and an
    erasure that the backup had not finished goes on. `others`: files of erased hashes that came with the backup or were moved aside.
    Returns how many records went; what follows is published where any did."""
    gone = register.erase_again(store, reader, others, now)
    if gone:
        note_act(
            store, reader, "erase again after a restore", f"{gone} record{'' if gone == 1 else 's'}", "", now
        )
    finish_erasure(store, reader, now)
    if gone:
        publish(store, reader, now)
    return gone


def copies_left(store: Store) -> tuple[Path, ...]:
    """Copies that may hold what was erased and that nobody edits in silence: backups, and what a restore or a repair set aside."""
    backups = backup_folder(store)
    folders = backups.iterdir() if backups.is_dir() else ()
    return tuple(sorted([*folders, *store.root.glob("set-aside-*")]))
