"""Months and numbers of activity, as people write them."""

import re
from datetime import date

from dashboard.domain.periods import MONTHS, MONTHS_IN_FULL, month_of
from dashboard.domain.words import ActivityKind
from dashboard.extracts.dates import read_date

MOST_OF_A_MONTH = {
    ActivityKind.BED_DAYS: 100_000,
    ActivityKind.ADMISSIONS: 100_000,
    ActivityKind.STAFF: 100_000,
    ActivityKind.DOSES: 20_000_000,
    ActivityKind.ITEMS: 20_000_000,
}
"""A month of one place above this is a typing error. The largest English trust has about 60,000 bed days a month in all,
28,000 staff; a dose is given about ten times as often as a bed day is counted, and the limit leaves room."""

BLANKS = frozenset(
    {"", "-", "–", "—", "n/a", "na", "nil return", "not available", "no data", "..", "*", "#n/a"}
)
"""What people write where there is no number. It is missing, never zero."""

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_NAMES = {
    name: number
    for number, (short, whole) in enumerate(zip(MONTHS, MONTHS_IN_FULL, strict=True), start=1)
    for name in (short.lower(), whole.lower(), *(["sept"] if short == "Sep" else []))
}


def month_number(name: str) -> int | None:
    """1 to 12 for the short or whole name of a month."""
    return _NAMES.get(name.strip().lower())


def read_month(written: str | None, today: date) -> date | None:
    """The first day of a month written as 2025-04, 04/2025, Apr 2025, April-25 or any day in it."""
    if not written:
        return None
    text = written.strip()
    if found := re.fullmatch(r"(\d{4})[-/](\d{1,2})", text):
        return _month(int(found[1]), int(found[2]), today)
    if found := re.fullmatch(r"(\d{1,2})[-/](\d{4})", text):
        return _month(int(found[2]), int(found[1]), today)
    if found := re.fullmatch(r"([A-Za-z]+)[-/ .,'’]*(\d{4}|\d{2})", text):
        number, year = month_number(found[1]), int(found[2])
        return _month(year + 2000 if year < 100 else year, number, today) if number else None
    day = read_date(text, date(today.year + 1, 12, 31)).day
    return month_of(day) if day else None


def _month(year: int, month: int, today: date) -> date | None:
    """A month that can be meant: from 1990 to the end of next year."""
    return date(year, month, 1) if 1 <= month <= 12 and 1990 <= year <= today.year + 1 else None


def is_blank(written: str | None) -> bool:
    return (written or "").strip().casefold() in BLANKS


def read_number(written: str | None, most: float) -> float | None:
    """A number from 0 to `most`, thousands separators minded; None for anything else."""
    text = (written or "").strip()
    if not _NUMBER.fullmatch(text):
        return None
    value = float(text.replace(",", ""))
    return value if value <= most else None
