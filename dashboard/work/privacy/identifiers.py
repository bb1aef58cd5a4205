"""What a trust adds to what is looked for in its extracts, and what becomes of each source's free text."""

import secrets
from datetime import datetime

from dashboard import desk
from dashboard.domain.identifiers import NOTHING_LOCAL, LocalIdentifiers, Narrative, number_forms
from dashboard.domain.reader import OFFICER, Reader, only
from dashboard.domain.settings import NARRATIVE_SETTINGS
from dashboard.domain.store import Store, StoreProblem
from dashboard.domain.words import SourceSystem
from dashboard.extracts.identifiers import StaffListRefused, digests, names_in
from dashboard.work.publishing import note_act


def local_identifiers(store: Store, now: datetime) -> LocalIdentifiers:
    """The trust's forms of hospital numbers and its staff list."""
    if not store.desk.exists():
        return NOTHING_LOCAL
    forms = number_forms(str(desk.settings(store, now)["hospital_numbers"]))
    held = desk.staff_list(store, now)
    return LocalIdentifiers(forms, held.key, held.digests) if held else LocalIdentifiers(forms)


def narrative_by_source(store: Store, now: datetime) -> tuple[tuple[SourceSystem, Narrative], ...]:
    """The sources whose free text is kept, and how."""
    if not store.desk.exists():
        return ()
    held = desk.settings(store, now)
    said = ((SourceSystem(source), Narrative(str(held[name]))) for name, source in NARRATIVE_SETTINGS.items())
    return tuple((source, narrative) for source, narrative in said if narrative.is_kept)


@only(*OFFICER)
def load_staff_list(store: Store, reader: Reader, content: bytes, now: datetime) -> int:
    """Keep the names of a CSV file as digests, in the place of the list that held; returns how many names there are.

    Raises StoreProblem, in a sentence without a name, for a file that is no such list.
    """
    try:
        names = names_in(content)
    except StaffListRefused as problem:
        raise StoreProblem(str(problem)) from None
    key = secrets.token_bytes(32)
    desk.keep_staff_list(store, reader, key.hex(), len(names), digests(names, key), now)
    note_act(store, reader, "load staff list", "staff list", f"{len(names)} names", now)
    return len(names)


@only(*OFFICER)
def remove_staff_list(store: Store, reader: Reader, now: datetime) -> bool:
    """Take the staff list away; False where there was none."""
    removed = desk.remove_staff_list(store, reader, now)
    if removed:
        note_act(store, reader, "remove staff list", "staff list", "", now)
    return removed
