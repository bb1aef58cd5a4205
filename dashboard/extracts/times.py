"""Times of day as staff and systems write them, in a column of their own or behind a date: the right minute, or none."""

import re
from datetime import UTC, date, datetime, time, timedelta

from dashboard.domain.periods import LONDON
from dashboard.extracts.dates import read_date, time_written_behind

_CLOCK = re.compile(
    r"(?:\d{4}-\d{2}-\d{2}[ T])?(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d+)?)?"
    r"|(?P<run>\d{2}))?\s*(?P<half>[ap]\.?m\.?)?\s*(?:h|hrs?|hours)?",
    re.I,
)
_FRACTION = re.compile(r"(?:\d{5}|0)?\.\d+")
_ONLY_A_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|\d+")
_SERIAL = re.compile(r"\d{5}\.\d+")
_CLOCK_ALONE = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_NAMED = {"noon": time(12), "midday": time(12), "12 noon": time(12), "midnight": time(0)}
MINUTES_A_DAY = 1440


def read_time(written: str | None) -> time | None:
    """The time of day that is written, to the minute; None for blank, for bands ('Day shift') and for what is unclear.

    '0.30' is unclear and None: half past midnight as staff write it, twelve past seven as Excel does.
    """
    text = written.strip().lower() if written else ""
    if not text:
        return None
    if text in _NAMED:
        return _NAMED[text]
    if _FRACTION.fullmatch(text):
        return _of_fraction(text)
    found = _CLOCK.fullmatch(text)
    if not found or (found["minute"] is None and found["run"] is None and not found["half"]):
        return None
    return _time(int(found["hour"]), int(found["minute"] or found["run"] or 0), found["half"])


def read_time_behind(
    written: str | None, today: date, *, month_first: bool = False, date1904: bool = False
) -> time | None:
    """The time of day that stands behind a written date, to the minute; None where none does.

    A time with a zone is turned into London's. What the date itself means is read_date's to say, with the same options.
    """
    text = written.strip() if written else ""
    if not text or _ONLY_A_DATE.fullmatch(text):
        return None
    if _CLOCK_ALONE.fullmatch(text):  # a column that was cut to its times (see DatedColumn)
        return read_time(text)
    if _SERIAL.fullmatch(text):
        return _of_fraction(text)
    found = time_written_behind(text)
    if found is None or found["hour"] is None or not (found["minute"] or found["half"]):
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    clock = _time(hour, minute, found["half"])
    if clock is None or not found["zone"]:
        return clock
    day = read_date(text, today, month_first=month_first, date1904=date1904).day
    return _in_london(day, clock, found["zone"]) if day else None


def _in_london(day: date, clock: time, zone: str) -> time | None:
    """The time in London of an instant that falls on `day` there: the instant's own day may be the one before or after."""
    plain = "+0000" if zone.upper() in ("Z", "UTC", "GMT") else zone.replace(":", "")
    sign = -1 if plain[0] == "-" else 1
    ahead = sign * timedelta(hours=int(plain[1:3]), minutes=int(plain[3:5] or 0))
    for step in (0, -1, 1):
        instant = datetime.combine(day, clock, UTC) + timedelta(days=step) - ahead
        there = instant.astimezone(LONDON)
        if there.date() == day:
            return there.time()
    return None


def _time(hour: int, minute: int, half: str | None) -> time | None:
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
    if (hour, minute) == (24, 0):
        return time(0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _of_fraction(text: str) -> time | None:
    whole, decimals = text.split(".")
    if whole == "0" and len(decimals) == 2 and int(decimals) < 60:
        return None
    minutes = round(float(f"0.{decimals}") * MINUTES_A_DAY) % MINUTES_A_DAY
    return time(minutes // 60, minutes % 60)
