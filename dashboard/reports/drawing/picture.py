"""A whole picture as one drawing for paper: its panels side by side or beneath each other, with one legend for all of them.

Heat maps and calendars have no panels: they are drawn as the grid that they are, with their counts printed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.frame import PAPER, Picture
from dashboard.charts.palette import GRID, INK, MUTED
from dashboard.reports.drawing import marks
from dashboard.reports.drawing.chart import drawn
from dashboard.reports.drawing.legend import entries_of, legend
from dashboard.reports.drawing.plot import TYPE, axis_of_values, height_for, left_of
from dashboard.reports.drawing.text import lines_of, number, width_of, words_at
from dashboard.reports.native.chart import NativeChart
from dashboard.reports.native.from_figure import native_charts
from dashboard.reports.native.grid import Grid, grid_of

BETWEEN = 18.0
"""Units between panels that stand side by side."""

SIDE_BY_SIDE, SMALL_HEIGHT = 3, 0.56
"""Panels in a line, and the height of a small one by its width."""

PART_HEIGHT, LEAST_PART = 0.3, 150.0
"""By its width, the height of one of two that stand beneath each other; units that it has at least."""


@dataclass(frozen=True)
class Drawing:
    """The parts of an SVG from (0, 0) to (width, height)."""

    inside: str
    width: float
    height: float


def drawing_of(picture: Picture, width: float, *, size: float = TYPE, ids: str = "c") -> Drawing | None:
    """None for a picture that has neither charts nor a grid: its table says all of it."""
    charts = native_charts(picture)
    if charts:
        return panels(charts, width, size=size, ids=ids)
    grid = grid_of(picture)
    return None if grid is None or not grid.cells else grid_drawing(grid, width, size=size)


def panels(charts: Sequence[NativeChart], width: float, *, size: float = TYPE, ids: str = "c") -> Drawing:
    """One chart as wide as the drawing; two beneath each other; more in lines of three, on the one scale that they have."""
    if len(charts) == 1:
        height = height_for(charts[0], width, size=size)
        return Drawing(drawn(charts[0], width, height, size=size, ids=ids), width, height)
    level = any(chart.is_level for chart in charts)
    columns = 1 if len(charts) == 2 else 2 if level else SIDE_BY_SIDE
    small = columns == SIDE_BY_SIDE
    wide = (width - (columns - 1) * BETWEEN) / columns
    left_of_all = 0.0 if level else max(left_of(axis_of_values(chart, 5), size) for chart in charts)
    parts: list[str] = []
    top = 0.0
    for first in range(0, len(charts), columns):
        line = charts[first : first + columns]
        titles = [_title_lines(chart, wide, size) for chart in line]
        titled = max(map(len, titles)) * size * 1.25 + (size * 0.5 if any(titles) else 0)
        high = max(
            height_for(chart, wide, size=size)
            if level
            else wide * SMALL_HEIGHT
            if small
            else max(LEAST_PART, wide * PART_HEIGHT)
            for chart in line
        )
        for place, (chart, lines) in enumerate(zip(line, titles, strict=True)):
            left = place * (wide + BETWEEN)
            for at, words in enumerate(lines):
                foot = top + size * (1 + 1.25 * at)
                parts.append(words_at(left, foot, words, size, INK, bold=True))
            inside = drawn(
                chart,
                wide,
                high,
                size=size,
                ids=f"{ids}-{first + place}",
                with_legend=False,
                with_words=not small,
                left=left_of_all,
            )
            parts.append(f'<g transform="translate({number(left)} {number(top + titled)})">{inside}</g>')
        top += titled + high + size * (1.2 if small else 0.6)
    entries = entries_of(charts)
    patterns = {entry.look.pattern for entry in entries if entry.look.pattern}
    keys, keys_height = legend(entries, 0, top, width, size, ids=ids)
    return Drawing(marks.pattern_definitions(patterns, ids) + "".join(parts + keys), width, top + keys_height)


def _title_lines(chart: NativeChart, width: float, size: float) -> list[str]:
    """None where the axis says the same."""
    return [] if chart.title == chart.value_title else lines_of(chart.title, width, size, bold=True, most=2)


def grid_drawing(grid: Grid, width: float, *, size: float = TYPE) -> Drawing:
    """Words down and across, each cell in its colour with its count."""
    names = [lines_of(name, width * 0.3, size, most=2) for name in grid.down]
    left = 10 + max((width_of(line, size) for lines in names for line in lines), default=0.0)
    wide = (width - left) / max(1, len(grid.across))
    small = min(size, size * 0.92)
    heads = [lines_of(name, wide - 4, small, most=4) for name in grid.across]
    top = max(map(len, heads), default=0) * small * 1.2 + 8 + (size * 1.5 if grid.titles[0] else 0)
    parts: list[str] = []
    if grid.titles[0]:
        parts.append(words_at(left, size, grid.titles[0], small, MUTED))
    for place, lines in enumerate(heads):
        middle = left + (place + 0.5) * wide
        for at, line in enumerate(lines):
            foot = top - 6 - (len(lines) - 1 - at) * small * 1.2
            parts.append(words_at(middle, foot, line, small, INK, anchor="middle"))
    for lines, row in zip(names, grid.cells, strict=True):
        high = size * (1.9 if len(lines) < 2 else 2.8)
        middle = top + high / 2 + size * 0.35
        for at, line in enumerate(lines):
            foot = middle + (at - (len(lines) - 1) / 2) * size * 1.2
            parts.append(words_at(left - 8, foot, line, size, INK, anchor="end"))
        for place, cell in enumerate(row):
            x = left + place * wide
            edge = f' stroke="{GRID}" stroke-width="0.5"' if cell.colour != PAPER else ""
            parts.append(
                f'<rect x="{number(x + 1)}" y="{number(top + 1)}" width="{number(wide - 2)}" '
                f'height="{number(high - 2)}" fill="{cell.colour}"{edge}/>'
            )
            fits = min(small, small * (wide - 4) / max(1.0, width_of(cell.text, small)))
            parts.append(words_at(x + wide / 2, middle, cell.text, fits, cell.ink, anchor="middle"))
        top += high
    return Drawing("".join(parts), width, top + 4)
