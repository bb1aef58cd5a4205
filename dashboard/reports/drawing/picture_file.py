"""A picture as a file of its own, SVG or PNG at print size, with all that it has to say round it: no browser is needed.

What stands round it is what the page's own downloads have: `Picture.for_download`.
"""

from collections.abc import Sequence

from dashboard.charts.frame import PAPER, Picture
from dashboard.charts.palette import INK, MUTED
from dashboard.reports.document.typesetting import set_as_png, settable
from dashboard.reports.drawing.chart import whole_svg
from dashboard.reports.drawing.picture import drawing_of
from dashboard.reports.drawing.plot import TYPE
from dashboard.reports.drawing.text import lines_of, number, words_at
from dashboard.reports.native.grid import grid_of

WIDTH, PAD = 720.0, 20.0
"""Units of 1/96 inch: 190 mm, the width of an A4 page within narrow margins."""

PRINT = 300
"""Dots an inch."""

MARK = "#8A4500"
"""The made-up trust's and the draft's own mark, as on the page."""


def picture_svg(picture: Picture, marks: Sequence[str] = ()) -> bytes:
    """The SVG, 190 mm wide: UTF-8. The same picture gives the same bytes. marks: those of its pack, beside its own."""
    said = picture.for_download()
    parts: list[str] = []
    y = PAD

    def write(text: str, size: float, *, bold: bool = False, colour: str = INK, gap: float = 5) -> None:
        nonlocal y
        for line in lines_of(settable(text), WIDTH - 2 * PAD, size, bold=bold):
            y += size * 1.3
            parts.append(words_at(PAD, y, line, size, colour, bold=bold))
        y += gap

    for mark in dict.fromkeys((*marks, *picture.standing.marks)):
        write(mark, 12, bold=True, colour=MARK)
    write(said["title"], 16, bold=True)
    write(said["standing"], 11, colour=MUTED, gap=7)
    write(said["sentence"], 12, gap=12)
    drawing = drawing_of(picture, WIDTH - 2 * PAD)
    if drawing is None:
        write("This picture is a table: it stands in the table beside it.", 12)
    else:
        parts.append(f'<g transform="translate({number(PAD)} {number(y)})">{settable(drawing.inside)}</g>')
        y += drawing.height + 8
    grid = grid_of(picture)
    for sentence in (*((grid.said,) if grid and grid.said else ()), *said["breaks"]):
        write(sentence, TYPE * 0.9, colour=MUTED, gap=2)
    write(said["foot"], TYPE * 0.9, colour=MUTED)
    height = y + PAD / 2
    paper = f'<rect width="{number(WIDTH)}" height="{number(height)}" fill="{PAPER}"/>'
    title, alt = settable(said["title"]), settable(said["alt"])
    return whole_svg(paper + "".join(parts), WIDTH, height, title=title, alt=alt).encode("utf-8")


def picture_png(picture: Picture, dpi: int = PRINT, marks: Sequence[str] = ()) -> bytes:
    """The same as PNG, at print size: 190 mm wide are 2,250 dots at 300 an inch. Raises NotTypeset."""
    page = b'#set page(width: auto, height: auto, margin: 0pt)\n#image("picture.svg")'
    return set_as_png({"main.typ": page, "picture.svg": picture_svg(picture, marks)}, float(dpi))
