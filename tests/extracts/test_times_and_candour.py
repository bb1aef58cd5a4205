"""The time of an incident and what is recorded of the duty of candour, from the cells of a listing; expected values by hand."""

from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.extract import Extract
from dashboard.extracts import dated_rows
from dashboard.extracts.times import read_time_behind
from tests.extracts.written_extracts import NOW, csv_content, extract_of, incidents_of, workbook_content

TODAY = date(2026, 11, 23)
BEHIND = {
    "14/02/2025 14:05": "14:05", "2025-02-14 14:05:31": "14:05", "2025-02-14T14:05": "14:05", "14/02/2025 1405": "14:05",
    "14/02/2025 2:05 pm": "14:05", "14 Feb 2025 at 2pm": "14:00", "Feb 14, 2025 9.30 am": "09:30", "14/02/2025 00:00": "00:00",
    "Friday 14 February 2025 14:05": "14:05", "1/2/25 9am": "09:00", "45702.5868056": "14:05", "45702.0001": "00:00",
    # British Summer Time began on 30 March 2025: in July London is an hour ahead of UTC, and two behind +03:00
    "2025-02-14T14:05:00Z": "14:05", "2025-07-14T14:05:00Z": "15:05", "2025-07-14T23:30:00Z": "00:30",
    # On the day on which summer time ends two midnights of UTC fall on one day in London
    "2025-10-25T23:15:00Z": "00:15", "2025-10-26T23:15:00Z": "23:15", "2025-03-30T00:30:00Z": "00:30", "2025-03-30T01:30:00Z": "02:30",
    "2026-11-24T09:00:00+14:00": "19:00", "45702.99999": "23:59",
    "2025-07-14T01:10:00+03:00": "23:10", "2025-02-14T14:05:00.123Z": "14:05", "14/07/2025 14:05 GMT": "15:05",
}  # fmt: skip
NOTHING_BEHIND = (
    None, "", "14/02/2025", "2025-02-14", "45702", "2025", "3 Feb 2026", "14 02 2025", "14/02/20 25", "20250214",
    "14/02/2025 25:00", "14/02/2025 14", "Night shift", "2025-02-30T25:10:00Z", "14-Feb-25",
)  # fmt: skip


@pytest.mark.parametrize("written", BEHIND)
def test_the_time_behind_a_date_is_read(written: str) -> None:
    assert read_time_behind(written, TODAY) == time.fromisoformat(BEHIND[written])


@pytest.mark.parametrize("written", NOTHING_BEHIND)
def test_no_part_of_a_date_is_taken_for_a_time(written: str | None) -> None:
    assert read_time_behind(written, TODAY) is None


@given(st.text(max_size=24) | st.from_regex(r"[0-9/:.\-TZ+ apm]{0,24}", fullmatch=True))
def test_no_text_is_an_exception(written: str) -> None:
    assert read_time_behind(written, TODAY) is None or isinstance(read_time_behind(written, TODAY), time)


@given(st.datetimes(datetime(1995, 1, 1), datetime(2026, 11, 1)), st.integers(-12, 14))
def test_an_instant_is_on_the_clock_in_london(moment: datetime, ahead: int) -> None:
    moment = moment.replace(second=0, microsecond=0)
    expected = moment.replace(tzinfo=UTC).timestamp() - ahead * 3600
    there = datetime.fromtimestamp(expected, ZoneInfo("Europe/London"))
    found = read_time_behind(f"{moment:%Y-%m-%dT%H:%M:%S}{ahead:+03}:00", TODAY)
    assert found == there.time(), there


def listing(headings: tuple[str, ...], rows: list[tuple[object, ...]], folder: Path) -> Extract:
    content = csv_content(
        ("Ref", "Incident date", "Severity", *headings),
        [(f"W{n}", row[0], "Low", *row[1:]) for n, row in enumerate(rows)],
    )
    return extract_of(content, folder)


def times(extract: Extract) -> list[str | None]:
    found = [each["occurred_time"] for each in incidents_of(extract).values()]
    return [f"{each:%H:%M}" if each else ("00:00" if each == time(0) else None) for each in found]


def problems(extract: Extract) -> list[tuple[int | None, str, str]]:
    return [
        (each.row, each.column, each.value_kind) for each in extract.problems if each.value_kind == "time"
    ]


def test_a_time_is_read_or_counted_as_a_problem_and_never_guessed(tmp_path: Path) -> None:
    written = (
        "14:05",
        "2:05 pm",
        "1405",
        "0.5868056",
        "00:00",
        "",
        "Night shift",
        "25:00",
        "0.30",
        "unknown",
        "-",
    )
    extract = listing(("Incident time",), [("14/02/2025", each) for each in written], tmp_path)
    assert times(extract) == ["14:05", "14:05", "14:05", "14:05", "00:00", None, None, None, None, None, None]
    assert problems(extract) == [(row, "Incident time", "time") for row in (8, 9, 10)]
    assert all("Night" not in each.reason for each in extract.problems)


def test_the_column_of_times_speaks_before_the_date_and_the_date_where_it_says_nothing(
    tmp_path: Path,
) -> None:
    rows = [
        ("14/02/2025 09:30", "14:05"), ("14/02/2025 09:30", ""), ("14/02/2025", ""), ("31/02/2025 09:30", ""),
        ("31/02/2025", "14:05"), ("14/02/2025 09:30", "teatime"),
    ]  # fmt: skip
    extract = listing(("Incident time",), rows, tmp_path)
    assert times(extract) == ["14:05", "09:30", None, None, "14:05", "09:30"]
    assert problems(extract) == []


def test_a_column_of_bands_is_one_problem_and_another_column_may_hold_the_time(tmp_path: Path) -> None:
    rows = [("14/02/2025", "08:00 - 11:59", "0915"), ("15/02/2025", "Night", "")]
    extract = listing(("Time band", "Incident time"), rows, tmp_path)
    assert times(extract) == ["09:15", None]
    assert problems(extract) == [(None, "Time band", "time")]
    assert times(listing(("Time band",), [row[:2] for row in rows], tmp_path)) == [None, None]


def test_times_of_a_workbook_are_read_as_they_are_shown(tmp_path: Path) -> None:
    rows = [
        ("Ref", "Date and time of incident", "Severity", "Incident time"),
        ("W1", datetime(2025, 2, 14), "Low", time(14, 5)),
        ("W2", datetime(2025, 2, 14, 9, 30), "Low", None),
        ("W3", datetime(2025, 2, 14), "Low", 0.5868056),
        ("W4", datetime(2025, 2, 14), "Low", None),
        ("W5", datetime(2025, 2, 14), "Low", 1405),
        ("W6", datetime(2025, 2, 14), "Low", 0.5),
    ]
    extract = extract_of(workbook_content({"Listing": rows}), tmp_path, "listing.xlsx", child=True)
    assert times(extract) == ["14:05", "09:30", "14:05", None, "14:05", "12:00"]
    typed = [*rows[:3], ("W3", datetime(2025, 2, 14), "Low", 0.3)]
    found = extract_of(workbook_content({"Listing": typed}), tmp_path, "typed.xlsx", child=True)
    assert times(found) == ["14:05", "09:30", None], "typed as 0.30, and kept as 0.3"


def test_a_long_column_of_dates_and_times_is_read_as_a_short_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Past so many distinct writings (20,000, here 100) the days and the times are each read once."""
    monkeypatch.setattr(dated_rows, "MANY_WRITINGS", 100)
    minutes = [(day, hour, 7 * hour % 60) for day in range(1, 29) for hour in range(24)]
    rows = [
        (f"{day:02}/{1 + n % 9:02}/2025 {hour:02}:{minute:02}",)
        for n, (day, hour, minute) in enumerate(minutes)
    ]
    rows.append(("2025-07-14T14:05:00Z",))
    found = times(listing((), rows, tmp_path))
    assert found[:-1] == [f"{hour:02}:{minute:02}" for _, hour, minute in minutes]
    assert found[-1] == "15:05"


def test_rows_of_one_incident_say_one_time_and_one_candour(tmp_path: Path) -> None:
    heads = (
        "Ref",
        "Incident date",
        "Severity",
        "Incident time",
        "Duty of candour required?",
        "Drug administered",
    )
    content = csv_content(heads, [
        ("W1", "14/02/2025", "Low", "", "No", "Enoxaparin"), ("W1", "14/02/2025", "Low", "14:05", "Yes", "Warfarin"),
        ("W1", "14/02/2025", "Low", "15:00", "", "Digoxin"), ("W2", "14/02/2025", "Low", "", "", "Digoxin"),
        ("W2", "14/02/2025", "Low", "", "No", "Warfarin"), ("W3", "14/02/2025", "Low", "", "", ""),
    ])  # fmt: skip
    found = incidents_of(extract_of(content, tmp_path))
    assert {ref: (each["occurred_time"], each["duty_of_candour"]) for ref, each in found.items()} == {
        "W1": (time(14, 5), "Recorded as applying"),
        "W2": (None, "Recorded as not applying"),
        "W3": (None, "Not recorded"),
    }


def test_candour_is_what_the_field_says_and_unknown_words_are_to_be_placed(tmp_path: Path) -> None:
    written = ("Yes", "not required", "", "Pending", "Ask on Friday", "Yes; No")
    extract = listing(("Duty of candour required?",), [("14/02/2025", each) for each in written], tmp_path)
    assert [each["duty_of_candour"] for each in incidents_of(extract).values()] == [
        "Recorded as applying", "Recorded as not applying", "Not recorded", "Not recorded", "Not recorded", "Recorded as applying",
    ]  # fmt: skip
    assert [(each.field, each.written, each.rows) for each in extract.unplaced] == [
        ("duty_of_candour", "Ask on Friday", 1)
    ]


def test_an_extract_without_the_field_says_nothing_whatever_the_harm(tmp_path: Path) -> None:
    content = csv_content(("Ref", "Incident date", "Severity"), [("W1", "14/02/2025", "Death")])
    (found,) = incidents_of(extract_of(content, tmp_path, now=NOW)).values()
    assert (found["duty_of_candour"], found["occurred_time"]) == ("Not in the extract", None)
