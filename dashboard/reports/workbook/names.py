"""Names of sheets, tables and columns that Excel takes: it calls a file damaged that has others."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from dashboard.reports.export import plain_text

LONGEST_SHEET = 31
LONGEST_TABLE = 200
LONGEST_HEADING = 250
"""Letters: Excel takes 31, 255 and 255."""

_KEPT_BY_EXCEL = "history"
_NEVER_LAST = {"a", "and", "by", "for", "from", "in", "of", "on", "per", "the", "to", "with"}


@dataclass
class Names:
    """Each name is given once, whatever its capitals."""

    _given: set[str] = field(default_factory=set)

    def sheet(self, words: str) -> str:
        """At most 31 letters, figures and blanks, cut between words with "…" at the end; 'Table' where nothing of the words is left."""
        kept = " ".join(re.sub(r"[^\w ().,&]|_", " ", words).split()).strip(" .,&()")
        kept = kept[:1].upper() + kept[1:] or "Table"
        if kept.casefold() == _KEPT_BY_EXCEL:
            kept = "History of changes"
        for name in (f"{_cut(kept, LONGEST_SHEET - len(number))}{number}" for number in _numbers(" ({})")):
            if self._is_new(name):
                return name
        raise AssertionError("numbers have no end")

    def table(self, words: str) -> str:
        """Begins with a word and an underline, so that it is no cell's address."""
        kept = re.sub(r"[^A-Za-z0-9]+", "_", words).strip("_")[:LONGEST_TABLE]
        for name in (f"Table_{kept}{number}" for number in _numbers("_{}")):
            if self._is_new(name):
                return name
        raise AssertionError("numbers have no end")

    def _is_new(self, name: str) -> bool:
        if name.casefold() in self._given:
            return False
        self._given.add(name.casefold())
        return True


def _numbers(written: str) -> Iterable[str]:
    yield ""
    number = 2
    while True:
        yield written.format(number)
        number += 1


def _cut(words: str, longest: int) -> str:
    if len(words) <= longest:
        return words
    parts = words[:longest].split(" ")[:-1]
    while len(parts) > 1 and parts[-1].lower().strip(",.") in _NEVER_LAST:
        parts.pop()
    return (" ".join(parts).rstrip(" ,.(&") or words[: longest - 1]) + "…"


def headings(columns: Iterable[str]) -> list[str]:
    """Of an Excel table: none empty, none twice, each on one line."""
    found: list[str] = []
    seen: set[str] = set()
    for place, column in enumerate(columns, 1):
        words = " ".join(plain_text(column).split())[:LONGEST_HEADING] or f"Column {place}"
        number = next(number for number in _numbers(" ({})") if (words + number).casefold() not in seen)
        seen.add((words + number).casefold())
        found.append(words + number)
    return found
