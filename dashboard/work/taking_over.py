"""A handover pack is taken over by an empty store: everything in it that this version knows, all or nothing.

What is taken over is written beside the store first (`take-over.json`). The desk's transaction stays open around the register's, so
an error in either leaves both as they were; where the program is killed between the two, `finish_taking_over` does the rest at the
next start.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from dashboard import desk, register
from dashboard.domain.dated import DatedKind
from dashboard.domain.extract import RefusedFile
from dashboard.domain.handover import Decided, Handover, LeftOut, counted, rows_understood
from dashboard.domain.handover_parts import PARTS, Row
from dashboard.domain.medicines import ListedName, MedicineDecisions
from dashboard.domain.profile import MEANINGS
from dashboard.domain.reader import OFFICER, Reader, only
from dashboard.domain.settings import BY_NAME as SETTINGS_BY_NAME
from dashboard.domain.store import Store, StoreProblem
from dashboard.domain.whole_file import write_whole
from dashboard.domain.words import SourceSystem
from dashboard.extracts.handover import read_handover
from dashboard.extracts.medicines import MedicineNaming
from dashboard.extracts.medicines.writing import key_of
from dashboard.extracts.reading import unstage
from dashboard.work.publishing import log
from dashboard.work.reading import stage

ACT = "take over handover pack"
SOURCES = {source.value for source in SourceSystem}
HELD = {
    "imports": ("import", "imports"),
    "editions": ("edition", "editions"),
    "marks": ("mark on an incident", "marks on incidents"),
    **{part.name: part.words for part in PARTS},
}


@dataclass(frozen=True)
class TakenOver:
    """What was taken over, in words with counts, and what was left out and why."""

    taken: tuple[tuple[int, str], ...]
    left_out: tuple[LeftOut, ...]


def read_handover_file(
    store: Store, content: bytes | Path, file_name: str, now: datetime
) -> Handover | RefusedFile:
    """Read a pack, in the limited process; nothing is stored, and its bytes do not stay."""
    staged = stage(store, content, now)
    try:
        return read_handover(staged, file_name)
    finally:
        unstage(staged.name, store.staging)


def what_stands_in_the_way(store: Store, handover: Handover, now: datetime) -> str:
    """Why this store cannot take the pack over, in a sentence; empty when it can."""
    if store.made_up:
        return "The made-up trust takes nothing over: name the folder of a store of your own."
    if handover.made_up:
        return "This handover pack is the made-up trust's, and a real store takes nothing over from it."
    held = {**register.register_holds(store, now), **desk.desk_holds(store, now)}
    if held:
        there = ", ".join(f"{many:,} {HELD[name][many != 1]}" for name, many in held.items())
        return (
            f"A handover pack is taken over by an empty store only, and this one holds {there}: name an empty folder as the "
            "store (MEDICATION_STORE, or --store), or restore the backup instead."
        )
    return ""


@only(*OFFICER)
def take_over(store: Store, reader: Reader, handover: Handover, now: datetime) -> TakenOver:
    """Take a pack over. Raises StoreProblem, in a sentence, and changes nothing, where the store is not empty."""
    finish_taking_over(store, reader, now)
    if why := what_stands_in_the_way(store, handover, now):
        raise StoreProblem(why)
    decided, left_out = what_fits(handover.decided)
    _write_intent(store, decided, handover.sha256)
    try:
        _write(store, reader, decided, handover.sha256, now)
    except BaseException:  # a killed program does not come here: what it meant to do stays for the next start
        if not register.register_holds(store, now):
            _forget_intent(store)
        raise
    _forget_intent(store)
    return TakenOver(tuple(counted(decided)), tuple(left_out))


@only(*OFFICER)
def finish_taking_over(store: Store, reader: Reader, now: datetime) -> list[str]:
    """At start: finish what a killed program had begun to take over. Returns what was done, in words."""
    intent = _intent(store)
    if not intent.exists():
        return []
    try:
        meant = json.loads(intent.read_text(encoding="utf-8"))
        decided = {part.name: rows_understood(part, meant["decided"][part.name]) for part in PARTS}
        _write(store, reader, decided, str(meant["sha256"]), now, begun_before=True)
    except (ValueError, KeyError, TypeError, StoreProblem):
        _forget_intent(store)
        return [
            "The taking over of a handover pack was broken off and could not be finished: take it over again."
        ]
    _forget_intent(store)
    return ["The taking over of a handover pack was finished."]


def _write(
    store: Store, reader: Reader, decided: Decided, sha256: str, now: datetime, *, begun_before: bool = False
) -> None:
    rows = sum(many for many, _ in counted(decided))
    act = (ACT, f"handover pack {sha256[:12]}", f"{rows} rows")
    keys = {row["written"]: key_of(row["written"]) for row in decided.get("medicine_names", ())}
    with desk.taking_over_at_desk(store, reader, decided, act, now, begun_before=begun_before):
        register.take_over_in_register(store, reader, decided, keys, now, begun_before=begun_before)
    log.info(ACT, extra={"subject": act[1], "who": reader.id})


def _intent(store: Store) -> Path:
    return store.root / "take-over.json"


def _write_intent(store: Store, decided: Decided, sha256: str) -> None:
    store.root.mkdir(parents=True, exist_ok=True)
    plain = {part.name: [dict(row) for row in decided.get(part.name, ())] for part in PARTS}
    write_whole(_intent(store), json.dumps({"sha256": sha256, "decided": plain}))


def _forget_intent(store: Store) -> None:
    with suppress(FileNotFoundError):
        _intent(store).unlink()


def what_fits(decided: Decided) -> tuple[Decided, list[LeftOut]]:
    """The decisions that this version of the program can hold to, and those that it cannot, with why."""
    listed = tuple(ListedName(**row) for row in decided.get("listed_names", ()))
    version = next((row["sha256"] for row in decided.get("medicine_list", ())), "")
    medicines = MedicineNaming(MedicineDecisions((), listed if version else (), version)).medicines
    fits: dict[str, tuple[Row, ...]] = {}
    left_out: Counter[tuple[str, str]] = Counter()
    for part in PARTS:
        kept = []
        written: set[tuple[str, str]] = set()
        for row in decided.get(part.name, ()):
            why = _WHY_NOT[part.name](row, medicines) if part.name in _WHY_NOT else ""
            if part.name == "places" and not why:
                names = {(site.strip().lower(), place.strip().lower()) for site, place in row["names"]}
                why = "one of its names is another place's already" if names & written else ""
                written |= set() if why else names
            if part.name == "listed_names" and not version:
                why = "the list that they belong to is not there"
            if why:
                left_out[part.words[1], why] += 1
            else:
                kept.append(row)
        fits[part.name] = tuple(kept)
    return fits, [LeftOut(what, many, why) for (what, why), many in sorted(left_out.items())]


def _setting(row: Row, _: Mapping[str, Any]) -> str:
    if row["name"] not in SETTINGS_BY_NAME:
        return "this version has no such setting"
    try:
        SETTINGS_BY_NAME[row["name"]].read(row["value"])
    except ValueError:
        return "the value is none that this version takes"
    return ""


def _source(row: Row, _: Mapping[str, Any]) -> str:
    return "" if row["source"] in SOURCES else "this version does not know the system"


def _dated(row: Row, _: Mapping[str, Any]) -> str:
    if row["kind"] not in {kind.value for kind in DatedKind}:
        return "this version does not know the kind"
    if row["kind"] == DatedKind.BREAK.value and not row["reason"].strip():
        return "a break needs a reason"
    return ""


def _word(row: Row, medicines: Mapping[str, Any]) -> str:
    known = MEANINGS.get(row["field"])
    if known is None or (row["means"] and row["means"] not in known):
        return "this version does not know the meaning"
    return _source(row, medicines)


def _medicine_name(row: Row, medicines: Mapping[str, Any]) -> str:
    if not key_of(row["written"]):
        return "a name without a letter or a digit names no medicine"
    unknown = any(medicine not in medicines for medicine in row["medicines"])
    return "no list of this version knows the medicine" if unknown else ""


def _place(row: Row, _: Mapping[str, Any]) -> str:
    if not row["name"].strip() or not row["names"] or any(place is None for _, place in row["names"]):
        return "a place needs a name, and one that it is written under"
    try:
        for _, day in row["moves"]:
            datetime.fromisoformat(day or "")
    except ValueError:
        return "a division needs the day from which it holds"
    swapped = row["opened_on"] and row["closed_on"] and row["closed_on"] < row["opened_on"]
    return "it would have closed before it opened" if swapped else ""


def _coverage(row: Row, medicines: Mapping[str, Any]) -> str:
    if row["state"] not in {said.value for said in register.MonthSaid} or not row["month"].endswith("-01"):
        return "this version does not know what is said of the month"
    return _source(row, medicines)


_WHY_NOT: dict[str, Callable[[Row, Mapping[str, Any]], str]] = {
    "settings": _setting,
    "profiles": _source,
    "dated_records": _dated,
    "words": _word,
    "medicine_names": _medicine_name,
    "places": _place,
    "coverage": _coverage,
}
