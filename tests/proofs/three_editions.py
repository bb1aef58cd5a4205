"""Three editions in a row of a random small trust, each published beside those before it, and what comes out of the three together."""

from itertools import pairwise, product

import numpy as np

from dashboard.measures.protected import Key, LinkedTables, Protected
from tests.proofs.disclosure_attacker import PRINTED, Attack, can_stand_for
from tests.proofs.disclosure_worlds import World, as_printed, count_of, random_world

SMALL = (2, 4, 3)


def three_of(seed: int) -> tuple[World, list[np.ndarray]]:
    """The two editions of a random trust, and a third with one to four incidents more."""
    world, rng = random_world(seed, SMALL), np.random.default_rng(seed + 9_999)
    third = world.second.copy()
    for _ in range(int(rng.integers(1, 5))):
        third[tuple(int(rng.integers(n)) for n in third.shape)] += 1
    return world, [world.first, world.second, third]


def tables_of(world: World, incidents: np.ndarray) -> LinkedTables:
    tables = LinkedTables()
    for axes in world.figures:
        tables.count(axes, count_of(incidents, axes), published=world.printed(axes))
    tables.relations += world.relations(world.figures)
    return tables


def shown_of(world: World, editions: list[np.ndarray], *, remembers: int) -> list[Protected]:
    """What each edition shows; remembers: how many of those before it are reckoned with."""
    cells: list[Key] = [axes for axes in world.figures if None not in axes]
    before: list[tuple[LinkedTables, Protected]] = []
    for incidents in editions:
        tables = tables_of(world, incidents)
        recent = before[len(before) - min(remembers, len(before)) :]
        before.append((tables, tables.protected_after(recent, world.rule, cells)))
    return [shown for _, shown in before]


def recovered(world: World, editions: list[np.ndarray], shown: list[Protected]) -> int:
    """How many true small counts the attacker knows for certain."""
    cells = list(product(*map(range, world.first.shape)))
    many = len(cells)
    attack = Attack(len(editions) * many)
    wanted: list[list[int]] = []
    for edition, (incidents, protected) in enumerate(zip(editions, shown, strict=True)):
        for axes in world.figures:
            members = [
                n + edition * many
                for n, cell in enumerate(cells)
                if all(axis is None or axis == its for axis, its in zip(axes, cell, strict=True))
            ]
            if world.printed(axes):
                printed = as_printed(protected.cell(*axes).shown)
                attack.knows(members, *can_stand_for(printed, world.rule.name))
            if PRINTED[world.rule.name](count_of(incidents, axes)) == "few":
                wanted.append(members)
    for n, (old, new) in enumerate(pairwise(editions)):
        before = range(n * many, (n + 1) * many)
        attack.knows_added(before, range((n + 1) * many, (n + 2) * many), int((new - old).sum()))
    return len(attack.recovered(wanted)) if wanted else 0
