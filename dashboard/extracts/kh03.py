"""KH03 as NHS England publishes it: average daily beds of a quarter, one row an organisation.

Three groups of columns (available, occupied, percent occupied) have the same names below, and the total of England stands
above the organisations. Bed days are the average daily occupied beds times the days of a month.
"""

import math
import re
from dataclasses import dataclass
from datetime import date

from dashboard.domain.activity import ALL_WARDS, WHOLE_TRUST
from dashboard.domain.extract import ActivityExtract, RefusedFile
from dashboard.domain.periods import last_day, month_in_words, months_later
from dashboard.domain.words import NOT_RECORDED, ActivityKind
from dashboard.extracts.activity_cells import month_number, read_number
from dashboard.extracts.figures import Figures, Place
from dashboard.extracts.organisations import choose_organisation
from dashboard.extracts.reading import RawSheet
from dashboard.extracts.vocabulary import field_of_heading, key

TIERS = ("available", "occupied", "percent")
MOST_BEDS = 1_000_000
"""All of England has about 120,000."""

_TIER = re.compile(r"(?:%|per ?cent(?:age)?)\s*occupied|occupancy(?: rate)?|available|occupied", re.I)
WHAT_IT_LEAVES_OUT = (
    "KH03 counts beds at midnight in wards under a consultant that are open overnight. It leaves out beds open by day only, "
    "patients who come and go between two midnights, cots for healthy babies, and beds of community and other services that "
    "are not led by a consultant. It knows no wards: these figures serve the whole trust only."
)


@dataclass(frozen=True)
class _Kh03:
    """The columns of the sheet: `totals` holds the position of 'Total' in each tier, `parts` those of its sectors."""

    code: int | None
    name: int | None
    totals: dict[str, int]
    parts: dict[str, list[int]]


def is_kh03(sheet: RawSheet) -> bool:
    """By its columns (a year and an end of period, an organisation, sectors of beds) or by its own title block."""
    fields = {known[0] for h in sheet.headings if (known := field_of_heading("activity", h))}
    names_itself = any("kh03" in key(line) for line in sheet.above)
    return bool(fields & {"organisation_code", "organisation"}) and (
        ("period_end" in fields and ("sector" in fields or bool(_totals(sheet))))
        or (names_itself and bool(_totals(sheet)))
    )


def read_kh03(sheet: RawSheet, today: date, organisation: str | None) -> ActivityExtract | RefusedFile:
    """The organisation's occupied bed days of the quarter, spread over its months by their days: three estimates."""
    if any("dayonly" in key(line) for line in sheet.above):
        return RefusedFile(
            "day only",
            f"{sheet.file_name} is the KH03 of beds that are open by day only: occupied bed days come from the one of beds "
            "open overnight; download that workbook and choose it.",
        )
    columns = _columns_of(sheet)
    if columns is None or "occupied" not in columns.totals:
        return RefusedFile(
            "columns",
            f"{sheet.file_name} looks like KH03 and its columns of occupied beds cannot be told from those of available beds: "
            "the groups 'Available', 'Occupied' and '% Occupied' are needed above the sectors; choose the workbook as it was "
            "published.",
        )
    quarter = _quarter(sheet)
    if quarter is None or quarter > today:
        return RefusedFile(
            "quarter",
            f"{sheet.file_name} looks like KH03 and does not say which quarter it is: a year such as 2025-26 and the month in "
            "which the period ends are needed in its columns; choose the workbook as it was published.",
        )
    codes, names = (None if at is None else _cells(sheet, at) for at in (columns.code, columns.name))
    chosen = choose_organisation(sheet.file_name, codes, names, organisation)
    if isinstance(chosen, RefusedFile):
        return chosen
    named, own = chosen
    return _read_rows(sheet, columns, quarter, named, own)


def beds_of_all(sheet: RawSheet, tier: str) -> float | None:
    """The beds of every organisation of the sheet added up exactly (`math.fsum`), the total of England left aside."""
    columns = _columns_of(sheet)
    if columns is None or tier not in columns.totals:
        return None
    codes = _cells(sheet, columns.code if columns.code is not None else columns.name or 0)
    beds = (
        _number(text) for code, text in zip(codes, _cells(sheet, columns.totals[tier]), strict=True) if code
    )
    return math.fsum(number for number in beds if number is not None)


def _read_rows(
    sheet: RawSheet, columns: _Kh03, quarter: date, named: str, own: list[bool]
) -> ActivityExtract | RefusedFile:
    figures = Figures()
    where = Place(WHOLE_TRUST, NOT_RECORDED, ALL_WARDS)
    first = months_later(quarter, -2)
    for index, (number, is_own) in enumerate(zip(sheet.table.column("row").to_pylist(), own, strict=True)):
        if not is_own:
            figures.leave_out(number, "of other organisations, or totals")
            continue
        beds = _number(_cells(sheet, columns.totals["occupied"])[index])
        if beds is None:
            figures.problem(number, "Occupied: Total", "text", "not read: not a number of beds")
            continue
        if not _adds_up(sheet, columns, index):
            return RefusedFile(
                "columns",
                f"{sheet.file_name} does not agree with itself: occupied beds are needed that are the sum of their sectors "
                f"and fit the percentage beside them, and those in row {number} do not; choose the workbook as it was "
                "published.",
            )
        for month in (first, months_later(first, 1), quarter):
            days = last_day(month).day
            figures.add(
                number,
                "Occupied: Total",
                where,
                month,
                ActivityKind.BED_DAYS,
                "",
                beds * days,
                estimated=True,
            )
    if not figures.kept:
        return RefusedFile(
            "no rows",
            f"{sheet.file_name} has no number of occupied beds for {named}: one is needed; choose another quarter.",
        )
    (_, amount, _) = next(iter(figures.kept.values()))
    daily = amount / last_day(first).day
    days = sum(last_day(months_later(first, n)).day for n in range(3))
    notes = (
        f"KH03, {month_in_words(first)} to {month_in_words(quarter)}, {named}: on average {daily:,.1f} occupied beds a day × "
        f"{days} days = {daily * days:,.0f} occupied bed days, spread over the three months by their days. Each month is an "
        "estimate: the published figure is of the quarter.",
        WHAT_IT_LEAVES_OUT,
        *_agreement(sheet, columns),
    )
    return figures.extract(sheet, notes, named)


def _agreement(sheet: RawSheet, columns: _Kh03) -> list[str]:
    """Whether the organisations add up to the total that the file itself gives: a row lost would show here."""
    codes = _cells(sheet, columns.code if columns.code is not None else columns.name or 0)
    totals = [
        _number(text)
        for code, text in zip(codes, _cells(sheet, columns.totals["occupied"]), strict=True)
        if not code
    ]
    known = [total for total in totals if total]
    found = beds_of_all(sheet, "occupied")
    if len(known) != 1 or found is None:
        return []
    agrees = math.isclose(found, known[0], abs_tol=0.001)
    verb = "add up to" if agrees else "do NOT add up to"
    return [
        f"The occupied beds of all its organisations ({found:,.3f}) {verb} its own total ({known[0]:,.3f})."
    ]


def _adds_up(sheet: RawSheet, columns: _Kh03, index: int) -> bool:
    """Occupied beds are the sum of their sectors, are not more than those available, and give the percentage."""

    def beds(tier: str) -> float | None:
        return _number(_cells(sheet, columns.totals[tier])[index]) if tier in columns.totals else None

    occupied, available, share = beds("occupied"), beds("available"), beds("percent")
    parts = [_number(_cells(sheet, at)[index]) for at in columns.parts.get("occupied", [])]
    if occupied is None:
        return False
    known = [part for part in parts if part is not None]
    if known and not math.isclose(math.fsum(known), occupied, abs_tol=0.5):
        return False
    if available and share is not None:
        share = share / 100 if share > 1.5 else share  # written as 64.2 in some quarters
        return math.isclose(occupied / available, share, abs_tol=0.006)
    return True


def _columns_of(sheet: RawSheet) -> _Kh03 | None:
    totals = _totals(sheet)
    if not totals:
        return None
    fields: dict[str, int] = {}
    for position, heading in enumerate(sheet.headings):
        if known := field_of_heading("activity", heading):
            fields.setdefault(known[0], position)
    starts = sorted(totals.values())
    parts: dict[str, list[int]] = {}
    for tier, start in totals.items():
        end = next((other for other in starts if other > start), len(sheet.headings))
        parts[tier] = [at for at in range(start + 1, end) if sheet.headings[at].strip()]
    return _Kh03(fields.get("organisation_code"), fields.get("organisation"), totals, parts)


def _totals(sheet: RawSheet) -> dict[str, int]:
    """The position of 'Total' in each tier: the tier is in the heading itself, or in the line above the headings."""
    found: dict[str, int] = {}
    bare = []
    for position, heading in enumerate(sheet.headings):
        tier = _TIER.search(heading)
        rest = key(_TIER.sub(" ", heading))
        if rest != "total":
            continue
        if tier:
            found.setdefault(_tier(tier[0]), position)
        else:
            bare.append(position)
    if found or not bare:
        return found
    for line in reversed(sheet.above):
        tiers = [_tier(each) for each in _TIER.findall(line)]
        if tiers and not key(_TIER.sub(" ", line)):
            return dict(zip(tiers, bare, strict=True)) if len(tiers) == len(bare) else {}
    return {}


def _tier(words: str) -> str:
    plain = words.casefold()
    if plain in ("available", "occupied"):
        return plain
    return "percent"


def _quarter(sheet: RawSheet) -> date | None:
    """The last month of the quarter, from 'Year' (2020-21) and 'Period End' (June)."""
    at = {key(heading): position for position, heading in enumerate(sheet.headings)}
    if "year" not in at or "periodend" not in at:
        return None
    said = set(zip(_cells(sheet, at["year"]), _cells(sheet, at["periodend"]), strict=True)) - {(None, None)}
    if len(said) != 1:
        return None
    ((year, end),) = said
    found = re.fullmatch(r"(\d{4})\s*[-/]\s*\d{2,4}", (year or "").strip())
    month = month_number(end or "")
    if not found or not month:
        return None
    return date(int(found[1]) + (0 if month >= 4 else 1), month, 1)


def _number(text: str | None) -> float | None:
    return read_number(text, MOST_BEDS)


def _cells(sheet: RawSheet, position: int) -> list[str | None]:
    return sheet.table.column(f"c{position}").to_pylist()
