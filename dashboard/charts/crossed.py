"""A heat map of two lists crossed, the count printed in every cell; the colour is the count, or its share of the line."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from dashboard.charts import drawing as go
from dashboard.charts.frame import PAPER, Picture, Standing, Table, as_written, framed, in_lines
from dashboard.charts.marks import Mark, Marks
from dashboard.charts.palette import FEW_TO_MANY, MUTED, NOT_IN_THE_RAMP
from dashboard.domain.words import HarmLevel
from dashboard.measures.crossed import Crossed
from dashboard.measures.weekday_hours import WEEKDAYS

LINE_HEIGHT = 34
GAP = 0.35
"""Of a cell's side: what stands apart is set off by that much."""
DARK = 0.81
"""Of the largest value: from here on a cell's number is white. Black and white then have at least 4.5:1 on every colour of the
ramp; the ink of the other words has not."""
ON_LIGHT, ON_DARK = "#000000", "#FFFFFF"
ON_AXIS_LETTERS, SHORT_LETTERS = 14, 10
"""A line of a heading across; longer words go on beneath. Short ones stand level on a telephone too."""

FATAL_IN_SHORT = "Recorded as fatal"
"""On an axis, where all of the words would leave no room; table and hover have them all."""
HEADING: dict[str, str] = {
    HarmLevel.FATAL: FATAL_IN_SHORT,
    **{day: day[:3] for day in WEEKDAYS},  # seven of them stand side by side on a telephone
}
IN_TABLE: dict[str, str] = {
    HarmLevel.FATAL: HarmLevel.FATAL.heading,
    FATAL_IN_SHORT: HarmLevel.FATAL.heading,
}
HARM_APART: dict[str, str] = {
    level: level.heading for level in (HarmLevel.NOT_RECORDED, HarmLevel.NOT_APPLICABLE)
}


def heat_map(
    key: str,
    title: str,
    what: tuple[str, str],
    found: Crossed,
    standing: Standing,
    *,
    sentence: str,
    caption: str,
    how: tuple[str, ...],
    by_share: bool = False,
    most: int | None = None,
    narrows: tuple[str, str] | None = None,
    called: Mapping[str, str] | None = None,
    on_axis: Mapping[str, str] | None = None,
    line_height: int = LINE_HEIGHT,
) -> Picture:
    """`what` is (each word down, each word across). by_share: the colour is the share of a line's incidents, else the count.
    most: words down that are drawn; the table holds all. narrows: the fields of the filter that words down and across are of.
    called: what a word across is called, where it is not as it stands; on_axis: what it is called on its axis alone, which then
    has a title.
    """
    names = called or {}
    headings = {**names, **(on_axis or {})}
    drawn = found if most is None else found.first(most)
    down, y = _places(drawn.down, drawn.apart_down)
    across, x = _places(drawn.across, drawn.apart_across)

    def in_ramp(row: str, column: str) -> bool:
        return row in drawn.down and column in drawn.across

    def cells(which: bool, value: Callable[[str, str], Any], nothing: Any = None) -> list[list[Any]]:
        return [
            [
                value(row, column) if row and column and in_ramp(row, column) is which else nothing
                for column in across
            ]
            for row in down
        ]

    def colour(row: str, column: str) -> float:
        return drawn.percent(row, column) if by_share else drawn.count(row, column)

    def hover(row: str, column: str) -> str:
        return (
            f"<b>{IN_TABLE.get(row, as_written(row))}</b><br>{names.get(column) or IN_TABLE.get(column, as_written(column))}: {drawn.count(row, column):,} of "
            f"{drawn.of_down.get(row, 0):,} incidents ({drawn.percent(row, column):.0f} %)"
        )

    shared = {"x": x, "y": y, "xgap": 2, "ygap": 2, "hoverongaps": False,
              "hovertemplate": "%{customdata}<extra></extra>"}  # fmt: skip
    largest = max((value for line in cells(True, colour) for value in line if value is not None), default=0)
    figure = go.Figure(
        [
            go.Heatmap(
                z=cells(True, colour),
                customdata=cells(True, hover),
                zmin=0,
                zmax=largest or 1,
                colorscale=FEW_TO_MANY,
                colorbar={
                    "orientation": "h",
                    "thickness": 10,
                    "len": 0.6,
                    "x": 0,
                    "xanchor": "left",
                    "y": 0,
                    "yanchor": "top",
                    "ypad": 6,
                    "nticks": 5,
                    "tickfont": {"size": 12},
                    "ticksuffix": " %" if by_share else "",
                    "title": {
                        "text": f"% of the {what[0].lower()}'s incidents" if by_share else "Incidents",
                        "font": {"size": 12},
                        "side": "bottom",
                    },
                },
                **shared,
            ),
            go.Heatmap(
                z=cells(False, lambda *_: 0),
                customdata=cells(False, hover),
                colorscale=[[0, NOT_IN_THE_RAMP], [1, NOT_IN_THE_RAMP]],
                showscale=False,
                **shared,
            ),
        ]
    )
    names_down = [(name, (y[place] + y[place + 1]) / 2) for place, name in enumerate(down) if name]
    names_across = [(name, (x[place] + x[place + 1]) / 2) for place, name in enumerate(across) if name]
    printed = [
        (
            left,
            top,
            f"{drawn.count(row, column):,}",
            in_ramp(row, column) and colour(row, column) > DARK * largest,
        )
        for row, top in names_down
        for column, left in names_across
    ]
    figure.add_trace(
        go.Scatter(
            x=[left for left, _, _, _ in printed],
            y=[top for _, top, _, _ in printed],
            mode="text",
            text=[count for _, _, count, _ in printed],
            textfont={"size": 15, "color": [ON_DARK if dark else ON_LIGHT for _, _, _, dark in printed]},
            hoverinfo="skip",
            showlegend=False,
        )
    )
    framed(figure, height=170 + line_height * len(down))
    figure.update_xaxes(
        side="top",
        tickvals=[place for _, place in names_across],
        ticktext=[
            in_lines(
                headings.get(name) or HEADING.get(name, name),
                SHORT_LETTERS if on_axis else ON_AXIS_LETTERS,
                two_at_most=False,
            )
            for name, _ in names_across
        ],
        range=[x[0], x[-1]],
        tickfont={"size": 13},
        linecolor=PAPER,
        ticks="",
        automargin=True,
    )
    figure.update_yaxes(
        tickvals=[place for _, place in names_down],
        ticktext=[in_lines(name, ON_AXIS_LETTERS) for name, _ in names_down],
        range=[y[-1], y[0]],
        tickfont={"size": 13},
        rangemode="normal",
        gridcolor=PAPER,
        ticks="",
        automargin=True,
    )
    if on_axis:
        figure.update_xaxes(title={"text": what[1], "font": {"size": 13, "color": MUTED}}, tickangle=0)
    figure.update_layout(margin={"l": 8, "r": 8, "t": 84 if on_axis else 60, "b": 72})
    in_table = {**IN_TABLE, **names}
    return Picture(
        key, title, sentence, caption, figure, crossed_table(what[0], found, names), standing, how,
        marks=None if narrows is None else partial(_marks, found, drawn, down, across, narrows, in_table),
    )  # fmt: skip


def _marks(
    found: Crossed,
    drawn: Crossed,
    down: list[str],
    across: list[str],
    narrows: tuple[str, str],
    in_table: Mapping[str, str],
) -> Marks:
    """A cell for each pair; in the table the pairs too, and each line for the incidents of its word."""

    def pair(row: str, column: str) -> Mark:
        narrowed = {narrows[0]: (row,), narrows[1]: (column,)}
        return Mark(f"{row}, {in_table.get(column, column)}", found.count(row, column), narrowed)

    points = {
        (0 if row in drawn.down and column in drawn.across else 1, at, place): pair(row, column)
        for at, row in enumerate(down)
        for place, column in enumerate(across)
        if row and column
    }
    lines = list(enumerate((*found.down, *found.apart_down)))
    return Marks(
        points,
        {at: Mark(name, found.of_down.get(name, 0), {narrows[0]: (name,)}) for at, name in lines},
        {
            (at, in_table.get(column, column)): pair(name, column)
            for at, name in lines
            for column in (*found.across, *found.apart_across)
        },
    )


def crossed_table(what: str, found: Crossed, called: Mapping[str, str] | None = None) -> Table:
    """Every word down with its incidents and its pairs, those that stand apart at the end."""
    across = (*found.across, *found.apart_across)
    names = {**IN_TABLE, **(called or {})}
    return Table(
        (what, "Incidents", *(names.get(name, name) for name in across)),
        tuple(
            (
                IN_TABLE.get(name, name),
                found.of_down.get(name, 0),
                *(found.count(name, word) for word in across),
            )
            for name in (*found.down, *found.apart_down)
        ),
    )


def _places(words: tuple[str, ...], apart: tuple[str, ...]) -> tuple[list[str], list[float]]:
    """The words with "" for the gap between the two kinds, and the edges of their cells."""
    names = [*words, *(("",) if words and apart else ()), *apart]
    edges = [0.0]
    for name in names:
        edges.append(edges[-1] + (1 if name else GAP))
    return names, edges
