"""Three hundred dates in every way of writing them: each is read as the right day or is a named problem, none is changed.

The days are counted out here one by one, with their own month lengths; neither the product nor `strftime` writes them.
"""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from dashboard.domain.extract import Extract
from dashboard.domain.profile import Profile, ReadingChoices
from dashboard.domain.words import Precision, SourceSystem
from dashboard.extracts.dates import fits_only_month_first, read_date, shows_day_first
from dashboard.extracts.incidents import read_extract
from dashboard.extracts.limits import BROWSER
from dashboard.extracts.run_date import run_date
from tests.extracts.written_extracts import NOW, csv_content, day_of, extract_of, incidents_of, staged

TODAY = date(2026, 11, 23)
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Written:
    """A day as three numbers, its weekday, and its number in Excel's count (1 January 1990 is 32,874, a Monday)."""

    year: int
    month: int
    day: int
    weekday: int
    serial: int

    @property
    def expected(self) -> date:
        return date(self.year, self.month, self.day)


def every_day() -> list[Written]:
    found, serial = [], 32_874
    for year in range(1990, 2027):
        leap = year % 4 == 0  # no century year but 2000, which is one, lies between
        for month, length in enumerate(
            (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), start=1
        ):
            for day in range(1, length + 1):
                found.append(Written(year, month, day, (serial - 32_874) % 7, serial))
                serial += 1
    return [each for each in found if (each.year, each.month, each.day) <= (2026, 11, 23)]


def three_hundred() -> list[Written]:
    """Every 45th day, every 29 February, and the days around each change of the clocks in 2026."""
    days = every_day()
    wanted = days[::46]
    wanted += [each for each in days if (each.month, each.day) == (2, 29)]
    wanted += [each for each in days if each.year == 2026 and (each.month, each.day) in
               {(3, 28), (3, 29), (3, 30), (10, 24), (10, 25), (10, 26)}]  # fmt: skip
    return wanted


def ordinal(day: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(day, "th")
    return f"{day}{ending}"


WAYS: dict[str, Callable[[Written], str]] = {
    "03/02/2026": lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
    "3/2/2026": lambda d: f"{d.day}/{d.month}/{d.year}",
    "3-2-2026": lambda d: f"{d.day}-{d.month}-{d.year}",
    "03.02.2026": lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
    "03 02 2026": lambda d: f"{d.day:02} {d.month:02} {d.year}",
    "03/02/26": lambda d: f"{d.day:02}/{d.month:02}/{d.year % 100:02}",
    "03/02/2026 14:30": lambda d: f"{d.day:02}/{d.month:02}/{d.year} 14:30",
    "03/02/2026 14.30": lambda d: f"{d.day:02}/{d.month:02}/{d.year} 14.30",
    "03/02/2026 1430": lambda d: f"{d.day:02}/{d.month:02}/{d.year} 1430",
    "03/02/2026 1430hrs": lambda d: f"{d.day:02}/{d.month:02}/{d.year} 1430hrs",
    "03/02/2026 00:00:00": lambda d: f"{d.day:02}/{d.month:02}/{d.year} 00:00:00",
    "03/02/2026 23:59": lambda d: f"{d.day:02}/{d.month:02}/{d.year} 23:59",
    "3/2/26 2:30 PM": lambda d: f"{d.day}/{d.month}/{d.year % 100:02} 2:30 PM",
    "03/02/2026 at 2.30 p.m.": lambda d: f"{d.day:02}/{d.month:02}/{d.year} at 2.30 p.m.",
    "3 Feb 2026": lambda d: f"{d.day} {MONTHS[d.month - 1][:3]} {d.year}",
    "03-FEB-2026": lambda d: f"{d.day:02}-{MONTHS[d.month - 1][:3].upper()}-{d.year}",
    "03-Feb-26": lambda d: f"{d.day:02}-{MONTHS[d.month - 1][:3]}-{d.year % 100:02}",
    "3 February 2026": lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    "3rd February 2026": lambda d: f"{ordinal(d.day)} {MONTHS[d.month - 1]} {d.year}",
    "3rd of February, 2026": lambda d: f"{ordinal(d.day)} of {MONTHS[d.month - 1]}, {d.year}",
    "February 3, 2026": lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}",
    "Tue 3 Feb 2026": lambda d: f"{WEEKDAYS[d.weekday][:3]} {d.day} {MONTHS[d.month - 1][:3]} {d.year}",
    "Tuesday, 03/02/2026": lambda d: f"{WEEKDAYS[d.weekday]}, {d.day:02}/{d.month:02}/{d.year}",
    "2026-02-03": lambda d: f"{d.year}-{d.month:02}-{d.day:02}",
    "2026/02/03": lambda d: f"{d.year}/{d.month:02}/{d.day:02}",
    "20260203": lambda d: f"{d.year}{d.month:02}{d.day:02}",
    "2026-02-03 14:30:00.000": lambda d: f"{d.year}-{d.month:02}-{d.day:02} 14:30:00.000",
    "2026-02-03T12:00:00Z": lambda d: f"{d.year}-{d.month:02}-{d.day:02}T12:00:00Z",
    "2026-02-03 12:00:00 UTC": lambda d: f"{d.year}-{d.month:02}-{d.day:02} 12:00:00 UTC",
    "03/02/2026 12:00:00 +00:00": lambda d: f"{d.day:02}/{d.month:02}/{d.year} 12:00:00 +00:00",
    "46056": lambda d: f"{d.serial}",
    "46056.604167": lambda d: f"{d.serial}.604167",
}


def test_days_are_counted_out_right() -> None:
    """Two dates that Microsoft prints: 36,526 is 1 January 2000 and 45,658 is 1 January 2025."""
    by_day = {(each.year, each.month, each.day): each for each in every_day()}
    assert by_day[2000, 1, 1].serial == 36_526
    assert by_day[2025, 1, 1].serial == 45_658
    assert by_day[2026, 11, 23].weekday == 0
    assert 300 <= len(three_hundred()) <= 340


@pytest.mark.parametrize("way", WAYS)
def test_no_date_is_changed(way: str) -> None:
    changed = []
    for each in three_hundred():
        read = read_date(WAYS[way](each), TODAY)
        if read.day != each.expected or read.problem:
            changed.append((WAYS[way](each), read))
    assert changed == []


@pytest.mark.parametrize("way", WAYS)
def test_month_first_is_right_or_a_problem_and_touches_only_dates_in_numbers(way: str) -> None:
    """The writer put the month first: those in numbers come back right; the others mean what they always mean."""
    in_numbers = re.match(r"\d{1,2}[/.\- ]\d", way)
    for each in three_hundred():
        swapped = Written(each.year, each.day, each.month, each.weekday, each.serial)
        written = WAYS[way](swapped if in_numbers else each)
        if way != "Tuesday, 03/02/2026":  # its weekday settles the order: see the next test
            assert read_date(written, TODAY, month_first=True).day == each.expected, written


@pytest.mark.parametrize("way", WAYS)
def test_the_other_order_is_never_taken_in_silence(way: str) -> None:
    """Read with the month first although it was not agreed to: impossible; agreed to by mistake: 13 and above is said."""
    for each in three_hundred():
        read = read_date(WAYS[way](each), TODAY, month_first=True)
        if each.day > 12:
            assert read.day == each.expected or read.problem, WAYS[way](each)
            assert read.day in (each.expected, None)


def test_serials_of_the_1904_system_are_1462_days_later() -> None:
    for each in three_hundred():
        for written in (f"{each.serial - 1462}", f"{each.serial - 1462}.25"):
            assert read_date(written, TODAY, date1904=True).day == each.expected
        assert read_date(f"{each.serial}", TODAY, date1904=True).day != each.expected
    assert read_date("28/02/2026", TODAY, date1904=True).day == date(2026, 2, 28)


NASTY = {
    # days that do not exist
    "29/02/2023": None, "29-Feb-2025": None, "30 February 2024": None, "31/04/2025": None, "31/06/25": None,
    "31 September 2025": None, "31/11/2025": None, "0/5/2025": None, "32/05/2025": None, "2025-02-29": None,
    "2025-00-10": None, "00/00/0000": None, "00/01/1900": None, "0": None, "1": None,
    # Excel's 29 February 1900, and serials too small to be a date of ours
    "29/02/1900": None, "59": None, "60": None, "61": None, "29999": None, "75000": None,
    "1900-02-29": None, "1904-01-01": None,
    # days that do
    "29/02/2024": "2024-02-29", "29 Feb 00": "2000-02-29", "31/12/1999 23:59": "1999-12-31",
    "29.2.96": "1996-02-29", "45351": "2024-02-29", "45352": "2024-03-01",
    # midnight in summer and in winter
    "2025-07-14T23:00:00Z": "2025-07-15", "2025-07-14T22:59:59Z": "2025-07-14", "2025-07-14T00:00:00Z": "2025-07-14",
    "2025-01-14T00:00:00Z": "2025-01-14", "2025-01-14T23:59:59Z": "2025-01-14",
    "2025-07-14T00:00:00 UTC": "2025-07-14", "2025-07-14 23:30:00 +00:00": "2025-07-15",
    "2025-07-15T00:00:00+01:00": "2025-07-15", "2025-07-14T23:00:00+00": "2025-07-15",
    "14/07/2025 23:30 GMT": "2025-07-15", "2025-12-31T23:30:00-01:00": "2026-01-01",
    "2025-03-30T00:59:59Z": "2025-03-30", "2025-10-26T00:30:00Z": "2025-10-26",
    # a time of 24:00 stays on the day that is written
    "14/02/2025 24:00": "2025-02-14",
    # what is behind a date is a time or the whole is unclear
    "14/02/20 25": None, "14/02/2025 25:00": None, "14/02/2025 14:75": None, "14/02/2025 or 15/02/2025": None,
    "14/02/2025 - 16/02/2025": None, "14/02/2025?": None, "approx 14/02/2025": None, "14/02/2025 14:30 to 15:00": None,
    "14/02/2025 approx": None, "14/02/2025 13:00 pm": None, "14/02/2025 7": None, "14/02/2025 7am": "2025-02-14",
    # a weekday that does not go with the date says that one of the two is wrong
    "Friday 14/02/2025": "2025-02-14", "Monday 14/02/2025": None, "Fri 14 Feb 2025": "2025-02-14",
    "Tue 14 Feb 2025": None, "Someday 14/02/2025": None,
    # halves of dates
    "02/2025": None, "Feb 2025": None, "Feb-25": None, "14 Feb": None, "14/2": None, "2025-02": None, "Q1 2025": None,
    "2024/2025": None, "week 7 2025": None,
    # outside
    "14/02/1951": None, "14/02/0025": None, "14/02/2205": None, "14/02/12025": None, "24/11/26": None,
    "20261124": None, "2026-11-23T23:59:59Z": "2026-11-23", "9999-12-31": None,
    # signs that are not numbers
    "14/02/2O25": None, "l4/02/2025": None, "14\\02\\2025": None, "14-02/2025": "2025-02-14", "#########": None,
    "#VALUE!": None, "²²²²": None, "2025-02-14T": None, "+14/02/2025": None, "1_4/02/2025": None, "46 056": None,
    "46,056": None, "4.6056E4": None, "20252502": None, "14022025": None, "May": None, "14 Ma 2025": None,
}  # fmt: skip


@pytest.mark.parametrize("written", NASTY)
def test_nasty_ones(written: str) -> None:
    read = read_date(written, TODAY)
    wanted = NASTY[written]
    assert read.day == (date.fromisoformat(wanted) if wanted else None)
    assert bool(read.problem) == (wanted is None)
    if wanted is None:
        assert (read.earliest, read.precision) == (None, Precision.NOT_RECORDED)
        assert written not in (read.problem or ""), "a problem never holds the value itself"


FITS_ONLY_MONTH_FIRST = {
    "one above 12 and one that fits both": (("02/14/2025", "03/02/2025"), True),
    "all above 12, with times": (("2/14/2025 14:30", "12/31/2025 1:05 PM", "1/13/25"), True),
    "blank and unreadable ones beside": ((None, "", "unknown", "02/14/2025"), True),
    "dates that name their month or begin with the year beside": (("3 Feb 2025", "2025-02-03", "02/14/2025"), True),
    "serials and years beside": (("45702", "2025", "02/14/2025"), True),
    "one that fits the day first only": (("02/14/2025", "14/02/2025"), False),
    "none above 12": (("03/02/2025", "04/02/2025"), False),
    "day first only": (("13/02/2025",), False),
    "no date at all": (("unknown", None), False),
    "month 13 in a year first date": (("2025-13-01",), False),
    "a day that exists in neither order": (("02/30/2025",), False),
    "one of them would be in the future": (("02/14/2025", "12/01/2026"), False),
    "one that does not exist has a first number above 12": (("02/14/2025", "31/02/2025"), False),
    "one in the future has a first number above 12": (("02/14/2025", "14/02/2099"), False),
    "one before 1990 has a first number above 12": (("02/14/2025", "14/02/51"), False),
    "one with both numbers above 12 says nothing": (("02/14/2025", "14/14/2025"), True),
    "one typing error among many": (("02/14/2025", *(f"0{month}/02/2025" for month in range(1, 6))), False),
    "nothing": ((), False),
}  # fmt: skip


@pytest.mark.parametrize("case", FITS_ONLY_MONTH_FIRST)
def test_month_first_is_asked_for_only_when_nothing_else_fits(case: str) -> None:
    writings, expected = FITS_ONLY_MONTH_FIRST[case]
    assert fits_only_month_first(writings, TODAY) is expected
    assert fits_only_month_first(tuple(reversed(writings)), TODAY) is expected


@pytest.mark.parametrize(
    ("writings", "expected"),
    [
        (("03/02/2025", "14/02/2025"), True), (("03/02/2025", "02/14/2025"), False), (("03/02/2025",), False),
        (("31/02/2025",), True), (("14/02/2099",), True), (("14/14/2025",), False), (("2025-02-14", "14 Feb 2025"), False),
        ((None, "", "14"), False), ((), False),
    ],
)  # fmt: skip
def test_a_first_number_above_12_shows_that_the_day_comes_first(
    writings: tuple[str | None, ...], expected: bool
) -> None:
    assert shows_day_first(writings, TODAY) is expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (("03/02/2025", "02/14/2025"), ("2025-03-02", "2025-02-14")),
        (("03/02/2025", "04/05/2025"), ("2025-03-02", "2025-04-05")),  # fits both orders: as agreed
        (("03/02/2025", "14/02/2025"), ("2025-02-03", "2025-02-14")),  # the listing is day first after all
        (("03/02/2025", "2025-02-03"), ("2025-03-02", "2025-02-03")),
    ],
)
def test_month_first_as_agreed_for_a_shape_of_listing(
    written: tuple[str, str], expected: tuple[str, str], tmp_path: Path
) -> None:
    agreed = Profile("x", SourceSystem.DATIX, ("Ref", "Incident date"), month_first=True)
    content = csv_content(("Ref", "Incident date"), [(f"W{n}", day) for n, day in enumerate(written)])
    path = staged(content, tmp_path, "listing.csv", BROWSER, child=False)
    extract = read_extract(
        path, "listing.csv", now=NOW, source=SourceSystem.DATIX, choices=ReadingChoices(profile=agreed)
    )
    assert isinstance(extract, Extract), extract
    assert tuple(str(day_of(each)) for each in incidents_of(extract).values()) == expected
    assert extract.questions == ()


@given(st.lists(st.sampled_from(every_day()), min_size=1, max_size=30))
def test_a_column_fits_the_order_in_which_it_was_written(days: list[Written]) -> None:
    usual = [f"{each.day}/{each.month}/{each.year}" for each in days]
    american = [f"{each.month}/{each.day}/{each.year}" for each in days]
    assert not fits_only_month_first(usual, TODAY)
    swapped = sum(each.day > 12 for each in days) > 0.2 * len(days)  # one among many is a typing error
    in_the_future = any(
        each.day <= 12 and date(each.year, each.day, each.month) > TODAY for each in days
    )  # such a date fits one order only
    assert fits_only_month_first(american, TODAY) is swapped or in_the_future


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        (("Report run on 03/11/2026 08:14",), "2026-11-03"),
        (("Trust", "Printed: 3rd November 2026 by reports"), "2026-11-03"),
        (("As at 2026-11-03",), "2026-11-03"),
        (("Exported 03-Nov-2026",), "2026-11-03"),
        (("Date of report: 3.11.26",), "2026-11-03"),
        (("Incidents from 01/10/2026 to 31/10/2026",), None),
        (("Incidents from 01/10/2026 to 31/10/2026, generated 03/11/2026",), "2026-11-03"),
        (("Report run on 03/11/2027",), None),
        (("Report run on 31/11/2026", "Printed 03/11/2026"), "2026-11-03"),
        (("Rerun of 01/01/2020",), None),
        ((), None),
    ],
)
def test_run_date_above_a_listing(above: tuple[str, ...], expected: str | None) -> None:
    assert run_date(above, TODAY) == (date.fromisoformat(expected) if expected else None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_dates_of_a_delimited_listing_in_every_encoding(encoding: str, tmp_path: Path) -> None:
    """One column in which every row is written in another way: each day arrives."""
    ways = [way for name, way in WAYS.items() if name != "20260203"]
    days = three_hundred()
    rows = [(f"W{n}", ways[n % len(ways)](each), "Ward “A” – 5") for n, each in enumerate(days)]
    headings = ("Ref", "Incident date", "Location (exact)")
    extract = extract_of(csv_content(headings, rows, encoding=encoding), tmp_path)
    incidents = incidents_of(extract)
    assert {ref: day_of(found) for ref, found in incidents.items()} == {
        f"W{n}": each.expected for n, each in enumerate(days)
    }
    assert {found["location"] for found in incidents.values()} == {"Ward “A” – 5"}


@pytest.mark.parametrize("system", [CALENDAR_WINDOWS_1900, CALENDAR_MAC_1904])
def test_real_dates_of_a_workbook_in_both_systems(system: object, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = system  # type: ignore[assignment]
    sheet = book.active
    assert sheet is not None
    sheet.append(["Ref", "Incident date", "Location (exact)"])
    days = three_hundred()
    for n, each in enumerate(days):
        sheet.append([f"W{n}", each.expected, "Ward 5"])
        sheet.cell(n + 2, 2).number_format = ("dd/mm/yyyy", "m/d/yy", "d mmm yyyy")[n % 3]
    out = io.BytesIO()
    book.save(out)
    extract = extract_of(out.getvalue(), tmp_path, "listing.xlsx", SourceSystem.DATIX)
    assert {ref: day_of(found) for ref, found in incidents_of(extract).items()} == {
        f"W{n}": each.expected for n, each in enumerate(days)
    }


@given(st.one_of(st.text(max_size=12), st.from_regex(r"[0-9apm.: ]{0,8}", fullmatch=True)))
def test_no_text_is_an_exception_for_a_date(written: str) -> None:
    assert read_date(written, TODAY).precision in Precision
    assert read_date(written, TODAY, month_first=True, date1904=True).precision in Precision
