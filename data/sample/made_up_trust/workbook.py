"""Workbooks with the same content every time: openpyxl writes them, then clock and order are taken out of the zip."""

import os
import re
import zipfile
from datetime import date, datetime
from io import BytesIO
from typing import Any

os.environ["OPENPYXL_LXML"] = (
    "False"  # lxml writes the same cells in other words; one writer for every machine
)

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from made_up_trust.datix import HEADINGS, Cell, Listing, printed_at, rows, title_rows
from made_up_trust.incidents import Incident
from made_up_trust.places import TRUST

_ZIP_TIME = (2026, 11, 3, 8, 14, 0)


def listing_workbook(truth: tuple[Incident, ...], listing: Listing) -> bytes:
    """Sheet 'Cover', then sheet 'Listing': four title rows, a blank row, the header in row 6, two lines at the end."""
    workbook = Workbook(write_only=True)
    cover, sheet = workbook.create_sheet("Cover"), workbook.create_sheet("Listing")
    for text in (
        TRUST,
        "Incident reporting system: report pack",
        "Sheet 2: Listing",
        "Made up: nobody is meant.",
    ):
        cover.append([None, text])
    for text in title_rows(listing):
        sheet.append([None, text])
    sheet.append([])
    sheet.append([None, *(_bold(sheet, heading) for heading in HEADINGS)])
    found = rows(truth, listing)
    for row in found:
        sheet.append([None, *(_cell(sheet, value) for value in row)])
    sheet.append([None, f"Total: {len(found):,}"])
    sheet.append([None, "Page 1 of 1"])
    workbook.properties.creator = TRUST
    workbook.properties.title = "Medication incidents listing"
    written = BytesIO()
    workbook.save(written)
    return without_clock(written.getvalue(), printed_at(listing))


def _bold(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Cell) -> Any:
    if isinstance(value, date):
        cell: Any = WriteOnlyCell(sheet)
        cell.value = value
        cell.number_format = "dd/mm/yyyy"
        return cell
    return value or None


def without_clock(workbook: bytes, printed: datetime) -> bytes:
    """The same zip with fixed times and the entries in the order of their names, content types first."""
    again = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook)) as source, zipfile.ZipFile(again, "w") as target:
        for name in sorted(source.namelist(), key=lambda entry: (entry != "[Content_Types].xml", entry)):
            content = source.read(name)
            if name == "docProps/core.xml":
                stamp = f">{printed:%Y-%m-%dT%H:%M:%S}Z</dcterms:".encode()
                content = re.sub(rb">[^<]*</dcterms:", stamp, content)
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            target.writestr(entry, content, compresslevel=9)
    return again.getvalue()


def entries(workbook: bytes) -> dict[str, bytes]:
    """What is in the zip, unpacked: two compressors may pack the same listing into different bytes."""
    with zipfile.ZipFile(BytesIO(workbook)) as source:
        return {name: source.read(name) for name in source.namelist()}
