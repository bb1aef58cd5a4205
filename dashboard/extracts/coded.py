"""Coded columns: every distinct written word is looked up once, and rows only point at the answer."""

import re
from collections.abc import Callable
from typing import Any, TypeVar

import pyarrow as pa

from dashboard.domain.words import SourceSystem
from dashboard.extracts.vocabulary import read_word

T = TypeVar("T")

_SEVERAL = re.compile(r"\s*(?:\{~@~\}|;|\n|\|)\s*")
"""How LFPSE and local systems join the answers to a question that takes several."""

PLACE_LENGTH = 60
_LOOKS_PERSONAL = re.compile(r"@|\d{6,}|\d{3}[ -]\d{3}[ -]\d{4}")


def by_distinct(column: Any, read: Callable[[str | None], T], arrow_type: pa.DataType) -> Any:
    """The column with `read` applied: once for each distinct text (and once for blank), never once a row."""
    encoded = column.dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    words: list[str | None] = [*encoded.dictionary.to_pylist(), None]
    answers = pa.array([read(word) for word in words], arrow_type)
    positions = encoded.indices.fill_null(len(words) - 1)
    return answers.take(positions)


def one_word(field: str, source: SourceSystem, otherwise: str | None) -> Callable[[str | None], str | None]:
    """Read a cell that holds one word; blank or unknown words become `otherwise`."""

    def read(written: str | None) -> str | None:
        return (read_word(field, source, written) if written else None) or otherwise

    return read


def several_words(field: str, source: SourceSystem) -> Callable[[str | None], list[str]]:
    """Read a cell that may hold several answers; unknown ones are left out here and listed by `unknown_words`."""

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


def unknown_words(field: str, source: SourceSystem, column: Any, counted: Any) -> dict[str, int]:
    """Words of a column that no list knows, with the number of counted rows that hold them."""
    import pyarrow.compute as pc

    found: dict[str, int] = {}
    for entry in pc.value_counts(column.filter(counted)).to_pylist():
        for part in parts_of(field, source, entry["values"]):
            if read_word(field, source, part) is None:
                found[part] = found.get(part, 0) + entry["counts"]
    return found


def place(otherwise: str) -> Callable[[str | None], str]:
    """A site, division or ward as written, if it looks like a name from a list and not like a sentence or a person."""

    def read(written: str | None) -> str:
        if not written:
            return otherwise
        name = " ".join(written.split())
        if len(name) > PLACE_LENGTH or _LOOKS_PERSONAL.search(name):
            return otherwise
        return name

    return read


def looks_like_free_text(written: str | None) -> bool:
    """Whether a place was written as something that may not be stored as a place."""
    return bool(written) and place("")(written) == ""
