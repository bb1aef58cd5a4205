"""A delimited text file as rows of text cells: encoding, delimiter and quotes are decided here, and said."""

import codecs
import csv
import io
from collections import Counter
from pathlib import Path

from dashboard.extracts.header import find_header
from dashboard.extracts.sheet import CannotRead, Sheet, clean

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", "$": "dollar"}
SAMPLE_CHARACTERS = 60_000
END = "\ue000end"
"""A private-use character begins it: no export writes one."""
csv.field_size_limit(16 * 1024 * 1024)  # a narrative cell may be long; the default of 128 kB is an error


def sheet_of(path: Path, file_name: str) -> Sheet:
    """The one sheet that a delimited file is. Raises CannotRead when a quotation mark is never closed."""
    text, encoding = decode(path.read_bytes())
    delimiter = decide_delimiter(text[:SAMPLE_CHARACTERS])
    # A quotation mark that is never closed swallows every row after it into one cell. A last line of our own tells: it
    # comes back as a row of its own only when the reader was not inside quotes at the end.
    ended = "" if text.endswith(("\n", "\r")) else "\n"
    reader = csv.reader(io.StringIO(f"{text}{ended}{END}", newline=""), delimiter=delimiter)
    rows = list(reader)
    if rows.pop() != [END]:
        raise CannotRead(
            "unclosed quote",
            f"{file_name} has a quotation mark in or before row {len(rows) + 1:,} that is never closed, so the rows after it "
            "cannot be told apart: every quoted cell needs its closing mark; open it in a spreadsheet, save it again as .csv "
            "and choose that file.",
        )
    rows = [[clean(cell) for cell in row] for row in rows]
    return Sheet(None, rows, encoding=encoding, delimiter=DELIMITERS[delimiter])


def decode(content: bytes) -> tuple[str, str]:
    """(text, encoding in words). UTF-8 before Windows-1252: every UTF-8 file also decodes as 1252, as '5Âµg'."""
    for mark, codec, name in (
        (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
        (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
        (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
    ):
        if content.startswith(mark):
            return content.decode(codec, errors="replace"), name
    start = content[:4096]
    if start.count(0) > len(start) // 4:
        codec = "utf-16-le" if start[1::2].count(0) > start[0::2].count(0) else "utf-16-be"
        return content.decode(codec, errors="replace"), "UTF-16"
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), "Windows-1252"


def decide_delimiter(sample: str) -> str:
    """The delimiter whose rows hold the most known headings, then the most rows of one width."""

    def score(delimiter: str) -> tuple[int, int, int]:
        rows = [
            [cell.strip() or None for cell in row]
            for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        ][:60]
        widths = Counter(len(row) for row in rows if len(row) > 1)
        width, times = widths.most_common(1)[0] if widths else (0, 0)
        return find_header(rows)[1], times, width

    return max(DELIMITERS, key=score)
