"""The import's steps as a person takes them, driven by Streamlit's own page test on a store of its own.

It cannot type into a table that is edited on the page: columns and words placed there are tried in tests/browser.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import desk, register, work
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.edition import ask, close_editions, latest_edition
from tests.made_up_incidents import as_csv, datix, one

RUN = date(2025, 11, 3)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("MEDICATION_STORE", str(tmp_path / "store"))
    kept = Store(tmp_path / "store")
    yield kept
    close_editions(kept)


def upload_page() -> AppTest:
    def script() -> None:
        from dashboard.views.upload import render

        render()

    page = AppTest.from_function(script, default_timeout=60).run()
    assert not page.exception
    return page


def choose(page: AppTest, content: bytes, name: str = "listing.csv") -> AppTest:
    page.file_uploader[0].upload(name, content, "text/csv").run()
    assert not page.exception
    return page


def press(page: AppTest, label: str) -> AppTest:
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception
    return page


def words_of(page: AppTest) -> str:
    said = [
        *page.subheader,
        *page.markdown,
        *page.caption,
        *page.error,
        *page.warning,
        *page.success,
        *page.info,
    ]
    return "\n".join(str(each.value).replace("\\", "") for each in said)


def counted(store: Store) -> dict[str, int]:
    rows = ask(
        "incidents_by_harm_level", IncidentFilter(), SINGLE_USER, store=store,
        edition_id=latest_edition(store, SINGLE_USER).edition_id,  # pyright: ignore[reportOptionalMemberAccess]
    )  # fmt: skip
    return {row.harm_level: row.incidents for row in rows if row.incidents}


def test_rows_add_up_on_the_page_and_cancelling_stores_nothing(store: Store) -> None:
    rows = [one("W1", harm="Low"), one("W1", harm="Low"), one("", harm="Low"), one("W2", drug="Warfarin")]
    page = choose(upload_page(), datix(*rows, run_on=RUN))
    words = words_of(page)
    assert "4 rows read: 2 accepted, 1 repeated, 1 not read." in words
    assert "2 incidents, all new." in words
    assert "September 2025 is counted for the first time: 2 incidents." in words
    press(page, "Cancel")
    assert "Nothing was stored." in words_of(page)
    assert not store.has_register()


def test_nothing_of_one_file_is_left_for_the_next(store: Store) -> None:
    page = choose(upload_page(), datix(one("W1", on="05/09/2025")))
    covers, run = page.date_input[0], page.date_input[2]
    assert (covers.label, run.label) == ("From", "Day on which this listing was run")
    covers.set_value(date(2025, 1, 1))
    run.set_value(date(2025, 12, 24))
    page.selectbox[0].set_value("Datix").run()
    press(page, "Cancel")
    choose(page, datix(one("W2", on="07/10/2025")))
    assert page.selectbox[0].value == "Recognise by its headings"
    assert [each.value for each in page.date_input[:2]] == [date(2025, 10, 1), date(2025, 10, 31)]
    assert page.date_input[2].value != date(2025, 12, 24)


@pytest.mark.parametrize(
    ("answer", "harm"),
    [
        ("decide later", {"Not recorded": 2}),
        ("Harm to the patient", {"Low": 1, "Fatal": 1}),
        ("A risk score", {"Not recorded": 2}),
    ],
)
def test_each_answer_to_the_consequence_question(store: Store, answer: str, harm: dict[str, int]) -> None:
    rows = [one("W1", harm="Minor"), one("W2", harm="Catastrophic")]
    page = choose(upload_page(), datix(*rows, run_on=RUN))
    assert "Is this harm to the patient, or a risk score?" in words_of(page)
    page.radio[0].set_value(answer).run()
    press(page, "Store")
    assert counted(store) == harm
    asked_again = {word.written for word in register.words_to_place(store, SINGLE_USER, work.now_utc())}
    assert asked_again == ({"Minor", "Catastrophic"} if answer == "decide later" else set())
    page = choose(upload_page(), datix(*rows, one("W3"), run_on=RUN))
    assert ("or a risk score?" in words_of(page)) == (answer == "decide later")


def test_gone_incidents_are_withdrawn_with_a_reason_the_months_say_so_first_and_undo_brings_them_back(
    store: Store,
) -> None:
    before = [one("W1", harm="Low"), one("W2", harm="Severe"), one("W3", harm="Moderate")]
    press(choose(upload_page(), datix(*before, run_on=RUN)), "Store")
    assert counted(store) == {"Low": 1, "Severe": 1, "Moderate": 1}
    page = choose(
        upload_page(), datix(one("W1", harm="Low"), one("W2", harm="Low"), run_on=date(2025, 11, 10))
    )
    assert "1 incident known for what this file covers is not in it." in words_of(page)
    assert "September 2025 is still 3. Of the 3, 1 changed harm grade: 1 down." in words_of(page)
    page.radio[0].set_value("Withdraw them").run()
    page.text_input(key=next(each.key for each in page.text_input if each.label == "Why")).set_value(
        "merged"
    ).run()
    assert "September 2025 was 3, now 2: 1 withdrawn. Of the 2, 1 changed harm grade: 1 down." in words_of(
        page
    )
    press(page, "Store")
    assert "Import 2 is stored." in words_of(page)
    assert "1 incident withdrawn." in words_of(page)
    assert counted(store) == {"Low": 2}
    undo = next(each for each in page.selectbox if each.label == "Import to undo")
    assert undo.value.import_id == 2, "after an import, the newest one is offered to be undone"
    press(page, "Undo")
    assert counted(store) == {"Low": 1, "Severe": 1, "Moderate": 1}


def test_months_first_only_after_the_person_agrees_and_kept_only_once_stored(store: Store) -> None:
    rows = [one("W1", on="05/31/2025"), one("W2", on="04/22/2025")]
    page = choose(upload_page(), datix(*rows))
    assert "make sense only with the month first" in words_of(page)
    assert "2 incidents without a full date are counted for the first time." in words_of(page)
    press(page, "Read them with the month first")
    assert "2 months (April 2025 to May 2025) are counted for the first time: 2 incidents." in words_of(page)
    assert desk.profiles(store, SINGLE_USER, work.now_utc()) == []
    press(page, "Store")
    (kept,) = desk.profiles(store, SINGLE_USER, work.now_utc())
    assert kept.month_first


def test_a_table_with_unknown_headings_can_be_told_what_its_columns_hold(store: Store) -> None:
    page = choose(upload_page(), as_csv(("Number", "When", "Severity"), [("A1", "03/02/2026", "Low")]))
    assert "its headings are Number, When, Severity" in words_of(page)
    assert "Say what its columns hold" in words_of(page)
    press(page, "Read the file again with these columns")
    assert "One column must be read as the incident reference" in words_of(page)
    assert desk.profiles(store, SINGLE_USER, work.now_utc()) == []


def test_what_is_no_table_is_refused_without_a_mapping(store: Store) -> None:
    page = choose(upload_page(), b"%PDF-1.7 not a listing")
    assert "holds a PDF document" in words_of(page)
    assert "Say what its columns hold" not in words_of(page)


def test_the_same_file_again_has_nothing_to_store(store: Store) -> None:
    content = datix(one("W1"), run_on=RUN)
    press(choose(upload_page(), content), "Store")
    page = choose(upload_page(), content)
    assert "This very file was imported before (import 1): there is nothing to store." in words_of(page)
    assert "Store" not in [button.label for button in page.button]


def test_markup_in_a_listing_is_never_rendered(store: Store) -> None:
    page = choose(upload_page(), as_csv(("**No**", "<b>When</b>", "$x$"), [("A1", "03/02/2026", "Low")]))
    (refusal,) = page.error
    for raw in ("**No**", "<b>When</b>", "$x$"):
        assert raw not in str(refusal.value)
    assert "**No**" in str(refusal.value).replace("\\", "")
