"""The page of incidents one by one, driven by Streamlit's own page test on the made-up trust."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.edition import ask, close_editions, latest_edition
from tests.built_once import BuiltOnce
from tests.views.test_pages import page_of, words_of

WARD_7 = {"location": "Ward 7", "from": "2025-10-01", "until": "2026-09-30"}


@pytest.fixture(scope="module")
def made_up(built_once: BuiltOnce, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    root = built_once.copied_beside(tmp_path_factory.mktemp("made-up") / "store")
    yield root
    close_editions(root.made_up_trust())


def opened(store: Store, monkeypatch: pytest.MonkeyPatch, **link: str) -> AppTest:
    monkeypatch.setenv("MEDICATION_STORE", str(store.root))
    page = page_of("incidents")
    for key, value in link.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


def counted(store: Store, name: str, query: str) -> int:
    edition = latest_edition(store.made_up_trust(), SINGLE_USER)
    assert edition is not None
    asked = IncidentFilter.from_query(query)
    rows = ask(name, asked, SINGLE_USER, store=store.made_up_trust(), edition_id=edition.edition_id)
    return sum(row.incidents for row in rows)


def test_the_newest_are_listed_and_how_many_are_not_is_said(
    made_up: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(made_up, monkeypatch)
    every = counted(made_up, "incidents_by_harm_level", "from=2024-10-01&until=2026-09-30")
    assert f"The 2,000 newest of {every:,} are listed: narrow the filter to see the others." in words_of(page)
    table = page.dataframe[0].value
    assert len(table) == 2_000 and every > 2_000
    days = list(table["Date"])
    assert days == sorted(days, reverse=True) and days[0] == date(2026, 9, 30)
    assert {"Number", "Reference", "Harm", "Ward or place", "Medicines", "Drug classes", "Approval"} <= {
        *table
    }
    assert "Year only" not in table
    held = table["Harm"].str.startswith(("Moderate", "Severe", "Recorded as fatal"))
    assert table["Reference"].notna().tolist() == held.tolist() and held.any()


def test_every_key_of_the_link_narrows_the_list(made_up: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(made_up, monkeypatch, **WARD_7, stage="Prescribing", **{"class": "chapter"})
    table = page.dataframe[0].value
    query = "location=Ward 7&from=2025-10-01&until=2026-09-30&stage=Prescribing"
    every = counted(made_up, "incidents_by_harm_level", query)
    assert len(table) == every and f"All {every} incidents that the filter asks for are listed" in words_of(
        page
    )
    assert set(table["Ward or place"]) == {"Ward 7"}
    assert all("Prescribing" in stage for stage in table["Stage"])
    assert "BNF chapters" in table and "Drug classes" not in table


def test_a_search_says_how_many_of_how_many_and_how_it_was_understood(
    made_up: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(made_up, monkeypatch, **WARD_7)
    before = page.dataframe[0].value
    page.text_input(key="incidents-find").set_value("insulin not (Omitted OR delayed)").run()
    assert not page.exception
    table = page.dataframe[0].value
    wanted = before[
        (before["Medicines"].str.contains("insulin") | before["Drug classes"].str.contains("Insulin"))
        & ~before["Error type"].str.contains("Omitted|Delayed")
    ]
    assert 0 < len(wanted) < len(before) and list(table["Number"]) == list(wanted["Number"])
    said = f"{len(wanted)} of the {len(before)} listed match: insulin and not (omitted or delayed)."
    assert said in words_of(page)
    assert "insulin not (Omitted OR delayed)" in (page.query_params["find"], *page.query_params["find"])


def test_a_mistake_is_told_and_nothing_is_searched_for(
    made_up: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(made_up, monkeypatch, **WARD_7, find="insulin and")
    assert "After 'and' (letter 9) a word is needed" in words_of(page)
    assert "Until then nothing is searched for." in words_of(page)
    assert len(page.dataframe[0].value) == counted(made_up, "incidents_by_harm_level",
                                                   "location=Ward 7&from=2025-10-01&until=2026-09-30")  # fmt: skip


def test_nothing_found_is_a_sentence_and_no_empty_table(
    made_up: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(made_up, monkeypatch, **WARD_7, find="zzz")
    assert "listed matches: zzz. A word finds what begins with it" in words_of(page)
    assert not page.dataframe


@pytest.mark.parametrize(
    ("find", "said"),
    [
        ("<b>x</b> and **y** [z](w)", "matches: b-x-b and y and z and w."),
        ("<b>x</b> ****", "'****' (letter 10) has"),
    ],
)
def test_text_that_is_searched_for_is_never_markup(
    find: str, said: str, made_up: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(made_up, monkeypatch, **WARD_7, find=find)
    assert said in words_of(page)
    assert not any(sign in str(each.value) for each in page.markdown for sign in ("<b>", "](w)", "'****"))


def test_a_reading_sample_is_drawn_by_the_seed_of_the_link_or_of_the_control(
    made_up: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(made_up, monkeypatch, sample="7")
    words, drawn = words_of(page), page.dataframe[0].value
    assert "Reading sample drawn by seed 7: all " in words and "severe or fatal" in words
    others = counted(
        made_up,
        "incidents_by_harm_level",
        "from=2024-10-01&until=2026-09-30&harm=No harm&harm=Low&harm=Not recorded&harm=Not applicable",
    )
    assert f" and 100 of {others:,} others (no harm, low harm or no grade)." in words
    harm = drawn["Harm"]
    assert (harm == "Severe").any() and (
        ~harm.isin(["Severe", "Moderate"]) & ~harm.str.startswith("Rec")
    ).sum() == 100
    page.number_input(key="incidents-seed").set_value(8).run()
    assert not page.exception
    other = page.dataframe[0].value
    assert "drawn by seed 8" in words_of(page) and "8" in page.query_params["sample"]
    assert set(other["Number"]) != set(drawn["Number"])
    page.number_input(key="incidents-seed").set_value(7).run()
    assert list(page.dataframe[0].value["Number"]) == list(drawn["Number"])
    page.toggle(key="incidents-sample").set_value(False).run()
    assert "sample" not in page.query_params and len(page.dataframe[0].value) == 2_000


def test_another_link_in_the_same_session_is_followed(
    made_up: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(made_up, monkeypatch, **WARD_7, find="insulin")
    page.query_params["find"] = "zzz"
    page.run()
    assert page.text_input(key="incidents-find").value == "zzz" and not page.dataframe
    del page.query_params["find"]
    page.query_params["sample"] = "12"
    page.run()
    assert page.text_input(key="incidents-find").value == "" and "drawn by seed 12" in words_of(page)


@pytest.mark.parametrize("sample", ["x", "-1", "1000000000", "１"])
def test_a_seed_that_cannot_be_meant_draws_no_sample(
    sample: str, made_up: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(made_up, monkeypatch, sample=sample)
    assert "2,000 newest" in words_of(page) and "sample" not in page.query_params


def test_years_alone_have_a_column_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dashboard import work
    from dashboard.domain.words import SourceSystem
    from tests.views.test_pages import YEARS_ONLY

    store, now = Store(tmp_path / "store"), work.now_utc()
    read = work.read_incidents(
        work.stage(store, YEARS_ONLY.encode(), now), "years.csv", now, source=SourceSystem.NRLS
    )
    work.store_incidents(store, SINGLE_USER, read, now)  # pyright: ignore[reportArgumentType]
    page = opened(store, monkeypatch)
    table = page.dataframe[0].value
    assert list(table["Year only"]) == ["2019", "2018", "Not recorded"]  # 1951 lies before 1990
    fatal = "Recorded as fatal (the incident may have contributed; not a finding of cause)"
    assert list(table["Harm"]) == [fatal, "No harm", "Low"]
    close_editions(store)
