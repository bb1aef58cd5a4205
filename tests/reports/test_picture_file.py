"""A picture as a file of its own: all that the page's own downloads say, at print size, without a browser."""

import io
import re
from dataclasses import replace
from xml.etree import ElementTree

from PIL import Image

from dashboard.charts import drawing as go
from dashboard.domain.reader import INTERNAL_MARK
from dashboard.reports.drawing.picture_file import picture_png, picture_svg
from tests.reports.test_pdf import HOSTILE, heat_picture, line_picture

SVG = "{http://www.w3.org/2000/svg}"


def said_by(file: bytes) -> str:
    svg = ElementTree.fromstring(file)
    return " ".join(" ".join(each.text or "" for each in svg.iter(f"{SVG}text")).split())


def test_a_picture_says_what_the_pages_own_download_says() -> None:
    picture = replace(line_picture(), sentence=f"April had 9 on {HOSTILE}.")
    file = picture_svg(picture)
    words, round_it = said_by(file), picture.for_download()
    for part in ("title", "sentence", "standing", "foot"):
        assert round_it[part] in words, part
    assert all(each in words for each in round_it["breaks"])
    svg = ElementTree.fromstring(file)
    assert svg.findtext(f"{SVG}title") == picture.full_title
    assert svg.findtext(f"{SVG}desc") == picture.alt
    assert file == picture_svg(picture)
    marked = said_by(picture_svg(picture, (INTERNAL_MARK, *picture.standing.marks)))
    assert marked.startswith(f"{INTERNAL_MARK} {picture.standing.marks[0]} {picture.full_title}")


def test_a_grid_has_its_counts_and_a_picture_of_nothing_says_where_its_figures_are() -> None:
    words = said_by(picture_svg(heat_picture()))
    assert all(each in words.split() for each in ("31", "0", "4", "1,204", "Insulins", "Opioids"))


def test_a_calendar_says_what_its_words_mean() -> None:
    """On the page its legend does."""
    figure = go.Figure(
        go.Bar(base=["2026-01-01"], x=[1], y=[0], width=[0.8], orientation="h", name="Partly covered")
    )
    figure.update_yaxes(tickvals=[0], ticktext=["Northgate, LFPSE"])
    picture = replace(heat_picture(), figure=figure)
    words = said_by(picture_svg(picture))
    assert "part: covered in part" in words and "Northgate, LFPSE" in words
    assert "part: covered in part" not in said_by(picture_svg(heat_picture()))


def test_a_png_is_of_print_size_and_has_something_on_it() -> None:
    image = Image.open(io.BytesIO(picture_png(line_picture())))
    width, height = (float(each) for each in re.findall(r'(?:width|height)="([\d.]+)"', picture_svg(line_picture())[:300].decode()))  # fmt: skip
    assert image.size == (round(width / 96 * 300), round(height / 96 * 300)) == (2250, image.size[1])
    colours = image.convert("RGB").getcolors(100_000) or []
    assert any(colour == (0x5B, 0x71, 0x86) and many > 500 for many, colour in colours)  # the line itself
    assert picture_png(line_picture()) == picture_png(line_picture())
