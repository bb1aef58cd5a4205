"""Activity from a CSV or XLSX: bed days, admissions, doses, items, staff; long or wide, by ward, site or trust."""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from itertools import compress
from pathlib import Path

from dashboard.domain.activity import ALL_STAFF, ALL_WARDS, EXAMPLE, WHOLE_TRUST
from dashboard.domain.extract import ActivityExtract, RefusedFile
from dashboard.domain.periods import day_in_london, last_day, month_in_words
from dashboard.domain.words import NOT_RECORDED, ActivityKind, ReporterGroup, SourceSystem
from dashboard.extracts.activity_cells import MOST_OF_A_MONTH, is_blank, read_month, read_number
from dashboard.extracts.activity_headings import (
    KINDS,
    PLACES,
    ActivityColumn,
    ActivityLayout,
    available_beds,
    layout_of,
    read_heading,
)
from dashboard.extracts.coded import place
from dashboard.extracts.figures import Figures, Place
from dashboard.extracts.kh03 import is_kh03, read_kh03
from dashboard.extracts.limits import BROWSER, Limits
from dashboard.extracts.organisations import choose_organisation
from dashboard.extracts.reading import RawSheet, read_sheet
from dashboard.extracts.vocabulary import read_word

TOTAL = "totals, whose parts are in the file"
EXAMPLES = "examples of the template"
OTHERS = "of other organisations"
FOOTNOTES = "notes without a figure"
GAPS_NAMED = 6
AVAILABLE = "available beds, which are no denominator"

_TOTAL = re.compile(r"(?:(?:grand |sub-?)?totals?\b.*|.*\b(?:grand |sub-?)?totals?)", re.I)
_EXAMPLE = re.compile(rf"{EXAMPLE}\b", re.I)
_EVERY_WARD = re.compile(r"all (?:wards|areas|locations)|whole (?:site|trust)|(?:site|trust)[ -]?wide", re.I)
_EVERY_SITE = re.compile(r"all (?:sites|hospitals)|(?:whole )?trust|trust[ -]?wide", re.I)


def read_activity(
    staged: Path,
    file_name: str,
    *,
    now: datetime,
    organisation: str | None = None,
    limits: Limits = BROWSER,
) -> ActivityExtract | RefusedFile:
    """Read a file of activity. `organisation` (a code or a name) chooses the rows of a national file.

    A file that holds several organisations and none that is meant gives a WhichOrganisation with those that it holds.
    Figures of one kind, month and place must not differ: the second is then not read and listed.
    """
    sheet = read_sheet(staged, file_name, limits)
    if isinstance(sheet, RefusedFile):
        return sheet
    today = day_in_london(now)
    if is_kh03(sheet):
        return read_kh03(sheet, today, organisation)
    layout = layout_of(sheet, today)
    if isinstance(layout, RefusedFile):
        return layout
    own: list[bool] | None = None
    chosen = ""
    if "organisation_code" in layout.structure or "organisation" in layout.structure:
        codes, names = (
            _cells(sheet, layout.structure[name]) if name in layout.structure else None
            for name in ("organisation_code", "organisation")
        )
        found = choose_organisation(file_name, codes, names, organisation)
        if isinstance(found, RefusedFile):
            return found
        chosen, own = found
    return _Reading(sheet, layout, today, own).extract(chosen)


def _cells(sheet: RawSheet, position: int) -> list[str | None]:
    return sheet.table.column(f"c{position}").to_pylist()


class _Reading:
    """One sheet of activity, row by row."""

    def __init__(self, sheet: RawSheet, layout: ActivityLayout, today: date, own: list[bool] | None) -> None:
        self.sheet = sheet
        self.today = today
        self.own = own
        self.figures = Figures()
        self.numbers: list[int] = sheet.table.column("row").to_pylist()
        self.cells_of_row: list[int] = sheet.table.column("cells").to_pylist()
        self.text = {name: _cells(sheet, position) for name, position in layout.structure.items()}
        self.notes = list(layout.notes)
        self.name_of_place: Callable[[str | None], str] = cache(place(NOT_RECORDED))
        self.month_of_text: Callable[[str | None], date | None] = cache(lambda text: read_month(text, today))
        self.without_site = 0
        self.available = 0
        self.columns = [(column, _cells(sheet, column.position)) for column in layout.figures]
        self.daily = [(column, _cells(sheet, column.position)) for column in layout.daily]
        # A column without one number (months to come, kinds that nobody counts) is said once, not row by row.
        self.columns = self._filled(self.columns, "no figures in the column")
        self.daily = self._filled(self.daily, "no such beds: nothing in the column")
        self.month_heading = next(
            (h for at, h in enumerate(sheet.headings) if at == layout.structure.get("month")), "Month"
        )

    def _filled(
        self, columns: list[tuple[ActivityColumn, list[str | None]]], said: str
    ) -> list[tuple[ActivityColumn, list[str | None]]]:
        kept, empty = [], []
        for column, cells in columns:
            own = cells if self.own is None else compress(cells, self.own)
            if all(is_blank(cell) for cell in own):
                empty.append(column.heading)
            else:
                kept.append((column, cells))
        if empty and kept:
            cut = ", ".join(heading[:40] for heading in empty[:6]) + (" and more" if len(empty) > 6 else "")
            self.notes.append(f"Read as missing, never as zero ({said}): {cut}.")
        return kept or columns

    def extract(self, organisation: str) -> ActivityExtract | RefusedFile:
        for index, number in enumerate(self.numbers):
            self._row(index, number)
        if not self.figures.kept:
            if self.available:
                return available_beds(self.sheet.file_name)
            return RefusedFile("no rows", self._no_rows())
        self._say_what_stands_out()
        return self.figures.extract(self.sheet, tuple(self.notes), organisation)

    def _no_rows(self) -> str:
        examples = self.figures.left_out[EXAMPLES]
        also = f", {examples} of them examples of the template" if examples else ""
        return (
            f"{self.sheet.file_name} has no row with a month and a number of occupied bed days or other activity "
            f"({len(self.numbers)} rows were seen{also}): one row for each month and ward is needed; fill the template and "
            "choose it again."
        )

    def _row(self, index: int, number: int) -> None:
        row = {name: cells[index] for name, cells in self.text.items()}
        places = [row.get(name) or "" for name in ("month", *PLACES)]
        if self.own is not None and not self.own[index]:
            self.figures.leave_out(number, OTHERS)
        elif any(_EXAMPLE.match(text) for text in places):
            self.figures.leave_out(number, EXAMPLES)
        elif any(_TOTAL.fullmatch(text.strip()) for text in places):
            self.figures.leave_out(number, TOTAL)  # its wards are there: adding it would count them twice
        elif self._is_footnote(index, row):
            self.figures.leave_out(number, FOOTNOTES)
        else:
            self._figures_of(index, number, row)

    def _is_footnote(self, index: int, row: dict[str, str | None]) -> bool:
        """A row of one cell that is no month and no number: a note under the table."""
        if self.cells_of_row[index] != 1:
            return False
        filled = [cells[index] for _, cells in [*self.columns, *self.daily] if not is_blank(cells[index])]
        return not filled and self.month_of_text(row.get("month")) is None

    def _figures_of(self, index: int, number: int, row: dict[str, str | None]) -> None:
        month = self.month_of_text(row.get("month"))
        if (
            "month" in row
            and month is None
            and any(column.month is None for column, _ in self.columns or self.daily)
        ):
            kind = "blank" if is_blank(row["month"]) else "text"
            self.figures.problem(number, self.month_heading, kind, "not read: not a month that can be read")
            return
        where = self._place(row)
        for column, cells in self.columns:
            self._figure(number, column, cells[index], where, column.month or month, row)
        if self.daily:
            self._daily_beds(index, number, where, month)
        if number not in self.figures.fates:
            self.figures.problem(number, "", "blank", "not read: no number in the row")

    def _place(self, row: dict[str, str | None]) -> Place:
        site, location = row.get("site"), row.get("location")
        if site and _EVERY_SITE.fullmatch(site.strip()):
            site = WHOLE_TRUST
        if location and _EVERY_WARD.fullmatch(location.strip()):
            location = None
        if location and not site and "site" in row:
            self.without_site += 1
        return Place(
            self.name_of_place(site) if site else WHOLE_TRUST,
            self.name_of_place(row.get("division")),
            self.name_of_place(location) if location else ALL_WARDS,
        )

    def _figure(
        self,
        number: int,
        column: ActivityColumn,
        written: str | None,
        where: Place,
        month: date | None,
        row: dict[str, str | None],
    ) -> None:
        if month is None:
            return
        field = column.field or ""
        if field == "kind":
            word = row.get("kind")
            field = read_heading(0, word, self.today).field or "" if word else ""
            if field == "available":
                self.available += 1
                self.figures.leave_out(number, AVAILABLE)
                return
            if field not in KINDS:
                heading = self.sheet.headings[column.position]
                what = "blank" if is_blank(word) else "text"
                self.figures.problem(
                    number,
                    heading,
                    what,
                    "not read: what is counted is not a kind of activity that is known here",
                )
                return
        kind = KINDS[field]
        if is_blank(written):
            reason = "not read: no number; the month counts as missing, not as zero"
            self.figures.problem(number, column.heading, "blank", reason)
            return
        amount = read_number(written, MOST_OF_A_MONTH[kind])
        if amount is None:
            words = "bed days" if kind is ActivityKind.BED_DAYS else kind.value
            self.figures.problem(number, column.heading, "text", f"not read: not a number of {words}")
            return
        group = self._staff_group(column, row.get("staff_group")) if kind is ActivityKind.STAFF else ""
        if group is None:
            self.figures.problem(
                number,
                "Staff group",
                "text",
                "not read: not a staff group that is known here (LFPSE's groups are used)",
            )
            return
        self.figures.add(number, column.heading, where, month, kind, group, amount)

    def _staff_group(self, column: ActivityColumn, written: str | None) -> str | None:
        if column.staff_group:
            return column.staff_group
        if is_blank(written):
            return ALL_STAFF
        means = read_word("reporter_group", SourceSystem.OTHER, written or "")
        return means if means in set(ReporterGroup) else None

    def _daily_beds(self, index: int, number: int, where: Place, month: date | None) -> None:
        """Average daily occupied beds of every column, added up, times the days of the month."""
        if month is None:
            return
        beds = 0.0
        for column, cells in self.daily:
            amount = read_number(cells[index], MOST_OF_A_MONTH[ActivityKind.BED_DAYS] / 31)
            if amount is None:
                what = "blank" if is_blank(cells[index]) else "text"
                reason = "not read: no number of occupied beds; the month counts as missing, not as zero"
                self.figures.problem(number, column.heading, what, reason)
                return
            beds += amount
        days = last_day(month).day
        self.figures.add(
            number,
            self.daily[0][0].heading,
            where,
            month,
            ActivityKind.BED_DAYS,
            "",
            beds * days,
            estimated=True,
        )

    def _say_what_stands_out(self) -> None:
        if self.daily:
            columns = ", ".join(column.heading[:60] for column, _ in self.daily)
            self.notes.append(
                "By their headings these are average daily occupied beds, not bed days: they were multiplied by the days of "
                f"each month and are marked as estimates, because the averages are rounded. Added up: {columns}."
            )
        if self.without_site:
            self.notes.append(
                f"Rows with a ward and no site: {self.without_site:,}. They stand under '{WHOLE_TRUST}', not under the site above."
            )
        gaps: dict[tuple[date, ...], list[str]] = {}
        for read in self.figures.kinds():
            if read.missing_months:
                gaps.setdefault(read.missing_months, []).append(read.kind.value)
        for months, kinds in gaps.items():
            named = ", ".join(month_in_words(month) for month in months[:GAPS_NAMED])
            more = f" and {len(months) - GAPS_NAMED} more" if len(months) > GAPS_NAMED else ""
            self.notes.append(
                f"No figure at all between the first and the last month ({', '.join(kinds)}): {named}{more}. They count as "
                "missing, not as zero."
            )
