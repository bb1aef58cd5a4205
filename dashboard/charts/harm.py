"""Harm: the mix of graded incidents by month, moderate and above as counts, and the levels of a whole period."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from dashboard.charts import drawing as go
from dashboard.charts.frame import Picture, Standing, Table, draw_breaks, explain_marks, framed, month_axis
from dashboard.charts.marks import Mark, Marks, Place, of_month
from dashboard.charts.palette import EDGE, HARM, INK, MUTED, harm_pattern
from dashboard.domain.periods import month_in_words
from dashboard.domain.words import FATAL_IN_FULL, GRADED, MODERATE_AND_ABOVE, HarmLevel
from dashboard.measures.harm import HarmByMonth, HarmMix
from dashboard.measures.months import Happened, MonthState

ON_AXIS = {
    HarmLevel.FATAL: "Recorded as fatal (the incident<br>may have contributed; not<br>a finding of cause)"
}
MOST_COUNTS_PRINTED = 30
"""Months: above the bars of more the counts would run into each other."""

ALL_OF_THESE = "All of these"

GREATEST = (
    "The greatest physical harm to any patient of an incident counts. Grades are those of the newest extract."
)
HOLLOW = 0.45
"""Opacity of months that are still filling up or covered in part."""


def _bars(harm: HarmByMonth, level: HarmLevel, heights: Sequence[float | int | None], **how: Any) -> Any:
    """A level's bars, one a month; paler where the month is not complete."""
    return go.Bar(
        x=[row.month.isoformat() for row in harm.months],
        y=list(heights),
        name=level.heading,
        marker={
            "color": HARM[level],
            "opacity": [1.0 if row.state is MonthState.COUNTED else HOLLOW for row in harm.months],
            "pattern": harm_pattern(level),
            "line": EDGE,
        },
        **how,
    )


def by_month(
    harm: HarmByMonth, standing: Standing, *, sentence: str, caption: str, happened: Sequence[Happened]
) -> Picture:
    """Above: the share of each level among graded incidents; beneath: how many were moderate and above, as counts."""
    figure = go.make_subplots(
        rows=2, cols=1, shared_xaxes=True, row_heights=[0.62, 0.38], vertical_spacing=0.09
    )
    months = [row.month for row in harm.months]
    days = [month.isoformat() for month in months]
    for level in GRADED:
        figure.add_trace(
            _bars(
                harm,
                level,
                [row.share(level) for row in harm.months],
                customdata=[[month_in_words(row.month), row.count(level), row.graded] for row in harm.months],
                hovertemplate=f"<b>%{{customdata[0]}}</b><br>{level.heading}: "
                "%{customdata[1]} of %{customdata[2]} graded (%{y:.1f} %)<extra></extra>",
            ),
            row=1,
            col=1,
        )
    for level in MODERATE_AND_ABOVE:
        figure.add_trace(
            _bars(
                harm,
                level,
                [row.count(level) for row in harm.months],
                showlegend=False,
                customdata=[[month_in_words(row.month)] for row in harm.months],
                hovertemplate=f"<b>%{{customdata[0]}}</b><br>{level.heading}: %{{y}}<extra></extra>",
            ),
            row=2,
            col=1,
        )
    figure.add_trace(
        go.Scatter(
            x=days,
            y=[row.moderate_and_above for row in harm.months],
            mode="text",
            name="Moderate and above",
            text=[
                None if row.moderate_and_above is None else str(row.moderate_and_above) for row in harm.months
            ],
            textposition="top center",
            textfont={"size": 13, "color": INK},
            hoverinfo="skip",
            showlegend=False,
        ),
        row=2,
        col=1,
    )
    if len(months) <= MOST_COUNTS_PRINTED:
        figure.add_trace(
            go.Scatter(
                x=days,
                y=[100 if row.graded else None for row in harm.months],
                mode="text",
                name="All graded, their number above",
                text=[f"{row.graded:,}" if row.graded else None for row in harm.months],
                textposition="top center",
                textfont={"size": 12, "color": MUTED},
                hoverinfo="skip",
                showlegend=False,
            ),
            row=1,
            col=1,
        )
    framed(figure, height=520, legend=True)
    figure.update_layout(barmode="stack", margin={"l": 56, "r": 24, "t": 56, "b": 44})
    month_axis(figure, months)
    label = {"size": 13, "color": MUTED}
    figure.update_yaxes(
        title={"text": "% of graded (how many above)", "font": label},
        range=[0, 108],
        tickvals=[0, 20, 40, 60, 80, 100],
        row=1,
        col=1,
    )
    most = max((row.moderate_and_above or 0 for row in harm.months), default=0)
    figure.update_yaxes(
        title={"text": "Moderate and above", "font": label}, range=[0, max(4, most) * 1.3], row=2, col=1
    )
    draw_breaks(figure, happened, panels=2, limits=False)
    _explain_paler(figure, harm)
    return Picture(
        "harm-by-month",
        "Harm of graded incidents by month, with the count of moderate and above",
        sentence,
        caption,
        figure,
        month_table(harm),
        standing,
        (
            "Percentages are of the incidents that have a grade; those whose harm is not yet recorded or not applicable are "
            "counted in the table and left out of the percentages.",
            GREATEST,
            f"Fatal means {FATAL_IN_FULL}.",
        ),
        marks=partial(_marks_by_month, harm),
    )


def _marks_by_month(harm: HarmByMonth) -> Marks:
    """The bars of both panels, the counts above the lower ones, and the table's cells; a row is all of its month."""
    points: dict[Place, Mark] = {}
    rows: dict[int, Mark] = {}
    cells: dict[tuple[int, str], Mark] = {}
    for at, row in enumerate(harm.months):
        if row.counts is None:
            continue
        of = {
            level: of_month(row.month, level.heading, row.count(level), {"harm": (level.value,)})
            for level in (*GRADED, HarmLevel.NOT_RECORDED, HarmLevel.NOT_APPLICABLE)
        }  # fmt: skip
        for trace, level in enumerate((*GRADED, *MODERATE_AND_ABOVE)):
            points[trace, at] = of[level]
        rows[at] = of_month(row.month, "", row.all_incidents, {})
        cells |= {(at, level.heading): of[level] for level in GRADED}
        cells[at, "Harm not yet recorded"] = of[HarmLevel.NOT_RECORDED]
        cells[at, "Harm not applicable"] = of[HarmLevel.NOT_APPLICABLE]
        cells[at, "Moderate and above"] = of_month(
            row.month,
            "moderate and above",
            row.moderate_and_above,
            {"harm": tuple(level.value for level in MODERATE_AND_ABOVE)},
        )
    return Marks(points, rows, cells)


def kept_by_month(
    harm: HarmByMonth,
    levels: Sequence[HarmLevel],
    standing: Standing,
    *,
    sentence: str,
    caption: str,
    happened: Sequence[Happened],
) -> Picture:
    """The levels that a filter keeps, as counts: shares of a part of the levels would say nothing."""
    figure = go.Figure()
    months = [row.month for row in harm.months]
    days = [month.isoformat() for month in months]
    for level in levels:
        figure.add_trace(
            _bars(
                harm,
                level,
                [row.count(level) for row in harm.months],
                customdata=[[month_in_words(month)] for month in months],
                hovertemplate=f"<b>%{{customdata[0]}}</b><br>{level.heading}: %{{y:,}}<extra></extra>",
            )
        )
    figure.add_trace(
        go.Scatter(
            x=days,
            y=[row.all_incidents for row in harm.months],
            mode="text",
            name=ALL_OF_THESE,
            text=[None if row.all_incidents is None else f"{row.all_incidents:,}" for row in harm.months],
            textposition="top center",
            textfont={"size": 13, "color": INK},
            hoverinfo="skip",
            showlegend=False,
        )
    )
    framed(figure, height=380, legend=True)
    figure.update_layout(barmode="stack", margin={"l": 56, "r": 24, "t": 56, "b": 44})
    month_axis(figure, months)
    most = max((row.all_incidents or 0 for row in harm.months), default=0)
    figure.update_yaxes(
        title={"text": "Incidents", "font": {"size": 13, "color": MUTED}}, range=[0, max(4, most) * 1.2]
    )
    draw_breaks(figure, happened, panels=1, limits=False)
    _explain_paler(figure, harm)
    return Picture(
        "harm-by-month",
        "Incidents by month at the harm levels that the filter keeps",
        sentence,
        caption,
        figure,
        Table(
            ("Month", "State", *(level.heading for level in levels), ALL_OF_THESE),
            tuple(
                (
                    month_in_words(row.month),
                    row.state.value,
                    *(row.count(level) for level in levels),
                    row.all_incidents,
                )
                for row in harm.months
            ),
        ),
        standing,
        (
            "The filter keeps these levels of harm alone, so counts are drawn and no shares.",
            GREATEST,
            f"Fatal means {FATAL_IN_FULL}.",
        ),
        marks=partial(_marks_of_kept, harm, levels),
    )


def _marks_of_kept(harm: HarmByMonth, levels: Sequence[HarmLevel]) -> Marks:
    """The bars and the table's cells; a row is all of its month that the filter keeps."""
    points: dict[Place, Mark] = {}
    rows: dict[int, Mark] = {}
    cells: dict[tuple[int, str], Mark] = {}
    for at, row in enumerate(harm.months):
        if row.counts is None:
            continue
        rows[at] = cells[at, ALL_OF_THESE] = of_month(row.month, "", row.all_incidents, {})
        for trace, level in enumerate(levels):
            mark = of_month(row.month, level.heading, row.count(level), {"harm": (level.value,)})
            points[trace, at] = cells[at, level.heading] = mark
    return Marks(points, rows, cells)


def _explain_paler(figure: go.Figure, harm: HarmByMonth) -> None:
    if any(row.state.has_figure and row.state is not MonthState.COUNTED for row in harm.months):
        explain_marks(figure, "Fainter: a month that is still filling up or covered only in part.")


def month_table(harm: HarmByMonth) -> Table:
    columns = ("Month", "State", *(level.heading for level in GRADED), "Moderate and above",
               HarmLevel.NOT_RECORDED.heading, HarmLevel.NOT_APPLICABLE.heading, "All incidents")  # fmt: skip
    return Table(
        columns,
        tuple(
            (
                month_in_words(row.month),
                row.state.value,
                *(row.count(level) for level in GRADED),
                row.moderate_and_above,
                row.count(HarmLevel.NOT_RECORDED),
                row.count(HarmLevel.NOT_APPLICABLE),
                row.all_incidents,
            )
            for row in harm.months
        ),
    )


def levels(mix: HarmMix, standing: Standing, *, sentence: str, caption: str) -> Picture:
    """The levels of the whole period as bars with their counts; what has no grade stands apart beneath."""
    shown = [level for level in mix.kept if level in GRADED or mix.count(level)]
    figure = go.Figure(
        go.Bar(
            name="Incidents",
            x=[mix.count(level) for level in shown],
            y=[ON_AXIS.get(level, level.heading) for level in shown],
            orientation="h",
            marker={
                "color": [HARM[level] for level in shown],
                "pattern": harm_pattern(*shown),
                "line": EDGE,
            },
            text=[mix.label(level) for level in shown],
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y}: %{x:,}<extra></extra>",
        )
    )
    framed(figure, height=32 + 42 * len(shown))
    figure.update_layout(margin={"l": 8, "r": 24, "t": 8, "b": 8})  # no legend above, no axis beneath
    most = max((mix.count(level) for level in shown), default=1)
    figure.update_xaxes(range=[0, most * 1.25], showticklabels=False, ticks="")
    figure.update_yaxes(
        range=[len(shown) - 0.4, -0.6],
        gridcolor="rgba(0,0,0,0)",
        rangemode="normal",
        automargin=True,
        tickfont={"size": 13},
    )
    rows = tuple((level.heading, mix.count(level), mix.percent(level)) for level in shown)
    return Picture(
        "harm-levels",
        "Incidents at each level of harm",
        sentence,
        caption,
        figure,
        Table(("Harm level", "Incidents", "% of graded"), rows),
        standing,
        (
            f"{mix.graded:,} incidents have a grade; percentages are of these."
            if mix.compares
            else "The filter keeps some levels of harm alone, so no percentage of the graded is given.",
            f"Fatal means {FATAL_IN_FULL}.",
        ),
        marks=partial(_marks_of_levels, mix, shown),
    )


def _marks_of_levels(mix: HarmMix, shown: Sequence[HarmLevel]) -> Marks:
    marks = [Mark(level.heading, mix.count(level), {"harm": (level.value,)}) for level in shown]
    return Marks({(0, at): mark for at, mark in enumerate(marks)}, dict(enumerate(marks)))
