"""The medicines of each row as written, and what every distinct writing was read as."""

from collections.abc import Iterable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.extracts.coded import by_distinct
from dashboard.extracts.columns import MappedColumns
from dashboard.extracts.medicines import NamedMedicine, reference

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
    ]
)
"""One row for each medicine that a writing was read as; a writing that names none has one row without a medicine."""

_BETWEEN = "\x1f"
_SAYS_SOMETHING = ("medicine", "several_medicines", "class_word")


def written_medicines(columns: MappedColumns) -> tuple[Any, Any]:
    """(a list of WRITTEN a row, the NAMED table of every distinct writing).

    A slot is a medicine's columns in order of trust: its dm+d or approved name, then its brand or free text. The first
    that names a medicine is taken, else the first that is filled.
    """
    route = columns.first("route")
    slots = [
        (
            columns.all("medicine") + columns.all("brand"),
            route,
            "given" if columns.source == "datix" else "not said",
        ),
        (columns.all("medicine_2") + columns.all("brand_2"), None, "not said"),
        (columns.all("medicine_3"), None, "not said"),
        (columns.all("medicine_4"), None, "not said"),
        (columns.all("medicine_intended"), route, "intended"),
    ]
    read: dict[tuple[str, str], NamedMedicine] = {}
    written = [_slot(texts, slot_route, role, read) for texts, slot_route, role in slots if texts]
    if not written:
        return pa.array([[]] * len(columns.table), pa.list_(WRITTEN)), named_table(read)
    width = len(written)
    together = pa.concat_arrays(written).take(
        pa.array(
            [slot * len(columns.table) + row for row in range(len(columns.table)) for slot in range(width)]
        )
        if width > 1
        else pa.array(range(len(columns.table)))
    )
    offsets = pa.array(range(0, len(columns.table) * width + 1, width), pa.int32())
    return pa.ListArray.from_arrays(offsets, together), named_table(read)


def name_writings(writings: Iterable[tuple[str, str]]) -> Any:
    """The NAMED table of (written, route) pairs: used again when the reference list has changed."""
    return named_table(
        {(written, route): reference().name(written, route or None) for written, route in writings}
    )


def names_read(named: Any) -> tuple[int, int]:
    """(distinct writings, how many of them are not recognised) of a NAMED table."""
    pairs = zip(named.column("written").to_pylist(), named.column("kind").to_pylist(), strict=True)
    kinds = dict(pairs)
    return len(kinds), sum(kind == "unrecognised" for kind in kinds.values())


def named_table(read: dict[tuple[str, str], NamedMedicine]) -> Any:
    rows = []
    for (written, route), named in read.items():
        if named.medicines:
            listed = list(
                zip(
                    named.medicines, named.drug_classes, named.bnf_sections, named.bnf_paragraphs, strict=True
                )
            )
        else:  # a class word names a class and no medicine; a placeholder names nothing
            listed = [(None, drug_class, None, None) for drug_class in named.drug_classes or (None,)]
        for position, (medicine, drug_class, section, paragraph) in enumerate(listed):
            rows.append(
                {
                    "written": written,
                    "route": route,
                    "position": position,
                    "kind": named.kind,
                    "medicine": medicine,
                    "drug_class": drug_class,
                    "bnf_section": section,
                    "bnf_paragraph": paragraph,
                    "high_risk": list(named.high_risk),
                    "how": named.how,
                }
            )
    return pa.Table.from_pylist(rows, schema=NAMED)


def _slot(texts: list[Any], route: Any, role: str, read: dict[tuple[str, str], NamedMedicine]) -> Any:
    parts = [*texts, route] if route is not None else [*texts, pa.nulls(len(texts[0]), pa.string())]
    together = pc.binary_join_element_wise(*[pc.coalesce(part, "") for part in parts], _BETWEEN)

    def choose(joined: str | None) -> dict[str, str] | None:
        *candidates, route_text = (joined or "").split(_BETWEEN)
        filled = [candidate for candidate in candidates if candidate]
        if not filled:
            return None
        names = [reference().name(candidate, route_text or None) for candidate in filled]
        best = next((name for name in names if name.kind in _SAYS_SOMETHING), None)
        if best is None:
            best = next((name for name in names if name.kind == "unrecognised"), names[0])
        written = filled[names.index(best)]
        read[(written, route_text)] = best
        return {"written": written, "route": route_text, "role": role}

    return by_distinct(together, choose, WRITTEN)
