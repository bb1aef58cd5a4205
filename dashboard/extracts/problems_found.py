"""What a person should know about single cells and rows, by the sheet's own row: never the value itself."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow.compute as pc

from dashboard.domain.extract import Problem
from dashboard.extracts.coded import looks_like_free_text
from dashboard.extracts.columns import MappedColumns
from dashboard.extracts.dated_rows import MONTH_FIRST, DatedColumn
from dashboard.extracts.fates import DECIDED, NO_REFERENCE, Fate, RowFates
from dashboard.extracts.timed_rows import NO_TIME_THERE, NOT_READ
from dashboard.extracts.typed_rows import PLACES, ReadRows
from dashboard.extracts.vocabulary import FIELD_WORDS
from dashboard.extracts.words_to_place import WORD_LENGTH, WordsToPlace

MOST_PROBLEMS = 10_000
"""A wrong column of a million rows is one thing to mend: past this many the rest is one sentence with its number."""


@dataclass
class _Found:
    """Problems as arrays: rows of the table, and what is said of them; objects are made of the first ones only."""

    rows: list[np.ndarray] = field(default_factory=list)
    said: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, where: np.ndarray, column: str, kind: str, reason: str) -> None:
        """`where` marks the rows of a problem."""
        rows = np.flatnonzero(where)
        if len(rows):
            self.rows.append(rows)
            self.said.append((column, kind, reason))

    def in_order(self, numbers: Any) -> list[Problem]:
        """By row of the sheet; `numbers` is the sheet's own row number of each row."""
        if not self.rows:
            return []
        rows = np.concatenate(self.rows)
        what = np.repeat(np.arange(len(self.rows)), [len(each) for each in self.rows])
        first = np.argsort(rows, kind="stable")[:MOST_PROBLEMS]
        listed = [
            Problem(int(number), *self.said[said])
            for number, said in zip(numbers[rows[first]], what[first], strict=True)
        ]
        more = len(rows) - len(listed)
        if more:
            listed.append(
                Problem(None, "", "problems", f"{more:,} more problems of rows further down are not listed")
            )
        return listed


def problems_found(
    columns: MappedColumns, fates: RowFates, read: ReadRows, words: WordsToPlace
) -> list[Problem]:
    """Rejected rows, dates that count as not recorded, places and words written as sentences."""
    found = _Found()
    accepted = fates.accepted
    for fate, reason in DECIDED:
        if fate is Fate.REJECTED:
            heading = columns.heading("reference") if reason == NO_REFERENCE else ""
            found.add(fates.because(reason), heading, "row", f"not read: {reason}")
    for dates in (read.occurred, read.reported):
        numbers, said = dates.problems()
        for number, (kind, problem) in enumerate(said):
            found.add(
                accepted & (numbers == number), dates.heading, kind, f"{problem}: counts as not recorded"
            )
    found.add(
        accepted & _reported_first(read.occurred, read.reported),
        read.reported.heading,
        "date",
        "is before the date of incident: both are kept",
    )
    for heading, rows in read.times.unread:
        found.add(accepted & rows, heading, "time", NOT_READ)
    for name in PLACES:
        where = accepted & columns.written(name).says(looks_like_free_text)
        reason = f"does not look like a {FIELD_WORDS[name]}: counts as not recorded"
        found.add(where, columns.heading(name), "free text", reason)
    for heading, rows in words.too_long():
        reason = f"is longer than a word of a list ({WORD_LENGTH} letters): counts as not recorded"
        found.add(accepted & rows, heading, "free text", reason)
    found.add(
        accepted & read.harm.without_patient_but_harmed,
        columns.heading("harm"),
        "word",
        "is harm although the number of patients is 0: counts as not applicable",
    )
    of_columns = [
        Problem(None, dates.heading, "date", MONTH_FIRST)
        for dates in (read.occurred, read.reported)
        if dates.asks
    ]
    of_columns += [Problem(None, heading, "time", NO_TIME_THERE) for heading in read.times.without]
    return [*of_columns, *found.in_order(columns.table.column("row").to_numpy())]


def _reported_first(occurred: DatedColumn, reported: DatedColumn) -> np.ndarray:
    """Both dates are kept as written; one of them is wrong, and only the person can say which."""
    earlier = pc.less(reported.day(), occurred.earliest()).fill_null(False)
    return earlier.to_numpy(zero_copy_only=False).astype(bool)
