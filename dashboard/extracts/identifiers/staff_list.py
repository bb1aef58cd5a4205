"""A staff list that the trust loads: names as written in a file, to digests that nothing can be read from without the key."""

import csv
import hashlib
import hmac
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence

MOST_BYTES = 4 * 1024 * 1024
MOST_NAMES = 50_000
_TITLES = {
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "sister",
    "nurse",
    "rev",
    "sir",
    "dame",
}


class StaffListRefused(ValueError):
    """The sentence says what is wrong with the file. It never holds a name."""


def names_in(content: bytes) -> list[tuple[str, ...]]:
    """The names of a CSV file, each as its words: one column ('Jane Smith' or 'Smith, Jane') or a column for each part.

    A first row of headings is not a name. Raises StaffListRefused.
    """
    if len(content) > MOST_BYTES:
        raise StaffListRefused(
            f"The staff list is larger than {MOST_BYTES // 1024 // 1024} MB: save the columns of names alone as CSV and choose that file."
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise StaffListRefused(
            "The staff list is not a CSV file: save the names as CSV (UTF-8) and choose that file."
        )
    names: dict[tuple[str, ...], None] = {}
    for place, row in enumerate(csv.reader(io.StringIO(text, newline=""))):
        words = key_words(" ".join(row))
        if place == 0 and {"name", "names", "forename", "surname"} & set(words):
            continue
        if 2 <= len(words) <= 6:
            names[words] = None
        if len(names) > MOST_NAMES:
            raise StaffListRefused(
                f"The staff list has more than {MOST_NAMES:,} names: load the names of the sites whose incidents are read."
            )
    if not names:
        raise StaffListRefused(
            "The staff list has no name of at least two words: a CSV file with a forename and a surname on each line is needed."
        )
    return list(names)


def digests(names: Iterable[Sequence[str]], key: bytes) -> frozenset[str]:
    """For each name the digests by which it is found: first and last word, and either with the initial of the other, because
    a list does not say which of them is the surname."""
    return frozenset(
        digest_of(key, pair)
        for words in names
        for pair in ((words[0], words[-1]), (words[0][0], words[-1]), (words[0], words[-1][0]))
    )


def digest_of(key: bytes, words: Sequence[str]) -> str:
    """HMAC-SHA256 of the words in the order of the alphabet, so that 'Smith, Jane' is 'Jane Smith'; 32 hexadecimal signs."""
    return hmac.new(key, " ".join(sorted(words)).encode(), hashlib.sha256).hexdigest()[:32]


def key_words(written: str) -> tuple[str, ...]:
    """The words by which names are compared: small letters without accents, titles left out."""
    plain = unicodedata.normalize("NFKD", written).casefold()
    words = re.findall(r"[a-z]+", re.sub(r"[\u0300-\u036f'’.]", "", plain).replace("-", ""))
    return tuple(word for word in words if word not in _TITLES)
