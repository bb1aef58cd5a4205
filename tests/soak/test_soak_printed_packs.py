"""Every picture that the made-up trust can give, printed: a tagged document with all figures, and drawings whose words stay on them."""

import io
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import ImageFont
from pypdf import PdfReader

from dashboard.charts.frame import Picture
from dashboard.domain.reader import INTERNAL_MARK, Profile
from dashboard.domain.store import Store
from dashboard.edition import close_editions
from dashboard.reports.document.pdf import MOST_ROWS, pdf_bytes
from dashboard.reports.drawing.picture_file import picture_png, picture_svg
from dashboard.reports.native.grid import grid_of
from dashboard.reports.pack import Pack, Slide
from tests.built_once import BuiltOnce
from tests.charts.test_drawing import asking_of, pictures_of
from tests.reports.tagged_pdf import alternatives, lacking, words_of

QUERIES = ("from=2024-10&until=2026-09", "from=2023-11&until=2026-10", "from=2025-10&until=2026-09&harm=Severe&harm=Fatal")  # fmt: skip
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def store(built_once: BuiltOnce, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    root = built_once.copied_beside(tmp_path_factory.mktemp("printed") / "store")
    yield root.made_up_trust()
    close_editions(root.made_up_trust())


@pytest.fixture(scope="module", params=QUERIES)
def pack(request: pytest.FixtureRequest, store: Store) -> Pack:
    asking = asking_of(store, request.param)
    pictures = list(pictures_of(asking))
    slides = tuple(Slide(each.key, each.sentence, each.full_title, (each,), notes=each.how) for each in pictures)  # fmt: skip
    return Pack(
        "everything", "Every picture", asking.standing, Profile.INTERNAL, asking.edition.edition_id, request.param,
        False, slides, (("Query", request.param),), (INTERNAL_MARK, *asking.standing.marks),
    )  # fmt: skip


@pytest.fixture(scope="module")
def printed(pack: Pack) -> bytes:
    begun = time.perf_counter()
    made = pdf_bytes(pack)
    print(f"\n{len(pack.slides)} pictures in {time.perf_counter() - begun:.1f} s, {len(made) / 1e6:.1f} MB")
    return made


def pictures(pack: Pack) -> list[Picture]:
    return [picture for slide in pack.slides for picture in slide.pictures]


@pytest.mark.timeout(600)
def test_every_picture_is_in_a_tagged_document_with_its_words_and_its_figures(pack: Pack, printed: bytes) -> None:  # fmt: skip
    reader = PdfReader(io.BytesIO(printed))
    assert lacking(reader) == []
    drawn = [picture.alt for picture in pictures(pack) if grid_of(picture) is None]
    assert alternatives(reader) == drawn
    words = words_of(reader)
    for picture in pictures(pack):
        assert picture.full_title in words
        if len(picture.table.rows) > MOST_ROWS:
            continue
        for row in picture.table.rows:
            for value in row:
                if isinstance(value, int) and not isinstance(value, bool):
                    assert f"{value:,}" in words, (picture.key, row)


@pytest.mark.timeout(600)
def test_words_stay_on_every_drawing(pack: Pack) -> None:
    """As wide as Pillow's own font is, which is another than the drawing's: 4 units of room."""
    font = ImageFont.load_default(100)
    for picture in pictures(pack):
        svg = ElementTree.fromstring(picture_svg(picture))
        width, height = float(svg.attrib["width"]), float(svg.attrib["height"])
        for word, left, foot in _placed(svg, 0.0, 0.0):
            size, anchor = float(word.attrib["font-size"]), word.attrib.get("text-anchor", "start")
            wide = font.getlength(word.text or "") * size / 100
            if "transform" in word.attrib:  # turned words begin lower left of their place
                wide *= 0.79
            start = left - wide * {"start": 0, "middle": 0.5, "end": 1}[anchor]
            assert start > -4 and start + wide < width + 4, (picture.key, word.text)
            assert 0 < foot < height, (picture.key, word.text)


def _placed(node: ElementTree.Element, x: float, y: float) -> Iterator[tuple[ElementTree.Element, float, float]]:  # fmt: skip
    moved = re.match(r"translate\(([\d.]+) ([\d.]+)\)", node.attrib.get("transform", ""))
    if moved:
        x, y = x + float(moved[1]), y + float(moved[2])
    for each in node:
        if each.tag == f"{SVG}text":
            yield each, x + float(each.attrib["x"]), y + float(each.attrib["y"])
        else:
            yield from _placed(each, x, y)


@pytest.mark.timeout(600)
def test_every_picture_can_be_had_as_png(pack: Pack) -> None:
    assert all(picture_png(each, dpi=60)[:4] == b"\x89PNG" for each in pictures(pack))


@pytest.mark.timeout(600)
def test_verapdf_finds_nothing_against_pdf_ua(printed: bytes, tmp_path: Path) -> None:
    verapdf = shutil.which("verapdf")
    if verapdf is None:
        pytest.skip(
            "veraPDF is not on this machine: what is looked at here is only tests/reports/tagged_pdf.py"
        )
    file = tmp_path / "pack.pdf"
    file.write_bytes(printed)
    told = subprocess.run(
        [verapdf, "--flavour", "ua1", "--format", "text", str(file)], capture_output=True, text=True, check=False
    )  # fmt: skip
    assert told.stdout.startswith("PASS"), told.stdout
