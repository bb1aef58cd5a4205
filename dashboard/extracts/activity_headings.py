"""What the columns of a file of activity hold: months, kinds or staff groups across, or one figure a row.

A heading may say two things at once ("Occupied bed days Apr-25", "Occupied | Apr-25").
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from math import inf

from dashboard.domain.extract import RefusedFile
from dashboard.domain.words import ActivityKind, ReporterGroup, SourceSystem
from dashboard.extracts.activity_cells import is_blank, read_month, read_number
from dashboard.extracts.columns import shown_headings
from dashboard.extracts.reading import RawSheet
from dashboard.extracts.reference_rows import reference_rows
from dashboard.extracts.vocabulary import field_of_heading, read_word

KINDS = {
    "bed_days": ActivityKind.BED_DAYS,
    "admissions": ActivityKind.ADMISSIONS,
    "doses": ActivityKind.DOSES,
    "items": ActivityKind.ITEMS,
    "staff": ActivityKind.STAFF,
}
"""The field of a heading (or of a word in a column that names the kind) to the kind that it counts."""

PLACES = ("site", "division", "location")
_FIGURES = {*KINDS, "daily_beds", "available", "part_of_beds", "percent", "total"}
_PERCENT = re.compile(r"%|\bper ?cent(?:age)?\b|\boccupancy\b|\brate\b", re.I)
_SUM = re.compile(r"(?:grand |sub-?)?totals?|ytd|year to date|average|mean|fy total|full year", re.I)
_PARTS = re.compile(r"\s*[|:;\n]\s*|\s+[-–—/]\s+|\s*\(\s*|\s*\)\s*")
_MONTH_AT_END = re.compile(r"(.+?)[\s_]+([A-Za-z]{3,9}[\s.'’/-]*(?:\d{4}|\d{2})|\d{4}-\d{2}(?:-\d{2})?)")
_MONTH_AT_START = re.compile(r"([A-Za-z]{3,9}[\s.'’/-]*(?:\d{4}|\d{2})|\d{4}-\d{2}(?:-\d{2})?)[\s_]+(.+)")
_GROUPS_THAT_SAY_LITTLE = {
    ReporterGroup.OTHER,
    ReporterGroup.PATIENT_OR_FAMILY,
    ReporterGroup.NOT_RECORDED,
}


@dataclass(frozen=True)
class ActivityColumn:
    """One column: its `field` (None: not known), and the month or staff group that its heading names."""

    position: int
    heading: str
    field: str | None = None
    month: date | None = None
    staff_group: str | None = None


@dataclass(frozen=True)
class ActivityLayout:
    """How figures stand in the sheet.

    `structure` is the position of each column that says what a row is about (month, site, kind, ...). `figures` are the
    columns of numbers, each with its field; `daily` those of average daily occupied beds, which are added up.
    """

    structure: dict[str, int]
    figures: tuple[ActivityColumn, ...]
    daily: tuple[ActivityColumn, ...] = ()
    notes: tuple[str, ...] = ()


def read_heading(position: int, heading: str, today: date) -> ActivityColumn:
    """What one heading says, by itself."""
    text = " ".join(heading.replace("_x000D_", " ").split())
    column = ActivityColumn(position, heading)
    if not text:
        return column
    if _PERCENT.search(text.replace("_", " ")):
        return replace(column, field="percent")  # "% Occupied" is no number of beds
    if _SUM.fullmatch(text):
        return replace(column, field="total")
    if known := field_of_heading("activity", text):
        return replace(column, field=known[0])
    if month := read_month(text, today):
        return replace(column, month=month)
    parts = [part for part in _PARTS.split(text) if part]
    for pattern in (_MONTH_AT_END, _MONTH_AT_START):
        if len(parts) < 2 and (found := pattern.fullmatch(text)):
            parts = [found[1], found[2]]
    if len(parts) == 2:
        said = [read_heading(position, part, today) for part in parts]
        if all(part.field in _FIGURES or part.month or part.staff_group for part in said):
            return _together(column, said)
    return replace(column, staff_group=_group(text))


def _together(column: ActivityColumn, said: list[ActivityColumn]) -> ActivityColumn:
    for part in said:
        column = replace(
            column,
            field=column.field or part.field,
            month=column.month or part.month,
            staff_group=column.staff_group or part.staff_group,
        )
    return column


def _group(text: str) -> str | None:
    return read_word("reporter_group", SourceSystem.OTHER, text) or None


@cache
def _words() -> tuple[tuple[str, str], ...]:
    """(words in lower case, field) of every activity heading that names a kind."""
    return tuple(
        (_plain(row["heading"]), row["field"])
        for row in reference_rows("headings")
        if row["source"] == "activity" and row["field"] in KINDS
    )


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text.casefold()).split())


def kind_of_titles(sheet: RawSheet) -> set[str]:
    """The fields that the title block speaks of, else the name of the sheet, else that of the file.

    'available' is among them wherever available beds are spoken of: such a title does not say which numbers stand below.
    """
    for texts in (sheet.above, (sheet.read.sheet or "",), (re.sub(r"\.\w+$", "", sheet.file_name),)):
        plain = f" {' | '.join(_plain(text) for text in texts)} "
        found = {field for words, field in _words() if f" {words} " in plain}
        if " available " in plain:
            found.add("available")
        if found:
            return found
    return set()


def layout_of(sheet: RawSheet, today: date) -> ActivityLayout | RefusedFile:
    """Which columns hold what, or the sentence that says what is missing."""
    columns = [read_heading(position, heading, today) for position, heading in enumerate(sheet.headings)]
    structure: dict[str, int] = {}
    for column in columns:
        if column.field and column.field not in _FIGURES and not column.month:
            structure.setdefault(column.field, column.position)
    titled = kind_of_titles(sheet)
    figures = _figure_columns(sheet, columns, structure, titled)
    if isinstance(figures, RefusedFile):
        return figures
    if "month" not in structure and any(column.month for column in figures):
        figures = [column for column in figures if column.month]  # the others are sums over the months
    daily = () if _has(figures, "bed_days") else tuple(c for c in columns if c.field == "daily_beds")
    if not figures and not daily and _has(columns, "available"):
        return available_beds(sheet.file_name)
    missing = []
    if "month" not in structure and not any(column.month for column in figures):
        missing.append("'Month'")
    if not figures and not daily:
        missing.append("'Occupied bed days'")
    if missing:
        return RefusedFile(
            "missing columns",
            f"{sheet.file_name} needs a column called {' and one called '.join(missing)} (with 'Site', 'Division' and "
            "'Ward' beside it where you have them; admissions, doses administered, items dispensed and staff are read "
            "too, and months may stand across the columns under a title that says what is counted); right now its columns "
            f"are {shown_headings(sheet.headings)}; rename them or fill the template, and try again.",
        )
    twice = _twice(figures)
    if twice:
        return RefusedFile(
            "columns twice",
            f"{sheet.file_name} has more than one column that could be '{shown_headings((twice.heading,))}', and nothing "
            "says which one is meant (available and occupied beds are often side by side); one of them is needed; "
            "take the others out and choose the file again.",
        )
    notes = _notes(columns, figures)
    if "location" not in structure and not {"organisation_code", "organisation"} & set(structure):
        nameless = _names_without_a_heading(sheet, columns, (*figures, *daily))
        if len(nameless) > 1:
            return _places_not_said(sheet, nameless)
        for column in nameless:
            structure["location"] = column.position
            called = (
                f"'{shown_headings((column.heading,))}'" if column.heading.strip() else "without a heading"
            )
            notes.append(f"The column {called} was read as the ward: check that it is.")
    return ActivityLayout(structure, tuple(figures), daily, tuple(notes))


def _names_without_a_heading(
    sheet: RawSheet, columns: list[ActivityColumn], figures: Iterable[ActivityColumn]
) -> list[ActivityColumn]:
    """Columns of words left of the figures that no heading explains: rows of different wards must not become one place."""
    used = {column.position for column in figures}
    found = []
    for column in columns:
        if column.position > max(used) or column.position in used or column.field or column.month:
            continue
        cells = sheet.table.column(f"c{column.position}").unique().to_pylist()
        if sum(not is_blank(cell) and read_number(cell, inf) is None for cell in cells) > 1:
            found.append(column)
    return found


def _places_not_said(sheet: RawSheet, columns: list[ActivityColumn]) -> RefusedFile:
    named = shown_headings(tuple(column.heading or "(no heading)" for column in columns))
    return RefusedFile(
        "places not said",
        f"{sheet.file_name} has columns of names ({named}) and none of them says which holds the wards: the headings 'Site', "
        "'Division' and 'Ward' are needed above them; rename them, take the others out and choose the file again.",
    )


def _has(columns: Iterable[ActivityColumn], field: str) -> bool:
    return any(column.field == field for column in columns)


def _twice(figures: list[ActivityColumn]) -> ActivityColumn | None:
    seen = set()
    for column in figures:
        said = (column.field, column.month, column.staff_group)
        if said in seen:
            return column
        seen.add(said)
    return None


def _figure_columns(
    sheet: RawSheet, columns: list[ActivityColumn], structure: dict[str, int], titled: set[str]
) -> list[ActivityColumn] | RefusedFile:
    figures = _best_of_each([column for column in columns if column.field in KINDS])
    groups = [column for column in columns if column.staff_group and not column.field and not column.month]
    speaking = {column.staff_group for column in groups} - _GROUPS_THAT_SAY_LITTLE
    if len(speaking) >= 2 and "staff" in titled and "month" in structure:
        # Two groups and the word: "Medical" and "Nursing" alone can be divisions.
        figures += [replace(column, field="staff") for column in groups]
    bare = [column for column in columns if column.month and not column.field]
    if "amount" in structure and not bare and not figures:
        bare = [ActivityColumn(structure["amount"], sheet.headings[structure["amount"]])]
    if not bare:
        return figures
    if "kind" in structure:
        return figures + [replace(column, field="kind") for column in bare]
    if titled == {"available"}:
        return available_beds(sheet.file_name)
    if len(titled) != 1:
        return RefusedFile(
            "kind not said",
            f"{sheet.file_name} has numbers and does not say what they count: 'Occupied bed days' (or admissions, doses "
            "administered, items dispensed, staff) is needed alone in a title above the headings, as the name of the sheet "
            f"or in a column called 'Measure'; right now its columns are {shown_headings(sheet.headings)}; add it and "
            "choose the file again.",
        )
    (kind,) = titled
    return figures + [replace(column, field=kind) for column in bare]


def _best_of_each(columns: list[ActivityColumn]) -> list[ActivityColumn]:
    """Of columns that name one kind in different words (headcount, whole time equivalent) those that come first in the
    reference headings."""
    best: dict[tuple[object, ...], int] = {}
    for column in columns:
        said = (column.field, column.month, column.staff_group)
        best[said] = min(best.get(said, _rank(column)), _rank(column))
    return [c for c in columns if _rank(c) == best[c.field, c.month, c.staff_group]]


def _rank(column: ActivityColumn) -> int:
    known = field_of_heading("activity", column.heading)
    return known[1] if known else 0


def _notes(columns: list[ActivityColumn], figures: list[ActivityColumn]) -> list[str]:
    used = {column.position for column in figures}
    notes = []
    percents = sum(column.field == "percent" for column in columns)
    if percents:
        notes.append(f"Columns of percentages or rates that were not used: {percents}.")
    if _has(columns, "available"):
        notes.append("Available beds were not used: reporting rates use occupied bed days only.")
    beside = [c.heading for c in columns if c.field in KINDS and c.position not in used]
    if beside:
        notes.append(f"Not used, because another column says the same: {shown_headings(tuple(beside))}.")
    return notes


def available_beds(file_name: str) -> RefusedFile:
    return RefusedFile(
        "available beds",
        f"{file_name} has available beds and no occupied bed days: reporting rates use occupied bed days only, "
        "because an empty bed cannot have an incident; ask for occupied bed days by ward and month.",
    )
