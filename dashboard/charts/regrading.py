"""Moderate and above graded up and down since first received, by month of incident."""

from collections.abc import Sequence
from datetime import date, timedelta

from dashboard.charts import drawing as go
from dashboard.charts.frame import (
    Picture,
    Standing,
    Table,
    draw_breaks,
    explain_marks,
    framed,
    month_axis,
)
from dashboard.charts.harm import HOLLOW
from dashboard.charts.palette import APART, BLUE, COMMON_CAUSE, INK, MUTED
from dashboard.domain.periods import month_in_words
from dashboard.domain.words import FATAL_IN_FULL
from dashboard.measures.months import Happened, Months, MonthState
from dashboard.measures.regrading import Regrading

NOT_SEEN = (
    "Grey ground: no second extract of the same system covers the month, so no re-grading can be seen there."
)
PALER = "Paler: a month that is still filling up or covered only in part."
HALF_A_MONTH = timedelta(days=15)
LEAST_SCALE = 3
"""Incidents each way: a single one must not fill the picture."""


def regraded_by_month(
    found: Regrading,
    months: Months,
    standing: Standing,
    *,
    sentence: str,
    caption: str,
    happened: Sequence[Happened],
) -> Picture:
    """Up above the line and down beneath it; where no re-grading could be seen the ground is grey, which is not a zero."""
    order = list(months.states)
    days = [month.isoformat() for month in order]
    opacity = [1.0 if months.states[month] is MonthState.COUNTED else HOLLOW for month in order]
    figure = go.Figure()
    up = [found.by_month[month].up for month in order]
    down = [found.by_month[month].down for month in order]
    for name, sign, counts, arrow, colour in (
        ("Higher grade now", 1, up, "▲", BLUE),
        ("Lower grade now", -1, down, "▼", COMMON_CAUSE),
    ):
        figure.add_trace(
            go.Bar(
                x=days,
                y=[sign * count if count else None for count in counts],
                name=f"{arrow} {name}",
                marker={"color": colour, "opacity": opacity},
                text=[f"{arrow} {count}" if count else "" for count in counts],
                textposition="outside",
                textfont={"size": 13, "color": INK},
                cliponaxis=False,
                customdata=[
                    [month_in_words(month), count] for month, count in zip(order, counts, strict=True)
                ],
                hovertemplate=f"<b>%{{customdata[0]}}</b><br>{name}: %{{customdata[1]}}<extra></extra>",
            )
        )
    framed(figure, height=340, legend=True)
    figure.update_layout(barmode="relative", margin={"l": 56, "r": 24, "t": 56, "b": 44})
    month_axis(figure, order)
    most = max([LEAST_SCALE, *up, *down])
    figure.update_yaxes(
        title={"text": "Incidents", "font": {"size": 13, "color": MUTED}},
        range=[-most * 1.35, most * 1.35],
        rangemode="normal",
        showticklabels=False,
        showgrid=False,
        zeroline=True,
        zerolinecolor=INK,
        zerolinewidth=1,
    )
    unseen = [month for month in order if month not in found.seen_again]
    for first, last in _runs(order, unseen):
        figure.add_shape(
            type="rect",
            xref="x",
            yref="paper",
            x0=(first - HALF_A_MONTH).isoformat(),
            x1=(last + HALF_A_MONTH).isoformat(),
            y0=0,
            y1=1,
            fillcolor=APART,
            opacity=0.35,
            line={"width": 0},
            layer="below",
        )
    draw_breaks(figure, happened, panels=1, limits=False)
    if unseen:
        explain_marks(figure, NOT_SEEN)
    if any(
        (above or below) and months.states[month] is not MonthState.COUNTED
        for month, above, below in zip(order, up, down, strict=True)
    ):
        explain_marks(figure, PALER)
    return Picture(
        "regraded-by-month",
        "Moderate harm and above: re-graded since first received",
        sentence,
        caption,
        figure,
        regraded_table(found, months),
        standing,
        (
            "Incidents that were graded moderate or above when an extract first held them, or are so now. The first grade is that of "
            "the first extract that held the incident, the grade now that of the newest.",
            "Up and down are neither better nor worse: grades settle as incidents are looked into. What was first recorded without "
            "a grade was not graded up.",
            "Only what differs between two extracts is seen; a month that one extract alone covers cannot show a re-grading.",
            f"Fatal means {FATAL_IN_FULL}.",
        ),
    )


def _runs(order: Sequence[date], chosen: Sequence[date]) -> list[tuple[date, date]]:
    """The first and last month of each unbroken run of the chosen ones."""
    runs: list[tuple[date, date]] = []
    for before, month in zip([None, *order], order, strict=False):
        if month in chosen:
            runs = (
                [*runs[:-1], (runs[-1][0], month)]
                if runs and runs[-1][1] == before
                else [*runs, (month, month)]
            )
    return runs


def regraded_table(found: Regrading, months: Months) -> Table:
    return Table(
        ("Month", "State", "Moderate and above at first", "Graded up", "Graded down", "No grade at first", "No grade now",
         "Moderate and above now", "A second extract covers it"),
        tuple(
            (
                month_in_words(month),
                state.value,
                its.at_first,
                its.up,
                its.down,
                its.no_grade_at_first,
                its.no_grade_now,
                its.now,
                "yes" if month in found.seen_again else "no",
            )
            for month, state in months.states.items()
            if state.has_figure
            for its in (found.by_month[month],)
        ),
    )  # fmt: skip
