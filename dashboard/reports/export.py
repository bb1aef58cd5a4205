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
_LINE_ENDS = ("\t", "\r", "\n")
_NOT_IN_XML = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
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
        if unicodedata.category(sign) not in ("Zs", "Zl", "Zp", "Cf", "Cc"):
            return unicodedata.normalize("NFKC", sign)[:1] in _SIGNS
    return False


def _one_line_end(text: str) -> str:
    """A lone carriage return begins a new row in a spreadsheet, and Python writes it without quotes."""
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")


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


def workbook_text(text: str) -> str:
    """Text as it may stand in a workbook: in a cell, a heading, a property. What XML cannot hold is shown as U+FFFD; NUL is dropped
    and line ends are one sign, as in CSV; what Excel would read as the code of another sign (_x003D_) is kept as it is written;
    what is longer than a cell ends in "…".
    """
    kept = _LOOKS_ESCAPED.sub("_x005F_", _NOT_IN_XML.sub("\ufffd", _one_line_end(text)))
    return kept if len(kept) <= LONGEST_CELL else kept[: LONGEST_CELL - 1] + "…"


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
