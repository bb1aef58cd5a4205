"""Whether somebody's own words seem to hold a count: for pages that show counts by a rule, and no other.

A number is taken for a count unless it plainly is none: a dose or a length of time by its unit, a date, or what has a name ('Ward 7').
What is wrongly taken for one is left out and can be worded otherwise; the other mistake would give a small number away.
"""

import re

_UNITS = (
    r"mg|mcg|micrograms?|milligrams?|g|grams?|kg|ml|millilitres?|l|litres?|mmol|units?|iu|am|pm|o'clock|minutes?|mins?|hours?|hrs?|h|days?|"
    r"weeks?|months?|years?"
)
_MONTHS = r"jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*"
_NO_COUNT = (
    re.compile(rf"\d[\d.,]*\s?(?:[-–/]|to\s|and\s|or\s)?\s?(?:\d[\d.,]*\s?)?(?:{_UNITS})\b(?:/\w+)?", re.I),
    re.compile(rf"\b\d{{1,2}}\s(?:{_MONTHS})(?:\s\d{{4}})?\b|\b(?:{_MONTHS})\s\d{{4}}\b", re.I),
    re.compile(r"\b\d{1,4}[./:-]\d{1,2}(?:[./:-]\d{2,4})?\b|\b(?:in|since|until|from|of)\s(?:19|20)\d\d\b"),
    re.compile(r"\b(?:Ward|Bay|Bed|Theatre|Band|Level|Class|Phase|Version|Room|Floor|Unit|Team|Site)\s\d+\b"),
)
_NUMBER = re.compile(r"(?<![A-Za-z\d])\d")
_IN_LETTERS = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|both|once|twice)\b(?:\s\w+){0,3}?\s"
    r"(?:incidents?|reports?|cases?|patients?|events?|errors?|deaths?|people|babies|children|omissions?|were|was)\b"
    r"|\bthere (?:was|were) (?:one|two|three|four|five|six|seven)\b|\bhad (?:one|two|three|four|five|six|seven)\b",
    re.I,
)


def seems_to_count(text: str) -> bool:
    """'August had 3', 'two patients' do; '5 mg', '3 October 2026', 'Ward 7' do not."""
    rest = text
    for pattern in _NO_COUNT:
        rest = pattern.sub(" ", rest)
    return bool(_NUMBER.search(rest) or _IN_LETTERS.search(rest))
