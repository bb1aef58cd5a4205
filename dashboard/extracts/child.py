"""The process in which uploaded bytes are parsed, and nowhere else: it has limits, no network, and one answer.

Run by `extracts.reading` as its own interpreter. Reads the file, finds the sheet and the headings, and writes every row
below them that holds a cell to an Arrow file whose metadata says how it was read. A crash here (calamine aborts on one
far cell) ends this process only.

The columns of that file: `row` is the sheet's own row number; c0, c1, ... are text, each `string` or
`dictionary<int32, string>`; `beyond` says that a row has text right of the last heading; `cells` how many cells it
holds; `repeat` that every cell equals an earlier row's. Free text about incidents stays here: its columns are written
empty, and what is known of them is how many cells were filled and how many rows hold what looks like a personal detail.
Where a source's free text is kept, n0, n1, ... are the texts of those columns, with marks in the place of such details
unless they are kept as written. In every other column such details stand behind marks, references of incidents aside.
(A column that somebody asks for by name comes whole, whatever it holds: see `sheet.Wanted`.)
"""

import gc
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.domain.extract import LikelyIdentifiers, RefusedFile
from dashboard.domain.identifiers import Narrative
from dashboard.extracts.header import Header, read_header
from dashboard.extracts.identifiers import is_narrative, look_through
from dashboard.extracts.kinds import check_file
from dashboard.extracts.limits import Limits
from dashboard.extracts.packed import unpack, unpacked_path
from dashboard.extracts.repeats import repeats
from dashboard.extracts.sheet import LIKELIEST, CannotRead, Counted, Sheet, Wanted
from dashboard.extracts.total_lines import only_total_lines
from dashboard.extracts.written_text import cleaned, filled


def parse(
    path: Path, kind: str, file_name: str, limits: Limits, wanted: Wanted = LIKELIEST
) -> tuple[pa.Table, dict[str, object]]:
    """The rows below the header as text columns, and how the sheet was read. Raises CannotRead with a sentence."""
    sheet = _open(path, kind, file_name, limits, wanted)
    if not any(any(row) for row in sheet.top):
        raise CannotRead(
            "empty",
            f"{file_name} holds no cells with text: a listing with a heading row and rows below it is needed; "
            "export it again and choose that file.",
        )
    header = read_header(sheet.top, sheet.across, wanted)
    if len(header.headings) > limits.columns:
        raise _too_large(file_name, len(sheet.top), len(header.headings), limits)
    counted = _CountedMeanwhile(sheet, header.row)
    rows = _Rows(sheet, header, wanted)
    _short_enough(file_name, [*sheet.top[: header.row], *rows.longest()], limits)
    if len(rows.table) > limits.rows:
        raise _too_large(file_name, len(rows.table), len(header.headings), limits)
    _reconcile(file_name, sheet, header.row, rows.held, counted.result())
    return rows.table, _description(sheet, header, rows)


def _open(path: Path, kind: str, file_name: str, limits: Limits, wanted: Wanted) -> Sheet:
    if kind == "xlsx":
        from dashboard.extracts.workbook import chosen_sheet

        return chosen_sheet(path, file_name, wanted)
    from dashboard.extracts.delimited import sheet_of

    return sheet_of(path, file_name, limits, wanted)


def _too_large(file_name: str, rows: int, columns: int, limits: Limits) -> CannotRead:
    return CannotRead(
        "too many rows",
        f"{file_name} has {rows:,} rows and {columns} columns and the limits are {limits.rows:,} and "
        f"{limits.columns}: export a shorter period and choose that file.",
    )


def _short_enough(file_name: str, cells: Iterable[Iterable[str | None]], limits: Limits) -> None:
    longest = max((len(cell) for row in cells for cell in row if cell), default=0)
    if longest > limits.characters:
        raise CannotRead(
            "too long a cell",
            f"{file_name} has a cell of {longest:,} characters outside the columns of free text and the limit is "
            f"{limits.characters:,}: a quotation mark that is never closed makes such a cell; open it in a spreadsheet, save it "
            "again as .xlsx or .csv and choose that file.",
        )


class _Rows:
    """The rows below the headings as columns, what is filled in them, and what looks like a personal detail."""

    def __init__(self, sheet: Sheet, header: Header, wanted: Wanted) -> None:
        below = sheet.below(header.row)
        rows = len(below.numbers)
        width = len(header.headings)
        cells = np.zeros(rows, np.int32)
        beyond = np.zeros(rows, bool)
        columns: list[pa.Array] = []
        marked: dict[int, Any] = {}
        whole: dict[int, Any] = {
            place: pa.repeat("", rows)
            for place, heading in enumerate(header.headings)
            if wanted.holds(heading)
        }
        self.identifiers: list[LikelyIdentifiers] = []
        while below.columns:  # each is let go once it is cleaned: two copies of a long file are not held
            written = below.columns.pop(0)
            column = cleaned(written)
            held = filled(column)
            cells += held
            if len(columns) < width:
                heading = header.headings[len(columns)]
                behind_marks, found = column, []
                if wanted.of_people:
                    behind_marks, found = look_through(
                        heading, column, wanted.local, is_reference=wanted.is_reference(heading)
                    )
                self.identifiers += found
                if found:
                    marked[len(columns)] = behind_marks
                columns.append(column)
                if len(columns) - 1 in whole:
                    whole[len(columns) - 1] = written.fill_null("")
            else:
                beyond |= held
        columns += [pa.nulls(rows, pa.string()) for _ in range(width - len(columns))]
        for at, more in below.further.items():
            cells[at] += more
            beyond[at] = True
        order = _order(below.numbers, np.ones(rows, bool) if whole else cells > 0)
        if order is not None:
            columns = [column.take(order) for column in columns]
            whole = {place: column.take(order) for place, column in whole.items()}
            marked = {place: column.take(order) for place, column in marked.items()}
            below.numbers, cells, beyond = (part[order] for part in (below.numbers, cells, beyond))
        self.held = below.numbers[cells > 0]
        self.filled = [len(column) - column.null_count for column in columns]
        repeat = repeats([*columns, pa.array(beyond).cast(pa.string())], len(cells))
        stays = [
            is_narrative(heading) and place not in whole for place, heading in enumerate(header.headings)
        ]
        told = {
            f"n{place}": columns[place]
            if wanted.narrative is Narrative.AS_WRITTEN
            else marked.get(place, columns[place])
            for place, here in enumerate(stays)
            if here and wanted.narrative.is_kept
        }
        columns = [
            column if here else marked.get(place, column)
            for place, (column, here) in enumerate(zip(columns, stays, strict=True))
        ]
        self.words = [column for column, here in zip(columns, stays, strict=True) if not here]
        columns = [
            only_total_lines(column, cells) if here else whole.get(place, column)
            for place, (column, here) in enumerate(zip(columns, stays, strict=True))
        ]
        self.table = pa.table(
            {
                "row": pa.array(below.numbers, pa.int32()),
                **{f"c{position}": column for position, column in enumerate(columns)},
                **told,
                "beyond": pa.array(beyond, pa.bool_()),
                "cells": pa.array(cells, pa.int32()),
                "repeat": pa.array(repeat, pa.bool_()),
            }
        )

    def longest(self) -> list[list[str | None]]:
        """The longest text of each column that is handed on."""
        found: list[list[str | None]] = []
        for column in self.words:
            words = column.dictionary if isinstance(column, pa.DictionaryArray) else column
            lengths = pc.fill_null(pc.utf8_length(words), 0)
            if len(lengths):
                found.append([words[pc.index(lengths, pc.max(lengths)).as_py()].as_py()])
        return found


def _order(numbers: np.ndarray, holds: np.ndarray) -> np.ndarray | None:
    """The rows that are wanted in the order of the sheet; None when that is how they stand."""
    ordered = len(numbers) < 2 or bool((numbers[1:] > numbers[:-1]).all())
    if ordered and bool(holds.all()):
        return None
    places = np.flatnonzero(holds)
    return places if ordered else places[np.argsort(numbers[places], kind="stable")]


def _reconcile(file_name: str, sheet: Sheet, header_row: int, read: np.ndarray, quick: Counted) -> None:
    """Refuse a file whose rows, counted a second way, are not those that were read: the exact count decides."""
    if _agree(read, quick):
        return
    exact = sheet.counted(header_row, exact=True)
    if _agree(read, exact):
        return
    counted = f"{exact.rows:,}" if exact.rows >= 0 else "no"
    raise CannotRead(
        "rows differ",
        f"{file_name} gives {len(read):,} rows when it is read and {counted} rows when they are counted a second way, and "
        "a listing must not lose a row: open it in a spreadsheet, save it again as .xlsx or .csv and choose that file.",
    )


def _agree(read: np.ndarray, counted: Counted) -> bool:
    if counted.numbers is not None:
        return np.array_equal(np.asarray(read), counted.numbers)
    return counted.rows == len(read)


class _CountedMeanwhile:
    """The quick second count, on the second core while the first reader works."""

    def __init__(self, sheet: Sheet, header_row: int) -> None:
        from concurrent.futures import ThreadPoolExecutor

        self._pool = ThreadPoolExecutor(1)
        self._answer = self._pool.submit(sheet.counted, header_row, exact=False)

    def result(self) -> Counted:
        return self._answer.result()


def _description(sheet: Sheet, header: Header, rows: _Rows) -> dict[str, object]:
    above = [" ".join(cell for cell in row if cell) for row in sheet.top[: header.row - 1]]
    titles = sum(any(row) for row in sheet.top[: header.first - 1])
    return {
        "sheet": sheet.name,
        "sheets": max(1, len(sheet.names)),
        "sheet_names": list(sheet.names),
        "header_row": header.row,
        "headings": header.headings,
        "above": [text for text in above if text],
        "encoding": sheet.encoding,
        "delimiter": sheet.delimiter,
        "date1904": sheet.date1904,
        "filled": rows.filled,
        "identifiers": [asdict(found) for found in rows.identifiers],
        "notes": [*_layout(header, titles), *sheet.notes(header.row, header.headings, rows.words)],
    }


def _layout(header: Header, titles: int) -> list[str]:
    said = []
    if titles:
        rows = "1 row above the headings is" if titles == 1 else f"{titles} rows above the headings are"
        said.append(f"{rows} read as a title: the headings stand in row {header.first}.")
    blank = next((place for place, heading in enumerate(header.headings) if heading), 0)
    if blank:
        columns = "The first column is blank" if blank == 1 else f"The first {blank} columns are blank"
        said.append(f"{columns} in the row of headings.")
    if header.first != header.row:
        said.append(f"The headings stand in two rows ({header.first} and {header.row}) and were joined.")
    return said


def forbid_network() -> None:
    """Parsing never needs a network: opening a socket in this process is an error."""

    def hook(event: str, _: tuple) -> None:
        if event.startswith("socket."):
            raise PermissionError("the parsing process has no network")

    sys.addaudithook(hook)


def limit_resources(limits: Limits) -> None:
    """Memory and processor time, where the system can hold a process to them (not on Windows; see docs/running.md)."""
    try:
        import resource
    except ImportError:
        return
    # Two threads use two seconds of the processor in one of the clock.
    for limit, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, 2 * limits.seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(limit, (most, most))
        except (ValueError, OSError):  # macOS refuses RLIMIT_AS: the watchdog holds there
            continue


def write(table: pa.Table, description: dict[str, Any], target: str) -> None:
    """The columns with their description, as `extracts.reading` takes them."""
    table = table.replace_schema_metadata({b"sheet": json.dumps(description).encode()})
    with pa.OSFile(target, "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)


def _unpacked(path: Path, target: Path, file_name: str, limits: Limits) -> tuple[Path, str]:
    """The one file of an archive, checked as a file of its own. Raises CannotRead with a sentence."""
    inside = unpack(path, target, file_name, limits)
    kind = check_file(target, inside, limits)
    if isinstance(kind, RefusedFile):
        raise CannotRead(kind.reason, f"In {file_name}: {kind.sentence}")
    return target, kind


def main(arguments: list[str]) -> int:
    path, kind, file_name, target, limits_json, wanted_at = arguments
    limits = Limits(**json.loads(limits_json))
    limit_resources(limits)
    forbid_network()
    gc.disable()  # a short life: millions of cells without a cycle among them would be looked through again and again
    try:
        staged = Path(path)
        if kind == "zip":
            staged, kind = _unpacked(staged, unpacked_path(target), file_name, limits)
        table, description = parse(
            staged, kind, file_name, limits, Wanted.read(Path(wanted_at).read_text(encoding="utf-8"))
        )
    except CannotRead as refused:
        reason, sentence = refused.args
        print(json.dumps({"reason": reason, "sentence": sentence}))
        return 3
    write(table, description, target)
    return 0
