"""Extracts as tests write them, and the way through the front door: bytes into staging, an Extract or a RefusedFile out."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from dashboard.domain.extract import ActivityExtract, Extract, RefusedFile
from dashboard.domain.words import SourceSystem
from dashboard.extracts.activity import read_activity
from dashboard.extracts.incidents import read_extract
from dashboard.extracts.kinds import check_file
from dashboard.extracts.limits import BROWSER, Limits
from dashboard.extracts.reading import columns_path, stage_bytes
from dashboard.extracts.sheet import LIKELIEST
from tests.parsed_here import parse_here

REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = REPOSITORY.parent / "shared" / "data"
"""Third-party files that are not part of the repository: a test that needs them says so and is skipped without."""

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DATIX_HEADINGS = ("Ref", "Incident date", "Location (exact)", "Severity", "Drug administered")
GOOD_ROW = ("W1", "03/02/2026", "Ward 7", "Low", "Apixaban")


def csv_content(
    headings: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    delimiter: str = ",",
    encoding: str = "utf-8",
    line_end: str = "\r\n",
) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=line_end)
    writer.writerow(headings)
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def workbook_content(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """A workbook with these sheets in this order; None leaves a cell empty."""
    book = openpyxl.Workbook()
    del book[book.active.title]  # type: ignore[union-attr]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for at, row in enumerate(rows, start=1):
            for across, value in enumerate(row, start=1):
                if value is not None:
                    sheet.cell(at, across, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def staged(content: bytes, staging: Path, file_name: str, limits: Limits, *, child: bool) -> Path:
    """Bytes in staging. Without `child` their columns are put beside them from this process, as the parsing process
    would: a process costs half a second, and hundreds of extracts are read here."""
    path = stage_bytes(content, staging)
    target = columns_path(path, limits)
    if child or target.exists():
        return path
    kind = check_file(path, file_name, limits)
    if not isinstance(kind, RefusedFile):
        parse_here(path, kind, file_name, target, limits, LIKELIEST)
    return path


def read(
    content: bytes,
    staging: Path,
    file_name: str = "listing.csv",
    source: SourceSystem | None = SourceSystem.DATIX,
    *,
    limits: Limits = BROWSER,
    now: datetime = NOW,
    child: bool = False,
) -> Extract | RefusedFile:
    path = staged(content, staging, file_name, limits, child=child)
    return read_extract(path, file_name, now=now, source=source, limits=limits)


def extract_of(
    content: bytes,
    staging: Path,
    file_name: str = "listing.csv",
    source: SourceSystem | None = SourceSystem.DATIX,
    *,
    now: datetime = NOW,
    child: bool = False,
) -> Extract:
    found = read(content, staging, file_name, source, now=now, child=child)
    assert isinstance(found, Extract), found
    return found


def bed_days(
    content: bytes,
    staging: Path,
    file_name: str = "bed_days.csv",
    *,
    organisation: str | None = None,
    limits: Limits = BROWSER,
) -> ActivityExtract | RefusedFile:
    path = staged(content, staging, file_name, limits, child=False)
    return read_activity(path, file_name, now=NOW, organisation=organisation, limits=limits)


def incidents_of(extract: Extract) -> dict[str, dict[str, Any]]:
    """The incidents of an extract by reference."""
    return {incident["reference"]: incident for incident in extract.incidents.to_pylist()}


def day_of(incident: Mapping[str, Any]) -> date | None:
    return incident["occurred_earliest"] if incident["occurred_precision"] == "day" else None
