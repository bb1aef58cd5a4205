"""Linked tables of counts that are to be given away: what is shown of each cell, and which more cells have to be withheld.

The rule is NHS Digital's for hospital episode statistics: 1 to 7 are too few to show, 0 is shown, all others are given to
the nearest 5. Alone it can be undone: twelve cells too few to show under a total that is shown as 10 hold 1 each. So
each cell that is too few is asked for a witness: one incident more, one fewer, or one that is of another month, class,
stage, error type or harm, with which everything that is published reads the same and the cell does not. With a witness
nobody can tell the cell's count from the published figures, whatever they know of how the tables hang together, because both counts
belong to a possible year of incidents. Where there is none, cells around it are withheld until there is one.

`stats.disclosure` asks the same of the tables of a pack by solving for it, with more kinds of witness, for either rule and beside an
earlier edition. Here the tables of a year hang together in a hundred thousand cells, of which each is asked in one step of arithmetic
for witnesses of one or two changes: nothing is solved, and a little more is withheld.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from dashboard.stats.disclosure import HES

SMALLEST_SHOWN = HES.few + 1
NOT_GIVEN = -1
NOTHING = -2

Axes = tuple[int, ...]


def shown(counts: np.ndarray) -> np.ndarray:
    """What the rule gives of counts: 0 for 0, NOT_GIVEN for 1 to 7, else the nearest multiple of 5."""
    rounded = (counts + HES.nearest // 2) // HES.nearest * HES.nearest
    return np.where(counts == 0, 0, np.where(counts < SMALLEST_SHOWN, NOT_GIVEN, rounded))


@dataclass
class CrossTable:
    """Counts over some of the axes of the whole (in ascending order). One incident is in one cell, or in several where it has
    several words of an axis.

    sparse: a cell of 7 or fewer is left out of what is published, zero or not.
    left_out: cells that are not published because of what another table publishes (of words that are too few themselves).
    withheld: cells that are not given although the rule would give them. weight: the loss if one is. seen_from: that a cell has so
    many can be seen elsewhere, whether it is withheld or not.
    """

    axes: Axes
    counts: np.ndarray
    sparse: bool = False
    weight: int = 1
    seen_from: int = SMALLEST_SHOWN
    left_out: np.ndarray = field(init=False)
    withheld: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        self.left_out = np.zeros(self.counts.shape, bool)
        self.withheld = np.zeros(self.counts.shape, bool)

    @property
    def published(self) -> np.ndarray:
        """What a reader of the file can tell of each cell: its figure, NOT_GIVEN for too few, NOTHING for withheld or left out."""
        return np.where(self.withheld, NOTHING, self._given(self.counts))

    @property
    def too_few(self) -> np.ndarray:
        """Cells that a reader is told are 1 to 7."""
        return self.published == NOT_GIVEN

    def stays(self, step: int) -> np.ndarray:
        """Whether what is published stays the same when `step` is added to each cell by itself (-1: one taken away). What is
        withheld stays withheld only where the rule would still give it: whoever knows this program knows that.
        """
        changed = np.maximum(self.counts + step, 0)
        same = self._given(changed) == self._given(self.counts)
        same |= self.withheld & self._can_hide(changed)
        return same & ((step > 0) | (self.counts > 0))

    def _given(self, counts: np.ndarray) -> np.ndarray:
        """What the rule gives before anything is withheld."""
        found = shown(counts)
        if self.sparse:
            found = np.where(counts < SMALLEST_SHOWN, NOTHING, found)
        return np.where(self.left_out, NOTHING, found)

    def cost(self, step: int) -> np.ndarray:
        """What would have to be withheld for each cell to read the same with one more or fewer: nothing, the cell (its weight),
        or more than can be (IMPOSSIBLE)."""
        changed = self.counts + step
        hidden = np.where(self._can_hide(changed), self.weight, IMPOSSIBLE)
        return np.where(self.stays(step), 0, hidden).astype(np.int32)

    def _can_hide(self, changed: np.ndarray) -> np.ndarray:
        """Whether withholding a cell hides such a change of it."""
        both_given = (changed >= SMALLEST_SHOWN) & (self.counts >= SMALLEST_SHOWN)
        return both_given & ((changed >= self.seen_from) == (self.counts >= self.seen_from))

    def place_of(self, incident: Sequence[int]) -> tuple[int, ...]:
        """The cell that an incident with one word of each axis is in."""
        return tuple(incident[axis] for axis in self.axes)

    def changed_by(self, steps: Sequence["Step"]) -> dict[tuple[int, ...], int]:
        """The cells whose counts are others after all of the steps, with by how much."""
        net: Counter[tuple[int, ...]] = Counter()
        for step, incident in steps:
            net[self.place_of(incident)] += step
        return {place: change for place, change in net.items() if change}

    def words_of(self, place: Sequence[int], shape: Sequence[int]) -> list[np.ndarray]:
        """Of each axis the words with which an incident is in this cell."""
        words = [np.arange(size) for size in shape]
        for axis, at in zip(self.axes, place, strict=True):
            words[axis] = np.array([at])
        return words

    def spread(self, cells: np.ndarray, axes: int) -> np.ndarray:
        """Cells of this table laid out over all the axes, so that tables can be put together."""
        shape = [1] * axes
        for at, size in zip(self.axes, cells.shape, strict=True):
            shape[at] = size
        return cells.reshape(shape)

    def gathered(self, whole: np.ndarray) -> np.ndarray:
        """The cells of this table in which any of the whole's is true."""
        return np.asarray(whole.any(axis=tuple(at for at in range(whole.ndim) if at not in self.axes)))


def withhold_until_safe(tables: Sequence[CrossTable], singles: np.ndarray) -> int:
    """Withhold cells of the tables (in place) until every cell that is too few has a witness; returns how many were withheld.

    singles: the incidents with one word of each axis, by all axes; only these are taken away or changed in a witness.
    Of all witnesses that a cell could have, the one is made possible for which the least has to be withheld, by the tables'
    `weight`. A cell that can have none is withheld itself, with every figure that it is a part of. The same tables always come out the same.
    """
    before = sum(int(table.withheld.sum()) for table in tables)
    while True:
        near = _Near(tables, singles)
        chosen = [
            (table, place, *near.cheapest(table, place))
            for table, cells in near.unsafe()
            for place in map(tuple, np.argwhere(cells))
        ]
        if not any(cost for _, _, cost, _ in chosen):
            return sum(int(table.withheld.sum()) for table in tables) - before
        for table, place, cost, steps in chosen:
            if cost >= IMPOSSIBLE:
                _withhold_around(tables, table, place)
            for each in tables if cost < IMPOSSIBLE else ():
                for own, change in each.changed_by(steps).items():
                    if not each.stays(change)[own]:
                        each.withheld[own] = True


def _withhold_around(tables: Sequence[CrossTable], table: CrossTable, place: tuple[int, ...]) -> None:
    """Withhold a cell, whatever its count, and every figure that it is a part of or that is a part of it."""
    table.withheld[place] = True
    of = dict(zip(table.axes, place, strict=True))
    for other in tables:
        if set(other.axes) <= set(table.axes) or set(table.axes) <= set(other.axes):
            agree = np.ix_(
                *(
                    [of[axis]] if axis in of else range(size)
                    for axis, size in zip(other.axes, other.counts.shape, strict=True)
                )
            )
            other.withheld[agree] |= other.counts[agree] >= SMALLEST_SHOWN


IMPOSSIBLE = 1_000_000
"""What a change costs that no withholding hides: a zero that becomes 1, a 7 that becomes 8."""

Step = tuple[int, tuple[int, ...]]
"""One incident more (1) or fewer (-1), by its word of each axis."""


class _Near:
    """What it costs, in weight of cells withheld, to make each incident more or fewer read the same in the published tables."""

    def __init__(self, tables: Sequence[CrossTable], singles: np.ndarray) -> None:
        self.tables = tables
        self.shape = singles.shape
        self.gone = np.where(singles > 0, 0, IMPOSSIBLE).astype(np.int32)
        self.up = [table.spread(table.cost(1), singles.ndim) for table in tables]
        self.down = [table.spread(table.cost(-1), singles.ndim) for table in tables]
        self.more = self._sum(self.up, range(len(tables)))
        self.fewer = self._sum(self.down, range(len(tables))) + self.gone
        self.gains: list[np.ndarray] = []
        self.loses: list[np.ndarray] = []
        for axis in range(singles.ndim):
            touched = [at for at, table in enumerate(tables) if axis in table.axes]
            self.gains.append(self._sum(self.up, touched))
            self.loses.append(self._sum(self.down, touched) + self.gone)

    def _sum(self, costs: Sequence[np.ndarray], which: Iterable[int]) -> np.ndarray:
        whole = np.zeros(self.shape, np.int32)
        for at in which:
            whole += costs[at]
        return whole

    def unsafe(self) -> list[tuple[CrossTable, np.ndarray]]:
        """Each table with the cells that are too few and have no witness."""
        alone = (self.more == 0) | (self.fewer == 0)
        moved = []
        for gains, loses, axis in zip(self.gains, self.loses, range(len(self.shape)), strict=True):
            gain, lose = gains == 0, loses == 0
            moved.append(_others(gain, axis) & lose | _others(lose, axis) & gain)
        found = []
        for table in self.tables:
            witnessed = table.gathered(alone)
            for axis in table.axes:
                witnessed |= table.gathered(moved[axis])
            found.append((table, table.too_few & ~witnessed))
        return found

    def cheapest(self, table: CrossTable, place: tuple[int, ...]) -> tuple[int, list[Step]]:
        """The change of one cell that costs least, and its steps."""
        here = table.words_of(place, self.shape)
        best, steps = IMPOSSIBLE, []
        for step, costs in ((1, self.more), (-1, self.fewer)):
            cost, words = _least(costs, here)
            if cost < best:
                best, steps = cost, [(step, words)]
        for axis in table.axes:
            own = here[axis]
            there = np.setdiff1d(np.arange(self.shape[axis]), own)
            if not len(there):
                continue
            for step, mine, others in ((1, self.gains, self.loses), (-1, self.loses, self.gains)):
                inside = mine[axis][np.ix_(*here)].min(axis=axis)
                outside = others[axis][np.ix_(*here[:axis], there, *here[axis + 1 :])].min(axis=axis)
                both = inside.astype(np.int64) + outside
                at = np.unravel_index(int(both.argmin()), both.shape)
                if both[at] < best:
                    best = int(both[at])
                    row = [int(here[each][n]) for each, n in zip(_without(axis, len(here)), at, strict=True)]
                    steps = [
                        (way, _least(costs[axis], _line(row, axis, words))[1])
                        for way, costs, words in ((step, mine, own), (-step, others, there))
                    ]
        if best and len(table.axes) == 2:
            exchange, changes = self._exchange(table, place)
            if exchange < best:
                return exchange, changes
        return best, steps

    def _exchange(self, table: CrossTable, place: tuple[int, ...]) -> tuple[int, list[Step]]:
        """Two incidents that are alike but for the table's two axes give each other their words of one of these: every total
        stays. What it costs for the cell to have one fewer or one more so, and the steps.
        """
        first, second = table.axes
        both = [at for at, each in enumerate(self.tables) if first in each.axes and second in each.axes]
        last = (len(self.shape) - 2, len(self.shape) - 1)
        up, down, gone = (
            np.moveaxis(costs, table.axes, last)
            for costs in (self._sum(self.up, both), self._sum(self.down, both), self.gone)
        )
        best, steps = IMPOSSIBLE, []
        lose = down + gone
        a, b = place
        for gives, takes, sign in ((lose, up, -1), (up, lose, 1)):
            # the cell and the one across from it change one way, the two beside them the other
            cost = (
                gives[..., a, b][..., None, None]
                + gives
                + takes[..., :, b][..., :, None]
                + takes[..., a, :][..., None, :]
            )
            cost[..., a, :] = cost[..., :, b] = IMPOSSIBLE
            at = np.unravel_index(int(cost.argmin()), cost.shape)
            if cost[at] < best:
                best = int(cost[at])
                steps = [
                    (way, self._incident(table.axes, at[:-2], words))
                    for way, words in (
                        (sign, (a, b)), (sign, at[-2:]), (-sign, (at[-2], b)), (-sign, (a, at[-1])),
                    )
                ]  # fmt: skip
        return best, steps

    def _incident(self, axes: Axes, others: Sequence[Any], words: Sequence[Any]) -> tuple[int, ...]:
        incident = dict(
            zip((each for each in range(len(self.shape)) if each not in axes), others, strict=True)
        )
        incident |= dict(zip(axes, words, strict=True))
        return tuple(int(incident[axis]) for axis in range(len(self.shape)))


def _without(axis: int, axes: int) -> list[int]:
    return [each for each in range(axes) if each != axis]


def _line(row: Sequence[int], axis: int, words: np.ndarray) -> list[np.ndarray]:
    """One word of every axis but one, and some of that one."""
    line = [np.array([word]) for word in row]
    line.insert(axis, words)
    return line


def _least(costs: np.ndarray, words: Sequence[np.ndarray]) -> tuple[int, tuple[int, ...]]:
    """The least of the costs within some words of each axis, and where it is."""
    inside = costs[np.ix_(*words)]
    at = np.unravel_index(int(inside.argmin()), inside.shape)
    return int(inside[at]), tuple(int(each[n]) for each, n in zip(words, at, strict=True))


def _others(cells: np.ndarray, axis: int) -> np.ndarray:
    """Whether another cell along the axis is true."""
    return cells.sum(axis=axis, keepdims=True, dtype=np.int16) - cells > 0


def cells_of(table: CrossTable) -> Iterator[tuple[tuple[int, ...], int, int]]:
    """Each cell that is published: its place, its count, and what is given of it (NOTHING where it is withheld). What is left
    out does not come."""
    published = table.published
    for place in np.ndindex(table.counts.shape):
        if not table.left_out[place] and not (table.sparse and published[place] == NOTHING):
            yield place, int(table.counts[place]), int(published[place])
