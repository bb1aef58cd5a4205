"""Lines at the end of a listing such as 'Total: 2,431' or 'Page 1 of 3': few cells, one of which says so."""

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

TOTAL_LINE_CELLS = 3
TOTAL_LINE = (
    r"(?:(?:grand )?(?:total|count|sum)\b.*|page \d+ of \d+|end of report|[\d,]+ records?(?: found)?)"
)
EXACTLY_TOTAL_LINE = re.compile(TOTAL_LINE, re.I)


def only_total_lines(column: pa.Array, cells: np.ndarray) -> pa.Array:
    """A column of free text with nothing left of it but the word Total where a row of few cells says it is such a line:
    a footer can stand in the column of descriptions, and what is written there never leaves the parsing process.
    """
    text = column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
    likely = pc.match_substring_regex(text, f"^{TOTAL_LINE}$", ignore_case=True).fill_null(False)
    says_so = pc.and_(likely, pa.array(cells <= TOTAL_LINE_CELLS))
    return pc.if_else(says_so, pa.scalar("Total"), pa.scalar(None, pa.string()))
