"""Which column holds what: headings matched through the source profile, and the source recognised by them."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.domain.extract import FoundColumn, MendableFile, RefusedFile
from dashboard.domain.profile import Profile
from dashboard.domain.reader import INTERNAL_MARK
from dashboard.domain.words import SourceSystem
from dashboard.extracts.coded import WrittenColumn, looks_personal, written_column
from dashboard.extracts.reading import RawSheet
from dashboard.extracts.vocabulary import FIELD_WORDS, field_of_heading, key

HEADINGS_SHOWN = 8
HEADING_LENGTH = 40

ROW_IN_FILE = "Row in the file"
WHY_NOT_READ = "Why this row was not read"
ADDED_HEADINGS = frozenset({key(ROW_IN_FILE), key(WHY_NOT_READ), key(INTERNAL_MARK)})
"""What the file of rejected rows has besides the listing's own headings: known, and never used."""

EXAMPLES = 3
EXAMPLE_LENGTH = 40
ROWS_LOOKED_AT = 1_000
"""Examples come from the first rows: they show what a column is, not what it holds most."""

_ABOUT_PEOPLE = re.compile(
    r"patient|person|surname|forename|nhs|birth|\bdob\b|e-?mail|phone|address|reporter|handler|manager", re.I
)
"""Columns that nobody uses and whose headings promise somebody's details have no examples."""

_TWIN = re.compile(r"(.+) \(\d+\)")
"""A heading that stands twice is written with a number behind it in the file of rejected rows."""


@dataclass(frozen=True)
class MappedColumns:
    """The columns of each field in order of preference, by position in the sheet."""

    source: SourceSystem
    by_field: dict[str, list[int]]
    headings: tuple[str, ...]
    found: tuple[FoundColumn, ...]
    table: Any
    _kept: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.table)

    def has(self, name: str) -> bool:
        return name in self.by_field

    def first(self, name: str) -> Any:
        """The preferred column of a field as an Arrow column of text; all NULL when there is none."""
        positions = self.by_field.get(name)
        return self.column(positions[0]) if positions else pa.nulls(len(self.table), pa.string())

    def filled_first(self, name: str) -> Any:
        """The first of the field's columns that is filled, row by row."""
        columns = self.all(name)
        if len(columns) == 1:
            return columns[0]
        return pc.coalesce(*map(as_text, columns)) if columns else self.first(name)

    def all(self, name: str) -> list[Any]:
        return [self.column(position) for position in self.by_field.get(name, ())]

    def column(self, position: int) -> Any:
        if position not in self._kept:
            column = self.table.column(f"c{position}")
            self._kept[position] = column.unify_dictionaries().combine_chunks()
        return self._kept[position]

    def written(self, name: str) -> WrittenColumn:
        """The field as its distinct writings, the first filled column of each row."""
        positions = self.by_field.get(name, [])
        if len(positions) == 1:
            return self.written_at(positions[0])
        if name not in self._kept:
            self._kept[name] = written_column(self.filled_first(name))
        return self._kept[name]

    def written_first(self, name: str) -> WrittenColumn:
        """The field's preferred column as its distinct writings."""
        positions = self.by_field.get(name)
        if positions:
            return self.written_at(positions[0])
        return WrittenColumn([], np.zeros(len(self.table), dtype=np.int32))

    def written_all(self, name: str) -> list[WrittenColumn]:
        return [self.written_at(position) for position in self.by_field.get(name, ())]

    def written_at(self, position: int) -> WrittenColumn:
        if ("written", position) not in self._kept:
            self._kept["written", position] = written_column(self.table.column(f"c{position}"))
        return self._kept["written", position]

    def heading(self, name: str) -> str:
        positions = self.by_field.get(name)
        return self.headings[positions[0]] if positions else ""


def as_text(column: Any) -> Any:
    """A column of text without its dictionary."""
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column


def recognise_source(sheet: RawSheet) -> SourceSystem | None:
    """The source whose headings fit best, if one fits best and knows a reference; else None and the person is asked."""
    fits = {
        source: len({found[0] for heading in sheet.headings if (found := field_of_heading(source, heading))})
        for source in SourceSystem
        if source is not SourceSystem.OTHER
    }
    best = max(fits.values())
    leading = [source for source, fit in fits.items() if fit == best]
    return leading[0] if best >= 3 and len(leading) == 1 else None


def map_columns(
    sheet: RawSheet, source: SourceSystem, profile: Profile | None = None
) -> MappedColumns | RefusedFile:
    """Match the headings, the person's choices first; refuse a sheet without a column that could be a reference."""
    ranked, found = _matched(sheet, source, profile)
    if "reference" not in ranked:
        return _no_reference(sheet, source, profile)
    by_field = {name: [position for _, position in sorted(places)] for name, places in ranked.items()}
    return MappedColumns(source, by_field, sheet.headings, tuple(found), sheet.table)


def _matched(
    sheet: RawSheet, source: SourceSystem, profile: Profile | None
) -> tuple[dict[str, list[tuple[int, int]]], list[FoundColumn]]:
    """((rank, position) of the columns of each field, every column in the sheet's order)."""
    chosen = {
        key(heading): meant
        for heading, meant in (profile.columns if profile else ())
        if meant is None or meant in FIELD_WORDS
    }
    headings = {key(heading) for heading in sheet.headings}
    ranked: dict[str, list[tuple[int, int]]] = defaultdict(list)
    found = []
    for position, heading in enumerate(sheet.headings):
        meant, rank, how = _field_of(heading, source, chosen, headings)
        if meant:
            ranked[meant].append((rank, position))
        column = sheet.table.column(f"c{position}")
        cells = sheet.filled[position]
        unseen = meant in ("narrative", "yellow_card") or (meant is None and _ABOUT_PEOPLE.search(heading))
        examples = () if unseen else _examples(column)
        found.append(FoundColumn(heading, meant, cells, how, examples))
    return ranked, found


def _field_of(
    heading: str, source: SourceSystem, chosen: dict[str, str | None], headings: set[str]
) -> tuple[str | None, int, str]:
    """(field, rank, how) of one heading; what the person chose comes before any other column of its field."""
    named = heading
    twin = _TWIN.fullmatch(heading)
    if twin and key(twin[1]) in headings:
        named = twin[1]
    for written in dict.fromkeys((heading, named)):
        if key(written) in chosen:
            meant = chosen[key(written)]
            return meant, -1, "profile" if meant else "not used"
    known = field_of_heading(source, named) if key(named) and key(named) not in ADDED_HEADINGS else None
    return (known[0], known[1], "heading") if known else (None, 0, "not used")


def _examples(column: Any) -> tuple[str, ...]:
    """The first distinct short values of a column that do not look like a personal detail."""
    found: dict[str, None] = {}
    for word in as_text(column.slice(0, ROWS_LOOKED_AT)).unique().to_pylist():
        if word and len(word) <= EXAMPLE_LENGTH and not looks_personal(word):
            found[word] = None
        if len(found) == EXAMPLES:
            break
    return tuple(found)


def mendable(
    sheet: RawSheet, source: SourceSystem, reason: str, sentence: str, profile: Profile | None = None
) -> MendableFile:
    """The refusal of a sheet that could be read once the person says what its columns hold."""
    found = tuple(_matched(sheet, source, profile)[1])
    return MendableFile(
        reason, sentence, sheet.sha256, source, found, len(sheet.table), profile=profile, sheet=sheet.read
    )


def _no_reference(sheet: RawSheet, source: SourceSystem, profile: Profile | None) -> MendableFile:
    return mendable(
        sheet,
        source,
        "no reference",
        f"{sheet.file_name} has no column that could be the incident reference: one called for instance "
        f"{_example(source)} is needed; right now row {sheet.read.header_row} has {shown_headings(sheet.headings)}; "
        f"add that column to the {source.label} listing, export it again and choose that file.",
        profile,
    )


def shown_headings(headings: tuple[str, ...]) -> str:
    """The first headings in one line, long ones cut: what was found may be a page of text and no heading at all, or
    bytes read as characters that do not print or turn the line around."""
    printed = ("".join(letter if letter.isprintable() else " " for letter in heading) for heading in headings)
    named = [" ".join(heading.split()) for heading in printed if heading.strip()]
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
