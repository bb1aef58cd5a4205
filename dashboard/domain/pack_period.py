"""The period of a pack as people and schedulers write it: a month, a quarter, a year, or months from one to another."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dashboard.domain.incident_filter import EARLIEST, LATEST, LONGEST_QUOTED, FilterNotUnderstood
from dashboard.domain.periods import ReportingPeriod, count_of_months, last_day, month_of, months_later

HOW_WRITTEN = (
    "a month (2026-10), a quarter of the calendar year (2026-Q3) or of the financial year (2026/27-Q3), a calendar year (2026), a "
    "financial year (2026/27), or months (2025-10..2026-09)"
)

_YEAR = re.compile(r"(\d{4})", re.ASCII)
_FINANCIAL_YEAR = re.compile(r"(\d{4})/(\d{2})", re.ASCII)
_QUARTER = re.compile(r"(\d{4})(/\d{2})?-Q([1-4])", re.ASCII | re.IGNORECASE)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


class Unit(StrEnum):
    """What a template is usually of."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True)
class PackPeriod:
    """Whole months, and how they are written: `text` asks for them again."""

    text: str
    days: ReportingPeriod

    def in_words(self) -> str:
        return self.days.in_words()

    def in_few_words(self) -> str:
        """'July to September 2026': a year that is the same at both ends is said once."""
        first, _, last = self.in_words().partition(" to ")
        return f"{first.removesuffix(last[-5:])} to {last}" if last else first

    @property
    def months(self) -> int:
        return count_of_months(self.days.first, self.days.last)

    def widened(self, months: int, not_before: date | None) -> ReportingPeriod:
        """So many months up to the end of this period, never fewer than its own. not_before: where the calendar of coverage begins,
        so that no picture begins with months that nobody ever had.
        """
        first = months_later(month_of(self.days.last), 1 - months)
        if not_before is not None:
            first = max(first, not_before)
        return ReportingPeriod(min(first, self.days.first), self.days.last)


def read_pack_period(text: str) -> PackPeriod:
    """The period that a text means. Raises FilterNotUnderstood with a sentence."""
    written = text.strip()
    if ".." in written:
        first, _, last = written.partition("..")
        one, other = _month(first.strip()), _month(last.strip())
        if one is None or other is None:
            raise _not_understood(text)
        if one > other:
            raise FilterNotUnderstood(f"The period ends before it begins: {written}. Swap the two months.")
        return _of_months(f"{one:%Y-%m}..{other:%Y-%m}", one, count_of_months(one, other))
    if month := _month(written):
        return _of_months(f"{month:%Y-%m}", month, 1)
    if found := _QUARTER.fullmatch(written):
        start = _year(found[1], found[2] or "", text)
        quarter = int(found[3])
        return _of_months(f"{found[1]}{found[2] or ''}-Q{quarter}", months_later(start, 3 * quarter - 3), 3)
    if found := _FINANCIAL_YEAR.fullmatch(written):
        return _of_months(written, _year(found[1], f"/{found[2]}", text), 12)
    if found := _YEAR.fullmatch(written):
        return _of_months(written, _year(found[1], "", text), 12)
    raise _not_understood(text)


def newest_complete(unit: Unit, newest: date) -> PackPeriod:
    """The newest month, quarter or financial year that ends with the newest complete month or before it."""
    if unit is Unit.MONTH:
        return _of_months(f"{newest:%Y-%m}", newest, 1)
    if unit is Unit.QUARTER:
        last = months_later(newest, -(newest.month % 3))
        return read_pack_period(f"{last.year}-Q{last.month // 3}")
    start = (
        newest.year if newest.month >= 3 else newest.year - 1
    )  # the financial year ends in March of `start`
    return read_pack_period(f"{start - 1}/{start % 100:02d}")


def _month(text: str) -> date | None:
    found = _MONTH.fullmatch(text)
    if not found or not 1 <= int(found[2]) <= 12 or not EARLIEST.year <= int(found[1]) <= LATEST.year:
        return None
    return date(int(found[1]), int(found[2]), 1)


def _year(year: str, following: str, text: str) -> date:
    """The first month of a calendar year, or of a financial year where the following year stands beside it."""
    number = int(year)
    if not EARLIEST.year <= number < LATEST.year:
        raise _not_understood(text)
    if following and following != f"/{(number + 1) % 100:02d}":
        raise FilterNotUnderstood(
            f"A financial year is written {number}/{(number + 1) % 100:02d}; it was '{text[:LONGEST_QUOTED]}'."
        )
    return date(number, 4 if following else 1, 1)


def _of_months(text: str, first: date, months: int) -> PackPeriod:
    return PackPeriod(text, ReportingPeriod(first, last_day(months_later(first, months - 1))))


def _not_understood(text: str) -> FilterNotUnderstood:
    return FilterNotUnderstood(f"The period needs {HOW_WRITTEN}; it was '{text[:LONGEST_QUOTED]}'.")
