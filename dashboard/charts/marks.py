"""What each mark of a picture stands for: the way from a bar, a point or a cell to its incidents."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from dashboard.domain.periods import last_day, month_in_words

Narrowing = Mapping[str, tuple[str, ...]]
"""Fields of the filter, by its own keys, and the words that they are narrowed to."""

Place = tuple[int, ...]
"""(trace, point), or (trace, row, column) of a heat map, as plotly counts them: from 0."""


@dataclass(frozen=True)
class Mark:
    """One bar, point or cell, with its own count of incidents (None: it counts none).

    narrows: what it narrows the filter to beside its days (first and last, both included); None where it stands for no
    incidents that a filter could ask for, as an expected count.
    """

    words: str
    incidents: int | None
    narrows: Narrowing | None
    first: date | None = None
    last: date | None = None
    whatever_is_asked: bool = False
    """Counted without regard to the rest of the filter."""


@dataclass(frozen=True)
class Marks:
    """Of one picture: by their places in it, and by the rows and the cells (row, heading) of its table."""

    points: Mapping[Place, Mark]
    rows: Mapping[int, Mark] = field(default_factory=dict)
    cells: Mapping[tuple[int, str], Mark] = field(default_factory=dict)


MakesMarks = Callable[[], Marks]
"""Asked for when a mark is chosen, and not before: a page that nobody points at pays nothing."""


def of_month(month: date, words: str, incidents: int | None, narrows: Narrowing | None) -> Mark:
    said = ", ".join(part for part in (month_in_words(month), words) if part)
    return Mark(said, incidents, narrows, month, last_day(month))
