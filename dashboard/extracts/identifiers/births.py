"""Dates of birth: dates that are said to be one, or that fit a person's age. Not every date in a text."""

import re
from collections.abc import Iterator

from dashboard.extracts.identifiers.found import BIRTH, Found

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?)"
)
_DATE = (
    r"(?:\d{1,2}[ \u00a0]?[./\-\u2010-\u2015][ \u00a0]?\d{1,2}[ \u00a0]?[./\-\u2010-\u2015][ \u00a0]?(?P<y1>\d{4}|\d{2})"
    r"|(?P<y2>\d{4})[./\-]\d{1,2}[./\-]\d{1,2}"
    r"|\d{1,2}(?:st|nd|rd|th)?[ \u00a0./\-]{1,2}(?:of[ \u00a0])?"
    + _MONTH
    + r"\.?[ \u00a0,./\-]{1,2}['’]?(?P<y3>\d{4}|\d{2})"
    r"|" + _MONTH + r"\.?[ \u00a0]\d{1,2}(?:st|nd|rd|th)?,?[ \u00a0](?P<y4>\d{4})"
    r"|\d{2}[ \u00a0]\d{2}[ \u00a0](?P<y5>\d{4}))(?!\w|[./\-]\d)"
)


_SAID = re.compile(
    r"\b(?:d\.?[ ]?o\.?[ ]?b\.?|date[ \u00a0]of[ \u00a0]birth|birth[ \-]?da(?:te|y)|born(?: on)?)(?!\w)\W{0,4}(?:[^\W\d]+\W{1,3}){0,3}?"
    rf"(?P<date>{_DATE}|\d{{8}}(?!\w)|\d{{6}}(?!\w))",
    re.I,
)
_AND_ANOTHER = re.compile(
    rf"\W{{1,3}}(?:instead of|rather than|and not|not|should(?: have)? (?:be|been|read)|or|and|but|versus|vs)\W{{1,3}}(?:[^\W\d]+\W){{0,2}}?(?P<date>{_DATE})",
    re.I,
)
"""'DOB on the label 3/2/51 instead of 5/2/51': both are."""

_AGE = r"(?:(?P<x7>\d{1,3})[ \-]?(?:years?|yrs?)(?:[ \-]?old)?|aged?[ ](?P<x8>\d{1,3})|(?P<x9>\d{1,3})[ ]?(?:y/?o|yo[mf]?)\b)"
_PERSON = (
    r"[\s,;(\-]{0,3}(?:\b(?:male|female|man|woman|lady|gentleman|boy|girl|patient|pt|m|f)\b)?[\s,;(\-]{0,3}"
)
_AFTER_AGE = re.compile(rf"\b{_AGE}{_PERSON}(?P<date>{_DATE})", re.I)
_BEFORE_AGE = re.compile(rf"(?<![\w/.\-])(?P<date>{_DATE})[\s,;(\-]{{1,3}}{_AGE}", re.I)
_ANY = re.compile(rf"(?<![\w/.\-])(?P<date>{_DATE})", re.I)

LONG_AGO = 1975
"""A whole date of this year or before it, in a note about an incident, is taken for a birth."""

_NOW = range(2005, 2041)
"""Years in which somebody of an age was as old as that: birth year plus age."""


def births(text: str, *, told: bool) -> Iterator[Found]:
    """`told`: the text is free text about an incident, in which a whole date long ago is taken for a birth."""
    for match in _SAID.finditer(text):
        yield Found(*match.span("date"), BIRTH)
        further = _AND_ANOTHER.match(text, match.end("date"))
        if further:
            yield Found(*further.span("date"), BIRTH)
    for pattern in (_AFTER_AGE, _BEFORE_AGE):
        for match in pattern.finditer(text):
            if _of_that_age(match):
                yield Found(*match.span("date"), BIRTH)
    if told:
        for match in _ANY.finditer(text):
            year = _year(match)
            if len(year) == 4 and 1890 <= int(year) <= LONG_AGO:
                yield Found(*match.span("date"), BIRTH)


def _year(match: re.Match[str]) -> str:
    return next(match[f"y{form}"] for form in range(1, 6) if match[f"y{form}"])


def _of_that_age(match: re.Match[str]) -> bool:
    age = int(next(match[f"x{form}"] for form in (7, 8, 9) if match[f"x{form}"]))
    year = _year(match)
    years = [int(year)] if len(year) == 4 else [1900 + int(year), 2000 + int(year)]
    return any(each + age in _NOW and age <= 120 for each in years)
