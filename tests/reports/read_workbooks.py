"""Workbooks read by other programs than the one that writes them."""

import io
import zipfile

from lxml import etree
from python_calamine import CalamineWorkbook

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
FRAME = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"


def parts(content: bytes, under: str) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        names = [name for name in file.namelist() if name.startswith(under) and name.endswith(".xml")]
        return {name: etree.fromstring(file.read(name)) for name in names}


def one_of(element: etree._Element, *names: str) -> etree._Element:
    return next(found for name in names if (found := element.find(f"{CHART}{name}")) is not None)


def by_calamine(content: bytes) -> dict[str, list[list]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
