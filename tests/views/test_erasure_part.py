"""The part Erasure and retention of the page Settings, and a page that is asked for an edition that was withdrawn."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard import desk
from dashboard.domain.reader import SINGLE_USER
from dashboard.views.store_seen import prepare_store
from tests.made_up_incidents import NOW, TrustUnderTest, datix, one
from tests.python_files import ROOT
from tests.views.driven_pages import press, words_of


def part() -> Any:
    from streamlit.testing.v1 import AppTest

    def script() -> None:
        from dashboard.views.erasure import erasure_part
        from dashboard.views.reader import current_reader
        from dashboard.views.store_seen import real_store
        from dashboard.views.tell import say_what_was_done

        say_what_was_done()
        erasure_part(real_store(), current_reader())

    page = AppTest.from_function(script, default_timeout=120).run()
    assert not page.exception
    return page


def put(page: Any, label: str, text: str) -> None:
    next(each for each in page.text_input if each.label.startswith(label)).set_value(text).run()
    assert not page.exception


def test_an_incident_is_erased_only_when_the_word_is_written(
    trust: TrustUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDICATION_STORE", str(trust.root))
    trust.take(datix(one("W1"), one("W2"), run_on=date(2025, 9, 20)))
    trust.take(datix(one("W1"), one("W2"), one("W3"), run_on=date(2025, 9, 21)))
    page = part()
    assert "a folder of this computer" in words_of(page)
    page.selectbox[0].set_value(next(each for each in page.selectbox[0].options if each == "Datix")).run()
    put(page, "Reference", "nothing")
    assert "The register holds no incident of Datix" in words_of(page)
    put(page, "Reference", "W1")
    assert "Datix W1: September 2025, Northgate" in words_of(page)
    assert "This cannot be undone." in page.warning[0].value.replace("\\", "")
    erase = next(each for each in page.button if each.label == "Erase it for good")
    assert erase.disabled
    put(page, "Why", "asked for")
    put(page, "Write erase", "erase")
    press(page, "Erase it for good")
    assert "1 as 3, 2 as 4" in words_of(page)
    assert [each.act for each in desk.audit_trail(trust.store, SINGLE_USER, NOW)].count("erase incident") == 1

    from streamlit.testing.v1 import AppTest

    def shown() -> None:
        from dashboard.views.harm import render
        from dashboard.views.page import draw_frame

        draw_frame()
        render()

    linked = AppTest.from_function(shown, default_timeout=120)
    linked.query_params["edition"] = "1"
    linked.run()
    assert not linked.exception
    assert "because an incident was erased; edition 3 is the same without it" in words_of(linked)
    press(linked, "Show edition 3")
    assert "edition 3" in words_of(linked)


def test_a_store_that_lies_where_it_must_not_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from streamlit.testing.v1 import AppTest

    root = tmp_path / "Dropbox" / "store"
    monkeypatch.setenv("MEDICATION_STORE", str(root))
    prepare_store()
    page = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=120).run()
    assert not page.exception
    assert page.title[0].value == "The data are not opened where they lie"
    assert "Dropbox synchronises" in words_of(page)
    assert not root.exists()
