"""The director's one slide: two charts above the table of twelve months, the boxes at their right, small panels beneath all."""

from collections.abc import Callable, Sequence

from dashboard.charts.frame import Picture
from dashboard.charts.palette import MUTED
from dashboard.reports.native.from_figure import native_charts
from dashboard.reports.native.grid import grid_of
from dashboard.reports.native.text_measured import Words, height_of, lines_of, width_of
from dashboard.reports.pack import Box, Listing
from dashboard.reports.powerpoint.boxes import draw_boxes, height_of_boxes
from dashboard.reports.powerpoint.deck import SMALLEST, Page
from dashboard.reports.powerpoint.panels import key_in_words
from dashboard.reports.powerpoint.table import ACROSS, URI, LaidOut, laid_out_in, table_xml
from dashboard.reports.powerpoint.xml import Area, clean

WIDE_TABLE = 6
"""Columns: a table with fewer stands beside the boxes of any slide."""
LEFT_WIDE, BETWEEN = 6.9, 0.35
"""Inches of the charts and the table beneath them; the boxes stand at their right."""
STRIP_HIGH, GAP = 1.38, 0.1
"""Inches of the small panels, which stand in one line beneath all."""
MANY_PANELS = 1.5
"""How much wider a picture of small panels is than one of a single chart beside it."""
LEAST_CHARTS = 1.6
"""Inches that charts with their titles need to be read."""
TITLE_HIGH = 0.2
NAME_SPARE, DOWN = 0.08, 0.012
"""Inches beside the longest name, and above and beneath the words of a row."""


def is_one_slide(pictures: Sequence[Picture], listings: Sequence[Listing], boxes: Sequence[Box]) -> bool:
    """Whether pictures, one wide table and boxes are to stand together."""
    return bool(pictures and boxes) and len(listings) == 1 and len(listings[0].table.columns) >= WIDE_TABLE


def draw_one_slide(
    page: Page,
    pictures: Sequence[Picture],
    listing: Listing,
    boxes: Sequence[Box],
    draw: Callable[[Page, Picture, Area], None],
) -> bool:
    """Whether all of it had room; else nothing is drawn. draw: one picture in its area."""
    strips = [each for each in pictures if len(native_charts(each)) > 2][:1]
    others = [each for each in pictures if each not in strips]
    upper, strip = page.body, None
    if strips:
        upper, strip = page.body.split_down(page.body.height - STRIP_HIGH - GAP, GAP)
    left, right = upper.split_across(LEFT_WIDE, BETWEEN)
    table = _narrow_table(listing, left.width)
    said, said_high = [Words(clean(listing.note), colour=MUTED), *_key(pictures)], 0.0
    boxes_high = height_of_boxes(boxes, right.width, SMALLEST, across=1, tight=True)
    charts, under = left.split_down(left.height - table.height - GAP, GAP)
    if charts.height < LEAST_CHARTS or boxes_high > right.height:
        return False
    while (
        said
        and boxes_high + (said_high := height_of(said, SMALLEST, right.width) + 0.04) + GAP > right.height
    ):
        page.unsaid.append(said.pop().text)
    _beside(page, others, charts, draw)
    _draw_table(page, table, listing, under)
    told, key = right.split_down(right.height - (said_high + GAP if said else 0.0), GAP)
    draw_boxes(page, boxes, told, across=1, sizes=(13, 12, 11.5, 11, SMALLEST), tight=True)
    page.text("What the table counts, and what the marks mean", key, said, (SMALLEST,), anchor="b")
    if strip:
        title, rest = strip.split_down(TITLE_HIGH, 0.02)
        page.text("Title of the chart", title, [Words(clean(strips[0].title), bold=True)], (11, SMALLEST))
        draw(page, strips[0], rest)
    return True


def _narrow_table(listing: Listing, width: float) -> LaidOut:
    """The first column as wide as its longest name, the others alike."""
    longest = max(width_of(str(row[0]), SMALLEST) for row in listing.table.rows)
    name = longest + 2 * ACROSS + NAME_SPARE
    others = len(listing.table.columns) - 1
    return laid_out_in(listing.table, (name, *([(width - name) / others] * others)), SMALLEST, down=DOWN)


def _key(pictures: Sequence[Picture]) -> list[Words]:
    said = key_in_words([chart for each in pictures if not grid_of(each) for chart in native_charts(each)])
    return [Words(said, colour=MUTED, before=2)] if said else []


def charts_beside(
    page: Page, pictures: Sequence[Picture], area: Area, draw: Callable[[Page, Picture, Area], None]
) -> None:
    """Up to three pictures beside each other, each with its title above it; what their marks mean beneath all."""
    shown = [chart for picture in pictures if not grid_of(picture) for chart in native_charts(picture)]
    said = key_in_words(shown)
    high = 0.18 * min(2, lines_of(said, SMALLEST, area.width)) if said else 0.0
    above, key = area.split_down(area.height - high, 0.02)
    _beside(page, pictures, above, draw)
    page.text("What the marks mean", key, [Words(said, colour=MUTED)], (SMALLEST,))


def _beside(
    page: Page, pictures: Sequence[Picture], area: Area, draw: Callable[[Page, Picture, Area], None]
) -> None:
    """In one size of titles, and so on one line."""
    parts = [MANY_PANELS if len(native_charts(picture)) > 2 else 1.0 for picture in pictures]
    places = area.shared(parts, BETWEEN)
    titles = [Words(clean(picture.title), bold=True) for picture in pictures]
    size = next(
        (size for size in (12, 11) if all(height_of([each], size, place.width) <= 0.42
                                          for each, place in zip(titles, places, strict=True))),
        SMALLEST,
    )  # fmt: skip
    for picture, words, place in zip(pictures, titles, places, strict=True):
        title, rest = place.split_down(0.4, 0.04)
        page.text("Title of the chart", title, [words], (size, SMALLEST))
        draw(page, picture, rest)


def _draw_table(page: Page, table: LaidOut, listing: Listing, area: Area) -> None:
    alt = listing.note or listing.heading or "Table"
    xml = table_xml(table, range(len(table.rows)), page.deck.colour)
    place = Area(area.x, area.y, area.width, table.height)
    page.table(listing.heading or "Table", alt, place, URI, xml)
