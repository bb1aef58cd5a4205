"""The narrative of a ticked incident and the settings of free text, driven by Streamlit's own page test."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import desk, register, work
from dashboard.domain.extract import Extract
from dashboard.domain.identifiers import Narrative
from dashboard.domain.reader import SINGLE_USER, Reader, Role
from dashboard.domain.store import Store
from dashboard.edition import close_editions
from dashboard.views.what_was_read import kept_from_sentence
from tests.extracts.written_extracts import DATIX_HEADINGS, GOOD_ROW, csv_content
from tests.proofs.hostile_words import hostile_words
from tests.views.driven_pages import page_of, press, words_of

NOW = datetime(2026, 11, 23, 9, 0)
HOSTILE = "\n".join(word for word in hostile_words() if "\x00" not in word and "\x1b" not in word)
TEXT = f"Mr Quillfeather rang 07700 900123.\n{HOSTILE}"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(tmp_path_factory.mktemp("kept") / "store")
    work.change_settings(store, SINGLE_USER, {"narrative_datix": "kept as written"}, NOW)
    rows = [(*GOOD_ROW, TEXT), ("W2", *GOOD_ROW[1:], "")]
    staged = work.stage(store, csv_content((*DATIX_HEADINGS, "Description"), rows), NOW)
    read = work.read_incidents(
        staged, "a.csv", NOW, choices=work.choices_for(store, SINGLE_USER, staged, "a.csv", NOW)
    )
    assert isinstance(read, Extract)
    work.store_incidents(store, SINGLE_USER, read, NOW)
    yield store
    close_editions(store)


def ticked(n: int) -> AppTest:
    def script(n: int) -> None:
        from dashboard.views.narrative import narrative_of_ticked

        narrative_of_ticked([n])

    page = AppTest.from_function(script, kwargs={"n": n}, default_timeout=60).run()
    assert not page.exception
    return page


def views_noted(store: Store) -> int:
    return sum(line.act.startswith("view of narrative") for line in desk.audit_trail(store, SINGLE_USER, NOW))


def test_it_is_shown_when_asked_for_noted_once_and_as_plain_text(
    kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDICATION_STORE", str(kept.root))
    page = ticked(1)
    assert [button.label for button in page.button] == ["Show the narrative"] and not page.text
    before = views_noted(kept)
    press(page, "Show the narrative")
    shown = page.text[0].value
    assert shown.startswith("Mr [name] rang [telephone number].\n") and "<img src=x onerror=" in shown
    assert "onerror" not in words_of(page) and "Quillfeather" not in words_of(page) + shown
    page.run()
    page.text_input[0].set_value("x").run()
    assert views_noted(kept) == before + 1, "running the page again is no other view"
    press(page, "Show it as written")
    assert (
        page.text[0].value.startswith("Mr Quillfeather rang 07700 900123.")
        and views_noted(kept) == before + 2
    )
    press(page, "Hide")
    assert not page.text


def test_nobody_but_the_officer_is_offered_it(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDICATION_STORE", str(kept.root))
    for role in Role:
        monkeypatch.setattr(
            "dashboard.views.narrative.current_reader", lambda role=role: Reader("someone", role)
        )
        assert len(ticked(1).button) == (1 if role is Role.MSO else 0), role


def test_redacting_names_its_consequence_first(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDICATION_STORE", str(kept.root))
    page = press(ticked(1), "Show the narrative")
    redact = next(button for button in page.button if button.label == "Redact for good")
    assert redact.disabled and "cannot be undone" in page.checkbox[0].label
    page.text_input[0].set_value("quillfeather").run()
    page.checkbox[0].check().run()
    press(page, "Redact for good")
    told = register.narrative_of(kept, SINGLE_USER, 1, NOW)[0].text
    assert told.startswith("Mr [redacted] rang 07700 900123.") and not page.text


def test_kept_as_written_needs_its_own_yes(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDICATION_STORE", str(kept.root))
    page = page_of("settings")
    page.query_params["part"] = "Free text"
    page.run()
    choice = next(each for each in page.selectbox if each.label == "Free text of LFPSE")
    choice.set_value("kept as written").run()
    assert next(button for button in page.button if button.label == "Save").disabled
    page.checkbox[0].check().run()
    assert "Saved: free text of LFPSE" in words_of(press(page, "Save"))
    assert desk.settings(kept, NOW)["narrative_lfpse"] == "kept as written"


@pytest.mark.parametrize(("role", "told"), [(Role.MSO, True), (Role.TEAM, False)])
def test_that_a_narrative_can_be_read_is_said_before_a_row_is_ticked_to_who_may(
    kept: Store, monkeypatch: pytest.MonkeyPatch, role: Role, told: bool
) -> None:
    monkeypatch.setenv("MEDICATION_STORE", str(kept.root))
    monkeypatch.setattr("dashboard.views.reader.SINGLE_USER", Reader("person 7", role))

    def script() -> None:
        from dashboard.views.marks import mark

        mark([])

    page = AppTest.from_function(script, default_timeout=60).run()
    assert not page.exception
    assert any("have its narrative shown" in each.value for each in page.caption) is told


@pytest.mark.parametrize(
    ("months", "becomes", "said"),
    [
        ("24", Narrative.MASKED, " That of incidents before 1 "),
        ("0", Narrative.MASKED, ""),
        ("24", Narrative.LEFT_OUT, ""),
    ],
)
def test_free_text_that_is_past_its_months_is_said_to_go_before_the_file_is_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, months: str, becomes: Narrative, said: str
) -> None:
    monkeypatch.setenv("MEDICATION_STORE", str(tmp_path))
    work.change_settings(Store(tmp_path), SINGLE_USER, {"purge_narrative_after_months": months}, NOW)
    told = kept_from_sentence(becomes)
    assert told.startswith(said) and bool(told) == bool(said)
