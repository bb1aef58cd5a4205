"""The one writer for everything that leaves as a table: no text in it can ever run as a formula.

A spreadsheet runs a cell as a formula when its text begins with = + - @, a tab or a line end, also in full width
(OWASP, CSV injection; CWE-1236). Such text gets an apostrophe before it; numbers stay numbers, negative ones too.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def harmless(value: object) -> object:
    """The value as it may stand in an exported cell."""
    if isinstance(value, str):
        # A lone carriage return begins a new row in a spreadsheet, and Python writes it without quotes.
        text = value.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
        # Blanks before the sign do not help: spreadsheets trim them.
        return (
            f"'{text}"
            if text.lstrip(" \xa0").startswith(_STARTS_A_FORMULA) or text[:1] in _STARTS_A_FORMULA
            else text
        )
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value


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
