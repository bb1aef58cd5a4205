"""A heat map as a grid of words and colours, read from the figure: what stands in a cell on the page stands in it here."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from dashboard.charts.frame import PAPER, Picture
from dashboard.reports.native.colours import BLACK, WHITE, ink_on
from dashboard.reports.native.figure_traces import axis_of, plain_words, title_of_axis
from dashboard.reports.table_words import NO_FIGURE


@dataclass(frozen=True)
class GridCell:
    """text: '' only where nothing was counted and nothing is said of it, as in the page's own picture."""

    text: str
    colour: str
    ink: str


@dataclass(frozen=True)
class Grid:
    """across, down: the headings. titles: what they are (across, down), where the figure says so. said: what its words and colours
    mean, where that stands beneath it.
    """

    across: tuple[str, ...]
    down: tuple[str, ...]
    cells: tuple[tuple[GridCell, ...], ...]
    titles: tuple[str, str]
    said: str = ""


def grid_of(picture: Picture) -> Grid | None:
    """None for a picture that is no heat map."""
    drawn = picture.figure.to_dict()
    maps = [trace for trace in drawn["data"] if trace["type"] == "heatmap"]
    layout = drawn["layout"]
    if any("base" in trace for trace in drawn["data"]):
        return _calendar(drawn["data"], layout)
    if not maps:
        return None
    across, down = _ticks(layout, maps[0], "x"), _ticks(layout, maps[0], "y")
    words = _words(drawn["data"])
    cells = tuple(tuple(_cell(maps, words, x, y) for x, _ in across) for y, _ in down)
    return Grid(
        tuple(name for _, name in across),
        tuple(name for _, name in down),
        cells,
        (
            plain_words(title_of_axis(axis_of(layout, "x"))),
            plain_words(title_of_axis(axis_of(layout, "y"))) or picture.table.columns[0],
        ),
    )


STATES = {
    "Covered": "all",
    "Covered, no incident (0)": "0",
    "Partly covered": "part",
    "Still filling up": "fill",
    "Missing (–)": NO_FIGURE,
}
"""What stands in a cell of the calendar of coverage; the words of its legend are said beneath it."""
CALENDAR_SAID = (
    "all: every day of the month is covered; 0: covered, and no incident; part: covered in part; fill: still filling up; –: missing. "
    "Pale: a source that does not count in that month."
)
COUNTS, DOES_NOT_COUNT, MISSING = "#005EB8", "#D5E4F3", "#F3F5F6"


def _calendar(traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any]) -> Grid:
    """Sites and sources down, months across; a source that counts is dark, as it is tall on the page."""
    found: dict[tuple[str, int], GridCell] = {}
    tallest = max((wide for trace in traces for wide in trace.get("width", ())), default=1)
    for trace in traces:
        for at, day in enumerate(trace.get("base", ())):
            if day is None:
                continue
            word = STATES.get(trace["name"]) or str(trace["name"])
            counts = trace["width"][at] == tallest
            dark = counts and word in ("all", "part", "fill")
            colour = COUNTS if dark else MISSING if word == NO_FIGURE else DOES_NOT_COUNT
            found[day[:7], trace["y"][at]] = GridCell(word, colour, WHITE if dark else BLACK)
    rows = axis_of(layout, "y")
    months = sorted({month for month, _ in found})
    nothing = GridCell(NO_FIGURE, MISSING, BLACK)
    return Grid(
        tuple(f"{date.fromisoformat(month + '-01'):%b %y}" for month in months),
        tuple(plain_words(name) for name in rows["ticktext"]),
        tuple(tuple(found.get((month, row), nothing) for month in months) for row in rows["tickvals"]),
        ("", "Site and source"),
        CALENDAR_SAID,
    )


def _ticks(layout: Mapping[str, Any], trace: Mapping[str, Any], axis: str) -> list[tuple[Any, str]]:
    """Each place along an axis, with its name; months have all of theirs, though the page names some."""
    ours = axis_of(layout, axis)
    places = list(trace[axis])
    if any(isinstance(each, str) and each[:4].isdigit() and each[4:5] == "-" for each in places):
        return [(each, f"{date.fromisoformat(each[:10]):%b %y}") for each in places]
    if ours.get("tickvals"):
        return [
            (place, plain_words(text)) for place, text in zip(ours["tickvals"], ours["ticktext"], strict=True)
        ]
    return [(each, plain_words(each)) for each in places]


def _words(traces: Sequence[Mapping[str, Any]]) -> dict[tuple[Any, Any], str]:
    """What is printed, by where it stands."""
    found = {}
    for trace in traces:
        if trace["type"] == "scatter" and trace.get("mode") == "text":
            for x, y, text in zip(trace["x"], trace["y"], trace["text"], strict=True):
                found[x, y] = plain_words(text)
        elif trace["type"] == "heatmap" and trace.get("text"):
            for y, line in zip(trace["y"], trace["text"], strict=True):
                for x, text in zip(trace["x"], line, strict=True):
                    found[x, y] = plain_words(text)
    return found


def _cell(
    maps: Sequence[Mapping[str, Any]], words: Mapping[tuple[Any, Any], str], x: Any, y: Any
) -> GridCell:
    for trace in maps:
        value = _value(trace, x, y)
        if value is not None:
            colour = _colour(trace, value)
            text = words.get((x, y)) or _counted(trace, x, y) or f"{value:,.0f}"
            return GridCell(text, colour, ink_on(colour))
    return GridCell(words.get((x, y), NO_FIGURE), PAPER, BLACK)


def _counted(trace: Mapping[str, Any], x: Any, y: Any) -> str:
    """The count of a cell in which the page prints nothing, because it is none: here it is a zero that can be read."""
    lines = trace.get("customdata")
    row, column = _place(trace["y"], y, len(trace["z"])), _place(trace["x"], x, len(trace["z"][0]))
    if not lines or row is None or column is None or not isinstance(lines[row][column], str):
        return ""
    return lines[row][column] if lines[row][column].replace(",", "").isdigit() else ""


def _value(trace: Mapping[str, Any], x: Any, y: Any) -> float | None:
    """Cells are given by their middles, or by their edges, which are one more."""
    lines = trace["z"]
    row = _place(trace["y"], y, len(lines))
    column = _place(trace["x"], x, len(lines[0]) if lines else 0)
    return None if row is None or column is None else lines[row][column]


def _place(places: Sequence[Any], at: Any, cells: int) -> int | None:
    if len(places) == cells + 1:
        found = bisect_right(list(places), at) - 1
        return found if 0 <= found < cells else None
    return list(places).index(at) if at in places else None


def _colour(trace: Mapping[str, Any], value: float) -> str:
    """On the trace's own ramp, between two of its colours."""
    least, most = trace.get("zmin", 0), trace.get("zmax", 1)
    share = min(1.0, max(0.0, (value - least) / ((most - least) or 1)))
    ramp = trace["colorscale"]
    for (start, one), (end, other) in pairwise(ramp):
        if share <= end:
            part = (share - start) / ((end - start) or 1)
            return _between(one, other, min(1.0, max(0.0, part)))
    return ramp[-1][1].upper()


def _between(one: str, other: str, part: float) -> str:
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in pairs)
