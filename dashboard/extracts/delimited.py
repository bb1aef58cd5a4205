"""A delimited text file as columns of text: encoding, delimiter and width are decided here, and said."""

import csv
import io
import re
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from dashboard.extracts.delimited_rows import count_exactly, count_quickly
from dashboard.extracts.encoding import (
    END,
    WINDOWS,
    Encoding,
    ReadInPieces,
    decide_encoding,
    lines_of,
    pieces_of,
    text_of,
)
from dashboard.extracts.header import find_header
from dashboard.extracts.limits import Limits
from dashboard.extracts.sheet import LIKELIEST, ROWS_SEARCHED, Below, CannotRead, Counted, Wanted, clean

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", "$": "dollar"}
SAMPLE_CHARACTERS = 60_000
TOP_CHARACTERS = 1_000_000
BLOCK = 8 * 1024 * 1024
MOST_RAGGED = 100_000
"""More rows of another width than this are read by the exact reader, which keeps none of them as text."""

BATCH_ROWS = 50_000
LEAST_TELLING = 4
"""With fewer columns a line of prose has as many commas as a row."""

SIGNS = "µ£°½¼¾±≥≤–€"
csv.field_size_limit(16 * 1024 * 1024)  # a narrative cell may be long; the default of 128 kB is an error


def sheet_of(path: Path, file_name: str, limits: Limits, wanted: Wanted = LIKELIEST) -> "DelimitedSheet":
    """The one sheet that a delimited file is."""
    encoding = decide_encoding(path)
    start = _start_of(path, encoding)
    delimiter = decide_delimiter(start[:SAMPLE_CHARACTERS], wanted)
    return DelimitedSheet(path, file_name, encoding, delimiter, start, limits, wanted)


class DelimitedSheet:
    """See `sheet.Sheet`. A record is a row, however many lines its cells break into."""

    name: str | None = None
    names: tuple[str, ...] = ()
    date1904 = False

    def __init__(
        self,
        path: Path,
        file_name: str,
        encoding: Encoding,
        delimiter: str,
        start: str,
        limits: Limits,
        wanted: Wanted,
    ) -> None:
        self.across: list[tuple[int, int, int]] = []
        self.encoding: str | None = encoding.name
        self.delimiter: str | None = DELIMITERS[delimiter]
        self._path, self._file_name, self._written_in, self._sign = path, file_name, encoding, delimiter
        self._limits, self._every_row = limits, bool(wanted.columns)
        self._swallowing: list[int] = []
        self._line_end = "\n" if "\n" in start else "\r"
        rows = _first_rows(start, delimiter)
        self.top: list[list[str | None]] = [[clean(cell) for cell in row] for row in rows]
        self._widths = [len(row) if any(cells) else 0 for row, cells in zip(rows, self.top, strict=True)]

    def below(self, header_row: int) -> Below:
        """The fast reader, or the exact one where the fast one gives up."""
        usual = Counter(width for width in self._widths[header_row:] if width).most_common(1)
        read = usual[0][0] if usual else max(1, self._widths[header_row - 1])
        width = max(self._widths[header_row - 1], read)
        if width > self._limits.columns:
            raise CannotRead(
                "too many rows",
                f"{self._file_name} has {width} columns and the limit is {self._limits.columns}: "
                "export a listing with fewer columns and choose that file.",
            )
        # The fast reader cannot tell an empty line, which is no row of several columns, from a row of blank cells.
        fast = None if self._every_row else self._read_fast(read, width, header_row)
        found = fast or self._read_exactly(width, header_row)
        self._swallowing = _rows_that_swallow(found, self._sign, read, self._line_end)
        return found

    def counted(self, header_row: int, *, exact: bool) -> Counted:
        above = sum(any(row) for row in self.top[:header_row])
        if exact:
            return Counted(count_exactly(text_of(self._path, self._written_in), self._sign) - above)
        return Counted(count_quickly(pieces_of(self._path, self._written_in), self._sign) - above)

    def notes(self, header_row: int, headings: list[str], texts: list[Any]) -> list[str]:
        said = []
        if self._swallowing:
            said.append(
                f"A cell of row {self._swallowing[0]:,} holds lines that look like rows of this file"
                + (f" (and so do {len(self._swallowing) - 1:,} more)" if len(self._swallowing) > 1 else "")
                + ": a quotation mark may be missing or one too many, and those rows are not counted."
            )
        if self.encoding == WINDOWS:
            shown = _example(texts)
            example = f", for instance in '{shown}'" if shown else ""
            said.append(
                f"The text is read as Windows-1252: check that signs such as µ and £ look right{example}."
            )
        return said

    def _read_fast(self, usual: int, width: int, header_row: int) -> Below | None:
        """By Arrow, which takes rows of one width (`usual`), and rows of another one by one: columns of the whole `width`.
        None when this reader gives up."""
        ragged: list[tuple[int, str]] = []

        def keep(row: Any) -> str:
            ragged.append((row.number, row.text))
            return "skip" if len(ragged) <= MOST_RAGGED else "error"

        names = [f"c{position}" for position in range(usual)]
        stream = ReadInPieces(pieces_of(self._path, self._written_in), f"\n{END}".encode())
        try:
            table = arrow_csv.read_csv(
                pa.PythonFile(stream, mode="r"),
                # The rows of another width come with their number only without threads (0.4 s for a million rows).
                read_options=arrow_csv.ReadOptions(column_names=names, use_threads=False, block_size=BLOCK),
                parse_options=arrow_csv.ParseOptions(
                    delimiter=self._sign,
                    newlines_in_values=True,
                    ignore_empty_lines=False,
                    invalid_row_handler=keep,
                ),
                convert_options=arrow_csv.ConvertOptions(
                    column_types={name: pa.string() for name in names}, strings_can_be_null=False
                ),
            )
        except pa.ArrowInvalid:
            return None
        columns = table.columns
        if usual == 1:
            if table.num_rows == 0 or columns[0][-1].as_py() != END:
                return None
            columns = [columns[0].slice(0, table.num_rows - 1)]
        elif not ragged or ragged.pop()[1] != END:
            return None  # a quotation mark is not closed: the exact reader says where
        other = list(csv.reader(io.StringIO("\n".join(text for _, text in ragged)), delimiter=self._sign))
        if len(other) != len(ragged):
            return None
        blank = pa.chunked_array([pa.repeat("", len(columns[0]))], pa.string())
        columns = [*columns, *[blank] * (width - usual)]
        return _with_ragged(columns, [number for number, _ in ragged], other, header_row)

    def _read_exactly(self, width: int, header_row: int) -> Below:
        """By the csv module, in batches; an empty line is a row where there is one column only. Raises CannotRead when a quotation mark is never closed."""
        reader = csv.reader(lines_of(text_of(self._path, self._written_in)), delimiter=self._sign)
        batches: list[list[pa.Array]] = [[] for _ in range(width)]
        further: dict[int, int] = {}
        batch: list[list[str]] = []
        rows = 0
        no_row: list[int] = []
        last: list[str] = []

        def put() -> None:
            for position in range(width):
                cells = [row[position] if position < len(row) else "" for row in batch]
                batches[position].append(pa.array(cells, pa.string()))
            batch.clear()

        try:
            for last in reader:
                rows += 1
                if rows > header_row and not last and width > 1:
                    no_row.append(rows)
                elif rows > header_row and last != [END]:
                    if len(last) > width and (more := sum(clean(cell) is not None for cell in last[width:])):
                        further[rows - header_row - 1 - len(no_row)] = more
                    batch.append(last)
                if len(batch) == BATCH_ROWS:
                    put()
        except csv.Error:
            raise CannotRead(
                "unreadable",
                f"{self._file_name} has a cell in or after row {rows + 1:,} that is too long to be one: "
                "a listing with a row for each incident is needed; open it in a spreadsheet, save it again as .csv "
                "and choose that file.",
            ) from None
        if last != [END]:
            raise CannotRead(
                "unclosed quote",
                f"{self._file_name} has a quotation mark in or before row {rows:,} that is never closed, so the rows after it "
                "cannot be told apart: every quoted cell needs its closing mark; open it in a spreadsheet, save it again "
                "as .csv and choose that file.",
            )
        put()
        numbers = np.arange(header_row + 1, rows, dtype=np.int32)  # the last row is our own mark
        numbers = np.delete(numbers, np.array(no_row, np.int64) - header_row - 1)
        return Below(numbers, [pa.chunked_array(column, pa.string()) for column in batches], further)


def _with_ragged(columns: list[Any], at: list[int], other: list[list[str]], header_row: int) -> Below:
    """The rows of the expected width with the others after them; the numbers say where each belongs."""
    width = len(columns)
    regular = len(columns[0])
    every = np.ones(regular + len(at) + 1, bool)
    every[np.array(at, np.int64)] = False
    numbers = np.flatnonzero(every)[1:]
    start = int((numbers <= header_row).sum())
    late = [(number, row) for number, row in zip(at, other, strict=True) if number > header_row]
    numbers = np.concatenate([numbers[start:], [number for number, _ in late]]).astype(np.int32)
    further: dict[int, int] = {}
    together = []
    for position, column in enumerate(columns):
        cells = [row[position] if position < len(row) else "" for _, row in late]
        chunks = column.slice(start).chunks
        together.append(pa.chunked_array([*chunks, pa.array(cells, pa.string())], pa.string()))
    for index, (_, row) in enumerate(late, start=regular - start):
        if more := sum(clean(cell) is not None for cell in row[width:]):
            further[index] = more
    return Below(numbers, together, further)


def _rows_that_swallow(below: Below, delimiter: str, width: int, line_end: str) -> list[int]:
    """Rows with a cell in which a whole line has just the delimiters of a row: two stray quotation marks far apart make
    one cell of everything between them, and no count can see that."""
    if width < LEAST_TELLING:
        return []
    cell = rf"[^\n\r{re.escape(delimiter)}]*"
    line = rf"[\n\r]{cell}(?:{re.escape(delimiter)}{cell}){{{width - 1}}}[\n\r]"
    found: set[int] = set()
    for column in below.columns:
        at = np.flatnonzero(pc.match_substring(column, line_end).to_numpy())
        if len(at):
            like = pc.match_substring_regex(column.take(pa.array(at)), line).to_numpy()
            found |= set(below.numbers[at[like]].tolist())
    return sorted(found)


def _start_of(path: Path, encoding: Encoding) -> str:
    start = ""
    for piece in text_of(path, encoding):
        start += piece
        if len(start) >= TOP_CHARACTERS:
            break
    return start[:TOP_CHARACTERS]


def _first_rows(start: str, delimiter: str) -> list[list[str]]:
    """The first rows, from the top of the file to some way below its first filled row."""
    rows: list[list[str]] = []
    seen = 0
    for row in csv.reader(io.StringIO(start, newline=""), delimiter=delimiter):
        rows.append(row)
        seen += bool(seen) or any(clean(cell) for cell in row)
        if seen == ROWS_SEARCHED:
            return rows
    cut = len(start) >= TOP_CHARACTERS and len(rows) > 1
    return rows[:-1] if cut else rows


def _example(texts: list[Any]) -> str | None:
    """A word of a column of words that come again, with a sign in it. Letters with accents are left out: they stand in
    people's names."""
    for column in texts:
        if not isinstance(column, pa.DictionaryArray):
            continue
        for word in column.dictionary.to_pylist()[:5000]:
            for part in word.split():
                if len(part) <= 20 and part.strip(SIGNS + "0123456789.,mgl") == "" and set(part) & set(SIGNS):
                    return part
    return None


def decide_delimiter(sample: str, wanted: Wanted = LIKELIEST) -> str:
    """The delimiter whose rows hold the most known headings, then the most rows of one width.

    Of those that give the columns asked for, the one that gives the most columns in their row, else a comma: a list of
    one column may hold every other sign.
    """
    if wanted.columns:
        found = [
            (len(rows[at]), delimiter)
            for delimiter in DELIMITERS
            if (rows := _cleaned_rows(sample, delimiter)) and (at := wanted.row_in(rows)) is not None
        ]
        if found:
            return max(found, key=lambda each: each[0])[1]

    def score(delimiter: str) -> tuple[int, int, int]:
        rows = _cleaned_rows(sample, delimiter)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        width, times = widths.most_common(1)[0] if widths else (0, 0)
        return find_header(rows)[1], times, width

    return max(DELIMITERS, key=score)


def _cleaned_rows(sample: str, delimiter: str) -> list[list[str | None]]:
    rows = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    return [[cell.strip() or None for cell in row] for row in rows][:ROWS_SEARCHED]
