"""Dates as staff and systems write them: the day first, always; a year alone stays a year; the impossible is said."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from dashboard.domain.words import Precision

LONDON = ZoneInfo("Europe/London")
EARLIEST_YEAR = 1990
"""Electronic incident records are younger than this: an earlier year is a typing error (1951 occurs in real data)."""

EXCEL_EPOCH = date(1899, 12, 30)
"""Day 0 of Excel serials from 1 March 1900 on (the two days before 31 December 1899 absorb Excel's 29 February 1900)."""

SERIALS = range(30_000, 75_000)
"""1982 to 2105: a bare number in a date column of this size is an Excel serial."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), start=1
    )
    for name in names.split()
}  # fmt: skip

_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?"
)
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?:[ T,].*)?")
_MONTH_NAME = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[/.\- ]?([A-Za-z]{3,9})[/.\-, ]*(\d{4}|\d{2})(?:[ T,].*)?"
)


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


def read_date(written: str | None, today: date) -> ReadDate:
    """Read one written date; what is after `today` or before 1990 counts as not recorded and says so."""
    if written is None:
        return BLANK
    text = written.strip()
    if re.fullmatch(r"\d{4}", text):
        return _year(int(text), today)
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text) and int(text[:5]) in SERIALS:
        return _day(EXCEL_EPOCH + timedelta(days=int(text[:5])), today, "Excel serial")
    if found := _ISO.fullmatch(text):
        return _iso(found, today)
    if found := _DAY_FIRST.fullmatch(text):
        return _parts(_two_figures(found[3], today), int(found[2]), int(found[1]), today)
    if (found := _MONTH_NAME.fullmatch(text)) and found[2].lower() in _MONTHS:
        return _parts(_two_figures(found[3], today), _MONTHS[found[2].lower()], int(found[1]), today)
    return _not_recorded("text", "is not a date that can be read (day/month/year is expected)")


def _year(year: int, today: date) -> ReadDate:
    if not EARLIEST_YEAR <= year <= today.year:
        return _not_recorded("year", _implausible(year < EARLIEST_YEAR))
    return ReadDate(date(year, 1, 1), date(year, 12, 31), Precision.YEAR, "year")


def _iso(found: re.Match[str], today: date) -> ReadDate:
    year, month, day = int(found[1]), int(found[2]), int(found[3])
    if not found[7]:
        return _parts(year, month, day, today)
    try:  # an instant: its day is the one in London
        instant = datetime.fromisoformat(found[0].replace("Z", "+00:00")).astimezone(LONDON)
    except ValueError:
        return _not_recorded("date and time", "is not a date that exists")
    except OverflowError:  # 0001-01-01T00:00:00Z is what some systems write for a date that was never set
        return _not_recorded("date and time", _implausible(year < EARLIEST_YEAR))
    return _day(instant.date(), today, "date and time")


def _two_figures(year: str, today: date) -> int:
    """The year that is meant; two figures are this century up to next year, else the last century."""
    if len(year) > 2:
        return int(year)
    return int(year) + (2000 if int(year) <= today.year % 100 + 1 else 1900)


def _parts(year: int, month: int, day: int, today: date) -> ReadDate:
    try:
        return _day(date(year, month, day), today, "date")
    except ValueError:
        reason = (
            "has a month above 12: dates are read with the day first"
            if month > 12
            else "is not a date that exists"
        )
        return _not_recorded("date", reason)


def _day(day: date, today: date, kind: str) -> ReadDate:
    if day.year < EARLIEST_YEAR or day > today:
        return _not_recorded(kind, _implausible(day.year < EARLIEST_YEAR))
    return ReadDate(day, day, Precision.DAY, kind)


def _implausible(before: bool) -> str:
    return f"is before {EARLIEST_YEAR}" if before else "is in the future"


def _not_recorded(kind: str, problem: str) -> ReadDate:
    return ReadDate(None, None, Precision.NOT_RECORDED, kind, problem)
