"""Columns of text without the white space around it: each distinct word is cleaned once, and rows point at the answer."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.extracts.sheet import clean

SAMPLE_ROWS = 65_536
DISTINCT_SHARE = 0.5
"""Above this share of distinct words a dictionary costs more than it saves."""

SEPARATORS = (0x1C, 0x1F)
"""Information separators count as white space in Python and not in Arrow."""


def cleaned(texts: Any) -> pa.Array:
    """A column of text, cleaned, blanks as NULL: `string`, or `dictionary<int32, string>` where words come again.

    The dictionary has no blank and no word twice, so that what reads words reads each of them once.
    """
    if isinstance(texts, pa.ChunkedArray) and texts.num_chunks == 1:
        texts = texts.chunk(0)
    if len(texts) == 0:
        return pa.array([], pa.string())
    if _mostly_distinct(texts):
        return _each(texts)
    encoded = texts.dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    words = encoded.dictionary
    if len(words) > SAMPLE_ROWS:
        tidy = _each(words)
    else:
        tidy = pa.array([clean(word) for word in words.to_pylist()], pa.string())
    if tidy.null_count == 0 and tidy.equals(words):
        return encoded
    answers = tidy.dictionary_encode()
    return pa.DictionaryArray.from_arrays(answers.indices.take(encoded.indices), answers.dictionary)


def _mostly_distinct(texts: Any) -> bool:
    """Told by the first rows: a wrong guess costs memory and nothing else."""
    first = texts.slice(0, SAMPLE_ROWS)
    return pc.count_distinct(first, mode="all").as_py() > DISTINCT_SHARE * len(first)


def _each(texts: Any) -> pa.Array:
    """Every cell cleaned as `clean` does, without one Python object a cell."""
    if isinstance(texts, pa.ChunkedArray):
        texts = texts.combine_chunks()
    if _holds_separators(texts):
        return pa.array([clean(text) if text else None for text in texts.to_pylist()], pa.string())
    for written, instead in (("_x000D_", ""), ("\xa0", " ")):
        if pc.any(pc.match_substring(texts, written)).as_py():
            texts = pc.replace_substring(texts, written, instead)
    if pc.any(pc.match_substring_regex(texts, r"^[\s\v\x{85}\pZ]|[\s\v\x{85}\pZ]$")).as_py():
        texts = pc.utf8_trim_whitespace(texts)
    blank = pc.equal(texts, "")
    return pc.if_else(blank, pa.scalar(None, pa.string()), texts) if pc.any(blank).as_py() else texts


def _holds_separators(texts: pa.Array) -> bool:
    _, offsets, content = texts.buffers()
    if content is None:
        return False
    ends = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    written = np.frombuffer(content, np.uint8)[ends[0] : ends[-1]]
    return bool(((written >= SEPARATORS[0]) & (written <= SEPARATORS[1])).any())


def filled(column: pa.Array) -> np.ndarray:
    """Whether each cell holds something. A column comes here without NULL words in its dictionary."""
    return pc.is_valid(column).to_numpy(zero_copy_only=False)
