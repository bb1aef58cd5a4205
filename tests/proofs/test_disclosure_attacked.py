"""An attacker with a solver gets no small count out of what is shown, and many out of the rules alone."""

import pytest

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
