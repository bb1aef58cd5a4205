"""The written benchmark file is attacked: no number of 1 to 7 can be worked out from it, and from one by the rule alone some can.

A few cells of one file; `dev.py soak` attacks many.
"""

import pytest

from dashboard.measures import benchmark
from tests.proofs.attacked_packs import few_incidents, recovered

SEED = 1
CELLS = 3


def test_no_small_number_of_the_written_file_can_be_worked_out() -> None:
    assert recovered(few_incidents(SEED), cells=CELLS) == 0


def test_by_the_rule_alone_the_attacker_works_some_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(benchmark, "withhold_until_safe", lambda tables, singles: 0)
    assert recovered(few_incidents(SEED), cells=CELLS) >= 1
