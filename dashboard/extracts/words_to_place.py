"""Words that no code list knows: kept raw on each incident, and listed for the person to place once."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from dashboard.domain.extract import UnplacedWord
from dashboard.domain.words import SourceSystem
from dashboard.extracts.coded import WrittenColumn, joined_lists, parts_of, unknown_parts
from dashboard.extracts.columns import MappedColumns
from dashboard.extracts.fates import NOT_MEDICATION, OTHER_EVENT, RowFates
from dashboard.extracts.harm_in_rows import HarmInRows, is_consequence
from dashboard.extracts.placed import FateWords
from dashboard.extracts.references import empty_lists
from dashboard.extracts.vocabulary import read_word

UNPLACED = pa.struct([("field", pa.string()), ("written", pa.string())])
PLACED_LATER = (
    "psychological_harm", "stage", "error_type", "reporter_group", "near_miss", "duty_of_candour", "never_event",
)  # fmt: skip
IN_ORDER = ("harm", "consequence", *PLACED_LATER, "event_type", "medication_only")
WORD_LENGTH = 80
"""A longer text is no word of a list: it is said to be free text and is not kept."""

Parts = Callable[[str | None], list[tuple[str, str]]]


@dataclass(frozen=True)
class _Column:
    heading: str
    text: WrittenColumn
    parts: Parts
    """The unknown words of a cell as (field, written)."""


class WordsToPlace:
    """The unknown words of the coded columns of one listing."""

    def __init__(self, columns: MappedColumns, harm: HarmInRows) -> None:
        self._rows = len(columns)
        self._columns = [
            column for column in _coded_columns(columns, harm) if any(map(column.parts, column.text.words))
        ]

    def of_rows(self) -> Any:
        """A list of UNPLACED for each row: its distinct unknown words, long texts left out, sorted."""
        kept = [column for column in self._columns if any(map(_short_parts(column), column.text.words))]
        if not kept:
            return empty_lists(self._rows, UNPLACED)

        def finish(found: set[tuple[str, str]]) -> list[dict[str, str]]:
            return [{"field": field, "written": written} for field, written in sorted(found)]

        parts = [(column.text, _short_parts(column)) for column in kept]
        return joined_lists(parts, finish, pa.list_(UNPLACED))

    def counted(self, accepted: np.ndarray) -> Counter[tuple[str, str]]:
        """Rows of each (field, word) among the accepted ones."""
        found: Counter[tuple[str, str]] = Counter()
        for column in self._columns:
            for written, rows in column.text.rows_by_word(accepted):
                for pair in _short_parts(column)(written):
                    found[pair] += rows
        return found

    def too_long(self) -> list[tuple[str, np.ndarray]]:
        """(heading, rows) of columns in which something longer than a word was written and no list knows it."""
        found = []
        for column in self._columns:

            def is_long(written: str | None, parts: Parts = column.parts) -> bool:
                return any(len(word) > WORD_LENGTH for _, word in parts(written))

            rows = column.text.says(is_long)
            if rows.any():
                found.append((column.heading, rows))
        return found


def listed_words(
    columns: MappedColumns, words: WordsToPlace, fates: RowFates, fate_words: FateWords
) -> list[UnplacedWord]:
    """Every unknown word with its rows: those of accepted rows, and those for which rows were left out."""
    found = words.counted(fates.accepted)
    listed = [UnplacedWord(field, written, rows) for (field, written), rows in found.items()]
    listed += words_of_fate(columns, fates, fate_words)
    return sorted(listed, key=lambda word: (IN_ORDER.index(word.field), -word.rows, word.written))


def words_of_fate(columns: MappedColumns, fates: RowFates, fate_words: FateWords) -> list[UnplacedWord]:
    """Categories and event types that no list knows, with the rows that were left out for them, most first."""
    found: Counter[tuple[str, str]] = Counter()
    for field, reason in (("event_type", OTHER_EVENT), ("medication_only", NOT_MEDICATION)):
        if not columns.has(field):
            continue
        for written, rows in columns.written_first(field).rows_by_word(fates.because(reason)):
            for part in dict.fromkeys(fate_words.parts(field, written)):
                known = fate_words.read(field, part) is not None
                if not known and len(part) <= WORD_LENGTH:
                    found[field, part] += rows
    return [UnplacedWord(field, written, rows) for (field, written), rows in found.most_common()]


def _short_parts(column: _Column) -> Parts:
    return lambda written: [pair for pair in column.parts(written) if len(pair[1]) <= WORD_LENGTH]


def _coded_columns(columns: MappedColumns, harm: HarmInRows) -> list[_Column]:
    source = columns.source

    def unknown(field: str) -> Parts:
        return lambda written: [(field, part) for part in unknown_parts(field, source, written)]

    def near_miss(written: str | None) -> list[tuple[str, str]]:
        # 'Result' says what came of it: a level of harm there says nothing about who was reached, and is known
        parts = unknown_parts("near_miss", source, written)
        return [("near_miss", part) for part in parts if read_word("harm", source, part) is None]

    found = []
    for position, text, consequence in zip(
        columns.by_field.get("harm", ()), columns.written_all("harm"), harm.consequences, strict=True
    ):
        parts = _harm_parts(source, consequence)
        found.append(_Column(columns.headings[position], text, _once(text, parts)))
    for field in PLACED_LATER:
        parts = near_miss if field == "near_miss" else unknown(field)
        for position in columns.by_field.get(field, ()):
            text = columns.written_at(position)
            found.append(_Column(columns.headings[position], text, _once(text, parts)))
    return found


def _once(text: WrittenColumn, parts: Parts) -> Parts:
    """The same, asked once for each distinct writing: people write sentences in columns of words, each of them anew."""
    return dict(zip([*text.words, None], text.read(parts), strict=True)).__getitem__


def _harm_parts(source: SourceSystem, consequences: bool) -> Parts:
    def parts(written: str | None) -> list[tuple[str, str]]:
        found = []
        for part in dict.fromkeys(parts_of("harm", source, written)):
            if consequences and is_consequence(part, source):
                found.append(("consequence", part))
            elif read_word("harm", source, part) is None:
                found.append(("harm", part))
        return found

    return parts
