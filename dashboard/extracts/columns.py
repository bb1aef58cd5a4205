"""Which column holds what: headings matched through the source profile, and the source recognised by them."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.domain.extract import FoundColumn, RefusedFile
from dashboard.domain.words import SourceSystem
from dashboard.extracts.reading import RawSheet
from dashboard.extracts.vocabulary import field_of_heading

HEADINGS_SHOWN = 8
HEADING_LENGTH = 40


@dataclass(frozen=True)
class MappedColumns:
    """The columns of each field in order of preference, by position in the sheet."""

    source: SourceSystem
    by_field: dict[str, list[int]]
    headings: tuple[str, ...]
    found: tuple[FoundColumn, ...]
    table: Any

    def has(self, field: str) -> bool:
        return field in self.by_field

    def first(self, field: str) -> Any:
        """The preferred column of a field as an Arrow string column; all NULL when there is none."""
        positions = self.by_field.get(field)
        return self.column(positions[0]) if positions else pa.nulls(len(self.table), pa.string())

    def filled_first(self, field: str) -> Any:
        """The first of the field's columns that is filled, row by row."""
        columns = self.all(field)
        return pc.coalesce(*columns) if columns else pa.nulls(len(self.table), pa.string())

    def all(self, field: str) -> list[Any]:
        return [self.column(position) for position in self.by_field.get(field, ())]

    def column(self, position: int) -> Any:
        column = self.table.column(f"c{position}").combine_chunks()
        return column.dictionary_decode() if isinstance(column, pa.DictionaryArray) else column

    def heading(self, field: str) -> str:
        positions = self.by_field.get(field)
        return self.headings[positions[0]] if positions else ""


def recognise_source(sheet: RawSheet) -> SourceSystem | None:
    """The source whose headings fit best, if one fits best and knows a reference; else None and the person is asked."""
    fits = {
        source: len({found[0] for heading in sheet.headings if (found := field_of_heading(source, heading))})
        for source in SourceSystem
    }
    best = max(fits.values())
    leading = [source for source, fit in fits.items() if fit == best]
    return leading[0] if best >= 3 and len(leading) == 1 else None


def map_columns(sheet: RawSheet, source: SourceSystem) -> MappedColumns | RefusedFile:
    """Match the headings; refuse a sheet without a column that could be a reference."""
    ranked: dict[str, list[tuple[int, int]]] = defaultdict(list)
    found = []
    for position, heading in enumerate(sheet.headings):
        known = field_of_heading(source, heading) if heading else None
        if known:
            ranked[known[0]].append((known[1], position))
        found.append(FoundColumn(heading, known[0] if known else None, sheet.filled[position]))
    if "reference" not in ranked:
        return _no_reference(sheet, source)
    by_field = {field: [position for _, position in sorted(places)] for field, places in ranked.items()}
    return MappedColumns(source, by_field, sheet.headings, tuple(found), sheet.table)


def _no_reference(sheet: RawSheet, source: SourceSystem) -> RefusedFile:
    return RefusedFile(
        "no reference",
        f"{sheet.file_name} has no column that could be the incident reference: one called for instance "
        f"{_example(source)} is needed; right now row {sheet.read.header_row} has {shown_headings(sheet.headings)}; "
        f"add that column to the {source.label} listing, export it again and choose that file.",
    )


def shown_headings(headings: tuple[str, ...]) -> str:
    """The first headings in one line, long ones cut: what was found may be a page of text and no heading at all."""
    named = [" ".join(heading.split()) for heading in headings if heading.strip()]
    if not named:
        return "no headings"
    cut = [
        name if len(name) <= HEADING_LENGTH else f"{name[:HEADING_LENGTH]}…"
        for name in named[:HEADINGS_SHOWN]
    ]
    more = f" and {len(named) - HEADINGS_SHOWN} more" if len(named) > HEADINGS_SHOWN else ""
    return ", ".join(cut) + more


def _example(source: SourceSystem) -> str:
    return {
        SourceSystem.NRLS: "'RP01 Unique Incident ID'",
        SourceSystem.LFPSE: "'Reference'",
    }.get(source, "'ID' or 'Ref'")
