"""A sheet as columns of text, whatever file it came from, before anything is known of what the columns mean."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

import numpy as np

from dashboard.domain.identifiers import NOTHING_LOCAL, LocalIdentifiers, Narrative

ROWS_SEARCHED = 60
"""A header is looked for in this many rows from the first that holds a cell; title blocks in the field have up to 10."""


@dataclass(frozen=True)
class Wanted:
    """What is asked of a file beside its rows: a sheet by name, columns by their headings, what becomes of free text.

    Columns that are asked for come whole and as written (`string`, blanks as ""), free text among them, with every row
    of the file, blank ones too. The headings then stand in the first row that holds all that is asked for.

    `references` are headings that a person has said to hold references: no mark is put there. `local` is what the trust's
    own personal details look like. `of_people`: whether what the file holds is about people at all; in a list of products "Nurse Harvey's"
    is no nurse.
    """

    sheet_name: str | None = None
    columns: tuple[str, ...] = ()
    narrative: Narrative = Narrative.LEFT_OUT
    references: tuple[str, ...] = ()
    local: LocalIdentifiers = NOTHING_LOCAL
    of_people: bool = True

    def written(self) -> str:
        """As JSON, the same for what is equal."""
        return json.dumps(
            {**asdict(self), "local": {**asdict(self.local), "staff": sorted(self.local.staff)}},
            sort_keys=True,
        )

    @classmethod
    def read(cls, written: str) -> "Wanted":
        held = json.loads(written)
        local = held["local"]
        return cls(
            held["sheet_name"],
            tuple(held["columns"]),
            Narrative(held["narrative"]),
            tuple(held["references"]),
            LocalIdentifiers(tuple(local["hospital_numbers"]), local["staff_key"], frozenset(local["staff"])),
            held["of_people"],
        )

    def is_reference(self, heading: str | None) -> bool:
        """Whether a person has said that references stand beneath this heading."""
        return said_alike(heading or "") in map(said_alike, self.references)

    def holds(self, heading: str | None) -> bool:
        """Whether this is the heading of a column that is asked for; case and white space do not matter."""
        return bool(heading) and said_alike(heading or "") in map(said_alike, self.columns)

    def row_in(self, rows: Sequence[Sequence[str | None]]) -> int | None:
        """The index of the first row that holds all of the headings, or None."""
        asked = set(map(said_alike, self.columns))
        return next(
            (
                at
                for at, row in enumerate(rows)
                if asked and asked <= {said_alike(cell or "") for cell in row}
            ),
            None,
        )


LIKELIEST = Wanted()
"""The likeliest sheet, and no column more than another."""


def said_alike(heading: str) -> str:
    """How a heading that a person types is compared with one that is there."""
    return " ".join(heading.split()).casefold()


@dataclass
class Below:
    """What stands below the headings.

    `numbers` is the row of the sheet that each row is (int32, ascending unless the file is ragged). `columns` holds one
    Arrow column of text for each column of the sheet, blanks not yet decided. `further` is the number of filled cells
    that a row has right of all of them (rows by position).
    """

    numbers: np.ndarray
    columns: list[Any]
    further: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Counted:
    """The rows that hold a cell, by a route that shares nothing with the reader: their number, and which where known."""

    rows: int
    numbers: np.ndarray | None = None


class Sheet(Protocol):
    """The first rows of a sheet as text (row i of `top` is row i + 1 of the sheet), and the way to the rest of it."""

    name: str | None
    names: tuple[str, ...]
    top: list[list[str | None]]
    encoding: str | None
    delimiter: str | None
    date1904: bool
    across: list[tuple[int, int, int]]
    """Cells merged across columns in the first rows: (row index, first column, last column)."""

    def below(self, header_row: int) -> Below:
        """The rows below that row (counted from 1). Raises CannotRead."""
        ...

    def counted(self, header_row: int, *, exact: bool) -> Counted:
        """Rows below the headings that hold a cell, counted a second way: the quick one, or the exact one."""
        ...

    def notes(self, header_row: int, headings: list[str], texts: list[Any]) -> list[str]:
        """What the person should know about the file, in plain sentences."""
        ...


class CannotRead(Exception):
    """(reason, sentence) for the person: the file is of the right kind and still cannot be read."""


def clean(text: str) -> str | None:
    """Text without the white space around it; a cell of blanks only (NRLS writes a single space) is None."""
    stripped = text.replace("_x000D_", "").replace("\xa0", " ").strip()
    return stripped or None
