"""Never Event and Yellow Card over imports, systems, placed words and formats. By hand."""

from datetime import date
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

ONE, NOT_ONE, NOT_RECORDED, NO_FIELD, CARD = (
    "Recorded as a Never Event", "Recorded as not a Never Event", "Not recorded", "Not in the extract", "Reference recorded",
)  # fmt: skip
FEBRUARY = (date(2026, 2, 1), date(2026, 2, 28))
SAID = "select reference, never_event, yellow_card from incident where reference is not null order by 1"


@pytest.fixture
def kept(tmp_path: Path) -> CountedStore:
    return CountedStore(Store(tmp_path))


def harmed(reference: str, never_event: str, yellow_card: str, **more: Any) -> dict[str, Any]:
    """References stand in an edition with moderate harm and above."""
    return incident(
        reference, FEB, harm_level="Moderate", never_event=never_event, yellow_card=yellow_card, **more
    )


def test_the_newest_listing_says_and_a_change_of_either_is_an_update(kept: CountedStore) -> None:
    kept.take(listing(harmed("W1", NOT_RECORDED, NO_FIELD), harmed("W2", ONE, CARD), run_on=MARCH))
    assert kept.published(SAID) == [("W1", NOT_RECORDED, NO_FIELD), ("W2", ONE, CARD)]
    done = kept.take(listing(harmed("W1", NOT_RECORDED, CARD), harmed("W2", NOT_ONE, CARD), run_on=APRIL))
    assert (done.changes.updated, done.changes.unchanged) == (2, 0)
    assert kept.published(SAID) == [("W1", NOT_RECORDED, CARD), ("W2", NOT_ONE, CARD)]


def test_a_linked_record_says_what_the_counted_one_does_not(kept: CountedStore) -> None:
    """The counted record's word on a Never Event before the linked one's; a reference in either is a reference."""
    counted = [
        (NOT_RECORDED, NO_FIELD),
        (NOT_ONE, NOT_RECORDED),
        (NO_FIELD, CARD),
        (NO_FIELD, NO_FIELD),
        (NO_FIELD, NO_FIELD),
    ]
    linked = [(ONE, CARD), (ONE, CARD), (NOT_RECORDED, NOT_RECORDED), (NO_FIELD, NO_FIELD), (NOT_ONE, NOT_RECORDED)]  # fmt: skip
    kept.take(
        listing(*(harmed(f"W{n}", *said) for n, said in enumerate(counted)), run_on=MARCH), covers=FEBRUARY
    )
    kept.take(
        listing(*(harmed(f"L{n}", *said, points_to=[f"W{n}"]) for n, said in enumerate(linked)), run_on=MARCH, source=LFPSE),
        covers=FEBRUARY,
    )  # fmt: skip
    assert kept.published(SAID) == [
        ("W0", ONE, CARD), ("W1", NOT_ONE, CARD), ("W2", NOT_RECORDED, CARD), ("W3", NO_FIELD, NO_FIELD),
        ("W4", NOT_ONE, NOT_RECORDED),
    ]  # fmt: skip


def test_a_word_of_a_never_event_is_placed_once_and_taken_back(kept: CountedStore) -> None:
    word = [{"field": "never_event", "written": "Wrong route"}]
    kept.take(
        listing(
            harmed("W1", NOT_RECORDED, NO_FIELD, unplaced=word), harmed("W2", ONE, NO_FIELD, unplaced=word), run_on=MARCH
        )
    )  # fmt: skip
    kept.place_word("never_event", "wrong route", NOT_ONE)
    assert kept.published(SAID) == [("W1", NOT_ONE, NO_FIELD), ("W2", ONE, NO_FIELD)]
    kept.place_word("never_event", "Wrong Route", ONE)
    assert kept.published(SAID) == [("W1", ONE, NO_FIELD), ("W2", ONE, NO_FIELD)]
    kept.take_back_word("never_event", "Wrong route")
    assert kept.published(SAID) == [("W1", NOT_RECORDED, NO_FIELD), ("W2", ONE, NO_FIELD)]


def test_what_was_stored_before_says_nothing_of_either(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.editions.mkdir()
    schema, rows = ROOT / "queries" / "schema", ROOT / "tests" / "golden" / "format_2"
    with duckdb.connect(str(store.register)) as old:
        for script in (schema / "register_001.sql", schema / "register_002.sql", rows / "register.sql"):
            old.execute(script.read_text(encoding="utf-8"))
    edition = register.publish(store, SINGLE_USER, NOW, trust_name="x").edition_id
    assert asked_of(store.register, "select format from store") == [(FORMAT,)]
    assert asked_of(store.edition(edition), SAID) == [("W2", NO_FIELD, NO_FIELD)]
