"""Where the names of breaks and annotations stand above a chart: beside their lines, in rows, none over another."""

from dataclasses import dataclass

from dashboard.reports.native.chart import Drawn, NativeChart, NativeSeries
from dashboard.reports.native.text_measured import in_one_line, width_of
from dashboard.reports.powerpoint.sheet import number

LONGEST = 34
"""Letters of a name; all of it is the name of its series, and stands beneath the chart."""
CLOSE = 0.9
"""Of a name's width, which is measured with room to spare: rather close to the edge than over another line."""
BETWEEN = 0.12
"""Inches between a name and the next."""


@dataclass(frozen=True)
class Placed:
    """row: from the top, 0 first. side: of its line, 'l' or 'r'."""

    row: int
    side: str
    text: str


def names_placed(chart: NativeChart, plot: float, points: float, *, whole: bool = False) -> dict[str, Placed]:
    """Each name on the side of its line where all of it has room, else cut on the side that has more. plot: inches.

    whole: none where one would be cut, for a chart whose names are said beneath it.
    """
    taken: list[list[tuple[float, float]]] = []
    found: dict[str, Placed] = {}
    for each in chart.series:
        if each.drawn is not Drawn.UPRIGHT:
            continue
        at = along(chart, each) * plot
        text = in_one_line(each.name, points, width_of("n" * LONGEST, points))
        wide = width_of(text, points) + BETWEEN
        side = "r" if at + wide * CLOSE <= plot or plot - at >= at else "l"
        room = (plot - at if side == "r" else at) / CLOSE - BETWEEN
        text = in_one_line(text, points, room)
        if whole and text != each.name:
            return {}
        wide = min(wide, width_of(text, points) + BETWEEN)
        ends = (at, at + wide) if side == "r" else (at - wide, at)
        row = next(
            (n for n, line in enumerate(taken) if all(ends[1] <= a or b <= ends[0] for a, b in line)),
            len(taken),
        )
        if row == len(taken):
            taken.append([])
        taken[row].append(ends)
        found[each.name] = Placed(row, side, text)
    return found


def along(chart: NativeChart, series: NativeSeries) -> float:
    """How far from the left it stands, from 0 to 1."""
    if series.points_x:
        places = [float(number(x)) for each in chart.series for x in each.points_x]
        return (float(number(series.points_x[0])) - min(places)) / ((max(places) - min(places)) or 1.0)
    at = next(n for n, value in enumerate(series.values) if value is not None)
    return (at + 0.5) / len(series.values)
