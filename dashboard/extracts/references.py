"""The reference of each row, as it is compared, and the references by which records of two systems are linked."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.extracts.columns import MappedColumns, as_text


@dataclass(frozen=True)
class References:
    """`text` is an Arrow array of references (NULL where there is none); `codes` numbers them, -1 for none."""

    text: Any
    codes: np.ndarray
    distinct: int

    @cached_property
    def missing(self) -> np.ndarray:
        """Rows without a reference."""
        return self.codes < 0

    @cached_property
    def rows_of(self) -> np.ndarray:
        """How many rows each reference has, by its code."""
        return np.bincount(self.codes[~self.missing], minlength=self.distinct)


def references_of(columns: MappedColumns) -> References:
    """References are compared without the white space around and inside them."""
    text = as_text(columns.filled_first("reference"))
    # Single spaces between letters, figures and signs are as they should be; only other texts are looked at one by one.
    unusual = pc.match_substring_regex(text, "[^ -~]|  |^ | $").fill_null(False)
    if pc.any(unusual).as_py():
        mended = [" ".join(each.split()) or None for each in text.filter(unusual).to_pylist()]
        text = pc.replace_with_mask(text, unusual, pa.array(mended, pa.string()))
    encoded = text.dictionary_encode()
    codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return References(text, codes, len(encoded.dictionary))


def linking_references(columns: MappedColumns, *fields: str) -> Any:
    """The references in these columns of each row, upper case, each once and sorted: lists of text.

    They are used only to link the records of one incident in two systems.
    """
    texts = [text for field in fields for text in columns.all(field)]
    if not texts:
        return empty_lists(len(columns))
    return _sorted_lists([pc.utf8_upper(pc.utf8_trim_whitespace(as_text(text))) for text in texts])


def empty_lists(rows: int, of: pa.DataType | None = None) -> Any:
    """That many empty lists, dictionary-encoded."""
    nothing = pa.array([[]], pa.list_(of or pa.string()))
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(rows, dtype=np.int32)), nothing)


def _sorted_lists(texts: Sequence[Any]) -> Any:
    """Columns of text as one list a row. Neighbours are compared whole columns at a time, as often as there are columns;
    a blank takes its neighbour's text meanwhile, and what stands twice is left out at the end."""
    ordered = list(texts)
    for _ in range(len(ordered) - 1):
        for left in range(len(ordered) - 1):
            one, other = ordered[left], ordered[left + 1]
            ordered[left] = pc.min_element_wise(one, other)
            ordered[left + 1] = pc.max_element_wise(one, other)
    kept = [pc.is_valid(ordered[0]).to_numpy(zero_copy_only=False)]
    for one, other in itertools.pairwise(ordered):
        kept.append(pc.not_equal(one, other).fill_null(False).to_numpy(zero_copy_only=False))
    wanted = np.array(kept, dtype=bool)
    lengths = wanted.sum(axis=0)
    offsets = pa.array(np.append(0, np.cumsum(lengths)).astype(np.int32))
    if len(ordered) == 1:
        return pa.ListArray.from_arrays(offsets, ordered[0].drop_null())
    row, column = wanted.T.nonzero()
    positions = pa.array(column * len(ordered[0]) + row)
    return pa.ListArray.from_arrays(offsets, pa.concat_arrays(ordered).take(positions))
