"""Disclosure control: which counts of a set of linked tables may be shown, so that no small one can be worked out.

Two rules. HES (NHS Digital, change to the disclosure control methodology for HES and ECDS, September 2018): 1 to 7 are too few to show,
0 is shown, every other count is rounded to the nearest 5, totals are made of the raw figures and then treated alike. UNDER_FIVE: 1 to 4
are too few to show and the others are exact, with secondary suppression.

Neither is safe by itself. Under HES twelve counts of 1 have a total that is shown as 10, so at most 12, and each of the twelve is
then known to be 1. So every small count needs a witness: other whole numbers, of which that count is another one, that agree
with everything that is shown. Where there is none, the figures that stand in its way are withheld, the cheapest ones first.
To withhold more never takes a witness away, so that each is looked for once.

What this does not do: a witness is one other value, not a wide range; and who knows this program can ask why a figure is withheld.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from dashboard.stats.errors import StatsError

if TYPE_CHECKING:  # the solver is loaded when a pack asks for it: 0.3 s that no start of the server waits for
    from scipy.sparse import csr_array


class Shown(StrEnum):
    """What is shown of a count. Withheld: a figure of any size that would give a smaller one away."""

    VALUE = "shown"
    ZERO = "zero"
    TOO_FEW = "too few to show"
    WITHHELD = "withheld"
    MISSING = "missing"


@dataclass(frozen=True)
class ShownCount:
    """`value` is what is shown, after rounding: None where nothing is, 0 only where nothing was counted."""

    state: Shown
    value: int | None = None


NONE_COUNTED = ShownCount(Shown.ZERO, 0)
TOO_FEW = ShownCount(Shown.TOO_FEW)
WITHHELD = ShownCount(Shown.WITHHELD)
MISSING = ShownCount(Shown.MISSING)


@dataclass(frozen=True)
class DisclosureRule:
    """1 to `few` are too few to show; the others are shown to the nearest `nearest` (an odd number)."""

    name: str
    few: int
    nearest: int

    def shown(self, count: int) -> ShownCount:
        """A count by itself, before anything is withheld. Raises StatsError for a negative one."""
        if count < 0:
            raise StatsError(f"A count cannot be negative; it was {count}.")
        if count == 0:
            return NONE_COUNTED
        if count <= self.few:
            return TOO_FEW
        return ShownCount(Shown.VALUE, (count + self.nearest // 2) // self.nearest * self.nearest)

    def may_be(self, shown: ShownCount) -> tuple[int, float]:
        """The least and the most that a count can be of which this is shown, to somebody who knows the rule."""
        if shown.state is Shown.VALUE and shown.value is not None:
            half = self.nearest // 2
            return max(self.few + 1, shown.value - half), shown.value + half
        if shown.state is Shown.ZERO:
            return 0, 0
        if shown.state is Shown.TOO_FEW:
            return 1, self.few
        return 0, np.inf


HES = DisclosureRule("HES", 7, 5)
UNDER_FIVE = DisclosureRule("under five", 4, 1)


@dataclass(frozen=True)
class Counted:
    """A true count of the set. published: whether it is printed at all; one that is not can still be worked out, and is protected.

    already: what an earlier publication shows of it, which nobody can take back. dear: how much more than another figure of
    its size it is worth to the reader (a total, a month of the chart).
    """

    count: int
    published: bool = True
    already: ShownCount | None = None
    dear: float = 1.0


@dataclass(frozen=True)
class Relation:
    """What everybody knows of some figures, named by their place: `least` <= sum of times x count <= `most`."""

    figures: tuple[int, ...]
    times: tuple[int, ...]
    least: float
    most: float


def adds_up(whole: int, parts: Iterable[int]) -> Relation:
    """The parts make up the whole, each incident in one of them."""
    parts = tuple(parts)
    return Relation((whole, *parts), (1, *[-1] * len(parts)), 0, 0)


def within(whole: int, parts: Iterable[int]) -> list[Relation]:
    """No part is more than the whole."""
    return [Relation((whole, part), (1, -1), 0, np.inf) for part in parts]


def covers(whole: int, parts: Iterable[int]) -> list[Relation]:
    """Parts that can share incidents (an incident with two medicines is in two classes) and leave none out."""
    parts = tuple(parts)
    return [*within(whole, parts), Relation((whole, *parts), (1, *[-1] * len(parts)), -np.inf, 0)]


def only_added(before: Sequence[int], after: Sequence[int], at_most: int) -> list[Relation]:
    """The same figures of two editions, of which the later one added so many incidents at most and took none away."""
    each = [Relation((new, old), (1, -1), 0, np.inf) for old, new in zip(before, after, strict=True)]
    together = Relation((*after, *before), (*[1] * len(after), *[-1] * len(before)), 0, at_most)
    return [*each, together]


STEPS = 12
"""How far from the true counts a witness is looked for first: further away there are others, and the search is slower."""

FAR = 10**6
TOO_FEW_COST, ZERO_COST = 4.0, 60.0
"""To withhold a figure of n costs 1 + log2(1 + n); that a figure is too few, or none, is worth more to a reader than most."""


def protect(
    figures: Sequence[Counted], relations: Sequence[Relation], rule: DisclosureRule
) -> list[ShownCount]:
    """What may be shown of each figure, in their order.

    Of every true count of 1 to `rule.few`, printed or not, two values at least agree with all that is shown and with the
    relations. The same input gives the same answer. Raises StatsError where a relation does not hold of the true counts, or where
    what is already published gives a small count away.
    """
    if not figures:
        return []
    return _Guard(figures, relations, rule).guarded()


def pinned_down(
    figures: Sequence[Counted],
    relations: Sequence[Relation],
    rule: DisclosureRule,
    shown: Sequence[ShownCount],
) -> list[int]:
    """The places of the true counts of 1 to `rule.few` that have no witness against what is shown."""
    if not figures:
        return []
    guard = _Guard(figures, relations, rule, shown)
    return guard.without_witness()


def _dear(figure: Counted, rule: DisclosureRule) -> float:
    if figure.count == 0:
        return ZERO_COST * figure.dear
    if figure.count <= rule.few:
        return TOO_FEW_COST * figure.dear
    return (1 + math.log2(1 + figure.count)) * figure.dear


class _Guard:
    """True counts, what is shown of them so far, and which small ones have a witness."""

    def __init__(
        self,
        figures: Sequence[Counted],
        relations: Sequence[Relation],
        rule: DisclosureRule,
        shown: Sequence[ShownCount] | None = None,
    ) -> None:
        self.figures, self.rule = figures, rule
        self.counts = np.array([figure.count for figure in figures], dtype=np.int64)
        self.shown = list(shown) if shown is not None else [self._at_first(figure) for figure in figures]
        self.matrix, self.least, self.most = _matrix(relations, len(figures))
        self.held = self.matrix @ self.counts
        if np.any(self.held < self.least) or np.any(self.held > self.most):
            raise StatsError("The tables do not add up as they are said to, so they cannot be protected.")
        limits = [rule.may_be(each) for each in self.shown]
        self.low = np.array([least for least, _ in limits], dtype=float)
        self.high = np.array([most for _, most in limits], dtype=float)
        self.may_go = np.array([figure.published and figure.already is None for figure in figures])
        self.dear = np.array([_dear(figure, rule) for figure in figures])
        self.small = {i for i, figure in enumerate(figures) if 1 <= figure.count <= rule.few}

    def _at_first(self, figure: Counted) -> ShownCount:
        if figure.already is not None:
            return figure.already
        return self.rule.shown(figure.count) if figure.published else MISSING

    def guarded(self) -> list[ShownCount]:
        """Withholds figures until every small count has its witness."""
        self._strike_off_many()
        for place in sorted(self.small):
            if place in self.small:
                self._make_room_for(place)
        return self.shown

    def without_witness(self) -> list[int]:
        """The small counts of which no witness is found, looked for one at a time."""
        self._strike_off_many()
        for place in sorted(self.small):
            for way in (1, -1):
                if place in self.small:
                    self._strike_off(self._moved(np.zeros(len(self.counts)), place, way))
        return sorted(self.small)

    def _strike_off_many(self) -> None:
        """Witnesses that move as many small counts as they can, as long as a round strikes off a quarter of them."""
        before = 2 * len(self.small)
        while self.small and len(self.small) <= 0.75 * before:
            before = len(self.small)
            for pattern in (1, -1, 0):
                places = sorted(self.small)
                if not places:
                    return
                wanted = np.zeros(len(self.counts))
                wanted[places] = [pattern or (1 if n % 2 else -1) for n in range(len(places))]
                self._strike_off(self._moved(-wanted))

    def _strike_off(self, moved: np.ndarray | None) -> None:
        """The small counts that this witness gives another value. The solver's word is not taken for it: it is tried."""
        if moved is None:
            return
        there = self.counts + moved
        if np.all(there >= self.low) and np.all(there <= self.high) and self._adds_up(moved):
            self.small -= {place for place in self.small if moved[place]}

    def _adds_up(self, moved: np.ndarray) -> bool:
        held = self.matrix @ moved + self.held
        return bool(np.all(held >= self.least) and np.all(held <= self.most))

    def _moved(self, costs: np.ndarray, place: int | None = None, way: int = 1) -> np.ndarray | None:
        """How far each figure moves, in whole incidents, in the cheapest witness within what is shown; None where there is none.

        place: the figure that has to move, up or (way -1) down.
        """
        for steps in (STEPS, FAR):
            low, high = self._reach(steps)
            found = self._solved(self.matrix, costs, (low, high), place, way)
            if found is not None:
                return found
        return None

    def _moved_beyond(self, place: int, way: int) -> np.ndarray | None:
        """The same where figures may move beyond what is shown of them, at their cost for each incident."""
        places = np.flatnonzero(self.may_go)
        costs = np.concatenate([np.zeros(len(self.counts)), self.dear[places], self.dear[places]])
        for steps in (STEPS, FAR):
            shown = self._reach(steps)
            low = np.where(self.may_go, np.maximum(-self.counts, -steps), shown[0])
            high = np.where(self.may_go, steps, shown[1])
            beyond = (shown[0][places], shown[1][places])
            found = self._solved(self._with_excess, costs, (low, high), place, way, beyond)
            if found is not None:
                return found
        return None

    def _reach(self, steps: int) -> tuple[np.ndarray, np.ndarray]:
        return np.maximum(self.low - self.counts, -steps), np.minimum(self.high - self.counts, steps)

    @cached_property
    def _with_excess(self) -> "csr_array":
        """The relations, and beside each move of a figure that may be withheld how far it lies above, and below, what is shown."""
        from scipy.sparse import block_array, csr_array, eye_array

        places = np.flatnonzero(self.may_go)
        many = len(places)
        picked = csr_array((np.ones(many), (np.arange(many), places)), shape=(many, len(self.counts)))
        unit = eye_array(many, format="csr")
        return block_array(  # pyright: ignore[reportReturnType]
            [[self.matrix, None, None], [picked, -unit, None], [picked, None, unit]], format="csr"
        )

    def _solved(
        self,
        rows: "csr_array",
        costs: np.ndarray,
        reach: tuple[np.ndarray, np.ndarray],
        place: int | None,
        way: int,
        beyond: tuple[np.ndarray, np.ndarray] | None = None,
    ) -> np.ndarray | None:
        """The whole numbers of least cost (HiGHS, branch and bound)."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        least, most = reach[0].copy(), reach[1].copy()
        if place is not None:
            least[place], most[place] = (1, most[place]) if way > 0 else (least[place], -1)
        if np.any(least > most):
            return None
        under, over = self.least - self.held, self.most - self.held
        whole = np.ones(len(least))
        if beyond is not None:
            endless = np.full(len(beyond[0]), np.inf)
            under = np.concatenate([under, -endless, beyond[0]])
            over = np.concatenate([over, beyond[1], endless])
            least = np.concatenate([least, np.zeros(2 * len(endless))])
            most = np.concatenate([most, endless, endless])
            whole = np.concatenate([whole, np.zeros(2 * len(endless))])
        within_reach = Bounds(least, most)  # pyright: ignore[reportArgumentType]
        constraints = LinearConstraint(rows, under, over)  # pyright: ignore[reportArgumentType]
        # tables with margins give whole numbers by themselves, in half the time; where they do not, branch and bound does
        for integrality in (0 * whole, whole):
            found = milp(costs, integrality=integrality, bounds=within_reach, constraints=constraints)
            if found.x is None:
                return None
            moved = np.rint(found.x[: len(self.counts)])
            if np.abs(found.x[: len(self.counts)] - moved).max() < 1e-6:
                break
        return moved.astype(np.int64)

    def _make_room_for(self, place: int) -> None:
        """Withholds what has to be withheld for a witness of this count, and strikes off all that it is a witness of."""
        found: list[np.ndarray] = []
        for way in (1, -1):
            moved = self._moved_beyond(place, way)
            if moved is not None:
                found.append(moved)
                if not self._cost(moved):
                    break
        if not found:
            raise StatsError(
                "What is already published gives a small count away; nothing withheld now takes it back."
            )
        moved = min(found, key=self._cost)
        there = self.counts + moved
        for at in np.flatnonzero((there < self.low) | (there > self.high)):
            self.shown[at] = WITHHELD
            self.low[at], self.high[at] = self.rule.may_be(WITHHELD)
        self._strike_off(moved)
        if place in self.small:
            raise StatsError("No witness of a small count was found that adds up.")

    def _cost(self, moved: np.ndarray) -> float:
        there = self.counts + moved
        return float(self.dear[(there < self.low) | (there > self.high)].sum())


def _matrix(relations: Sequence[Relation], size: int) -> tuple["csr_array", np.ndarray, np.ndarray]:
    """The relations as rows: matrix, least, most."""
    from scipy.sparse import csr_array

    rows = [row for row, relation in enumerate(relations) for _ in relation.figures]
    columns = [figure for relation in relations for figure in relation.figures]
    times = [float(time) for relation in relations for time in relation.times]
    matrix = csr_array((times, (rows, columns)), shape=(len(relations), size))
    least = np.array([relation.least for relation in relations], dtype=float)
    return matrix, least, np.array([relation.most for relation in relations], dtype=float)
