"""The page Alerts: logged, opened, changed, closed, undone; a list pasted, shown and taken in; and what a committee sees of it."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import work
from dashboard.domain.learning.alert import Alert, AlertKind, RequiredAction
from dashboard.domain.reader import SINGLE_USER, Reader, Role
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from dashboard.edition import close_editions
from dashboard.views import reader as seam
from tests.made_up_incidents import datix, one
from tests.views.driven_pages import page_of, press, words_of

NATIONAL = Alert(
    AlertKind.NATIONAL, "<b>Potassium</b>", "NatPSA/2026/001", date(2025, 3, 1), due_on=date(2025, 9, 1), applies=True,
    applies_why="It is used here.", operational_lead="Ann Example", status_on_cas="Acknowledged", concerns="drug_class=Opioids",
    required=(RequiredAction("Take it off wards", date(2025, 6, 1)),),
)  # fmt: skip


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Eighteen months of morphine, one incident a month, and an edition of them."""
    store = Store(tmp_path_factory.mktemp("alerts") / "store")
    rows = [one(f"W{n}", on=f"10/{n % 12 + 1:02}/{2025 + n // 12}", drug="Morphine") for n in range(14)]
    now = work.now_utc()
    staged = work.stage(store, datix(*rows, run_on=date(2026, 3, 30)), now)
    read = work.read_incidents(staged, "listing.csv", now, source=SourceSystem.DATIX)
    covers = (date(2025, 1, 1), date(2026, 2, 28))
    work.store_incidents(store, SINGLE_USER, read, now, covers=covers)  # pyright: ignore[reportArgumentType]
    yield store
    close_editions(store)


@pytest.fixture
def store(kept: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A copy of it for each test."""
    copied = Store(tmp_path / "store")
    shutil.copytree(kept.root, copied.root)
    monkeypatch.setenv("MEDICATION_STORE", str(copied.root))
    yield copied
    close_editions(copied)


def alerts(store: Store) -> list[Alert]:
    return [each.content for each in work.alerts(store, SINGLE_USER, work.now_utc())]


def opened(number: int | None = None) -> AppTest:
    page = page_of("learning.alerts", frame=True)
    if number is not None:
        page.query_params["alert"] = str(number)
        page.run()
        assert not page.exception
    return page


def test_one_is_logged_told_and_undone(store: Store) -> None:
    page = opened()
    assert "No alert is logged." in words_of(page) and "A title is needed" in words_of(page)
    page.text_input(key="log-0-title").set_value("Fridges")
    page.selectbox(key="log-0-kind").set_value(AlertKind.LOCAL).run()
    page.date_input(key="log-0-review").set_value(date(2026, 1, 5)).run()
    press(page, "Log the alert")
    assert "Alert" in words_of(page) and "is logged." in words_of(page)
    assert alerts(store) == [Alert(AlertKind.LOCAL, "Fridges", review_on=date(2026, 1, 5))]
    assert "1 alert logged: 1 to review." in words_of(page)
    press(page, "Undo")
    assert alerts(store) == [] and "No alert is logged." in words_of(page)


def test_one_is_opened_by_its_link_and_shows_where_it_stands_and_the_chart(store: Store) -> None:
    number = work.log_alert(store, SINGLE_USER, NATIONAL, work.now_utc()).number
    said = words_of(opened(number))
    assert (
        "Overdue: it was due on CAS on 1 September 2025" in said
        and "the answer is given on CAS, not here" in said
    )
    assert "It applies here: It is used here." in said and "Operational lead: Ann Example." in said
    assert "What it concerns: drug class: Opioids." in said and "The count cannot say why" in said
    assert "Incidents recorded by month, before and after 1 March 2025" in said
    assert "<b>Potassium</b>" in said, "typed markup is text"
    assert "Needed before it can be closed here: the name of the executive who signed it off" in said
    assert "There is no alert 999 here." in words_of(opened(999))


def test_what_is_missing_is_asked_for_recorded_and_then_it_closes(store: Store) -> None:
    number = work.log_alert(store, SINGLE_USER, NATIONAL, work.now_utc()).number
    page = opened(number)
    press(page, "Close the alert")
    assert "cannot be closed yet: record the name of the executive" in page.error[0].value.replace("\\", "")
    at = f"alert-{number}-0"
    page.date_input(key=f"{at}-required-done").set_value(date(2025, 5, 1)).run()
    press(page, "It was done")
    at = f"alert-{number}-1"
    page.text_input(key=f"{at}-signed-by").set_value("Bo Example")
    page.date_input(key=f"{at}-signed-on").set_value(date(2025, 8, 1))
    page.selectbox(key=f"{at}-status").set_value("Action completed").run()
    press(page, "Keep the changes")
    press(page, "Close the alert")
    (held,) = alerts(store)
    assert held.closed_on is not None and held.signed_off_by == "Bo Example"
    assert held.required == (RequiredAction("Take it off wards", date(2025, 6, 1), date(2025, 5, 1)),)
    press(page, "Open it again")
    assert alerts(store)[0].closed_on is None
    press(page, "Undo")
    assert alerts(store)[0].closed_on is not None


def test_what_it_concerns_is_taken_from_the_filter_of_the_page(store: Store) -> None:
    page = page_of("learning.alerts", frame=True)
    page.multiselect(key="drug_class").set_value(["Opioids"]).run()
    page.text_input(key="log-0-title").set_value("Morphine")
    concerns = page.selectbox(key="log-0-concerns")
    concerns.set_value("the filter above: drug class: Opioids").run()
    press(page, "Log the alert")
    assert [each.concerns for each in alerts(store)] == ["drug_class=Opioids"]


def test_a_pasted_list_is_shown_taken_in_and_undone(store: Store) -> None:
    page = opened()
    page.text_area(key="alert-pasted-0").set_value(
        "Reference\tTitle\tType\nL1\t=1+1\tLocal\nL1\tagain\tLocal\nL2\tno kind\t\n"
    ).run()
    assert "3 rows: 1 to take in, 1 repeated, 1 refused." in words_of(page)
    assert alerts(store) == [], "nothing is kept before somebody says so"
    page.selectbox(key="alert-unsaid-0").set_value(AlertKind.NETWORK).run()
    assert "3 rows: 2 to take in, 1 repeated, 0 refused." in words_of(page)
    press(page, "Take them in")
    assert [(each.title, each.kind) for each in alerts(store)] == [
        ("=1+1", AlertKind.LOCAL),
        ("no kind", AlertKind.NETWORK),
    ]
    press(page, "Undo")
    assert alerts(store) == [] and "2 alerts are taken back." in words_of(page)


def test_a_committee_sees_what_the_edition_holds_and_no_name(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = work.log_alert(store, SINGLE_USER, NATIONAL, work.now_utc()).number
    edition = work.publish(store, SINGLE_USER, work.now_utc())
    work.release_edition(store, SINGLE_USER, edition.edition_id, work.now_utc(), "a meeting")
    work.log_alert(store, SINGLE_USER, Alert(AlertKind.LOCAL, "Later"), work.now_utc())
    monkeypatch.setattr(seam, "SINGLE_USER", Reader("person 5", Role.COMMITTEE))
    page = opened(number)
    said = words_of(page)
    assert "1 alert logged: 1 overdue on CAS." in said and "It applies here: It is used here." in said
    assert "Ann Example" not in said and "Later" not in said
    labels = [each.label for each in page.button]
    assert not {"Log the alert", "Close the alert", "Keep the changes", "Take them in"} & set(labels)


def test_the_team_is_told_whose_it_is(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    number = work.log_alert(store, SINGLE_USER, NATIONAL, work.now_utc()).number
    monkeypatch.setattr(seam, "SINGLE_USER", Reader("person 2", Role.TEAM))
    page = opened(number)
    assert "Somebody else logged it" in words_of(page)
    assert "Close the alert" not in [each.label for each in page.button]
