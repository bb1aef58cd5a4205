"""What looks like a personal detail in a column: how many rows hold it, never the detail itself."""

import re
from collections.abc import Iterable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.domain.extract import LikelyIdentifiers
from dashboard.domain.words import SourceSystem
from dashboard.extracts.vocabulary import field_of_heading

NHS_NUMBER = "an NHS number"
EMAIL = "an e-mail address"
TELEPHONE = "a telephone number"
BIRTH = "a date of birth"
POSTCODE = "a postcode"
NINO = "a National Insurance number"

REFERENCES = {"reference", "local_reference", "lfpse_reference"}
"""One ten-digit number in eleven passes the check of an NHS number: numbers of incidents are not asked."""

PREFILTER = (
    r"@|[0-9]{3}[ .\-]?[0-9]{3}[ .\-]?[0-9]{4}|\+44|0[0-9 ()\-]{9}"
    r"|\b[Dd]\.?[Oo]\.?[Bb]\b|[Bb]orn |[Bb][Ii][Rr][Tt][Hh]"
    r"|[A-Za-z][0-9][0-9A-Za-z]? ?[0-9][A-Za-z]{2}\b|[A-Za-z]{2} ?(?:[0-9]{2} ?){3}[A-Da-d]\b"
)
"""One cheap pass over a column: a superset of everything below."""

_NHS = re.compile(r"(?<![\w.\-/])\d{3}[ .\-]?\d{3}[ .\-]?\d{4}(?![\w\-/]|\.\d)")
_EMAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_TELEPHONE = re.compile(
    r"(?<![\w.\-/])(?:\+44[ \-]?(?:\(0\)[ \-]?)?|\(?0)(?:[ ()\-]{0,2}\d){9,10}(?![\w\-/])"
)
_BIRTH = re.compile(
    r"(?:\bd\.?o\.?b\b|\bdate of birth\b|\bbirth ?date\b|\bborn(?: on)?\b)\W{0,4}"
    r"(?:\w+\W{1,3}){0,2}?\d{1,4}(?:st|nd|rd|th)?[ ./\-](?:\d{1,2}|[a-z]{3,9})[ ./\-,]{1,2}\d{2,4}",
    re.I,
)
_POSTCODE = re.compile(
    r"(?<!\w)(?:GIR ?0AA|(?:[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRVWXY]))"
    r" ?\d[ABD-HJLNP-UW-Z]{2})(?!\w)",
    re.I,
)
_NINO = re.compile(
    r"(?<!\w)(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?(?:\d{2} ?){3}[A-D](?!\w)", re.I
)


def likely_kinds(text: str) -> set[str]:
    """The kinds of personal detail that something in the text looks like."""
    found = set()
    if any(is_nhs_number(match[0]) for match in _NHS.finditer(text)):
        found.add(NHS_NUMBER)
    for kind, pattern in ((EMAIL, _EMAIL), (BIRTH, _BIRTH), (NINO, _NINO)):
        if pattern.search(text):
            found.add(kind)
    if any(_is_postcode(match[0]) for match in _POSTCODE.finditer(text)):
        found.add(POSTCODE)
    if any(_is_telephone(match[0]) for match in _TELEPHONE.finditer(text)):
        found.add(TELEPHONE)
    return found


def is_nhs_number(written: str) -> bool:
    """Ten digits whose last one is right by modulus 11 (NHS Data Dictionary, NHS NUMBER); not ten noughts."""
    digits = [int(sign) for sign in written if sign.isdigit()]
    if len(digits) != 10 or not any(digits):
        return False
    check = 11 - sum(digit * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return digits[9] == check % 11  # a remainder of 10 is no digit and fits none


def _is_postcode(written: str) -> bool:
    """In small letters only with two of them in front: 't2 4hr' is a time and no place."""
    return written.isupper() or written[:2].isalpha()


def _is_telephone(written: str) -> bool:
    """United Kingdom numbers: 10 or 11 digits with the nought, of which the next is 1, 2, 3, 7 or 8."""
    digits = re.sub(r"\D", "", written.replace("(0)", "") if written.startswith("+") else written)
    if written.startswith("+"):
        digits = "0" + digits[2:]
    return len(digits) in (10, 11) and digits[1] in "12378" and not is_nhs_number(digits)


def identifiers_in(heading: str, column: Any) -> list[LikelyIdentifiers]:
    """Rows of one column for each kind that is found in it. Each distinct text is looked at once, most only by RE2."""
    if _is_reference(heading):
        return []
    texts = column.dictionary if isinstance(column, pa.DictionaryArray) else column
    suspects = np.flatnonzero(
        pc.match_substring_regex(texts, PREFILTER).fill_null(False).to_numpy(zero_copy_only=False)
    )
    if len(suspects) == 0:
        return []
    rows_of = _rows_of_each(column)
    rows: dict[str, int] = {}
    for index, text in zip(suspects.tolist(), texts.take(pa.array(suspects)).to_pylist(), strict=True):
        for kind in likely_kinds(text):
            rows[kind] = rows.get(kind, 0) + (1 if rows_of is None else int(rows_of[index]))
    return [LikelyIdentifiers(heading, kind, rows[kind]) for kind in sorted(rows) if rows[kind]]


def _rows_of_each(column: Any) -> np.ndarray | None:
    """How many rows hold each word of a dictionary; None for a column where each text stands for its own row."""
    if not isinstance(column, pa.DictionaryArray):
        return None
    held = column.indices.drop_null().to_numpy(zero_copy_only=False)
    return np.bincount(held, minlength=len(column.dictionary))


def fields_of_heading(heading: str) -> set[str]:
    """Every field that this heading means for some source."""
    sources: Iterable[str] = (*SourceSystem, "activity")
    return {found[0] for source in sources if (found := field_of_heading(source, heading))}


def _is_reference(heading: str) -> bool:
    return bool(fields_of_heading(heading) & REFERENCES)


def is_narrative(heading: str) -> bool:
    """Whether a column of this heading holds free text about incidents, whatever the source."""
    return fields_of_heading(heading) == {"narrative"}
