"""What people decide about medicines, with the edition that follows from it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from dashboard import register
from dashboard.domain.extract import RefusedFile
from dashboard.domain.medicines import ConfirmedName, LoadedList, LocalGroup
from dashboard.domain.reader import PREPARES, Reader, only
from dashboard.domain.store import Store, StoreProblem
from dashboard.extracts.limits import BROWSER, Limits
from dashboard.extracts.medicines import MedicineNaming
from dashboard.extracts.medicines.nhsbsa import read_nhsbsa
from dashboard.extracts.medicines.writing import key_of
from dashboard.extracts.reading import unstage
from dashboard.extracts.written_medicines import name_writings
from dashboard.register import Publication
from dashboard.work.deciding.naming import read_names_again
from dashboard.work.publishing import note_act, publish


@only(*PREPARES)
def confirm_names(store: Store, reader: Reader, names: Sequence[ConfirmedName], now: datetime) -> Publication:
    """Confirm what names mean, for all past and future incidents, and publish what holds with it.

    Raises StoreProblem for a medicine that no list knows, and for a name without a letter or digit.
    """
    read_names_again(store, reader, now)
    decisions = register.medicine_decisions(store, reader, now)
    known = MedicineNaming(decisions).medicines
    keys = {name: key_of(name.written) for name in names}
    for name, key in keys.items():
        unknown = [medicine for medicine in name.medicines if medicine not in known]
        if unknown:
            raise StoreProblem(
                f"'{unknown[0]}' is not a medicine of the list; choose it by its generic name as the BNF writes it."
            )
        if not key:
            raise StoreProblem("A name without a letter or a digit names no medicine already.")
    overruled = set(keys.values())
    kept = tuple(each for each in decisions.confirmed if key_of(each.written) not in overruled)
    decided = replace(decisions, confirmed=(*kept, *names))
    writings = register.written_names(store, reader, now, sorted(overruled))
    register.confirm_names(store, reader, list(keys.items()), name_writings(writings, decided), now)
    if any(name not in decisions.confirmed for name in names):
        note_act(store, reader, "confirm names", f"{len(names)} names of medicines", "", now)
    return publish(store, reader, now)


@only(*PREPARES)
def take_back_name(store: Store, reader: Reader, written: str, now: datetime) -> Publication:
    """The lists read a name again."""
    read_names_again(store, reader, now)
    decisions, key = register.medicine_decisions(store, reader, now), key_of(written)
    decided = replace(
        decisions, confirmed=tuple(each for each in decisions.confirmed if key_of(each.written) != key)
    )
    writings = register.written_names(store, reader, now, [key])
    register.take_back_name(store, reader, key, name_writings(writings, decided), now)
    if len(decided.confirmed) < len(decisions.confirmed):
        note_act(store, reader, "take back name", "1 name of a medicine", "", now)
    return publish(store, reader, now)


@only(*PREPARES)
def load_medicine_list(
    store: Store, reader: Reader, staged: Path, file_name: str, now: datetime, *, limits: Limits = BROWSER
) -> tuple[LoadedList, Publication | None] | RefusedFile:
    """Load an NHSBSA file of BNF codes beneath the curated list: past incidents are classed again in the same transaction.

    The same file again changes nothing, and publishes nothing.
    """
    read = read_nhsbsa(staged, file_name, limits)
    if isinstance(read, RefusedFile):
        return read
    there = register.loaded_list(store, reader, now)
    if there is not None and there.sha256 == read.sha256:
        unstage(read.sha256, staged.parent)
        return there, None
    decided = replace(
        register.medicine_decisions(store, reader, now), listed=read.names, listed_version=read.sha256
    )
    readings = name_writings(register.written_names(store, reader, now), decided)
    loaded = register.load_list(
        store,
        reader,
        read.names,
        readings,
        now,
        sha256=read.sha256,
        file_name=file_name,
        version=read.version,
    )
    unstage(read.sha256, staged.parent)
    note_act(
        store, reader, "load medicine list", read.version or "no version", f"{len(read.names)} names", now
    )
    return loaded, publish(store, reader, now)


@only(*PREPARES)
def take_back_medicine_list(store: Store, reader: Reader, now: datetime) -> Publication:
    """The curated list stands alone again."""
    decided = replace(register.medicine_decisions(store, reader, now), listed=(), listed_version="")
    readings = name_writings(register.written_names(store, reader, now), decided)
    there = register.loaded_list(store, reader, now)
    register.take_back_list(store, reader, readings, now)
    if there is not None:
        note_act(store, reader, "take back medicine list", "NHSBSA list", "", now)
    return publish(store, reader, now)


@only(*PREPARES)
def keep_group(store: Store, reader: Reader, group: LocalGroup, now: datetime) -> Publication:
    """Keep a local group of medicines, and publish what holds with it."""
    held = register.local_groups(store, reader, now)
    register.keep_group(store, reader, group, now)
    if register.local_groups(store, reader, now) != held:
        note_act(store, reader, "keep local group", "1 group", f"{len(group.medicines)} medicines", now)
    return publish(store, reader, now)


@only(*PREPARES)
def forget_group(store: Store, reader: Reader, name: str, now: datetime) -> Publication:
    held = register.local_groups(store, reader, now)
    register.forget_group(store, reader, name, now)
    if any(group.name == name for group in held):
        note_act(store, reader, "forget local group", "1 group", "", now)
    return publish(store, reader, now)
