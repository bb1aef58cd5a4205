"""The one writer for everything that leaves as a table: no text in it can ever run as a formula.

A spreadsheet runs a cell as a formula when its text begins with = + - @, a tab or a line end, also in full width
(OWASP, CSV injection; CWE-1236). In CSV such text gets an apostrophe before it; in a workbook it is stored as text, unaltered, with
the mark that keeps it text when somebody edits the cell. Numbers stay numbers, negative ones too.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime

_SIGNS = frozenset("=+-@\N{MINUS SIGN}")
_NOT_SEEN = ("Zs", "Zl", "Zp", "Cf", "Cc")
_LINE_ENDS = ("\t", "\r", "\n")
_HALF_A_SIGN = re.compile("[\ud800-\udfff]")
_NOT_IN_XML = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
NO_CLOCK = (1980, 1, 1, 0, 0, 0)
"""The time of every part of a zipped file, the earliest that a zip can say: the same contents give the same bytes."""

LONGEST_CELL = 32_767
"""Letters that a cell of a workbook can hold."""


def begins_a_formula(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula: by its first sign that can be seen, in whatever width it is written.
    Blanks and signs without width before it do not help: spreadsheets trim them.
    """
    if text.startswith(_LINE_ENDS):
        return True
    for sign in text:
        if sign.isalnum() and sign.isascii():
            return False
        if sign != "\ufffd" and unicodedata.category(sign) not in _NOT_SEEN:
            return unicodedata.normalize("NFKC", sign)[:1] in _SIGNS
    return False


def _one_line_end(text: str) -> str:
    """A lone carriage return begins a new row in a spreadsheet, and Python writes it without quotes; half a sign is in no file."""
    return _HALF_A_SIGN.sub("\ufffd", text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n"))


def harmless(value: object) -> object:
    """The value as it may stand in an exported cell of CSV."""
    if isinstance(value, str):
        text = _one_line_end(value)
        return f"'{text}" if begins_a_formula(text) else text
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value


def plain_text(text: str) -> str:
    """Text as a part of an office file may hold it: in a title, a property, alt text. What XML cannot hold is shown as U+FFFD; NUL
    is dropped and line ends are one sign, as in CSV.
    """
    return _NOT_IN_XML.sub("\ufffd", _one_line_end(text))


def workbook_text(text: str) -> str:
    """The same as it may stand in a cell of a workbook: what Excel would read as the code of another sign (_x003D_) is kept as it is
    written, and what is longer than a cell ends in "…".
    """
    plain = plain_text(text)
    kept = plain if len(plain) <= LONGEST_CELL else plain[: LONGEST_CELL - 1] + "…"
    return _LOOKS_ESCAPED.sub("_x005F_", kept)


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as CSV text; headings are made harmless too."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([harmless(name) for name in columns])
    writer.writerows([harmless(value) for value in row] for row in rows)
    return out.getvalue()


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The same with a byte-order mark, so that spreadsheets read £ and µ rightly."""
    return csv_text(columns, rows).encode("utf-8-sig")


def file_name(*parts: str, ending: str) -> str:
    """A file name that any system takes, from words: 'reporting-rate-2025-10-to-2026-09.csv'."""
    words = "-".join(part for part in parts if part)
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:100] + f".{ending}"
