"""What becomes of each row: accepted, a repeat already counted, rejected, or left out, each with its reason."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.domain.extract import RowCounts
from dashboard.extracts.coded import by_distinct, parts_of
from dashboard.extracts.columns import MappedColumns
from dashboard.extracts.vocabulary import read_word

TOTAL_LINE_CELLS = 3
_TOTAL_LINE = re.compile(
    r"(?:grand )?(?:total|count|sum)\b.*|page \d+ of \d+|end of report|[\d,]+ records?(?: found)?", re.I
)


class Fate(StrEnum):
    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"
    LEFT_OUT = "left out"


NO_REFERENCE = "no reference"
TOO_WIDE = "more cells than there are headings"
TOTAL = "a total or page line"
NOT_MEDICATION = "not a medication incident"
OTHER_EVENT = "another kind of event (good care, risk or outcome)"
EXCLUDED_STATUS = "rejected or a duplicate in the source system"
EARLIER_REVISION = "an earlier revision in the same file"


@dataclass(frozen=True)
class RowFates:
    """`fate` and `because` hold one text a row (because is None for accepted rows)."""

    fate: np.ndarray
    because: np.ndarray

    def count(self, fate: Fate) -> int:
        return int((self.fate == fate.value).sum())

    def counts(self) -> RowCounts:
        return RowCounts(
            read=len(self.fate),
            accepted=self.count(Fate.ACCEPTED),
            duplicate=self.count(Fate.DUPLICATE),
            rejected=self.count(Fate.REJECTED),
            left_out=self.count(Fate.LEFT_OUT),
        )

    def reasons(self, fate: Fate) -> list[tuple[str, int]]:
        """(reason, rows) of one fate, most first."""
        reasons = self.because[self.fate == fate.value]
        names, counts = np.unique(reasons.astype(str), return_counts=True)
        return sorted(zip(names.tolist(), counts.tolist(), strict=True), key=lambda pair: (-pair[1], pair[0]))


def fates_of_rows(columns: MappedColumns, reference: Any) -> RowFates:
    """Decide every row. What comes first wins: total line, rejected, duplicate, left out, accepted."""
    rows = len(columns.table)
    fate = np.full(rows, Fate.ACCEPTED.value, dtype=object)
    because = np.full(rows, None, dtype=object)

    def settle(where: np.ndarray, decided: Fate, reason: str) -> None:
        undecided = where & (fate == Fate.ACCEPTED.value)
        fate[undecided] = decided.value
        because[undecided] = reason

    missing = _numpy(pc.is_null(reference))
    settle(_total_lines(columns, missing), Fate.LEFT_OUT, TOTAL)
    settle(missing, Fate.REJECTED, NO_REFERENCE)
    settle(_numpy(columns.table.column("beyond").combine_chunks()), Fate.REJECTED, TOO_WIDE)
    settle(_repeats(columns), Fate.DUPLICATE, "a byte-identical repeat of an earlier row")
    # First of all: an incident whose newest revision is no longer one of medication does not count by an older one.
    if columns.has("revision"):
        settle(_earlier_revisions(columns, reference, fate), Fate.LEFT_OUT, EARLIER_REVISION)
    if columns.has("event_type"):
        settle(~_says("event_type", columns, blank=True), Fate.LEFT_OUT, OTHER_EVENT)
    if columns.has("medication_only"):
        settle(~_says("medication_only", columns, blank=True), Fate.LEFT_OUT, NOT_MEDICATION)
    if columns.has("status"):
        settle(_says("status", columns, blank=False, means="left out"), Fate.LEFT_OUT, EXCLUDED_STATUS)
    return RowFates(fate, because)


def _numpy(mask: Any) -> np.ndarray:
    return mask.to_numpy(zero_copy_only=False).astype(bool)


def _total_lines(columns: MappedColumns, missing: np.ndarray) -> np.ndarray:
    """Lines at the end of a listing such as 'Total: 2,431' or 'Page 1 of 3': few cells, one of them says so."""
    narrow = _numpy(pc.less_equal(columns.table.column("cells"), TOTAL_LINE_CELLS).combine_chunks())
    found = np.zeros(len(missing), dtype=bool)
    # A total may stand where the reference does and look like one. Right of it, only a row without a reference is a
    # total line: 'Total parenteral nutrition' is a medicine.
    last_reference = max(columns.by_field["reference"])
    for position in range(len(columns.headings)):
        column = columns.column(position)
        looked_at = narrow & _numpy(pc.is_valid(column)) & (missing | (position <= last_reference))
        for index in np.flatnonzero(looked_at):
            if _TOTAL_LINE.fullmatch(column[int(index)].as_py()):
                found[index] = True
    return found


def _repeats(columns: MappedColumns) -> np.ndarray:
    """Rows whose every cell equals an earlier row's: the parsing process saw the free text too."""
    return _numpy(columns.table.column("repeat").combine_chunks())


def _says(field: str, columns: MappedColumns, *, blank: bool, means: str = "yes") -> np.ndarray:
    """Rows whose column says one of the words that mean `means`; `blank` is the answer for an empty cell."""
    source = columns.source

    def read(written: str | None) -> bool:
        if not written:
            return blank
        return any(read_word(field, source, part) == means for part in parts_of(field, source, written))

    return _numpy(by_distinct(columns.first(field), read, pa.bool_()))


def _earlier_revisions(columns: MappedColumns, reference: Any, fate: np.ndarray) -> np.ndarray:
    """Rows of a lower revision than the newest accepted one of their reference."""
    revision = by_distinct(columns.first("revision"), revision_number, pa.float64())
    table = pa.table({"reference": reference, "revision": revision})
    kept = table.filter(pa.array(fate == Fate.ACCEPTED.value))
    newest = kept.group_by("reference").aggregate([("revision", "max")])
    position = pc.index_in(reference, value_set=newest.column("reference").combine_chunks())
    newest_of_row = newest.column("revision_max").combine_chunks().take(position)
    return _numpy(pc.less(revision, newest_of_row).fill_null(False))


def revision_number(written: str | None) -> float:
    """Revisions are numbers; anything else is the lowest, so that a numbered one wins over it."""
    try:
        return float(written or "")
    except ValueError:
        return -1.0
