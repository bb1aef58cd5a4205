"""The page Medicines as a person uses it, driven by Streamlit's own page test on a store of its own.

It cannot type into a table that is edited on the page: the queue's table is tried in tests/browser.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import work
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from tests.made_up_incidents import TrustUnderTest, datix, one
from tests.views.driven_pages import page_of, press, words_of

SUGGESTED, MEANS = "Suggested", "Read as"


@pytest.fixture
def trust(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TrustUnderTest]:
    monkeypatch.setenv("MEDICATION_STORE", str(tmp_path / "store"))
    made = TrustUnderTest(tmp_path / "store", now=work.now_utc())
    made.take(
        datix(
            one("W1", drug="Zorbulin"),
            one("W2", drug="Zorbulin"),
            one("W3", drug="Warfarin"),
            one("W4", drug="N/A"),
            one("W5", drug="antibiotics"),
        )
    )
    yield made
    made.close()


def medicines(trust: TrustUnderTest) -> dict[str, int]:
    from dashboard.edition import latest_edition

    edition = latest_edition(trust.store, SINGLE_USER)
    assert edition
    trust.edition = edition.edition_id
    return {row.medicine: row.incidents for row in trust.ask("incidents_by_medicine")}


def test_it_says_what_is_named_recognised_and_classed(trust: TrustUnderTest) -> None:
    words = words_of(page_of("medicines"))
    assert "Of 5 incidents 4 (80 %) name a medicine." in words
    assert (
        "Of these 1 (25 %) name one that is recognised, and 2 (50 %) have a drug class, 1 of them by a class word"
        in words
    )
    assert "1 incident names none and is counted apart." in words
    assert "1 name, met 2 times, is not recognised." in words


def test_a_name_is_looked_up_confirmed_shown_and_taken_back(trust: TrustUnderTest) -> None:
    page = page_of("medicines")
    look_up(page, "zorbulin")
    assert "It is not recognised." in words_of(page) and "It stands in 2 incidents." in words_of(page)
    choose(page, "It means", ["insulin glargine"])
    press(page, "Confirm this meaning")
    assert "1 name confirmed. Edition 2 is a draft." in words_of(page)
    assert medicines(trust)["insulin glargine"] == 2
    page = page_of("medicines")
    assert "Every name in the incidents is recognised" in words_of(page)
    assert "1 name is read otherwise since the first extract." in words_of(page)
    look_up(page, "Zorbulin")
    assert "because somebody confirmed it" in words_of(page)
    press(page, "Take it back")
    assert medicines(trust)["Medicine not recognised"] == 2


def test_a_local_group_is_kept_and_forgotten(trust: TrustUnderTest) -> None:
    page = page_of("medicines")
    text(page, "Name", "Bleeding risk")
    choose(page, "Medicines", ["warfarin"])
    press(page, "Keep this group")
    assert "Bleeding risk is kept. Edition 2 is a draft." in words_of(page)
    assert {row.drug_class: row.incidents for row in trust_rows(trust, "class=local")} == {
        "Bleeding risk": 1,
        "Medicine not recognised": 2,
        "No medicine named": 1,
        "Only a class named": 1,
    }


def trust_rows(trust: TrustUnderTest, asked: str) -> list:
    medicines(trust)
    return trust.ask("incidents_by_drug_class", asked)


def test_before_the_first_extract_it_says_what_it_is_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDICATION_STORE", str(tmp_path / "none"))
    assert "There is no register of your own yet." in words_of(page_of("medicines"))
    assert not Store(tmp_path / "none").has_register()


def look_up(page: AppTest, written: str) -> None:
    text(page, "Name as written", written)


def text(page: AppTest, label: str, value: str) -> None:
    next(each for each in page.text_input if each.label == label).set_value(value).run()
    assert not page.exception


def choose(page: AppTest, label: str, values: list[str]) -> None:
    next(each for each in page.multiselect if each.label == label).set_value(values).run()
    assert not page.exception


def test_a_name_says_its_schedule_by_preparation(trust: TrustUnderTest) -> None:
    page = page_of("medicines")
    look_up(page, "Oramorph")
    words = words_of(page)
    assert "morphine is a controlled drug, and its schedule depends on the product." in words
    assert "(10 mg in 5 ml): schedule 5" in words and "injections: schedule 2" in words
