"""Columns looked through for personal details: rows by kind, and the column with marks in their place."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.domain.extract import LikelyIdentifiers
from dashboard.domain.identifiers import NOTHING_LOCAL, LocalIdentifiers
from dashboard.domain.profile import REFERENCES
from dashboard.domain.words import SourceSystem
from dashboard.extracts.identifiers.found import MARKS
from dashboard.extracts.identifiers.text import details_in, masked
from dashboard.extracts.vocabulary import field_of_heading

_SPACE = r"[^0-9A-Za-z]{1,3}"
_MONTHS = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_TITLES = "mrs?|ms|mx|miss|dr|prof|rev|sr|professor|doctor|sister|nurse|matron|midwife|pharmacist|lady|dame|s/?n|hca"
PREFILTER = "|".join(
    (
        "@",
        # figures that are not 0 to 9: the commonest scripts, and full width
        r"[\x{660}-\x{669}\x{6f0}-\x{6f9}\x{966}-\x{96f}\x{9e6}-\x{9ef}\x{ff10}-\x{ff19}]",
        r"(?:[0-9][^0-9A-Za-z]{0,4}){9}",
        r"(?i:\bd\.? ?o\.? ?b\b|\bborn\b|birth|gir ?0aa)",
        r"(?i:\bmrn|hosp|\bunit ?n|\bpas\b|\b(?:patient|k)[^0-9a-z]{0,2}(?:id|n|#)|case ?note|\btel|phone|\bmob)[^0-9]{0,25}[0-9]",
        rf"\b(?i:{_TITLES})\.?{_SPACE}[^a-z0-9 ]",
        rf"\b[Mm]rs?\.?{_SPACE}[a-z]",
        r"[A-Za-z][0-9][0-9A-Za-z]?[^0-9A-Za-z]{0,2}[0-9][A-Za-z]{2}\b",
        r"[A-Za-z]{2}[^0-9A-Za-z]?(?:[0-9]{2}[^0-9A-Za-z]?){3}[A-Da-d]\b",
        r"[0-9][^0-9A-Za-z]{1,3}[0-9]{1,2}[^0-9A-Za-z]{1,3}(?:1[89])?[0-9]{2}\b|\b1[89][0-9]{2}[./\-][0-9]",
        rf"(?i:{_MONTHS}[a-z]{{0,6}}[^a-z]{{1,8}}1[89][0-9]{{2}}\b)",
        rf"(?i:(?:years?|yrs?|old|y/?o[mf]?|aged?)\b.{{0,30}}{_MONTHS}|{_MONTHS}.{{0,20}}(?:years?|yrs?|y/?o|aged?)\b)",
    )
)
"""One cheap pass over a column by RE2: a superset of what is looked for, names of a staff list and local forms aside."""

_CAPITALS = r"(?:^|[^A-Za-z])[^a-z0-9 ][^0-9 ]{0,40}[., ]{1,3}(?:[^0-9 ]{1,32} )?[^a-z0-9 ]"


def look_through(
    heading: str, column: Any, local: LocalIdentifiers = NOTHING_LOCAL, *, is_reference: bool = False
) -> tuple[Any, list[LikelyIdentifiers]]:
    """(the column with marks in the place of what looks like a personal detail, the rows of each kind).

    `column` is `string` or `dictionary<int32, string>`; the answer is of the same type. Each distinct text is looked at
    once, most of them only by RE2. References of incidents are left as they are.
    """
    texts = column.dictionary if isinstance(column, pa.DictionaryArray) else column
    if is_reference or _is_reference(heading):
        return column, []
    suspects = _suspects(texts, local)
    if len(suspects) == 0:
        return column, []
    told = is_narrative(heading)
    rows_of = _rows_of_each(column)
    rows: dict[str, int] = {}
    places, instead = [], []
    for index, text in zip(suspects.tolist(), texts.take(pa.array(suspects)).to_pylist(), strict=True):
        kinds = {found.kind for found in details_in(text, local, told=told)}
        for kind in kinds:
            rows[kind] = rows.get(kind, 0) + (1 if rows_of is None else int(rows_of[index]))
        if kinds:
            places.append(index)
            instead.append(masked(text, local, told=told))
    found = [LikelyIdentifiers(heading, kind, rows[kind]) for kind in sorted(rows) if rows[kind]]
    return (_with(column, places, instead) if places else column), found


def identifiers_in(
    heading: str, column: Any, local: LocalIdentifiers = NOTHING_LOCAL
) -> list[LikelyIdentifiers]:
    """Rows of one column for each kind that is found in it."""
    return look_through(heading, column, local)[1]


def _suspects(texts: Any, local: LocalIdentifiers) -> np.ndarray:
    asked = pc.match_substring_regex(texts, PREFILTER)
    for form in local.hospital_numbers:
        # RE2 has no look-around and needs none here: what it lets through is looked at again
        asked = pc.or_kleene(asked, pc.match_substring_regex(texts, _form_for_re2(form)))
    if local.staff:
        asked = pc.or_kleene(asked, pc.match_substring_regex(texts, _CAPITALS))
    return np.flatnonzero(asked.fill_null(False).to_numpy(zero_copy_only=False))


def _form_for_re2(form: str) -> str:
    signs = {"9": "[0-9]", "A": "[A-Za-z]", "a": "[A-Za-z]", " ": r"[ \x{a0}]"}
    return "(?i)" + "".join(signs.get(sign, f"\\x{{{ord(sign):x}}}") for sign in form)


def _with(column: Any, places: list[int], instead: list[str]) -> Any:
    """The column with other texts at these places of it, or of its dictionary."""
    texts = column.dictionary if isinstance(column, pa.DictionaryArray) else column
    at = np.zeros(len(texts), bool)
    at[places] = True
    changed = pc.replace_with_mask(texts, pa.array(at), pa.array(instead, texts.type))
    if not isinstance(column, pa.DictionaryArray):
        return changed
    # Two texts may read the same behind their marks, and a dictionary holds no word twice.
    again = changed.dictionary_encode()
    return pa.DictionaryArray.from_arrays(again.indices.take(column.indices), again.dictionary)


def _rows_of_each(column: Any) -> np.ndarray | None:
    """How many rows hold each word of a dictionary; None for a column where each text stands for its own row."""
    if not isinstance(column, pa.DictionaryArray):
        return None
    held = column.indices.drop_null().to_numpy(zero_copy_only=False)
    return np.bincount(held, minlength=len(column.dictionary))


def fields_of_heading(heading: str) -> set[str]:
    """Every field that this heading means for some source."""
    sources: Iterable[str] = (*SourceSystem, "activity")
    return {found[0] for source in sources if (found := field_of_heading(source, heading))}


def _is_reference(heading: str) -> bool:
    """One ten-digit number in eleven passes the check of an NHS number: numbers of incidents are not asked."""
    return not fields_of_heading(heading).isdisjoint(REFERENCES)


def is_narrative(heading: str) -> bool:
    """Whether a column of this heading holds free text about incidents, whatever the source."""
    return fields_of_heading(heading) == {"narrative"}


def holds_a_mark(text: str) -> bool:
    """Whether a detail was found in this text, and stands behind its mark."""
    return any(mark in text for mark in MARKS.values())
