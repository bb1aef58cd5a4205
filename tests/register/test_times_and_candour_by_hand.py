"""Time of incident and duty of candour over imports, systems, placed words and formats; and numbers, given once. By hand."""

from datetime import date, time
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboard import register
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.register.upgrade import FORMAT
from tests.python_files import ROOT
from tests.register.counted_store import LFPSE, CountedStore, listing
from tests.register.stored_extracts import NOW, asked_of, incident
from tests.register.test_gone_by_hand import APRIL, FEB, MARCH

APPLIES, NOT_APPLYING, NOT_RECORDED, NO_FIELD = (
    "Recorded as applying", "Recorded as not applying", "Not recorded", "Not in the extract",
)  # fmt: skip
FEBRUARY = (date(2026, 2, 1), date(2026, 2, 28))
NOON, TEN = time(12), time(10)
SAID = "select reference, occurred_time, duty_of_candour from incident where reference is not null order by 1"


@pytest.fixture
def kept(tmp_path: Path) -> CountedStore:
    return CountedStore(Store(tmp_path))


def harmed(reference: str, clock: time | None, candour: str, day: date = FEB, **more: Any) -> dict[str, Any]:
    """References stand in an edition with moderate harm and above."""
    return incident(
        reference, day, harm_level="Moderate", occurred_time=clock, duty_of_candour=candour, **more
    )


def test_the_newest_listing_says_and_a_change_of_either_is_an_update(kept: CountedStore) -> None:
    kept.take(listing(harmed("W1", None, NOT_RECORDED), harmed("W2", NOON, APPLIES), run_on=MARCH))
    assert kept.published(SAID) == [("W1", None, NOT_RECORDED), ("W2", NOON, APPLIES)]
    done = kept.take(listing(harmed("W1", TEN, NOT_RECORDED), harmed("W2", NOON, APPLIES), run_on=APRIL))
    assert (done.changes.updated, done.changes.unchanged) == (1, 1)
    assert kept.published(SAID) == [("W1", TEN, NOT_RECORDED), ("W2", NOON, APPLIES)]


def test_a_linked_record_says_what_the_counted_one_does_not(kept: CountedStore) -> None:
    """Its time only where both are of one day; a decision before none; that the field is there before that it is not."""
    other = date(2026, 2, 4)
    kept.take(
        listing(
            harmed("W1", None, NOT_RECORDED), harmed("W2", NOON, NOT_APPLYING), harmed("W3", None, NO_FIELD),
            harmed("W4", None, NO_FIELD), harmed("W5", None, NO_FIELD),
            run_on=MARCH,
        ),
        covers=FEBRUARY,
    )  # fmt: skip
    kept.take(
        listing(
            harmed("L1", TEN, APPLIES, points_to=["W1"]), harmed("L2", TEN, APPLIES, points_to=["W2"]),
            harmed("L3", TEN, NOT_RECORDED, other, points_to=["W3"]), harmed("L4", None, NO_FIELD, points_to=["W4"]),
            harmed("L5", None, NOT_APPLYING, points_to=["W5"]),
            run_on=MARCH, source=LFPSE,
        ),
        covers=FEBRUARY,
    )  # fmt: skip
    assert kept.published(SAID) == [
        ("W1", TEN, APPLIES), ("W2", NOON, NOT_APPLYING), ("W3", None, NOT_RECORDED), ("W4", None, NO_FIELD),
        ("W5", None, NOT_APPLYING),
    ]  # fmt: skip


def test_a_word_of_candour_is_placed_once_and_taken_back(kept: CountedStore) -> None:
    word = [{"field": "duty_of_candour", "written": "Ask on Friday"}]
    kept.take(
        listing(
            harmed("W1", None, NOT_RECORDED, unplaced=word), harmed("W2", None, APPLIES, unplaced=word), run_on=MARCH
        )
    )  # fmt: skip
    kept.place_word("duty_of_candour", "ask on friday", NOT_APPLYING)
    assert kept.published(SAID) == [("W1", None, NOT_APPLYING), ("W2", None, APPLIES)]
    kept.take_back_word("duty_of_candour", "Ask on Friday")
    assert kept.published(SAID) == [("W1", None, NOT_RECORDED), ("W2", None, APPLIES)]


def test_what_was_stored_before_says_nothing_of_either(tmp_path: Path) -> None:
    """Moderate harm of a register of format 2 is not flagged for a decision that its program never looked at."""
    store = Store(tmp_path)
    store.editions.mkdir()
    schema, rows = ROOT / "queries" / "schema", ROOT / "tests" / "golden" / "format_2"
    with duckdb.connect(str(store.register)) as old:
        for script in (schema / "register_001.sql", schema / "register_002.sql", rows / "register.sql"):
            old.execute(script.read_text(encoding="utf-8"))
    edition = register.publish(store, SINGLE_USER, NOW, trust_name="x").edition_id
    assert asked_of(store.register, "select format, highest_n from store") == [(FORMAT, 7)]
    assert asked_of(store.edition(edition), SAID) == [("W2", None, NO_FIELD)]


def numbers(kept: CountedStore) -> dict[str, int]:
    return dict(asked_of(kept.store.register, "select reference, n from current_record"))


def test_a_number_is_never_given_twice(kept: CountedStore) -> None:
    """W3 was number 3 in an edition and in somebody's minutes: after the undo 3 is nobody's."""
    kept.take(listing(incident("W1"), incident("W2"), run_on=MARCH))
    done = kept.take(listing(incident("W3"), run_on=APRIL))
    assert numbers(kept) == {"W1": 1, "W2": 2, "W3": 3}
    kept.undo(done.import_id)
    assert numbers(kept) == {"W1": 1, "W2": 2}
    kept.preview(listing(incident("W4"), incident("W5"), run_on=date(2026, 4, 2)))
    kept.take(listing(incident("W4"), run_on=date(2026, 4, 3)))
    assert numbers(kept) == {"W1": 1, "W2": 2, "W4": 4}
    assert kept.counting() == ["W1", "W2", "W4"]


def test_the_first_import_of_all_undone_frees_no_number_either(kept: CountedStore) -> None:
    done = kept.take(listing(incident("W1"), incident("W2"), run_on=MARCH))
    kept.undo(done.import_id)
    kept.take(listing(incident("W2"), run_on=APRIL))
    assert numbers(kept) == {"W2": 3}
