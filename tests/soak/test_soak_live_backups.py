"""Fifty backups while another process imports and publishes: each is of one moment, and restores to what was backed up."""

from pathlib import Path

import pytest

from dashboard.domain.store import Store
from tests.proofs.live_backups import back_up_live

TIMES, AT_ONCE = 50, 10


@pytest.mark.timeout(7200)
@pytest.mark.parametrize("turn", range(TIMES // AT_ONCE))
def test_fifty_backups_under_load(tmp_path: Path, turn: int) -> None:
    found = back_up_live(Store(tmp_path / "store"), AT_ONCE, tmp_path)
    print(f"\n{found.made} backups of {found.imports[0]} to {found.imports[-1]} imports")
    assert (found.made, found.wrong) == (AT_ONCE, [])
