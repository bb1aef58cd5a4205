"""A person's own small table of figures: UTF-8 CSV with a heading row, from a file or from standard input.

It is read here by the csv module of the standard library, in plain Python and within stated limits, and not by the
process that reads extracts: that one takes workbooks and hundreds of megabytes, and costs as much as twenty charts.
"""

import csv
import io
import math
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.cli.telling import Refusal
from dashboard.extracts.sheet import said_alike
from dashboard.stats import StatsError

MOST_BYTES = 4 * 1024 * 1024
MOST_ROWS = 5_000
"""Rows below the headings: thirteen years of days. The rules on runs take a second at 5,000 points and grow steeply."""

FARTHEST = 1e15
"""Numbers are of this size at most, and at least one over it if not zero: beyond, sums and squares run out of floats."""

STANDARD_INPUT = "-"
MISSING = {"", "-", "–", "na", "n/a", "nan", "#n/a", "<na>", "null"}
"""What a cell without a figure holds, in small letters."""

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T]00:00(?::00(?:\.0+)?)?Z?)?", re.ASCII)
_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)
_ORDINAL = re.compile(r"\d{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Figures:
    """The rows below the headings, as text; `numbers` is the row of the file that each is, the headings' row being 1."""

    file_name: str
    headings: tuple[str, ...]
    numbers: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]

    def has(self, heading: str) -> bool:
        return any(said_alike(each) == said_alike(heading) for each in self.headings)

    def texts(self, heading: str, option: str) -> list[str]:
        """The cells of the column of that heading, blanks as "". Raises Refusal, which names the option that names it."""
        place = self._place(heading, option)
        return [row[place] for row in self.rows]

    def figures(self, heading: str, option: str) -> list[float | None]:
        """The column as numbers, None where a cell is missing. Raises Refusal with the row of a cell that is no number."""
        return [
            self._number(text, number, heading)
            for text, number in zip(self.texts(heading, option), self.numbers, strict=True)
        ]

    def known_figures(self, heading: str, option: str) -> list[float]:
        """The column as numbers, of which none may be missing."""
        known: list[float] = []
        for figure, number in zip(self.figures(heading, option), self.numbers, strict=True):
            if figure is None:
                raise Refusal(
                    f"{self.file_name}, row {number}: '{heading}' is blank, and every row needs it here: "
                    "fill it in, or leave the row out."
                )
            known.append(figure)
        return known

    def days(self, heading: str, option: str) -> list[tuple[Any, str]]:
        """(what orders it, how it is printed) of each cell: days, months or whole numbers, one kind in one column."""
        read: list[tuple[Any, str]] = []
        for text, number in zip(self.texts(heading, option), self.numbers, strict=True):
            found = day_of(text)
            if found is None:
                raise Refusal(
                    f"{self.file_name}, row {number}: '{heading}' is not a date such as 2026-03-31 or 2026-03, nor a whole "
                    "number that gives the order: write it so, or take the column away if the rows stand in order."
                )
            if read and type(found[0]) is not type(read[0][0]):
                raise Refusal(
                    f"{self.file_name}, row {number}: '{heading}' holds dates in some rows and whole numbers in others: "
                    "write all of them in one way."
                )
            read.append(found)
        return read

    def _place(self, heading: str, option: str) -> int:
        exactly = [place for place, each in enumerate(self.headings) if each == heading]
        alike = exactly or [
            place for place, each in enumerate(self.headings) if said_alike(each) == said_alike(heading)
        ]
        if len(alike) == 1:
            return alike[0]
        found = f"no column '{heading}'" if not alike else f"{len(alike)} columns '{heading}'"
        there = ", ".join(f"'{each}'" for each in self.headings if each)
        raise Refusal(f"{self.file_name} has {found}; its columns are {there}: name one with {option}.")

    def _number(self, text: str, number: int, heading: str) -> float | None:
        if text.lower() in MISSING:
            return None
        figure = float(text) if _NUMBER.fullmatch(text) else math.nan
        if math.isnan(figure) or (figure and not 1 / FARTHEST <= abs(figure) <= FARTHEST):
            what = "not a number such as 1234.5 (no commas, no % sign)"
            if not math.isnan(figure):
                what = f"farther from 1 than {FARTHEST:.0e} times"
            raise Refusal(
                f"{self.file_name}, row {number}: '{heading}' is {what}; leave a figure that is missing blank."
            )
        return figure


def day_of(text: str) -> tuple[Any, str] | None:
    """(what orders it, how it is printed) of a day, a month or a whole number; None of anything else."""
    text = text.strip()
    try:
        if day := _DAY.fullmatch(text):
            return date.fromisoformat(day[1]), day[1]
        if _MONTH.fullmatch(text):
            return date.fromisoformat(f"{text}-01"), text
    except ValueError:
        return None
    return (int(text), text) if _ORDINAL.fullmatch(text) else None


@contextmanager
def refusing(where: str) -> Iterator[None]:
    """What the statistics refuse becomes one sentence about that place."""
    try:
        yield
    except StatsError as error:
        raise Refusal(f"{where}: {str(error).rstrip('.')}.") from None
    except ArithmeticError:
        raise Refusal(
            f"{where}: the figures are too large, or too far apart, to be worked out; look for one that is mistyped."
        ) from None


def read_figures(name: str) -> Figures:
    """The table in that file, '-' for standard input. Raises Refusal: absent, too large, no UTF-8 text, no CSV."""
    content, file_name = _content(name)
    if len(content) > MOST_BYTES:
        raise Refusal(
            f"{file_name} is larger than {MOST_BYTES // 1024 // 1024} MB, and a small table of figures is needed: "
            "add the rows up first (one a month, or one a ward)."
        )
    if content.startswith(b"PK\x03\x04") or b"\0" in content:
        raise Refusal(
            f"{file_name} is a workbook or another kind of file that is not text: save it as CSV UTF-8 (.csv) and name that."
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal(
            f"{file_name} is not UTF-8 text: in a spreadsheet choose Save as, CSV UTF-8 (.csv), and name that file."
        ) from None
    return _table(text, file_name)


def _content(name: str) -> tuple[bytes, str]:
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read(MOST_BYTES + 1), "Standard input"
    path = Path(name)
    if not path.exists():
        raise Refusal(f"There is no file {name}.")
    if not path.is_file():
        raise Refusal(f"{name} is a folder; name one .csv file in it.")
    with path.open("rb") as stream:
        return stream.read(MOST_BYTES + 1), path.name


def _table(text: str, file_name: str) -> Figures:
    try:
        written = [
            (number, tuple(cell.strip() for cell in row))
            for number, row in enumerate(csv.reader(io.StringIO(text, newline="")), start=1)
        ]
    except csv.Error:
        raise Refusal(
            f"{file_name} is not CSV that can be read: save it again as CSV UTF-8 (.csv) and name that file."
        ) from None
    start = next((at for at, (_, row) in enumerate(written) if any(row)), None)
    if start is None:
        raise Refusal(f"{file_name} is empty: a heading row and a row for each point are needed.")
    headings = written[start][1]
    below = _without_empty_end(written[start + 1 :], len(headings))
    if len(headings) > 1:
        # In a table of one column an empty line is how a missing figure is written; in any other it is no row.
        below = [(number, row) for number, row in below if row]
    if len(below) > MOST_ROWS:
        raise Refusal(
            f"{file_name} has {len(below):,} rows and the limit is {MOST_ROWS:,}: "
            "add the rows up first (one a month, or one a ward)."
        )
    for number, row in below:
        if any(row[len(headings) :]):
            raise Refusal(
                f"{file_name}, row {number}: there are more cells than headings: a number is written without commas, "
                "and a name that holds one stands in quotation marks."
            )
    width = len(headings)
    return Figures(
        file_name,
        headings,
        tuple(number for number, _ in below),
        tuple((row + ("",) * width)[:width] for _, row in below),
    )


def _without_empty_end(
    rows: Sequence[tuple[int, tuple[str, ...]]], width: int
) -> list[tuple[int, tuple[str, ...]]]:
    """Without the lines at the end that hold nothing, which spreadsheets leave."""
    kept = list(rows)
    while kept and not any(kept[-1][1]) and (width > 1 or not kept[-1][1]):
        kept.pop()
    return kept
