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
from dashboard.reports.native.text_measured import Words, height_of, in_one_line, width_of
from dashboard.reports.pack import Box, Listing, Pack, Slide
from dashboard.reports.powerpoint.boxes import draw_boxes, height_of_boxes
from dashboard.reports.powerpoint.deck import ACROSS, SMALLEST, Deck, Page
from dashboard.reports.powerpoint.one_slide import charts_beside, draw_one_slide, is_one_slide
from dashboard.reports.powerpoint.panels import beside_words, draw_charts
from dashboard.reports.powerpoint.table import (
    URI,
    LaidOut,
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
METHOD = "method"
"""The key of the slide that says how it was counted."""
ALL_OF_IT = "The workbook and the document of this pack have all of them."
SIDE_BY_SIDE = 3
WORDS = (20, 18, 17, 16, 15, 14)
COLUMN = 4.0
"""Inches of the column of words and tables beside a chart."""
NOTE_HIGH = 0.38
BENEATH_HIGH, BENEATH = 1.2, (14, 13, 12)
"""Inches and sizes of words beneath a picture that needs the width of the slide."""
FEW_BARS = 12
"""Of a ranking: with no more it has room beside its words."""
SHORTEST_NAME = 3.0
"""Inches of a trust's name."""
MOST_ABOVE = 0.62
"""Inches of words above a table."""
MOST_SLIDES = 4
"""Of one list: a longer one shows its first lines, and is whole in the workbook and the document."""
WIDE_GRID = 9
"""Columns: a heat map with more needs the slide to itself."""


def pptx_bytes(pack: Pack, progress: Progress = say_nothing) -> bytes:
    """The pack as a .pptx file: the same pack gives the same bytes."""
    deck = Deck(pack)
    kept_in = _strategy_in(pack)
    for number, slide in enumerate(pack.slides, 1):
        told = [f"{what}: {words}" for what, words in pack.strategy] if slide is kept_in else []
        _SlideWriter(deck, slide, told).write()
        progress(number, len(pack.slides))
    if pack.strategy and kept_in is None:
        made = Listing("How this pack was made", Table(("What", "In words"), pack.strategy))
        _SlideWriter(deck, Slide("strategy", made.heading, pack.title, listings=(made,))).write()
    return deck.bytes()


def _strategy_in(pack: Pack) -> Slide | None:
    """The slide whose notes hold the search strategy: the one of the method, or that of a pack of a single slide, which stays one."""
    only = pack.slides[0] if len(pack.slides) == 1 else None
    return next((slide for slide in pack.slides if slide.key == METHOD), only)


def _trust_beside(trust: str, line: str) -> str:
    """A very long name is cut, so that the period and the filter stand in the line."""
    room = ACROSS - width_of(f". {line}", SMALLEST, bold=True)
    return in_one_line(trust, SMALLEST, max(room, SHORTEST_NAME), bold=True)


class _SlideWriter:
    """One slide of a pack, and the slides on which it goes on. told: what its notes say beside its own."""

    def __init__(self, deck: Deck, slide: Slide, told: Sequence[str] = ()) -> None:
        self.deck, self.slide, self.told = deck, slide, told
        shown = slide.standing or (slide.pictures[0].standing if slide.pictures else deck.pack.standing)
        self.standing = f"{_trust_beside(shown.trust, shown.line())}. {shown.line()}"

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
            together = is_one_slide(now, waiting, boxes)
            page = self._page(first, dense=together)
            if together and draw_one_slide(page, now, waiting[0], boxes, self._narrow):
                boxes, waiting = (), waiting[1:]
            elif len(now) == 1:
                boxes, waiting = self._beside(page, now[0], boxes, waiting)
            else:
                boxes, waiting = self._side_by_side(page, now, boxes, waiting)
            page.close()
            first = False
        for listing in waiting:
            boxes = self._listing(listing, first, boxes)
            first = False
        if boxes:
            self._words(boxes, first=first)

    def _page(self, first: bool, heading: str = "", *, dense: bool = False) -> Page:
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
        notes += self.told
        return self.deck.slide(
            slide.title,
            said if first else f"{said}, {CONTINUED}",
            self.standing,
            [clean(line) for line in notes if line],
            dense=dense,
        )

    def _words(self, boxes: Sequence[Box], *, first: bool = True) -> None:
        if len(boxes) > 1:
            page = self._page(first)
            draw_boxes(page, boxes, page.body)
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

    def _beside(
        self, page: Page, picture: Picture, boxes: Sequence[Box], waiting: list[Listing]
    ) -> tuple[Sequence[Box], list[Listing]]:
        """A picture with its words beneath or beside it; a list that has no room there waits for a slide of its own."""
        if boxes and not waiting and _is_wide(picture):
            across = min(2, len(boxes))
            fitting = (height_of_boxes(boxes, page.body.width, size, across) for size in BENEATH)
            high = next((each for each in fitting if each <= BENEATH_HIGH), 0.0)
            if high:
                above, beneath = page.body.split_down(page.body.height - high - 0.1, 0.1)
                self._picture(page, picture, above)
                draw_boxes(page, boxes, beneath, across=across, sizes=BENEATH)
                return (), waiting
        if _needs_all(picture):
            self._picture(page, picture, page.body)
            return boxes, waiting
        left, right = page.body.split_across(page.body.width - COLUMN - 0.4, 0.4)
        fitting = waiting[:1] if waiting and self._small(waiting[0], right, bool(boxes)) else []
        if not boxes and not fitting:
            self._picture(page, picture, page.body)
            return boxes, waiting
        if picture.full_title != self.slide.heading:
            title, left = left.split_down(0.38, 0.04)
            page.text(
                "Title of the chart", title, [Words(clean(picture.title), bold=True)], (12, 11, SMALLEST)
            )
        self._picture(page, picture, left)
        if fitting:
            high = self._small_list(page, fitting[0], right)
            right = right.split_down(high, 0.2)[1]
        if boxes:
            draw_boxes(page, boxes, right)
        return (), waiting[len(fitting) :]

    def _side_by_side(
        self, page: Page, pictures: Sequence[Picture], boxes: Sequence[Box], waiting: list[Listing]
    ) -> tuple[Sequence[Box], list[Listing]]:
        """Up to three pictures above, a small table and the boxes beneath."""
        body = page.body
        across = min(2, len(boxes))
        high = height_of_boxes(boxes, body.width, BENEATH[0], across) if boxes else 0.0
        share = min(0.45, high / body.height + 0.03) if boxes and not waiting else 0.45 if waiting else 0.0
        above, beneath = (body, None) if not share else body.split_down(body.height * (1 - share), 0.14)
        charts_beside(page, pictures, above, self._narrow)
        if beneath is None:
            return boxes, waiting
        right = beneath.columns(3, 0.35)[0]
        if waiting and self._small(waiting[0], right, False):
            wide = right.width if boxes else beneath.width
            self._small_list(page, waiting[0], Area(beneath.x, beneath.y, wide, beneath.height))
            waiting = waiting[1:]
            beneath = beneath.split_across(right.width, 0.35)[1]
        if boxes:
            draw_boxes(page, boxes, beneath)
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

    def _narrow(self, page: Page, picture: Picture, area: Area) -> None:
        """As one of several beside each other."""
        self._picture(page, picture, area, narrow=True)

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

    def _listing(self, listing: Listing, first: bool, boxes: Sequence[Box]) -> Sequence[Box]:
        """A list over as many slides as it needs, each with its heading and which rows it holds; a few words stand above it. What of
        the boxes still waits.
        """
        heading = listing.heading or self.slide.heading
        page = self._page(first, heading)
        body = page.body
        said = [Words(clean(line)) for box in boxes for line in box.lines]
        if (
            said
            and len(boxes) == 1
            and not boxes[0].heading
            and height_of(said, 12, body.width) <= MOST_ABOVE
        ):
            taken = page.text("Words", Area(*body[:3], MOST_ABOVE), said, (14, 13, 12)) + 0.12
            body, boxes = body.split_down(taken)[1], ()
        note = listing.note
        parts, table, high = self._laid_over(listing, body, note)
        if len(parts) > MOST_SLIDES:
            note = f"{ALL_OF_IT} {note}".strip()
            parts, table, high = self._laid_over(listing, body, note)
            parts = parts[:1]
        for rows in parts:
            if rows.start:
                page = self._page(False, heading)
            tall = table.heading + sum(table.heights[at] for at in rows)
            caption = caption_of(rows, len(table.rows), note)
            place = Area(body.x, body.y, body.width, tall)
            xml = table_xml(table, rows, self.deck.colour)
            page.table(heading, f"{heading}. {caption}".strip(), place, URI, xml)
            under = Area(body.x, body.y + body.height - high, body.width, high)
            words = [Words(clean(caption), colour=MUTED)]
            page.text("What the table counts", under, words, (11, SMALLEST), anchor="b")
            page.close()
        return boxes

    def _laid_over(self, listing: Listing, body: Area, note: str) -> tuple[list[range], LaidOut, float]:
        """Which rows each slide holds, the table, and the inches of the words beneath it."""
        longest = caption_of(range(1), 99_999, f"Rows 9,999 to {note}")
        high = height_of([Words(clean(longest))], SMALLEST, body.width) + 0.04
        room = body.height - high - 0.16
        table = laid_out(listing.table, body.width, height=room)
        return list(over_slides(table, (room,))), table, high


def _lines(grid: Grid, kept: slice) -> Grid:
    return replace(grid, down=grid.down[kept], cells=grid.cells[kept])


def _grouped(charts: Sequence[NativeChart]) -> bool:
    """Small panels have no legend: words say what their marks are."""
    return len(charts) > 1 and charts[0].value_title == charts[1].value_title


def _is_wide(picture: Picture) -> bool:
    """Whether it can be read only in the width of the slide: a heat map, months, or a ranking of many lines."""
    if grid_of(picture):
        return True
    charts = native_charts(picture)
    return any(chart.by_month or chart.by_place or len(chart.categories) > FEW_BARS for chart in charts)


def _needs_all(picture: Picture) -> bool:
    grid = grid_of(picture)
    return grid is not None and len(grid.across) > WIDE_GRID
