"""Boxes of words on a slide: each with a line of colour above it, all in one size, each row as high as its words need."""

from collections.abc import Sequence

from dashboard.reports.native.text_measured import Words, height_of
from dashboard.reports.pack import Box
from dashboard.reports.powerpoint.deck import SMALLEST, Page
from dashboard.reports.powerpoint.xml import Area, clean

BOX_SIZES = (16, 15, 14, 13, 12, 11.5, 11, SMALLEST)
ABOVE = 0.09
"""Inches from the line above a box to its words."""
GAP, BETWEEN = 0.16, 0.4
"""Inches between rows, and between boxes beside each other."""
TIGHT = 0.5
"""Of these inches, where a slide holds much."""
MOST_SPARE = 0.3
"""Inches that a row gets beyond what its words need."""


def draw_boxes(
    page: Page,
    boxes: Sequence[Box],
    area: Area,
    *,
    across: int = 0,
    sizes: Sequence[float] = BOX_SIZES,
    tight: bool = False,
) -> None:
    """In the largest size at which all have room. across: how many stand beside each other; by the width of the area when left out."""
    part = TIGHT if tight else 1.0
    across = across or (1 if area.width < 5 or len(boxes) == 1 else 2)
    rows = _rows(boxes, across)
    wide = (area.width - BETWEEN * (across - 1)) / across
    size = next((each for each in sizes if _height(rows, wide, each, part) <= area.height), sizes[-1])
    heights = [_row_height(row, wide, size, part) for row in rows]
    most = max(heights)
    if tight and len(heights) * most + GAP * part * (len(heights) - 1) <= area.height:
        heights = [most] * len(heights)
    if _height(rows, wide, size, part) > area.height:  # what has no room is cut, and goes to the notes
        heights = [(area.height - GAP * part * (len(rows) - 1)) / len(rows)] * len(rows)
    taken = sum(heights) + GAP * part * (len(heights) - 1)
    spare = max(0.0, min(MOST_SPARE, (area.height - taken) / len(rows)))
    y = area.y
    for row, high in zip(rows, heights, strict=True):
        for at, box in enumerate(row):
            x = area.x + at * (wide + BETWEEN)
            page.rule(Area(x, y, wide, 0.025), page.deck.colour)
            room = min(high + spare, area.y + area.height - y) - ABOVE * part
            page.text(
                box.heading or "Words",
                Area(x, y + ABOVE * part, wide, room),
                box_words(page, box, part),
                (size,),
            )
        y += high + GAP * part + spare


def height_of_boxes(
    boxes: Sequence[Box], width: float, size: float, across: int, *, tight: bool = False
) -> float:
    """Inches that they take at a size."""
    return _height(
        _rows(boxes, across), (width - BETWEEN * (across - 1)) / across, size, TIGHT if tight else 1.0
    )


def box_words(page: Page | None, box: Box, part: float = 1.0) -> list[Words]:
    """Its heading in the trust's colour, then its lines."""
    heading = [Words(clean(box.heading), bold=True)] if box.heading else []
    if page and heading:
        heading = [Words(clean(box.heading), bold=True, colour=page.deck.colour)]
    return [*heading, *(Words(clean(line), before=3 * part) for line in box.lines)]


def _rows(boxes: Sequence[Box], across: int) -> list[Sequence[Box]]:
    return [boxes[at : at + across] for at in range(0, len(boxes), across)]


def _row_height(row: Sequence[Box], wide: float, size: float, part: float) -> float:
    return ABOVE * part + max(height_of(box_words(None, box, part), size, wide) for box in row)


def _height(rows: Sequence[Sequence[Box]], wide: float, size: float, part: float) -> float:
    return sum(_row_height(row, wide, size, part) for row in rows) + GAP * part * (len(rows) - 1)
