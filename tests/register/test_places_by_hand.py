"""Wards under several names, moved and closed: incidents and bed days of a place counted by hand."""

from datetime import date
from pathlib import Path

import pytest

from dashboard import register
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store, StoreProblem
from dashboard.register import Place
from tests.register.counted_store import CountedStore, listing
from tests.register.histories import RECORD, looked_at
from tests.register.stored_extracts import bed_days, incident
from tests.register.test_gone_by_hand import FEB, JAN, MARCH

RIVERSIDE = "Riverside"
NAMES = ((RIVERSIDE, "Ward 7"), (RIVERSIDE, "WARD 7"), (RIVERSIDE, "Wd Seven"))
WARD = Place("Ward 7", RIVERSIDE, "Medicine", NAMES)
BY_WARD = "select division, location, count(*)::int from incident group by all order by all"


@pytest.fixture
def kept(tmp_path: Path) -> CountedStore:
    made = CountedStore(Store(tmp_path))
    made.take(
        listing(
            incident("W1", JAN, location="Ward 7"),
            incident("W2", JAN, location="WARD 7"),
            incident("W3", date(2026, 2, 14), location="Wd Seven", division="Surgery"),
            incident("W4", date(2026, 2, 15), location="Wd Seven"),
            incident("W5", FEB, location="Ward 8"),
            incident("W6", FEB, location="Ward 7", site="Hillview"),
            run_on=MARCH,
        )
    )
    return made


def test_three_spellings_are_one_ward_and_each_incident_counts_once(kept: CountedStore) -> None:
    """Two of the names differ in case alone: they are one name, and no incident is there twice."""
    kept.keep_place(WARD)
    assert kept.counting() == ["W1", "W2", "W3", "W4", "W5", "W6"]
    assert kept.published("select site, location, count(*)::int from incident group by all order by all") == [
        ("Hillview", "Ward 7", 1),
        (RIVERSIDE, "Ward 7", 4),
        (RIVERSIDE, "Ward 8", 1),
    ]
    written = {
        (each.site, each.location): (each.incidents, each.place_id)
        for each in register.written_places(kept.store, SINGLE_USER, kept.now)
    }
    assert written == {
        (RIVERSIDE, "Ward 7"): (1, 1),
        (RIVERSIDE, "WARD 7"): (1, 1),
        (RIVERSIDE, "Wd Seven"): (2, 1),
        (RIVERSIDE, "Ward 8"): (1, None),
        ("Hillview", "Ward 7"): (1, None),
    }


def test_its_bed_days_are_found_under_any_of_its_names(kept: CountedStore) -> None:
    register.commit_activity(
        kept.store, SINGLE_USER, bed_days({JAN: 400.0}, ward="wd seven", division="Surgery"), kept.now
    )
    register.commit_activity(kept.store, SINGLE_USER, bed_days({FEB: 500.0}, ward="Ward 7"), kept.now)
    kept.keep_place(WARD)
    assert kept.published("select month, division, location, bed_days from bed_days order by month") == [
        (JAN, "Medicine", "Ward 7", 400.0),
        (FEB, "Medicine", "Ward 7", 500.0),
    ]


def test_a_ward_belongs_to_another_division_from_a_day_on(kept: CountedStore) -> None:
    """To Surgery on 14 February, to Medicine again on the 15th: W3 alone is Surgery's."""
    moves = (("Surgery", date(2026, 2, 14)), ("Medicine", date(2026, 2, 15)))
    number = kept.keep_place(Place("Ward 7", RIVERSIDE, "Medicine", NAMES, moves=moves))
    assert kept.published(BY_WARD) == [
        ("Medicine", "Ward 7", 4),
        ("Medicine", "Ward 8", 1),
        ("Surgery", "Ward 7", 1),
    ]
    (place,) = register.places(kept.store, SINGLE_USER, kept.now)
    assert (place.place_id, place.moves) == (number, moves)


def test_the_day_it_closed_is_kept_and_must_follow_the_day_it_opened(kept: CountedStore) -> None:
    opened, closed = date(2020, 1, 1), date(2026, 2, 28)
    kept.keep_place(Place("Ward 7", RIVERSIDE, "Medicine", NAMES, opened, closed))
    (place,) = register.places(kept.store, SINGLE_USER, kept.now)
    assert (place.opened_on, place.closed_on) == (opened, closed)
    with pytest.raises(StoreProblem, match="cannot have closed before it opened"):
        kept.keep_place(Place("Ward 7", RIVERSIDE, "Medicine", NAMES, closed, opened))
    for nothing in (Place(" ", RIVERSIDE, "Medicine", NAMES), Place("Ward 7", RIVERSIDE, "Medicine", ())):
        with pytest.raises(StoreProblem, match="needs a name"):
            kept.keep_place(nothing)


def test_a_name_that_is_taken_is_refused_and_changes_nothing(kept: CountedStore) -> None:
    kept.keep_place(WARD)
    before = register.places(kept.store, SINGLE_USER, kept.now)
    other = Place("Ward 8", RIVERSIDE, "Surgery", ((RIVERSIDE, "Ward 8"), (RIVERSIDE, " ward 7")))
    with pytest.raises(StoreProblem, match="'ward 7' is a name of Ward 7 already: take it from there first"):
        kept.keep_place(other)
    assert register.places(kept.store, SINGLE_USER, kept.now) == before
    assert kept.keep_place(Place("Ward 7", "Hillview", "Surgery", (("Hillview", "Ward 7"),))) == 2, (
        "another site"
    )


def test_a_place_is_changed_under_its_number_and_lets_go_of_names(kept: CountedStore) -> None:
    number = kept.keep_place(WARD)
    kept.keep_place(Place("Acute Medical", RIVERSIDE, "Medicine", NAMES[:1], place_id=number))
    assert kept.published(BY_WARD) == [
        ("Medicine", "Acute Medical", 2),
        ("Medicine", "Ward 7", 1),
        ("Medicine", "Ward 8", 1),
        ("Medicine", "Wd Seven", 1),
        ("Surgery", "Wd Seven", 1),
    ]


def test_taking_a_place_back_restores_exactly_what_was_there(kept: CountedStore) -> None:
    before, shown = (
        looked_at(kept.store, RECORD, kept.now),
        kept.published("select * from incident order by n"),
    )
    number = kept.keep_place(Place("Ward 7", "Hillview", "Surgery", NAMES, moves=(("Medicine", FEB),)))
    assert looked_at(kept.store, RECORD, kept.now) != before
    kept.forget_place(number)
    assert looked_at(kept.store, RECORD, kept.now) == before
    assert kept.published("select * from incident order by n") == shown
    assert register.places(kept.store, SINGLE_USER, kept.now) == ()
