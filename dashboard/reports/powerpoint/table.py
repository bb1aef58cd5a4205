"""Tables on slides: lists that go on over several slides, and heat maps whose cells are shaded by their value."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.charts.frame import Table
from dashboard.charts.palette import GRID, INK, MUTED
from dashboard.reports.native.grid import Grid, GridCell
from dashboard.reports.native.text_measured import LINE, POINTS_PER_INCH, Words, fitted, lines_of, width_of
from dashboard.reports.powerpoint.xml import EMU, LANGUAGE, Area, clean, fill, paragraph
from dashboard.reports.table_words import column_in_words, is_of_numbers

URI = "http://schemas.openxmlformats.org/drawingml/2006/table"
ACROSS, DOWN = 0.06, 0.025
"""Inches between the edge of a cell and its words."""
MOST_LINES = 6
"""Of a cell; what is longer is cut, and said in full in the workbook."""
SIZES = (12.0, 11.0, 10.5)
NARROWEST, WIDEST = 0.55, 5.0
SPARE = 0.8
"""Inches that a column gets beyond what it needs: a table of two short columns is not as wide as the slide."""
LEAST_ROW = 0.178
"""Inches of a row of the smallest words."""


@dataclass(frozen=True)
class LaidOut:
    """A table for one width: its columns, its cells as words, the height of each row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    heading: float
    size: float
    numbers: tuple[bool, ...]

    @property
    def height(self) -> float:
        return self.heading + sum(self.heights)


def laid_out(
    table: Table, width: float, sizes: Sequence[float] = SIZES, height: float | None = None
) -> LaidOut:
    """At the largest of the sizes at which it has room in the height, else at the smallest."""
    found = None
    for size in sizes:
        found = _laid_out(table, width, size)
        if height is None or found.height <= height:
            return found
    assert found is not None
    return found


def _laid_out(table: Table, width: float, size: float) -> LaidOut:
    of_columns = list(zip(*table.rows, strict=True)) if table.rows else [() for _ in table.columns]
    numbers = tuple(is_of_numbers(column) for column in of_columns)
    texts = [[_one_line(text) for text in column_in_words(column, _short_day)] for column in of_columns]
    rows = tuple(zip(*texts, strict=True)) if table.rows else ()
    columns = tuple(clean(name) for name in table.columns)
    widths = _widths(columns, rows, width, size)
    cut = tuple(
        tuple(_within(text, widths[at] - 2 * ACROSS, size) for at, text in enumerate(row)) for row in rows
    )
    heights = tuple(_height(row, widths, size) for row in cut)
    return LaidOut(columns, cut, widths, heights, _height(columns, widths, size, bold=True), size, numbers)


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _short_day(day: date) -> str:
    return f"{day.day}\u00a0{day:%b}\u00a0{day:%Y}"


def _within(text: str, width: float, size: float) -> str:
    if lines_of(text, size, width) <= MOST_LINES:
        return text
    _, kept, _ = fitted([Words(text)], width, MOST_LINES * size * LINE / POINTS_PER_INCH + 0.001, (size,))
    return kept[0].text if kept else text[:40]


def _widths(
    columns: Sequence[str], rows: Sequence[Sequence[str]], width: float, size: float
) -> tuple[float, ...]:
    """By what stands in a column: none narrower than its longest word, the rest by the length of its texts."""
    if not columns:
        return ()
    wanted, least = [], []
    widest = max(WIDEST, width / len(columns) * 1.6)
    for at, name in enumerate(columns):
        texts = [row[at] for row in rows[:400]]
        longest = max((width_of(text, size) for text in texts), default=0.0)
        words = [word for text in (*texts, name) for word in text.split()]
        word = max((width_of(each, size, bold=True) for each in words), default=0.0)
        least.append(min(WIDEST / 2, max(NARROWEST, word + 2 * ACROSS)))
        wanted.append(
            min(
                widest, max(least[-1], longest + 2 * ACROSS + 0.04, min(1.3, width_of(name, size, bold=True)))
            )
        )
    if sum(wanted) <= width:
        spare = min(SPARE, (width - sum(wanted)) / len(wanted))
        return tuple(each + spare for each in wanted)
    if sum(least) >= width:
        return tuple(each * width / sum(least) for each in least)
    room = width - sum(least)
    more = [want - low for want, low in zip(wanted, least, strict=True)]
    return tuple(low + room * extra / sum(more) for low, extra in zip(least, more, strict=True))


def _height(row: Sequence[str], widths: Sequence[float], size: float, *, bold: bool = False) -> float:
    lines = max(
        (lines_of(text, size, wide - 2 * ACROSS, bold=bold) for text, wide in zip(row, widths, strict=True)),
        default=1,
    )
    return lines * size * LINE / POINTS_PER_INCH + 2 * DOWN


def over_slides(table: LaidOut, heights: Sequence[float]) -> Iterator[range]:
    """Which rows stand on each slide; heights: of the first, and of each one after it."""
    start, filled, page = 0, table.heading, 0
    for at, height in enumerate(table.heights):
        if filled + height > heights[min(page, len(heights) - 1)] and at > start:
            yield range(start, at)
            start, filled, page = at, table.heading, page + 1
        filled += height
    yield range(start, len(table.heights))


def table_xml(table: LaidOut, rows: range, rule_colour: str) -> str:
    """A heading with a line beneath it, and a thin line beneath each row."""
    heading = "".join(
        _cell(
            name, table.size, bold=True, align="r" if number else "l", beneath=(rule_colour, 1.5), anchor="b"
        )
        for name, number in zip(table.columns, table.numbers, strict=True)
    )
    lines = "".join(
        _row(
            "".join(
                _cell(text, table.size, align="r" if number else "l", beneath=(GRID, 0.5))
                for text, number in zip(table.rows[at], table.numbers, strict=True)
            ),
            table.heights[at],
        )
        for at in rows
    )
    return _table(table.widths, _row(heading, table.heading) + lines, first_column=False)


@dataclass(frozen=True)
class GridLook:
    """Inches and points of a heat map in an area; rows: how many have room."""

    name: float
    cell: float
    size: float
    head_size: float
    head: float
    row: float
    rows: int


def grid_look(grid: Grid, area: Area) -> GridLook:
    many = max(1, len(grid.across))
    size = 12.0 if area.height / (len(grid.down) + 1.6) >= 0.27 and area.width / (many + 3) >= 0.55 else 10.5
    name = min(max(1.2, *(width_of(each, size) + 2 * ACROSS for each in grid.down)), 3.2, area.width * 0.32)
    cell = min(1.5, (area.width - name) / many)
    words = [word for each in grid.across for word in each.split()]
    widest = max((width_of(each, size, bold=True) for each in words), default=0.0)
    head_size = size if widest <= cell - 0.05 else 10.5
    lines = max((lines_of(each, head_size, cell - 0.04, bold=True) for each in grid.across), default=1)
    head = head_size * LINE / POINTS_PER_INCH * lines + 2 * DOWN
    rows = max(1, int((area.height - head) / LEAST_ROW))
    row = min(0.42, max(LEAST_ROW, (area.height - head) / max(1, min(rows, len(grid.down)))))
    return GridLook(name, cell, size, head_size, head, row, rows)


def has_room_for_headings(grid: Grid, look: GridLook) -> bool:
    """Whether no word of a heading is broken."""
    words = [word for each in grid.across for word in each.split()]
    return all(width_of(each, look.head_size, bold=True) <= look.cell for each in words)


def grid_xml(grid: Grid, look: GridLook) -> tuple[str, float]:
    """A heat map as a table, and the height that it takes: headings down and across, cells in their colours."""
    white = ("#FFFFFF", 1.0)
    first = _row(
        _cell(grid.titles[1], look.head_size, colour=MUTED, anchor="b", beneath=white)
        + "".join(
            _cell(each, look.head_size, bold=True, align="ctr", anchor="b", beneath=white, tight=True)
            for each in grid.across
        ),
        look.head,
    )
    lines = "".join(
        _row(
            _cell(
                _within_lines(each, look.name, look.size, look.row),
                look.size,
                anchor="ctr",
                beneath=white,
                flat=True,
            )
            + "".join(_shaded(cell, look.size) for cell in cells),
            look.row,
        )
        for each, cells in zip(grid.down, grid.cells, strict=True)
    )
    high = look.head + look.row * len(grid.down)
    return _table((look.name, *([look.cell] * len(grid.across))), first + lines, first_column=True), high


def _within_lines(text: str, width: float, size: float, height: float) -> str:
    _, kept, _ = fitted(
        [Words(text)], width - 2 * ACROSS, max(height, size * LINE / POINTS_PER_INCH + 0.001), (size,)
    )
    return kept[0].text if kept else text


def _shaded(cell: GridCell, size: float) -> str:
    return _cell(
        cell.text,
        size,
        align="ctr",
        anchor="ctr",
        colour=cell.ink,
        ground=cell.colour,
        beneath=("#FFFFFF", 1.0),
        tight=True,
    )


def _row(cells: str, height: float) -> str:
    return f'<a:tr h="{round(height * EMU)}">{cells}</a:tr>'


def _table(widths: Sequence[float], rows: str, *, first_column: bool) -> str:
    columns = "".join(f'<a:gridCol w="{round(each * EMU)}"/>' for each in widths)
    return f'<a:tbl><a:tblPr firstRow="1" firstCol="{int(first_column)}"/><a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl>'


def _cell(
    text: str,
    size: float,
    *,
    bold: bool = False,
    align: str = "l",
    anchor: str = "t",
    colour: str = INK,
    ground: str = "",
    beneath: tuple[str, float] = (GRID, 0.5),
    tight: bool = False,
    flat: bool = False,
) -> str:
    line, points = beneath
    none = "".join(f'<a:{edge} w="0"><a:noFill/></a:{edge}>' for edge in ("lnL", "lnR", "lnT"))
    if ground:  # white lines between shaded cells
        none = "".join(f'<a:{edge} w="12700">{fill("#FFFFFF")}</a:{edge}>' for edge in ("lnL", "lnR", "lnT"))
    across, down = (
        (round(0.02 * EMU), 0) if tight else (round(ACROSS * EMU), 0 if flat else round(DOWN * EMU))
    )
    words = paragraph(Words(text, bold=bold, colour=colour), size, align=align) if text else (
        f'<a:p><a:endParaRPr lang="{LANGUAGE}" sz="{round(size * 100)}"/></a:p>'
    )  # fmt: skip
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{words}</a:txBody>"
        f'<a:tcPr marL="{across}" marR="{across}" marT="{down}" marB="{down}" anchor="{anchor}">{none}'
        f'<a:lnB w="{round(points * 12700)}">{fill(line)}</a:lnB>{fill(ground) if ground else "<a:noFill/>"}</a:tcPr></a:tc>'
    )


def caption_of(rows: range, many: int, note: str) -> str:
    """'Rows 1 to 18 of 57.' where a list goes on over slides, with its note."""
    where = f"Rows {rows.start + 1:,} to {rows.stop:,} of {many:,}." if len(rows) < many else ""
    return " ".join(part for part in (where, note) if part)
