"""What people decide of medicines, by hand on three incidents: the readings, the incidents and the editions follow."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from dashboard import register
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.medicines import ConfirmedName, ListedName, LocalGroup
from dashboard.domain.reader import SINGLE_USER, NotAllowed, Reader, Role
from dashboard.domain.store import Store, StoreProblem
from dashboard.edition import ask, close_editions
from tests.register.stored_extracts import NAMED, NOW, asked_of, extract, incident

LATER = NOW + timedelta(days=1)
CONFIRMED = "list 1 confirmed: enoxaparin"


def reading(written: str, medicine: str | None, how: str = "exact", **changes: Any) -> dict[str, Any]:
    return {
        "written": written, "route": "", "position": 0, "kind": "medicine" if medicine else "unrecognised",
        "medicine": medicine, "drug_class": "A class" if medicine else None, "bnf_section": "0208" if medicine else None,
        "bnf_paragraph": "", "high_risk": [], "how": how if medicine else "none", "word_key": written.lower(),
        "section": "2.8 A section" if medicine else None, "chapter": "2 A chapter" if medicine else None, "read_by": "list 1",
    } | changes  # fmt: skip


def named(*readings: dict[str, Any]) -> pa.Table:
    return pa.Table.from_pylist(list(readings), NAMED)


def holds(reference: str, *written: str, role: str = "given") -> dict[str, Any]:
    medicines = [{"written": each, "route": "", "role": role} for each in written]
    return incident(reference, medicines=medicines)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """W1 holds Clexan, W2 Clexan and Warfarin, W3 Warfarin; nobody knows Clexan."""
    kept = Store(tmp_path)
    listing = extract([holds("W1", "Clexan"), holds("W2", "Clexan", "Warfarin"), holds("W3", "Warfarin")])
    readings = named(reading("Clexan", None), reading("Warfarin", "warfarin"))
    register.commit(kept, SINGLE_USER, _with(listing, readings), NOW)
    yield kept
    close_editions(kept)


def _with(listing: Any, readings: pa.Table) -> Any:
    from dataclasses import replace

    return replace(listing, medicines=readings)


def published(store: Store, now: datetime = LATER) -> int:
    return register.publish(store, SINGLE_USER, now, trust_name="x").edition_id


def medicines_of(store: Store, edition: int) -> dict[str, int]:
    rows = ask("incidents_by_medicine", IncidentFilter(), SINGLE_USER, store=store, edition_id=edition)
    return {row.medicine: row.incidents for row in rows}


def confirm(store: Store, now: datetime = LATER) -> None:
    name = ConfirmedName("Clexan", ("enoxaparin",))
    readings = named(reading("Clexan", "enoxaparin", read_by=CONFIRMED))
    register.confirm_names(store, SINGLE_USER, [(name, "clexan")], readings, now)


def test_a_confirmed_name_holds_for_every_incident_that_has_it(store: Store) -> None:
    assert medicines_of(store, published(store)) == {"warfarin": 2, "Medicine not recognised": 1}
    confirm(store)
    edition = published(store)
    assert medicines_of(store, edition) == {"enoxaparin": 2, "warfarin": 2}
    assert [
        (each.written, each.medicines, each.confirmed_by, each.incidents)
        for each in register.names_confirmed(store, SINGLE_USER, NOW)
    ] == [("Clexan", ("enoxaparin",), SINGLE_USER.id, 2)]
    assert register.medicine_decisions(store, SINGLE_USER, NOW).confirmed == (
        ConfirmedName("Clexan", ("enoxaparin",)),
    )
    assert [
        (each.act, each.written, each.was, each.became, each.incidents)
        for each in register.names_reread(store, SINGLE_USER, NOW)
    ] == [("name confirmed", "Clexan", "not recognised", "enoxaparin", 2)]
    assert register.check(store, SINGLE_USER, NOW) == []


def test_only_what_the_confirmation_touches_is_written_anew(store: Store) -> None:
    published(store)
    confirm(store)
    assert asked_of(store.register, "select count(distinct n) from changed_since_edition") == [(2,)]


def test_a_confirmed_name_is_taken_back(store: Store) -> None:
    confirm(store)
    readings = named(reading("Clexan", None))
    register.take_back_name(store, SINGLE_USER, "clexan", readings, LATER)
    assert medicines_of(store, published(store)) == {"warfarin": 2, "Medicine not recognised": 1}
    assert register.names_confirmed(store, SINGLE_USER, NOW) == ()
    assert asked_of(store.register, "select count(*) from confirmed_name") == [(1,)]  # who and when stays


def test_reading_again_without_a_difference_changes_nothing(store: Store) -> None:
    published(store)
    again = named(
        reading("Clexan", None, read_by="list 2"), reading("Warfarin", "warfarin", read_by="list 2")
    )
    register.read_names_again(store, SINGLE_USER, again, LATER)
    assert asked_of(store.register, "select count(*) from changed_since_edition") == [(0,)]
    assert register.names_reread(store, SINGLE_USER, NOW) == ()
    assert asked_of(store.register, "select distinct read_by from medicine_name") == [("list 2",)]


def test_another_class_alone_is_published_and_no_new_meaning(store: Store) -> None:
    published(store)
    register.read_names_again(
        store, SINGLE_USER, named(reading("Warfarin", "warfarin", drug_class="B class")), LATER
    )
    assert asked_of(store.register, "select count(distinct n) from changed_since_edition") == [(2,)]
    assert register.names_reread(store, SINGLE_USER, NOW) == ()


def test_names_are_read_again_when_the_list_or_what_is_confirmed_is_another(store: Store) -> None:
    def stale(read_by: str) -> list[str]:
        found = register.names_to_read_again(store, SINGLE_USER, read_by, NOW)
        return [written for written, _ in found]

    assert stale("list 1") == []
    assert stale("list 2") == ["Clexan", "Warfarin"]
    confirm(store)
    assert stale("list 1") == []
    # an import that was read before the confirmation brings its own reading of an alike writing
    listing = extract([holds("W4", "CLEXAN")], name="later.csv")
    register.commit(
        store, SINGLE_USER, _with(listing, named(reading("CLEXAN", None, word_key="clexan"))), LATER
    )
    assert stale("list 1") == ["CLEXAN"]


def test_a_list_is_loaded_in_the_place_of_the_one_before_and_taken_back(store: Store) -> None:
    def load(name: str, *listed: ListedName) -> None:
        readings = named(
            reading("Clexan", "enoxaparin", read_by=name), reading("Warfarin", "warfarin", read_by=name)
        )
        register.load_list(
            store, SINGLE_USER, listed, readings, LATER, sha256=name, file_name=f"{name}.csv", version=name
        )

    load("one", ListedName("Clexan", "brand", "enoxaparin", "0208010"), ListedName("x", "brand", "y", "0101"))
    load("two", ListedName("Clexan", "brand", "enoxaparin", "0208010"))
    decided = register.medicine_decisions(store, SINGLE_USER, NOW)
    assert (decided.listed_version, [name.written for name in decided.listed]) == ("two", ["Clexan"])
    loaded = register.loaded_list(store, SINGLE_USER, NOW)
    assert loaded and (loaded.file_name, loaded.version, loaded.names) == ("two.csv", "two", 1)
    assert medicines_of(store, published(store)) == {"enoxaparin": 2, "warfarin": 2}
    readings = named(reading("Clexan", None), reading("Warfarin", "warfarin"))
    register.take_back_list(store, SINGLE_USER, readings, LATER)
    assert register.loaded_list(store, SINGLE_USER, NOW) is None
    assert register.medicine_decisions(store, SINGLE_USER, NOW).listed == ()
    assert medicines_of(store, published(store)) == {"warfarin": 2, "Medicine not recognised": 1}


def test_names_held_are_listed_alike_ones_together(store: Store) -> None:
    listing = extract([holds("W4", "CLEXAN")], name="later.csv", as_at=date(2026, 3, 2))
    readings = named(reading("CLEXAN", None, word_key="clexan"))
    register.commit(store, SINGLE_USER, _with(listing, readings), LATER)
    assert [
        (each.written, each.means, each.kind, each.incidents)
        for each in register.names_held(store, SINGLE_USER, NOW)
    ] == [("Clexan", "not recognised", "unrecognised", 3), ("Warfarin", "warfarin", "medicine", 2)]


def test_a_local_group_is_kept_changed_and_forgotten(store: Store) -> None:
    register.keep_group(store, SINGLE_USER, LocalGroup(" Bleeding risk ", ("warfarin", "aspirin")), LATER)
    register.keep_group(store, SINGLE_USER, LocalGroup("Bleeding risk", ("warfarin",)), LATER)
    assert register.local_groups(store, SINGLE_USER, NOW) == (LocalGroup("Bleeding risk", ("warfarin",)),)
    register.forget_group(store, SINGLE_USER, "Bleeding risk", LATER)
    assert register.local_groups(store, SINGLE_USER, NOW) == ()
    with pytest.raises(StoreProblem, match="at least one medicine"):
        register.keep_group(store, SINGLE_USER, LocalGroup("Nothing", ()), LATER)


@pytest.mark.parametrize("role", [Role.COMMITTEE, Role.DIRECTOR, Role.WARD_LINK, Role.AUDITOR])
def test_only_those_who_prepare_decide(store: Store, role: Role) -> None:
    reader = Reader("somebody", role)
    acts = (
        lambda: register.confirm_names(store, reader, [], named(), NOW),
        lambda: register.take_back_name(store, reader, "x", named(), NOW),
        lambda: register.read_names_again(store, reader, named(), NOW),
        lambda: register.take_back_list(store, reader, named(), NOW),
        lambda: register.keep_group(store, reader, LocalGroup("x", ("y",)), NOW),
        lambda: register.forget_group(store, reader, "x", NOW),
        lambda: register.names_held(store, reader, NOW),
        lambda: register.medicine_decisions(store, reader, NOW),
    )
    for act in acts:
        with pytest.raises(NotAllowed):
            act()


def test_a_reread_that_fails_on_its_way_leaves_nothing(store: Store) -> None:
    name = ConfirmedName("Clexan", ("enoxaparin",))
    with pytest.raises(duckdb.BinderException, match="kind"):
        register.confirm_names(store, SINGLE_USER, [(name, "clexan")], named().drop_columns(["kind"]), LATER)
    assert register.medicine_decisions(store, SINGLE_USER, NOW).confirmed == ()
