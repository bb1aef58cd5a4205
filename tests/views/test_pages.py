"""Each page's render(), driven by Streamlit's own page test on a real store: full, years only, and empty.

These tests skip HTTP, so they say nothing about who may see what; tests/browser drives a real server.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import work
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from dashboard.edition import close_editions
from tests.built_once import BuiltOnce

PAGES = ("overview", "rates", "harm", "classes", "quality", "coverage")
YEARS_ONLY = (
    "incidentID,ReportedDegreeofHarm,MedProcess,MedErrorCategory,ApprovedNameDrug1,Year_of_Occurrence\n"
    "1,No Harm,Prescribing,Wrong frequency,Warfarin,2018\n"
    "2,Death,Prescribing,Wrong route,Morphine,2019\n"
    "3,Low,Advice,Other,,1951\n"
)


@pytest.fixture(scope="module")
def made_up(built_once: BuiltOnce, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    root = built_once.copied_beside(tmp_path_factory.mktemp("made-up") / "store")
    yield root
    close_editions(root.made_up_trust())


def page_of(name: str):
    """A script that draws the frame and one page, as the app does."""

    def script(name: str) -> None:
        import importlib

        from dashboard.views.page import draw_frame

        draw_frame()
        importlib.import_module(f"dashboard.views.{name}").render()

    return AppTest.from_function(script, kwargs={"name": name}, default_timeout=60)


def words_of(page: AppTest) -> str:
    said = [*page.title, *page.header, *page.subheader, *page.markdown, *page.caption]
    return "\n".join(str(each.value).replace("\\", "") for each in said)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_made_up_trust_says_so_and_has_no_exception(
    name: str, made_up: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDICATION_STORE", str(made_up.root))
    page = page_of(name).run()
    assert not page.exception
    words = words_of(page)
    assert "Made-up trust: not real patients" in words
    assert "by date of incident" in words
    assert "October 2024 to September 2026" in words


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_years_only_says_why_there_are_no_months(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path / "store")
    now = work.now_utc()
    read = work.read_incidents(
        work.stage(store, YEARS_ONLY.encode(), now), "years.csv", now, source=SourceSystem.NRLS
    )
    work.store_incidents(store, SINGLE_USER, read, now)  # pyright: ignore[reportArgumentType]
    monkeypatch.setenv("MEDICATION_STORE", str(store.root))
    page = page_of(name).run()
    assert not page.exception
    words = words_of(page)
    assert "a draft" in words
    assert "only the year is known" in words or "no full date is known" in words
    if name == "harm":
        assert "recorded as fatal (the incident may have contributed; not a finding of cause)" in words
    close_editions(store)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_without_any_edition_says_what_to_do(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDICATION_STORE", str(tmp_path / "nothing"))
    page = page_of(name).run()
    assert not page.exception
    assert "Upload an incident extract" in words_of(page)


@pytest.mark.parametrize("name", PAGES)
def test_a_filter_that_nothing_matches_gets_a_sentence(
    name: str, made_up: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDICATION_STORE", str(made_up.root))
    page = page_of(name)
    page.query_params["location"] = "No such ward"
    page.run()
    assert not page.exception
    assert "No incident matches what is asked" in words_of(page)


def test_a_link_that_cannot_be_meant_is_said_and_left_out(
    made_up: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDICATION_STORE", str(made_up.root))
    page = page_of("harm")
    page.query_params["from"] = "yesterday"
    page.run()
    assert not page.exception
    words = words_of(page)
    assert "from needs a day such as 2026-03-31" in words
    assert "October 2024 to September 2026" in words


def test_the_upload_page_opens_on_an_empty_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDICATION_STORE", str(tmp_path / "nothing"))

    def script() -> None:
        from dashboard.views.upload import render

        render()

    page = AppTest.from_function(script, default_timeout=60).run()
    assert not page.exception
    assert "The first file that you store here starts your own register" in words_of(page)
