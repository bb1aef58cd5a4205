"""An .xlsx workbook as columns of text, read by calamine (real dates and numbers become unambiguous text)."""

import itertools
import threading
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from dashboard.extracts.header import find_header
from dashboard.extracts.sheet import ROWS_SEARCHED, Below, CannotRead, Counted, Wanted, clean
from dashboard.extracts.workbook_parts import PartMissing, WorkbookParts
from dashboard.extracts.workbook_rows import RowsSeen, rows_exactly, rows_quickly

BATCH_ROWS = 65_536
COLUMNS_NAMED = 6
MOST_EXACT = 1e15
"""Whole numbers below this are exact in a cell; larger ones are written as the cell holds them."""

DAMAGED = (CalamineError, PartMissing, OSError, ValueError, KeyError, IndexError)


def chosen_sheet(path: Path, file_name: str, wanted: Wanted) -> "WorkbookSheet":
    """The worksheet that the person named, else the one that holds the columns asked for, else the one whose headings
    are known best, else the longest.

    Raises CannotRead with a sentence.
    """
    try:
        return _choose(path, file_name, wanted)
    except DAMAGED as error:
        raise CannotRead(
            "damaged",
            f"{file_name} is named as a workbook but cannot be opened as one: "
            "an undamaged .xlsx is needed; open it in Excel, save it again as .xlsx and choose that file.",
        ) from error


def _choose(path: Path, file_name: str, wanted: Wanted) -> "WorkbookSheet":
    sheet_name = wanted.sheet_name
    workbook = CalamineWorkbook.from_path(str(path))
    parts = WorkbookParts(path)
    metas = [meta for meta in workbook.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
    names = tuple(meta.name for meta in metas)
    if sheet_name is not None and sheet_name not in names:
        raise CannotRead(
            "no such sheet",
            f"{file_name} has no sheet of that name: one of its {len(names)} worksheets is needed; choose it from the list.",
        )
    best: tuple[tuple[bool, bool, int, int], WorkbookSheet] | None = None
    for meta in metas:
        if sheet_name not in (None, meta.name):
            continue
        # The reader works without the interpreter's lock, and so the rows are counted meanwhile on the second core.
        count = _InThread(parts, parts.sheets.get(meta.name, ""))
        cells = workbook.get_sheet_by_name(meta.name)
        sheet = WorkbookSheet(meta, cells, names, parts, count, file_name)
        fit = (
            wanted.row_in(sheet.top) is not None,
            any(any(row) for row in sheet.top),
            find_header(sheet.top)[1],
            cells.total_height,
        )
        if best is None or fit > best[0]:
            best = (fit, sheet)
    if best is None:
        raise CannotRead(
            "empty",
            f"{file_name} has no worksheet: one with a heading row and rows below it is needed; export it again.",
        )
    hidden = [f"'{meta.name}'" for meta in metas if meta.visible != SheetVisibleEnum.Visible]
    best[1].hidden_sheets = hidden
    return best[1]


class _InThread:
    """The quick count of a sheet's rows, at work while the reader is."""

    def __init__(self, parts: WorkbookParts, part: str) -> None:
        self._found: RowsSeen | None = None
        self.part = part

        def count() -> None:
            try:
                self._found = rows_quickly(parts, part)
            except PartMissing:
                self._found = None

        self._thread = threading.Thread(target=count, daemon=True)
        self._thread.start()

    def result(self) -> RowsSeen | None:
        self._thread.join()
        return self._found


class WorkbookSheet:
    """See `sheet.Sheet`."""

    encoding: str | None = None
    delimiter: str | None = None

    def __init__(
        self,
        meta: Any,
        cells: Any,
        names: tuple[str, ...],
        parts: WorkbookParts,
        count: _InThread,
        file_name: str,
    ) -> None:
        self.name: str | None = meta.name
        self.names = names
        self.date1904 = parts.date1904
        self.hidden_sheets: list[str] = []
        self._hidden = meta.visible != SheetVisibleEnum.Visible
        self._cells, self._parts, self._count, self._file_name = cells, parts, count, file_name
        first_filled = cells.start[0] if cells.start else 0
        wanted = first_filled + ROWS_SEARCHED
        rows = cells.to_python(skip_empty_area=False, nrows=min(wanted, cells.total_height or 0) or None)
        self.top: list[list[str | None]] = [[as_text(cell) for cell in row] for row in rows[:wanted]]
        self.across = [
            (first[0], first[1], last[1])
            for first, last in cells.merged_cell_ranges or ()
            if first[0] < wanted and last[1] > first[1]
        ]

    def below(self, header_row: int) -> Below:
        """In batches, so that no Python object a cell outlives its batch."""
        start, end = self._cells.start, self._cells.end
        if start is None or end is None:
            return Below(np.array([], np.int32), [])
        width = end[1] + 1
        columns: list[list[pa.Array]] = [[] for _ in range(width)]
        rows = itertools.islice(self._cells.iter_rows(), header_row, None)
        read = 0
        while batch := list(itertools.islice(rows, BATCH_ROWS)):
            read += len(batch)
            for position, cells in enumerate(zip(*batch, strict=True), start=start[1]):
                columns[position].append(_texts(cells))
            for position in range(start[1]):
                columns[position].append(pa.array([""] * len(batch), pa.string()))
        numbers = np.arange(header_row + 1, header_row + 1 + read, dtype=np.int32)
        return Below(numbers, [pa.chunked_array(column, pa.string()) for column in columns])

    def counted(self, header_row: int, *, exact: bool) -> Counted:
        if exact:
            numbers = rows_exactly(self._parts, self._count.part)
        else:
            seen = self._count.result()
            numbers = seen.numbers if seen else None
        if numbers is None:
            return Counted(-1)
        below = np.unique(numbers[numbers > header_row])
        return Counted(len(below), below)

    def notes(self, header_row: int, headings: list[str], texts: list[Any]) -> list[str]:
        said = []
        if len(self.names) > 1:
            others = [f"'{name}'" for name in self.names if name != self.name]
            said.append(
                f"The sheet '{self.name}' of {len(self.names)} was read, and {_some(others)} "
                f"{'was' if len(others) == 1 else 'were'} not."
            )
        if self._hidden:
            said.append(f"The sheet '{self.name}' is hidden.")
        elif self.hidden_sheets:
            said.append(f"Hidden in this workbook and not read: {_some(self.hidden_sheets)}.")
        if self.date1904:
            said.append("The workbook counts its days from 1904 (the Macintosh way): its dates are read so.")
        seen = self._count.result()
        if seen is None:
            return said
        hidden = int((seen.hidden > header_row).sum())
        if hidden:
            said.append(
                "1 hidden row is read too." if hidden == 1 else f"{hidden:,} hidden rows are read too."
            )
        for what, do, found in (
            ("a formula without a stored value", "; open the file in Excel and save it", seen.formulas),
            ("an error such as #N/A", "", seen.errors),
        ):
            if found:
                said.append(_without_value(what, do, found, headings))
        return said


def _without_value(what: str, do: str, found: Counter[str], headings: list[str]) -> str:
    cells = sum(found.values())
    places = sorted(_position(letters) for letters in found)
    named = [
        headings[place] if place < len(headings) and headings[place] else _letters(place) for place in places
    ]
    hold, read = ("cell holds", "reads") if cells == 1 else ("cells hold", "read")
    return (
        f"{cells:,} {hold} {what} and {read} as blank: "
        f"{'column' if len(named) == 1 else 'columns'} {_some(named)}{do}."
    )


def _some(names: list[str]) -> str:
    more = f" and {len(names) - COLUMNS_NAMED} more" if len(names) > COLUMNS_NAMED else ""
    return ", ".join(names[:COLUMNS_NAMED]) + more


def _position(letters: str) -> int:
    """Column letters to a place counted from nought: A is 0, AA is 26."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _letters(place: int) -> str:
    letters = ""
    while place >= 0:
        letters = chr(ord("A") + place % 26) + letters
        place = place // 26 - 1
    return letters


def _texts(cells: tuple[Any, ...]) -> pa.Array:
    """The cells of one column as text: what is no text already is turned into it once for each distinct value."""
    kinds = set(map(type, cells))
    if kinds == {str}:
        # No cell of a workbook can hold a NUL, and one long text is taken over three times faster than many short ones.
        apart = pc.split_pattern(pa.scalar("\0".join(cells)), "\0").values
        return apart if len(apart) == len(cells) else pa.array(cells, pa.string())
    if kinds <= {float, str} and (numbers := _whole_numbers(cells)) is not None:
        return numbers
    # True, 1 and 1.0 are one key of a dictionary: with yes and no among numbers the kind belongs to the key.
    asked: Callable[[Any], Any] = _with_kind if bool in kinds and len(kinds - {str}) > 1 else _itself
    keys = cells if asked is _itself else tuple(map(asked, cells))
    places = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    words = pa.array([as_text(key if asked is _itself else key[1]) for key in places], pa.string())
    return words.take(pa.array([places[key] for key in keys], pa.int32())).fill_null("")


def _whole_numbers(cells: tuple[Any, ...]) -> pa.Array | None:
    """A column of nothing but whole numbers and blanks as text, at once; None for any other."""
    try:
        numbers = pa.array([None if cell == "" else cell for cell in cells], pa.float64())
        whole = numbers.cast(pa.int64())  # refuses a fraction
    except (pa.ArrowInvalid, pa.ArrowTypeError, TypeError):
        return None
    if pc.max(pc.abs(whole)).as_py() >= MOST_EXACT:
        return None
    return whole.cast(pa.string()).fill_null("")


def _itself(cell: Any) -> Any:
    return cell


def _with_kind(cell: Any) -> tuple[type, Any]:
    return type(cell), cell


def as_text(cell: object) -> str | None:
    """A cell as text: dates as ISO 8601 (so that day and month cannot be mistaken), whole numbers without a point."""
    if isinstance(cell, str):
        return clean(cell)
    if cell is None:
        return None
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < MOST_EXACT:
        return str(int(cell))
    if isinstance(cell, datetime):
        midnight = cell.hour == cell.minute == cell.second == 0
        return cell.date().isoformat() if midnight else cell.replace(microsecond=0).isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        minutes = int(cell.total_seconds()) // 60
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return str(cell)
