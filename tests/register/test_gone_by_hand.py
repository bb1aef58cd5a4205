"""Incidents that are gone from a listing, or that no longer count, by small listings counted by hand."""

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from dashboard import register
from dashboard.domain.extract import Standing
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from tests.register.counted_store import LFPSE, CountedStore, listing
from tests.register.stored_extracts import incident

JANUARY = (date(2026, 1, 1), date(2026, 1, 31))
JAN, FEB = date(2026, 1, 1), date(2026, 2, 1)
MARCH, APRIL, MAY, JUNE = (date(2026, month, 1) for month in (3, 4, 5, 6))
NOT_MEDICATION = "re-categorised as not medication"


@pytest.fixture
def kept(tmp_path: Path) -> CountedStore:
    return CountedStore(Store(tmp_path))


def january(number: int, **changes: object) -> dict:
    return incident(f"W{number}", date(2026, 1, 10 + number), **changes)


def test_a_listing_misses_only_what_it_covers(kept: CountedStore) -> None:
    """Of W1 to W6, a listing of Riverside's January, run on 1 April, does not hold any."""
    kept.take(
        listing(
            january(1),
            january(2, site="Hillview"),
            incident("W3", date(2026, 2, 1)),
            january(4, occurred_precision="year", occurred_latest=date(2026, 12, 31)),
            january(5, reported_on=date(2026, 4, 2)),
            january(6, reported_on=date(2026, 4, 1)),
            run_on=MARCH,
        )
    )
    later = listing(january(9), run_on=APRIL)
    assert kept.gone(later, covers=JANUARY, sites=("Riverside",)) == ["W1", "W6"]
    assert kept.gone(later, covers=JANUARY) == ["W1", "W2", "W6"]
    assert kept.gone(later, covers=(date(2026, 1, 12), date(2026, 2, 1))) == ["W2", "W3", "W6"]
    national = listing(january(9), run_on=APRIL, source=LFPSE)
    assert kept.gone(national, covers=JANUARY) == [], "another system's listing misses nothing of this one"
    left_out = listing(january(9), run_on=APRIL, left_out={"W1": Standing.NOT_MEDICATION})
    assert kept.gone(left_out, covers=JANUARY) == ["W2", "W6"], "what it leaves out it does hold"
    assert kept.counting() == ["W1", "W2", "W3", "W4", "W5", "W6"], "a preview decides nothing"


def test_what_a_newer_listing_spoke_of_is_not_missing_from_an_older_one(kept: CountedStore) -> None:
    kept.take(listing(january(1), january(2), run_on=MARCH))
    kept.take(listing(january(1), run_on=MAY))
    assert kept.gone(listing(january(9), run_on=APRIL), covers=JANUARY) == ["W2"]
    assert kept.gone(listing(january(9), run_on=MAY), covers=JANUARY) == ["W1", "W2"]


def test_what_is_kept_is_asked_once(kept: CountedStore) -> None:
    kept.take(listing(january(1), january(2), january(3), run_on=MARCH))
    done = kept.take(listing(january(1), run_on=APRIL), covers=JANUARY, keep={"W2": "still open"})
    assert [each.reference for each in done.gone.incidents] == ["W2", "W3"]
    assert kept.counting() == ["W1", "W2", "W3"]
    assert kept.gone(listing(january(1), run_on=MAY), covers=JANUARY) == ["W3"], "nobody decided on W3"
    kept.undo(2)
    assert kept.gone(listing(january(1), run_on=MAY), covers=JANUARY) == ["W2", "W3"], (
        "the word went with its import"
    )


def test_what_is_withdrawn_leaves_the_counts_and_stays_in_the_ledger(kept: CountedStore) -> None:
    kept.take(listing(january(1), january(2), run_on=MARCH))
    kept.take(listing(january(1), run_on=APRIL), covers=JANUARY, withdraw={"W2": "a duplicate"})
    assert (kept.counting(), kept.standing("W2")) == (["W1"], "withdrawn")
    assert kept.reasons() == {JAN: [("withdrawn", -1)]}
    assert kept.published("select month, reason, incidents from restatement where import_id = 2") == [
        (JAN, "withdrawn", -1)
    ]
    assert kept.gone(listing(january(1), run_on=MAY), covers=JANUARY) == []


def test_what_was_withdrawn_comes_back_by_undo_and_by_a_later_listing(kept: CountedStore) -> None:
    kept.take(listing(january(1), january(2), run_on=MARCH))
    kept.take(listing(january(1), run_on=APRIL), covers=JANUARY, withdraw={"W2": "a duplicate"})
    kept.undo(2)
    assert kept.counting() == ["W1", "W2"]
    assert kept.published(
        "select act, reason, incidents from restatement where import_id = 2 and act = 'undo'"
    ) == [("undo", "counted again", 1)]
    kept.take(listing(january(1), run_on=APRIL), covers=JANUARY, withdraw={"W2": "a duplicate"})
    again = kept.take(listing(january(1), january(2), run_on=MAY))
    assert kept.counting() == ["W1", "W2"]
    assert kept.reasons() == {JAN: [("in the listing again", 1)]}
    assert (again.changes.updated, again.changes.unchanged) == (1, 1)


@pytest.mark.parametrize(
    ("standing", "reason"),
    [
        (Standing.NOT_MEDICATION, NOT_MEDICATION),
        (Standing.EXCLUDED_STATUS, "rejected in the source system"),
        (Standing.OTHER_EVENT, "re-categorised as another kind of event"),
    ],
)
def test_an_incident_that_a_newer_listing_leaves_out_stops_counting_and_says_why(
    kept: CountedStore, standing: Standing, reason: str
) -> None:
    kept.take(listing(january(1), january(2), run_on=MARCH))
    kept.take(listing(january(1), run_on=APRIL, left_out={"W2": standing}))
    assert (kept.counting(), kept.standing("W2")) == (["W1"], standing.value)
    assert kept.reasons() == {JAN: [(reason, -1)]}
    older = kept.preview(listing(january(1), january(2), run_on=date(2026, 3, 15))).changes
    assert (older.updated, older.unchanged) == (0, 2), "an older listing does not bring it back"
    newer = kept.take(listing(january(1), january(2), run_on=MAY)).changes
    assert (kept.counting(), newer.updated, newer.unchanged) == (["W1", "W2"], 1, 1)


def test_the_newest_listing_decides_whether_an_incident_counts_in_any_order_of_import(tmp_path: Path) -> None:
    """March says that W1 is one, April that it is not, May that it is, June that W2 was never."""
    listings = [
        listing(january(1), january(2), run_on=MARCH),
        listing(january(2), run_on=APRIL, left_out={"W1": Standing.NOT_MEDICATION}),
        listing(january(1), january(2), run_on=MAY),
        listing(january(1), run_on=JUNE, left_out={"W2": Standing.NOT_MEDICATION}),
    ]
    orders = list(permutations(range(4)))[::9]
    for number, order in enumerate(orders):
        kept = CountedStore(Store(tmp_path / str(number)))
        for each in order:
            kept.take(listings[each])
        assert kept.counting() == ["W1"], order
        assert kept.standing("W2") == "not a medication incident"


def test_the_newest_revision_of_a_national_record_decides_whatever_the_day_of_its_listing(
    tmp_path: Path,
) -> None:
    """Revision 3 is no longer one of medication: revision 1 in a newer file does not bring it back, revision 4 does."""
    first = listing(incident("L1", revision=1.0), incident("L2"), run_on=MAY, source=LFPSE)
    third = listing(
        incident("L2"), run_on=MARCH, source=LFPSE, left_out={"L1": Standing.NOT_MEDICATION}, revision=3.0
    )
    fourth = listing(incident("L1", revision=4.0), run_on=MARCH, source=LFPSE)
    for number, order in enumerate([(first, third), (third, first)]):
        kept = CountedStore(Store(tmp_path / str(number)))
        for each in order:
            kept.take(each)
        assert (kept.counting(), kept.standing("L1")) == (["L2"], "not a medication incident")
        kept.take(fourth)
        assert kept.counting() == ["L1", "L2"]
        assert kept.reasons() == {FEB: [("re-categorised as medication", 1)]}


def test_an_incident_that_was_never_one_of_medication_is_re_categorised_when_it_becomes_one(
    kept: CountedStore,
) -> None:
    kept.take(listing(january(1), run_on=MARCH, left_out={"W2": Standing.NOT_MEDICATION}))
    kept.take(listing(january(1), january(2), january(3), run_on=APRIL))
    assert kept.reasons() == {JAN: [("re-categorised as medication", 1), ("recorded late", 1)]}


def test_what_an_import_restated_is_told_as_it_was_after_later_ones(kept: CountedStore) -> None:
    """The second import changed one grade and no count; what came after is not counted into it."""
    kept.take(listing(january(1), january(2), run_on=MARCH))
    second = kept.take(listing(january(1, harm_level="Severe"), january(2), run_on=APRIL))
    kept.take(listing(january(3), january(4), run_on=MAY))
    (month,) = second.ledger
    assert (month.before, month.after, month.reasons) == (2, 2, ())
    assert month.regrades == (("No harm", "Severe", 1),)
    assert register.restatements(kept.store, SINGLE_USER, 2, kept.now) == second.ledger
