"""Rows that do not become incidents: as a file to mend and read again, and as what they say of known incidents."""

from collections import Counter
from typing import Any

import numpy as np
import pyarrow as pa

from dashboard.domain.extract import Standing
from dashboard.extracts.columns import ROW_IN_FILE, WHY_NOT_READ, MappedColumns, as_text
from dashboard.extracts.fates import (
    DECIDED,
    EARLIER_REVISION,
    EXCLUDED_STATUS,
    NOT_MEDICATION,
    OTHER_EVENT,
    REPEAT,
    Fate,
    RowFates,
)
from dashboard.extracts.references import References

STANDINGS = (OTHER_EVENT, NOT_MEDICATION, EXCLUDED_STATUS)
NOT_COUNTING = pa.schema([("reference", pa.string()), ("revision", pa.float64()), ("standing", pa.string())])


def rejected_rows(columns: MappedColumns, fates: RowFates) -> Any:
    """The rows that were not read, in the file's own columns (free text blank), with the row and the reason behind."""
    rows = pa.array(np.flatnonzero(fates.are(Fate.REJECTED)))
    reasons = np.array([reason for _, reason in DECIDED], dtype=object)[fates.codes[rows.to_numpy()]]
    names, cells = [], []
    for position, (name, found) in enumerate(zip(_unique(columns.headings), columns.found, strict=True)):
        names.append(name)
        if found.field == "narrative":
            cells.append(pa.nulls(len(rows), pa.string()))
        else:
            cells.append(as_text(columns.table.column(f"c{position}").take(rows)))
    numbers = columns.table.column("row").take(rows)
    return pa.table(
        [*cells, numbers, pa.array(reasons.tolist(), pa.string())],
        names=[*names, ROW_IN_FILE, WHY_NOT_READ],
    )


def _unique(headings: tuple[str, ...]) -> list[str]:
    """Each heading once: one that stands again gets a number behind it, and a column without one is numbered."""
    taken = {ROW_IN_FILE, WHY_NOT_READ}
    stands: Counter[str] = Counter()
    found = []
    for position, heading in enumerate(headings, start=1):
        stem = heading.strip() or f"Column {position}"
        if stem in (ROW_IN_FILE, WHY_NOT_READ):
            stem = f"{stem} before"
        name = stem
        while name in taken:
            stands[stem] += 1
            name = f"{stem} ({stands[stem] + 1})"
        taken.add(name)
        found.append(name)
    return found


def references_not_counting(references: References, revision: np.ndarray, fates: RowFates) -> Any:
    """One row for each reference of which every row says that the incident does not count, and why (NOT_COUNTING).

    Earlier revisions and repeats say nothing of their own. Where rows differ in the reason, the first row's holds.
    """
    says = np.zeros(len(fates.codes), dtype=bool)
    for reason in STANDINGS:
        says |= fates.because(reason)
    silent = fates.because(REPEAT) | fates.because(EARLIER_REVISION) | references.missing
    rows = np.flatnonzero(says & ~references.missing)
    if not len(rows):
        return NOT_COUNTING.empty_table()
    counts = np.zeros(references.distinct, dtype=bool)
    counts[references.codes[~says & ~silent]] = True
    rows = rows[~counts[references.codes[rows]]]
    newest = np.full(references.distinct, -np.inf)
    np.maximum.at(newest, references.codes[rows], revision[rows])
    _, firsts = np.unique(references.codes[rows], return_index=True)
    firsts = rows[np.sort(firsts)]
    reasons = np.array([reason for _, reason in DECIDED], dtype=object)[fates.codes[firsts]]
    return pa.table(
        [
            references.text.take(pa.array(firsts)),
            pa.array(newest[references.codes[firsts]]),
            pa.array(reasons.tolist(), pa.string()),
        ],
        schema=NOT_COUNTING,
    )


def medication_share(columns: MappedColumns, incidents: int, not_counting: Any) -> float | None:
    """Medication incidents among all incidents of the listing; None where it has no category column."""
    if not columns.has("medication_only"):
        return None
    others = not_counting.column("standing").to_pylist().count(Standing.NOT_MEDICATION.value)
    return incidents / (incidents + others) if incidents + others else None
