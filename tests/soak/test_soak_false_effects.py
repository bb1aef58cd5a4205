"""How often something that did nothing is told to have had an effect, and how often a real change is seen: printed."""

import pytest

from tests.proofs.false_effects import Told, told_of_intervals, told_of_months

SEED, SERIES = 20261126, 3_000


def shares(told: Told) -> str:
    return f"first look {100 * told.first:.1f} %, sixth {100 * told.last:.1f} %, any of the six {100 * told.ever:.1f} %"


@pytest.mark.timeout(3600)
def test_false_effects_of_months_and_of_intervals() -> None:
    print()
    for mean in (3, 8, 20):
        for before in (12, 24):
            told = told_of_months(mean, before, SERIES, SEED)
            print(f"{mean} a month, {before} months before: {shares(told)}", flush=True)
            assert told.first < 0.06 and told.ever < 0.14
        for share in (0.75, 0.5):
            told = told_of_months(mean, 24, SERIES, SEED, after_mean=share * mean)
            print(f"{mean} a month, 24 before, {share:g} times as many after: {shares(told)}", flush=True)
    for before in (12, 15, 30):
        told = told_of_intervals(before, SERIES, SEED)
        print(f"{before} intervals before: {shares(told)}", flush=True)
        assert told.first < 0.06 and told.ever < 0.14
    for longer in (2.0, 3.0):
        told = told_of_intervals(15, SERIES, SEED, longer=longer)
        print(f"15 intervals before, {longer:g} times as long after: {shares(told)}", flush=True)
