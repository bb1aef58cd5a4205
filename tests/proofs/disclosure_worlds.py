"""Random trusts with small counts, published by every filter and in two editions, and what an attacker gets out of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np

from dashboard.stats.disclosure import (
    HES,
    TOO_FEW,
    UNDER_FIVE,
    WITHHELD,
    Counted,
    DisclosureRule,
    Relation,
    Shown,
    ShownCount,
    adds_up,
    only_added,
    protect,
)
from tests.proofs.disclosure_attacker import PRINTED, Attack, can_stand_for

RULES = {rule.name: rule for rule in (HES, UNDER_FIVE)}
Axes = tuple[int | None, int | None, int | None]
"""A figure: its site, month and level; None is the total over all of them."""


@dataclass(frozen=True)
class World:
    """Incidents of each site, month and level in two editions. crossed: whether month x level is printed, or their margins alone."""

    rule: DisclosureRule
    first: np.ndarray
    second: np.ndarray
    crossed: bool

    @property
    def added(self) -> int:
        return int((self.second - self.first).sum())

    @property
    def figures(self) -> list[Axes]:
        """Every figure of the trust and of each site: cells, both margins, totals."""
        sites, months, levels = self.first.shape
        return list(product((*range(sites), None), (*range(months), None), (*range(levels), None)))

    def printed(self, axes: Axes) -> bool:
        return self.crossed or axes[1] is None or axes[2] is None

    def relations(self, figures: list[Axes]) -> list[Relation]:
        """Each total is the sum of its parts along each of its axes."""
        at: dict[tuple[int | None, ...], int] = {axes: place for place, axes in enumerate(figures)}
        found = []
        for axes, along in product(figures, range(3)):
            if axes[along] is None:
                parts = [(*axes[:along], n, *axes[along + 1 :]) for n in range(self.first.shape[along])]
                found.append(adds_up(at[axes], [at[part] for part in parts]))
        return found


def count_of(incidents: np.ndarray, axes: Axes) -> int:
    return int(incidents[tuple(slice(None) if n is None else slice(n, n + 1) for n in axes)].sum())


LARGEST = (3, 5, 4)
SMALL = (2, 3, 2)


def random_world(seed: int, largest: tuple[int, int, int] = LARGEST) -> World:
    """So many sites, months and levels at most; counts around nothing, few and some; up to five incidents more in the second
    edition.
    """
    rng = np.random.default_rng(seed)
    shape = tuple(int(rng.integers(min(2, most), most + 1)) for most in largest)
    about = rng.choice([0.0, 0.3, 1.0, 2.0, 5.0, 9.0], shape[2])[None, None, :] * rng.choice(
        [0.4, 1, 2], shape[0]
    ).reshape(-1, 1, 1)
    first = rng.poisson(np.broadcast_to(about, shape))
    if seed % 5 == 0:  # the shape that the rounding rule alone gives away: many ones, or many sevens
        first = np.where(first > 0, int(rng.choice([1, 7])), 0)
    second = first.copy()
    for _ in range(seed % 6):
        second[tuple(int(rng.integers(n)) for n in shape)] += 1
    return World(list(RULES.values())[seed % 2], first, second, crossed=bool(rng.random() < 0.8))


def published(world: World, *, guarded: bool) -> tuple[list[ShownCount], list[ShownCount]]:
    """What both editions show; unguarded: each count by the rule alone."""
    figures = world.figures
    both = []
    for incidents in (world.first, world.second):
        both.append([Counted(count_of(incidents, axes), world.printed(axes)) for axes in figures])
    if not guarded:
        first, second = (
            [
                world.rule.shown(each.count) if each.published else ShownCount(Shown.MISSING)
                for each in edition
            ]
            for edition in both
        )
        return first, second
    relations = world.relations(figures)
    first = protect(both[0], relations, world.rule)
    many = len(figures)
    before = [
        Counted(each.count, each.published, already=shown) for each, shown in zip(both[0], first, strict=True)
    ]
    later = [
        Relation(tuple(n + many for n in each.figures), each.times, each.least, each.most)
        for each in relations
    ]
    cells = [place for place, axes in enumerate(figures) if None not in axes]
    linked = only_added(cells, [place + many for place in cells], world.added)
    return first, protect([*before, *both[1]], [*relations, *later, *linked], world.rule)[many:]


def as_printed(shown: ShownCount) -> str:
    if shown == TOO_FEW:
        return "few"
    return "withheld" if shown == WITHHELD else str(shown.value)


def recoveries(world: World, *, guarded: bool) -> Iterator[tuple[int, Axes, int]]:
    """Edition, figure and count of each true small count that the attacker knows for certain."""
    sites, months, levels = world.first.shape
    cells = list(product(range(sites), range(months), range(levels)))
    many = len(cells)

    def members(axes: Axes, edition: int) -> list[int]:
        return [
            n + edition * many
            for n, cell in enumerate(cells)
            if all(axis is None or axis == its for axis, its in zip(axes, cell, strict=True))
        ]

    attack = Attack(2 * many)
    figures, wanted, true = world.figures, [], []
    for edition, (incidents, shown) in enumerate(
        zip((world.first, world.second), published(world, guarded=guarded), strict=True)
    ):
        for axes, each in zip(figures, shown, strict=True):
            if world.printed(axes):
                attack.knows(members(axes, edition), *can_stand_for(as_printed(each), world.rule.name))
            count = count_of(incidents, axes)
            if PRINTED[world.rule.name](count) == "few":
                wanted.append(members(axes, edition))
                true.append((edition, axes, count))
    attack.knows_added(range(many), range(many, 2 * many), world.added)
    if wanted:
        for place, value in attack.recovered(wanted).items():
            assert value == true[place][2], "the attacker is certain of what is not so"
            yield true[place]
