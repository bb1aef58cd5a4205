"""The rows of a workbook's sheet that hold a cell, counted from its XML: to see that the reader lost none.

Another reader lost 599,978 of 599,999 rows of a sheet whose size tag lied. Here nothing is read but the rows themselves.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

import numpy as np

from dashboard.extracts.sheet import clean
from dashboard.extracts.workbook_parts import PartMissing, WorkbookParts

_ROW = re.compile(rb"<((?:[A-Za-z_][\w.\-]*:)?)row[\s/>]")
_NUMBER = re.compile(rb"\sr\s*=\s*[\"'](\d+)[\"']")
_HIDDEN = re.compile(rb"\shidden\s*=\s*[\"'](?:1|true)[\"']")
MOST_HELD = 64 * 1024 * 1024
"""A row whose XML is longer than this is no row of a listing."""


@dataclass
class RowsSeen:
    """Row numbers that hold a cell (in the order of the sheet), those of hidden rows, and cells without a value of
    their own by column letters: formulas without a stored value, and errors such as #N/A."""

    numbers: np.ndarray
    hidden: np.ndarray
    formulas: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)


def rows_quickly(parts: WorkbookParts, part: str) -> RowsSeen | None:
    """By looking for marks in the bytes, a row with any text between the tags of a value counting as filled.

    A cell that points at a blank shared text, or holds an error, counts here and not in the exact way; so does one with
    a blank written as an entity. None where the bytes are not laid out as expected.
    """
    numbers: list[int] = []
    hidden: list[int] = []
    formulas: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    marks: _Marks | None = None
    number, left = 0, b""
    pieces = parts.pieces(part)
    while True:
        piece = next(pieces, b"")
        content = left + piece
        if marks is None:
            if b"\0" in content[:100]:
                return None  # UTF-16
            found = _ROW.search(content)
            if found is None:
                if not piece:
                    break
                left = content[-512:]
                continue
            marks = _Marks(found[1])
        whole = content.rfind(marks.close) if piece else len(content)
        formulas_here = marks.formula in content
        at = 0
        while True:
            start = content.find(marks.open, at)
            if start < 0 or start >= whole:
                break
            inside = start + len(marks.open)
            if content[inside : inside + 1] not in (b" ", b">", b"/", b"\t", b"\n", b"\r"):
                at = inside  # <rowBreaks>
                continue
            tag_end = content.find(b">", inside)
            if tag_end < 0:
                return None
            attributes = content[inside:tag_end]
            said = _NUMBER.search(attributes)
            number = int(said[1]) if said else number + 1
            at = tag_end + 1
            if attributes.endswith(b"/"):
                continue
            end = content.find(marks.close, at)
            if end < 0:
                return None
            if marks.value.search(content, at, end):
                numbers.append(number)
                if b"hidden" in attributes and _HIDDEN.search(attributes):
                    hidden.append(number)
            if formulas_here and content.find(marks.formula, at, end) >= 0:
                formulas.update(_columns(marks.no_value.finditer(content, at, end)))
            at = end
        if b't="e"' in content or b"t='e'" in content:
            errors.update(_columns(marks.error.finditer(content, 0, whole)))
        if not piece:
            break
        # What comes after the last whole row is looked at again with the next piece.
        left = content[max(whole, at) :]
        if len(left) > MOST_HELD:
            return None
    return RowsSeen(np.array(numbers, np.int32), np.array(hidden, np.int32), formulas, errors)


class _Marks:
    """What to look for, in the prefix that this sheet's rows have."""

    def __init__(self, prefix: bytes) -> None:
        own = re.escape(prefix)
        self.open = b"<" + prefix + b"row"
        self.close = b"</" + prefix + b"row"
        self.formula = b"<" + prefix + b"f"
        text = rb"(?:\s*[^\s<]|\s*<!\[CDATA\[)"
        self.value = re.compile(rb"<" + own + rb"(?:v|t)(?:\s[^>]*[^/>]|\s*)?>" + text)
        cell = rb"<" + own + rb"c\s(?:[^>]*\s)?r\s*=\s*[\"']([A-Z]+)\d+[\"'][^>]*>\s*"
        self.no_value = re.compile(
            cell
            + rb"<" + own + rb"f(?:\s[^>]*)?(?:/>|>[^<]*</" + own + rb"f\s*>)\s*"
            + rb"(?:</" + own + rb"c|<" + own + rb"v(?:\s*/>|>\s*</" + own + rb"v))"
        )  # fmt: skip
        self.error = re.compile(
            rb"<" + own + rb"c\s(?=[^>]*\bt=[\"']e[\"'])[^>]*?\br=[\"']([A-Z]+)\d+[\"'][^>]*>"
        )


def _columns(matches: Iterator[re.Match[bytes]]) -> list[str]:
    return [match[1].decode() for match in matches]


def rows_exactly(parts: WorkbookParts, part: str) -> np.ndarray | None:
    """The row numbers that hold a cell with something in it, by an XML parser and the rules of the format: shared and
    inline texts, blanks, errors (which read as blank) and cells that are only formatted. None when the XML is damaged.
    """
    try:
        blank = _blank_strings(parts)
        rows = _ExactRows(blank)
        _parse(parts.pieces(part), rows.start, rows.end, rows.text)
    except (PartMissing, expat.ExpatError, ValueError):
        return None
    return np.array(rows.numbers, np.int32)


class _ExactRows:
    """What the parser says, kept only as far as the question needs it."""

    def __init__(self, blank_strings: set[int]) -> None:
        self.numbers: list[int] = []
        self._blank = blank_strings
        self._row = 0
        self._filled = False
        self._kind = ""
        self._reading = False
        self._text: list[str] = []
        self._spoken = 0
        """How deep inside phonetic text, which is no value."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "row":
            self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
            self._filled = False
        elif name == "c":
            self._kind, self._text = attributes.get("t", "n"), []
        elif name == "rPh":
            self._spoken += 1
        elif name in ("v", "t") and not self._spoken:
            self._reading = True

    def text(self, content: str) -> None:
        if self._reading:
            self._text.append(content)

    def end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name in ("v", "t"):
            self._reading = False
        elif name == "rPh":
            self._spoken -= 1
        elif name == "c":
            value = "".join(self._text)
            if self._kind == "s":
                self._filled |= value.strip().isdigit() and int(value) not in self._blank
            elif self._kind != "e":
                self._filled |= clean(value) is not None
        elif name == "row" and self._filled:
            self.numbers.append(self._row)


def _blank_strings(parts: WorkbookParts) -> set[int]:
    """The numbers of shared texts that are blank."""
    if parts.strings is None:
        return set()
    blank: set[int] = set()
    state: dict[str, Any] = {"n": 0, "text": [], "reading": False, "spoken": 0}

    def start(name: str, _: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "si":
            state["text"] = []
        elif name == "rPh":
            state["spoken"] += 1
        elif name == "t" and not state["spoken"]:
            state["reading"] = True

    def text(content: str) -> None:
        if state["reading"]:
            state["text"].append(content)

    def end(name: str) -> None:
        name = name.rpartition(":")[2]
        if name == "t":
            state["reading"] = False
        elif name == "rPh":
            state["spoken"] -= 1
        elif name == "si":
            if clean("".join(state["text"])) is None:
                blank.add(state["n"])
            state["n"] += 1

    _parse(parts.pieces(parts.strings), start, end, text)
    return blank


def _parse(pieces: Iterator[bytes], start: Any, end: Any, text: Any) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    for piece in pieces:
        parser.Parse(piece)
    parser.Parse(b"", True)
