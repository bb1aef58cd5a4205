"""The page People: who waits, who holds what, and a role given, changed and taken away with its consequence named first."""

from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import desk
from dashboard.domain.reader import SINGLE_USER, Reader, Role
from dashboard.domain.store import Store
from dashboard.views import reader as seam
from tests.made_up_incidents import NOW
from tests.views.driven_pages import page_of, press, words_of

OFFICER = Reader("person 1", Role.MSO, name="Amara Okafor")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("MEDICATION_STORE", str(tmp_path / "store"))
    monkeypatch.setattr(seam, "SINGLE_USER", OFFICER)
    return Store(tmp_path / "store")


def came(store: Store, *names: str) -> None:
    for place, name in enumerate(names):
        desk.person_came(store, "https://login", name, name, "", NOW + timedelta(minutes=place))
    desk.give_role(store, SINGLE_USER, 1, Role.MSO, NOW)


def chosen(page: AppTest, label: str, value: object) -> AppTest:
    next(each for each in page.selectbox if each.label == label).set_value(value).run()
    assert not page.exception
    return page


def roles(store: Store) -> dict[str, Role | None]:
    return {each.name: each.role for each in desk.people(store, OFFICER, NOW)}


def test_nobody_has_signed_in(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Nobody has signed in yet." in words_of(page_of("people"))
    monkeypatch.setattr(seam, "SINGLE_USER", SINGLE_USER)
    assert "single-user" in words_of(page_of("people")) and "Nobody has" not in words_of(page_of("people"))


def test_a_role_is_given_after_its_consequence_is_agreed_to_and_undone(store: Store) -> None:
    came(store, "Amara Okafor", "<b>Greg</b>")
    page = page_of("people")
    assert "Waiting for a role (1)" in words_of(page) and "Who may see what (1)" in words_of(page)
    chosen(page, "Role", "director")
    assert "From the next thing they do on a page, <b>Greg</b> sees released editions and packs" in words_of(
        page
    )
    button = next(each for each in page.button if each.label == "Change the role")
    assert button.disabled and roles(store)["<b>Greg</b>"] is None
    page.checkbox[0].check().run()
    press(page, "Change the role")
    assert roles(store)["<b>Greg</b>"] is Role.DIRECTOR and "Nobody waits for a role." in words_of(page)
    press(page, "Undo")
    assert roles(store)["<b>Greg</b>"] is None
    acts = [(line.act, line.subject, line.detail) for line in desk.audit_trail(store, OFFICER, NOW)][:2]
    assert acts == [("change role", "person 2", "no role"), ("change role", "person 2", "director")]


def test_another_choice_is_agreed_to_anew(store: Store) -> None:
    came(store, "Amara Okafor", "Ben")
    page = chosen(page_of("people"), "Role", "director")
    page.checkbox[0].check().run()
    chosen(page, "Role", "mso")
    assert next(each for each in page.button if each.label == "Change the role").disabled


def test_a_ward_link_needs_a_ward(store: Store) -> None:
    came(store, "Amara Okafor", "Ben")
    page = chosen(page_of("people"), "Role", "ward link")
    assert "No edition names a ward yet" in words_of(page) and "Name at least one ward" in words_of(page)
    assert "Change the role" not in [each.label for each in page.button]


def test_the_last_officer_stays(store: Store) -> None:
    came(store, "Amara Okafor", "Ben")
    page = chosen(chosen(page_of("people"), "Person", 1), "Role", "Take the role away")
    assert "Amara Okafor sees nothing any more" in words_of(page)
    page.checkbox[0].check().run()
    press(page, "Change the role")
    assert (
        "the only medication safety officer here; give the role to somebody else first" in page.error[0].value
    )
    assert roles(store)["Amara Okafor"] is Role.MSO


def test_people_are_named_where_they_did_something(store: Store) -> None:
    came(store, "Amara Okafor", "Ben")
    assert (seam.named("person 1"), seam.named("person 2"), seam.named("single-user")) == (
        "you",
        "Ben",
        "single-user",
    )
    assert seam.named("person 9") == "person 9"
    desk.person_came(store, "https://login", "Ben", "Ben Hughes", "", NOW + timedelta(days=1))
    assert seam.named("person 2") == "Ben Hughes"


@pytest.mark.parametrize(
    ("officer", "said"), [(False, "`python -m dashboard person 2 mso`"), (True, "Ask your medication safety")]
)
def test_whoever_waits_for_a_role_is_told_who_can_give_one(store: Store, officer: bool, said: str) -> None:
    came(store, "Amara", "Bob") if officer else desk.person_came(store, "i", "Bob", "Bob", "", NOW)

    def script() -> None:
        from datetime import UTC, datetime

        from dashboard.domain.signing_in import Person
        from dashboard.views.sign_in import no_role_page

        at = datetime(2026, 11, 2, tzinfo=UTC)
        no_role_page(Person(2, "Bob", "", at, at, None, (), None, None))

    page = AppTest.from_function(script, default_timeout=60).run()
    assert not page.exception
    assert said in words_of(page).replace("\\", "")
