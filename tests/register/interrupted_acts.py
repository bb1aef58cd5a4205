"""Every act on the register, on a small store to which all of them can happen; and what an interruption of each leaves."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pyarrow as pa

from dashboard import register
from dashboard.domain.extract import Standing
from dashboard.domain.profile import PlacedWord
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from tests.register.failing_statements import Fault, everything_in, failing_at
from tests.register.histories import NOT_COUNTING
from tests.register.stored_extracts import NOW, bed_days, extract, incident

LATER = NOW + timedelta(hours=1)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
CATA = PlacedWord("harm", SourceSystem.DATIX, "Cata", "Fatal")
MAJOR = PlacedWord("consequence", SourceSystem.DATIX, "Major", "Severe")
WARD = register.Place("Ward Seven", "Riverside", "Surgery", (("Riverside", "Ward 7"),))

FIRST = extract(
    [
        incident("W1", unplaced=[{"field": "harm", "written": "Cata"}]),
        incident("W2", unplaced=[{"field": "consequence", "written": "Major"}]),
        incident("W3"),
        incident("W4", date(2026, 3, 1)),
        incident("W5"),
    ]
)
NATIONAL = extract(
    [incident("L1", points_to=["W1"], revision=1.0), incident("L2", revision=1.0)],
    source=SourceSystem.LFPSE,
    name="national.csv",
)
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
    publish(store)
    return store


def publish(store: Store, now: datetime = NOW) -> object:
    return register.publish(store, SINGLE_USER, now, filling_up_days=30, trust_name="Made up")


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
