"""Times of day as staff and systems write them, in a column of their own or behind a date: the right minute, or none."""

import re
from collections.abc import Iterable
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
_NAMED = {
    "noon": time(12),
    "midday": time(12),
    "12 noon": time(12),
    "midnight": time(0),
    "12 midnight": time(0),
}
_SURELY_A_FRACTION = re.compile(r"0?\.\d{3,}")
MINUTES_A_DAY = 1440
MINUTES_AN_HOUR = 60


def holds_fractions(writings: Iterable[str | None]) -> bool:
    """Whether some time of a column is a fraction of a day, as Excel keeps it: three decimals are no minutes."""
    return any(_SURELY_A_FRACTION.fullmatch(text.strip()) for text in writings if text)


def read_time(written: str | None, *, fractions: bool = False) -> time | None:
    """The time of day that is written, to the minute; None for blank, for bands ('Day shift') and for what is unclear.

    '0.30' is unclear and None: half past midnight as staff write it, twelve past seven as Excel does. A workbook keeps what was typed
    as 0.30 as 0.3, so that is None too, unless `fractions` says that the column holds fractions of a day: there 0.5 is noon.
    """
    text = written.strip().lower() if written else ""
    if not text:
        return None
    if text in _NAMED:
        return _NAMED[text]
    if _FRACTION.fullmatch(text):
        return _of_fraction(text, fractions)
    found = _CLOCK.fullmatch(text)
    if not found or (found["minute"] is None and found["run"] is None and not found["half"]):
        return None
    minute = int(found["minute"] or found["run"] or 0)
    return _time(int(found["hour"]), minute, int(found["second"] or 0), found["half"])


def read_time_behind(written: str | None, today: date, *, month_first: bool = False) -> time | None:
    """The time of day that stands behind a written date, to the minute; None where none does.

    A time with a zone is turned into London's. What the date itself means, and whether it can be meant, is read_date's to say.
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
    clock = _time(int(found["hour"]), int(found["minute"] or 0), int(found["second"] or 0), found["half"])
    if clock is None or not found["zone"]:
        return clock
    # East of London the day that is written can be tomorrow's here.
    there = read_date(
        found.string[: found.start("zone")], today + timedelta(days=1), month_first=month_first
    ).day
    return _in_london(there, clock, found["zone"]) if there else None


def _in_london(day: date, clock: time, zone: str) -> time:
    """The time in London of an instant: the day and the time of the clock are those of its zone."""
    plain = "+0000" if zone.upper() in ("Z", "UTC", "GMT") else zone.replace(":", "")
    sign = -1 if plain[0] == "-" else 1
    ahead = sign * timedelta(hours=int(plain[1:3]), minutes=int(plain[3:5] or 0))
    return (datetime.combine(day, clock, UTC) - ahead).astimezone(LONDON).time()


def _time(hour: int, minute: int, second: int, half: str | None) -> time | None:
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
    if (hour, minute, second) == (24, 0, 0):
        return time(0)
    return time(hour, minute) if hour < 24 and minute < MINUTES_AN_HOUR and second < 60 else None


def _of_fraction(text: str, fractions: bool = True) -> time | None:
    whole, decimals = text.split(".")
    as_minutes = len(decimals) <= 2 and int(decimals.ljust(2, "0")) < MINUTES_AN_HOUR
    if whole in ("", "0") and as_minutes and (not fractions or decimals.endswith("0")):
        return None
    # The last half minute of a day is of that day still, and not its first minute.
    minutes = min(round(float(f"0.{decimals}") * MINUTES_A_DAY), MINUTES_A_DAY - 1)
    return time(minutes // MINUTES_AN_HOUR, minutes % MINUTES_AN_HOUR)
