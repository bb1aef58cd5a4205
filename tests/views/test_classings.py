"""What medicines are classed by, chosen on a page: titles follow, the link keeps it, and classes that were asked for go.

Driven by Streamlit's own page test; tests/browser drives a real server.
"""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.domain.medicines import ClassBy
from dashboard.domain.store import Store
from dashboard.edition import close_editions
from tests.built_once import BuiltOnce
from tests.python_files import ROOT
from tests.views.test_pages import page_of, words_of

TITLES = {
    "curated": "Drug classes of the medicines involved",
    "section": "BNF sections of the medicines involved (NHSBSA BNF classification)",
    "chapter": "BNF chapters of the medicines involved (NHSBSA BNF classification)",
    "high_risk": "High-risk groups of the medicines involved",
    "local": "Local groups of the medicines involved",
}


@pytest.fixture(scope="module")
def made_up(built_once: BuiltOnce, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    root = built_once.copied_beside(tmp_path_factory.mktemp("made-up") / "store")
    yield root
    close_editions(root.made_up_trust())


def opened(name: str, store: Store, monkeypatch: pytest.MonkeyPatch, **link: str) -> AppTest:
    monkeypatch.setenv("MEDICATION_STORE", str(store.root))
    page = page_of(name)
    for key, value in link.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


def asked(page: AppTest, key: str) -> list[str]:
    found = page.query_params.get(key, [])
    return [found] if isinstance(found, str) else list(found)


@pytest.mark.parametrize("class_by", list(TITLES))
def test_the_page_of_drug_classes_follows_the_link(
    class_by: str, made_up: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened("classes", made_up, monkeypatch, **{"class": class_by})
    assert page.title[0].value.replace("\\", "") == TITLES[class_by]
    words = words_of(page)
    assert f"Incidents involving each {ClassBy(class_by).one}" in words
    more = "One incident can involve several medicines"
    assert (more in words) == (class_by != "local")
    assert "Medicines given instead of those intended" in words
    assert page.selectbox(key="class").value == class_by
    assert page.multiselect(key="drug_class").label == ClassBy(class_by).label


def test_the_choice_in_the_panel_changes_the_page_and_clears_the_classes_chosen(
    made_up: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened("classes", made_up, monkeypatch, drug_class="Opioids", harm="Low")
    assert "drug class: Opioids" in words_of(page)
    page.selectbox(key="class").select(ClassBy.HIGH_RISK).run()
    assert not page.exception
    assert page.multiselect(key="drug_class").value == [] and page.multiselect(key="harm").value == ["Low"]
    assert (asked(page, "class"), asked(page, "drug_class"), asked(page, "harm")) == (
        ["high_risk"],
        [],
        ["Low"],
    )
    page.multiselect(key="drug_class").select("Opioids").run()
    assert "drug class (high-risk group): Opioids" in words_of(page)
    page.selectbox(key="class").select(ClassBy.CURATED).run()
    assert asked(page, "class") == [] and page.multiselect(key="drug_class").value == []


@pytest.mark.parametrize("name", ["classes", "overview"])
def test_every_classing_is_in_the_filter_bar(
    name: str, made_up: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the filter bar of every page, and there alone."""
    page = opened(name, made_up, monkeypatch, drug_class="Opioids")
    assert not page.segmented_control
    page.selectbox(key="class").select(ClassBy.CHAPTER).run()
    assert not page.exception
    assert (asked(page, "class"), asked(page, "drug_class")) == (["chapter"], [])
    assert page.selectbox(key="class").value == ClassBy.CHAPTER
    words = words_of(page)
    assert "(NHSBSA BNF classification)" in words and "BNF chapters add up to more than" in words


def test_other_pages_keep_the_classing_and_say_what_they_are_narrowed_to(
    made_up: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened("harm", made_up, monkeypatch, **{"class": "high_risk", "drug_class": "Insulins"})
    assert "drug class (high-risk group): Insulins" in words_of(page)
    assert asked(page, "class") == ["high_risk"]


def test_an_edition_of_an_earlier_version_offers_the_classes_that_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path / "old")
    store.editions.mkdir(parents=True)
    with duckdb.connect(str(store.edition(9))) as edition:
        for script in (
            ROOT / "queries" / "schema" / "edition_001.sql",
            ROOT / "queries" / "schema" / "edition_002.sql",
            ROOT / "tests" / "golden" / "format_2" / "edition.sql",
        ):
            edition.execute(script.read_text(encoding="utf-8"))
    page = opened("classes", store, monkeypatch, **{"class": "section", "drug_class": "4.7 Analgesics"})
    words = words_of(page)
    assert "This edition does not hold BNF sections: publish again to see them." in words
    assert "Incidents involving each drug class" in words and "Opioids" in words
    assert (
        "does not hold this yet: look at a newer edition, or publish again to see it" in words
    )  # medicines given instead
    assert page.selectbox(key="class").options == ["Drug class"]
    assert asked(page, "class") == [] and asked(page, "drug_class") == []
    close_editions(store)
