"""The page of annotations: recorded, told, undone."""

from datetime import date

from dashboard import work
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from tests.views.driven_pages import page_of, press, words_of
from tests.views.test_breaks_page import edition, store

__all__ = ["store"]


def test_what_happened_is_recorded_told_and_undone(store: Store) -> None:
    page = page_of("annotations")
    assert "A day and a few words are needed" in words_of(page)
    before = edition(store)
    page.date_input(key="annotation-day-0").set_value(date(2025, 3, 1))
    page.text_input(key="annotation-label-0").set_value("<b>Campaign</b>")
    page.text_input(key="annotation-owner-0").set_value("Pharmacy").run()
    press(page, "Record it")
    assert f"'<b>Campaign</b>' is recorded. Edition {before + 1} is a draft." in words_of(page)
    (held,) = work.annotations(store, SINGLE_USER, work.now_utc())
    assert (held.label, held.owner, held.dated_on) == ("<b>Campaign</b>", "Pharmacy", date(2025, 3, 1))
    press(page, "Undo")
    assert work.annotations(store, SINGLE_USER, work.now_utc()) == []
    assert "None is recorded." in words_of(page)
