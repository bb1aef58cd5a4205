"""A pack as a PowerPoint file: titles that say what was found, charts that can be edited, words for who cannot see them.

Office programs measure letters a little differently, so every box has room to spare; what would not fit at the smallest size that
can be read goes on over another slide, or is said in full in the speaker's notes.
"""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.charts.frame import Picture, Table
from dashboard.charts.palette import INK, MUTED
from dashboard.reports.native.chart import NativeChart
from dashboard.reports.native.from_figure import native_charts
from dashboard.reports.native.grid import Grid, grid_of
from dashboard.reports.native.text_measured import Words, height_of, lines_of
from dashboard.reports.pack import Box, Listing, Pack, Slide
from dashboard.reports.powerpoint.deck import SMALLEST, Deck, Page
from dashboard.reports.powerpoint.panels import beside_words, draw_charts, key_in_words
from dashboard.reports.powerpoint.table import (
    URI,
    caption_of,
    grid_look,
    grid_xml,
    has_room_for_headings,
    laid_out,
    over_slides,
    table_xml,
)
from dashboard.reports.powerpoint.xml import Area, clean
from dashboard.reports.progress import Progress, say_nothing

CONTINUED = "continued"
SIDE_BY_SIDE = 3
WORDS = (20, 18, 17, 16, 15, 14)
BOX_SIZES = (16, 15, 14, 13, 12, 11.5, 11, SMALLEST)
COLUMN = 4.0
"""Inches of the column of words and tables beside a chart."""
NOTE_HIGH = 0.38
MANY_PANELS = 1.5
"""How much wider a picture of small panels is than one of a single chart beside it."""
WIDE_GRID = 9
"""Columns: a heat map with more needs the slide to itself."""


def pptx_bytes(pack: Pack, progress: Progress = say_nothing) -> bytes:
    """The pack as a .pptx file: the same pack gives the same bytes."""
    deck = Deck(pack)
    for number, slide in enumerate(pack.slides, 1):
        _SlideWriter(deck, slide).write()
        progress(number, len(pack.slides))
    if pack.strategy:
        made = Listing("How this pack was made", Table(("What", "In words"), pack.strategy))
        _SlideWriter(deck, Slide("strategy", made.heading, pack.title, listings=(made,))).write()
    return deck.bytes()


class _SlideWriter:
    """One slide of a pack, and the slides on which it goes on."""

    def __init__(self, deck: Deck, slide: Slide) -> None:
        self.deck, self.slide = deck, slide
        shown = slide.pictures[0].standing if slide.pictures else deck.pack.standing
        self.standing = f"{shown.trust}. {shown.line()}"

    def write(self) -> None:
        slide = self.slide
        waiting = list(slide.listings)
        boxes = slide.boxes
        pictures = list(slide.pictures)
        if not pictures and not waiting:
            self._words(boxes)
            return
        first = True
        while pictures:
            now, pictures = pictures[:SIDE_BY_SIDE], pictures[SIDE_BY_SIDE:]
            page = self._page(first)
            if len(now) == 1 and first and _needs_all(now[0]):
                self._picture(page, now[0], page.body)
            elif len(now) == 1:
                boxes, waiting = self._beside(page, now[0], boxes, waiting)
            else:
                boxes, waiting = self._side_by_side(page, now, boxes, waiting)
            page.close()
            first = False
        for listing in waiting:
            self._listing(listing, first)
            first = False
        if boxes:
            self._words(boxes, first=first)

    def _page(self, first: bool, heading: str = "") -> Page:
        slide = self.slide
        said = heading or slide.heading
        notes = [
            line for picture in slide.pictures for line in (picture.caption, *picture.stands_out, picture.why)
        ]
        notes += [line for picture in slide.pictures for line in (*picture.marks_explained, *picture.breaks)]
        notes += [*slide.notes, *(how for picture in slide.pictures for how in picture.how)]
        notes += [listing.note for listing in slide.listings]
        if slide.pictures:
            notes.append("The figures of a chart stand in its own sheet: choose the chart, then Edit data.")
        return self.deck.slide(
            slide.title,
            said if first else f"{said}, {CONTINUED}",
            self.standing,
            [clean(line) for line in notes if line],
        )

    def _words(self, boxes: Sequence[Box], *, first: bool = True) -> None:
        if len(boxes) > 1:
            page = self._page(first)
            self._boxes(page, boxes, page.body)
            page.close()
            return
        words = [
            Words(clean(line), bold=bool(box.heading and not at), colour=INK, before=11)
            for box in boxes
            for at, line in enumerate((box.heading, *box.lines) if box.heading else box.lines)
        ]
        while words or first:
            page = self._page(first)
            area = Area(page.body.x, page.body.y + 0.08, min(page.body.width, 11.4), page.body.height - 0.08)
            many = len(words)
            while many > 1 and height_of(words[:many], WORDS[-1], area.width) > area.height:
                many -= 1
            page.text("What was found", area, words[:many], (*WORDS, 13, 12, 11, SMALLEST))
            words, first = words[many:], False
            page.close()

    def _boxes(self, page: Page, boxes: Sequence[Box], area: Area) -> None:
        """Two beside each other, each with a line of colour above it; all in one size."""
        across = 1 if area.width < 5 or len(boxes) == 1 else 2
        lines = -(-len(boxes) // across)
        places = [place for row in area.rows(lines, 0.2) for place in row.columns(across, 0.4)]
        inner = [Area(each.x, each.y + 0.09, each.width, each.height - 0.09) for each in places]
        words = [self._box_words(box) for box in boxes]
        size = next(
            (size for size in BOX_SIZES
             if all(height_of(each, size, place.width) <= place.height for each, place in zip(words, inner, strict=False))),
            BOX_SIZES[-1],
        )  # fmt: skip
        for box, each, place, outer in zip(boxes, words, inner, places, strict=False):
            page.rule(Area(outer.x, outer.y, outer.width, 0.025), self.deck.colour)
            page.text(box.heading or "Words", place, each, (size,))

    def _box_words(self, box: Box) -> list[Words]:
        heading = [Words(clean(box.heading), bold=True, colour=self.deck.colour)] if box.heading else []
        return [*heading, *(Words(clean(line), before=3) for line in box.lines)]

    def _beside(
        self, page: Page, picture: Picture, boxes: Sequence[Box], waiting: list[Listing]
    ) -> tuple[Sequence[Box], list[Listing]]:
        """A picture with what stands beside it; a list that has no room there waits for a slide of its own."""
        left, right = page.body.split_across(page.body.width - COLUMN - 0.4, 0.4)
        fitting = waiting[:1] if waiting and self._small(waiting[0], right, bool(boxes)) else []
        if not boxes and not fitting:
            self._picture(page, picture, page.body)
            return boxes, waiting
        self._picture(page, picture, left)
        if fitting:
            high = self._small_list(page, fitting[0], right)
            right = right.split_down(high, 0.2)[1]
        if boxes:
            self._boxes(page, boxes, right)
        return (), waiting[len(fitting) :]

    def _side_by_side(
        self, page: Page, pictures: Sequence[Picture], boxes: Sequence[Box], waiting: list[Listing]
    ) -> tuple[Sequence[Box], list[Listing]]:
        """Up to three pictures above, the table and the boxes beneath: the director's one slide."""
        above, beneath = (
            (page.body, None)
            if not boxes and not waiting
            else page.body.split_down(page.body.height * (0.55 if waiting else 0.58), 0.14)
        )
        shown = [chart for picture in pictures if not grid_of(picture) for chart in native_charts(picture)]
        said = key_in_words(shown)
        high = 0.18 * min(2, lines_of(said, SMALLEST, above.width)) if said else 0.0
        above, key = above.split_down(above.height - high, 0.02)
        parts = [MANY_PANELS if len(native_charts(picture)) > 2 else 1.0 for picture in pictures]
        for picture, area in zip(pictures, above.shared(parts, 0.35), strict=True):
            title, rest = area.split_down(0.4, 0.04)
            page.text(
                "Title of the chart", title, [Words(clean(picture.title), bold=True)], (12, 11, SMALLEST)
            )
            self._picture(page, picture, rest, narrow=True)
        page.text("What the marks mean", key, [Words(said, colour=MUTED)], (SMALLEST,))
        if beneath is None:
            return boxes, waiting
        right = beneath.columns(3, 0.35)[0]
        if waiting and self._small(waiting[0], right, False):
            wide = right.width if boxes else beneath.width
            self._small_list(page, waiting[0], Area(beneath.x, beneath.y, wide, beneath.height))
            waiting = waiting[1:]
            beneath = beneath.split_across(right.width, 0.35)[1]
        if boxes:
            self._boxes(page, boxes, beneath)
        return (), waiting

    def _small(self, listing: Listing, area: Area, shared: bool) -> bool:
        table = laid_out(
            listing.table, area.width, (12.0, 11.0, SMALLEST), area.height * (0.6 if shared else 0.85)
        )
        return len(listing.table.columns) <= 5 and table.height + 0.27 <= area.height * (
            0.65 if shared else 1.0
        )

    def _small_list(self, page: Page, listing: Listing, area: Area) -> float:
        """The height that a table with its heading takes."""
        high = page.text(
            "Heading of the table",
            Area(area.x, area.y, area.width, 0.22),
            [Words(clean(listing.heading), bold=True)],
            (12, 11, SMALLEST),
        )
        table = laid_out(listing.table, area.width, (12.0, 11.0, SMALLEST), area.height - high - 0.05)
        place = Area(area.x, area.y + high + 0.05, sum(table.widths), table.height)
        page.table(
            listing.heading or "Table",
            listing.note or listing.heading or "Table",
            place,
            URI,
            table_xml(table, range(len(table.rows)), self.deck.colour),
        )
        return high + 0.05 + table.height

    def _picture(self, page: Page, picture: Picture, area: Area, *, narrow: bool = False) -> None:
        grid = grid_of(picture)
        charts = () if grid else native_charts(picture)
        explained = beside_words(picture, charts, grouped=_grouped(charts))
        said = grid.said if grid and grid.said else explained
        upper, note = (area, None) if narrow or not said else area.split_down(area.height - NOTE_HIGH, 0.04)
        if grid:
            self._grid(page, picture, grid, upper)
        elif charts:
            draw_charts(page, charts, upper, narrow=narrow)
        else:
            self._twin(page, picture, upper)
        if note:
            page.text("What the marks mean", note, [Words(clean(said), colour=MUTED)], (SMALLEST,))

    def _grid(self, page: Page, picture: Picture, grid: Grid, area: Area) -> None:
        """A long one in two halves beside each other, where its headings have room; else its first lines, and how many there are."""
        look = grid_look(grid, area)
        if look.rows >= len(grid.down):
            self._part_of_grid(page, picture, grid, area)
            return
        middle = -(-len(grid.down) // 2)
        halves = (_lines(grid, slice(0, middle)), _lines(grid, slice(middle, None)))
        places = area.columns(2, 0.4)
        if has_room_for_headings(grid, grid_look(halves[0], places[0])):
            for half, place in zip(halves, places, strict=True):
                self._part_of_grid(page, picture, half, place)
            return
        shorter = Area(area.x, area.y, area.width, area.height - 0.26)
        kept = grid_look(grid, shorter).rows
        self._part_of_grid(page, picture, _lines(grid, slice(0, kept)), shorter)
        said = f"The first {kept} of {len(grid.down)} lines; the workbook of this pack has all of them."
        place = Area(area.x, area.y + area.height - 0.22, area.width, 0.2)
        page.text("Lines", place, [Words(said, colour=MUTED)], (SMALLEST,))

    def _part_of_grid(self, page: Page, picture: Picture, grid: Grid, area: Area) -> None:
        xml, high = grid_xml(grid, look := grid_look(grid, area))
        wide = look.name + look.cell * len(grid.across)
        page.table(f"Table: {picture.title}", picture.alt, Area(area.x, area.y, wide, high), URI, xml)

    def _twin(self, page: Page, picture: Picture, area: Area) -> None:
        """A picture that no office chart draws: the first rows of its table, all of which stand in the workbook."""
        table = laid_out(picture.table, area.width)
        rows = next(iter(over_slides(table, (area.height - 0.3,))))
        page.table(
            f"Table: {picture.title}",
            picture.alt,
            Area(area.x, area.y, area.width, 1),
            URI,
            table_xml(table, rows, self.deck.colour),
        )
        said = caption_of(
            rows,
            len(table.rows),
            "The workbook of this pack has all of them." if len(rows) < len(table.rows) else "",
        )
        page.text(
            "Rows",
            Area(area.x, area.y + area.height - 0.24, area.width, 0.2),
            [Words(said, colour=MUTED)],
            (SMALLEST,),
        )

    def _listing(self, listing: Listing, first: bool) -> None:
        """A list over as many slides as it needs, each with its heading and which rows it holds."""
        heading = listing.heading or self.slide.heading
        page = self._page(first, heading)
        body = page.body
        high = body.height - 0.62
        table = laid_out(listing.table, body.width, height=high)
        for rows in over_slides(table, (high,)):
            if rows.start:
                page = self._page(False, heading)
            tall = table.heading + sum(table.heights[at] for at in rows)
            alt = f"{heading}. {caption_of(rows, len(table.rows), listing.note)}".strip()
            page.table(
                heading,
                alt,
                Area(body.x, body.y, body.width, tall),
                URI,
                table_xml(table, rows, self.deck.colour),
            )
            said = [Words(clean(caption_of(rows, len(table.rows), listing.note)), colour=MUTED)]
            page.text(
                "What the table counts",
                Area(body.x, body.y + body.height - 0.44, body.width, 0.42),
                said,
                (11, SMALLEST),
                anchor="b",
            )
            page.close()


def _lines(grid: Grid, kept: slice) -> Grid:
    return replace(grid, down=grid.down[kept], cells=grid.cells[kept])


def _grouped(charts: Sequence[NativeChart]) -> bool:
    """Small panels have no legend: words say what their marks are."""
    return len(charts) > 1 and charts[0].value_title == charts[1].value_title


def _needs_all(picture: Picture) -> bool:
    grid = grid_of(picture)
    return grid is not None and len(grid.across) > WIDE_GRID
