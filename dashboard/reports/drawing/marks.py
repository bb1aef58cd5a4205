"""The marks of our own drawings as SVG: points by symbol, lines with gaps, bars with patterns, whiskers."""

from collections.abc import Iterable, Sequence
from html import escape

from dashboard.charts.frame import PAPER
from dashboard.charts.palette import EDGE
from dashboard.reports.drawing.text import number

Place = tuple[float, float]

DASHES = {"dash": "6 4", "dot": "1.5 3", "dashdot": "6 3 1.5 3", "longdash": "10 4"}
"""Plotly's names, in units of the drawing."""

PALE = 0.45
"""Opacity of a bar of a month that is not complete, as on the page."""

WHISKER = 3.0
"""Half of the length of the stroke at the end of an interval."""

_PATTERNS = {
    "/": (6, '<path d="M-1.5 1.5L1.5 -1.5M0 6L6 0M4.5 7.5L7.5 4.5"/>'),
    "x": (6, '<path d="M0 6L6 0M0 0L6 6"/>'),
    ".": (5, '<path d="M2.5 2.5h.01" stroke-width="2" stroke-linecap="round"/>'),
}


def pattern_definitions(patterns: Iterable[str], ids: str) -> str:
    """White over the colour beneath. ids: what the names of this drawing's patterns begin with."""
    made = [
        f'<pattern id="{pattern_id(pattern, ids)}" width="{side}" height="{side}" patternUnits="userSpaceOnUse">'
        f'<g stroke="#FFFFFF" stroke-opacity="0.8" fill="none">{marks}</g></pattern>'
        for pattern, (side, marks) in _PATTERNS.items()
        if pattern in set(patterns)
    ]
    return f"<defs>{''.join(made)}</defs>" if made else ""


def pattern_id(pattern: str, ids: str) -> str:
    return f"{ids}-pattern-{list(_PATTERNS).index(pattern)}"


def bar(
    x: float, y: float, width: float, height: float, colour: str, *, pattern: str, pale: bool, ids: str
) -> str:
    where = (
        f'x="{number(x)}" y="{number(y)}" width="{number(max(0, width))}" height="{number(max(0, height))}"'
    )
    opacity = f' fill-opacity="{PALE}"' if pale else ""
    edge = f'stroke="{EDGE["color"]}" stroke-width="0.6"'
    over = f'<rect {where} fill="url(#{pattern_id(pattern, ids)})"/>' if pattern in _PATTERNS else ""
    return f'<rect {where} fill="{escape(colour)}"{opacity} {edge}/>{over}'


def ground(x: float, y: float, width: float, height: float, colour: str) -> str:
    """Behind months of which nothing can be known."""
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}" '
        f'fill="{escape(colour)}" fill-opacity="0.3"/>'
    )


def line(places: Sequence[Place | None], colour: str, width: float, dash: str = "solid") -> str:
    """A line through the places, broken where there is none. One place alone between two gaps is a short stroke."""
    parts: list[str] = []
    stretch: list[Place] = []
    for place in (*places, None):
        if place is not None:
            stretch.append(place)
            continue
        if len(stretch) == 1:
            (x, y), stretch = stretch[0], []
            parts.append(f"M{number(x - 3)} {number(y)}H{number(x + 3)}")
        if stretch:
            parts.append("M" + "L".join(f"{number(x)} {number(y)}" for x, y in stretch))
            stretch = []
    return stroke("".join(parts), colour, width, dash) if parts else ""


def stroke(path: str, colour: str, width: float, dash: str = "solid") -> str:
    dashes = f' stroke-dasharray="{DASHES[dash]}"' if dash in DASHES else ""
    return (
        f'<path d="{path}" fill="none" stroke="{escape(colour)}" stroke-width="{number(width)}" '
        f'stroke-linejoin="round"{dashes}/>'
    )


def whisker(one: Place, other: Place, colour: str) -> str:
    """The interval between two places that lie above or beside each other."""
    (x0, y0), (x1, y1) = one, other
    level = abs(y0 - y1) < abs(x0 - x1)
    across, along = (0.0, WHISKER) if level else (WHISKER, 0.0)
    ends = "".join(
        f"M{number(x - across)} {number(y - along)}L{number(x + across)} {number(y + along)}"
        for x, y in (one, other)
    )
    return stroke(f"M{number(x0)} {number(y0)}L{number(x1)} {number(y1)}{ends}", colour, 1.1)


def point(place: Place, symbol: str, size: float, colour: str, *, hollow: bool) -> str:
    """A mark of so many units across. hollow: white inside. An open symbol ('diamond-open') is hollow too."""
    x, y = place
    radius = size / 2
    fill = PAPER if hollow or symbol.endswith("-open") else colour
    look = f'fill="{escape(fill)}" stroke="{escape(colour)}" stroke-width="1.3" stroke-linejoin="round"'
    shape = symbol.removesuffix("-open")
    if shape == "circle" or shape not in _OUTLINES:
        return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" {look}/>'
    outline = "L".join(f"{number(x + dx * radius)} {number(y + dy * radius)}" for dx, dy in _OUTLINES[shape])
    return f'<path d="M{outline}Z" {look}/>'


_OUTLINES: dict[str, tuple[Place, ...]] = {
    "triangle-up": ((0, -1.1), (1.05, 0.8), (-1.05, 0.8)),
    "triangle-down": ((0, 1.1), (1.05, -0.8), (-1.05, -0.8)),
    "diamond": ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)),
    "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "cross": ((-0.3, -1), (0.3, -1), (0.3, -0.3), (1, -0.3), (1, 0.3), (0.3, 0.3), (0.3, 1), (-0.3, 1),
              (-0.3, 0.3), (-1, 0.3), (-1, -0.3), (-0.3, -0.3)),
    "x": ((-1, -0.6), (-0.6, -1), (0, -0.4), (0.6, -1), (1, -0.6), (0.4, 0), (1, 0.6), (0.6, 1), (0, 0.4),
          (-0.6, 1), (-1, 0.6), (-0.4, 0)),
}  # fmt: skip
