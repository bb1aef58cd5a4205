"""Harm of each row: physical and psychological, without a patient 'not applicable', and never a consequence score."""

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.domain.words import NOT_RECORDED, HarmLevel, PsychologicalHarm
from dashboard.extracts.coded import WrittenColumn, one_word, parts_of, written_column
from dashboard.extracts.columns import MappedColumns, as_text
from dashboard.extracts.placed import FateWords
from dashboard.extracts.vocabulary import key, read_word

CONSEQUENCE_ONLY = frozenset({"insignificant", "negligible", "minor", "major", "catastrophic"})
"""Words that only a consequence (risk) scale has."""

ON_BOTH_SCALES = frozenset({"moderate"})
UNKNOWN_NUMBER = frozenset({"unknown", "notknown", "idontknow", "dontknow", "notsure", "notrecorded"})


@dataclass(frozen=True)
class ConsequenceWords:
    """Which words of a harm column are those of a consequence scale. `wholly`: all that the column says."""

    wholly: bool

    def holds(self, word: str) -> bool:
        return self.wholly or _scale_word(word) in CONSEQUENCE_ONLY | ON_BOTH_SCALES


def _scale_word(written: str) -> str:
    """A word of a scale without its score: '2 - Minor' and 'Minor (2)' are 'minor'."""
    return key(re.sub(r"\([^)]*\)|\d+", "", written))


def consequence_words(columns: MappedColumns, text: WrittenColumn) -> ConsequenceWords | None:
    """Whether a harm column holds words of a consequence scale; None when it holds none.

    Where at least as many rows hold them as hold words that only a harm scale has ('Low', 'No harm', 'Death'), the
    column is wholly one of consequences. Else the words of the two scales stand mixed in it: those of the consequence
    scale, 'Moderate' with them, are not taken for harm, and the others are what they say.
    """
    consequence = harm = 0
    for written, rows in text.rows_by_word():
        for part in parts_of("harm", columns.source, written):
            word = _scale_word(part)
            if word in CONSEQUENCE_ONLY:
                consequence += rows
            elif word not in ON_BOTH_SCALES and read_word("harm", columns.source, part):
                harm += rows
    return ConsequenceWords(wholly=consequence >= harm) if consequence else None


@dataclass(frozen=True)
class HarmInRows:
    """`level` and `psychological` are dictionary-encoded words of every row.

    `consequences` says for each harm column which of its words are a consequence scale's (None: none of them).
    `without_patient_but_harmed` marks rows that name harm and no patient.
    """

    level: Any
    psychological: Any
    consequences: tuple[ConsequenceWords | None, ...]
    without_patient_but_harmed: np.ndarray


def harm_in_rows(columns: MappedColumns, words: FateWords) -> HarmInRows:
    source = columns.source
    texts = columns.written_all("harm")
    consequences = tuple(consequence_words(columns, text) for text in texts)
    whole = one_word("harm", source, NOT_RECORDED, order=list(HarmLevel))
    if len(texts) > 1:
        text = columns.written("harm")
        asked = _first_filled_of(columns, consequences)
        answers = asked if asked is not None else text.coded(whole)
        blank = text.says(lambda written: not written)
    else:
        text = columns.written_first("harm")
        answers = text.coded(_apart(whole, consequences[0] if consequences else None, source))
        blank = text.says(lambda written: not written)
    psychological = columns.written("psychological_harm").coded(
        one_word("psychological_harm", source, NOT_RECORDED, order=list(PsychologicalHarm))
    )
    none, unknown = _without_patient(columns, words)
    not_applicable = none | (unknown & blank)
    named = pc.is_in(answers, value_set=_graded_above_none()).to_numpy(zero_copy_only=False)
    if not_applicable.any():
        answers = _replaced(answers, not_applicable, HarmLevel.NOT_APPLICABLE.value)
    return HarmInRows(answers, psychological, consequences, none & named.astype(bool))


def _graded_above_none() -> Any:
    return pa.array([level.value for level in HarmLevel if level.rank > HarmLevel.NO_HARM.rank])


def _apart(whole: Any, consequence: ConsequenceWords | None, source: Any) -> Any:
    """Read a cell as harm unless one of its words is a consequence score: that says nothing about harm."""
    if consequence is None:
        return whole

    def read(written: str | None) -> str | None:
        if any(consequence.holds(part) for part in parts_of("harm", source, written)):
            return NOT_RECORDED
        return whole(written)

    return read


def _first_filled_of(columns: MappedColumns, consequences: tuple[ConsequenceWords | None, ...]) -> Any:
    """Harm of several columns, the first that is filled; columns that are wholly consequences do not speak."""
    if not any(consequences):
        return None
    source = columns.source
    whole = one_word("harm", source, NOT_RECORDED, order=list(HarmLevel))
    said = [
        pc.if_else(pa.array(text.says(bool)), as_text(text.coded(_apart(whole, consequence, source))), None)
        for text, consequence in zip(columns.written_all("harm"), consequences, strict=True)
        if not (consequence and consequence.wholly)
    ]
    if not said:
        return pa.array([NOT_RECORDED]).dictionary_encode().take(pa.array(np.zeros(len(columns), np.int32)))
    return pc.fill_null(pc.coalesce(*said), NOT_RECORDED).dictionary_encode()


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
