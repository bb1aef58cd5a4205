"""A heat map of two lists crossed, the count printed in every cell; the colour is the count, or its share of the line."""

from collections.abc import Callable
from typing import Any

from dashboard.charts import drawing as go
from dashboard.charts.frame import PAPER, Picture, Standing, Table, as_label, as_written, framed
from dashboard.charts.palette import FEW_TO_MANY, NOT_IN_THE_RAMP
from dashboard.domain.words import FATAL_IN_FULL, HarmLevel
from dashboard.measures.crossed import Crossed

LINE_HEIGHT = 34
GAP = 0.35
"""Of a cell's side: what stands apart is set off by that much."""
DARK = 0.81
"""Of the largest value: from here on a cell's number is white. Black and white then have at least 4.5:1 on every colour of the
ramp; the ink of the other words has not."""
ON_LIGHT, ON_DARK = "#000000", "#FFFFFF"
ON_AXIS_LETTERS = 14
"""A line of a heading across; longer words go on beneath."""

HEADING: dict[str, str] = {HarmLevel.FATAL: "Recorded as fatal"}
IN_TABLE: dict[str, str] = {HarmLevel.FATAL: FATAL_IN_FULL[:1].upper() + FATAL_IN_FULL[1:]}


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
) -> Picture:
    """`what` is (each word down, each word across). by_share: the colour is the share of a line's incidents, else the count.
    most: words down that are drawn; the table holds all.
    """
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
            f"<b>{as_written(row)}</b><br>{IN_TABLE.get(column, as_written(column))}: {drawn.count(row, column):,} of "
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
    framed(figure, height=170 + LINE_HEIGHT * len(down))
    figure.update_xaxes(
        side="top",
        tickvals=[place for _, place in names_across],
        ticktext=[_in_lines(HEADING.get(name, name)) for name, _ in names_across],
        range=[x[0], x[-1]],
        tickfont={"size": 13},
        linecolor=PAPER,
        ticks="",
        automargin=True,
    )
    figure.update_yaxes(
        tickvals=[place for _, place in names_down],
        ticktext=[_in_lines(name, max(ON_AXIS_LETTERS, len(name) // 2 + 6)) for name, _ in names_down],
        range=[y[-1], y[0]],
        tickfont={"size": 13},
        rangemode="normal",
        gridcolor=PAPER,
        ticks="",
        automargin=True,
    )
    figure.update_layout(margin={"l": 8, "r": 8, "t": 60, "b": 72})
    return Picture(key, title, sentence, caption, figure, crossed_table(what[0], found), standing, how)


def crossed_table(what: str, found: Crossed) -> Table:
    """Every word down with its incidents and its pairs, those that stand apart at the end."""
    across = (*found.across, *found.apart_across)
    return Table(
        (what, "Incidents", *(IN_TABLE.get(name, name) for name in across)),
        tuple(
            (name, found.of_down.get(name, 0), *(found.count(name, word) for word in across))
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


def _in_lines(name: str, letters: int = ON_AXIS_LETTERS) -> str:
    """A name in lines of so many letters."""
    lines: list[str] = []
    for word in as_label(name).split():
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "<br>".join(lines)
