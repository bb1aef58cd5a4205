"""The laws of the fold on sixty random histories, each longer than those of the suite."""

from pathlib import Path

import pytest

from dashboard.domain.store import Store
from tests.register.fold_laws import sound_after_each_act, undo_restores, written_in_is_written_anew
from tests.register.histories import History

SEEDS = range(1000, 1060)


@pytest.mark.timeout(7200)
@pytest.mark.parametrize("seed", SEEDS)
def test_the_laws_hold_in_any_history(tmp_path: Path, seed: int) -> None:
    sound_after_each_act(History(Store(tmp_path / "sound"), seed), 8)
    written_in_is_written_anew(History(Store(tmp_path / "written in"), seed), 3)
    undo_restores(History(Store(tmp_path / "undone"), seed), 4)
