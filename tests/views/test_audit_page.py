"""The page of the audit trail: whether it holds, what is chosen, and the lines to take away."""

from datetime import datetime
from pathlib import Path

import pytest

from dashboard import desk, work
from dashboard.domain.export import Export
from dashboard.domain.reader import SINGLE_USER, Profile
from dashboard.domain.store import Store
from dashboard.findings.audit_lines import audit_table
from dashboard.views import audit_trail
from tests.proofs.audit_touched import by_hand
from tests.views.driven_pages import page_of, words_of

NOW = datetime(2026, 7, 1, 23, 30)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A trust of its own with three lines; that it has an edition is not what is looked at here."""
    store = Store(tmp_path / "store")
    monkeypatch.setenv("MEDICATION_STORE", str(store.root))
    monkeypatch.setattr(audit_trail, "store_seen", lambda _: store)
    desk.note_act(store, SINGLE_USER, "import", "import 1", "3 rows accepted", NOW)
    desk.note_act(store, SINGLE_USER, "undo import", "import 1", "", NOW)
    export = Export("table harm", "csv", 24, 13, "location=%3Cb%3EWard+7", Profile.SHARED)
    work.note_export(store, SINGLE_USER, export, NOW)
    return store


def test_it_says_that_it_holds_and_lists_the_newest_first(store: Store) -> None:
    page = page_of("audit_trail")
    assert "3 lines, chain unbroken; head 3 " in words_of(page)
    assert [*page.dataframe[0].value["Line"]] == [3, 2, 1]
    page.selectbox[0].select("undo import").run()
    assert not page.exception and [*page.dataframe[0].value["What was done"]] == ["An import was undone"]
    assert "1 line, newest first." in words_of(page)


def test_the_words_of_an_export_and_the_clock_of_the_trust(store: Store) -> None:
    table = audit_table(desk.audit_trail(store, SINGLE_USER, NOW), lambda who: who)
    assert table.rows[0][1] == datetime(2026, 7, 2, 0, 30), "half past midnight in London"
    assert str(table.rows[0][5]).startswith("csv file, edition 13, shared, 24 rows; ")
    assert "<b>Ward 7" in str(table.rows[0][5])


def test_a_trail_that_was_altered_is_an_error_that_names_the_line(store: Store) -> None:
    with by_hand(store) as hand:
        hand.execute("delete from audit where line = 2")
    page = page_of("audit_trail")
    assert [str(error.value).replace("\\", "") for error in page.error] == [
        "The audit trail does not hold from line 2 on: line 2 was deleted. Keep the store as it is, and tell whoever answers for "
        "information governance."
    ]
    assert [*page.dataframe[0].value["Line"]] == [3, 1], "what there is can still be read"


def test_a_trust_that_did_nothing_yet_has_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = Store(tmp_path / "empty")
    monkeypatch.setenv("MEDICATION_STORE", str(empty.root))
    monkeypatch.setattr(audit_trail, "store_seen", lambda _: empty)
    assert "Nothing was noted yet" in words_of(page_of("audit_trail"))
