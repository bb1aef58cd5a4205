"""Very many names read at once: some of them in a second process, where there are enough to pay for it."""

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from dashboard.domain.medicines import NOTHING_DECIDED, MedicineDecisions
from dashboard.extracts.medicines.deciding import MedicineNaming
from dashboard.extracts.medicines.named import NamedMedicine

Written = tuple[str, str]
"""A name and the route beside it, "" for none."""

ENOUGH_FOR_TWO = 25_000
"""Distinct names that take longer to read (2 s) than a second process takes to begin (1 s)."""

OUR_SHARE = 0.58
"""Of 100,000 names: the second process has read the rest when this one has read these."""


def name_many(
    written: Iterable[Written], decisions: MedicineDecisions = NOTHING_DECIDED, enough: int = ENOUGH_FOR_TWO
) -> dict[Written, NamedMedicine]:
    """Every distinct (name, route) and what it names."""
    distinct = list(dict.fromkeys(written))
    if len(distinct) < enough or (os.cpu_count() or 1) < 2:
        return dict(zip(distinct, _named(distinct, decisions), strict=True))
    mine = int(len(distinct) * OUR_SHARE)
    try:
        # Not a fork of this process: one that has threads (Arrow's) may stand still for ever in its copy.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            second = pool.submit(_named, distinct[mine:], decisions)
            first = _named(distinct[:mine], decisions)
            every = [*first, *second.result()]
    except (OSError, BrokenProcessPool):  # no second process is to be had here
        every = _named(distinct, decisions)
    return dict(zip(distinct, every, strict=True))


def _named(written: Sequence[Written], decisions: MedicineDecisions) -> list[NamedMedicine]:
    naming = MedicineNaming(decisions)
    return [naming.name(name, route or None) for name, route in written]
