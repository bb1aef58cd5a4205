"""The page of safety actions: opened from a card, begun, judged, finished, undone; read by those who do not act."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import desk, work
from dashboard.domain.learning.action import Action
from dashboard.domain.learning.aim import Aim, AimedAt
from dashboard.domain.learning.card import Card, CardState, Sighting
from dashboard.domain.learning.record import Kind
from dashboard.domain.periods import day_in_london
from dashboard.domain.reader import SINGLE_USER, Reader, Role
from dashboard.domain.store import Store
from dashboard.edition import close_editions
from dashboard.views import reader as seam
from tests.made_up_incidents import TrustUnderTest, datix, one
from tests.views.driven_pages import press, words_of

TODAY = day_in_london(work.now_utc())
SEEN = Sighting(
    1, TODAY, "August had 18.", "drug-classes", "from=2025-01-01&until=2025-12-31&drug_class=Insulins"
)
CARD = Card("Omitted insulin", state=CardState.LOOKING, sightings=(SEEN,), drug_class="Insulins")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Twenty months of five or six incidents, all with insulin."""
    monkeypatch.setenv("MEDICATION_STORE", str(tmp_path))
    trust = TrustUnderTest(tmp_path, work.now_utc())
    months = [(2024, month) for month in range(1, 13)] + [(2025, month) for month in range(1, 9)]
    rows = [
        one(f"W{year}-{month}-{n}", on=f"{n + 1:02}/{month:02}/{year}", drug="Insulin")
        for year, month in months
        for n in range(5 + month % 2)
    ]
    trust.take(datix(*rows, run_on=date(2025, 12, 1)), covers=(date(2024, 1, 1), date(2025, 8, 31)))
    desk.note_record(trust.store, SINGLE_USER, Kind.CARD, CARD, "open action", work.now_utc())
    yield trust.store
    close_editions(trust.store)


def page(monkeypatch: pytest.MonkeyPatch, reader: Reader = SINGLE_USER, **query: str | list[str]) -> AppTest:
    monkeypatch.setattr(seam, "SINGLE_USER", reader)

    def script() -> None:
        from dashboard.views.learning import actions
        from dashboard.views.page import draw_frame

        draw_frame("safety-actions", with_filter=False)
        actions.render()

    made = AppTest.from_function(script, default_timeout=60)
    for key, value in query.items():
        made.query_params[key] = value
    made.run()
    assert not made.exception, made.exception
    return made


def held(store: Store) -> Action:
    [found] = desk.learning_records(store, SINGLE_USER, Kind.ACTION, work.now_utc())
    return found.content


def test_an_action_is_opened_from_a_card_begins_is_judged_and_each_step_is_undone(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = page(monkeypatch, card="1")
    assert "No safety actions are recorded in this dashboard." in words_of(at)
    at.text_input(key="new-action-title-0").set_value("Night <b>cupboard</b>")
    at.text_input(key="new-action-owner-0").set_value("Pharmacy")
    at.date_input(key="new-action-due_on-0").set_value(TODAY - timedelta(days=1)).run()
    press(at, "Open the action")
    content = held(store)
    assert (content.cards, content.drug_class, content.first_due_on) == ((1,), "Insulins", content.due_on)
    assert [(aim.measure.value, aim.query) for aim in content.aims] == [("incidents", "drug_class=Insulins")]
    said = words_of(at)
    assert "1 safety action is past its due date: Night <b>cupboard</b>, by 1 day." in said
    assert "It answers card 1: Omitted insulin." in said
    assert "It has not begun, so there is no effect to look at yet." in said
    at.date_input(key="began-1-1").set_value(date(2025, 5, 1)).run()
    press(at, "It is under way")
    said = words_of(at)
    assert "Edition 2 is a draft, in which charts are drawn with that." in said
    assert "Too early to say: 4 of 7 complete months since Night <b>cupboard</b> (1 May 2025)." in said
    assert "needed are 12 before and 7 since" in said
    at.date_input(key="done-1-2").set_value(date(2025, 7, 1))
    at.text_input(key="shows-1-2").set_value("Audit of July").run()
    press(at, "It is done")
    assert "Done on 1 July 2025; it began on 1 May 2025." in words_of(at)
    assert "past its due date" not in words_of(at)
    press(at, "Undo")
    assert held(store).state.value == "under way" and held(store).evidence == ""


def test_an_action_is_opened_on_the_incidents_that_a_link_names(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = page(monkeypatch, incident=["3", "5", "3", "x", "123456789"])
    at.text_input(key="new-action-title-0").set_value("Separate the ampoules")
    at.text_input(key="new-action-owner-0").set_value("Pharmacy")
    at.date_input(key="new-action-due_on-0").set_value(TODAY).run()
    press(at, "Open the action")
    assert held(store).incidents == (3, 5)
    assert "It is about incidents 3 and 5." in words_of(at)
    committee = page(monkeypatch, Reader("person 5", Role.COMMITTEE))
    assert "It is about incidents" not in words_of(committee)


def test_who_does_not_act_reads_what_the_released_edition_holds(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    work.open_action(store, SINGLE_USER, Action("Label", "Pharmacy", due_on=TODAY), work.now_utc())
    work.publish(store, SINGLE_USER, work.now_utc())
    work.release_edition(store, SINGLE_USER, 2, work.now_utc())
    work.open_action(store, SINGLE_USER, Action("Later", "Pharmacy", due_on=TODAY), work.now_utc())
    for role in (Role.COMMITTEE, Role.DIRECTOR):
        at = page(monkeypatch, Reader("person 5", role), action="1")
        said = words_of(at)
        assert "Label" in said and "Later" not in said
        assert not at.text_input and "Move it on" not in said and "Opened by" not in said
        assert {button.label for button in at.button} <= {"CSV of the table"}
    team = page(monkeypatch, Reader("person 7", Role.TEAM), action="2")
    assert "so you read it and do not change it" in words_of(team)
    assert "Open the action" in [button.label for button in team.button]


def test_what_somebody_else_changed_meanwhile_is_not_written_over(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = work.open_action(
        store, SINGLE_USER, Action("Night cupboard", "Pharmacy", due_on=TODAY + timedelta(9)), work.now_utc()
    )
    at = page(monkeypatch, action="1")
    assert at.text_area(key="action-1-progress-0").value == ""
    theirs = replace(noted.content, progress="Ordered by somebody else.")
    work.change_action(store, SINGLE_USER, noted, theirs, work.now_utc())
    at.text_input(key="action-1-title-0").set_value("Day cupboard")
    press(at, "Keep the changes")
    assert held(store) == theirs
    assert [
        each.value for each in at.warning if "Somebody changed this action since you opened it" in each.value
    ]
    assert at.text_area(key="action-1-progress-1").value == "Ordered by somebody else."
    at.text_input(key="action-1-title-1").set_value("Day cupboard")
    press(at, "Keep the changes")
    assert held(store) == replace(theirs, title="Day cupboard")


def test_a_title_that_is_cut_on_charts_is_not_cut_in_the_sentence_of_its_effect(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    title = "The insulin chart goes with the patient wherever the patient goes"
    aims = (Aim(AimedAt.INCIDENTS, "drug_class=Insulins"),)
    opened = work.open_action(
        store, SINGLE_USER, Action(title, "Pharmacy", due_on=TODAY, aims=aims), work.now_utc()
    )
    work.start_action(store, SINGLE_USER, opened, date(2025, 5, 1), now=work.now_utc())
    said = words_of(page(monkeypatch, action=str(opened.number)))
    assert "4 of 7 complete months since safety action 1 (1 May 2025)" in said and "…" not in said
