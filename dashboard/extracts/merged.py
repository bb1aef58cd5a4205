"""Rows to incidents: rows of one reference merge, and a row that is its incident's only one is taken as it stands."""

from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from dashboard.domain.words import HarmLevel, PsychologicalHarm
from dashboard.domain.written_sql import written_sql
from dashboard.extracts.references import References

Ranked = type[HarmLevel] | type[PsychologicalHarm]


def incidents_of_rows(
    rows: pa.Table, references: References, accepted: np.ndarray, earlier: np.ndarray
) -> Any:
    """The incidents of the accepted rows, in the order of their first rows.

    `rows` has the columns of an incident for every row of the sheet. `earlier` marks rows of an earlier revision: they
    are asked for the first reported date only.
    """
    several = _rows_to_merge(references, accepted, earlier)
    alone = np.flatnonzero(accepted & ~several)
    single = rows if len(alone) == len(rows) else rows.take(pa.array(alone))
    single = single.append_column("row_count", pa.array(np.ones(len(alone), dtype=np.int32)))
    if not several.any():
        return single
    merged, first_rows = _merged(rows, references, accepted, np.flatnonzero(several))
    in_order = pa.array(np.argsort(np.concatenate([alone, first_rows]), kind="stable"))
    return pa.table(
        {
            name: _one_after_the_other(single.column(name), merged.column(name)).take(in_order)
            for name in single.column_names
        }
    )


def _rows_to_merge(references: References, accepted: np.ndarray, earlier: np.ndarray) -> np.ndarray:
    """Rows that share their reference with another row that counts or is an earlier revision."""
    if references.distinct == len(accepted):
        return np.zeros(len(accepted), dtype=bool)
    asked = accepted | earlier
    rows_of = np.bincount(references.codes[asked], minlength=references.distinct + 1)
    return asked & (rows_of > 1)[references.codes]


def _merged(
    rows: pa.Table, references: References, accepted: np.ndarray, merging: np.ndarray
) -> tuple[Any, Any]:
    """(incidents of the rows that merge, the first row of each)."""
    chosen = rows.take(pa.array(merging))
    ranks = {
        "harm_rank": _ranks(chosen.column("harm_level"), HarmLevel),
        "psychological_rank": _ranks(chosen.column("psychological_harm"), PsychologicalHarm),
        "row": pa.array(merging),
        "incident": pa.array(references.codes[merging]),
        "accepted": pa.array(accepted[merging]),
    }
    for name, column in ranks.items():
        chosen = chosen.append_column(name, column)
    with duckdb.connect(":memory:", config={"threads": 2}) as scratch:
        scratch.register("row_read", chosen)
        merged = scratch.sql(written_sql("extracts/incidents_of_rows")).to_arrow_table()
    return merged, merged.column("first_row").to_numpy()


def _ranks(column: Any, words: Ranked) -> Any:
    encoded = column.combine_chunks()
    ranks = pa.array([words(word).rank for word in encoded.dictionary.to_pylist()], pa.int32())
    return ranks.take(encoded.indices)


def _one_after_the_other(one: Any, other: Any) -> Any:
    """Two columns as one of the first one's type."""
    if not pa.types.is_dictionary(one.type):
        return pa.chunked_array([*one.chunks, *other.cast(one.type).chunks], one.type).combine_chunks()
    words = one.type.value_type
    if pa.types.is_list(
        words
    ):  # lists cannot be compared: those of merged rows stand behind the others, one for each
        return _lists_behind(one.combine_chunks(), other.cast(words).combine_chunks())
    encoded = other.cast(words).combine_chunks().dictionary_encode()
    return pa.chunked_array([*one.chunks, encoded]).unify_dictionaries().combine_chunks()


def _lists_behind(one: Any, lists: Any) -> Any:
    known = len(one.dictionary)
    indices = pa.array(np.arange(known, known + len(lists), dtype=np.int32))
    return pa.DictionaryArray.from_arrays(
        pa.concat_arrays([one.indices, indices]), pa.concat_arrays([one.dictionary, lists])
    )
