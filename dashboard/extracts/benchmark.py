"""Another organisation's benchmark pack: read as any file from outside is, in the limited process, and held to the schema strictly."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from dashboard.domain.benchmark import (
    ALL,
    COLUMNS,
    DRUG_CLASSES,
    ERROR_TYPES,
    HARM_LEVELS,
    MOST_MONTHS,
    NEAREST,
    RULE,
    SMALLEST_SHOWN,
    STAGES,
    TYPES,
    VERSION,
    PeerFigure,
    PeerPack,
    State,
    is_organisation,
    is_source,
    month_code,
    month_of_code,
    months_of_year,
    year_of_code,
)
from dashboard.domain.extract import RefusedFile
from dashboard.domain.periods import day_in_london, last_day, months_between
from dashboard.extracts.limits import BROWSER, MEGABYTE, Limits
from dashboard.extracts.reading import RawSheet, read_sheet

PACK = replace(BROWSER, file_bytes=20 * MEGABYTE, unpacked_bytes=100 * MEGABYTE, rows=100_000, columns=40)
"""A pack of 36 months has about 5,000 rows and 1 MB."""

ASK_AGAIN = "ask the organisation to send its pack again as its program wrote it"
MOST = math.inf

_WHOLE = re.compile(r"[0-9]{1,9}(?:\.0+)?")
_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6})?")
_WORDS: dict[str, frozenset[str]] = {
    "drug_class": frozenset((ALL, *DRUG_CLASSES)),
    "stage": frozenset((ALL, *STAGES.values())),
    "error_type": frozenset((ALL, *ERROR_TYPES.values())),
    "harm_level": frozenset((ALL, *HARM_LEVELS.values())),
    "state": frozenset(State),
}
_TOTAL = (ALL, ALL, ALL, ALL)


class _Row(NamedTuple):
    """One row of the file, as its words and numbers."""

    line: int
    period: str
    source: str
    words: tuple[str, str, str, str]
    incidents: int | None
    state: State
    bed_days: float | None

    @property
    def least(self) -> float:
        """The fewest incidents that this row can stand for."""
        if self.incidents is not None:
            return max(self.incidents - NEAREST // 2, SMALLEST_SHOWN) if self.incidents else 0
        return 1 if self.state in (State.TOO_FEW, State.WITHHELD) else 0

    @property
    def most(self) -> float:
        if self.incidents is not None:
            return self.incidents + NEAREST // 2 if self.incidents else 0
        return SMALLEST_SHOWN - 1 if self.state is State.TOO_FEW else MOST


class _NotAPack(Exception):
    """Why the file is refused, as the end of a sentence that begins with its name."""


def read_benchmark(
    staged: Path, file_name: str, *, now: datetime, limits: Limits = PACK
) -> PeerPack | RefusedFile:
    """Read a staged pack. Anything that is not exactly of the schema, or does not add up, refuses the whole file."""
    sheet = read_sheet(staged, file_name, limits, columns=tuple(COLUMNS))
    if isinstance(sheet, RefusedFile):
        return sheet
    try:
        return _read(sheet, day_in_london(now))
    except _NotAPack as why:
        return RefusedFile("not a benchmark pack", f"{file_name} {why}; {ASK_AGAIN}.")


def _read(sheet: RawSheet, today: date) -> PeerPack:
    if sheet.headings != tuple(COLUMNS):
        raise _NotAPack(f"is not a benchmark pack: its columns are not the {len(COLUMNS)} of the schema")
    lines: list[int] = sheet.table.column("row").to_pylist()
    cells = {
        name: [(cell or "").strip() for cell in sheet.table.column(f"c{at}").to_pylist()]
        for at, name in enumerate(COLUMNS)
    }
    if not lines:
        raise _NotAPack("holds no rows below its headings")
    version = _the_same("version", cells["version"])
    if version.removesuffix(".0") != VERSION:
        raise _NotAPack(f"is of another version of the schema, and version {VERSION} is read here")
    organisation = _the_same("organisation", cells["organisation"])
    if not is_organisation(organisation):
        raise _NotAPack("does not name an organisation by a code or a pseudonym")
    organisation_type = _the_same("organisation_type", cells["organisation_type"])
    if organisation_type not in TYPES:
        raise _NotAPack("has a type of organisation that the schema does not know")
    if _the_same("rule", cells["rule"]) != RULE:
        raise _NotAPack("was written by another rule of small numbers")
    method = _the_same("method", cells["method"])
    rows = [_row(line, values) for line, *values in zip(lines, *cells.values(), strict=True)]
    _check(rows, today)
    figures = tuple(
        PeerFigure(row.period, row.source, row.words[3], row.incidents, row.state, row.bed_days)
        for row in rows
        if row.words[:3] == (ALL, ALL, ALL)
    )
    return PeerPack(organisation, organisation_type, method[:200], figures, len(rows), sheet.sha256)


def _the_same(column: str, cells: Sequence[str]) -> str:
    if len(set(cells)) != 1 or not cells[0]:
        raise _NotAPack(f"does not say the same in every row of the column {column}")
    return cells[0]


def _row(line: int, values: Sequence[str]) -> _Row:
    said = dict(zip(COLUMNS, values, strict=True))
    period, source = said["period"], said["source"]
    if month_of_code(period) is None and year_of_code(period) is None:
        raise _NotAPack(
            f"has a period in row {line} that is neither a month (2026-M09) nor a year (FY2025-26)"
        )
    if not is_source(source):
        raise _NotAPack(f"has a source in row {line} that the schema does not know")
    for column, known in _WORDS.items():
        if said[column] not in known:
            raise _NotAPack(f"has a word in row {line} that the schema does not know in the column {column}")
    state = State(said["state"])
    incidents = _incidents(line, said["incidents"], state)
    bed_days = _number(line, "bed_days", said["bed_days"])
    if bed_days is not None and bed_days <= 0:
        raise _NotAPack(f"has no bed days in row {line} where it gives a number")
    rate = _number(line, "rate_per_1000_bed_days", said["rate_per_1000_bed_days"])
    due = None if incidents is None or bed_days is None else 1000 * incidents / bed_days
    if (rate is None) != (due is None) or (rate is not None and due is not None and abs(rate - due) > 0.0051):
        raise _NotAPack(f"has a rate in row {line} that is not its incidents by its bed days")
    words = (said["drug_class"], said["stage"], said["error_type"], said["harm_level"])
    return _Row(line, period, source, words, incidents, state, bed_days)


def _incidents(line: int, cell: str, state: State) -> int | None:
    if state not in (State.SHOWN, State.ZERO):
        if cell:
            raise _NotAPack(f"gives a number in row {line} and says that it is not shown")
        return None
    if not _WHOLE.fullmatch(cell):
        raise _NotAPack(f"has no whole number of incidents in row {line}")
    incidents = int(float(cell))
    if state is State.ZERO and incidents:
        raise _NotAPack(f"says zero in row {line} and gives another number")
    if state is State.SHOWN and (incidents < SMALLEST_SHOWN or incidents % NEAREST):
        raise _NotAPack(
            f"has a number in row {line} that is not to the nearest {NEAREST}, or too small to be shown"
        )
    return incidents


def _number(line: int, column: str, cell: str) -> float | None:
    if not cell:
        return None
    if not _NUMBER.fullmatch(cell):
        raise _NotAPack(f"has something else than a number in row {line} of the column {column}")
    return float(cell)


def _check(rows: Sequence[_Row], today: date) -> None:
    """What rows say together."""
    by_key: dict[tuple[str, tuple[str, ...]], _Row] = {}
    of_period: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        if (row.period, row.words) in by_key:
            raise _NotAPack(f"says the same thing twice (row {row.line})")
        by_key[row.period, row.words] = row
        of_period[row.period].append(row)
    for period, its in of_period.items():
        if len({(row.source, row.bed_days) for row in its}) > 1:
            raise _NotAPack(f"has more than one source or number of bed days for {period}")
        total = by_key.get((period, _TOTAL))
        if total is None:
            raise _NotAPack(f"has no total for {period}")
        _adds_up(period, total, its)
    months = sorted(month for period in of_period if (month := month_of_code(period)))
    if not months or months != [*months_between(months[0], months[-1])]:
        raise _NotAPack("does not hold a row for every month between its first and its last")
    if len(months) > MOST_MONTHS or last_day(months[-1]) >= today:
        raise _NotAPack(f"holds more than {MOST_MONTHS} months, or a month that is not over")
    for period in of_period:
        if (april := year_of_code(period)) is not None:
            _year_adds_up(april, by_key)


def _adds_up(period: str, total: _Row, rows: Iterable[_Row]) -> None:
    """No part is more than its total, and the harm levels (one to an incident) come to it."""
    levels = []
    for row in rows:
        if row.least > total.most:
            raise _NotAPack(f"has a part in row {row.line} that is more than the total of {period}")
        if row.words[:3] == (ALL, ALL, ALL) and row.words[3] != ALL:
            levels.append(row)
    if total.state is State.NOT_COVERED:
        return
    if {row.words[3] for row in levels} != set(HARM_LEVELS.values()):
        raise _NotAPack(f"does not hold every level of harm for {period}")
    _between(period, total, levels)


def _year_adds_up(april: date, by_key: dict[tuple[str, tuple[str, ...]], _Row]) -> None:
    year = next(period for period, words in by_key if year_of_code(period) == april and words == _TOTAL)
    months = [by_key.get((month_code(month), _TOTAL)) for month in months_of_year(april)]
    found = [row for row in months if row is not None and row.state is not State.NOT_COVERED]
    if len(found) != len(months):
        raise _NotAPack(f"gives {year} without its twelve months")
    _between(year, by_key[year, _TOTAL], found)


def _between(period: str, total: _Row, parts: Sequence[_Row]) -> None:
    if sum(row.least for row in parts) > total.most or sum(row.most for row in parts) < total.least:
        raise _NotAPack(f"does not add up: the parts of {period} do not come to its total")
