"""LibreOffice opens the slides: each is a page of its own, with its title, the names of its series and the labels of its breaks."""

import shutil
import subprocess
from pathlib import Path

import pypdf
import pytest

from dashboard.charts.frame import Table
from dashboard.reports.pack import Box, Listing, Slide
from dashboard.reports.powerpoint.presentation import pptx_bytes
from tests.reports.made_up_packs import heat_map, pack_of, rate_picture


def test_libreoffice_shows_every_slide(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not there: no slide was opened with it")
    listing = Listing("The list", Table(("Reference", "Days"), tuple((f"W{n:03}", n) for n in range(60))))
    pack = pack_of(
        Slide("rate", "April had 7.25.", "Reporting rate", (rate_picture(),)),
        Slide("map", "Insulins most.", "Classes", (heat_map(),)),
        Slide("list", "60 incidents.", "The list", listings=(listing,)),
        Slide("words", "What we know.", "Words", boxes=(Box("What we ask", ("Nothing this quarter.",)),)),
    )
    (tmp_path / "pack.pptx").write_bytes(pptx_bytes(pack))
    subprocess.run(
        [office, "--headless", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(tmp_path / "pack.pptx")],
        check=True, capture_output=True, timeout=170,
    )  # fmt: skip
    pages = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "pack.pdf").pages]
    assert all(
        words in pages[0] for words in ("April had 7.25.", "Switch to LFPSE", "Average", "Per 1,000 bed days")
    )
    assert all(words in pages[1] for words in ("Prescribing", "Opioids", "–"))
    assert "Nothing this quarter." in pages[-1]
    assert all(any(f"W{n:03}" in page for page in pages[2:-1]) for n in range(60))
    assert all(pack.digest in page for page in pages)
