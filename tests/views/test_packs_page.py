"""The page Packs and the foot of every page of pictures, driven by Streamlit's own page test on a real store."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import work
from dashboard.domain.reader import SINGLE_USER, Profile
from dashboard.domain.store import Store
from dashboard.edition import close_editions
from dashboard.reports.formats import Format
from dashboard.reports.pack import Pack
from dashboard.reports.pack_choices import FOR_WHOM, profile_in_words
from dashboard.reports.progress import Progress
from dashboard.stats.disclosure import HES
from dashboard.views import packs, take_away, take_page
from tests.built_once import BuiltOnce
from tests.views.driven_pages import words_of

WRITTEN: list[Pack] = []


def write(pack: Pack, progress: Progress) -> bytes:
    progress(len(pack.slides), len(pack.slides))
    WRITTEN.append(pack)
    return b"a file"


FORMATS = (Format("PowerPoint", "pptx", "x/pptx", write), Format("PDF", "pdf", "x/pdf", write))


@pytest.fixture(scope="module")
def made_up(built_once: BuiltOnce, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    root = built_once.copied_beside(tmp_path_factory.mktemp("made-up") / "store")
    yield root
    close_editions(root.made_up_trust())


@pytest.fixture(autouse=True)
def formats(monkeypatch: pytest.MonkeyPatch) -> None:
    WRITTEN.clear()
    monkeypatch.setattr(packs, "FORMATS", FORMATS)
    monkeypatch.setattr(take_page, "FORMATS", FORMATS)


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What each button of a download would hand over, by its key."""
    kept: dict[str, Any] = {}
    monkeypatch.setattr(
        take_away.st, "download_button", lambda label, *, key, **given: kept.update({key: given})
    )
    return kept


def page_of(name: str, path: str = "") -> AppTest:
    """The page with its frame and its foot, as the app draws them."""

    def script(name: str, path: str) -> None:
        import importlib

        from dashboard.views.page import draw_foot, draw_frame, forget_frame
        from dashboard.views.page_seen import begin_page, forget_page
        from dashboard.views.take_page import take_this_page_away

        draw_frame(path, with_filter=bool(path))
        if path:
            begin_page()
        importlib.import_module(f"dashboard.views.{name}").render()
        if path:
            take_this_page_away(path)
        draw_foot()
        forget_page()
        forget_frame()

    return AppTest.from_function(script, kwargs={"name": name, "path": path}, default_timeout=60)


@pytest.fixture
def page(made_up: Store, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("MEDICATION_STORE", str(made_up.root))
    opened = page_of("packs").run()
    assert not opened.exception
    return opened


def chosen(page: AppTest, label: str) -> Any:
    return next(each for each in page.selectbox if each.label == label)


def exports(store: Store) -> list[tuple[str, str, int, str]]:
    lines = work.newest_exports(store.made_up_trust(), SINGLE_USER, work.now_utc())
    return [(each.export.what, each.export.ending, each.export.rows, each.export.profile) for each in lines]


def test_the_newest_complete_month_of_the_newest_released_edition_for_the_trust_is_offered(
    page: AppTest,
) -> None:
    assert chosen(page, "Pack").value == "monthly"
    assert "edition 5" in chosen(page, "Edition").options[0]
    assert chosen(page, "Period").options[0] == "September 2026"
    assert chosen(page, "Period").options[-1] == "November 2023", "the first month of the calendar"
    whom = page.radio[0]
    assert (whom.value, len(whom.options)) == (Profile.INTERNAL, 3)
    words = words_of(page)
    assert "What it will say:" in "".join(str(each.value) for each in page.header)
    assert "On every slide: Internal: contains small numbers." in words and "Digest of the contents:" in words


def test_a_quarter_and_a_year_are_offered_where_the_pack_is_of_one(page: AppTest) -> None:
    chosen(page, "Pack").select("quarterly").run()
    assert chosen(page, "Period").options[:2] == ["July to September 2026", "April to June 2026"]
    chosen(page, "Pack").select("annual").run()
    assert not page.exception
    assert chosen(page, "Period").options == ["April 2025 to March 2026", "April 2024 to March 2025"]


def test_what_is_for_the_trust_alone_is_offered_to_no_others(page: AppTest) -> None:
    page.radio[0].set_value(Profile.PUBLISHED).run()
    assert packs.NO_OWN_WORDS in words_of(page) and not page.text_input
    chosen(page, "Pack").select("wards").run()
    assert not page.exception and not page.radio
    assert packs.INTERNAL_ONLY in words_of(page) and "For staff of this trust. Do not publish." in words_of(
        page
    )
    assert "What it will say: 1 slide" in [each.value for each in page.header]
    chosen(page, "Pack").select("monthly").run()
    assert page.radio[0].value is Profile.PUBLISHED, "as it was left"


def test_choices_and_typed_words_stay_when_another_page_was_looked_at() -> None:
    def script() -> None:
        import streamlit as st

        from dashboard.views.as_left import as_left

        if st.session_state.get("elsewhere"):
            return
        st.text_input("Words", key=as_left("words"))
        months = st.session_state.get("months", ["September", "August"])
        st.selectbox("Period", months, key=as_left("period", months))
        st.pills("As", ["x", "y"], selection_mode="multi", key=as_left("as", ["x", "y"], ["x"]))

    page = AppTest.from_function(script).run()
    assert page.button_group[0].value == ["x"]
    page.text_input[0].set_value("Decide on a second check.")
    page.selectbox[0].select("August")
    page.button_group[0].set_value(["x", "y"]).run()
    for months, stands in ((["September", "August"], "August"), (["October", "September"], "October")):
        page.session_state["elsewhere"] = True
        page.run()
        assert "words" not in page.session_state, "Streamlit has forgotten it"
        page.session_state["elsewhere"] = False
        page.session_state["months"] = months
        page.run()
        assert not page.exception
        assert page.text_input[0].value == "Decide on a second check."
        assert page.button_group[0].value == ["x", "y"]
        assert page.selectbox[0].value == stands, "a period that is not there is not chosen"


def test_a_draft_is_chosen_on_purpose_and_for_the_trust_alone(page: AppTest) -> None:
    assert not [each for each in chosen(page, "Edition").options if "Draft" in each]
    page.toggle[0].set_value(True).run()
    edition = chosen(page, "Edition")
    draft = next(each for each in edition.options if "Draft" in each)
    edition.select(int(draft.rpartition("edition ")[2].rstrip(")"))).run()
    assert "On every slide: Internal: contains small numbers." in words_of(page)
    assert "Draft, not released." in words_of(page)
    assert packs.RELEASED_ONLY in words_of(page) and not page.radio


def test_a_pack_is_made_beside_the_page_and_each_file_that_is_taken_is_one_line(
    page: AppTest, made_up: Store, handed: dict[str, Any]
) -> None:
    before = exports(made_up)
    page.text_input(key="pack-ask").set_value("Decide on a second check.")
    next(button for button in page.button if button.label == "Make the pack").click().run()
    making = page.session_state[packs.MADE][0]
    assert making._ended.wait(30) and not making.failures
    page.run()
    assert not page.exception
    given = handed["pack-file-0-pptx"]
    assert given["file_name"] == "made-up-trust-monthly-2026-09-edition-5-internal.pptx"
    assert exports(made_up) == before, "made is not taken"
    assert given["data"]() == b"a file"
    listed = WRITTEN[0].incidents_listed
    assert exports(made_up) == [("pack monthly", "pptx", listed, "internal"), *before]
    told = [line for slide in WRITTEN[0].slides for box in slide.boxes for line in box.lines]
    assert any("Decide on a second check." in line for line in told)
    assert f"Digest of the contents: {WRITTEN[0].digest}." in words_of(page), (
        "the outline is of this very pack"
    )


def test_a_session_keeps_three_packs(page: AppTest) -> None:
    for number in range(packs.KEPT + 1):
        page.text_input(key="pack-ask").set_value(f"Note {number}.")
        next(button for button in page.button if button.label == "Make the pack").click().run()
    kept = page.session_state[packs.MADE]
    assert len(kept) == packs.KEPT
    assert all(each._ended.wait(30) for each in kept)


def test_pressed_twice_one_is_made(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs.PackInTheMaking, "begin", lambda self: self)
    for _ in range(2):
        next(button for button in page.button if button.label == "Make the pack").click().run()
    assert len(page.session_state[packs.MADE]) == 1
    page.session_state[packs.MADE][0].stop()
    next(button for button in page.button if button.label == "Make the pack").click().run()
    assert len(page.session_state[packs.MADE]) == 2, "what was stopped can be asked for anew"


def test_what_left_the_building_stands_on_the_page_with_its_own_download(
    made_up: Store, handed: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDICATION_STORE", str(made_up.root))
    opened = page_of("packs")
    opened.query_params["part"] = "What left the building"
    opened.run()
    assert not opened.exception
    number = len(exports(made_up))
    handed["csv-exports"]["data"]() if number else pytest.fail("the tests before have taken packs away")
    assert exports(made_up)[0] == ("table exports", "csv", number, "internal")
    assert list(opened.dataframe[0].value["What"]) == [what for what, *_ in exports(made_up)[1:]]


def test_without_an_edition_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDICATION_STORE", str(tmp_path / "nothing"))
    opened = page_of("packs").run()
    assert not opened.exception
    assert "Upload an incident extract" in words_of(opened)


def test_every_profile_says_what_it_does_to_small_numbers() -> None:
    assert set(FOR_WHOM) == set(Profile)
    assert "exact figures" in profile_in_words(Profile.INTERNAL, HES).lower()
    assert "Counts of 1 to 7 are too few to show" in profile_in_words(Profile.PUBLISHED, HES)


# This page as I see it


def test_a_page_is_taken_away_as_it_stands_without_what_is_folded(
    made_up: Store, handed: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDICATION_STORE", str(made_up.root))
    opened = page_of("harm", "harm-levels")
    opened.query_params["division"] = "Medicine"
    opened.run()
    assert not opened.exception
    before = exports(made_up)
    assert handed["take-page-pptx"]["data"]() == b"a file"
    pack = WRITTEN[0]
    heads = [str(each.value).replace("\\", "") for each in opened.header]
    pictures = [picture.full_title for slide in pack.slides for picture in slide.pictures]
    assert pictures == [head for head in heads if head.endswith("by date of incident")], (
        "in the order of the page"
    )
    listings = [listing for slide in pack.slides for listing in slide.listings]
    assert [each.heading for each in listings if each.lists_incidents][-1] == (
        "List of incidents of moderate harm and above"
    )
    shown = max((table.value for table in opened.dataframe if "Approval" in table.value), key=len)
    assert listings[-1].table.rows[0][0] == shown.iloc[0]["Reference"]
    assert len(listings[-1].table.rows) == len(shown)
    twins = [table for table in opened.dataframe if "Month" in table.value]
    assert twins and not [each for each in listings if "Month" in each.table.columns], (
        "a folded table is no part"
    )
    assert handed["take-page-pptx"]["file_name"].startswith("made-up-trust-harm-levels-filtered-")
    assert listings[-1].heading == pack.slides[-2].title, "a table's own heading, and its note once"
    assert pack.query.endswith("division=Medicine") and pack.profile is Profile.INTERNAL
    assert pack.marks[0].startswith("Internal:")
    assert exports(made_up)[0] == ("page harm-levels", "pptx", pack.incidents_listed, "internal")
    assert len(exports(made_up)) == len(before) + 1


def test_the_first_screen_takes_its_sentences_and_its_table_of_measures_along(
    made_up: Store, handed: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDICATION_STORE", str(made_up.root))
    opened = page_of("overview", "overview").run()
    assert not opened.exception
    handed["take-page-pdf"]["data"]()
    pack = WRITTEN[0]
    told = [line for slide in pack.slides for box in slide.boxes for line in box.lines]
    stands = [
        line.split(". ", 1)[1] for line in words_of(opened).splitlines() if line[:3] in ("3. ", "4. ", "5. ")
    ]
    assert len(stands) == 3 and not [line for line in stands if line not in told]
    assert any("More recording is not less safety" in line for line in told)
    assert [slide.listings[0].heading for slide in pack.slides if slide.listings] == ["Measures at a glance"]
    assert pack.title.count("September 2026") == 1, "whose and when once"
    assert handed["take-page-pdf"]["file_name"] == (
        "made-up-trust-overview-october-2024-to-september-2026-edition-5-internal.pdf"
    )


def test_nothing_to_see_is_nothing_to_take(
    made_up: Store, handed: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDICATION_STORE", str(made_up.root))
    opened = page_of("harm", "harm-levels")
    opened.query_params["location"] = "No such ward"
    opened.run()
    assert not opened.exception and not handed
