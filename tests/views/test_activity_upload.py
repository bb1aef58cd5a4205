"""The activity page: choose, say which trust, look, store. Streamlit's own page test, on a store of its own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import desk, work
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.edition import ask, close_editions, latest_edition
from tests.extracts.written_extracts import csv_content

NATIONAL = csv_content(
    ("Month", "Org Code", "Org Name", "Occupied bed days"),
    [
        ("2025-04", "QX1", "NORTHGATE NHS TRUST", "900"),
        ("2025-04", "QX2", "SOUTHMEAD *COURT* NHS TRUST", "600"),
    ],
)
WARDS = csv_content(
    ("Month", "Ward", "Occupied bed days", "Admissions"),
    [("Apr-25", "Ward 7", "812", ""), ("Apr-25", "Ward 8", "many", "88"), ("Total", "", "812", "88")],
)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("MEDICATION_STORE", str(tmp_path / "store"))
    kept = Store(tmp_path / "store")
    yield kept
    close_editions(kept)


def page_with(name: str, content: bytes) -> AppTest:
    def script() -> None:
        from dashboard.views.activity_upload import activity_upload
        from dashboard.views.reader import current_reader
        from dashboard.views.store_seen import real_store

        activity_upload(real_store(), current_reader())

    page = AppTest.from_function(script, default_timeout=60).run()
    page.file_uploader[0].upload(name, content, "text/csv").run()
    assert not page.exception
    return page


def words_of(page: AppTest) -> str:
    said = [*page.markdown, *page.caption, *page.error, *page.warning]
    return "\n".join(str(each.value).replace("\\", "") for each in said)


def table(page: AppTest, at: int) -> list[list[Any]]:
    return page.dataframe[at].value.values.tolist()


def amounts(store: Store) -> list[tuple[str, float]]:
    latest = latest_edition(store, SINGLE_USER)
    assert latest is not None
    asked = ask(
        "activity_by_kind_and_month", IncidentFilter(), SINGLE_USER, store=store, edition_id=latest.edition_id
    )
    return [(row.kind, row.amount) for row in asked]


def test_what_was_read_is_shown_by_kind_with_its_problems_and_stored_on_demand(store: Store) -> None:
    page = page_with("wards.csv", WARDS)
    assert [metric.value for metric in page.metric] == ["3", "2", "0", "0", "1"]
    assert table(page, 0) == [
        ["occupied bed days", "812", "none", 1, 1, "April 2025"],
        ["admissions", "88", "none", 1, 1, "April 2025"],
    ]
    assert [row[:3] for row in table(page, 1)] == [
        [2, "Admissions", "blank"],
        [3, "Occupied bed days", "text"],
    ]
    assert "totals, whose parts are in the file" in words_of(page)
    assert not store.has_register()
    page.button(key="store-activity").click().run()
    assert not page.exception
    assert amounts(store) == [("admissions", 88.0), ("occupied bed days", 812.0)]


def test_a_national_file_asks_which_trust_and_remembers_it(store: Store) -> None:
    page = page_with("national.csv", NATIONAL)
    assert "2 organisations" in words_of(page) and not page.button
    page.selectbox(key="activity-organisation").select("QX2").run()
    assert not page.exception
    assert "Rows of QX2 SOUTHMEAD *COURT* NHS TRUST" in words_of(page)
    assert any(r"\*COURT\*" in str(each.value) for each in page.markdown), "a name is never read as markup"
    page.button(key="store-activity").click().run()
    assert amounts(store) == [("occupied bed days", 600.0)]
    assert desk.settings(store, work.now_utc())["organisation_code"] == "QX2"


def test_a_file_that_cannot_be_used_gets_its_sentence(store: Store) -> None:
    page = page_with(
        "beds.csv", csv_content(("Month", "Ward", "Available beds"), [("2025-04", "Ward 7", "30")])
    )
    assert "reporting rates use occupied bed days only" in words_of(page)
    assert not page.button
