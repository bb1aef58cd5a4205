"""Which row of a sheet holds the headings: the one that most known headings are in, titles above it notwithstanding."""

from dashboard.extracts.vocabulary import key, known_headings


def find_header(rows: list[list[str | None]]) -> tuple[int, int]:
    """(index of the header row, how many known headings it holds).

    Without one known heading, the first row with the most filled cells: its names can then be shown to the person.
    """
    known = known_headings()
    scores = [len({key(cell) for cell in row if cell} & known) for row in rows]
    best = max(scores, default=0)
    if best:
        return scores.index(best), best
    filled = [sum(cell is not None for cell in row) for row in rows]
    return (filled.index(max(filled)) if filled else 0), 0
