"""Months that a person says are covered or missing, and systems side by side: counted by hand."""

from datetime import date
from pathlib import Path

import pytest

from dashboard import register
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.edition import ask, close_editions
from dashboard.register import MonthSaid
from tests.proofs.edition_content import content_of, difference
from tests.register.counted_store import DATIX, INPHASE, LFPSE, CountedStore, listing
from tests.register.histories import RECORD, looked_at
from tests.register.stored_extracts import bed_days, incident
from tests.register.test_gone_by_hand import FEB, JAN, MARCH

FIRST_QUARTER = (JAN, date(2026, 3, 31))
CALENDAR = """
    select source, site, month, covered_days, days_in_month, state, edited, counts from coverage_calendar
    where site = 'Riverside' order by source, month
"""


@pytest.fixture
def kept(tmp_path: Path) -> CountedStore:
    return CountedStore(Store(tmp_path))


def answered(kept: CountedStore, question: str) -> list:
    try:
        return ask(question, IncidentFilter(), SINGLE_USER, store=kept.store, edition_id=kept.publish())
    finally:
        close_editions(kept.store)


def rates(kept: CountedStore) -> list[tuple]:
    return [(row.month, row.incidents, row.rate) for row in answered(kept, "reporting_rate_by_month")]


def test_a_month_said_to_be_missing_is_a_gap_and_said_to_be_covered_a_zero(kept: CountedStore) -> None:
    """Datix covers January to March; nothing happened in February. April is covered by nobody."""
    kept.take(
        listing(incident("W1", JAN), incident("W2", MARCH), run_on=date(2026, 5, 1)), covers=FIRST_QUARTER
    )
    months = {date(2026, month, 1): 500.0 for month in (1, 2, 3, 4)}
    register.commit_activity(kept.store, SINGLE_USER, bed_days(months), kept.now)
    assert rates(kept) == [(JAN, 1, 2.0), (FEB, 0, 0.0), (MARCH, 1, 2.0)]
    kept.say_of_month(FEB, MonthSaid.MISSING)
    assert [row[0] for row in rates(kept)] == [JAN, MARCH], "a gap, and no zero"
    assert [row.month for row in answered(kept, "covered_months") if row.sites] == [JAN, MARCH]
    april = date(2026, 4, 1)
    kept.say_of_month(april, MonthSaid.COVERED)
    assert rates(kept) == [(JAN, 1, 2.0), (MARCH, 1, 2.0), (april, 0, 0.0)]
    kept.say_of_month(FEB, None)
    kept.say_of_month(april, None)
    assert rates(kept) == [(JAN, 1, 2.0), (FEB, 0, 0.0), (MARCH, 1, 2.0)]
    assert register.coverage_edits(kept.store, SINGLE_USER, kept.now) == ()


def test_the_counting_source_changes_with_what_is_said_and_back(kept: CountedStore) -> None:
    """January is counted from Datix: W1, W2. Without it LFPSE counts: L1, which is W1, and L9."""
    kept.take(listing(incident("W1", JAN), incident("W2", JAN), run_on=MARCH), covers=FIRST_QUARTER)
    national = [incident("L1", JAN, points_to=["W1"]), incident("L9", JAN)]
    kept.take(listing(*national, run_on=MARCH, source=LFPSE), covers=FIRST_QUARTER)
    assert kept.counting() == ["W1", "W2"]
    before = looked_at(kept.store, RECORD, kept.now)
    kept.say_of_month(JAN, MonthSaid.MISSING)
    assert kept.counting() == ["L1", "L9"]
    ledger = "select month, reason, sum(incidents)::int from restatement where act = 'coverage' group by all order by all"
    assert looked_at(kept.store, ledger, kept.now) == [
        (JAN, "counted from another system before", 2),
        (JAN, "counted from another system now", -2),
    ]
    kept.say_of_month(JAN, None)
    assert (kept.counting(), looked_at(kept.store, RECORD, kept.now)) == (["W1", "W2"], before)


def test_the_calendar_says_what_is_covered_edited_and_counted(kept: CountedStore) -> None:
    """Datix covers 1 January to 15 February of Riverside, LFPSE February; March of Datix is said to be covered."""
    kept.take(
        listing(incident("W1", JAN), run_on=MARCH), covers=(JAN, date(2026, 2, 15)), sites=("Riverside",)
    )
    kept.take(
        listing(incident("L1", FEB), run_on=MARCH, source=LFPSE),
        covers=(FEB, date(2026, 2, 28)),
        sites=("Riverside",),
    )
    kept.say_of_month(MARCH, MonthSaid.COVERED)
    assert kept.published(CALENDAR) == [
        ("datix", "Riverside", JAN, 31, 31, "covered", False, True),
        ("datix", "Riverside", FEB, 15, 28, "partly covered", False, False),
        ("datix", "Riverside", MARCH, 31, 31, "covered", True, True),
        ("lfpse", "Riverside", JAN, 0, 31, "missing", False, False),
        ("lfpse", "Riverside", FEB, 28, 28, "covered", False, True),
        ("lfpse", "Riverside", MARCH, 0, 31, "missing", False, False),
    ]
    (said,) = register.coverage_edits(kept.store, SINGLE_USER, kept.now)
    assert (said.source, said.month, said.state, said.reason) == (
        "datix",
        MARCH,
        "covered",
        "as the ward says",
    )


def test_what_was_said_before_the_first_import_holds_for_it(kept: CountedStore) -> None:
    """February is said to be LFPSE's: the first Datix listing covers a part of it and does not count there."""
    kept.say_of_month(FEB, MonthSaid.COVERED, LFPSE)
    kept.take(
        listing(incident("W1", JAN), incident("W2", FEB), run_on=MARCH), covers=(JAN, date(2026, 2, 15))
    )
    assert kept.counting() == ["W1"]


def test_equal_numbers_of_two_local_systems_are_never_linked(kept: CountedStore) -> None:
    """The trust changed from Datix to InPhase on 1 February, and its numbers began at 1 again."""
    old = [incident(str(number), JAN) for number in (1, 2, 3)]
    new = [incident(str(number), FEB) for number in (1, 2, 3)]
    kept.take(listing(*old, run_on=FEB), covers=(JAN, date(2026, 1, 31)))
    kept.take(listing(*new, run_on=MARCH, source=INPHASE), covers=(FEB, date(2026, 2, 28)))
    assert kept.counting() == ["1", "1", "2", "2", "3", "3"]
    assert kept.published(
        "select source, count(*)::int, min(occurred_earliest) from incident group by all order by 1"
    ) == [
        ("datix", 3, JAN),
        ("inphase", 3, FEB),
    ]
    assert looked_at(kept.store, "select count(*) from current_record where incident_group is not null") == [
        (0,)
    ]


def test_the_same_500_incidents_in_either_order_are_the_same_edition(tmp_path: Path) -> None:
    local = listing(*[incident(f"W{n}", JAN, harm_level="Low") for n in range(500)], run_on=MARCH)
    national = listing(
        *[
            incident(f"L{n}", JAN, points_to=[f"W{n}"], revision=1.0, reporter_group="Nurse or midwife")
            for n in range(500)
        ],
        run_on=MARCH,
        source=LFPSE,
    )
    contents = []
    for number, order in enumerate([(local, national), (national, local)]):
        kept = CountedStore(Store(tmp_path / str(number)))
        for each in order:
            kept.take(each, covers=FIRST_QUARTER)
        assert len(kept.counting()) == 500
        contents.append(content_of(kept.store.edition(kept.publish())))
    assert difference(*contents) == ""
    assert contents[0]["incident"][0].count("Nurse or midwife") == 1, (
        "what only the other system knows is taken over"
    )
    assert DATIX.value in contents[0]["incident"][0]


def test_a_site_said_to_be_missing_leaves_the_whole_trusts_month_not_whole(kept: CountedStore) -> None:
    """February of Hillview is said to be missing: a gap there, whole at Riverside, and in part for both together."""
    rows = [incident("W1", FEB), incident("W2", FEB, site="Hillview"), incident("W3", MARCH, site="Hillview")]
    kept.take(listing(*rows, run_on=date(2026, 5, 1)), covers=FIRST_QUARTER)
    kept.say_of_month(FEB, MonthSaid.MISSING, site="Hillview")
    edition = kept.publish()

    def february(*sites: str) -> list[bool]:
        asked = IncidentFilter.from_pairs([("site", site) for site in sites])
        found = ask("covered_months", asked, SINGLE_USER, store=kept.store, edition_id=edition)
        return [row.whole_month for row in found if row.month == FEB]

    try:
        assert (february(), february("Riverside"), february("Hillview")) == ([False], [True], [])
    finally:
        close_editions(kept.store)
