"""Words, places and the calendar of coverage: what the officer decides once is obeyed, and can be taken back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import work
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.profile import PlacedWord
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from dashboard.edition import ask, close_editions, latest_edition
from tests.built_once import BuiltOnce
from tests.made_up_incidents import datix, one
from tests.views.driven_pages import page_of, press, words_of

ROWS = (
    one("W1", on="05/09/2025", ward="Ward 7", stage="Ordering", status="Finally approved"),
    one("W2", on="06/10/2025", ward="Ward Seven", stage="Ordering"),
    one("W3", on="07/11/2025", ward="Ward 8", stage="Prescribing"),
)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("MEDICATION_STORE", str(tmp_path / "store"))
    kept = Store(tmp_path / "store")
    now = work.now_utc()
    read = work.read_incidents(
        work.stage(kept, datix(*ROWS, run_on=date(2026, 2, 3)), now),
        "listing.csv",
        now,
        source=SourceSystem.DATIX,
    )
    work.store_incidents(kept, SINGLE_USER, read, now)  # pyright: ignore[reportArgumentType]
    yield kept
    close_editions(kept)


def answers(store: Store, question: str, **asked: object) -> list:
    edition = latest_edition(store, SINGLE_USER)
    assert edition
    return ask(question, IncidentFilter(**asked), SINGLE_USER, store=store, edition_id=edition.edition_id)  # pyright: ignore[reportArgumentType]


def covered(store: Store) -> list[date]:
    return [row.month for row in answers(store, "covered_months", site=("Northgate",))]


def test_a_month_is_said_to_be_missing_and_taken_back(store: Store) -> None:
    september, october, november = (date(2025, month, 1) for month in (9, 10, 11))
    assert covered(store) == [september, october, november]
    page = page_of("coverage")
    keep = next(button for button in page.button if button.label == "Keep the correction")
    assert keep.disabled, "a correction needs its reason"
    page.selectbox(key="cover-month").set_value(october)
    page.selectbox(key="cover-state").set_value("missing")
    page.text_input(key="cover-why").set_value("the listing was *cut short*").run()
    press(page, "Keep the correction")
    words = words_of(page)
    assert "October 2025 of Northgate (Datix) is now missing." in words
    assert "Missing, and so a gap in every picture: Northgate in October 2025." in words
    assert covered(store) == [september, november]
    page.selectbox(key="cover-state").set_value("as its extracts say").run()
    press(page, "Keep the correction")
    assert covered(store) == [september, october, november]


def test_the_made_up_trust_is_looked_at_and_not_corrected(
    built_once: BuiltOnce, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = built_once.copied_beside(tmp_path / "none")
    monkeypatch.setenv("MEDICATION_STORE", str(root.root))
    page = page_of("coverage")
    assert "the made-up trust is for looking at only" in words_of(page)
    assert "Keep the correction" not in [button.label for button in page.button]
    assert not root.has_register()
    close_editions(root.made_up_trust())


def words_page() -> AppTest:
    """The page Upload, opened at the words by its link."""

    def script() -> None:
        from dashboard.views.upload import render

        render()

    page = AppTest.from_function(script, default_timeout=60)
    page.query_params["part"] = "Words"
    page.run()
    assert not page.exception
    return page


def test_a_word_waits_is_placed_and_is_taken_back(store: Store) -> None:
    page = words_page()
    assert "1 word in 2 incidents of the newest extracts has no meaning given yet." in words_of(page)
    word = PlacedWord("stage", SourceSystem.DATIX, "Ordering", "Prescribing")
    work.place_words(store, SINGLE_USER, [word], work.now_utc())
    stages = {row.stage: row.incidents for row in answers(store, "incidents_by_medication_stage")}
    assert stages["Prescribing"] == 3
    page = words_page()
    assert "Every word of the coded columns is placed." in words_of(page)
    press(page, "Take it back")
    assert "'Ordering' is to be placed again." in words_of(page)
    stages = {row.stage: row.incidents for row in answers(store, "incidents_by_medication_stage")}
    assert stages["Prescribing"] == 1


def test_two_names_of_one_ward_count_as_one_and_are_shown_as_written(store: Store) -> None:
    page = page_of("wards_and_activity")
    assert "No bed days are stored yet" in words_of(page)
    names = page.multiselect[0]
    names.set_value([("Northgate", "Ward 7"), ("Northgate", "Ward Seven")]).run()
    division = next(each for each in page.selectbox if each.label == "Division")
    assert division.value == "Medicine", "the division of the names is offered, not 'Not recorded'"
    next(each for each in page.text_input if each.label == "Name to show").set_value("Ward 7").run()
    press(page, "Keep this place")
    assert "Ward 7 is kept with 2 names." in words_of(page)
    assert page.multiselect[0].value == [], "nothing of one place is left for the next"
    kept = page.dataframe[-1].value
    assert kept["Written as"].tolist() == ["Ward 7, Ward Seven"]
    assert len(answers(store, "moderate_and_above", location=("Ward 7",))) == 0
    by_ward = {row.location for row in answers(store, "completeness_by_ward")}
    assert by_ward == {"Ward 7", "Ward 8"}
    press(page, "Take the place back")
    by_ward = {row.location for row in answers(store, "completeness_by_ward")}
    assert by_ward == {"Ward 7", "Ward Seven", "Ward 8"}
