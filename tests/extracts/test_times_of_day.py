"""Times of day in every way of writing them, and what is no time; expected values by hand."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.extracts.times import holds_fractions, read_time

TIMES = {
    "1430": "14:30", "14:30": "14:30", "14.30": "14:30", "14h30": "14:30", "2.30 pm": "14:30", "2:30pm": "14:30",
    "2:30 P.M.": "14:30", "2 pm": "14:00", "12:15 am": "00:15", "12:15 pm": "12:15", "12 am": "00:00", "0930": "09:30",
    "930": "09:30", "143": "01:43", "9:05": "09:05", "9.05": "09:05", "14:30:59": "14:30", "14:30:59.123": "14:30", "1430hrs": "14:30",
    "1430 hours": "14:30", "14:30h": "14:30", "0000": "00:00", "00:00": "00:00", "24:00": "00:00", "2400": "00:00",
    "23:59": "23:59", "00.30": "00:30", "2026-02-03 14:30:00": "14:30", "1899-12-31T14:30:00": "14:30",
    # Excel's fractions of a day: 0.604166 is 14 h 29 min 59.9 s
    "0.604166": "14:30", "0.6041666667": "14:30", "0.75": "18:00", ".60": "14:24", "45702.604167": "14:30", "45702.5": "12:00",
    # a second before midnight, of that day still
    "0.99999": "23:59", "45702.99999": "23:59", "12 midnight": "00:00",
    "noon": "12:00", "Midday": "12:00", "midnight": "00:00", " 14:30 ": "14:30",
}  # fmt: skip
NO_TIME = (
    None, "", " ", "14", "7", "0", "25:00", "14:60", "2460", "13:00 pm", "0 am", "Day shift", "Night shift", "am", "0.30",
    "0.25", "14:3", "14300", "08:00 - 16:00", "unknown", "-", "1.5", "approx 1430", "14,30", "24:01", "²²²²", "-1430",
    "24:00:30", "14:30:61", "0.3", "0.5", "0.0", ".25", "0.1", "14.3",
)  # fmt: skip


@pytest.mark.parametrize("written", TIMES)
def test_time_is_read(written: str) -> None:
    assert read_time(written) == time.fromisoformat(TIMES[written])


@pytest.mark.parametrize("written", NO_TIME)
def test_no_time_is_guessed(written: str | None) -> None:
    assert read_time(written) is None


def test_a_short_fraction_is_a_time_only_in_a_column_of_fractions() -> None:
    """A workbook keeps 0.30, typed for half past midnight, as 0.3, and noon as 0.5: what stands beside it tells which."""
    assert holds_fractions(["0.5", None, "0.5868056"]) and not holds_fractions(
        ["0.5", "0.3", "14.3", "", None]
    )
    found = {each: read_time(each, fractions=True) for each in ("0.5", "0.25", ".3", "0.30", "0.0", "14.3")}
    assert found == {
        "0.5": time(12),
        "0.25": time(6),
        ".3": time(7, 12),
        "0.30": None,
        "0.0": None,
        "14.3": None,
    }


@given(st.one_of(st.text(max_size=12), st.from_regex(r"[0-9apm.: ]{0,8}", fullmatch=True)))
def test_no_text_is_an_exception_for_a_time(written: str) -> None:
    assert read_time(written) is None or isinstance(read_time(written), time)


def test_every_minute_of_the_day_comes_back_from_every_way_of_writing_it() -> None:
    for hour in range(24):
        for minute in range(60):
            half, of_twelve = ("pm" if hour >= 12 else "am"), (hour - 1) % 12 + 1
            for written in (
                f"{hour:02}{minute:02}", f"{hour:02}:{minute:02}", f"{hour:02}.{minute:02}", f"{hour}:{minute:02}",
                f"{of_twelve}.{minute:02} {half}", f"{(hour * 60 + minute) / 1440:.9f}",
            ):  # fmt: skip
                assert read_time(written) == time(hour, minute), written
