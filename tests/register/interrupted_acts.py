"""Every act on the register, on a small store to which all of them can happen; and what an interruption of each leaves."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa

from dashboard import register
from dashboard.domain.extract import Standing
from dashboard.domain.medicines import ConfirmedName, ListedName, LocalGroup, MedicineDecisions
from dashboard.domain.profile import PlacedWord
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from tests.register.failing_statements import Fault, everything_in, failing_at
from tests.register.histories import NOT_COUNTING
from tests.register.made_up_naming import LISTS, MadeUpNaming
from tests.register.stored_extracts import NOW, bed_days, extract, incident

LATER = NOW + timedelta(hours=1)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
CATA = PlacedWord("harm", SourceSystem.DATIX, "Cata", "Fatal")
MAJOR = PlacedWord("consequence", SourceSystem.DATIX, "Major", "Severe")
CLEXAN = ConfirmedName("Clexan", ("warfarin",))
FROM_LIST = LISTS["list a"]
WARD = register.Place("Ward Seven", "Riverside", "Surgery", (("Riverside", "Ward 7"),))

FIRST = extract(
    [
        incident("W1", unplaced=[{"field": "harm", "written": "Cata"}]),
        incident("W2", unplaced=[{"field": "consequence", "written": "Major"}]),
        incident(
            "W3",
            medicines=[
                {"written": written, "route": "", "role": "given"} for written in ("Clexan", "Zorbulin")
            ],
        ),
        incident("W4", date(2026, 3, 1)),
        incident("W5"),
    ]
)
NATIONAL = extract(
    [incident("L1", points_to=["W1"], revision=1.0), incident("L2", revision=1.0)],
    source=SourceSystem.LFPSE,
    name="national.csv",
)
HELD = ("Apixaban", "Clexan", "Zorbulin")
FIRST = replace(FIRST, medicines=MadeUpNaming().table([(written, "") for written in HELD]))
LEFT_OUT = [{"reference": "W5", "revision": -1.0, "standing": Standing.NOT_MEDICATION.value}]
SECOND = replace(
    extract([incident("W1", harm_level="Low"), incident("W9")], as_at=date(2026, 4, 1), name="second.csv"),
    not_counting=pa.Table.from_pylist(LEFT_OUT, NOT_COUNTING),
)


def store_with_a_past(root: Path) -> Store:
    store = Store(root)
    register.commit(store, SINGLE_USER, FIRST, NOW, covers=YEAR)
    register.commit(store, SINGLE_USER, NATIONAL, NOW, covers=YEAR)
    register.place_words(store, SINGLE_USER, [CATA], NOW)
    register.keep_place(store, SINGLE_USER, WARD, NOW)
    decide_of_medicines(store)
    publish(store)
    return store


def decide_of_medicines(store: Store) -> None:
    """Clexan is confirmed, a list is loaded, a group kept; Zorbulin was read by an older list."""
    register.load_list(
        store, SINGLE_USER, FROM_LIST, read_as(), NOW, sha256="list a", file_name="a.csv", version="a"
    )
    readings = read_as(confirmed=(CLEXAN,))
    register.confirm_names(store, SINGLE_USER, [(CLEXAN, "clexan")], readings, NOW)
    register.keep_group(store, SINGLE_USER, LocalGroup("Bleeding risk", ("warfarin",)), NOW)


def read_as(
    issue: int = 1, confirmed: tuple[ConfirmedName, ...] = (), listed: tuple[ListedName, ...] = FROM_LIST
) -> Any:
    decided = MedicineDecisions(confirmed, listed, "list a" if listed else "")
    return MadeUpNaming(issue, decided).table([(written, "") for written in HELD])


def publish(store: Store, now: datetime = NOW) -> object:
    return register.publish(store, SINGLE_USER, now, trust_name="Made up")


def import_with_everything(store: Store) -> object:
    return register.commit(
        store,
        SINGLE_USER,
        SECOND,
        LATER,
        covers=YEAR,
        withdraw={"W2": "deleted"},
        keep={"W4": "still open"},
        placed=[MAJOR],
    )


def publish_after_a_change(store: Store) -> object:
    """The first edition has been copied, and the change is written into it."""
    return publish(store, LATER)


ACTS: dict[str, Callable[[Store], object]] = {
    "import": import_with_everything,
    "import activity": lambda store: register.commit_activity(
        store, SINGLE_USER, bed_days({date(2026, 2, 1): 700.0}), LATER
    ),
    "undo": lambda store: register.undo(store, SINGLE_USER, 1, LATER),
    "place a word": lambda store: register.place_words(store, SINGLE_USER, [MAJOR], LATER),
    "take back a word": lambda store: register.take_back_word(store, SINGLE_USER, CATA, LATER),
    "say of a month": lambda store: register.edit_coverage(
        store, SINGLE_USER, SourceSystem.DATIX, "Riverside", date(2026, 2, 1), register.MonthSaid.MISSING, "x", LATER
    ),
    "keep a place": lambda store: register.keep_place(
        store, SINGLE_USER, replace(WARD, name="Ward 7 East", moves=(("Medicine", date(2026, 1, 1)),), place_id=1), LATER
    ),
    "forget a place": lambda store: register.forget_place(store, SINGLE_USER, 1, LATER),
    "confirm a name": lambda store: register.confirm_names(
        store, SINGLE_USER, [(ConfirmedName("Clexan", ()), "clexan")], read_as(confirmed=(ConfirmedName("Clexan", ()),)), LATER
    ),
    "take back a name": lambda store: register.take_back_name(store, SINGLE_USER, "clexan", read_as(), LATER),
    "load a list": lambda store: register.load_list(
        store, SINGLE_USER, LISTS["list b"], read_as(listed=LISTS["list b"]), LATER, sha256="b", file_name="b.csv", version="b"
    ),
    "take back a list": lambda store: register.take_back_list(store, SINGLE_USER, read_as(listed=()), LATER),
    "read names again": lambda store: register.read_names_again(store, SINGLE_USER, read_as(2, (CLEXAN,)), LATER),
    "keep a group": lambda store: register.keep_group(
        store, SINGLE_USER, LocalGroup("Bleeding risk", ("apixaban", "warfarin")), LATER
    ),
    "forget a group": lambda store: register.forget_group(store, SINGLE_USER, "Bleeding risk", LATER),
    "publish": publish_after_a_change,
}  # fmt: skip


def interrupted(name: str, template: Store, folder: Path, every: int) -> tuple[int, int]:
    """Fail at every so many statements of an act, one failure after another on one store, then let it through.

    Returns how many statements the act has, and at how many it failed.
    """
    act = ACTS[name]
    whole, broken = _copy(template, folder / "whole"), _copy(template, folder / "broken")
    with failing_at(0) as counted:
        act(whole)
    after, before = everything_in(whole), everything_in(broken)
    assert after != before
    tried = [n for n in range(1, counted.passed) if n % every == 1 or every == 1]
    for number in tried:
        with failing_at(number) as countdown:
            try:
                act(broken)
                raise AssertionError(f"{name} went through statement {number}, which failed")
            except Fault:
                pass
        assert everything_in(broken) == before, f"{name} left something: {countdown.last}"
    act(broken)
    assert register.check(broken, SINGLE_USER, LATER) == []
    assert everything_in(broken) == after, f"{name} after its failures is not what it is without them"
    return counted.passed, len(tried)


def told_too_late(name: str, template: Store, folder: Path) -> None:
    """The last statement writes to disk what is committed already: if it fails, the act is done all the same."""
    whole, broken = _copy(template, folder / "done"), _copy(template, folder / "told late")
    with failing_at(0) as counted:
        ACTS[name](whole)
    with failing_at(counted.passed) as countdown:
        try:
            ACTS[name](broken)
        except Fault:
            assert countdown.last.strip(" ;\n") == "checkpoint"
    register.mend_publications(broken, LATER)
    assert everything_in(broken) == everything_in(whole)


def _copy(template: Store, root: Path) -> Store:
    shutil.copytree(template.root, root)
    return Store(root)
