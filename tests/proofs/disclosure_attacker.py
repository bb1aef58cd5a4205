"""Somebody who wants to know a small count, with everything that is published and a solver of whole numbers.

Written from the text of the rules alone: what a printed figure can stand for is found by trying every count. The attacker thinks in
incidents that nobody prints (those of one site, month and level) and takes each printed figure for a sum of some of them. Knows
the rule, every table of every filter, and of two editions that the second one added at most so many incidents and took none away.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

LARGEST = 1_500
"""No count of these worlds is larger."""


def printed_hes(count: int) -> str:
    """As the rule has it: 0 shown, 1 to 7 not, all others to the nearest 5."""
    if count == 0:
        return "0"
    return "few" if count < 8 else str(5 * int(count / 5 + 0.5))


def printed_under_five(count: int) -> str:
    return "few" if 0 < count < 5 else str(count)


PRINTED: dict[str, Callable[[int], str]] = {"HES": printed_hes, "under five": printed_under_five}


@cache
def can_stand_for(printed: str, rule: str) -> tuple[int, int]:
    """The least and the most of the counts that are printed like this; of a withheld one nothing is known."""
    if printed == "withheld":
        return 0, LARGEST
    meant = [count for count in range(LARGEST + 1) if PRINTED[rule](count) == printed]
    return meant[0], meant[-1]


@dataclass
class Attack:
    """unknowns: how many incidents nobody prints. Each known sum is a set of them, with what is printed of it."""

    unknowns: int
    rows: list[np.ndarray] = field(default_factory=list)
    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)

    def knows(self, members: Sequence[int], least: float, most: float) -> None:
        row = np.zeros(self.unknowns)
        row[list(members)] = 1
        self.rows.append(row)
        self.least.append(least)
        self.most.append(most)

    def knows_added(self, before: Sequence[int], after: Sequence[int], at_most: int) -> None:
        together = np.zeros(self.unknowns)
        for old, new in zip(before, after, strict=True):
            row = np.zeros(self.unknowns)
            row[new], row[old] = 1, -1
            self.rows.append(row)
            self.least.append(0)
            self.most.append(np.inf)
            together += row
        self.rows.append(together)
        self.least.append(0)
        self.most.append(at_most)

    def recovered(self, wanted: Sequence[Sequence[int]]) -> dict[int, int]:
        """Of the sums that are wanted (each a set of unknowns), those that can have one value only, with it."""
        sums = np.array([[float(n in members) for n in range(self.unknowns)] for members in map(set, wanted)])
        known = LinearConstraint(np.array(self.rows), np.array(self.least), np.array(self.most))  # pyright: ignore[reportArgumentType]
        whole = np.ones(self.unknowns)

        def solved(objective: np.ndarray) -> np.ndarray:
            found = milp(objective, integrality=whole, bounds=Bounds(0, LARGEST), constraints=known)
            assert found.x is not None, "what is published contradicts itself"
            return np.rint(sums @ np.rint(found.x)).astype(int)

        seen = solved(np.zeros(self.unknowns))
        open_ = np.ones(len(sums), dtype=bool)
        one_value: dict[int, int] = {}
        for way in (1, -1, 1, -1):  # many at once first: as many, and as few, incidents as can be
            open_ &= solved(way * sums[open_].sum(axis=0)) == seen
        while open_.any():
            place = int(np.flatnonzero(open_)[0])
            least = solved(sums[place])
            most = solved(-sums[place])
            open_ &= (least == seen) & (most == seen)  # what has two values in two solutions is not known
            if least[place] == most[place]:
                one_value[place] = int(least[place])
                open_[place] = False
        return one_value
