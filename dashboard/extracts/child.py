"""The process in which uploaded bytes are parsed, and nowhere else: it has limits, no network, and one answer.

Run by `extracts.reading` as its own interpreter. Reads the file, finds the sheet and the header row, writes every row
below it as text columns (c0, c1, ...; `row` is the spreadsheet's own row number) to an Arrow file whose metadata says
how it was read. A crash here (calamine aborts on one far cell) ends this process only.
"""

import json
import sys
from pathlib import Path

import pyarrow as pa

from dashboard.extracts.header import find_header
from dashboard.extracts.limits import Limits
from dashboard.extracts.sheet import CannotRead, Sheet

ROWS_SEARCHED = 60
"""A header is looked for in this many rows from the top; title blocks seen in the field have up to 10."""


def parse(path: Path, kind: str, file_name: str, limits: Limits) -> tuple[pa.Table, dict[str, object]]:
    """The rows below the header as text columns, and how the sheet was read."""
    if kind == "xlsx":
        from dashboard.extracts.workbook import sheets_of

        found = sheets_of(path, file_name)
    else:
        from dashboard.extracts.delimited import sheet_of

        found = [sheet_of(path, file_name)]
    if not any(row for sheet in found for row in sheet.rows if any(row)):
        raise CannotRead(
            "empty",
            f"{file_name} holds no cells with text: a listing with a heading row and rows below it is needed; "
            "export it again and choose that file.",
        )
    sheet = max(
        found, key=lambda candidate: (find_header(candidate.rows[:ROWS_SEARCHED])[1], len(candidate.rows))
    )
    header_at, _ = find_header(sheet.rows[:ROWS_SEARCHED])
    headings = [cell or "" for cell in sheet.rows[header_at]]
    width = len(headings)
    while width and not headings[width - 1]:
        width -= 1
    below = sheet.rows[header_at + 1 :]
    if len(below) > limits.rows or width > limits.columns:
        raise CannotRead(
            "too many rows",
            f"{file_name} has {len(below):,} rows and {width} columns and the limits are {limits.rows:,} and "
            f"{limits.columns}: export a shorter period and choose that file.",
        )
    table = _as_columns(below, width, first_row=header_at + 2)
    return table, _description(sheet, header_at, headings[:width], len(found))


def _as_columns(rows: list[list[str | None]], width: int, first_row: int) -> pa.Table:
    """Rows that hold a cell, turned into columns; `beyond` says that a row has text right of the last heading."""
    kept = [(first_row + i, row) for i, row in enumerate(rows) if any(row)]
    columns: dict[str, pa.Array] = {"row": pa.array([number for number, _ in kept], pa.int32())}
    for index in range(width):
        columns[f"c{index}"] = pa.array(
            [row[index] if index < len(row) else None for _, row in kept], pa.string()
        )
    columns["beyond"] = pa.array([any(row[width:]) for _, row in kept], pa.bool_())
    columns["cells"] = pa.array([sum(cell is not None for cell in row) for _, row in kept], pa.int32())
    return pa.table(columns)


def _description(sheet: Sheet, header_at: int, headings: list[str], sheets: int) -> dict[str, object]:
    above = [" ".join(cell for cell in row if cell) for row in sheet.rows[:header_at]]
    return {
        "sheet": sheet.name,
        "sheets": sheets,
        "header_row": header_at + 1,
        "headings": headings,
        "above": [text for text in above if text],
        "encoding": sheet.encoding,
        "delimiter": sheet.delimiter,
        "notes": list(sheet.notes),
    }


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
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(arguments: list[str]) -> int:
    path, kind, file_name, target, limits_json = arguments
    limits = Limits(**json.loads(limits_json))
    limit_resources(limits)
    forbid_network()
    try:
        table, description = parse(Path(path), kind, file_name, limits)
    except CannotRead as refused:
        reason, sentence = refused.args
        print(json.dumps({"reason": reason, "sentence": sentence}))
        return 3
    table = table.replace_schema_metadata({b"sheet": json.dumps(description).encode()})
    with pa.OSFile(target, "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    return 0
