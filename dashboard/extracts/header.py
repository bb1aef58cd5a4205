"""Which row of a sheet holds the headings: the one that most known headings are in, titles above it notwithstanding."""

import re

from dashboard.extracts.vocabulary import key, known_headings

_MONTH = re.compile(r"[A-Za-z]{3,9}[ '’./-]{0,2}(?:\d{4}|\d{2})|\d{4}-\d{2}(?:-01)?|0?1/\d{2}/\d{4}")


def find_header(rows: list[list[str | None]]) -> tuple[int, int]:
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
