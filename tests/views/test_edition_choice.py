"""An earlier edition on a page: chosen by link or by hand, said above the title and in every foot, kept, left again.

Driven by Streamlit's own page test on the made-up trust, whose five editions are three drafts and two papers, 3 and 5.
"""

import shutil
from collections.abc import Iterator
from datetime import datetime

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.domain.words import GRADED
from dashboard.edition import ShelvedEdition, ask, close_editions, compared_with
from dashboard.findings.asking import EditionSeen
from dashboard.views.edition_choice import edition_words
from tests.built_once import BuiltOnce
from tests.views.test_pages import page_of, words_of

LAST_24_OF_EDITION_3 = "from=2024-09-01&until=2026-08-31"


@pytest.fixture
def made_up(built_once: BuiltOnce, tmp_path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    beside = built_once.copied_beside(tmp_path / "store")
    monkeypatch.setenv("MEDICATION_STORE", str(beside.root))
    yield beside.made_up_trust()
    close_editions(beside.made_up_trust())


def run(page: AppTest) -> str:
    page.run()
    assert not page.exception
    return words_of(page)


def test_an_earlier_edition_is_shown_said_kept_and_left(made_up: Store) -> None:
    page = page_of("harm")
    page.query_params["edition"] = "3"
    words = run(page)
    assert "(edition 3). Newest is edition 5." in words and "As it stood: released " in words
    assert "September 2024 to August 2026, by date of incident. Released " in words
    asked = IncidentFilter.from_query(LAST_24_OF_EDITION_3)
    rows = ask("incidents_by_harm_level", asked, SINGLE_USER, store=made_up, edition_id=3)
    graded = sum(row.incidents for row in rows if row.harm_level in GRADED)
    assert f"Of the {graded:,} graded for harm" in words
    assert page.query_params["edition"] == "3"

    shutil.copyfile(made_up.edition(5), made_up.edition(6))
    page.multiselect(key="harm").set_value(["Low"])
    assert "(edition 3). Newest is edition 6." in run(page), "who looks at an earlier edition keeps it"

    made_up.edition(3).unlink()
    words = run(page)
    assert "There is no edition 3 to be seen here, so the newest is shown." in words
    assert "As it stood" not in words and "Edition 6, a draft." in words
    assert "edition" not in page.query_params and page.query_params["harm"] == "Low"

    page.selectbox(key="edition-shown").set_value(4)
    assert "(edition 4). Newest is edition 6." in run(page)
    page.button(key="show-newest").click()
    assert "As it stood" not in run(page)

    page.query_params["edition"] = "the last one"
    words = run(page)
    assert "edition needs a number such as 12; it was 'the last one'. The newest is shown." in words


def test_the_period_that_was_chosen_by_name_is_that_of_the_edition(made_up: Store) -> None:
    page = page_of("as_it_stood")
    words = run(page)
    assert "Between edition 3 (released " in words and "and edition 5 (released " in words
    page.selectbox(key="edition-shown-on-page").set_value(3)
    words = run(page)
    assert page.query_params["until"] == "2026-08-31", "the last 24 complete months as edition 3 had them"
    page.selectbox(key="compared-with").set_value("4")
    words = run(page)
    assert page.query_params["compared"] == "4"
    assert (
        ") and edition 4 (a draft): the count went from" in words and "Between edition 3 (released " in words
    )
    assert "208 of them of October 2026, which edition 3 did not cover" in words


def test_a_page_without_a_filter_leaves_the_edition_of_its_link(made_up: Store) -> None:
    def script() -> None:
        from dashboard.views.page import draw_foot, draw_frame, open_page

        draw_frame(with_filter=False)
        open_page("Agenda")
        draw_foot()

    page = AppTest.from_function(script, default_timeout=60)
    page.query_params["edition"] = "3"
    assert "(edition 3). Newest is edition 5." in run(page)
    page.button(key="show-newest").click()
    assert "As it stood" not in run(page) and "edition" not in page.query_params
    assert "As it stood" not in run(page)


def test_every_export_says_that_it_is_not_the_newest() -> None:
    released = datetime(2026, 10, 5)
    earlier, newest = EditionSeen(12, released, "A. Officer", 13), EditionSeen(13, released, "A. Officer")
    assert (
        earlier.as_it_stood() == ("As it stood: released 5 October 2026 (edition 12). Newest is edition 13.")
        and not newest.as_it_stood()
    )
    assert (earlier.in_short(), EditionSeen(14, None, None).in_short()) == (
        "edition 12 (released 5 October 2026)",
        "edition 14 (a draft)",
    )


def test_a_release_shortly_after_midnight_in_summer_is_of_the_day_in_london() -> None:
    """The clock of the store is UTC; on a release of 00:30 in July it is still the day before there."""
    seen = EditionSeen(12, datetime(2026, 7, 14, 23, 30), None, 13)
    assert "released 15 July 2026" in seen.in_short() and "Released 15 July 2026" in seen.in_words()
    assert "released 15 July 2026" in seen.as_it_stood()
    assert edition_words(ShelvedEdition(12, seen.released_at)) == "Released 15 July 2026 (edition 12)"


def test_an_edition_is_compared_with_the_one_that_was_released_before_it() -> None:
    released = datetime(2026, 10, 5)
    shelf = [
        ShelvedEdition(5), ShelvedEdition(4), ShelvedEdition(3, released), ShelvedEdition(2, released), ShelvedEdition(1),
    ]  # fmt: skip

    def other(edition_id: int) -> int:
        return compared_with(edition_id, [each for each in shelf if each.edition_id != edition_id]).edition_id

    assert [other(number) for number in (5, 4, 3, 2, 1)] == [3, 3, 2, 1, 2]
