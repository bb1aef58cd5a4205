"""What stands in the traces and on the axes of a figure, in the words that a browser draws, read as plain values."""

import html
import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dashboard.charts.frame import PAPER
from dashboard.charts.palette import SPECIAL_CAUSE
from dashboard.reports.native.chart import ROUND, round_step
from dashboard.reports.native.colours import is_colour

_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

Trace = Mapping[str, Any]
Where = date | float | str


def places_of(trace: Trace) -> list[Where]:
    """Days as dates, numbers as numbers, words in plain writing."""
    if trace.get("orientation") == "h":
        return [plain_words(each) for each in trace["y"]]
    return [
        float(each)
        if isinstance(each, int | float)
        else date.fromisoformat(each[:10])
        if _DAY.match(str(each))
        else plain_words(each)
        for each in trace["x"]
        if each is not None
    ]


def values_of(trace: Trace) -> list[float | None]:
    values = trace.get("x" if trace.get("orientation") == "h" else "y") or ()
    places = trace.get("y" if trace.get("orientation") == "h" else "x") or ()
    return [_number(value) for place, value in zip(places, values, strict=True) if place is not None]


def _number(value: Any) -> float | None:
    return None if value is None or (isinstance(value, float) and math.isnan(value)) else value


def interval_of(trace: Trace) -> tuple[list[float | None], list[float | None]]:
    error = trace.get("error_x") or trace.get("error_y")
    if not error:
        return [], []
    values = values_of(trace)
    up, down = error["array"], error.get("arrayminus", error["array"])
    return (
        [None if value is None else value - less for value, less in zip(values, down, strict=True)],
        [None if value is None else value + more for value, more in zip(values, up, strict=True)],
    )


def is_hollow(trace: Trace, marker: Mapping[str, Any]) -> bool:
    return str(most_common(marker.get("symbol"))).endswith("-open") or most_common(marker.get("color")) in (
        PAPER,
        PAPER.lower(),
    )


def symbol_of(symbol: Any) -> str:
    return str(symbol or "circle").removesuffix("-open")


def colour_or(colour: Any, otherwise: str) -> str:
    return colour.upper() if isinstance(colour, str) and is_colour(colour) else otherwise


def one_for_each(given: Any, many: int) -> list[Any]:
    return list(given) if isinstance(given, list | tuple) else [given] * many


def most_common(given: Any) -> Any:
    """The one value of a property, of several the most frequent."""
    return max(given, key=list(given).count, default=None) if isinstance(given, list | tuple) else given


def not_special(colours: Sequence[Any]) -> list[Any]:
    return [each for each in colours if each not in (PAPER, SPECIAL_CAUSE)]


def first_of(given: Sequence[Any]) -> Any:
    return given[0] if given else None


def do_differ(given: Any) -> bool:
    return isinstance(given, list | tuple) and len(set(given)) > 1


def plain_words(text: Any) -> str:
    """Without plotly's markup: what an extract wrote stands there as it was written."""
    return html.unescape(_TAG.sub("", str(text).replace("<br>", " "))) if text else ""


def axis_of(layout: Mapping[str, Any], axis: str) -> Mapping[str, Any]:
    return layout.get(f"{axis[0]}axis{axis[1:]}") or {}


def title_of_axis(axis: Mapping[str, Any]) -> str:
    return (axis.get("title") or {}).get("text") or ""


def axis_step(reach: float, *, whole: bool) -> float:
    """Between the figures of an axis: about five, and no halves of what is counted."""
    if reach <= 0:
        return 1.0
    step = round_step(reach / 5, ROUND if whole else (1, 2, 2.5, 5, 10))
    return max(1.0, step) if whole else step


def step_between(least: float, most: float, axis: Mapping[str, Any], *, whole: bool) -> float:
    ticks = axis.get("tickvals")
    if ticks and len(ticks) > 1:
        return float(ticks[1] - ticks[0])
    return axis_step(most - least, whole=whole)
