"""An attacker with a solver gets no small count out of what is shown, and many out of the rules alone."""

import pytest

from tests.proofs import three_editions
from tests.proofs.disclosure_worlds import SMALL, World, random_world, recoveries

WORLDS = 24


@pytest.fixture(scope="module")
def worlds() -> list[World]:
    return [random_world(seed, SMALL) for seed in range(WORLDS)]


def test_no_small_count_is_recovered_over_totals_sites_and_two_editions(worlds: list[World]) -> None:
    for seed, world in enumerate(worlds):
        assert list(recoveries(world, guarded=True)) == [], seed


@pytest.mark.parametrize("rule", ["HES", "under five"])
def test_the_rules_alone_are_broken_by_the_same_attacker(worlds: list[World], rule: str) -> None:
    alone = [len(list(recoveries(world, guarded=False))) for world in worlds[:16] if world.rule.name == rule]
    assert sum(broken > 0 for broken in alone) >= 2, alone


@pytest.mark.parametrize("seed", [9, 50])
def test_three_editions_tell_nothing_together_and_much_where_each_reckons_with_one_before(seed: int) -> None:
    world, editions = three_editions.three_of(seed)
    for remembers, is_broken in ((2, False), (1, True)):
        shown = three_editions.shown_of(world, editions, remembers=remembers)
        assert (three_editions.recovered(world, editions, shown) > 0) == is_broken
