"""What becomes of each row: accepted, a repeat already counted, rejected, or left out, each with its reason."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.domain.extract import RowCounts, Standing
from dashboard.domain.profile import ReadingChoices
from dashboard.extracts.columns import MappedColumns, as_text
from dashboard.extracts.placed import FateWords
from dashboard.extracts.references import References
from dashboard.extracts.total_lines import EXACTLY_TOTAL_LINE, TOTAL_LINE, TOTAL_LINE_CELLS


class Fate(StrEnum):
    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"
    LEFT_OUT = "left out"


NO_REFERENCE = "no reference"
TOO_WIDE = "more cells than there are headings"
REPEAT = "a byte-identical repeat of an earlier row"
TOTAL = "a total or page line"
NOT_MEDICATION = Standing.NOT_MEDICATION.value
OTHER_EVENT = Standing.OTHER_EVENT.value
EXCLUDED_STATUS = Standing.EXCLUDED_STATUS.value
EARLIER_REVISION = "an earlier revision in the same file"

DECIDED = (
    (Fate.ACCEPTED, ""),
    (Fate.LEFT_OUT, TOTAL),
    (Fate.REJECTED, NO_REFERENCE),
    (Fate.REJECTED, TOO_WIDE),
    (Fate.DUPLICATE, REPEAT),
    (Fate.LEFT_OUT, EARLIER_REVISION),
    (Fate.LEFT_OUT, OTHER_EVENT),
    (Fate.LEFT_OUT, NOT_MEDICATION),
    (Fate.LEFT_OUT, EXCLUDED_STATUS),
)
"""What can be decided of a row, in the order in which it is decided: what comes first wins."""

_CODE = {reason: code for code, (_, reason) in enumerate(DECIDED)}


@dataclass(frozen=True)
class RowFates:
    """`codes` holds for each row its place in DECIDED (one byte a row)."""

    codes: np.ndarray

    @property
    def accepted(self) -> np.ndarray:
        return self.codes == 0

    def because(self, reason: str) -> np.ndarray:
        """Rows that were decided for this reason."""
        return self.codes == _CODE[reason]

    def are(self, fate: Fate) -> np.ndarray:
        """Rows of this fate."""
        return np.isin(self.codes, [code for code, (of, _) in enumerate(DECIDED) if of is fate])

    def counts(self) -> RowCounts:
        rows = np.bincount(self.codes, minlength=len(DECIDED)).tolist()
        by_fate = {
            fate: sum(rows[code] for code, (of, _) in enumerate(DECIDED) if of is fate) for fate in Fate
        }
        return RowCounts(
            read=len(self.codes),
            accepted=by_fate[Fate.ACCEPTED],
            duplicate=by_fate[Fate.DUPLICATE],
            rejected=by_fate[Fate.REJECTED],
            left_out=by_fate[Fate.LEFT_OUT],
        )

    def reasons(self, fate: Fate) -> list[tuple[str, int]]:
        """(reason, rows) of one fate, most first."""
        rows = np.bincount(self.codes, minlength=len(DECIDED)).tolist()
        found = [(reason, count) for (of, reason), count in zip(DECIDED, rows, strict=True) if of is fate]
        return sorted((pair for pair in found if pair[1]), key=lambda pair: (-pair[1], pair[0]))


def fates_of_rows(
    columns: MappedColumns, references: References, revision: np.ndarray, choices: ReadingChoices
) -> RowFates:
    """Decide every row. What comes first wins: total line, rejected, duplicate, left out, accepted."""
    codes = np.zeros(len(columns), dtype=np.uint8)

    def settle(where: np.ndarray, reason: str) -> None:
        codes[where & (codes == 0)] = _CODE[reason]

    missing = references.missing
    settle(_total_lines(columns, missing), TOTAL)
    settle(missing, NO_REFERENCE)
    settle(_numpy(columns.table.column("beyond").combine_chunks()), TOO_WIDE)
    settle(_repeats(columns), REPEAT)
    # First of all: an incident whose newest revision is no longer one of medication does not count by an older one.
    if columns.has("revision"):
        settle(_earlier_revisions(references, revision, codes == 0), EARLIER_REVISION)
    words = FateWords(columns.source, choices.placed)
    if columns.has("event_type"):
        settle(~_says("event_type", columns, words, blank=True), OTHER_EVENT)
    if columns.has("medication_only"):
        settle(~_says("medication_only", columns, words, blank=True), NOT_MEDICATION)
    if columns.has("status") and not (choices.profile and choices.profile.keeps_rejected):
        settle(_says("status", columns, words, blank=False, means="left out"), EXCLUDED_STATUS)
    return RowFates(codes)


def _numpy(mask: Any) -> np.ndarray:
    return mask.to_numpy(zero_copy_only=False).astype(bool)


def _total_lines(columns: MappedColumns, missing: np.ndarray) -> np.ndarray:
    """Lines at the end of a listing such as 'Total: 2,431' or 'Page 1 of 3': few cells, one of them says so."""
    found = np.zeros(len(missing), dtype=bool)
    cells = columns.table.column("cells").combine_chunks().to_numpy(zero_copy_only=False)
    narrow = np.flatnonzero(cells <= TOTAL_LINE_CELLS)
    # A total may stand where the reference does and look like one. Right of it, only a row without a reference is a
    # total line: 'Total parenteral nutrition' is a medicine.
    last_reference = max(columns.by_field["reference"])
    without = narrow[missing[narrow]]
    for position in range(len(columns.headings)):
        rows = narrow if position <= last_reference else without
        if not len(rows):
            continue
        texts = as_text(columns.table.column(f"c{position}").take(pa.array(rows)))
        likely = pc.match_substring_regex(texts, f"^{TOTAL_LINE}$", ignore_case=True).fill_null(False)
        for index in np.flatnonzero(_numpy(likely.combine_chunks())):
            if EXACTLY_TOTAL_LINE.fullmatch(texts[int(index)].as_py()):
                found[rows[index]] = True
    return found


def _repeats(columns: MappedColumns) -> np.ndarray:
    """Rows whose every cell equals an earlier row's: the parsing process saw the free text too."""
    return _numpy(columns.table.column("repeat").combine_chunks())


def _says(
    field: str, columns: MappedColumns, words: FateWords, *, blank: bool, means: str = "yes"
) -> np.ndarray:
    """Rows whose column says one of the words that mean `means`; `blank` is the answer for an empty cell."""

    def read(written: str | None) -> bool:
        if not written:
            return blank
        return any(words.read(field, part) == means for part in words.parts(field, written))

    return columns.written_first(field).says(read)


def _earlier_revisions(references: References, revision: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """Rows of a lower revision than the newest kept one of their reference."""
    newest = np.full(references.distinct, -np.inf)
    rows = np.flatnonzero(kept)
    np.maximum.at(newest, references.codes[rows], revision[rows])
    earlier = np.zeros(len(kept), dtype=bool)
    earlier[rows] = revision[rows] < newest[references.codes[rows]]
    return earlier


def revision_number(written: str | None) -> float:
    """Revisions are numbers; anything else is the lowest, so that a numbered one wins over it."""
    try:
        return float(written or "")
    except ValueError:
        return -1.0
