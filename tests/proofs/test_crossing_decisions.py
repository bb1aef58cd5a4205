"""A confirmation and an import of the same name at the same moment: the newest edition holds both, whoever was first."""

from pathlib import Path

from tests.made_up_incidents import TrustUnderTest
from tests.proofs.crossing_decisions import (
    MEDICINES,
    confirmed_while_imported,
    confirmed_while_stored,
    readings_out_of_step,
)

ROUNDS = 2


def test_a_name_confirmed_by_one_thread_while_another_stores_it(trust: TrustUnderTest) -> None:
    found = confirmed_while_stored(trust, ROUNDS)
    assert found == [{MEDICINES[number % 4]: number + 1} for number in range(1, ROUNDS + 1)]
    assert readings_out_of_step(trust.store) == 0


def test_a_name_confirmed_by_one_process_while_another_imports_it(tmp_path: Path) -> None:
    assert confirmed_while_imported(tmp_path) == {"warfarin": 2}
