"""Months and reporting periods: plain calendar arithmetic, never 'today' (now is always an argument)."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTHS_IN_FULL = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_in_london(instant: datetime) -> date:
    """The day on the calendar of the trust; an instant without a zone is UTC."""
    return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(LONDON).date()


def london_day_in_words(moment: datetime) -> str:
    """The day in London of a moment that was kept: '5 October 2026'."""
    return day_in_words(day_in_london(moment))


def london_moment_in_words(moment: datetime) -> str:
    """The day and the minute in London of a stored moment (UTC): "26 November 2026, 07:13"."""
    there = moment.replace(tzinfo=UTC).astimezone(LONDON)
    return f"{day_in_words(there.date())}, {there:%H:%M}"


def month_of(day: date) -> date:
    """The first day of the month that the day is in: how a month is written everywhere."""
    return day.replace(day=1)


def months_later(month: date, count: int) -> date:
    """The month `count` months after (or, negative, before)."""
    index = month.year * 12 + month.month - 1 + count
    return date(index // 12, index % 12 + 1, 1)


@lru_cache(maxsize=4_096)
def last_day(month: date) -> date:
    """Kept, because a page of months asks it some hundred times over."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def is_past(due_on: date | None, today: date) -> bool:
    """Whether a due day is over: from the day after it on, and never where none is set."""
    return due_on is not None and due_on < today


def months_between(first: date, last: date) -> Iterator[date]:
    """Every month from the one of `first` to the one of `last`, both included."""
    month = month_of(first)
    while month <= last:
        yield month
        month = months_later(month, 1)


def count_of_months(first: date, last: date) -> int:
    """How many months there are from the one of `first` to the one of `last`, both included."""
    return (last.year - first.year) * 12 + last.month - first.month + 1


def month_in_words(month: date) -> str:
    return f"{MONTHS_IN_FULL[month.month - 1]} {month.year}"


def day_in_words(day: date) -> str:
    return f"{day.day} {MONTHS_IN_FULL[day.month - 1]} {day.year}"


@dataclass(frozen=True)
class ReportingPeriod:
    """Whole days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def whole_months(self) -> bool:
        return self.first.day == 1 and self.last == last_day(self.last)

    def in_words(self) -> str:
        """'October 2025 to September 2026', or days where the period is not whole months."""
        if not self.whole_months:
            return f"{day_in_words(self.first)} to {day_in_words(self.last)}"
        if month_of(self.first) == month_of(self.last):
            return month_in_words(self.first)
        return f"{month_in_words(self.first)} to {month_in_words(self.last)}"


class Preset(StrEnum):
    """The periods that a committee asks for; each ends with the newest complete month."""

    LAST_24_MONTHS = "Last 24 months"
    LAST_12_MONTHS = "Last 12 months"
    LATEST_MONTH = "Latest complete month"
    LATEST_QUARTER = "Latest complete quarter"
    FINANCIAL_YEAR = "Financial year so far"
    LAST_FINANCIAL_YEAR = "Last financial year"
    ALL = "Everything recorded"


DEFAULT_PRESET = Preset.LAST_24_MONTHS


def financial_year_start(day: date) -> date:
    """1 April of the financial year (April to March) that the day is in."""
    return date(day.year if day.month >= 4 else day.year - 1, 4, 1)


def preset_period(preset: Preset, newest_complete: date, first_month: date) -> ReportingPeriod | None:
    """The period that a preset means, given the newest complete month; None means everything."""
    end = last_day(newest_complete)
    if preset is Preset.ALL:
        return None
    if preset is Preset.LATEST_MONTH:
        return ReportingPeriod(newest_complete, end)
    if preset is Preset.LATEST_QUARTER:
        quarter_ends = newest_complete.month % 3 == 0
        last = (
            newest_complete if quarter_ends else months_later(newest_complete, -(newest_complete.month % 3))
        )
        return ReportingPeriod(months_later(last, -2), last_day(last))
    if preset is Preset.FINANCIAL_YEAR:
        return ReportingPeriod(financial_year_start(newest_complete), end)
    if preset is Preset.LAST_FINANCIAL_YEAR:
        start = financial_year_start(newest_complete)
        return ReportingPeriod(months_later(start, -12), start - timedelta(days=1))
    months = 24 if preset is Preset.LAST_24_MONTHS else 12
    return ReportingPeriod(max(first_month, months_later(newest_complete, 1 - months)), end)
