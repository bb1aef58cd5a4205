"""Every row of 500 generated extracts accounted for."""

from collections import Counter
from pathlib import Path

import pytest

from tests.proofs.accounted_rows import unaccounted
from tests.proofs.counted_extracts import counted_extract, known_sources

SEED = 20261124
EXTRACTS = 500


@pytest.mark.timeout(7200)
def test_every_row_of_five_hundred_extracts_is_accounted_for(tmp_path: Path) -> None:
    made = [counted_extract(SEED, number) for number in range(EXTRACTS)]
    sources = Counter(each.source for each in made)
    print(f"\n{sum(each.read for each in made):,} rows of {dict(sources)}")
    assert set(sources) == set(known_sources())
    assert unaccounted(made, tmp_path) == []
