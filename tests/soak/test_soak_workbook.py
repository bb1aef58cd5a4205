"""A workbook opened and written again by LibreOffice: no text has become a formula, and every text and figure is still there."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from dashboard.reports.workbook.workbook import xlsx_bytes
from tests.reports.formula_payloads import PAYLOADS, payload_pack

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def cells(content: bytes) -> dict[str, list[list]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def filled(sheet: list[list]) -> dict[tuple[int, int], object]:
    return {
        (row, column): value
        for row, values in enumerate(sheet)
        for column, value in enumerate(values)
        if value != ""
    }


@pytest.mark.timeout(600)
def test_libreoffice_reads_every_payload_as_text_and_every_figure_as_it_is(tmp_path: Path) -> None:
    if OFFICE is None:
        pytest.skip("LibreOffice is not on this machine: no workbook was opened with it")
    content = xlsx_bytes(payload_pack())
    (tmp_path / "pack.xlsx").write_bytes(content)
    subprocess.run(
        [
            OFFICE, "--headless", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
            "--outdir", str(tmp_path / "written"), str(tmp_path / "pack.xlsx"),
        ],
        check=True,
        timeout=500,
        capture_output=True,
    )  # fmt: skip
    written = (tmp_path / "written" / "pack.xlsx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(written)) as file:
        sheets = [file.read(name) for name in file.namelist() if name.startswith("xl/worksheets/")]
    assert len(sheets) >= len(PAYLOADS) and not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)
    ours, theirs = cells(content), cells(written)
    assert list(ours) == list(theirs) and len(ours) == len(PAYLOADS) + 4
    for name, sheet in ours.items():
        found = filled(theirs[name])
        for place, value in filled(sheet).items():
            assert found.get(place) == value, (name, place)
