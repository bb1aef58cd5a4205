"""Files that nobody should send: each is made here, small, with nothing fetched and nothing of a third party."""

import io
import struct
import zipfile
from collections.abc import Callable
from functools import cache

import openpyxl

from tests.extracts.written_extracts import DATIX_HEADINGS, GOOD_ROW, csv_content, workbook_content

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MEGABYTE = 1024 * 1024
SHEET = "xl/worksheets/sheet1.xml"


@cache
def good_workbook() -> bytes:
    return workbook_content({"Listing": [DATIX_HEADINGS, GOOD_ROW]})


def archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def parts_of(workbook: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def workbook_with(sheet: Callable[[bytes], bytes]) -> bytes:
    """The good workbook with the XML of its sheet changed."""
    parts = parts_of(good_workbook())
    changed = sheet(parts[SHEET])
    assert changed != parts[SHEET]
    return archive(parts | {SHEET: changed})


@cache
def zip_bomb() -> bytes:
    """60 MB of spaces in the sheet, packed a thousand times smaller."""
    return workbook_with(sheet=lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + b" " * 60 * MEGABYTE))


def lying_zip_bomb() -> bytes:
    """The same with a directory that says that the part is small."""
    packed = bytearray(zip_bomb())
    with zipfile.ZipFile(io.BytesIO(bytes(packed))) as opened:
        true_size = opened.getinfo(SHEET).file_size
    said = struct.pack("<I", 2000)
    return bytes(packed).replace(struct.pack("<I", true_size), said)


def many_entries(count: int) -> bytes:
    """A directory of that many empty parts and nothing else: 50 bytes an entry here, over 500 once opened."""
    name = b"xl/a"
    one = (
        struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, len(name), 0, 0, 0, 0, 0, 0)
        + name
    )
    start = b"PK\x03\x04" + bytes(26)
    directory = one * count
    said = min(count, 0xFFFF)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, said, said, len(directory), len(start), 0)
    return start + directory + end


def far_cell() -> bytes:
    """Two filled rows and one cell in the last row and column: a grid of 17,179,869,184 cells."""
    book = openpyxl.load_workbook(io.BytesIO(good_workbook()))
    book.active["XFD1048576"] = "x"  # type: ignore[index]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _with_entity(declared: str, used: str) -> bytes:
    """The ward of the row is an entity that a document type declares."""
    rows = f"""<row r="1"><c r="A1" t="inlineStr"><is><t>Ref</t></is></c><c r="B1" t="inlineStr"><is><t>Ward</t></is></c></row>
    <row r="2"><c r="A2" t="inlineStr"><is><t>W1</t></is></c><c r="B2" t="inlineStr"><is><t>{used}</t></is></c></row>"""
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    xml = (
        f'<?xml version="1.0"?>{declared}<worksheet xmlns="{name}"><sheetData>{rows}</sheetData></worksheet>'
    )
    return workbook_with(sheet=lambda _: xml.encode())


def outside_entity(path: str) -> bytes:
    return _with_entity(f'<!DOCTYPE worksheet [<!ENTITY out SYSTEM "file://{path}">]>', "&out;")


def billion_laughs() -> bytes:
    levels = ["<!ENTITY l0 'ha'>"] + [f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12)]
    return _with_entity(f"<!DOCTYPE worksheet [{''.join(levels)}]>", "&l11;")


def with_password() -> bytes:
    return OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(2000)


def encrypted_zip() -> bytes:
    packed = bytearray(good_workbook())
    at = 0
    while (at := packed.find(b"PK\x01\x02", at)) >= 0:
        packed[at + 8] |= 1
        at += 4
    return bytes(packed)


def text_listing() -> bytes:
    return csv_content(DATIX_HEADINGS, [GOOD_ROW])


HTML = b"<html><body><table><tr><td>Ref</td></tr><tr><td>W1</td></tr></table></body></html>"
XML = b"<?xml version='1.0'?><Workbook><Row>Ref</Row></Workbook>"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(100)
RTF = b"{\\rtf1\\ansi Ref,Incident date\\par}"
GZIP = b"\x1f\x8b\x08\x00" + bytes(50)

WRONG = {
    # file name: (bytes, reason)
    "empty.csv": (b"", "empty"),
    "empty.xlsx": (b"", "empty"),
    "blanks.csv": (b" \r\n\r\n ,, \r\n", "empty"),
    "mark_only.csv": (b"\xef\xbb\xbf", "empty"),
    "no_cells.xlsx": (workbook_content({"A": []}), "empty"),
    "header_only.csv": (csv_content(DATIX_HEADINGS, []), "no rows"),
    "header_only.xlsx": (workbook_content({"A": [DATIX_HEADINGS]}), "no rows"),
    "report.pdf": (PDF, "wrong kind"),
    "report.csv": (PDF, "wrong kind"),
    "report.xlsx": (PDF, "wrong kind"),
    "picture.png": (PNG, "wrong kind"),
    "picture.csv": (PNG, "wrong kind"),
    "photo.csv": (JPEG, "wrong kind"),
    "letter.rtf": (RTF, "wrong kind"),
    "letter.csv": (RTF, "wrong kind"),
    "packed.csv": (GZIP, "wrong kind"),
    "page.csv": (HTML, "wrong kind"),
    "page.xls": (HTML, "wrong kind"),
    "page.xlsx": (HTML, "wrong kind"),
    "page_with_mark.csv": (b"\xef\xbb\xbf" + HTML, "wrong kind"),
    "spreadsheet_2003.csv": (XML, "wrong kind"),
    "archive.zip": (archive({"listing.csv": text_listing()}), "wrong kind"),
    "archive.xlsx": (archive({"listing.csv": text_listing()}), "wrong kind"),
    "empty_archive.xlsx": (archive({}), "wrong kind"),
    "sheet.ods": (
        archive({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}),
        "wrong kind",
    ),
    "binary.xlsb": (archive({"[Content_Types].xml": b"", "xl/workbook.bin": b"x"}), "wrong kind"),
    "binary.xlsx": (archive({"[Content_Types].xml": b"", "xl/workbook.bin": b"x"}), "wrong kind"),
    "macros.xlsm": (good_workbook(), "macros"),
    "macros.xlsx": (archive(parts_of(good_workbook()) | {"xl/vbaProject.bin": b"x"}), "macros"),
    "old.xls": (OLE + bytes(2000), "wrong kind"),
    "old.xlsx": (OLE + bytes(2000), "wrong kind"),
    "locked.xlsx": (with_password(), "password"),
    "locked_zip.xlsx": (encrypted_zip(), "password"),
    "cut_short.xlsx": (good_workbook()[: len(good_workbook()) // 2], "damaged"),
    "text.xlsx": (text_listing(), "wrong kind"),
    "listing.json": (b'{"Ref": "W1"}', "wrong kind"),
    "no_reference.csv": (csv_content(DATIX_HEADINGS[1:], [GOOD_ROW[1:]]), "no reference"),
    "no_reference.xlsx": (workbook_content({"A": [DATIX_HEADINGS[1:], GOOD_ROW[1:]]}), "no reference"),
    "prose.csv": (b"Dear all,\r\nplease find the figures below.\r\n", "no reference"),
}
