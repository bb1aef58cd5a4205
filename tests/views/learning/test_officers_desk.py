"""The officer's desk: steps noted, contacts kept and removed, what recurs marked as done, each undone; and the line on the Overview."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import work
from dashboard.domain.learning.checklists import STEPS
from dashboard.domain.learning.post import Every, Recurring
from dashboard.domain.periods import day_in_london
from dashboard.domain.reader import SINGLE_USER, Reader, Role
from dashboard.domain.store import Store
from dashboard.views import overview
from dashboard.views.page_table import BY_PATH
from tests.views.driven_pages import page_of, press, words_of


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("MEDICATION_STORE", str(tmp_path))
    return Store(tmp_path)


def at(part: str) -> AppTest:
    page = page_of("learning.officers_desk")
    page.query_params["part"] = part
    page.run()
    assert not page.exception
    return page


def test_a_new_officer_sees_ten_steps_and_what_the_store_shows(store: Store) -> None:
    page = page_of("learning.officers_desk")
    said = words_of(page)
    assert "0 of 10 done." in said and "0 of 8 done." in said
    assert "the store shows: no extract is stored yet" in said
    day = page.date_input(key="starting-0-start-mhra-day")
    assert day.value == day_in_london(work.now_utc())
    page.text_input(key="starting-0-start-mhra-note").set_value("<b>form</b> sent").run()
    page.button(key="starting-0-keep").click().run()
    assert "1 of 10 done." in words_of(page) and "<b>form</b> sent" in words_of(page)
    assert "of the whole" not in words_of(page)
    press(page, "Undo")
    assert "0 of 10 done." in words_of(page)


def test_a_checklist_is_begun_anew(store: Store) -> None:
    page = page_of("learning.officers_desk")
    page.button(key="starting-0-keep").click().run()
    page.button(key="starting-1-anew").click().run()
    assert not page.exception and "0 of 10 done." in words_of(page)
    press(page, "Undo")
    assert "1 of 10 done." in words_of(page)


def test_a_contact_is_kept_and_removed_and_brought_back(store: Store) -> None:
    page = at("Contacts")
    assert "None is kept." in words_of(page)
    page.selectbox(key="contact-0-0-what").set_value("MHRA").run()
    page.text_input(key="contact-0-0-address").set_value("mhra@example.org").run()
    page.button(key="contact-0-keep").click().run()
    (held,) = work.contacts(store, SINGLE_USER, work.now_utc())
    assert (held.content.what, held.content.address) == ("MHRA", "mhra@example.org")
    page.selectbox(key="contact-1-which").set_value("1: MHRA").run()
    page.button(key="contact-1-remove").click().run()
    assert work.contacts(store, SINGLE_USER, work.now_utc()) == []
    press(page, "Undo")
    assert len(work.contacts(store, SINGLE_USER, work.now_utc())) == 1


def test_what_recurs_is_kept_done_and_undone(store: Store) -> None:
    page = at("Calendar")
    page.text_input(key="recurring-0-0-what").set_value("Committee")
    page.date_input(key="recurring-0-0-next").set_value(date(2026, 1, 31)).run()
    page.button(key="recurring-0-keep").click().run()
    assert "Due within 14 days, or not marked as done: Committee (31 January 2026" in words_of(page)
    press(page, "Mark as done")
    assert "'Committee' is done; it comes next on 28 February 2026." in words_of(page)
    press(page, "Undo")
    (held,) = work.recurring_dates(store, SINGLE_USER, work.now_utc())
    assert held.content.next_on == date(2026, 1, 31)


def test_leaving_ends_in_the_handover_pack(store: Store) -> None:
    work.keep_recurring(store, SINGLE_USER, Recurring("x", next_on=date(2026, 1, 1)), work.now_utc())
    page = at("Leaving")
    said = words_of(page)
    assert "0 of 10 done." in said and "generic mailbox has to be read from the first day" in said
    assert "For whoever comes next" in said


def test_what_is_due_is_one_line_on_the_overview_of_the_officer_and_of_nobody_else(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = Reader("person 1", Role.MSO)
    monkeypatch.setattr(overview, "current_reader", lambda: officer)
    assert overview._comes_round_for_the_officer() == "" and not store.desk.exists()
    today = day_in_london(work.now_utc())
    report = Recurring("Report", Every.QUARTER, today + timedelta(days=14))
    kept = work.keep_recurring(store, officer, report, work.now_utc())
    assert overview._comes_round_for_the_officer().startswith("On your desk: Due within 14 days")
    for role in set(Role) - {Role.MSO}:
        monkeypatch.setattr(overview, "current_reader", lambda role=role: Reader("person 2", role))
        assert overview._comes_round_for_the_officer() == ""
    monkeypatch.setattr(overview, "current_reader", lambda: officer)
    work.mark_recurring_done(store, officer, kept, today, work.now_utc())
    assert overview._comes_round_for_the_officer() == ""


def test_steps_lead_to_pages_that_there_are() -> None:
    coming = {"safety-actions"}
    assert {step.page.partition("?")[0] for step in STEPS if step.page} - coming <= set(BY_PATH)
