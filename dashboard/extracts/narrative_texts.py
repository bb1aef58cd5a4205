"""Free text about incidents, where a source's is kept: which texts each incident has."""

import numpy as np
import pyarrow as pa

from dashboard.extracts.columns import MappedColumns, as_text
from dashboard.extracts.references import References

TEXTS = pa.schema(
    [("reference", pa.string()), ("position", pa.int32()), ("heading", pa.string()), ("text", pa.string())]
)


def narrative_texts(columns: MappedColumns, references: References, accepted: np.ndarray) -> pa.Table:
    """(reference, position of the column, heading, text), each text of an incident once, from the accepted rows; no row where none came along."""
    rows = pa.array(np.flatnonzero(accepted))
    pieces = [TEXTS.empty_table()]
    for position, found in enumerate(columns.found):
        name = f"n{position}"
        if found.field != "narrative" or name not in columns.table.column_names:
            continue
        texts = as_text(columns.table.column(name).combine_chunks()).take(rows)
        piece = pa.table(
            {
                "reference": references.text.take(rows),
                "position": pa.repeat(pa.scalar(position, pa.int32()), len(rows)),
                "heading": pa.repeat(found.heading, len(rows)),
                "text": texts,
            },
            TEXTS,
        )
        pieces.append(piece.filter(texts.is_valid()))
    return pa.concat_tables(pieces).group_by(TEXTS.names, use_threads=False).aggregate([])
