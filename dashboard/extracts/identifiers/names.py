"""Names of people: behind a title, or on the staff list that the trust loaded. Any other name is not found."""

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from dashboard.domain.identifiers import LocalIdentifiers
from dashboard.extracts.identifiers.found import STAFF, TITLED_NAME, Found
from dashboard.extracts.identifiers.not_names import NO_NAME, SURNAMES_TOO
from dashboard.extracts.identifiers.staff_list import digest_of, key_words

_MEDICINES = Path(__file__).resolve().parents[3] / "data" / "reference" / "medicines.csv"

_SPACE = r"[ \u00a0]{1,2}"
_TITLE = re.compile(
    rf"(?<![\w'’/])(?P<title>(?:M(?:r|rs|s|x|iss)|Dr|Prof|Rev|Sr)\.?|mrs\.?|MR\.?|MRS\.?|MISS|DR\.?|PROF\.?|dr\.?|mr\.?|miss|ms"
    rf"|Professor|Doctor|doctor|Sister|sister|SISTER|Nurse|nurse|NURSE|Matron|matron|Midwife|midwife|Pharmacist|pharmacist|Lady|Dame|S/?N|HCA)(?P<gap>{_SPACE})(?=[^\W\d_])"
)
_MODIFIED_RELEASE = {"MR", "mr", "Mr", "SR", "Sr", "MS", "ms", "S/N", "SN"}
"""MR and SR are forms of tablets too, MS is morphine sulfate, S/N a serial number."""

_PERSONS = {"Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "MRS", "DR", "mrs", "dr"}
"""Titles that nothing but a name stands behind, as good as always."""

_AFTER_INITIAL = re.compile(r"\.?[ \u00a0]{0,2}")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’\-](?=[^\W\d_])){0,39}")
_PARTICLES = {
    "van",
    "von",
    "der",
    "den",
    "de",
    "da",
    "di",
    "du",
    "la",
    "le",
    "bin",
    "bint",
    "al",
    "el",
    "ap",
    "ibn",
    "st",
}

_BETWEEN = re.compile(r"[ \u00a0]{1,2}|(?<=\.)")
_FACILITY = re.compile(
    r"(?:['’]s?)?(?:[ \u00a0]{1,2}[A-Z][a-z]{1,20}){0,2}?[ \u00a0]{1,2}(?:(?:&|and)[ \u00a0])?(?:[Pp]artners|[Ww]ards?|[Hh]ospital|[Ii]nfirmary"
    r"|[Uu]nit|[Cc]entre|[Ww]ing|[Ss]uite|House|[Cc]linic|[Pp]ractice|[Ss]urgery|[Bb]uilding|[Tt]heatres?|Medical)\b"
)
"""'moved to Lady Smith Ward', 'Dr Gray's Hospital': the name of a place."""


def titled_names(text: str) -> Iterator[Found]:
    """The name behind a title; the title stays, because it says whether a patient or a colleague is meant."""
    for match in _TITLE.finditer(text):
        title = match["title"].rstrip(".")
        end = _end_of_name(text, match.end(), title)
        if end is None or _FACILITY.match(text, end):
            continue
        if title in _MODIFIED_RELEASE and _a_form(text, match.start(), match.end(), title):
            continue
        yield Found(match.end(), end, TITLED_NAME)


def _end_of_name(text: str, start: int, title: str) -> int | None:
    """Up to three words that are written as a name is; None where the first of them is not."""
    place, end, names, initials = start, None, 0, 0
    while names < 3 and initials < 4:
        word = _WORD.match(text, place)
        if not word:
            break
        written = word[0]
        folded = written.casefold()
        if _is_initial(text, word):
            initials += 1
            place = word.end() + (1 if text[word.end() : word.end() + 1] == "." else 0)
            end = place
        elif folded in _PARTICLES and names < 2 and (written.islower() or title.isupper()):
            place = word.end()  # belongs to the name only when more of it follows
        elif _is_name(written, title, first=names == 0, initials=initials):
            names += 1
            place = word.end()
            end = place - (2 if folded.endswith(("'s", "’s")) else 0)
            if written.isupper():
                break  # in a text of capitals nothing says where the name ends
        else:
            break
        gap = _BETWEEN.match(text, place)
        if not gap:
            break
        place = gap.end()
    # 'Dr A gave it': an initial alone is a name, and so is 'Mr S'
    return end if names or initials else None


def _is_initial(text: str, word: re.Match[str]) -> bool:
    """One capital that is not the beginning of something else ('A&E'); an I only where a name follows it."""
    if (
        len(word[0]) != 1
        or not word[0].isupper()
        or text[word.end() : word.end() + 1] in ("&", "/", "-", "+")
    ):
        return False
    if word[0] != "I":
        return True
    gap = _AFTER_INITIAL.match(text, word.end())
    following = _WORD.match(text, gap.end() if gap else word.end())
    return bool(following) and following[0][0].isupper() and following[0].casefold() not in NO_NAME


def _is_name(written: str, title: str, *, first: bool, initials: int) -> bool:
    folded = written.casefold()
    plain = folded.removesuffix("'s").removesuffix("’s")
    if (plain in NO_NAME or folded in NO_NAME) and not (
        title in _PERSONS and first and plain in SURNAMES_TOO
    ):
        return False
    if written[0].isupper():
        if first and not initials and title in _PERSONS:
            return True
        return plain not in medicine_words() and (first or not written.isupper())
    # 'mrs jones': only behind titles that are nothing else
    return (
        first
        and not initials
        and title in ("Mr", "Mrs", "mrs")
        and len(written) > 2
        and plain not in medicine_words()
    )


def _a_form(text: str, start: int, end: int, title: str) -> bool:
    """Whether MR, SR or MS is about a medicine: a medicine stands before it or behind it."""
    if title in ("mr", "ms", "MS"):
        following = _WORD.match(text, end)
        if not following or not following[0][0].isupper() or following[0].isupper():
            return True
    before = re.findall(r"[^\W\d_]{3,40}", text[max(0, start - 40) : start])
    behind = re.findall(r"[^\W\d_]{3,40}", text[end : end + 40])[:1]
    return any(word.casefold() in medicine_words() for word in [*before[-1:], *behind])


@lru_cache(maxsize=1)
def medicine_words() -> frozenset[str]:
    """The single words of the names of medicines, five letters or more."""
    with _MEDICINES.open(encoding="utf-8", newline="") as lines:
        names = [row["medicine"] for row in csv.DictReader(lines)]
    return frozenset(word for name in names for word in re.findall(r"[^\W\d_]{5,}", name.casefold()))


_MIDDLE = re.compile(r"(?:,[ \u00a0]{0,2}|[ \u00a0]{1,2})(?:[^\W\d_][\w'’\-]{0,30}\.?[ \u00a0]{1,2})?")
_CAPITALISED = re.compile(r"[^\W\d_](?:[^\W\d_]|['’\-](?=[^\W\d_])){0,39}\.?")


def staff_names(text: str, local: LocalIdentifiers) -> Iterator[Found]:
    """Two words with a capital, side by side or with one between them, that are a name of the staff list in either order.

    Each pair is looked up by its HMAC: the list is not here in words.
    """
    if not local.staff:
        return
    key = bytes.fromhex(local.staff_key)
    words = [word for word in _CAPITALISED.finditer(text) if word[0][0].isupper()]
    for place, one in enumerate(words):
        for other in words[place + 1 : place + 3]:
            between = text[one.end() : other.start()]
            if len(between) > 42 or not _side_by_side(between):
                break
            if _digest(key, one[0], other[0]) in local.staff:
                yield Found(one.start(), other.end() - (1 if other[0].endswith(".") else 0), STAFF)


def _side_by_side(between: str) -> bool:
    """A space, a comma, or one more word with a capital (a middle name) between two words."""
    middle = between.strip(" \u00a0,")
    return bool(_MIDDLE.fullmatch(between)) and (not middle or middle[0].isupper())


@lru_cache(maxsize=200_000)
def _digest(key: bytes, one: str, other: str) -> str:
    words = key_words(f"{one} {other}")
    return digest_of(key, words) if len(words) >= 2 else ""
