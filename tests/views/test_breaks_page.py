"""The page of series breaks: looked at before and after, recorded, told, undone; and the switch to LFPSE."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import work
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from dashboard.edition import close_editions, latest_edition
from tests.made_up_incidents import datix, one
from tests.views.driven_pages import page_of, press, words_of

MONTHS = [(2024, month) for month in range(1, 13)] + [(2025, month) for month in range(1, 13)]
"""Twelve months of 6 or 7 incidents, then twelve of 12 or 13: averages of 6.5 and 12.5."""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("MEDICATION_STORE", str(tmp_path / "store"))
    kept = Store(tmp_path / "store")
    rows = [
        one(f"W{year}-{month}-{n}", on=f"{n + 1:02}/{month:02}/{year}", drug="Warfarin")
        for year, month in MONTHS
        for n in range((6 if year == 2024 else 12) + month % 2)
    ]
    now = work.now_utc()
    staged = work.stage(kept, datix(*rows, run_on=date(2026, 3, 1)), now)
    read = work.read_incidents(staged, "listing.csv", now, source=SourceSystem.DATIX)
    covers = (date(2024, 1, 1), date(2025, 12, 31))
    work.store_incidents(kept, SINGLE_USER, read, now, covers=covers)  # pyright: ignore[reportArgumentType]
    yield kept
    close_editions(kept)


def edition(store: Store) -> int:
    latest = latest_edition(store, SINGLE_USER)
    assert latest
    return latest.edition_id


def fill(page: AppTest, act: int, **said: object) -> AppTest:
    for name, value in said.items():
        if name == "day":
            page.date_input(key=f"break-day-{act}").set_value(value)  # pyright: ignore[reportArgumentType]
        else:
            page.text_input(key=f"break-{name}-{act}").set_value(str(value))
    page.run()
    assert not page.exception
    return page


def record_button(page: AppTest):
    return next(button for button in page.button if button.label == "Record this break")


def test_a_break_is_looked_at_recorded_and_undone(store: Store) -> None:
    page = page_of("breaks")
    words = words_of(page)
    assert "None is recorded." in words
    assert "Something seems to have changed around January 2025: on average 6.5 before, 12.5 after." in words
    assert "Name its day to see the reporting rate before and after." in words
    assert not [button for button in page.button if button.label == "Record this break"]

    fill(page, 0, day=date(2025, 1, 10), label="New *form*")
    assert record_button(page).disabled, "a break needs its reason"
    words = words_of(page)
    assert "average 6.5" in words and "12.5" in words and "12 complete months: enough for limits" in words
    assert "New limits from 10 January 2025: New *form*" in words, "the foot of the preview"
    assert work.breaks(store, SINGLE_USER, work.now_utc()) == [] and edition(store) == 1, (
        "nothing is stored yet"
    )

    fill(page, 0, reason="It *asks* for <b>omitted</b> doses", evidence="minute [4.2](x)")
    assert not record_button(page).disabled
    press(page, "Record this break")
    words = words_of(page)
    assert "'New *form*' is recorded: new limits begin with the month of 10 January 2025. Edition 2" in words
    assert "Something seems to have changed" not in words, "what follows the break is level"
    (held,) = work.breaks(store, SINGLE_USER, work.now_utc())
    assert (held.reason, held.evidence, held.site) == (
        "It *asks* for <b>omitted</b> doses", "minute [4.2](x)", None
    )  # fmt: skip
    row = page.dataframe[0].value.iloc[0].tolist()
    assert row[1:5] == [date(2025, 1, 10), "New *form*", "whole trust", "you"]
    assert row[6:] == [held.evidence, held.reason]
    assert page.date_input(key="break-day-1").value is None, "nothing of one break is left for the next"

    press(page, "Undo")
    assert "'New *form*' is taken back. Edition 3 is a draft." in words_of(page)
    assert work.breaks(store, SINGLE_USER, work.now_utc()) == []
    assert "Undo" not in [button.label for button in page.button]


def test_what_is_recorded_is_never_markup_beneath_a_picture(store: Store) -> None:
    page = fill(
        page_of("breaks"), 0, day=date(2025, 1, 10), label="**Form**", reason="see [this](http://x) or www.x.org <script>", evidence="$a$"
    )  # fmt: skip
    press(page, "Record this break")
    rates = page_of("rates", frame=True)
    said = [str(each.value) for each in rates.caption if "New limits from" in str(each.value)]
    assert said and all(
        r"\*\*Form\*\*" in each and r"\[this\]" in each and r"\<script\>" in each for each in said
    )


def test_a_break_is_taken_back_from_the_list_and_recorded_again(store: Store) -> None:
    page = fill(page_of("breaks"), 0, day=date(2025, 1, 10), label="New form", reason="It changed")
    press(page, "Record this break")
    press(page, "Take it back")
    assert "'New form' is taken back: no chart is drawn with it." in words_of(page)
    press(page, "Record it again")
    assert "'New form' is recorded again, as number 2." in words_of(page)
    assert [each.label for each in work.breaks(store, SINGLE_USER, work.now_utc())] == ["New form"]
    fill(page, 3, day=date(2025, 1, 10), label="New form", reason="It changed")
    assert "A break is drawn in January 2025 already: this one would change no limits." in words_of(page)
    press(page, "Record this break")
    assert "This very break is recorded already." in next(str(each.value) for each in page.error)


def test_the_switch_is_set_and_undone(store: Store) -> None:
    page = page_of("breaks")
    assert "No switch from NRLS to LFPSE is drawn" in words_of(page)
    page.date_input(key="switch-day-0").set_value(date(2024, 6, 1)).run()
    press(page, "Keep this day")
    words = words_of(page)
    assert "drawn on 1 June 2024: the day that your trust named." in words
    assert work.switch_as_set(store, work.now_utc()) == date(2024, 6, 1)
    press(page, "Undo")
    assert "The switch is as it was." in words_of(page)
    assert work.switch_as_set(store, work.now_utc()) is None


def test_a_day_outside_the_months_asked_for_changes_nothing(store: Store) -> None:
    page = fill(page_of("breaks"), 0, day=date(2020, 1, 1), label="Old form", reason="It changed")
    assert "1 January 2020 lies outside the months asked for" in words_of(page)
