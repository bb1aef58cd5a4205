"""Dates as people and systems write them. Expected days are written by hand, never worked out by the code."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain.words import Precision
from dashboard.extracts.dates import read_date

TODAY = date(2026, 11, 23)

DAYS = {
    # day first, always: 3 February, never 2 March
    "03/02/2026": "2026-02-03",
    "3/2/2026": "2026-02-03",
    "03/02/26": "2026-02-03",
    "3/2/26": "2026-02-03",
    "03-02-2026": "2026-02-03",
    "03.02.2026": "2026-02-03",
    "03 02 2026": "2026-02-03",
    "02/03/2026": "2026-03-02",
    "12/11/2025": "2025-11-12",
    "11/12/2025": "2025-12-11",
    "01/02/03": "2003-02-01",
    "25/12/2025": "2025-12-25",
    "31/12/1999": "1999-12-31",
    "31/01/2026": "2026-01-31",
    "30/04/2026": "2026-04-30",
    "  03/02/2026  ": "2026-02-03",
    # two-figure years: this century up to the next year, else the last one
    "23/11/26": "2026-11-23",
    "01/01/00": "2000-01-01",
    "29/02/00": "2000-02-29",
    "31/12/99": "1999-12-31",
    "01/01/90": "1990-01-01",
    # leap days
    "29/02/2024": "2024-02-29",
    "29/02/2020": "2020-02-29",
    "29/02/2000": "2000-02-29",
    # with a time behind
    "03/02/2026 14:30": "2026-02-03",
    "03/02/2026 14:30:59": "2026-02-03",
    "03/02/2026 00:00": "2026-02-03",
    "03/02/2026 23:59:59": "2026-02-03",
    "03/02/2026 1430": "2026-02-03",
    "03/02/2026 14.30": "2026-02-03",
    "03/02/2026, 14:30": "2026-02-03",
    "03/02/2026T14:30": "2026-02-03",
    "03/02/26 2:30 PM": "2026-02-03",
    # month names
    "3 Feb 2026": "2026-02-03",
    "03-Feb-2026": "2026-02-03",
    "03-Feb-26": "2026-02-03",
    "3-FEB-2026": "2026-02-03",
    "03/Feb/2026": "2026-02-03",
    "3feb2026": "2026-02-03",
    "3 February 2026": "2026-02-03",
    "3rd February 2026": "2026-02-03",
    "1st March 2026": "2026-03-01",
    "2nd March 2026": "2026-03-02",
    "4th March 2026": "2026-03-04",
    "3 February, 2026": "2026-02-03",
    "03 Feb 2026 14:30": "2026-02-03",
    "1 May 2026": "2026-05-01",
    "10 June 2026": "2026-06-10",
    "10 July 2026": "2026-07-10",
    "10 Aug 2026": "2026-08-10",
    "9 Sept 2026": "2026-09-09",
    "9 Sep 2026": "2026-09-09",
    "31 October 2026": "2026-10-31",
    "5 Nov 26": "2026-11-05",
    "24 dec 2025": "2025-12-24",
    # ISO 8601
    "2026-02-03": "2026-02-03",
    "2026-2-3": "2026-02-03",
    "2026-02-03 14:30": "2026-02-03",
    "2026-02-03T14:30:00": "2026-02-03",
    "2026-02-03 14:30:00.000": "2026-02-03",
    "2026-02-03T23:59:59.9999999": "2026-02-03",
    "1990-01-01": "1990-01-01",
    "2024-02-29": "2024-02-29",
    # an instant counts on its day in London
    "2026-02-03T14:30:00Z": "2026-02-03",
    "2026-01-31T23:59:59Z": "2026-01-31",
    "2026-06-30T22:59:59Z": "2026-06-30",
    "2026-06-30T23:00:00Z": "2026-07-01",
    "2026-06-30T23:30:00Z": "2026-07-01",
    "2026-06-30T23:30:00.0000000Z": "2026-07-01",
    "2026-03-28T23:30:00Z": "2026-03-28",  # the clocks go on at 01:00 on 29 March
    "2026-03-29T23:30:00Z": "2026-03-30",
    "2026-10-24T23:30:00Z": "2026-10-25",  # and back at 02:00 on 25 October
    "2026-10-25T23:30:00Z": "2026-10-25",
    "2026-07-01T00:30:00+01:00": "2026-07-01",
    "2026-07-01T00:30:00+02:00": "2026-06-30",
    "2026-01-01T00:30:00+01:00": "2025-12-31",
    "2025-12-31T20:00:00-05:00": "2026-01-01",
    "2026-07-01T00:30:00+0100": "2026-07-01",
    # Excel serials as text: 1 January 2000 is 36526, 1 January 2025 is 45658 (Microsoft's own examples of the 1900 system)
    "36526": "2000-01-01",
    "45658": "2025-01-01",
    "46056": "2026-02-03",
    "46056.604": "2026-02-03",
    "46056.0": "2026-02-03",
    "45351": "2024-02-29",
}

YEARS = ("1990", "2003", "2016", "2025", "2026")

NOT_RECORDED = {
    "31/02/2026": "is not a date that exists",
    "29/02/2025": "is not a date that exists",
    "29/02/1900": "is not a date that exists",
    "30/02/26": "is not a date that exists",
    "31/04/2026": "is not a date that exists",
    "00/01/2026": "is not a date that exists",
    "32/01/2026": "is not a date that exists",
    "01/00/2026": "is not a date that exists",
    "31 Sept 2026": "is not a date that exists",
    "2026-02-30": "is not a date that exists",
    "0000-00-00": "is not a date that exists",
    "2026-02-30T10:00:00Z": "is not a date that exists",
    "2026-02-03T25:00:00Z": "is not a date that exists",
    "02/13/2026": "above 12",
    "12/31/2025": "above 12",
    "12-31-25": "above 12",
    "2026-13-01": "above 12",
    "1951": "before 1990",
    "1989": "before 1990",
    "14/02/1951": "before 1990",
    "31/12/1989": "before 1990",
    "1951-02-14": "before 1990",
    "01/01/1900": "before 1990",
    "1900-01-01T00:00:00Z": "before 1990",
    "32873": "before 1990",
    "14/02/2099": "in the future",
    "14/02/27": "in the future",
    "24/11/2026": "in the future",
    "2099": "in the future",
    "2027": "in the future",
    "2027-01-01": "in the future",
    "24 Nov 2026": "in the future",
    "2026-11-24T00:00:00Z": "in the future",
    "73051": "in the future",
    "last Tuesday": "is not a date",
    "unknown": "is not a date",
    "n/a": "is not a date",
    "14:30": "is not a date",
    "3 Foo 2026": "is not a date",
    "03/02/202": "is not a date",
    "03/02": "is not a date",
    "123": "is not a date",
    "999999": "is not a date",
    "-1": "is not a date",
    "W123456": "is not a date",
}


def test_table_of_written_dates_is_a_large_one() -> None:
    assert len(DAYS) + len(YEARS) + len(NOT_RECORDED) >= 120


@pytest.mark.parametrize("written", DAYS)
def test_day_is_read(written: str) -> None:
    read = read_date(written, TODAY)
    assert (read.day, read.precision, read.problem) == (
        date.fromisoformat(DAYS[written]),
        Precision.DAY,
        None,
    )
    assert read.earliest == read.latest == read.day


@pytest.mark.parametrize("written", YEARS)
def test_year_alone_stays_a_year(written: str) -> None:
    read = read_date(written, TODAY)
    year = int(written)
    assert (read.earliest, read.latest) == (date(year, 1, 1), date(year, 12, 31))
    assert (read.precision, read.day, read.problem) == (Precision.YEAR, None, None)


@pytest.mark.parametrize("written", NOT_RECORDED)
def test_what_cannot_be_meant_is_not_recorded_and_says_why(written: str) -> None:
    read = read_date(written, TODAY)
    assert (read.earliest, read.latest, read.day) == (None, None, None)
    assert read.precision is Precision.NOT_RECORDED
    assert NOT_RECORDED[written] in (read.problem or "")
    assert written not in (read.problem or ""), "a problem never holds the value itself"


def test_blank_is_not_a_problem() -> None:
    read = read_date(None, TODAY)
    assert (read.precision, read.problem, read.kind) == (Precision.NOT_RECORDED, None, "blank")


def test_bounds_are_both_included() -> None:
    assert read_date("01/01/1990", TODAY).day == date(1990, 1, 1)
    assert read_date("32874", TODAY).day == date(1990, 1, 1)
    assert read_date("31/12/1989", TODAY).day is None
    assert read_date("23/11/2026", TODAY).day == TODAY
    assert read_date("24/11/2026", TODAY).day is None


@pytest.mark.parametrize(
    "written",
    [
        "0001-01-01T00:00:00Z",  # what .NET writes for a date that was never set
        "0001-01-01T00:00:00.0000000Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59Z",
        "9999-12-31T23:59:59-05:00",
        "0001-01-01",
        "9999-12-31",
    ],
)
def test_instants_at_the_ends_of_the_calendar_are_problems_and_not_crashes(written: str) -> None:
    read = read_date(written, TODAY)
    assert read.precision is Precision.NOT_RECORDED
    assert read.problem


def test_reading_any_text_gives_a_read_date() -> None:
    strange = ("٣/٢/٢٠٢٦", "3/2/2026\x00", "½/2/2026", "²/2/2026", "", " ", "'", "1e5", "0x10", "١٩٥١")
    for written in strange:
        assert read_date(written, TODAY).precision in Precision


WAYS = (
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day.day}/{day.month}/{day.year}",
    lambda day: f"{day:%d-%m-%Y}",
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: f"{day:%d/%m/%y}",
    lambda day: f"{day:%d %b %Y}",
    lambda day: f"{day:%d-%B-%Y}",
    lambda day: f"{day:%d-%b-%y}",
    lambda day: f"{day:%d/%m/%Y %H:%M}",
    lambda day: f"{day:%Y-%m-%d}",
    lambda day: f"{day:%Y-%m-%d %H:%M:%S}",
    lambda day: str((day - datetime(1899, 12, 30)).days),
)


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2026, 11, 23)),
    st.sampled_from(range(len(WAYS))),
)
@settings(max_examples=300, deadline=None)
def test_every_day_comes_back_from_every_way_of_writing_it(moment: datetime, way: int) -> None:
    read = read_date(WAYS[way](moment), TODAY)
    assert read.day == moment.date()


@given(st.datetimes(datetime(1996, 1, 1), datetime(2026, 11, 1)))
@settings(max_examples=200, deadline=None)
def test_instants_follow_british_summer_time(moment: datetime) -> None:
    """Second implementation: since 1996 clocks go on and back at 01:00 UTC on the last Sundays of March and October."""

    def last_sunday(month: int) -> datetime:
        end = datetime(moment.year, month, 31, 1)
        return end - timedelta(days=(end.weekday() + 1) % 7)

    summer = last_sunday(3) <= moment < last_sunday(10)
    in_london = moment + timedelta(hours=1 if summer else 0)
    written = moment.replace(tzinfo=UTC, microsecond=0).isoformat()
    assert read_date(written, TODAY).day == in_london.date()
    assert read_date(written.replace("+00:00", "Z"), TODAY).day == in_london.date()


@given(st.text(max_size=30))
@settings(max_examples=300, deadline=None)
def test_no_text_is_ever_an_exception(written: str) -> None:
    read = read_date(written, TODAY)
    assert (read.day is not None) == (read.precision is Precision.DAY)
