"""The register against a dictionary, for long: imports, re-imports, overlaps, withdrawals, undoing, in any order."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.proofs.register_machine import register_machine

LONG = settings(
    max_examples=25, stateful_step_count=40, deadline=None, database=None, print_blob=True,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip

MANY = settings(LONG, max_examples=225, stateful_step_count=8)
"""Short ones beside the long: 4 x 225 and 4 x 25 are a thousand sequences."""


@pytest.mark.timeout(7200)
@pytest.mark.parametrize("seed", range(4))
def test_the_register_is_what_a_dictionary_says(tmp_path: Path, seed: int) -> None:
    run_state_machine_as_test(register_machine(30, seed, tmp_path / "read"), settings=LONG)


@pytest.mark.timeout(14_400)
@pytest.mark.parametrize("seed", range(4))
def test_many_short_sequences(tmp_path: Path, seed: int) -> None:
    run_state_machine_as_test(register_machine(12, 100 + seed, tmp_path / "read"), settings=MANY)
