"""Which row of a sheet holds the headings: the one that most known headings are in, titles above it notwithstanding."""

import re
from collections import Counter
from dataclasses import dataclass

from dashboard.extracts.sheet import LIKELIEST, Wanted
from dashboard.extracts.vocabulary import key, known_headings

_MONTH = re.compile(r"[A-Za-z]{3,9}[ '’./-]{0,2}(?:\d{4}|\d{2})|\d{4}-\d{2}(?:-01)?|0?1/\d{2}/\d{4}")

Cells = list[str | None]

DIGITS_OF_A_DATE = 6
"""A row that holds so many digits in a cell is a line such as 'Run on 03/11/2026'."""


@dataclass(frozen=True)
class Header:
    """The headings; `row` is the last row of them and `first` the first (counted from 1); `known` how many are known."""

    row: int
    first: int
    headings: list[str]
    known: int


def find_header(rows: list[Cells]) -> tuple[int, int]:
    """(index of the header row, how many known headings it holds).

    Without one known heading, the first row with the most filled cells: its names can then be shown to the person.
    """
    known = known_headings()
    scores = [len({key(cell) for cell in row if cell} & known) + _months_across(row) for row in rows]
    best = max(scores, default=0)
    if best:
        # A title that is itself a heading ("Occupied bed days") is as good as a header of one known heading: the row with
        # more cells is the header.
        leading = [at for at, score in enumerate(scores) if score == best]
        return max(leading, key=lambda at: (sum(cell is not None for cell in rows[at]), -at)), best
    filled = [sum(cell is not None for cell in row) for row in rows]
    return (filled.index(max(filled)) if filled else 0), 0


def _months_across(row: list[str | None]) -> int:
    """1 for a row of which most cells are months, each another one: the header of a table with months across."""
    cells = [cell for cell in row if cell]
    months = {cell for cell in cells if _MONTH.fullmatch(cell.strip())}
    return int(len(months) >= 2 and 2 * len(months) > len(cells))


def read_header(rows: list[Cells], across: list[tuple[int, int, int]], wanted: Wanted = LIKELIEST) -> Header:
    """The headings of a sheet, those of two rows joined: 'Dose' over 'given' and 'prescribed' is 'Dose | given' and
    'Dose | prescribed'. `across` are the cells that are merged across columns: (row index, first, last column).
    """
    asked = wanted.row_in(rows)
    if asked is not None:
        return Header(asked + 1, asked + 1, _without_empty_end([cell or "" for cell in rows[asked]]), 0)
    at, known = find_header(rows)
    merged = {(row, column): first for row, first, last in across for column in range(first, last + 1)}
    if at and _is_upper(at - 1, rows[at - 1], rows[at], merged):
        upper, lower, first = at - 1, at, at - 1
    elif at + 1 < len(rows) and _is_lower(at, rows[at], rows[at + 1], merged):
        upper, lower, first = at, at + 1, at
    else:
        return Header(at + 1, at + 1, _without_empty_end([cell or "" for cell in rows[at]]), known)
    headings = _joined(upper, rows[upper], rows[lower], merged)
    return Header(lower + 1, first + 1, headings, known)


def _is_upper(at: int, above: Cells, header: Cells, merged: dict[tuple[int, int], int]) -> bool:
    """Whether the row above holds the groups of the headings, and is no title: it names at least two groups, and the
    headings need it because some are blank below it or come more than once."""
    named = [column for column, cell in enumerate(above) if cell]
    if len(named) < 2 or named[-1] >= len(header):
        return False
    if any(sum(sign.isdigit() for sign in above[column] or "") >= DIGITS_OF_A_DATE for column in named):
        return False
    blank_below = any(column >= len(header) or not header[column] for column in named)
    again = {name for name, times in Counter(key(cell) for cell in header if cell).items() if times > 1}
    grouped = bool(again) and (not merged or any((at, column) in merged for column in named))
    return grouped or (blank_below and _fits(above, header))


def _fits(upper: Cells, lower: Cells) -> bool:
    """Whether every column from the first that is named has a heading once the two are laid over each other."""
    width = len(_without_empty_end([cell or "" for cell in lower])) or len(upper)
    held = [bool(_cell(upper, column) or _cell(lower, column)) for column in range(max(width, len(upper)))]
    while held and not held[-1]:
        held.pop()
    return True in held and all(held[held.index(True) :])


def _is_lower(at: int, header: Cells, below: Cells, merged: dict[tuple[int, int], int]) -> bool:
    """Whether the row below splits groups of the header row: words (no figures) only under a heading that is blank or
    the first of a group, under at least one blank one, and nothing under the first heading."""
    named = [column for column, cell in enumerate(below) if cell]
    first = next((column for column, cell in enumerate(header) if cell), None)
    if len(named) < 2 or first is None or _cell(below, first):
        return False
    blank_above = [column for column in named if not _cell(header, column)]
    inside = all(
        not _cell(header, column) or not _cell(header, column + 1) or (at, column) in merged
        for column in named
    )
    words = all(not any(sign.isdigit() for sign in below[column] or "") for column in named)
    within = all(column < len(header) for column in named)
    return bool(blank_above) and inside and words and within


def _joined(at: int, upper: Cells, lower: Cells, merged: dict[tuple[int, int], int]) -> list[str]:
    """One name a column: the lower one, after its group where the lower one alone would be blank or come twice."""
    width = max(len(upper), len(lower))
    groups: list[str | None] = []
    group: str | None = None
    for column in range(width):
        own = _cell(upper, column)
        if own:
            group = own
        elif merged and (at, column) not in merged:
            group = None
        groups.append(group if own or _cell(lower, column) else None)
    spread = Counter(name for name in groups if name)
    again = Counter(key(cell) for cell in lower if cell)
    known = known_headings()
    headings = []
    for column in range(width):
        below, above = _cell(lower, column), groups[column]
        alone = (
            bool(below)
            and again[key(below)] == 1
            and (key(below) in known or not above or spread[above] == 1)
        )
        if below and (alone or not above):
            headings.append(below)
        elif below and above:
            headings.append(f"{above} | {below}")
        else:
            headings.append(_cell(upper, column) or "")
    return _without_empty_end(headings)


def _cell(row: Cells, column: int) -> str | None:
    return row[column] if column < len(row) else None


def _without_empty_end(headings: list[str]) -> list[str]:
    while headings and not headings[-1]:
        headings.pop()
    return headings
