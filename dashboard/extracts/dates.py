"""Dates as staff and systems write them: the day first unless the person agreed otherwise, a year alone stays a year,
and what cannot be meant is said. Nothing is ever guessed: a date is the right day or a named problem."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from dashboard.domain.periods import LONDON
from dashboard.domain.words import Precision

EARLIEST_YEAR = 1990
"""Electronic incident records are younger than this: an earlier year is a typing error (1951 occurs in real data)."""

EXCEL_EPOCH = date(1899, 12, 30)
"""Day 0 of Excel serials from 1 March 1900 on (the two days before 31 December 1899 absorb Excel's 29 February 1900)."""

EXCEL_EPOCH_1904 = date(1904, 1, 1)
"""Day 0 in workbooks of the 1904 system, 1,462 days later: the same number is another day four years on."""

SERIALS = range(30_000, 75_000)
"""1982 to 2105 (1986 to 2109 in the 1904 system): a bare number of this size in a date column is an Excel serial."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), start=1
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

# Most dates of a listing are written in one of these shapes; two lookups are three times as quick as an expression.
_TWO_FIGURES = {f"{number:02d}": number for number in range(100)}
_YEARS = {str(year): year for year in range(1900, 2200)}
_COMMON_TIME = re.compile(r"[ T](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?Z?")

_BEHIND = (
    r"(?:[ T,]+(?:at )?(?P<hour>\d{1,2})(?:[:.h]?(?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?:h|hrs?|hours)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?"
)
_YEAR_FIRST = re.compile(rf"(?P<year>\d{{4}})([-/.])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}}){_BEHIND}", re.I)
_IN_NUMBERS = re.compile(
    rf"(?P<first>\d{{1,2}})[/.\- ](?P<then>\d{{1,2}})[/.\- ](?P<year>\d{{4}}|\d{{2}}){_BEHIND}", re.I
)
_MONTH_NAMED = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[/.\- ]?(?P<named>[A-Za-z]{{3,9}})[/.\-, ]*(?P<year>\d{{4}}|\d{{2}}){_BEHIND}",
    re.I,
)
_MONTH_NAMED_FIRST = re.compile(
    rf"(?P<named>[A-Za-z]{{3,9}})[.\- ]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[,\- ]+(?P<year>\d{{4}}){_BEHIND}",
    re.I,
)
_WEEKDAY = re.compile(r"(?P<weekday>[A-Za-z]{3,9})[,.]?\s+(?P<rest>(?:the )?\d.*)", re.S)

_ABOVE_12 = "has a month above 12: dates are read with the day first"
_ABOVE_12_MONTH_FIRST = "has a month above 12: the dates of this listing are read with the month first"
_NO_SUCH_DAY = "is not a date that exists"
_UNREADABLE = "is not a date that can be read (day/month/year is expected)"


@dataclass(frozen=True)
class ReadDate:
    """What a written date means. `problem` says why it counts as not recorded; `kind` is the kind of value it was."""

    earliest: date | None
    latest: date | None
    precision: Precision
    kind: str = "date"
    problem: str | None = None

    @property
    def day(self) -> date | None:
        return self.earliest if self.precision is Precision.DAY else None


BLANK = ReadDate(None, None, Precision.NOT_RECORDED, "blank")


def read_date(
    written: str | None, today: date, *, month_first: bool = False, date1904: bool = False
) -> ReadDate:
    """Read one written date; what is after `today` or before 1990 counts as not recorded and says so.

    `month_first` only when the person agreed to it for this listing; it touches dates in numbers alone (03/02/2026),
    never those that begin with the year or name the month. `date1904`: serials count from 1 January 1904.
    """
    if written is None:
        return BLANK
    text = written.strip()
    behind = text[10:]
    if not behind or _COMMON_TIME.fullmatch(behind):
        mark = text[2:3]
        if behind[-1:] != "Z" and mark in ("/", "-", ".") and text[5:6] == mark:
            year = _YEARS.get(text[6:10])
            first, then = _TWO_FIGURES.get(text[:2]), _TWO_FIGURES.get(text[3:5])
            if year is not None and first is not None and then is not None:
                return _in_numbers(year, first, then, today, month_first)
        elif text[4:5] == text[7:8] == "-":
            year = _YEARS.get(text[:4])
            month, day = _TWO_FIGURES.get(text[5:7]), _TWO_FIGURES.get(text[8:10])
            if year is not None and month is not None and day is not None:
                if behind[-1:] == "Z":
                    return _in_london(year, month, day, _TWO_FIGURES[behind[1:3]], today)
                return _parts(year, month, day, today)
    return _seldom_written(text, today, month_first, date1904)


LEAST_SWAPPED = 0.2
"""Of the dates in numbers: of a year's days 60 in 100 are above the 12th, and one among many is a typing error."""


def fits_only_month_first(writings: Iterable[str | None], today: date) -> bool:
    """Whether a column was written with the month first: dates have a 'month' above 12 as they stand, every one that can
    be read can be read with the month first, and none has a first number above 12 (a day that does not exist or lies in
    the future shows the order as well as any other). Ends at the first that does."""
    in_numbers = swapped = 0
    for written in writings:
        with_day = read_date(written, today)
        if with_day.kind != "date":
            continue
        in_numbers += 1
        with_month = read_date(written, today, month_first=True)
        if with_day.problem == _ABOVE_12:
            swapped += with_month.day is not None
        elif with_month.problem == _ABOVE_12_MONTH_FIRST or (with_day.day and not with_month.day):
            return False
    return swapped > in_numbers * LEAST_SWAPPED


def shows_day_first(writings: Iterable[str | None], today: date) -> bool:
    """Whether some date of a column begins with a number above 12, so that it cannot be one with the month first."""
    return any(
        read_date(written, today, month_first=True).problem == _ABOVE_12_MONTH_FIRST
        and read_date(written, today).problem != _ABOVE_12
        for written in writings
    )


def _seldom_written(text: str, today: date, month_first: bool, date1904: bool) -> ReadDate:
    if text.isdecimal():
        if len(text) == 4:
            return _year(int(text), today)
        if len(text) == 8 and 1 <= int(text[4:6]) <= 12:
            return _parts(int(text[:4]), int(text[4:6]), int(text[6:]), today)
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text) and int(text[:5]) in SERIALS:
        epoch = EXCEL_EPOCH_1904 if date1904 else EXCEL_EPOCH
        return _day(epoch + timedelta(days=int(text[:5])), today, "Excel serial")
    if found := _YEAR_FIRST.fullmatch(text):
        return _with_time(found, int(found["year"]), int(found["month"]), int(found["day"]), today)
    if found := _IN_NUMBERS.fullmatch(text):
        year, first, then = _two_figures(found["year"], today), int(found["first"]), int(found["then"])
        if not found["zone"] and not _time_problem(found):
            return _in_numbers(year, first, then, today, month_first)
        day, month = (then, first) if month_first else (first, then)
        return _with_time(found, year, month, day, today)
    found = _MONTH_NAMED.fullmatch(text) or _MONTH_NAMED_FIRST.fullmatch(text)
    if found and found["named"].lower() in _MONTHS:
        month = _MONTHS[found["named"].lower()]
        return _with_time(found, _two_figures(found["year"], today), month, int(found["day"]), today)
    if (found := _WEEKDAY.fullmatch(text)) and (weekday := _weekday(found["weekday"])) is not None:
        rest = found["rest"].removeprefix("the ").strip()
        return _on_weekday(weekday, read_date(rest, today, month_first=month_first))
    return _not_recorded("text", _UNREADABLE)


def time_written_behind(text: str) -> re.Match[str] | None:
    """The parts of a written date, of which `hour`, `minute`, `half` and `zone` say the time behind it; None for no such date."""
    found = _YEAR_FIRST.fullmatch(text) or _IN_NUMBERS.fullmatch(text)
    found = found or _MONTH_NAMED.fullmatch(text) or _MONTH_NAMED_FIRST.fullmatch(text)
    if found is None and (named := _WEEKDAY.fullmatch(text)):
        return time_written_behind(named["rest"].removeprefix("the ").strip())
    return found


def _weekday(word: str) -> int | None:
    """0 for Monday or any beginning of it (Mon), to 6; None when the word is no day of the week."""
    beginnings = [number for number, name in enumerate(_WEEKDAYS) if name.startswith(word.lower())]
    return beginnings[0] if beginnings else None


def _on_weekday(weekday: int, read: ReadDate) -> ReadDate:
    if read.day is None or read.day.weekday() == weekday:
        return read
    return _not_recorded(read.kind, "names another day of the week than its date has")


def _year(year: int, today: date) -> ReadDate:
    if not EARLIEST_YEAR <= year <= today.year:
        return _not_recorded("year", _implausible(year < EARLIEST_YEAR))
    return ReadDate(date(year, 1, 1), date(year, 12, 31), Precision.YEAR, "year")


def _with_time(found: re.Match[str], year: int, month: int, day: int, today: date) -> ReadDate:
    """A day with what stands behind it: a time alone changes nothing; with a zone it is an instant."""
    if problem := _time_problem(found):
        return _not_recorded("date and time", problem)
    if not found["zone"]:
        return _parts(year, month, day, today)
    zone = found["zone"].upper().replace(":", "")
    offset = "+0000" if zone in ("Z", "UTC", "GMT") else zone if len(zone) == 5 else f"{zone}00"
    if month > 12:
        return _not_recorded("date and time", _ABOVE_12)
    try:
        written = f"{year:04}-{month:02}-{day:02}T{_hour(found):02}:{int(found['minute'] or 0):02}:{int(found['second'] or 0):02}{offset}"
        return _at(datetime.fromisoformat(written), today)
    except ValueError:
        return _not_recorded("date and time", _NO_SUCH_DAY)


@lru_cache(maxsize=65_536)  # London is whole hours from UTC, so the hour decides
def _in_london(year: int, month: int, day: int, hour: int, today: date) -> ReadDate:
    try:
        return _at(datetime(year, month, day, hour, tzinfo=UTC), today)
    except ValueError:
        return _not_recorded("date and time", _ABOVE_12 if month > 12 else _NO_SUCH_DAY)


def _at(instant: datetime, today: date) -> ReadDate:
    """An instant counts on its day in London."""
    try:
        return _day(instant.astimezone(LONDON).date(), today, "date and time")
    except OverflowError:  # 0001-01-01T00:00:00Z is what some systems write for a date that was never set
        return _not_recorded("date and time", _implausible(instant.year < EARLIEST_YEAR))


def _hour(found: re.Match[str]) -> int:
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    return hour % 12 + (12 if half.startswith("p") else 0) if half else hour


def _time_problem(found: re.Match[str]) -> str | None:
    """A number behind a date that is no time of day means that the date itself may be split or mistyped (14/02/20 25)."""
    if found["hour"] is None:
        return None
    if found["minute"] is None and not found["half"]:
        return _UNREADABLE
    hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    latest = 12 if found["half"] else 24
    if hour > latest or minute > 59 or second > 59 or (hour == 24 and (minute or second)):
        return _NO_SUCH_DAY if found["zone"] else "has a time behind it that does not exist"
    return None


def _two_figures(year: str, today: date) -> int:
    """The year that is meant; two figures are this century up to next year, else the last century."""
    if len(year) > 2:
        return int(year)
    return int(year) + (2000 if int(year) <= today.year % 100 + 1 else 1900)


def _in_numbers(year: int, first: int, then: int, today: date, month_first: bool) -> ReadDate:
    if not month_first:
        return _parts(year, then, first, today)
    read = _parts(year, first, then, today)
    return _not_recorded("date", _ABOVE_12_MONTH_FIRST) if read.problem == _ABOVE_12 else read


@lru_cache(maxsize=65_536)  # a million distinct times of day fall on some 13,000 days since 1990
def _parts(year: int, month: int, day: int, today: date) -> ReadDate:
    try:
        return _day(date(year, month, day), today, "date")
    except ValueError:
        return _not_recorded("date", _ABOVE_12 if month > 12 else _NO_SUCH_DAY)


def _day(day: date, today: date, kind: str) -> ReadDate:
    if day.year < EARLIEST_YEAR or day > today:
        return _not_recorded(kind, _implausible(day.year < EARLIEST_YEAR))
    return ReadDate(day, day, Precision.DAY, kind)


def _implausible(before: bool) -> str:
    return f"is before {EARLIEST_YEAR}" if before else "is in the future"


def _not_recorded(kind: str, problem: str) -> ReadDate:
    return ReadDate(None, None, Precision.NOT_RECORDED, kind, problem)
