"""Imports: the same bytes once, the newest word downwards too, undone exactly, and nothing of one that failed."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pytest

from dashboard import register
from dashboard.domain.extract import Problem, UnplacedWord
from dashboard.domain.reader import SINGLE_USER, NotAllowed, Reader, Role
from dashboard.domain.store import Store, StoreProblem
from dashboard.domain.words import SourceSystem
from dashboard.register.changes import Changes
from tests.register.stored_extracts import (
    NOW,
    asked_of,
    bed_days,
    extract,
    harm_in,
    incident,
    register_rows,
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def published(store: Store) -> dict[str, int]:
    edition = register.publish(store, SINGLE_USER, NOW, trust_name="Made up")
    return harm_in(store.edition(edition.edition_id))


def test_same_bytes_again_write_nothing(store: Store) -> None:
    first = extract([incident("W1"), incident("W2")])
    done = register.commit(store, SINGLE_USER, first, NOW)
    assert (done.import_id, done.repeat, done.changes) == (1, False, Changes(2, 0, 0))
    before = register_rows(store)
    again = register.commit(
        store, SINGLE_USER, replace(first, file_name="renamed.csv"), NOW + timedelta(days=1)
    )
    assert (again.import_id, again.repeat) == (1, True)
    assert register_rows(store) == before


def test_later_file_replaces_downwards_too(store: Store) -> None:
    severe = incident("W1", harm_level="Severe", stages=["Prescribing"], status="In holding area")
    register.commit(store, SINGLE_USER, extract([severe, incident("W2")]), NOW)
    low = incident("W1", harm_level="Low", stages=[], medicines=[])
    later = extract([low, incident("W2"), incident("W3")], as_at=date(2026, 4, 1))
    preview = register.preview(store, SINGLE_USER, later, NOW)
    assert preview.changes == Changes(new=1, updated=1, unchanged=1, harm_up=0, harm_down=1)
    done = register.commit(store, SINGLE_USER, later, NOW)
    assert done.changes == preview.changes
    assert published(store) == {"Low": 1, "No harm": 2}
    assert asked_of(
        store.edition(1), "select first_harm_level, harm_level, status from incident where n = 1"
    ) == [("Severe", "Low", "Not recorded")]


def test_older_file_does_not_replace_a_newer_one_and_says_so_before(store: Store) -> None:
    register.commit(
        store, SINGLE_USER, extract([incident("W1", harm_level="Low")], as_at=date(2026, 5, 1)), NOW
    )
    older = extract([incident("W1", harm_level="Severe"), incident("W2")], as_at=date(2026, 4, 1))
    preview = register.preview(store, SINGLE_USER, older, NOW)
    assert preview.older_than == date(2026, 5, 1)
    assert preview.changes == Changes(new=1, updated=0, unchanged=1)
    register.commit(store, SINGLE_USER, older, NOW)
    assert published(store) == {"Low": 1, "No harm": 1}


def test_undo_restores_exactly_what_was_there_and_the_bytes_may_come_again(store: Store) -> None:
    register.commit(store, SINGLE_USER, extract([incident("W1", harm_level="Severe"), incident("W2")]), NOW)
    before = published(store)
    later = extract([incident("W1", harm_level="Low"), incident("W3")], as_at=date(2026, 4, 1))
    second = register.commit(store, SINGLE_USER, later, NOW)
    assert published(store) == {"Low": 1, "No harm": 2}
    register.undo(store, SINGLE_USER, second.import_id, NOW)
    assert published(store) == before
    with pytest.raises(StoreProblem, match="undone already"):
        register.undo(store, SINGLE_USER, second.import_id, NOW)
    with pytest.raises(StoreProblem, match="no import 99"):
        register.undo(store, SINGLE_USER, 99, NOW)
    assert register.preview(store, SINGLE_USER, later, NOW).already_imported is None
    assert register.commit(store, SINGLE_USER, later, NOW).repeat is False
    history = register.imports(store, SINGLE_USER, NOW)
    assert [(each.import_id, each.undone_at is not None) for each in history] == [
        (3, False),
        (2, True),
        (1, False),
    ]


def test_same_reference_in_two_systems_is_two_records_until_they_are_linked(store: Store) -> None:
    register.commit(store, SINGLE_USER, extract([incident("100")]), NOW)
    lfpse = extract([incident("100"), incident("L2", points_to=["100"])], source=SourceSystem.LFPSE)
    register.commit(store, SINGLE_USER, lfpse, NOW)
    published(store)
    assert asked_of(store.edition(1), "select source, count(*) from incident group by all") == [("datix", 1)]
    not_counted = asked_of(
        store.edition(1),
        "select is_linked, sum(records)::int from record_not_counted group by all order by 1",
    )
    assert not_counted == [(False, 1), (True, 1)]


def test_bed_days_replace_by_place_and_month(store: Store) -> None:
    register.commit(store, SINGLE_USER, extract([incident("W1")]), NOW)
    months = {date(2026, 1, 1): 800.0, date(2026, 2, 1): 700.0}
    register.commit_activity(store, SINGLE_USER, bed_days(months), NOW)
    assert register.commit_activity(store, SINGLE_USER, bed_days(months), NOW).repeat is True
    mended = bed_days({date(2026, 2, 1): 750.0}, name="mended.csv")
    done = register.commit_activity(store, SINGLE_USER, mended, NOW)
    published(store)
    figures = "select month, bed_days from bed_days order by month"
    assert asked_of(store.edition(1), figures) == [(date(2026, 1, 1), 800.0), (date(2026, 2, 1), 750.0)]
    register.undo(store, SINGLE_USER, done.import_id, NOW)
    published(store)
    assert asked_of(store.edition(2), figures) == [(date(2026, 1, 1), 800.0), (date(2026, 2, 1), 700.0)]


def test_total_of_a_site_is_not_added_to_its_wards(store: Store) -> None:
    register.commit(store, SINGLE_USER, extract([incident("W1")]), NOW)
    register.commit_activity(store, SINGLE_USER, bed_days({date(2026, 2, 1): 900.0}, ward="All wards"), NOW)
    published(store)
    assert asked_of(store.edition(1), "select sum(bed_days) from bed_days") == [(900.0,)]
    register.commit_activity(store, SINGLE_USER, bed_days({date(2026, 2, 1): 700.0}, name="wards.csv"), NOW)
    published(store)
    assert asked_of(store.edition(2), "select sum(bed_days) from bed_days") == [(700.0,)]


def test_what_was_not_read_is_kept_by_place_and_kind_never_by_value(store: Store) -> None:
    told = replace(
        extract([incident("W1")]),
        problems=(Problem(7, "Incident date", "date", "is in the future: counts as not recorded"),),
        left_out=(("not a medication incident", 3),),
        unplaced=(UnplacedWord("harm", "Amber", 2),),
    )
    register.commit(store, SINGLE_USER, told, NOW)
    assert asked_of(store.register, "select * from import_problem") == [
        (1, 7, "Incident date", "date", "is in the future: counts as not recorded")
    ]
    assert asked_of(store.register, "select * from left_out") == [(1, "not a medication incident", 3)]
    assert asked_of(store.register, "select * from unplaced_word") == [(1, "harm", "Amber", 2)]


def test_an_import_that_fails_on_its_way_leaves_nothing(store: Store) -> None:
    register.commit(store, SINGLE_USER, extract([incident("W1")]), NOW)
    before = register_rows(store)
    good = extract([incident("W2")], name="second.csv")
    for broken in (
        replace(good, incidents=good.incidents.drop_columns(["site"])),
        replace(good, medicines=good.medicines.drop_columns(["kind"])),
        replace(good, incidents=good.incidents.set_column(0, "reference", pa.nulls(1, pa.string()))),
    ):
        with pytest.raises(Exception):  # noqa: B017 - whatever it is that fails, nothing may stay
            register.commit(store, SINGLE_USER, broken, NOW)
        assert register_rows(store) == before
    assert register.commit(store, SINGLE_USER, good, NOW).import_id == 2


@pytest.mark.parametrize("role", [Role.COMMITTEE, Role.DIRECTOR, Role.WARD_LINK, Role.AUDITOR])
def test_only_those_who_prepare_write(store: Store, role: Role) -> None:
    reader = Reader("somebody", role)
    register.commit(store, SINGLE_USER, extract([incident("W1")]), NOW)
    before = register_rows(store)
    attempts = (
        lambda: register.commit(store, reader, extract([incident("W2")], name="x"), NOW),
        lambda: register.commit_activity(store, reader, bed_days({date(2026, 1, 1): 1.0}), NOW),
        lambda: register.undo(store, reader, 1, NOW),
        lambda: register.publish(store, reader, NOW, trust_name="x"),
        lambda: register.release(store, reader, 1, NOW),
        lambda: register.preview(store, reader, extract([incident("W2")]), NOW),
        lambda: register.imports(store, reader, NOW),
    )
    for attempt in attempts:
        with pytest.raises(NotAllowed, match="needs the role"):
            attempt()
    assert register_rows(store) == before


def test_the_team_prepares_and_the_officer_releases(store: Store) -> None:
    team = Reader("team", Role.TEAM)
    register.commit(store, team, extract([incident("W1")]), NOW)
    register.publish(store, team, NOW, trust_name="x")
    with pytest.raises(NotAllowed):
        register.release(store, team, 1, NOW)
