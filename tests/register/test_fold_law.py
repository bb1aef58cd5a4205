"""Laws of the fold on a few random histories; many more in the soak."""

from pathlib import Path

from dashboard.domain.store import Store
from tests.register.fold_laws import sound_after_each_act, undo_restores, written_in_is_written_anew
from tests.register.histories import History

SEED = 8
"""A history in which records of several systems are linked: a fold that forgets their neighbours fails it. One here, sixty
longer ones in `dev.py soak`."""


def test_what_is_kept_is_the_fold_of_everything_and_the_ledger_adds_up(tmp_path: Path) -> None:
    sound_after_each_act(History(Store(tmp_path), SEED), 5)


def test_an_edition_with_changes_written_in_is_the_edition_written_anew(tmp_path: Path) -> None:
    written_in_is_written_anew(History(Store(tmp_path), SEED), 3)


def test_undo_restores_exactly_what_was_there(tmp_path: Path) -> None:
    undo_restores(History(Store(tmp_path), SEED), 4)
