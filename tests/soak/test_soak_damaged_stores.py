"""200 logs cut short, 200 logs and 100 registers with a flipped bit: each is whole, or led back to a whole one."""

import random
from pathlib import Path

import pytest

from tests.proofs.damaged_stores import StoreToDamage, damage

PARTS = 4


@pytest.mark.timeout(7200)
@pytest.mark.parametrize("seed", range(PARTS))
def test_five_hundred_damaged_stores(tmp_path: Path, seed: int) -> None:
    to = StoreToDamage(tmp_path, 400)
    found = damage(to, random.Random(seed), 200 // PARTS, 200 // PARTS, 100 // PARTS)
    print(f"\n{dict(found.ended)}, longest restore {found.longest_restore:.1f} s")
    assert found.wrong == []
    assert found.ended["restored"] and found.ended["log set aside"] and found.ended["whole"]
    assert found.longest_restore < 120
