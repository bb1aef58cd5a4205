"""The laws of what people decide of medicines, and those of the fold beside such decisions, on sixty longer histories."""

from pathlib import Path

import pytest

from dashboard.domain.store import Store
from tests.register.fold_laws import sound_after_each_act, undo_restores
from tests.register.medicine_histories import MedicineHistory
from tests.register.medicine_laws import (
    copied_is_written_anew,
    readings_follow_what_is_decided,
    taking_back_restores,
)

SEEDS = range(2000, 2060)


@pytest.mark.timeout(7200)
@pytest.mark.parametrize("seed", SEEDS)
def test_the_laws_hold_in_any_history(tmp_path: Path, seed: int) -> None:
    readings_follow_what_is_decided(MedicineHistory(Store(tmp_path / "readings"), seed), 16)
    copied_is_written_anew(MedicineHistory(Store(tmp_path / "written in"), seed), 6)
    taking_back_restores(MedicineHistory(Store(tmp_path / "taken back"), seed), 10)
    sound_after_each_act(MedicineHistory(Store(tmp_path / "sound"), seed), 8)
    undo_restores(MedicineHistory(Store(tmp_path / "undone"), seed), 4)
