"""A sample of damaged stores (six) and of backups under load (two); `dev.py soak` does five hundred and fifty."""

import random
from pathlib import Path

import pytest

from dashboard.domain.store import Store
from tests.looked_at_here import looking_here
from tests.proofs.damaged_stores import StoreToDamage, damage, flipped
from tests.proofs.live_backups import back_up_live


@pytest.fixture(scope="module")
def to(tmp_path_factory: pytest.TempPathFactory) -> StoreToDamage:
    with looking_here():
        return StoreToDamage(tmp_path_factory.mktemp("damaged"), 40)


def test_a_damaged_store_is_whole_or_its_person_is_led_back(to: StoreToDamage) -> None:
    with looking_here():
        found = damage(to, random.Random(20261126), 2, 2, 2)
    assert found.wrong == []
    assert found.ended.total() == 6
    assert found.ended["log set aside"] == 2


def test_a_register_that_holds_something_else_would_be_noticed(
    to: StoreToDamage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(to, "before", {})
    monkeypatch.setattr(to, "after", {})
    with looking_here():
        found = damage(to, random.Random(1), 1, 0, 0)
    assert found.wrong == ["log cut short 0: holds something that never was"]
    assert flipped(b"abc", random.Random(1)) != b"abc"


def test_backups_under_load_are_of_one_moment_and_restore(tmp_path: Path) -> None:
    with looking_here():
        found = back_up_live(Store(tmp_path / "store"), 2, tmp_path)
    assert (found.made, found.wrong) == (2, [])
    assert found.imports[0] >= 1
