"""Source profiles: saved with owner and day, replaced under the same name, taken away, and never lost without a trace."""

import sqlite3
import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import desk
from dashboard.desk.file import open_desk
from dashboard.domain.profile import Profile
from dashboard.domain.reader import SINGLE_USER, NotAllowed, Reader, Role
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
READERS = {role: Reader(role.value, role) for role in Role}
LISTING = Profile(
    name="Monthly listing",
    source=SourceSystem.ULYSSES,
    headings=("Incident Number", "Date", "Notes", "Notes", "", "Severity – ‘final’; drop table profile"),
    columns=(("Date", "reported_on"), ("Severity – ‘final’; drop table profile", "harm"), ("Notes", None)),
    month_first=True,
    keeps_rejected=True,
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def test_a_profile_comes_back_as_it_was_saved(store: Store) -> None:
    saved = desk.save_profile(store, READERS[Role.TEAM], LISTING, NOW)
    assert (saved.owner, saved.saved_on) == ("team", date(2026, 11, 23))
    assert desk.profiles(store, SINGLE_USER, NOW) == [saved]
    assert saved == Profile(
        LISTING.name, LISTING.source, LISTING.headings, LISTING.columns, True, True, "team", date(2026, 11, 23)
    )  # fmt: skip
    assert desk.profiles(store, SINGLE_USER, NOW)[0].chosen() == {
        "Date": "reported_on", "Severity – ‘final’; drop table profile": "harm", "Notes": None,
    }  # fmt: skip


def test_the_day_is_that_of_london(store: Store) -> None:
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert desk.save_profile(store, SINGLE_USER, LISTING, late).saved_on == date(2026, 7, 1)
    assert desk.profiles(store, SINGLE_USER, NOW)[0].saved_on == date(2026, 7, 1)


def test_the_owner_that_a_profile_names_stays(store: Store) -> None:
    handed_over = Profile("x", SourceSystem.DATIX, ("Ref",), owner="Medication safety team")
    desk.save_profile(store, SINGLE_USER, handed_over, NOW)
    assert desk.profiles(store, SINGLE_USER, NOW)[0].owner == "Medication safety team"


def test_the_same_name_of_the_same_source_is_replaced(store: Store) -> None:
    desk.save_profile(store, SINGLE_USER, LISTING, NOW)
    again = Profile("  MONTHLY   listing ", SourceSystem.ULYSSES, ("Ref",))
    other = Profile("Monthly listing", SourceSystem.RADAR, ("Event number",))
    desk.save_profile(store, SINGLE_USER, again, NOW)
    desk.save_profile(store, SINGLE_USER, other, NOW)
    found = desk.profiles(store, SINGLE_USER, NOW)
    assert [(each.source, each.name, each.headings, each.columns) for each in found] == [
        (SourceSystem.RADAR, "Monthly listing", ("Event number",), ()),
        (SourceSystem.ULYSSES, "MONTHLY listing", ("Ref",), ()),
    ]
    with open_desk(store, NOW) as connection:
        kept = connection.execute("select count(*), count(removed_at) from profile").fetchone()
    assert kept == (3, 1), "what was replaced stays in the file"


def test_a_profile_is_taken_away_once(store: Store) -> None:
    saved = desk.save_profile(store, SINGLE_USER, LISTING, NOW)
    desk.save_profile(store, SINGLE_USER, Profile("Another", SourceSystem.ULYSSES, ("Ref",)), NOW)
    desk.remove_profile(store, SINGLE_USER, saved, NOW)
    assert [each.name for each in desk.profiles(store, SINGLE_USER, NOW)] == ["Another"]
    with pytest.raises(KeyError):
        desk.remove_profile(store, SINGLE_USER, saved, NOW)
    assert desk.save_profile(store, SINGLE_USER, LISTING, NOW) in desk.profiles(store, SINGLE_USER, NOW)


def test_every_act_is_in_the_audit_trail_and_no_cell_is(store: Store) -> None:
    saved = desk.save_profile(store, READERS[Role.MSO], LISTING, NOW)
    desk.remove_profile(store, READERS[Role.TEAM], saved, NOW)
    assert [(line.who, line.act, line.subject, line.detail) for line in desk.audit_trail(store, SINGLE_USER, NOW)] == [
        ("team", "remove profile", "Monthly listing", ""),
        ("mso", "save profile", "Monthly listing", "6 headings, 3 chosen by hand"),
    ]  # fmt: skip


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.MSO, Role.TEAM)])
def test_only_officer_and_team_write(store: Store, role: Role) -> None:
    saved = desk.save_profile(store, SINGLE_USER, LISTING, NOW)
    with pytest.raises(NotAllowed):
        desk.save_profile(store, READERS[role], Profile("y", SourceSystem.DATIX, ("Ref",)), NOW)
    with pytest.raises(NotAllowed):
        desk.remove_profile(store, READERS[role], saved, NOW)
    assert desk.profiles(store, SINGLE_USER, NOW) == [saved]


@pytest.mark.parametrize("name", ["", "   ", "\n", "x" * 81])
def test_a_profile_needs_a_name(store: Store, name: str) -> None:
    with pytest.raises(ValueError, match="1 to 80"):
        desk.save_profile(store, SINGLE_USER, Profile(name, SourceSystem.DATIX, ("Ref",)), NOW)
    assert desk.profiles(store, SINGLE_USER, NOW) == []


def test_a_name_of_eighty_characters_is_kept(store: Store) -> None:
    saved = desk.save_profile(store, SINGLE_USER, Profile("x" * 80, SourceSystem.DATIX, ("Ref",)), NOW)
    assert desk.profiles(store, SINGLE_USER, NOW) == [saved]


def test_half_a_profile_is_never_kept(store: Store) -> None:
    desk.save_profile(store, SINGLE_USER, LISTING, NOW)
    broken = Profile("Monthly listing", SourceSystem.ULYSSES, ("Ref",), columns=(("Ref", object()),))  # type: ignore[arg-type]
    with pytest.raises(sqlite3.Error):
        desk.save_profile(store, SINGLE_USER, broken, NOW)
    assert [each.headings for each in desk.profiles(store, SINGLE_USER, NOW)] == [LISTING.headings]


def test_many_at_once_leave_one(store: Store) -> None:
    failures: list[BaseException] = []

    def save(n: int) -> None:
        try:
            desk.save_profile(store, SINGLE_USER, Profile("One", SourceSystem.DATIX, (f"Ref {n}",)), NOW)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=save, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(desk.profiles(store, SINGLE_USER, NOW)) == 1


TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), min_size=1, max_size=20)


@given(
    headings=st.lists(TEXT, max_size=12).map(tuple),
    columns=st.lists(st.tuples(TEXT, st.one_of(st.none(), st.sampled_from(("harm", "stage")))), max_size=5).map(tuple),
    name=TEXT.filter(lambda text: bool(text.strip())),
    source=st.sampled_from(list(SourceSystem)),
)  # fmt: skip
@settings(max_examples=40, deadline=None)
def test_any_profile_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    headings: tuple[str, ...],
    columns: tuple[tuple[str, str | None], ...],
    name: str,
    source: SourceSystem,
) -> None:
    store = Store(tmp_path_factory.mktemp("any") / "store")
    saved = desk.save_profile(store, SINGLE_USER, Profile(name, source, headings, columns), NOW)
    assert (saved.headings, saved.columns, saved.source) == (headings, columns, source)
    assert desk.profiles(store, SINGLE_USER, NOW) == [saved]
