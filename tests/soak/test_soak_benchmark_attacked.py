"""Sixty cells of each of a dozen benchmark files attacked: none is recovered; by the rule alone many are."""

import pytest

from dashboard.measures import benchmark
from tests.proofs.attacked_packs import few_incidents, recovered

FILES, CELLS = 12, 60


@pytest.mark.timeout(3600)
def test_none_is_recovered() -> None:
    assert [recovered(few_incidents(seed), cells=CELLS, seed=seed) for seed in range(FILES)] == [0] * FILES


@pytest.mark.timeout(3600)
def test_by_the_rule_alone_many_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(benchmark, "withhold_until_safe", lambda tables, singles: 0)
    found = [recovered(few_incidents(seed), cells=CELLS, seed=seed) for seed in range(FILES)]
    print(f"\nby the rule alone: {sum(found)} of {FILES * CELLS} cells recovered")
    assert sum(found) > FILES
