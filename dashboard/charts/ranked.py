"""Ranked counts: bars, a Pareto chart, and rates of places with their intervals."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from dashboard.charts import drawing as go
from dashboard.charts.frame import Picture, Standing, Table, as_label, as_written, framed, in_lines
from dashboard.charts.marks import Mark, Marks, Narrowing
from dashboard.charts.palette import APART, BLUE, CENTRE, EDGE, INK, MUTED
from dashboard.measures.ranking import Item, Ranking
from dashboard.stats import Interval

NarrowsTo = Callable[[str], Narrowing]
"""What of the filter the incidents of a name are."""

MOST_BARS = 30
"""On a Pareto chart: more labels than that stand on each other at the usual width. The table holds them all."""


@dataclass(frozen=True)
class Between:
    """The value of each item with its 95 % interval: a rate per 1,000 occupied bed days, or a count."""

    values: Sequence[Interval]
    is_rate: bool

    def words(self, each: Interval) -> str:
        """'0.96 (0.86 to 1.07)', or of a count only its limits."""
        if not self.is_rate:
            return f"{each.lower:,.0f} to {each.upper:,.0f}"
        return f"{self.rate_words(each.value)} ({each.lower:.{self.digits}f} to {each.upper:.{self.digits}f})"

    def rate_words(self, rate: float) -> str:
        """'0.96', and 'under 0.01' of one that is not nothing and would be rounded to it."""
        least = 10.0**-self.digits
        if 0 < rate < least / 2:
            return f"under {least:.{self.digits}f}"
        return f"{rate:.{self.digits}f}"

    @property
    def digits(self) -> int:
        """Decimals of every rate of the picture, so that they compare down the page."""
        return 1 if max(each.value for each in self.values) >= 10 else 2

    def texts(self, shown: Sequence[Item]) -> list[str]:
        """'318: 0.96' of a rate, '318' of a count: the line beside it shows the limits, hover and table say them."""
        return [
            f"{item.incidents:,}: {self.rate_words(each.value)}" if self.is_rate else f"{item.incidents:,}"
            for item, each in zip(shown, self.values, strict=True)
        ]

    def hovers(self, shown: Sequence[Item]) -> list[str]:
        unit = " per 1,000 bed days" if self.is_rate else " by chance alone"
        return [
            f"{item.incidents:,} incidents<br>{self.words(each)}{unit}"
            for item, each in zip(shown, self.values, strict=True)
        ]

    def beside(self, table: Table) -> Table:
        """The same table with the value and its limits."""
        columns = ("Per 1,000 bed days", "Lower", "Upper") if self.is_rate else ("Lower", "Upper")
        values = [
            (each.value, each.lower, each.upper) if self.is_rate else (each.lower, each.upper)
            for each in self.values
        ]
        return Table(
            (*table.columns, *columns),
            tuple((*row, *value) for row, value in zip(table.rows, values, strict=True)),
        )


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
    narrows: NarrowsTo | None = None,
    between: Between | None = None,
) -> Picture:
    """Counts, most first; categories that are no class of their own stand apart at the foot, in grey.

    narrows: what of the filter a name's incidents are. between: the value of each with its interval, drawn in place of the count.
    """
    shown = [*ranking.ranked, *ranking.apart]
    texts = [f"{item.incidents:,} ({ranking.percent_words(item)})" for item in shown]
    drawn: list[float] = [item.incidents for item in shown]
    more: dict[str, Any] = {"text": texts, "textposition": "outside", "cliponaxis": False}
    reach = max(drawn, default=1) * 1.45  # the count and share beside the longest bar, on a narrow screen too
    if between is not None:
        drawn = [each.value for each in between.values]
        more = {"error_x": _whiskers(between), "customdata": [[text] for text in between.hovers(shown)]}
        texts = between.texts(shown)
        reach = max((each.upper for each in between.values), default=1) * (1.75 if between.is_rate else 1.4)
    hover = "%{y}: %{x:,} incidents" if between is None else "%{y}<br>%{customdata[0]}"
    figure = go.Figure(
        go.Bar(
            name="Per 1,000 bed days" if between is not None and between.is_rate else "Incidents",
            x=drawn,
            y=[as_written(item.name) for item in shown],
            orientation="h",
            marker={"color": [BLUE] * len(ranking.ranked) + [APART] * len(ranking.apart), "line": EDGE},
            hovertemplate=f"{hover}<extra></extra>",
            **more,
        )
    )
    if between is not None:
        figure.add_trace(_beyond_the_whiskers(shown, between, texts))
    framed(figure, height=80 + (28 if between is None else 34) * max(3, len(shown)))
    figure.update_xaxes(range=[0, reach], showticklabels=False, ticks="")
    figure.update_yaxes(
        type="category",  # names such as "2.8", or wards called 7, are no numbers
        tickvals=[as_written(item.name) for item in shown],
        ticktext=[in_lines(item.name) for item in shown],
        tickfont={"size": 13},
        range=[len(shown) - 0.4, -0.6],
        gridcolor="rgba(0,0,0,0)",
        rangemode="normal",
        automargin=True,
    )
    figure.update_layout(margin={"l": 8, "r": 24, "t": 16, "b": 16}, showlegend=False)
    table = Table(
        (what, "Incidents", "% of incidents"),
        tuple((item.name, item.incidents, ranking.percent(item)) for item in shown),
    )
    return Picture(
        key,
        title,
        sentence,
        caption,
        figure,
        table if between is None else between.beside(table),
        standing,
        how,
        marks=None if narrows is None else partial(marks_of_bars, shown, shown, narrows),
    )


def _whiskers(between: Between) -> dict[str, Any]:
    return {
        "type": "data",
        "symmetric": False,
        "array": [each.upper - each.value for each in between.values],
        "arrayminus": [each.value - each.lower for each in between.values],
        "color": INK,
        "thickness": 1.4,
        "width": 4,
    }


def _beyond_the_whiskers(shown: Sequence[Item], between: Between, texts: Sequence[str]) -> dict[str, Any]:
    return go.Scatter(
        x=[each.upper for each in between.values],
        y=[as_written(item.name) for item in shown],
        mode="text",
        text=[f" {text}" for text in texts],
        textposition="middle right",
        textfont={"size": 13, "color": INK},
        cliponaxis=False,
        hoverinfo="skip",
    )


def marks_of_bars(bars: Sequence[Item], rows: Sequence[Item], narrows: NarrowsTo) -> Marks:
    """The bars of the first trace, and the rows of the table."""

    def mark_of(item: Item) -> Mark:
        return Mark(item.name, item.incidents, narrows(item.name))

    return Marks(
        {(0, at): mark_of(item) for at, item in enumerate(bars)},
        {at: mark_of(item) for at, item in enumerate(rows)},
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
    narrows: NarrowsTo | None = None,
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
        yaxis={"title": {"text": "Incidents", "font": {"size": 13, "color": MUTED}}},
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
        marks=None if narrows is None else partial(_marks_of_pareto, ranked, ranking, narrows),
    )


def _marks_of_pareto(drawn: Sequence[Item], ranking: Ranking, narrows: NarrowsTo) -> Marks:
    """The bars, and the points of the line, each of which stands for its class and all larger ones."""
    bars = marks_of_bars([*drawn, *ranking.apart], [*ranking.ranked, *ranking.apart], narrows)
    together = {
        (1, at): Mark(f"{item.name} and all larger ones together", None, None)
        for at, item in enumerate(drawn)
    }
    return Marks({**bars.points, **together}, bars.rows)


def names_of(items: Sequence[str], shown: int = 3) -> str:
    """'Insulins, Opioids and 4 more'."""
    if len(items) <= shown:
        return " and ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)
    return f"{', '.join(items[:shown])} and {len(items) - shown} more"
