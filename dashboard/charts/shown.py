"""Counts of which some are too few to show: bars ranked, or side by side in time. What is not shown has its words and no bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.charts import drawing as go
from dashboard.charts.frame import Picture, Standing, Table, as_written, explain_marks, framed, in_lines
from dashboard.charts.palette import BLUE, EDGE, MUTED
from dashboard.measures.harm import in_per_cent
from dashboard.measures.protected import Cell

NO_BAR = "No bar, and words in its place: the count is too few to show, or not shown; it is not a zero."


@dataclass(frozen=True)
class ShownItem:
    """A name with what is shown of its count; `percent` is of what the table's heading says."""

    name: str
    cell: Cell
    percent: float | None = None
    colour: str = BLUE
    pattern: str = ""

    @property
    def words(self) -> str:
        """'4,210 (89 %)', '0', 'too few to show'."""
        share = "" if self.percent is None or not self.cell.value else f" ({in_per_cent(self.percent)})"
        return f"{self.cell.words}{share}"


def shown_bars(
    key: str,
    title: str,
    what: str,
    items: Sequence[ShownItem],
    standing: Standing,
    *,
    sentence: str,
    caption: str,
    how: tuple[str, ...],
    percent_of: str = "",
    drawn: int | None = None,
) -> Picture:
    """Bars in the order given. drawn: so many of the items are drawn, and the table holds them all; percent_of: 'graded'."""
    here = list(items[:drawn])
    figure = go.Figure(
        go.Bar(
            x=[item.cell.value for item in here],
            y=[as_written(item.name) for item in here],
            orientation="h",
            hovertemplate="%{y}: %{customdata[0]}<extra></extra>",
            **_as_shown(here),
        )
    )
    without = [item for item in here if item.cell.value is None]
    _say(figure, [0] * len(without), [as_written(item.name) for item in without], without, "middle right")
    framed(figure, height=40 + 30 * max(3, len(here)))
    figure.update_layout(margin={"l": 8, "r": 24, "t": 8, "b": 8}, showlegend=False)
    most = max((item.cell.value or 0 for item in here), default=0)
    figure.update_xaxes(range=[0, max(most, 4) * 1.35], showticklabels=False, ticks="")
    figure.update_yaxes(
        type="category",
        tickvals=[as_written(item.name) for item in here],
        ticktext=[in_lines(item.name) for item in here],
        tickfont={"size": 13},
        range=[len(here) - 0.4, -0.6],
        gridcolor="rgba(0,0,0,0)",
        rangemode="normal",
        automargin=True,
    )
    return Picture(key, title, sentence, caption, figure, _table(what, items, percent_of), standing, how)


def shown_columns(
    key: str,
    title: str,
    what: str,
    items: Sequence[ShownItem],
    standing: Standing,
    *,
    sentence: str,
    caption: str,
    how: tuple[str, ...],
) -> Picture:
    """Columns side by side, the newest last, with their counts above."""
    names = [as_written(item.name) for item in items]
    figure = go.Figure(
        go.Bar(
            x=names,
            y=[item.cell.value for item in items],
            hovertemplate="%{x}: %{customdata[0]}<extra></extra>",
            **_as_shown(items),
        )
    )
    without = [item for item in items if item.cell.value is None]
    _say(figure, [as_written(item.name) for item in without], [0] * len(without), without, "top center")
    framed(figure, height=380)
    most = max((item.cell.value or 0 for item in items), default=0)
    figure.update_xaxes(
        type="category",
        tickvals=names,
        ticktext=[in_lines(item.name, 14, two_at_most=False) for item in items],
    )
    figure.update_yaxes(
        title={"text": "Incidents", "font": {"size": 13, "color": MUTED}}, range=[0, max(most, 4) * 1.2]
    )
    figure.update_layout(margin={"l": 56, "r": 24, "t": 24, "b": 64}, showlegend=False)
    return Picture(key, title, sentence, caption, figure, _table(what, items, ""), standing, how)


def _as_shown(items: Sequence[ShownItem]) -> dict[str, Any]:
    """What a bar looks like and says, whichever way it stands."""
    return {
        "name": "Incidents",
        "marker": _marker(items),
        "text": [item.words if item.cell.value is not None else None for item in items],
        "textposition": "outside",
        "cliponaxis": False,
        "customdata": [[item.words] for item in items],
    }


def _marker(items: Sequence[ShownItem]) -> dict[str, Any]:
    return {
        "color": [item.colour for item in items],
        "pattern": {
            "shape": [item.pattern for item in items],
            "fillmode": "overlay",
            "fgcolor": "rgba(255,255,255,0.75)",
            "size": 6,
        },
        "line": EDGE,
    }


def _say(
    figure: go.Figure, x: Sequence[object], y: Sequence[object], items: Sequence[ShownItem], where: str
) -> None:
    """The words of what is not shown, where its bar would begin."""
    if not items:
        return
    figure.add_trace(
        go.Scatter(
            x=list(x),
            y=list(y),
            mode="text",
            name="Not shown",
            text=[f" {item.cell.words}" for item in items],
            textposition=where,
            textfont={"size": 13, "color": MUTED},
            cliponaxis=False,
            hoverinfo="skip",
        )
    )
    explain_marks(figure, NO_BAR)


def _table(what: str, items: Sequence[ShownItem], percent_of: str) -> Table:
    """Words where there is no number, in both columns: an empty cell would read as nothing."""
    if not percent_of:
        return Table((what, "Incidents"), tuple((item.name, item.cell.in_table) for item in items))
    return Table(
        (what, "Incidents", f"% of {percent_of}"),
        tuple(
            (item.name, item.cell.in_table, "no percentage" if item.percent is None else item.percent)
            for item in items
        ),
    )
