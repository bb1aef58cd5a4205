"""Which edition a committee looked at before: found from the folder alone, by what a reader may see."""

import json
from pathlib import Path

import pytest

from dashboard.domain.reader import Reader, Role
from dashboard.domain.store import Store
from dashboard.edition import editions_of, last_before, latest_edition

OFFICER, COMMITTEE = Reader("a", Role.MSO), Reader("b", Role.COMMITTEE)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Editions 1 to 6, of which 2 and 4 are released; the files are empty, because none is opened."""
    shelf = Store(tmp_path)
    shelf.editions.mkdir(parents=True)
    for number in range(1, 7):
        shelf.edition(number).touch()
    for number in (2, 4):
        said = {"released_at": f"2026-0{number}-01T09:00:00", "released_by": "a", "note": ""}
        shelf.released_mark(number).write_text(json.dumps(said), encoding="utf-8")
    return shelf


@pytest.mark.parametrize(
    ("reader", "edition_id", "before"),
    [
        (OFFICER, 6, 4),  # and not the draft 5
        (OFFICER, 4, 2),
        (OFFICER, 2, 1),  # none is released before it: the newest draft
        (OFFICER, 1, None),
        (COMMITTEE, 4, 2),
        (COMMITTEE, 2, None),
    ],
)
def test_the_last_paper_is_the_released_one_before(
    store: Store, reader: Reader, edition_id: int, before: int | None
) -> None:
    found = last_before(edition_id, editions_of(store, reader))
    assert (found.edition_id if found else None) == before


def test_editions_are_seen_newest_first_and_drafts_by_those_who_prepare_them(store: Store) -> None:
    assert [each.edition_id for each in editions_of(store, OFFICER)] == [6, 5, 4, 3, 2, 1]
    assert [each.edition_id for each in editions_of(store, COMMITTEE)] == [4, 2]
    newest, released = latest_edition(store, OFFICER), latest_edition(store, OFFICER, released_only=True)
    assert newest and released and (newest.edition_id, released.edition_id) == (6, 4)
