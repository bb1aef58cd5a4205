"""Rows that repeat an earlier row in every cell."""

import numpy as np
import pyarrow as pa


def repeats(columns: list[pa.Array], rows: int) -> np.ndarray:
    """True for each row whose every cell equals an earlier row's.

    Columns narrow the rows that can still be repeats, the most telling column first: in a listing with a reference
    that is nearly all of the work, and free text is looked at only where everything before it was equal.
    """
    left = np.arange(rows)
    group = np.zeros(rows, np.int64)
    for column in sorted(columns, key=_telling):
        if len(left) == 0:
            break
        code, words = _codes(column.take(pa.array(left)) if len(left) < rows else column)
        _, group, times = np.unique(group * words + code, return_inverse=True, return_counts=True)
        again = times[group] > 1
        left, group = left[again], group[again]
    found = np.zeros(rows, bool)
    if len(left):
        found[left] = True
        _, first = np.unique(
            group, return_index=True
        )  # `left` ascends: the first of a group is its earliest row
        found[left[first]] = False
    return found


def _telling(column: pa.Array) -> tuple[bool, int]:
    if isinstance(column, pa.DictionaryArray):
        return True, -len(column.dictionary)
    return False, column.nbytes


def _codes(column: pa.Array) -> tuple[np.ndarray, int]:
    """Equal cells get equal numbers, blank ones 0; and how many numbers there are."""
    encoded = column if isinstance(column, pa.DictionaryArray) else column.dictionary_encode()
    code = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64) + 1
    return code, len(encoded.dictionary) + 1
