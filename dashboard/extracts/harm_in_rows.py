"""Harm of each row: physical and psychological, without a patient 'not applicable', and never a consequence score."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.domain.words import NOT_RECORDED, HarmLevel, PsychologicalHarm, SourceSystem
from dashboard.extracts.coded import WrittenColumn, one_word, parts_of, written_column
from dashboard.extracts.columns import MappedColumns, as_text
from dashboard.extracts.placed import FateWords
from dashboard.extracts.vocabulary import key, read_word

CONSEQUENCE_SCALE = frozenset({"insignificant", "negligible", "minor", "moderate", "major", "catastrophic"})
"""The words of a consequence (risk) scale. 'Moderate' is one of a harm scale as well."""

HARMED = [level.value for level in HarmLevel if level.rank > HarmLevel.NO_HARM.rank]
UNKNOWN_NUMBER = frozenset({"unknown", "notknown", "idontknow", "dontknow", "notsure", "notrecorded"})


def is_consequence(word: str, source: SourceSystem) -> bool:
    """Whether a word stands on a consequence scale, with or without its score ('2 - Minor', 'Minor (2)').

    The code list says what such words would mean as harm, and names 'None' and 'Low' too: a word that a harm scale has
    as well is one of consequence only when it is 'Moderate'.
    """
    plain = key(re.sub(r"\([^)]*\)|\d+", "", word))
    if plain in CONSEQUENCE_SCALE:
        return True
    return read_word("consequence", source, word) is not None and read_word("harm", source, word) is None


def _holds_consequences(text: WrittenColumn, source: SourceSystem) -> bool:
    """Whether a harm column holds a word that only a consequence scale has.

    Then none of the words of that scale is taken for harm in it, 'Moderate' neither. What only a harm scale says
    ('Low', 'No harm', 'Death', 'MODRTE') cannot be misread and stays harm where both kinds stand in one column.
    """
    return any(
        is_consequence(part, source) and read_word("harm", source, part) is None
        for written, _ in text.rows_by_word()
        for part in parts_of("harm", source, written)
    )


@dataclass(frozen=True)
class HarmInRows:
    """`level` and `psychological` are dictionary-encoded words of every row.

    `consequences` says for each harm column whether it holds words of a consequence scale.
    `without_patient_but_harmed` marks rows that name harm and no patient.
    """

    level: Any
    psychological: Any
    consequences: tuple[bool, ...]
    without_patient_but_harmed: np.ndarray


def harm_in_rows(columns: MappedColumns, words: FateWords) -> HarmInRows:
    """The harm of each row; of several columns the first that is filled speaks."""
    source = columns.source
    texts = columns.written_all("harm")
    consequences = tuple(_holds_consequences(text, source) for text in texts)
    readers = [_harm_reader(source, consequence) for consequence in consequences]
    if len(texts) > 1:
        said = [as_text(text.coded(reader)) for text, reader in zip(texts, readers, strict=True)]
        level = pc.fill_null(pc.coalesce(*said), NOT_RECORDED).dictionary_encode()
    elif texts:
        level = texts[0].coded(lambda written: readers[0](written) or NOT_RECORDED)
    else:
        level = columns.written("harm").coded(lambda _: NOT_RECORDED)
    psychological = columns.written("psychological_harm").coded(
        one_word("psychological_harm", source, NOT_RECORDED, order=list(PsychologicalHarm))
    )
    none, unknown = _without_patient(columns, words)
    blank = columns.written("harm").says(lambda written: not written)
    harmed = pc.is_in(level, value_set=pa.array(HARMED)).to_numpy(zero_copy_only=False).astype(bool)
    without = none | (unknown & blank)
    if without.any():
        level = _replaced(level, without, HarmLevel.NOT_APPLICABLE.value)
    return HarmInRows(level, psychological, consequences, none & harmed)


def _harm_reader(source: SourceSystem, consequences: bool) -> Callable[[str | None], str | None]:
    """Reads a cell of one harm column: None for a blank one, 'Not recorded' for one that says nothing about harm."""
    whole = one_word("harm", source, NOT_RECORDED, order=list(HarmLevel))

    def read(written: str | None) -> str | None:
        if not written:
            return None
        parts = parts_of("harm", source, written)
        if consequences and any(is_consequence(part, source) for part in parts):
            return NOT_RECORDED
        return whole(written)

    return read


def _replaced(answers: Any, where: np.ndarray, word: str) -> Any:
    text = written_column(answers)
    codes = np.where(where, len(text.words) + 1, text.codes).astype(np.int32)
    return WrittenColumn([*text.words, None, word], codes).coded(lambda each: each)


def _without_patient(columns: MappedColumns, words: FateWords) -> tuple[np.ndarray, np.ndarray]:
    """(rows with no patient, rows with an unknown number of patients); both empty without a filled column of patients."""
    text = columns.written_first("patients")
    if not text.rows_by_word():
        nothing = np.zeros(len(columns), dtype=bool)
        return nothing, nothing

    def number(written: str | None) -> str:
        meaning = (words.read("patients", written) or written) if written else ""
        if not meaning or key(meaning) in UNKNOWN_NUMBER:
            return "unknown"
        try:
            return "none" if float(meaning) == 0 else "some"
        except ValueError:
            return "some"

    return text.says(lambda written: number(written) == "none"), text.says(
        lambda written: number(written) == "unknown"
    )
