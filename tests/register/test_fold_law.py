"""Laws of the fold on a few random histories; many more in the soak."""

from pathlib import Path

import pytest

from dashboard.domain.store import Store
from tests.register.fold_laws import sound_after_each_act, undo_restores, written_in_is_written_anew
from tests.register.histories import History

SEEDS = (4, 8)
"""Histories in which records of several systems are linked: a fold that forgets their neighbours fails both."""


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_kept_is_the_fold_of_everything_and_the_ledger_adds_up(tmp_path: Path, seed: int) -> None:
    sound_after_each_act(History(Store(tmp_path), seed), 5)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_edition_with_changes_written_in_is_the_edition_written_anew(tmp_path: Path, seed: int) -> None:
    written_in_is_written_anew(History(Store(tmp_path), seed), 3)


@pytest.mark.parametrize("seed", SEEDS)
def test_undo_restores_exactly_what_was_there(tmp_path: Path, seed: int) -> None:
    undo_restores(History(Store(tmp_path), seed), 4)
