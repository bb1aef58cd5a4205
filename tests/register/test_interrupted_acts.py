"""An act that fails at any of its SQL statements leaves the register as it was, and the next one works. Here at every
so many statements of six acts; the soak tries each statement of every act.
"""

from pathlib import Path

import pytest

from dashboard.domain.store import Store
from tests.register.interrupted_acts import interrupted, store_with_a_past, told_too_late

EVERY = 19
TRIED = ("import", "undo", "keep a place", "confirm a name", "load a list", "publish")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_with_a_past(Path(tmp_path_factory.mktemp("template")))


@pytest.mark.parametrize("name", TRIED)
def test_an_act_that_fails_on_its_way_leaves_everything_as_it_was(
    template: Store, tmp_path: Path, name: str
) -> None:
    statements, failures = interrupted(name, template, tmp_path, EVERY)
    assert statements > 30 and failures >= statements // EVERY


@pytest.mark.parametrize("name", ["import", "confirm a name", "publish"])
def test_an_act_that_fails_in_its_last_statement_is_done(template: Store, tmp_path: Path, name: str) -> None:
    told_too_late(name, template, tmp_path)
