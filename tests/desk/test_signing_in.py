"""People, roles and sign-ins: the last officer stays, a removal works at once, a sign-in ends by idleness and by age."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dashboard import desk
from dashboard.domain.reader import SINGLE_USER, NotAllowed, Reader, Role, only
from dashboard.domain.signing_in import LastOfficer
from dashboard.domain.store import Store

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def came(store: Store, subject: str, now: datetime = NOW) -> int:
    return desk.person_came(
        store, "https://id.example", subject, subject.title(), f"{subject}@example.nhs.uk", now
    ).person


def test_somebody_who_signs_in_has_no_role_until_an_officer_gives_one(store: Store) -> None:
    ada = came(store, "ada")
    assert came(store, "ada") == ada, "the same person by issuer and subject"
    assert [(each.name, each.role) for each in desk.people(store, SINGLE_USER, NOW)] == [("Ada", None)]
    given = desk.give_role(store, SINGLE_USER, ada, Role.WARD_LINK, NOW, wards=("Ward 7", "Ward 2"))
    assert given.reader == Reader(f"person {ada}", Role.WARD_LINK, wards=("Ward 2", "Ward 7"), name="Ada")
    desk.give_role(store, SINGLE_USER, ada, Role.WARD_LINK, NOW, wards=("Ward 2", "Ward 7"))
    assert [line.detail for line in desk.audit_trail(store, SINGLE_USER, NOW)] == ["ward link, 2 wards"]
    with pytest.raises(ValueError, match="at least one ward"):
        desk.give_role(store, SINGLE_USER, ada, Role.WARD_LINK, NOW)
    with pytest.raises(KeyError):
        desk.give_role(store, SINGLE_USER, ada + 1, Role.TEAM, NOW)


def test_the_last_officer_stays_and_a_claim_seeds_only_who_never_had_a_role(store: Store) -> None:
    ada, bob = came(store, "ada"), came(store, "bob")
    desk.seed_role(store, ada, Role.MSO, NOW)
    with pytest.raises(LastOfficer, match="Ada is the only"):
        desk.give_role(store, SINGLE_USER, ada, None, NOW)
    desk.give_role(store, SINGLE_USER, bob, Role.MSO, NOW)
    desk.give_role(store, SINGLE_USER, ada, None, NOW)
    assert desk.seed_role(store, ada, Role.MSO, NOW).role is None, (
        "taken away here: the provider does not bring it back"
    )


def test_only_an_officer_gives_roles_and_the_guard_runs_before_anything_else(store: Store) -> None:
    ada = came(store, "ada")
    for role in set(Role) - {Role.MSO}:
        with pytest.raises(NotAllowed):
            desk.give_role(store, Reader("x", role), ada, Role.MSO, NOW)
        with pytest.raises(NotAllowed):
            desk.people(store, Reader("x", role), NOW)
    with pytest.raises(TypeError):
        desk.people(store, "mso", NOW)  # type: ignore[arg-type]

    @only(Role.AUDITOR)
    def reads(store: Store, *, reader: Reader) -> str:
        return "read"

    assert reads(store, reader=Reader("x", Role.AUDITOR)) == "read"
    assert reads.only_for == (Role.AUDITOR,)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("later", "lasts"),
    [
        (timedelta(minutes=30), True),
        (timedelta(minutes=30, seconds=1), False),
        (timedelta(minutes=-2), False),
    ],
)
def test_a_sign_in_ends_when_nothing_is_asked_for(store: Store, later: timedelta, lasts: bool) -> None:
    ada = came(store, "ada")
    desk.begin_session(store, "s", ada, NOW, NOW)
    assert (desk.signed_in(store, "s", NOW + later) is not None) is lasts


def test_a_sign_in_that_is_in_use_ends_after_eight_hours(store: Store) -> None:
    ada, now = came(store, "ada"), NOW
    desk.begin_session(store, "s", ada, NOW, NOW)
    while now < NOW + timedelta(hours=8):
        assert desk.signed_in(store, "s", now), now
        now += timedelta(minutes=20)
    assert desk.signed_in(store, "s", NOW + timedelta(hours=8), uses=False)
    assert desk.signed_in(store, "s", NOW + timedelta(hours=8, seconds=1), uses=False) is None


def test_looking_without_asking_does_not_keep_a_sign_in_from_being_idle(store: Store) -> None:
    ada = came(store, "ada")
    desk.begin_session(store, "s", ada, NOW, NOW)
    assert desk.signed_in(store, "s", NOW + timedelta(minutes=29), uses=False)
    assert desk.signed_in(store, "s", NOW + timedelta(minutes=31)) is None


def test_what_was_signed_out_stays_so_also_when_the_browser_still_holds_it(store: Store) -> None:
    ada = came(store, "ada")
    for name in ("one", "two"):
        desk.begin_session(store, name, ada, NOW, NOW)
    assert desk.end_session(store, "one", "signed out", NOW)
    assert not desk.end_session(store, "one", "signed out", NOW)
    desk.begin_session(store, "one", ada, NOW, NOW)
    assert desk.signed_in(store, "three", NOW) is None, "never begun"
    assert desk.signed_in(store, "one", NOW) is None
    assert desk.signed_in(store, "two", NOW)
    desk.end_sessions_of(store, ada, "an officer", NOW)
    assert desk.signed_in(store, "two", NOW) is None


def test_whether_there_is_an_officer_is_known_to_somebody_who_has_no_role(store: Store) -> None:
    ada = came(store, "ada")
    assert not desk.any_officer(store, NOW)
    desk.give_role(store, SINGLE_USER, ada, Role.TEAM, NOW)
    assert not desk.any_officer(store, NOW), "a role that gives no roles"
    desk.give_role(store, SINGLE_USER, ada, Role.MSO, NOW)
    assert desk.any_officer(store, NOW)
