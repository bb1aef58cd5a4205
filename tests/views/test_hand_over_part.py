"""The part Hand over of the page Settings: what would go along is shown; an empty store takes a pack over."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from dashboard import desk, work
from dashboard.domain.dated import DatedKind, DatedRecord
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.reports.handover.files import handover_zip
from dashboard.views import hand_over
from tests.made_up_incidents import NOW
from tests.views.driven_pages import press, words_of


def part() -> Any:
    from streamlit.testing.v1 import AppTest

    def script() -> None:
        from dashboard.views.hand_over import hand_over_part
        from dashboard.views.reader import current_reader
        from dashboard.views.store_seen import real_store
        from dashboard.views.tell import say_what_was_done

        say_what_was_done()
        hand_over_part(real_store(), current_reader())

    page = AppTest.from_function(script, default_timeout=60).run()
    assert not page.exception
    return page


class Chosen:
    name = "pack.zip"

    def __init__(self, content: bytes) -> None:
        self.content = content

    def getvalue(self) -> bytes:
        return self.content


def test_what_goes_along_is_shown_written_with_a_line_of_audit_and_taken_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = Store(tmp_path / "old"), Store(tmp_path / "new")
    desk.add_dated_record(
        old, SINGLE_USER, DatedRecord(DatedKind.ANNOTATION, date(2026, 4, 1), "<b>Campaign</b>"), NOW
    )
    desk.change_setting(old, SINGLE_USER, "trust_name", "<b>North</b>gate", NOW)
    offered: dict[str, Any] = {}
    monkeypatch.setattr(st, "download_button", lambda label, **more: offered.update({label: more}))
    monkeypatch.setenv("MEDICATION_STORE", str(old.root))
    page = part()
    assert "2 decisions:\n- 1 setting\n- 1 annotation or break" in words_of(
        page
    ) and "this one is not empty" in words_of(page)
    acts = [line.subject for line in desk.audit_trail(old, SINGLE_USER, NOW)]
    assert "handover pack" not in acts, "looking is not writing"
    pack = offered["Handover pack (.zip)"]["data"]()
    assert desk.audit_trail(old, SINGLE_USER, NOW)[0].subject == "handover pack"

    monkeypatch.setenv("MEDICATION_STORE", str(new.root))
    assert "There is nothing to hand over yet" in words_of(part())
    files: list[Chosen | None] = [Chosen(pack)]
    monkeypatch.setattr(hand_over.st, "file_uploader", lambda *_, **__: files[0])
    page = part()
    assert "Handover of <b>North</b>gate, written on" in words_of(page)
    assert not any("<b>" in str(each.value) for each in page.markdown), "never as markup"
    assert work.nothing_to_hand_over(new, NOW), "nothing is stored by looking"
    page = press(page, "Take this over")
    assert (
        "Taken over: 1 setting, 1 annotation or break. Import the trust's listings under Upload now."
        in words_of(page)
    )
    assert desk.settings(new, NOW)["trust_name"] == "<b>North</b>gate"

    monkeypatch.setenv("MEDICATION_STORE", str(tmp_path / "third"))
    files[0] = Chosen(handover_zip(work.hand_over(old, SINGLE_USER, NOW))[:700])
    page = part()
    assert [str(each.value) for each in page.error] and "damaged" in str(page.error[0].value)
