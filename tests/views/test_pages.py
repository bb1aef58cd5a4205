"""Each page's render(), driven by Streamlit's own page test on a real store: full, years only, and empty.

These tests skip HTTP, so they say nothing about who may see what; tests/browser drives a real server.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import work
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from dashboard.edition import close_editions
from tests.built_once import BuiltOnce

PAGES = (
    "overview",
    "rates",
    "harm",
    "classes",
    "stages",
    "incidents",
    "measures",
    "quality",
    "coverage",
    "breaks",
)
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
    if name == "harm":
        assert "Duty of candour: to review" in [str(each.value).replace("\\", "") for each in page.header]
        assert "No flag does not mean that candour does not apply." in words


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


def test_harm_levels_under_a_filter_of_harm_say_what_it_leaves_out(
    made_up: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDICATION_STORE", str(made_up.root))
    page = page_of("harm")
    page.query_params["harm"] = "Low"
    page.run()
    assert not page.exception
    words = words_of(page)
    assert "Moderate and above: the filter of harm level leaves them out." in words
    assert (
        "it leaves out no harm, moderate, severe, fatal, harm not yet recorded and harm not applicable"
        in words
    )
    assert "(0 %)" not in words and "None in this period" not in words
    assert [str(each.value).replace("\\", "") for each in page.header] == [
        "Incidents by month at the harm levels that the filter keeps, by date of incident",
        "Psychological harm beside physical harm, by date of incident",
        "Moderate harm and above: re-graded since first received, by date of incident",
        "Duty of candour: to review",
        "Incidents of moderate harm and above",
    ]


def test_breaks_of_the_made_up_trust_are_looked_at_and_not_recorded(
    made_up: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDICATION_STORE", str(made_up.root))
    page = page_of("breaks").run()
    assert "1 June 2024: the first month that is counted from LFPSE" in words_of(page)
    page.date_input(key="break-day-0").set_value(date(2025, 10, 1)).run()
    assert not page.exception
    words = words_of(page)
    assert "With a break on 1 October 2025: average" in words
    assert "the made-up trust is for looking at only" in words
    assert [button.label for button in page.button] == [
        "More filters", "Clear all filters", "Save this view",
    ], "nothing can be recorded or set"  # fmt: skip


def test_the_upload_page_opens_on_an_empty_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDICATION_STORE", str(tmp_path / "nothing"))

    def script() -> None:
        from dashboard.views.upload import render

        render()

    page = AppTest.from_function(script, default_timeout=60).run()
    assert not page.exception
    assert "The first file that you store here starts your own register" in words_of(page)


# Stages and errors


def test_stages_and_errors_says_where_delayed_doses_start_and_what_it_cannot_say(
    made_up: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDICATION_STORE", str(made_up.root))
    page = page_of("stages")
    page.query_params["from"], page.query_params["until"] = "2023-11-01", "2024-12-31"  # NRLS until May 2024
    page.run()
    assert not page.exception
    assert [str(each.value).replace("\\", "") for each in page.header] == [
        "Incidents by medication stage and error type, by date of incident",
        "Omitted and delayed doses by month, on one scale, by date of incident",
        "Time-critical medicines in omitted or delayed doses, by date of incident",
        "Known allergies",
        "When recorded incidents happened: weekday and hour",
        "Transfer and discharge",
    ]
    words = words_of(page)
    assert "NRLS had no code for a delayed dose" in words and "and starts in June 2024." in words
    assert (
        "The stages of these extracts do not say how many incidents happened at transfer of care or discharge."
        in words
    )
    assert (
        "These extracts give no time of incident together with a full date." in words
    )  # NRLS and LFPSE here
    assert "no pharmacist has reviewed it yet" in words
    tables = [each.value for each in page.dataframe]
    delayed = next(table for table in tables if "Error type" in table and "Month" in table)
    of_nrls = delayed[(delayed["Error type"] == "Delayed dose") & (delayed["Month"] == "May 2024")]
    assert of_nrls.iloc[0]["State"] == "its source has no code for this"


def test_drug_classes_are_crossed_with_stages_and_harm_and_the_table_holds_all(
    made_up: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDICATION_STORE", str(made_up.root))
    page = page_of("classes").run()
    assert "The 12 largest of 27 classes down, stages across" in words_of(page)
    tables = [each.value for each in page.dataframe]
    stages = next(table for table in tables if "Prescribing" in table)
    harm = next(table for table in tables if "Moderate" in table)
    assert len(stages) == len(harm) > 12
    levels = list(harm.columns[2:])
    assert (harm[levels].sum(axis=1) == harm["Incidents"]).all(), "an incident has one harm level"


# All measures


INSULINS_UNTIL_AUGUST = {"from": "2024-09-01", "until": "2026-08-31"}
"""The made-up trust's insulins were unusual from June to August 2026."""


@pytest.fixture
def all_measures(made_up: Store, monkeypatch: pytest.MonkeyPatch) -> AppTest:
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


def test_what_to_look_at_stands_first_with_its_icon_and_its_words(all_measures: AppTest) -> None:
    table = all_measures.dataframe[0].value
    first = table.iloc[0]
    assert first["Measure"] == "Insulins"
    assert first["Newest month"] == "Higher than usual: outside the process limits"
    assert all(icon.startswith("data:image/svg+xml;base64,") for icon in table["Icon"])
    assert len(set(table["Icon"])) == 3  # neutral and high, usual, not enough to judge
    assert set(table["Measure"]) > {
        "Reporting rate",
        "Moderate and above",
        "Harm not yet recorded",
        "No medicine named",
        "Opioids",
    }
    assert "1 is unusual in its newest month: Insulins (higher than usual)" in words_of(all_measures)


def test_the_method_says_what_chance_alone_would_give(all_measures: AppTest) -> None:
    words = words_of(all_measures)
    assert "would flag its newest month by chance alone" in words
    assert "This does not tell you which; look at the cases first." in words


def test_the_table_goes_by_name_when_asked(all_measures: AppTest) -> None:
    choose(all_measures, "Order by", "Name")
    names = list(all_measures.dataframe[0].value["Measure"])
    assert names == sorted(names, key=str.casefold) and names[0] != "Insulins"


def test_a_measure_opens_its_chart_and_no_other_is_drawn(all_measures: AppTest) -> None:
    assert not all_measures.header
    choose(all_measures, "Open a chart", "Insulins")
    assert [str(each.value) for each in all_measures.header] == [
        "Incidents by month involving insulins, by date of incident"
    ]
    choose(all_measures, "Open a chart", "Moderate and above")
    assert [str(each.value) for each in all_measures.header] == [
        "Monthly incidents of moderate harm and above, by date of incident"
    ]
    assert "depends on how incidents are graded" in words_of(all_measures)


def test_an_opened_measure_that_another_classing_does_not_have_is_closed(all_measures: AppTest) -> None:
    choose(all_measures, "Open a chart", "Insulins")
    choose(all_measures, "Classes", "BNF section")
    assert not all_measures.header
    assert "Insulins" not in set(all_measures.dataframe[0].value["Measure"])
