"""Rows to incidents: rows of one reference merge, and a row that is its incident's only one is taken as it stands."""

from collections.abc import Callable, Iterable
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.domain.engine import OF_A_PARSED_FILE
from dashboard.domain.words import HarmLevel, PsychologicalHarm
from dashboard.domain.written_sql import written_sql
from dashboard.extracts.references import References
from dashboard.extracts.typed_rows import error_types

Finish = Callable[[set[Any]], list[Any]]
UNIONS: dict[str, Finish] = {
    "stages": sorted,
    "error_types": error_types,
    "medicines": lambda found: [dict(item) for item in sorted(found)],
    "unplaced": lambda found: [dict(item) for item in sorted(found)],
}
"""What all rows of an incident say together."""

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
    asked = {
        **{name: chosen.column(name) for name in chosen.column_names if name not in UNIONS},
        "harm_rank": _ranks(chosen.column("harm_level"), HarmLevel),
        "psychological_rank": _ranks(chosen.column("psychological_harm"), PsychologicalHarm),
        "row": pa.array(merging),
        "incident": pa.array(references.codes[merging]),
        "accepted": pa.array(accepted[merging]),
    }
    with duckdb.connect(":memory:", config=OF_A_PARSED_FILE) as scratch:
        scratch.register("row_read", pa.table(asked))
        merged = scratch.sql(written_sql("extracts/incidents_of_rows")).to_arrow_table()
    counted = merging[accepted[merging]]
    order = counted[np.argsort(references.codes[counted], kind="stable")]
    for name, finish in UNIONS.items():
        lists = rows.column(name).combine_chunks().take(pa.array(order))
        merged = merged.append_column(name, union_of_lists(lists, references.codes[order], finish))
    return merged, merged.column("first_row").to_numpy()


def union_of_lists(lists: Any, incidents: np.ndarray, finish: Finish) -> Any:
    """One list an incident: `finish` of all that its rows' lists hold. Rows of one incident stand together.

    Both are dictionary-encoded. Rows that say the same need nothing; what others say together is worked out once for
    each distinct set of lists.
    """
    codes = lists.indices.to_numpy()
    pairs = np.unique(
        np.cumsum(np.diff(incidents, prepend=incidents[:1]) != 0) * len(lists.dictionary) + codes
    )
    incident, code = np.divmod(pairs, len(lists.dictionary))
    starts = np.flatnonzero(np.diff(incident, prepend=-1))
    ends = np.append(starts[1:], len(pairs))
    answers = code[starts]
    together: dict[bytes, int] = {}
    for place in np.flatnonzero(ends - starts > 1):
        found = code[starts[place] : ends[place]].tobytes()
        answers[place] = len(lists.dictionary) + together.setdefault(found, len(together))
    sets = [np.frombuffer(found, dtype=code.dtype) for found in together]
    needed = np.unique(np.concatenate(sets)) if sets else np.zeros(0, dtype=code.dtype)
    items = dict(zip(needed.tolist(), lists.dictionary.take(pa.array(needed)).to_pylist(), strict=True))
    unions = [finish(_items(items[each] for each in found.tolist())) for found in sets]
    named = lists.dictionary.type
    return pa.DictionaryArray.from_arrays(
        pa.array(answers.astype(np.int32)), pa.concat_arrays([lists.dictionary, pa.array(unions, named)])
    )


def _items(lists: Iterable[list[Any]]) -> set[Any]:
    """What the lists hold, each once; a struct as the pairs of its fields, which sort as the struct does."""
    return {tuple(item.items()) if isinstance(item, dict) else item for each in lists for item in each}


def _ranks(column: Any, words: Ranked) -> Any:
    encoded = column.combine_chunks()
    ranks = pa.array([words(word).rank for word in encoded.dictionary.to_pylist()], pa.int32())
    return ranks.take(encoded.indices)


def _one_after_the_other(one: Any, other: Any) -> Any:
    """Two columns as one of the first one's type."""
    if not pa.types.is_dictionary(one.type):
        return pa.chunked_array([*one.chunks, *other.cast(one.type).chunks], one.type).combine_chunks()
    words = one.type.value_type
    if pa.types.is_list(words):  # lists cannot be compared: those of merged rows stand behind the others
        first, second = one.combine_chunks(), _coded(other.combine_chunks())
        indices = pc.add(second.indices, pa.scalar(len(first.dictionary), pa.int32()))
        return pa.DictionaryArray.from_arrays(
            pa.concat_arrays([first.indices, indices]),
            pa.concat_arrays([first.dictionary, second.dictionary]),
        )
    encoded = other.cast(words).combine_chunks().dictionary_encode()
    return pa.chunked_array([*one.chunks, encoded]).unify_dictionaries().combine_chunks()


def _coded(lists: Any) -> Any:
    """Lists as they come out of SQL, dictionary-encoded without comparing them."""
    if pa.types.is_dictionary(lists.type):
        return lists
    return pa.DictionaryArray.from_arrays(pa.array(np.arange(len(lists), dtype=np.int32)), lists)
