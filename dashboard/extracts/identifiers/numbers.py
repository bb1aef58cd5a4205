"""NHS, hospital, telephone and National Insurance numbers in a text."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dashboard.extracts.identifiers.found import (
    AFTER,
    BEFORE,
    HOSPITAL_NUMBER,
    NHS_NUMBER,
    NINO,
    SEPARATOR,
    TELEPHONE,
    Found,
)

_GROUPED = re.compile(rf"{BEFORE}\d{{3}}{SEPARATOR}{{1,2}}\d{{3}}{SEPARATOR}{{1,2}}\d{{4}}{AFTER}")
_BARE = re.compile(rf"{BEFORE}\d{{10}}{AFTER}")
_CALLED_SO = re.compile(
    r"(?<![^\W\d_])(?:N\.?H\.?S|CHI|H ?& ?C|HCN)\.?\s{0,3}(?:numbers?|num|nos?|nr|id|#)?[^\w]{0,4}(?:is|was)?[^\w]{0,3}"
    rf"((?:\d{SEPARATOR}{{0,2}}){{9}}\d)(?!\d)",
    re.I,
)
"""Said to be one: whatever its groups, and with a wrong check digit too, because a slip of the pen still points at a person."""

_SOMETHING_ELSE = re.compile(
    r"\b(?:batch|lot|b/?n|ref|reference|incident|datix|ulysses|lfpse|inc|serial|s/n|order|invoice|req|requisition|gtin|ean|bar ?code"
    r"|pump|asset|device|model|tel|telephone|phone|mob|mobile|bleep|ext|fax|dm\+d|snomed|pip|licence|pl)\b"
    r"\W{0,3}(?:(?:no|number|num|nr|code|id|was|is|and)\b\W{0,3}){0,3}$",
    re.I,
)
_OF_A_PATIENT = re.compile(
    r"\b(?:nhs|pt|pts|patient|patients|baby|child|mother|mrn|wristband|sticker|label)\b", re.I
)
_LOOKED_BACK = 40

_TELEPHONE = re.compile(
    rf"{BEFORE}(?:(?:\+|00)44{SEPARATOR}{{0,2}}(?:\(0\){SEPARATOR}{{0,2}})?|\(?0)"
    rf"(?:[()]?{SEPARATOR}{{0,2}}[()]?\d){{9,10}}{AFTER}(?!\s?(?:mg|mcg|micrograms?|g|ml|units?|hrs?|hours?)\b)"
)
_LOCAL_TELEPHONE = re.compile(
    r"\b(?:tel|telephone|phone|mob|mobile)\b\.?\s?(?:no|number|num)?\.?\W{0,3}(?:is|was|on|at)?\W{0,2}"
    rf"(\d{{3}}{SEPARATOR}?\d{{3,4}}|\d{{5,8}}){AFTER}",
    re.I,
)
_OTHER_CODE = re.compile(
    r"\b(?:batch|lot|b/?n|ref|reference|incident|datix|serial|order|gtin|ean|bar ?code|asset)\b"
    r"\W{0,3}(?:(?:no|number|num|code|id)\b\W{0,3}){0,2}$",
    re.I,
)
_NINO = re.compile(
    r"(?<!\w)(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ \u00a0]?(?:\d{2}[ \u00a0]?){3}[A-D](?!\w)",
    re.I,
)
_HOSPITAL = re.compile(
    r"\b(?:MRN|(?:hosp|hospital|unit|PAS|patient|K|case ?note)\.?[ \u00a0]?(?:no|number|num|id|#)|hosp#)\.?[^\w]{0,3}(?:is|was)?[^\w]{0,2}"
    r"([A-Z]{0,3}[\-/ ]?\d[\d\-/]{3,11}\d[A-Z]?)(?!\w)",
    re.I,
)


def is_nhs_number(written: str) -> bool:
    """Ten digits whose last one is right by modulus 11 (NHS Data Dictionary, NHS NUMBER); not ten noughts."""
    digits = [int(sign) for sign in written if sign.isdecimal()]
    if len(digits) != 10 or not any(digits):
        return False
    check = 11 - sum(digit * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return digits[9] == check % 11  # a remainder of 10 is no digit and fits none


def nhs_numbers(text: str, *, told: bool) -> Iterator[Found]:
    """Numbers said to be one; numbers in the groups of one whose check digit is right; and bare ones of ten figures that
    pass it where the text is about a patient. One bare number in eleven passes by chance (9.1 %), so that outside free
    text (`told` is false) a word about a patient must stand before it, and a word for something else decides anywhere.
    """
    for match in _CALLED_SO.finditer(text):
        yield Found(match.start(1), match.end(1), NHS_NUMBER)
    for match in _GROUPED.finditer(text):
        if is_nhs_number(match[0]) and not _SOMETHING_ELSE.search(_before(text, match)):
            yield Found(*match.span(), NHS_NUMBER)
    for match in _BARE.finditer(text):
        if is_nhs_number(match[0]):
            before = _before(text, match)
            if not _SOMETHING_ELSE.search(before) and (told or _OF_A_PATIENT.search(before)):
                yield Found(*match.span(), NHS_NUMBER)


def _before(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - _LOOKED_BACK) : match.start()]


def telephone_numbers(text: str) -> Iterator[Found]:
    """Numbers of the United Kingdom with the nought or +44, and shorter ones that are said to be a telephone's."""
    for match in _TELEPHONE.finditer(text):
        if _is_telephone(match[0]) and not _OTHER_CODE.search(_before(text, match)):
            start = match.start()
            yield Found(start, match.end(), TELEPHONE)
    for match in _LOCAL_TELEPHONE.finditer(text):
        yield Found(match.start(1), match.end(1), TELEPHONE)


def _is_telephone(written: str) -> bool:
    """10 or 11 digits with the nought, of which the next is 1, 2, 3, 7 or 8, the first group no shorter than a dialling code:
    '03-02-2026 10' is a day and an hour."""
    national = re.sub(r"^(?:\+|00)44", "0", written.replace("(0)", ""))
    digits = re.sub(r"\D", "", national)
    if digits[:2] == "00":
        digits = digits[1:]
    first = re.match(r"\d+", national.lstrip("("))
    short = bool(first) and len(first[0]) < 3 and not written.startswith(("+", "00"))
    return len(digits) in (10, 11) and digits[1] in "12378" and not short


def insurance_numbers(text: str) -> Iterator[Found]:
    for match in _NINO.finditer(text):
        yield Found(*match.span(), NINO)


def hospital_numbers(text: str, forms: Sequence[str]) -> Iterator[Found]:
    """Numbers that are said to be a hospital's, and numbers of the trust's own forms."""
    for match in _HOSPITAL.finditer(text):
        if sum(sign.isdecimal() for sign in match[1]) >= 5:
            yield Found(match.start(1), match.end(1), HOSPITAL_NUMBER)
    for form in forms:
        for match in _of_form(form).finditer(text):
            yield Found(*match.span(), HOSPITAL_NUMBER)


@lru_cache(maxsize=64)
def _of_form(form: str) -> re.Pattern[str]:
    """A sign of the form for a sign of the text, with no repetition: it looks at each place of a text once."""
    return re.compile(rf"(?<!\w){form_as_pattern(form)}(?!\w)", re.I)


def form_as_pattern(form: str) -> str:
    signs = {"9": r"\d", "A": r"[A-Za-z]", "a": r"[A-Za-z]", " ": r"[ \u00a0]"}
    return "".join(signs.get(sign, re.escape(sign)) for sign in form)
