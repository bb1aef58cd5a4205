"""How a writing of a medicine is made comparable: plain text, words, and keys that ignore spelling conventions.

A key follows the letters that the World Health Organization asks of international non-proprietary names (f for ph,
t for th, e for ae and oe, i for y). So sulphasalazine and sulfasalazine, or gentamycin and gentamicin, have one key:
the old British, American and international spellings of a name are the same name, not misspellings of each other.
"""

import html
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"\d+(?:[.,]\d+)*%?|[a-z]+\d*|[,;/+&()\[\]\n|-]|\.(?=\s|$)")
_NUMBER_AND_UNIT = re.compile(r"^[\d.,%]+$")
_DIGIT = re.compile(r"\d")
_ODD_LETTERS = str.maketrans(
    {"µ": "mc", "μ": "mc", "’": "", "‘": "", "´": "", "•": ",", "→": ">", "➔": ">", "➜": ">", "⇒": ">"}
    | dict.fromkeys("–—‐‑", "-")
)
_JOINED_UNIT = re.compile(
    r"(\d)(?=(?:mcg|mgs?|micrograms?|g|gm|gram|mls?|iu|units?|u|mmols?|l|kg|ng|hr|hourly|mega|x)\b)"
)
_STRENGTH_RUN_ON = re.compile(
    r"([a-z]{4,})(?=\d+(?:\.\d+)?\s*(?:mcg|mg|micrograms?|g|mls?|iu|units?|%)(?![a-z]))"
)
_ARROW = re.compile(r"[-=]*>+")
_DONE_TOGETHER = re.compile(r"\bco[- ]?(?=prescri|admin|given)")
_PER_CENT = re.compile(r"(?<=\d)\s+%|(?<=\d)\s*(?:per ?cent|percent)\b")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")

LIST_MARKS = frozenset(",;\n|")
"""Marks that stand between the items of a list and never inside a name."""

JOINING = frozenset(("/", "+", "&", "and", "with", "or", "then", "vs", "versus"))
"""Words and marks that stand between two medicines, or inside the name of one that has two ingredients."""

BRACKETS = frozenset("()[]")

LONGEST_WRITING = 1_000
"""Letters up to which a cell is read: the longest of the real sample has 79, and 32,767 (a spreadsheet's most) took 5 s."""


def shortened(written: str) -> str | None:
    """A writing, or None for one too long to be the name of anything. Long runs of spaces are one, and a cell without
    letters and digits is "" however long it is."""
    if len(written) <= LONGEST_WRITING:
        return written
    said = " ".join(written.split())
    if len(said) <= LONGEST_WRITING:
        return said
    return None if any(map(str.isalnum, said)) else ""


def plain_text(written: str) -> str:
    """Lower case without accents, odd spaces or apostrophes; HTML entities undone; `10mg` as `10 mg`."""
    text = html.unescape(written) if "&" in written else written
    if not text.isascii():
        text = text.translate(_ODD_LETTERS)
        text = "".join(
            letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter)
        )
    if ">" in text:
        text = _ARROW.sub(" then ", text)
    text = text.casefold().replace("'", "").replace("`", "").replace("_x000d_", " ")
    if "w/o" in text:
        text = text.replace("w/o", "without")
    if "co" in text:
        text = _DONE_TOGETHER.sub("", text)
    if "." in text:
        text = _DOTTED.sub(lambda dotted: dotted.group().replace(".", ""), text)
    if _DIGIT.search(text):
        text = _PER_CENT.sub("%", _JOINED_UNIT.sub(r"\1 ", _STRENGTH_RUN_ON.sub(r"\1 ", text)))
    return text.strip()


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """The key of one word: `sulphate` and `sulfate` alike."""
    if len(word) == 1:
        return word  # Humulin Y is not Humulin I
    key = word if word.isalnum() else word.replace(",", "")
    if "y" in key:
        key = key.replace("y", "i")
    if "h" in key:
        key = key.replace("ph", "f").replace("th", "t")
    if "e" in key:
        key = key.replace("ae", "e").replace("oe", "e")
    return key


class Word(NamedTuple):
    """One word or mark of a writing. `mark` is "" for a word, else the kind of mark (list, joining, bracket, dash)."""

    text: str
    key: str
    mark: str


def words_of(plain: str) -> list[Word]:
    """The words and marks of a plain text, in order."""
    found = []
    for match in _WORD.finditer(plain):
        text = match.group()
        mark = ""
        if text in LIST_MARKS:
            mark = "list"
        elif text in JOINING:
            mark = "joining"
        elif text in BRACKETS:
            mark = "bracket"
        elif text in "-.":
            spaced = (
                plain[match.start() - 1 : match.start()].isspace()
                or plain[match.end() : match.end() + 1].isspace()
            )
            if not spaced and text == "-":
                continue
            mark = "dash"
        found.append(Word(text, "" if mark else word_key(text), mark))
    return found


def key_of(written: str) -> str:
    """The key of a whole writing: its words' keys run together, marks and joining words left out."""
    return "".join(word.key for word in words_of(plain_text(written)))


def is_number(word: str) -> bool:
    return bool(_NUMBER_AND_UNIT.match(word))
