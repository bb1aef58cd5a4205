"""Columns as their distinct writings: every written word is looked up once, and rows only point at the answer."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa

from dashboard.domain.words import SourceSystem
from dashboard.extracts.identifiers import holds_a_mark
from dashboard.extracts.vocabulary import read_word

T = TypeVar("T")

_SEVERAL = re.compile(r"\s*(?:\{~@~\}|;|\n|\|)\s*")
"""How LFPSE and local systems join the answers to a question that takes several."""

PLACE_LENGTH = 60
_LOOKS_PERSONAL = re.compile(r"@|\d{6,}|\d{3}[ -]\d{3}[ -]\d{4}")


@dataclass(frozen=True)
class WrittenColumn:
    """The distinct writings of a column; `codes` says for each row which it holds (blank rows: len(words))."""

    words: list[str | None]
    codes: np.ndarray

    def read(self, reader: Callable[[str | None], T]) -> list[T]:
        """`reader` of each distinct writing, and of blank as the last."""
        return [reader(word) for word in [*self.words, None]]

    def answers(self, reader: Callable[[str | None], Any], arrow_type: pa.DataType) -> Any:
        """An Arrow array of what `reader` says of each row."""
        return pa.array(self.read(reader), arrow_type).take(pa.array(self.codes))

    def coded(self, reader: Callable[[str | None], str | None]) -> Any:
        """The same for text, dictionary-encoded: a row costs four bytes whatever its words are."""
        return self.encoded(self.read(reader))

    def encoded(self, answers: Sequence[str | None]) -> Any:
        """Answers by distinct writing (blank last) as a dictionary-encoded array of rows."""
        encoded = pa.array(answers, pa.string()).dictionary_encode()
        return pa.DictionaryArray.from_arrays(encoded.indices.take(pa.array(self.codes)), encoded.dictionary)

    def says(self, reader: Callable[[str | None], bool]) -> np.ndarray:
        """Rows of which `reader` says yes."""
        return np.array(self.read(reader), dtype=bool)[self.codes]

    def rows_by_word(self, counted: np.ndarray | None = None) -> list[tuple[str, int]]:
        """(writing, rows that hold it) of the writings that occur in the counted rows; blank is no writing."""
        codes = self.codes if counted is None else self.codes[counted]
        rows = np.bincount(codes, minlength=len(self.words) + 1).tolist()
        return [
            (word, count) for word, count in zip(self.words, rows, strict=False) if count and word is not None
        ]


def written_column(column: Any) -> WrittenColumn:
    """An Arrow column of text, dictionary-encoded already or not."""
    encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.unify_dictionaries().combine_chunks()
    words = encoded.dictionary.to_pylist()
    return WrittenColumn(words, encoded.indices.fill_null(len(words)).to_numpy(zero_copy_only=False))


def together(columns: Sequence[WrittenColumn]) -> tuple[list[tuple[str | None, ...]], np.ndarray]:
    """Several columns as one: the distinct combinations of their writings, and which of them each row holds."""
    first = columns[0]
    found: list[tuple[str | None, ...]] = [(word,) for word in [*first.words, None]]
    codes = first.codes
    for column in columns[1:]:
        words = [*column.words, None]
        pairs = pa.array(codes.astype(np.int64) * len(words) + column.codes).dictionary_encode()
        found = [
            (*found[pair // len(words)], words[pair % len(words)]) for pair in pairs.dictionary.to_pylist()
        ]
        codes = pairs.indices.to_numpy()
    return found, codes


def joined_lists(
    parts: Sequence[tuple[WrittenColumn, Callable[[str | None], Iterable[Any]]]],
    finish: Callable[[set[Any]], list[Any]],
    arrow_type: pa.DataType,
) -> Any:
    """One list a row from several columns: `finish` of everything that the columns' readers find in the row.

    Only distinct answers are combined, so thousands of known writings cost as little as one. The lists are
    dictionary-encoded: a million rows point at a few of them.
    """
    found: list[tuple[Any, ...]] = [()]
    codes = np.zeros(len(parts[0][0].codes), dtype=np.int64)
    for text, reader in parts:
        numbers: dict[tuple[Any, ...], int] = {}
        ids = [numbers.setdefault(tuple(answer), len(numbers)) for answer in text.read(reader)]
        answers, width = list(numbers), len(numbers)
        pairs = pa.array(codes * width + np.array(ids)[text.codes]).dictionary_encode()
        found = [(*found[pair // width], *answers[pair % width]) for pair in pairs.dictionary.to_pylist()]
        codes = pairs.indices.to_numpy().astype(np.int64)
    lists = pa.array([finish(set(each)) for each in found], arrow_type)
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), lists)


def one_word(
    field: str, source: SourceSystem, otherwise: str | None, *, order: Iterable[str] = ()
) -> Callable[[str | None], str | None]:
    """Read a cell of which one word counts; blank or unknown words become `otherwise`.

    Of several known words the greatest by `order` (least first) counts, without an order the first.
    """
    ranks = {word: rank for rank, word in enumerate(order)}

    def read(written: str | None) -> str | None:
        means = [read_word(field, source, part) for part in parts_of(field, source, written)]
        known = [meaning for meaning in means if meaning]
        return max(known, key=lambda word: ranks.get(word, 0)) if known else otherwise

    return read


def several_words(field: str, source: SourceSystem) -> Callable[[str | None], list[str]]:
    """Read a cell that may hold several answers; unknown ones are left out here and listed by `unknown_parts`."""

    def read(written: str | None) -> list[str]:
        means = [read_word(field, source, part) for part in parts_of(field, source, written)]
        return list(
            dict.fromkeys(meaning for meaning in means if meaning)
        )  # "" is a word that says nothing here

    return read


def parts_of(field: str, source: SourceSystem, written: str | None) -> list[str]:
    """The single answers in a cell: the whole if it is known, else what stands between the separators."""
    if not written:
        return []
    if read_word(field, source, written) is not None:
        return [written]
    if source is SourceSystem.LFPSE and re.fullmatch(r"\d+(?: \d+)+", written):
        return written.split()  # database exports hold the codes, joined by spaces
    return [part for part in _SEVERAL.split(written) if part]


def unknown_parts(field: str, source: SourceSystem, written: str | None) -> list[str]:
    """The distinct single answers in a cell that no list knows."""
    parts = dict.fromkeys(parts_of(field, source, written))
    return [part for part in parts if read_word(field, source, part) is None]


def place(otherwise: str) -> Callable[[str | None], str]:
    """A site, division or ward as written, if it looks like a name from a list and not like a sentence or a person."""

    def read(written: str | None) -> str:
        if not written:
            return otherwise
        name = " ".join(written.split())
        if len(name) > PLACE_LENGTH or looks_personal(name):
            return otherwise
        return name

    return read


def looks_like_free_text(written: str | None) -> bool:
    """Whether a place was written as something that may not be stored as a place."""
    return bool(written) and place("")(written) == ""


def looks_personal(text: str) -> bool:
    """An e-mail address, a telephone number or a long number, or the mark of a detail that stood there."""
    return bool(_LOOKS_PERSONAL.search(text)) or holds_a_mark(text)
