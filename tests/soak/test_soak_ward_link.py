"""Every question of a ward link under every filter that could let another ward through, of which the ordinary tests ask three."""

from pathlib import Path

import pytest

from dashboard.edition import close_editions, question_names
from tests.edition.test_ward_link import ASKED, as_if_there_were_no_other_ward
from tests.edition.two_wards import two_editions


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory):
    made = two_editions(Path(tmp_path_factory.mktemp("wards")) / "store")
    yield made
    close_editions(made)


@pytest.mark.parametrize("name", question_names())
def test_every_question_answers_as_if_there_were_no_other_ward(store, name: str) -> None:
    as_if_there_were_no_other_ward(store, name, ASKED)
