"""Ranked counts: bars, a Pareto chart, and rates of places with their intervals."""

from collections.abc import Sequence

from dashboard.charts import drawing as go
from dashboard.charts.frame import Picture, Standing, Table, as_label, as_written, framed
from dashboard.charts.palette import APART, BLUE, CENTRE, EDGE
from dashboard.measures.ranking import Ranking

MOST_BARS = 30
"""On a Pareto chart: more labels than that stand on each other at the usual width. The table holds them all."""


def bars(
    key: str,
    title: str,
    what: str,
    ranking: Ranking,
    standing: Standing,
    *,
    sentence: str,
    caption: str,
    how: tuple[str, ...],
) -> Picture:
    """Counts, most first; categories that are no class of their own stand apart at the foot, in grey."""
    shown = [*ranking.ranked, *ranking.apart]
    figure = go.Figure(
        go.Bar(
            x=[item.incidents for item in shown],
            y=[as_written(item.name) for item in shown],
            orientation="h",
            marker={"color": [BLUE] * len(ranking.ranked) + [APART] * len(ranking.apart), "line": EDGE},
            text=[f"{item.incidents:,} ({ranking.percent_words(item)})" for item in shown],
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y}: %{x:,} incidents<extra></extra>",
        )
    )
    framed(figure, height=80 + 28 * max(3, len(shown)))
    most = max((item.incidents for item in shown), default=1)
    figure.update_xaxes(range=[0, most * 1.3], showticklabels=False, ticks="")
    figure.update_yaxes(
        type="category",  # names such as "2.8", or wards called 7, are no numbers
        tickvals=[as_written(item.name) for item in shown],
        ticktext=[as_label(item.name) for item in shown],
        range=[len(shown) - 0.4, -0.6],
        gridcolor="rgba(0,0,0,0)",
        rangemode="normal",
        automargin=True,
    )
    figure.update_layout(margin={"l": 8, "r": 24, "t": 16, "b": 16})
    rows = tuple((item.name, item.incidents, ranking.percent(item)) for item in shown)
    return Picture(
        key,
        title,
        sentence,
        caption,
        figure,
        Table((what, "Incidents", "% of incidents"), rows),
        standing,
        how,
    )


def pareto(
    key: str,
    title: str,
    what: str,
    ranking: Ranking,
    standing: Standing,
    *,
    sentence: str,
    caption: str,
    how: tuple[str, ...],
) -> Picture:
    """Bars with the cumulative share of all that is ranked, the first MOST_BARS; what names no class stands apart at the right."""
    ranked = ranking.ranked[:MOST_BARS]
    names = [as_written(item.name) for item in ranked]
    apart = [as_written(item.name) for item in ranking.apart]
    figure = go.Figure()
    figure.add_trace(
        go.Bar(
            x=[*names, *apart],
            y=[item.incidents for item in (*ranked, *ranking.apart)],
            marker={"color": [BLUE] * len(names) + [APART] * len(ranking.apart), "line": EDGE},
            name="Incidents",
            hovertemplate="%{x}: %{y:,}<extra></extra>",
        )
    )
    figure.add_trace(
        go.Scatter(
            x=names,
            y=ranking.cumulative_percent[:MOST_BARS],
            yaxis="y2",
            mode="lines+markers",
            name="Cumulative % of those with a class",
            line={"color": CENTRE, "width": 1.5},
            marker={"size": 6, "symbol": "diamond"},
            hovertemplate="up to %{x}: %{y:.0f} %<extra></extra>",
        )
    )
    framed(figure, height=620, legend=True)
    figure.update_layout(
        yaxis={"title": {"text": "Incidents"}},
        yaxis2={
            "overlaying": "y", "side": "right", "range": [0, 105],
            "tickvals": [0, 20, 40, 60, 80, 100], "showgrid": False, "ticksuffix": " %", "fixedrange": True
        },
        margin={"l": 56, "r": 56, "t": 56, "b": 190},
    )  # fmt: skip
    figure.update_xaxes(
        type="category",
        tickvals=[*names, *apart],
        ticktext=[as_label(item.name) for item in (*ranked, *ranking.apart)],
        tickangle=-45,
        automargin=True,
    )
    rows = tuple(
        (item.name, item.incidents, share)
        for item, share in zip(ranking.ranked, ranking.cumulative_percent, strict=True)
    ) + tuple((item.name, item.incidents, None) for item in ranking.apart)
    return Picture(
        key,
        title,
        sentence,
        caption,
        figure,
        Table((what, "Incidents", "Cumulative %"), rows),
        standing,
        how,
    )


def names_of(items: Sequence[str], shown: int = 3) -> str:
    """'Insulins, Opioids and 4 more'."""
    if len(items) <= shown:
        return " and ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)
    return f"{', '.join(items[:shown])} and {len(items) - shown} more"
