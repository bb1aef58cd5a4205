"""Occupied bed days from a CSV or XLSX: one row a month and ward (or a month and site, or a month)."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from dashboard.domain.extract import ActivityExtract, Problem, RefusedFile, RowCounts
from dashboard.domain.periods import MONTHS, MONTHS_IN_FULL, month_of
from dashboard.domain.words import NOT_RECORDED
from dashboard.extracts.coded import place
from dashboard.extracts.columns import shown_headings
from dashboard.extracts.dates import LONDON, read_date
from dashboard.extracts.limits import BROWSER, Limits
from dashboard.extracts.reading import RawSheet, read_sheet
from dashboard.extracts.vocabulary import field_of_heading

ALL_WARDS = "All wards"
"""Stands for a ward in a row that speaks for its whole site."""

WHOLE_TRUST = "Whole trust"
MOST_BED_DAYS = 100_000
"""A month of one place above this is a typing error: the largest English trust has about 60,000 a month in all."""

SCHEMA = pa.schema(
    [
        ("month", pa.date32()),
        ("site", pa.string()),
        ("division", pa.string()),
        ("location", pa.string()),
        ("bed_days", pa.float64()),
    ]
)
_TOTAL = re.compile(r"(?:grand |sub-?)?totals?\b", re.I)
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def read_activity(
    staged: Path, file_name: str, *, now: datetime, limits: Limits = BROWSER
) -> ActivityExtract | RefusedFile:
    """Read occupied bed days. Rows of one month and place must not differ: the second is then not read and listed."""
    sheet = read_sheet(staged, file_name, limits)
    if isinstance(sheet, RefusedFile):
        return sheet
    columns = _columns(sheet)
    if isinstance(columns, RefusedFile):
        return columns
    return _read_rows(sheet, columns, now.astimezone(LONDON).date())


def _columns(sheet: RawSheet) -> dict[str, int] | RefusedFile:
    columns: dict[str, int] = {}
    for position, heading in enumerate(sheet.headings):
        known = field_of_heading("activity", heading) if heading else None
        if known and known[0] not in columns:
            columns[known[0]] = position
    if "bed_days" not in columns and "available" in columns:
        return RefusedFile(
            "available beds",
            f"{sheet.file_name} has available beds and no occupied bed days: reporting rates use occupied bed days only, "
            "because an empty bed cannot have an incident; ask for occupied bed days by ward and month.",
        )
    missing = [
        words
        for field, words in (("month", "'Month'"), ("bed_days", "'Occupied bed days'"))
        if field not in columns
    ]
    if missing:
        return RefusedFile(
            "missing columns",
            f"{sheet.file_name} needs a column called {' and one called '.join(missing)} (with 'Site', 'Division' and "
            f"'Ward' beside it where you have them); right now its columns are {shown_headings(sheet.headings)}; rename them and try again.",
        )
    return columns


def _read_rows(sheet: RawSheet, columns: dict[str, int], today: date) -> ActivityExtract | RefusedFile:
    text = {
        field: sheet.table.column(f"c{position}").to_pylist()
        for field, position in columns.items()
        if field != "available"
    }
    numbers = sheet.table.column("row").to_pylist()
    name_of_place = place(NOT_RECORDED)
    kept: dict[tuple[date, str, str, str], tuple[str, float]] = {}
    problems: list[Problem] = []
    repeats = totals = 0
    for index, number in enumerate(numbers):
        row = {field: values[index] for field, values in text.items()}
        if any(_TOTAL.match(row.get(field) or "") for field in ("month", "site", "division", "location")):
            totals += 1  # its wards are there: adding it would count their bed days twice
            continue
        month = read_month(row["month"], today)
        bed_days = _read_number(row["bed_days"])
        if month is None:
            problems.append(Problem(number, "Month", "month", "not read: not a month that can be read"))
        elif bed_days is None:
            kind = "blank" if not row["bed_days"] else "text"
            problems.append(Problem(number, "Occupied bed days", kind, "not read: not a number of bed days"))
        else:
            site = name_of_place(row["site"]) if row.get("site") else WHOLE_TRUST
            location = name_of_place(row["location"]) if row.get("location") else ALL_WARDS
            division = name_of_place(row.get("division"))
            # Without wards the divisions of a site are figures of their own; a ward has one division.
            place_of_row = (month, site, location, division if location == ALL_WARDS else "")
            known = kept.get(place_of_row)
            if known == (division, bed_days):
                repeats += 1
            elif known:
                problems.append(
                    Problem(
                        number,
                        "Occupied bed days",
                        "number",
                        "not read: this month and ward has another number above",
                    )
                )
            else:
                kept[place_of_row] = (division, bed_days)
    if not kept:
        return RefusedFile(
            "no rows",
            f"{sheet.file_name} has no row with a month and a number of occupied bed days ({len(numbers)} rows were seen): "
            "one row for each month and ward is needed; fill the template and choose it again.",
        )
    months = [month for month, *_ in kept]
    return ActivityExtract(
        sha256=sheet.sha256,
        file_name=sheet.file_name,
        sheet=sheet.read,
        rows=RowCounts(len(numbers), len(kept), repeats, len(problems), totals),
        problems=tuple(problems),
        first_month=min(months),
        last_month=max(months),
        total=sum(bed_days for _, bed_days in kept.values()),
        activity=_table(kept),
    )


def _table(kept: dict[tuple[date, str, str, str], tuple[str, float]]) -> Any:
    rows = [
        {"month": month, "site": site, "division": division, "location": location, "bed_days": bed_days}
        for (month, site, location, _), (division, bed_days) in kept.items()
    ]
    return pa.Table.from_pylist(rows, SCHEMA)


def read_month(written: str | None, today: date) -> date | None:
    """The first day of a month written as 2025-04, 04/2025, Apr 2025, April-25 or any day in it."""
    if not written:
        return None
    text = written.strip()
    if found := re.fullmatch(r"(\d{4})[-/](\d{1,2})", text):
        return _month(int(found[1]), int(found[2]), today)
    if found := re.fullmatch(r"(\d{1,2})[-/](\d{4})", text):
        return _month(int(found[2]), int(found[1]), today)
    if found := re.fullmatch(r"([A-Za-z]+)[-/ .,']*(\d{4}|\d{2})", text):
        name, year = found[1].lower(), int(found[2])
        for number, (short, whole) in enumerate(zip(MONTHS, MONTHS_IN_FULL, strict=True), 1):
            if name in (short.lower(), whole.lower(), "sept" if number == 9 else short.lower()):
                return _month(year + 2000 if year < 100 else year, number, today)
        return None
    day = read_date(text, date(today.year + 1, 12, 31)).day
    return month_of(day) if day else None


def _month(year: int, month: int, today: date) -> date | None:
    """A month that can be meant: from 1990 to the end of next year."""
    return date(year, month, 1) if 1 <= month <= 12 and 1990 <= year <= today.year + 1 else None


def _read_number(written: str | None) -> float | None:
    text = (written or "").strip()
    if not _NUMBER.fullmatch(text):
        return None
    value = float(text.replace(",", ""))
    return value if value <= MOST_BED_DAYS else None
