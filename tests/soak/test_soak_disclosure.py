"""A thousand random trusts, published over totals, sites and two editions, against an attacker with a solver: none is recovered."""

import pytest

from tests.proofs import three_editions
from tests.proofs.disclosure_worlds import random_world, recoveries

WORLDS = 1_000


@pytest.mark.timeout(1800)
def test_no_small_count_is_recovered_in_a_thousand_worlds() -> None:
    recovered = {
        seed: found for seed in range(WORLDS) if (found := list(recoveries(random_world(seed), guarded=True)))
    }
    assert recovered == {}


@pytest.mark.timeout(1800)
def test_no_small_count_is_recovered_of_three_editions_in_a_row() -> None:
    for seed in range(200):
        world, editions = three_editions.three_of(seed)
        shown = three_editions.shown_of(world, editions, remembers=2)
        assert three_editions.recovered(world, editions, shown) == 0, seed


@pytest.mark.timeout(1800)
def test_the_rules_alone_give_counts_away_in_many_of_them() -> None:
    """So the attacker is able: by itself, the rounding rule is broken in at least one world of ten, the other one in half."""
    broken: dict[str, list[int]] = {}
    for seed in range(200):
        world = random_world(seed)
        broken.setdefault(world.rule.name, []).append(len(list(recoveries(world, guarded=False))))
    told = {rule: (sum(map(bool, found)), len(found), sum(found)) for rule, found in broken.items()}
    print(f"\nworlds broken, of how many, counts recovered, by the rule alone: {told}")
    assert told["HES"][0] >= 10
    assert told["under five"][0] >= 50
