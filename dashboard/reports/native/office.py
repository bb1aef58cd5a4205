"""What PowerPoint and Excel call the marks of a chart (DrawingML), and how both count days."""

from datetime import date
from typing import Any

DASHES: dict[str, Any] = {
    "solid": "solid",
    "dash": "dash",
    "dot": "sysDot",
    "dashdot": "dashDot",
    "longdash": "lgDash",
}
SYMBOLS: dict[str, Any] = {
    "circle": "circle",
    "diamond": "diamond",
    "square": "square",
    "triangle-up": "triangle",
    "triangle-down": "diamond",
    "x": "x",
    "cross": "plus",
}
"""No office chart has triangles that point down: diamonds stand for them, as the words beneath say ("lower than usual")."""

PATTERNS: dict[str, Any] = {"/": "wdUpDiag", "x": "diagCross", ".": "pct25"}

_DAY_0 = date(1899, 12, 30)


def day_number(day: date) -> int:
    """A day as a spreadsheet counts it."""
    return (day - _DAY_0).days
