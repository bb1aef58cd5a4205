"""What tests parse in their own process is what the product's process gives: the same columns, the same refusals."""

import io
import zipfile
from pathlib import Path

import pytest

from dashboard.domain.extract import RefusedFile
from dashboard.extracts.limits import BROWSER
from dashboard.extracts.reading import read_sheet, stage_bytes
from tests.extracts import hostile_files as hostile
from tests.extracts.written_extracts import DATIX_HEADINGS, GOOD_ROW, csv_content, workbook_content
from tests.parsed_here import parsing_here


def zipped(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("listing.csv", content)
    return out.getvalue()


LISTING = csv_content(DATIX_HEADINGS, [GOOD_ROW, ("W2", *GOOD_ROW[1:])])
FILES = {
    "listing.csv": LISTING,
    "listing.xlsx": workbook_content({"A": [("Report",), DATIX_HEADINGS, GOOD_ROW]}),
    "listing.zip": zipped(LISTING),
    "no rows.csv": b"\n\n",
    "no cells.zip": zipped(b"\n\n"),
    "cut.xlsx": hostile.workbook_with(sheet=lambda xml: xml[: len(xml) // 2]),
}
REFUSED = {"no rows.csv", "no cells.zip", "cut.xlsx"}


@pytest.mark.parametrize("name", FILES)
def test_both_processes_give_the_same(tmp_path: Path, name: str) -> None:
    there = read_sheet(stage_bytes(FILES[name], tmp_path / "there"), name, BROWSER, packed=True)
    with parsing_here():
        here = read_sheet(stage_bytes(FILES[name], tmp_path / "here"), name, BROWSER, packed=True)
    assert here == there
    assert isinstance(here, RefusedFile) == (name in REFUSED)
    kept = [sorted(path.name for path in (tmp_path / side).iterdir()) for side in ("here", "there")]
    assert kept[0] == kept[1], "something is left beside the columns"
