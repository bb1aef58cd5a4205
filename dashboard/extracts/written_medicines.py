"""The medicines of each row as written, and what every distinct writing was read as."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pyarrow as pa

from dashboard.domain.medicines import NOTHING_DECIDED, MedicineDecisions
from dashboard.extracts.coded import WrittenColumn, together
from dashboard.extracts.columns import MappedColumns
from dashboard.extracts.medicines import MedicineNaming, NamedMedicine
from dashboard.extracts.medicines.writing import key_of
from dashboard.extracts.references import empty_lists

WRITTEN = pa.struct([("written", pa.string()), ("route", pa.string()), ("role", pa.string())])

NAMED = pa.schema(
    [
        ("written", pa.string()),
        ("route", pa.string()),
        ("position", pa.int32()),
        ("kind", pa.string()),
        ("medicine", pa.string()),
        ("drug_class", pa.string()),
        ("bnf_section", pa.string()),
        ("bnf_paragraph", pa.string()),
        ("high_risk", pa.list_(pa.string())),
        ("how", pa.string()),
        ("word_key", pa.string()),
        ("section", pa.string()),
        ("chapter", pa.string()),
        ("read_by", pa.string()),
    ]
)
"""One row for each medicine that a writing was read as; a writing that names none has one row without a medicine."""

_SAYS_SOMETHING = ("medicine", "several_medicines", "class_word")

Written = tuple[str, str, str]
"""A medicine as written: its text, the route written beside it, and its role in the incident."""


def written_medicines(
    columns: MappedColumns, decisions: MedicineDecisions = NOTHING_DECIDED
) -> tuple[Any, Any]:
    """(a dictionary-encoded list of WRITTEN a row, each once and sorted; the NAMED table of every distinct writing).

    A slot is a medicine's columns in order of trust: its dm+d or approved name, then its brand or free text. The first
    that names a medicine is taken, else the first that is filled. `decisions` are what people said of names before.
    """
    route = "route" if columns.has("route") else None
    role = "given" if columns.source.is_local else "not said"
    slots = [
        (("medicine", "brand"), route, role),
        (("medicine_2", "brand_2"), None, "not said"),
        (("medicine_3",), None, "not said"),
        (("medicine_4",), None, "not said"),
        (("medicine_intended",), route, "intended"),
    ]
    naming = _Naming(MedicineNaming(decisions))
    chosen = [
        _chosen(candidates, columns.written_first(beside) if beside else None, said, naming)
        for fields, beside, said in slots
        if (candidates := [text for field in fields for text in columns.written_all(field)])
    ]
    if not chosen:
        return empty_lists(len(columns), WRITTEN), named_table(naming.chosen, naming.read_by)
    return _lists_of_rows(chosen), named_table(naming.chosen, naming.read_by)


def _chosen(
    candidates: list[WrittenColumn], route: WrittenColumn | None, role: str, naming: "_Naming"
) -> tuple[list[Written | None], np.ndarray]:
    """(the distinct medicines as written, None among them; which of them each row's slot holds)."""
    texts = [*candidates, route] if route else candidates
    cells, codes = together(texts)

    def choose(written: tuple[str | None, ...]) -> Written | None:
        beside = (written[-1] if route else None) or ""
        best = naming.choose(written[: len(candidates)], beside)
        return None if best is None else (best, beside, role)

    return [choose(each) for each in cells], codes


def _lists_of_rows(chosen: list[tuple[list[Written | None], np.ndarray]]) -> Any:
    """The slots of each row as one list, each medicine once and sorted; dictionary-encoded."""
    every = sorted({written for slot, _ in chosen for written in slot if written is not None})
    number = {written: place for place, written in enumerate(every)} | {None: -1}
    rows = np.stack(
        [np.array([number[each] for each in slot], dtype=np.int32)[codes] for slot, codes in chosen], axis=1
    )
    rows.sort(axis=1)
    # rows of the same medicines share one list; numbered anew after each slot, so that no number of them outgrows 64 bits
    base = len(every) + 1
    codes = np.zeros(len(rows), dtype=np.int64)
    for slot in range(rows.shape[1]):
        encoded = pa.array(codes * base + (rows[:, slot] + 1)).dictionary_encode()
        codes = encoded.indices.to_numpy().astype(np.int64)
    first_row = np.empty(int(codes.max(initial=-1)) + 1, dtype=np.int64)
    first_row[codes[::-1]] = np.arange(len(rows))[::-1]
    lists = rows[first_row]
    wanted = lists >= 0
    wanted[:, 1:] &= lists[:, 1:] != lists[:, :-1]
    offsets = np.append(0, np.cumsum(wanted.sum(axis=1))).astype(np.int32)
    values = pa.array(
        [{"written": text, "route": beside, "role": said} for text, beside, said in every], WRITTEN
    )
    medicines = pa.ListArray.from_arrays(pa.array(offsets), values.take(pa.array(lists[wanted])))
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), medicines)


class _Naming:
    """Every distinct (writing, route) is named once; `chosen` holds those that stand for a medicine of an incident."""

    def __init__(self, naming: MedicineNaming) -> None:
        self._naming = naming
        self.read_by = naming.read_by
        self._named: dict[tuple[str, str], NamedMedicine] = {}
        self.chosen: dict[tuple[str, str], NamedMedicine] = {}

    def _name(self, written: str, route: str) -> NamedMedicine:
        if (written, route) not in self._named:
            self._named[written, route] = self._naming.name(written, route or None)
        return self._named[written, route]

    def choose(self, candidates: tuple[str | None, ...], route: str) -> str | None:
        filled = [candidate for candidate in candidates if candidate]
        if not filled:
            return None
        names = [self._name(candidate, route) for candidate in filled]
        best = next((name for name in names if name.kind in _SAYS_SOMETHING), None)
        if best is None:
            best = next((name for name in names if name.kind == "unrecognised"), names[0])
        written = filled[names.index(best)]
        self.chosen[written, route] = best
        return written


def name_writings(writings: Iterable[tuple[str, str]], decisions: MedicineDecisions = NOTHING_DECIDED) -> Any:
    """The NAMED table of (written, route) pairs: used again when the reference list or what people decided has changed."""
    naming = MedicineNaming(decisions)
    read = {(written, route): naming.name(written, route or None) for written, route in writings}
    return named_table(read, naming.read_by)


def names_read(named: Any) -> tuple[int, int]:
    """(distinct writings, how many of them are not recognised) of a NAMED table."""
    pairs = zip(named.column("written").to_pylist(), named.column("kind").to_pylist(), strict=True)
    kinds = dict(pairs)
    return len(kinds), sum(kind == "unrecognised" for kind in kinds.values())


def named_table(read: dict[tuple[str, str], NamedMedicine], read_by: Callable[[str], str]) -> Any:
    """The NAMED table of what each (written, route) was read as, and what a writing was read by."""
    rows = []
    for (written, route), named in read.items():
        by = read_by(written)
        if named.medicines:
            listed = list(
                zip(
                    named.medicines,
                    named.drug_classes,
                    named.bnf_sections,
                    named.bnf_paragraphs,
                    named.sections,
                    named.chapters,
                    named.high_risk_of,
                    strict=True,
                )
            )
        else:  # a class word names a class and no medicine; a placeholder names nothing
            classes = named.drug_classes or (None,)
            listed = [(None, drug_class, None, None, None, None, named.high_risk) for drug_class in classes]
        for position, (medicine, drug_class, code, paragraph, section, chapter, groups) in enumerate(listed):
            rows.append(
                {
                    "written": written,
                    "route": route,
                    "position": position,
                    "kind": named.kind,
                    "medicine": medicine,
                    "drug_class": drug_class,
                    "bnf_section": code,
                    "bnf_paragraph": paragraph,
                    "high_risk": list(groups),
                    "how": named.how,
                    "word_key": key_of(written),
                    "section": section,
                    "chapter": chapter,
                    "read_by": by,
                }
            )
    return pa.Table.from_pylist(rows, schema=NAMED)
