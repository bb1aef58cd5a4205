"""The page All measures on the made-up trust: its table, its order, the chart that a measure opens."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import made_up_trust, work
from dashboard.domain.store import Store
from dashboard.edition import close_editions
from tests.views.test_pages import page_of, words_of

INSULINS_UNTIL_AUGUST = {"from": "2024-09-01", "until": "2026-08-31"}
"""The made-up trust's insulins were unusual from June to August 2026."""


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    root = Store(tmp_path_factory.mktemp("measures"))
    store = made_up_trust.ensure_made_up_trust(root, work.now_utc())
    yield root
    close_editions(store)


@pytest.fixture
def page(made_up: Store, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("MEDICATION_STORE", str(made_up.root))
    page = page_of("measures")
    for key, day in INSULINS_UNTIL_AUGUST.items():
        page.query_params[key] = day
    page.run()
    assert not page.exception
    return page


def choose(page: AppTest, label: str, value: str) -> AppTest:
    box = next(each for each in page.selectbox if each.label == label)
    box.select(value).run()
    assert not page.exception
    return page


def test_what_to_look_at_stands_first_with_its_icon_and_its_words(page: AppTest) -> None:
    table = page.dataframe[0].value
    first = table.iloc[0]
    assert first["Measure"] == "Insulins"
    assert first["Newest month"] == "Higher than usual: outside the process limits"
    assert all(icon.startswith("data:image/svg+xml;base64,") for icon in table["Icon"])
    assert len(set(table["Icon"])) == 3  # neutral and high, usual, not enough to judge
    assert set(table["Measure"]) > {
        "Reporting rate",
        "Moderate and above",
        "Harm not recorded",
        "No medicine named",
        "Opioids",
    }
    assert "1 is unusual in its newest month: Insulins (higher than usual)" in words_of(page)


def test_the_method_says_what_chance_alone_would_give(page: AppTest) -> None:
    words = words_of(page)
    assert "would flag its newest month by chance alone" in words
    assert "This does not tell you which; look at the cases first." in words


def test_the_table_goes_by_name_when_asked(page: AppTest) -> None:
    choose(page, "Order by", "Name")
    names = list(page.dataframe[0].value["Measure"])
    assert names == sorted(names, key=str.casefold) and names[0] != "Insulins"


def test_a_measure_opens_its_chart_and_no_other_is_drawn(page: AppTest) -> None:
    assert not page.header
    choose(page, "Open a chart", "Insulins")
    assert [str(each.value) for each in page.header] == [
        "Incidents by month involving insulins, by date of incident"
    ]
    choose(page, "Open a chart", "Moderate and above")
    assert [str(each.value) for each in page.header] == [
        "Incidents of moderate harm and above by month, by date of incident"
    ]
    assert "depends on how incidents are graded" in words_of(page)


def test_an_opened_measure_that_another_classing_does_not_have_is_closed(page: AppTest) -> None:
    choose(page, "Open a chart", "Insulins")
    choose(page, "Classes", "BNF section")
    assert not page.header
    assert "Insulins" not in set(page.dataframe[0].value["Measure"])
