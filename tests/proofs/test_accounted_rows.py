"""read = accepted + duplicate + rejected + left out, and each of them right: a sample of what `dev.py soak` tries."""

from pathlib import Path

from tests.proofs.accounted_rows import unaccounted
from tests.proofs.counted_extracts import counted_extract, known_sources

SEED = 4


def test_every_row_of_generated_extracts_is_accounted_for(tmp_path: Path) -> None:
    made = [counted_extract(SEED, number) for number in range(20)]
    assert {each.source for each in made} == set(known_sources()) >= {"datix", "lfpse", "nrls"}
    assert len({each.name.rsplit(".")[-1] for each in made}) == 2
    for figure in ("accepted", "duplicate", "rejected", "left_out"):
        assert sum(each.figures()[figure] for each in made) > 20, f"the sample has too few rows {figure}"
    assert unaccounted(made, tmp_path) == []


def test_a_row_too_many_or_too_few_is_noticed(tmp_path: Path) -> None:
    made = counted_extract(SEED, 0)
    made.accepted += 1
    made.rejected -= 1
    made.left_out["an unknown reason"] += 1
    assert len(unaccounted([made], tmp_path)) == 4
