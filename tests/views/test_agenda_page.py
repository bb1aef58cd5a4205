"""The agenda changed by its page, the form that saves a view, and the marks put on ticked rows; driven by Streamlit's page test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import work
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.saved_view import SavedView
from dashboard.domain.store import Store
from dashboard.edition import close_editions
from dashboard.findings.agenda import Entry
from dashboard.made_up_trust import AGENDA
from dashboard.views import agenda, on_agenda
from dashboard.views.page_table import PAGES
from tests.built_once import BuiltOnce
from tests.views.driven_pages import press, words_of

TITLES = {row.path: row.title for row in PAGES}


@pytest.fixture
def made_up(built_once: BuiltOnce, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    store = built_once.copied_beside(tmp_path / "store")
    monkeypatch.setenv("MEDICATION_STORE", str(store.root))
    yield store.made_up_trust()
    close_editions(store.made_up_trust())


def names(store: Store, *, on_agenda: bool = True) -> list[str]:
    views = work.saved_views(store, SINGLE_USER, work.now_utc())
    return [view.name for view in views if (view.position is not None) == on_agenda]


def test_the_agenda_is_read_moved_renamed_taken_off_and_brought_back(
    made_up: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agenda, "titles", lambda: TITLES)

    def script() -> None:
        from dashboard.views import agenda
        from dashboard.views.page import draw_frame

        draw_frame(with_filter=False)
        agenda.render()

    page = AppTest.from_function(script, default_timeout=60).run()
    assert not page.exception
    words = words_of(page)
    first, second, *others = (view.name for view in AGENDA)
    assert words.index(f"1. {first}") < words.index(f"2. {second}")
    assert "Drug classes: October 2025 to September 2026, by date of incident. Drug class: Insulins." in words
    assert "March 2024 to February 2025, by date of incident. The days stay as they are." in words
    assert "No incident of this edition" not in words, "what the made-up trust asks for is there"
    page.selectbox(key="agenda-which").set_value(2).run()
    press(page, "Move up")
    assert names(made_up) == [second, first, *others]
    assert page.selectbox(key="agenda-which").value == 2, "so that it can be moved on"
    field = next(field for field in page.text_input if field.label == "Another name")
    field.set_value("<b>Rates</b>").run()
    press(page, "Rename")
    assert f"'{second}' is now called '<b>Rates</b>'." in words_of(page)
    assert not any("<b>" in str(each.value) for each in page.markdown), "never as markup"
    press(page, "Undo")
    press(page, "Remove")
    assert names(made_up) == [first, *others]
    press(page, "Undo")
    assert names(made_up) == [second, first, *others]
    page.selectbox(key="agenda-which").set_value(2).run()
    press(page, "Take off the agenda")
    assert names(made_up) == [first, *others] and names(made_up, on_agenda=False) == [second]
    assert "Kept, and not on the agenda" in words_of(page)


def test_a_view_is_saved_with_a_period_that_moves_on_or_stays(tmp_path: Path) -> None:
    def script(root: str) -> None:
        from datetime import date
        from pathlib import Path

        from dashboard.domain.incident_filter import IncidentFilter
        from dashboard.domain.periods import Preset
        from dashboard.domain.reader import SINGLE_USER
        from dashboard.domain.store import Store
        from dashboard.views.save_view import form

        asked = IncidentFilter(date(2025, 10, 1), date(2026, 9, 30), harm=("Low",))
        pairs = [*asked.pairs(), ("find", "pen")]
        form(Store(Path(root)), SINGLE_USER, "incidents", "Incidents", pairs, asked, Preset.LAST_12_MONTHS)

    def saving() -> AppTest:
        return AppTest.from_function(script, kwargs={"root": str(tmp_path)}, default_timeout=60).run()

    page = saving()
    assert page.text_input(key="save-view-name").value == "Incidents: Low, last 12 months"
    assert (
        page.radio(key="save-view-period").label
        == "Period: Last 12 months, now October 2025 to September 2026"
    )
    press(page, "Save")
    press(page, "Save")
    assert [each.value for each in page.error] == [
        "A saved view has this name already\\: give this one another."
    ]
    page = saving()
    page.text_input(key="save-view-name").set_value("That year")
    page.radio(key="save-view-period").set_value("Stays as it is")
    page.checkbox(key="save-view-agenda").set_value(False)
    press(page, "Save")
    moves, stays = work.saved_views(Store(tmp_path), SINGLE_USER, work.now_utc())
    assert (moves.query, moves.preset, moves.position) == ("harm=Low&find=pen", "Last 12 months", 1)
    assert stays.query == "from=2025-10-01&until=2026-09-30&harm=Low&find=pen"
    assert (stays.preset, stays.position) == ("", None)


def test_ticked_incidents_are_marked_tagged_and_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDICATION_STORE", str(tmp_path))
    store = Store(tmp_path).made_up_trust()

    def script() -> None:
        from dashboard.views.marks import mark

        mark([7, 9])

    page = AppTest.from_function(script, default_timeout=60).run()
    press(page, "Mark as read")
    assert "2 incidents are marked as read." in words_of(page)
    press(page, "Mark as read")
    assert "Nothing was changed" in words_of(page)
    page.multiselect(key="mark-tags-2").set_value(["<b>pen</b>"]).run()
    press(page, "Give these tags")
    held = work.marks_of(store, SINGLE_USER, [7, 8, 9], work.now_utc())
    assert {n: (each.read_by, each.tags) for n, each in held.items()} == dict.fromkeys(
        (7, 9), ("single-user", ("<b>pen</b>",))
    )
    press(page, "Undo")
    press(page, "Mark as not read")
    assert work.marks_of(store, SINGLE_USER, [7, 8, 9], work.now_utc()) == {}
    press(page, "Undo")
    assert set(work.marks_of(store, SINGLE_USER, [7, 8, 9], work.now_utc())) == {7, 9}


def test_a_page_opened_from_the_agenda_says_which_entry_it_is_and_what_is_next(
    made_up: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_agenda, "titles", lambda: TITLES)

    def script() -> None:
        from dashboard.views.page import draw_frame

        draw_frame(with_filter=False)

    names = [view.name for view in AGENDA]
    for number, said in (
        ("1", [f"Agenda 1 of 6: {names[0]}", f"Next: {names[1]} →"]),
        ("6", [f"Agenda 6 of 6: {names[5]}", f"← Before: {names[4]}"]),
        ("7", []),
        ("x", []),
    ):
        page = AppTest.from_function(script, default_timeout=60)
        page.query_params["agenda"] = number
        page.run()
        assert not page.exception
        assert sorted(line for line in words_of(page).splitlines() if names_one(line, names)) == sorted(said)


def test_a_link_of_the_agenda_opens_in_the_edition_that_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its days are those of that edition; without its number it would open the newest one."""
    led: list[dict[str, list[str]]] = []
    monkeypatch.setattr(st, "page_link", lambda _, **how: led.append(how["query_params"]))
    view = SavedView("Rates", "overview", number=2)
    for kept in (0, 3):
        monkeypatch.setattr(st, "session_state", {"pages": {"overview": "page"}, "edition-kept": kept})
        on_agenda.link_of(Entry(view, "", {"until": ["2026-08-31"], "agenda": ["2"]}), "Rates")
    assert led == [
        {"until": ["2026-08-31"], "agenda": ["2"]},
        {"until": ["2026-08-31"], "agenda": ["2"], "edition": ["3"]},
    ]


def names_one(line: str, names: list[str]) -> bool:
    return any(name in line for name in names)


def test_only_the_open_part_of_a_page_is_drawn_and_the_link_names_it() -> None:
    def script() -> None:
        import streamlit as st

        from dashboard.views.parts import parts

        drawn = {name: (lambda name=name: st.markdown(f"drawn {name}")) for name in ("One", "Two", "Kept")}
        parts("some-part", drawn, always=("Kept",))

    page = AppTest.from_function(script, default_timeout=60).run()
    assert [each.value for each in page.markdown] == ["drawn One", "drawn Kept"]
    assert "part" not in page.query_params, "the first part needs no name"
    page.query_params["part"] = "Two"
    page.run()
    assert [each.value for each in page.markdown] == ["drawn Two", "drawn Kept"]
    page.query_params["part"] = "No such part"
    page.run()
    assert "Two" in (page.query_params["part"], *page.query_params["part"]), "what is open stands in the link"
