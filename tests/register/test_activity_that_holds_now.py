"""What holds now of activity: the newest of each place, measured before estimated, parts never added to their whole."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard import register
from dashboard.domain.activity import ALL_STAFF, ALL_WARDS, WHOLE_TRUST
from dashboard.domain.extract import ActivityExtract
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.domain.words import NOT_RECORDED, ActivityKind
from tests.register.stored_extracts import NOW, asked_of, bed_days

JANUARY = date(2026, 1, 1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    yield Store(tmp_path)


def whole_trust(amount: float, name: str, **changes: object) -> ActivityExtract:
    said = {"ward": ALL_WARDS, "site": WHOLE_TRUST, "division": NOT_RECORDED, "name": name} | changes
    return bed_days({JANUARY: amount}, **said)  # type: ignore[arg-type]


def activity_after(store: Store, *extracts: ActivityExtract) -> list[tuple]:
    """(kind, staff group, site, ward, amount, estimated) of the edition that is published after these imports."""
    for extract in extracts:
        register.commit_activity(store, SINGLE_USER, extract, NOW)
    edition = register.publish(store, SINGLE_USER, NOW, trust_name="A trust").edition_id
    columns = "kind, staff_group, site, location, amount, estimated"
    return asked_of(store.edition(edition), f"select {columns} from activity order by all")


def test_every_kind_is_kept_and_only_bed_days_are_bed_days(store: Store) -> None:
    found = activity_after(
        store,
        bed_days({JANUARY: 800.0}),
        bed_days({JANUARY: 55.0}, kind=ActivityKind.ADMISSIONS),
        bed_days({JANUARY: 9000.0}, kind=ActivityKind.DOSES),
        bed_days({JANUARY: 40.0}, kind=ActivityKind.STAFF, staff_group="Nurse or midwife"),
    )
    assert [(kind, group, amount) for kind, group, _, _, amount, _ in found] == [
        ("admissions", "", 55.0),
        ("doses administered", "", 9000.0),
        ("occupied bed days", "", 800.0),
        ("staff", "Nurse or midwife", 40.0),
    ]
    assert asked_of(store.edition(1), "select sum(bed_days) from bed_days") == [(800.0,)]


def test_an_estimate_never_replaces_what_was_measured(store: Store) -> None:
    measured = whole_trust(3000.0, "measured.csv")
    estimate = whole_trust(3100.0, "kh03.xlsx", estimated=True)
    assert [row[4:] for row in activity_after(store, estimate)] == [(3100.0, True)]
    assert [row[4:] for row in activity_after(store, measured)] == [(3000.0, False)]
    other = whole_trust(3200.0, "kh03_revised.xlsx", estimated=True)
    assert [row[4:] for row in activity_after(store, other)] == [(3000.0, False)]


def test_the_whole_trust_is_not_added_to_its_wards(store: Store) -> None:
    found = activity_after(
        store,
        whole_trust(3100.0, "kh03.xlsx", estimated=True),
        bed_days({JANUARY: 800.0}),
        bed_days({JANUARY: 90.0}, ward="Ward 8"),
    )
    assert [row[3:5] for row in found] == [("Ward 7", 800.0), ("Ward 8", 90.0)]


def test_a_site_is_not_added_to_the_whole_trust_nor_to_its_divisions(store: Store) -> None:
    site = bed_days({JANUARY: 2000.0}, ward=ALL_WARDS, division=NOT_RECORDED, name="site.csv")
    divisions = [
        bed_days({JANUARY: amount}, ward=ALL_WARDS, division=division, name=f"{division}.csv")
        for division, amount in (("Medicine", 1200.0), ("Surgery", 700.0))
    ]
    assert [row[4] for row in activity_after(store, whole_trust(3100.0, "trust.csv"), site)] == [2000.0]
    assert [row[4] for row in activity_after(store, *divisions)] == [700.0, 1200.0]


def test_other_months_and_kinds_keep_their_whole(store: Store) -> None:
    found = activity_after(
        store,
        bed_days(
            {JANUARY: 3100.0, date(2026, 2, 1): 2900.0}, ward=ALL_WARDS, site=WHOLE_TRUST, name="trust.csv"
        ),
        whole_trust(500.0, "admissions.csv", kind=ActivityKind.ADMISSIONS),
        bed_days({JANUARY: 800.0}),
    )
    assert [(row[0], row[2], row[4]) for row in found] == [
        ("admissions", WHOLE_TRUST, 500.0),
        ("occupied bed days", "Riverside", 800.0),
        ("occupied bed days", WHOLE_TRUST, 2900.0),
    ]


def test_all_staff_are_not_added_to_their_groups(store: Store) -> None:
    everyone = bed_days({JANUARY: 900.0}, kind=ActivityKind.STAFF, staff_group=ALL_STAFF)
    nurses = bed_days({JANUARY: 400.0}, kind=ActivityKind.STAFF, staff_group="Nurse or midwife")
    assert [row[1] for row in activity_after(store, everyone)] == [ALL_STAFF]
    assert [(row[1], row[4]) for row in activity_after(store, nurses)] == [("Nurse or midwife", 400.0)]


def test_undo_brings_back_what_was_replaced(store: Store) -> None:
    activity_after(store, bed_days({JANUARY: 800.0}))
    done = register.commit_activity(store, SINGLE_USER, bed_days({JANUARY: 750.0}, name="mended.csv"), NOW)
    assert [row[4] for row in activity_after(store)] == [750.0]
    register.undo(store, SINGLE_USER, done.import_id, NOW)
    assert [row[4] for row in activity_after(store)] == [800.0]


def test_rows_left_out_are_counted_with_their_reason(store: Store) -> None:
    told = replace(bed_days({JANUARY: 800.0}), left_out=(("of other organisations", 195),))
    register.commit_activity(store, SINGLE_USER, told, NOW)
    assert asked_of(store.register, "select * from left_out") == [(1, "of other organisations", 195)]
