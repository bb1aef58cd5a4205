"""Slides re-opened by other programs say what the pack says: charts and their sheets, titles, tables, feet, words for screen readers."""

import io
import re
import zipfile
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from PIL import ImageFont
from pptx import Presentation
from pptx.util import Emu

from dashboard.charts.frame import Table
from dashboard.domain.reader import INTERNAL_MARK
from dashboard.reports.pack import Box, Listing, Look, Slide
from dashboard.reports.powerpoint.presentation import pptx_bytes
from tests.reports.made_up_packs import MONTHS, RATES, heat_map, pack_of, rate_picture

HOSTILE = ("=cmd|' /C calc'!A0", "@SUM(A1)", "<b>bold</b> & \x07<script>", "שלום עולם", "x" * 400, "-2+3", "")
LONG = "Of the incidents that are graded for harm nearly all were no harm, and what is not yet recorded is said beside it; "
BOXES = tuple(
    Box(name, (LONG,)) for name in ("What we know", "What we cannot tell", "What we do", "What we ask")
)


def opened(data: bytes) -> Any:
    return Presentation(io.BytesIO(data))


def charts_of(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def series_of(chart: Any) -> dict[str, tuple]:
    return {each.name: tuple(each.values) for plot in chart.plots for each in plot.series}


@pytest.fixture(scope="module")
def rate_slide() -> Any:
    slide = Slide(
        "rate",
        "April had 7.25, within the usual range.",
        "Reporting rate",
        (rate_picture(),),
        notes=("By hand.",),
    )
    return opened(pptx_bytes(pack_of(slide))).slides[0]


def test_a_chart_has_the_values_of_its_picture_and_no_gap_is_a_zero(rate_slide: Any) -> None:
    (chart,) = charts_of(rate_slide)
    series = series_of(chart)
    assert series["Reporting rate"] == tuple(RATES)
    assert series["Average"] == (6, 6, 6, None, None, None)
    assert series["Lower than usual"] == (None, 0, None, None, None, None)
    assert series["Still filling up or covered in part"] == (None,) * 5 + (4.0,)
    assert [value is not None for value in series["Switch to LFPSE"]] == [
        False,
        False,
        False,
        True,
        False,
        False,
    ]


def test_the_sheet_of_a_chart_holds_the_same(rate_slide: Any) -> None:
    (chart,) = charts_of(rate_slide)
    sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).worksheets[0]
    columns = {column[0].value: [cell.value for cell in column[1:]] for column in sheet.iter_cols()}
    assert [value.date() for value in columns["Month"]] == MONTHS
    assert columns["Reporting rate"] == RATES


def test_the_title_is_the_finding_and_every_shape_has_its_words_in_reading_order(rate_slide: Any) -> None:
    assert rate_slide.shapes.title.text_frame.text == "April had 7.25, within the usual range."
    names = [shape.name for shape in rate_slide.shapes]
    assert names[0] == "Title"
    assert names[-2:] == ["Foot", "Slide number"]
    assert names.index("Heading") < names.index("Chart: Reporting rate by month") < names.index("Foot")
    for shape in rate_slide.shapes:
        named = shape._element.xpath(".//p:cNvPr")[0]
        assert named.get("descr") or named.xpath(".//*[local-name()='decorative']"), shape.name
    assert "Six months." in rate_slide.shapes[names.index("Chart: Reporting rate by month")]._element.xpath(
        ".//p:cNvPr"
    )[0].get("descr")
    notes = rate_slide.notes_slide.notes_text_frame.text
    assert all(
        words in notes for words in ("Six months.", "By hand.", "Rate = incidents / bed days.", "new form")
    )


def test_the_same_pack_gives_the_same_bytes_without_a_name_or_a_clock() -> None:
    pack = pack_of(Slide("rate", "A finding.", "Rate", (rate_picture(),)))
    data = pptx_bytes(pack)
    assert data == pptx_bytes(pack)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        told = parts.read("docProps/core.xml").decode() + parts.read("docProps/app.xml").decode()
    assert "Incidents of 2026" in told
    assert not re.search(r"creator|Canny|python-pptx|created|Macintosh", told)


def test_a_heat_map_is_a_table_whose_zero_is_not_a_gap() -> None:
    (slide,) = opened(pptx_bytes(pack_of(Slide("map", "Insulins most.", "Classes", (heat_map(),))))).slides
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells == [
        ["Class", "Prescribing", "Supply", "Other"],
        ["Insulins", "12", "0", "3"],
        ["Opioids", "4", "8", "–"],
    ]
    fills = [re.findall(r'</a:lnB><a:solidFill><a:srgbClr val="(\w+)"', cell._tc.xml.replace("\n", "").replace("  ", ""))
             for cell in (table.cell(1, 1), table.cell(1, 2))]  # fmt: skip
    assert fills == [["0B4F8A"], ["FFFFFF"]]


def test_a_long_list_goes_on_over_slides_and_loses_no_row() -> None:
    rows = tuple((f"W{n:03}", date(2026, 1, 1) + timedelta(days=n), None if n % 5 else 0) for n in range(70))
    listing = Listing(
        "Moderate and above", Table(("Reference", "Date", "Days"), rows), "A dash is not recorded."
    )
    slides = list(
        opened(pptx_bytes(pack_of(Slide("list", "70 incidents.", "The list", listings=(listing,))))).slides
    )
    found = [[cell.text for cell in row.cells] for slide in slides for shape in slide.shapes if shape.has_table
             for row in list(shape.table.rows)[1:]]  # fmt: skip
    assert [row[0] for row in found] == [f"W{n:03}" for n in range(70)]
    assert [row[2] for row in found[:6]] == ["0", "–", "–", "–", "–", "0"]
    assert len(slides) > 2
    headings = [next(s for s in slide.shapes if s.name == "Heading").text_frame.text for slide in slides]
    assert headings[0] == "Moderate and above"
    assert set(headings[1:]) == {"Moderate and above, continued"}
    assert f"of {len(rows)}." in " ".join(
        shape.text_frame.text for shape in slides[-1].shapes if shape.has_text_frame
    )


def test_marks_and_digest_stand_on_every_slide_and_a_draft_has_its_watermark() -> None:
    pack = pack_of(Slide("a", "One.", "A", boxes=(Box("", ("Words.",)),)), Slide("b", "Two.", "B", (rate_picture(),)),
                   draft=True, strategy=(("What was asked", "Everything"),))  # fmt: skip
    made = opened(pptx_bytes(pack))
    assert len(made.slides) == 3
    for slide in made.slides:
        foot = next(shape for shape in slide.shapes if shape.name == "Foot").text_frame.text
        assert all(
            mark in foot for mark in (INTERNAL_MARK, pack.digest, "Made-up trust", "Draft, not released")
        )
    assert "Draft, not released" in [
        shape.text_frame.text for shape in made.slide_layouts[0].shapes if shape.has_text_frame
    ]
    released = opened(pptx_bytes(pack_of(Slide("a", "One.", "A"))))
    assert "Draft" not in "".join(
        shape.text_frame.text for shape in released.slide_layouts[0].shapes if shape.has_text_frame
    )


def test_hostile_text_stays_text() -> None:
    pictures = tuple(rate_picture(name or "empty", f"{name} break") for name in HOSTILE[:3])
    listing = Listing(HOSTILE[0], Table(HOSTILE[:3], (HOSTILE[:3], HOSTILE[3:6])), HOSTILE[5])
    slides = (Slide("h", " ".join(HOSTILE), HOSTILE[2], pictures, (listing,), (Box(HOSTILE[1], HOSTILE),)),)
    for slide in opened(pptx_bytes(pack_of(*slides))).slides:
        for shape in slide.shapes:
            if shape.has_chart:
                book = openpyxl.load_workbook(io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob))
                assert {cell.data_type for row in book.worksheets[0] for cell in row} <= {"s", "n", "d"}
            if shape.has_table:
                assert shape.table.cell(0, 0).text == HOSTILE[0]
                assert shape.table.cell(1, 2).text == "<b>bold</b> & \ufffd<script>", "as in the workbook"
    assert slides


@pytest.mark.parametrize("colour", ["#FFFF00", "javascript:", "#abc"])
def test_a_colour_in_which_words_cannot_be_read_gives_way_to_ink(colour: str) -> None:
    (slide,) = opened(pptx_bytes(pack_of(Slide("a", "One.", "Heading"), look=Look(colour, colour)))).slides
    heading = next(shape for shape in slide.shapes if shape.name == "Heading")
    assert str(heading.text_frame.paragraphs[0].runs[0].font.color.rgb) == "212B32"


@pytest.mark.parametrize("longer", [1, 3, 8])
def test_no_words_run_out_of_their_box_or_the_slide_however_long(longer: int) -> None:
    """Measured by another program: with the letters that Pillow brings."""
    title = (LONG * longer).strip()
    listing = Listing("In 12 months", Table(("Level", "Incidents"), (("No harm", 12), ("Fatal", 0))), title)
    boxes = tuple(Box(box.heading, box.lines * longer) for box in BOXES)
    made = opened(
        pptx_bytes(
            pack_of(
                Slide("one", title, title, (rate_picture(),), (listing,), boxes[:2]),
                Slide(
                    "three", title, title, (rate_picture(), rate_picture(), rate_picture()), (listing,), boxes
                ),
                Slide("words", title, title, boxes=boxes),
                Slide("many", title, title, boxes=(Box("", (title,) * 12),)),
            )
        )
    )
    for slide in made.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= made.slide_width + 1, shape.name
            assert shape.top >= 0 and shape.top + shape.height <= made.slide_height + 1, shape.name
            if shape.has_text_frame and shape.name != "Slide number" and not shape.name.startswith("Rule"):
                assert height_by_pillow(shape) <= Emu(shape.height).pt * 1.02 + 1.5, (
                    shape.name,
                    shape.text_frame.text[:80],
                )
                assert all(
                    run.font.size.pt >= 10.5 for each in shape.text_frame.paragraphs for run in each.runs
                )


def height_by_pillow(shape: Any) -> float:
    """Points that the paragraphs of a shape take, broken between words."""
    total = 0.0
    for paragraph in shape.text_frame.paragraphs:
        size = paragraph.runs[0].font.size.pt
        font = ImageFont.load_default(size * 8)
        ends, lines, start = Emu(shape.width).pt * 8, 1, 0
        words = paragraph.text.split(" ")
        for at, _ in enumerate(words):
            if at > start and font.getlength(" ".join(words[start : at + 1])) > ends:
                lines, start = lines + 1, at
        total += lines * size * 1.2
    return total


def test_a_slide_holds_what_it_is_given_once() -> None:
    """Words that have no room beside the charts go on; none is said twice."""
    boxes = tuple(Box(name, (f"{name} is said.",)) for name in ("Known", "Not known", "Done", "Asked"))
    listing = Listing("Harm", Table(("Level", "Incidents"), (("No harm", 12),)))
    for pictures in ((), (rate_picture(),), (rate_picture(), heat_map())):
        told: list[tuple[int, int]] = []
        pack = pack_of(Slide("s", "A finding.", "Heading", pictures, (listing,), boxes))
        made = opened(pptx_bytes(pack, lambda *step: told.append(step)))  # noqa: B023
        assert told == [(1, 1)]
        texts = [
            shape.text_frame.text for slide in made.slides for shape in slide.shapes if shape.has_text_frame
        ]
        tables = [shape for slide in made.slides for shape in slide.shapes if shape.has_table]
        assert all(sum(box.lines[0] in text for text in texts) == 1 for box in boxes)
        assert len(tables) == 1 + (len(pictures) > 1)
        assert sum(len(charts_of(slide)) for slide in made.slides) == bool(pictures)
