"""Harm: the mix of graded incidents by month, moderate and above as counts, and the levels of a whole period."""

from collections.abc import Sequence

from dashboard.charts import drawing as go
from dashboard.charts.frame import Picture, Standing, Table, draw_breaks, explain_marks, framed, month_axis
from dashboard.charts.palette import EDGE, HARM, INK, MUTED, harm_pattern
from dashboard.domain.periods import month_in_words
from dashboard.domain.words import FATAL_IN_FULL, GRADED, MODERATE_AND_ABOVE, HarmLevel
from dashboard.measures.harm import HarmByMonth, HarmMix
from dashboard.measures.months import Happened, MonthState

LABELS = {HarmLevel.FATAL: FATAL_IN_FULL[:1].upper() + FATAL_IN_FULL[1:]}
"""A count of fatal incidents never stands without its words."""

ON_AXIS = {
    HarmLevel.FATAL: "Recorded as fatal (the incident may<br>have contributed; not a finding of cause)"
}
HOLLOW = 0.45
"""Opacity of months that are still filling up or covered in part."""


def by_month(
    harm: HarmByMonth, standing: Standing, *, sentence: str, caption: str, happened: Sequence[Happened]
) -> Picture:
    """Above: the share of each level among graded incidents; beneath: how many were moderate and above, as counts."""
    figure = go.make_subplots(
        rows=2, cols=1, shared_xaxes=True, row_heights=[0.62, 0.38], vertical_spacing=0.09
    )
    months = [row.month for row in harm.months]
    days = [month.isoformat() for month in months]
    opacity = [1.0 if row.state is MonthState.COUNTED else HOLLOW for row in harm.months]
    for level in GRADED:
        figure.add_trace(
            go.Bar(
                x=days,
                y=[row.share(level) for row in harm.months],
                name=LABELS.get(level, level.value),
                marker={
                    "color": HARM[level],
                    "opacity": opacity,
                    "pattern": harm_pattern(level),
                    "line": EDGE,
                },
                customdata=[[month_in_words(row.month), row.count(level), row.graded] for row in harm.months],
                hovertemplate=f"<b>%{{customdata[0]}}</b><br>{LABELS.get(level, level.value)}: "
                "%{customdata[1]} of %{customdata[2]} graded (%{y:.1f} %)<extra></extra>",
            ),
            row=1,
            col=1,
        )
    for level in MODERATE_AND_ABOVE:
        figure.add_trace(
            go.Bar(
                x=days,
                y=[row.count(level) for row in harm.months],
                name=LABELS.get(level, level.value),
                showlegend=False,
                marker={
                    "color": HARM[level],
                    "opacity": opacity,
                    "pattern": harm_pattern(level),
                    "line": EDGE,
                },
                customdata=[[month_in_words(row.month)] for row in harm.months],
                hovertemplate=f"<b>%{{customdata[0]}}</b><br>{LABELS.get(level, level.value)}: %{{y}}<extra></extra>",
            ),
            row=2,
            col=1,
        )
    figure.add_trace(
        go.Scatter(
            x=days,
            y=[row.moderate_and_above for row in harm.months],
            mode="text",
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
    framed(figure, height=520, legend=True)
    figure.update_layout(barmode="stack", margin={"l": 56, "r": 24, "t": 56, "b": 44})
    month_axis(figure, months)
    label = {"size": 13, "color": MUTED}
    figure.update_yaxes(title={"text": "% of graded", "font": label}, range=[0, 100], row=1, col=1)
    most = max((row.moderate_and_above or 0 for row in harm.months), default=0)
    figure.update_yaxes(
        title={"text": "Moderate and above", "font": label}, range=[0, max(4, most) * 1.3], row=2, col=1
    )
    draw_breaks(figure, happened, panels=2, limits=False)
    if any(row.state.has_figure and row.state is not MonthState.COUNTED for row in harm.months):
        explain_marks(figure, "Fainter: a month that is still filling up or covered only in part.")
    return Picture(
        "harm-by-month",
        "Harm of graded incidents by month, with the count of moderate and above",
        sentence,
        caption,
        figure,
        month_table(harm),
        standing,
        (
            "Percentages are of the incidents that have a grade; those with harm not recorded or not applicable are counted "
            "in the table and left out of the percentages.",
            "The greatest physical harm to any patient of an incident counts. Grades are those of the newest extract.",
            f"Fatal means {FATAL_IN_FULL}.",
        ),
    )


def month_table(harm: HarmByMonth) -> Table:
    columns = ("Month", "State", *(LABELS.get(level, level.value) for level in GRADED), "Moderate and above",
               "Harm not recorded", "Harm not applicable", "All incidents")  # fmt: skip
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
    shown = [
        level
        for level in (*GRADED, HarmLevel.NOT_RECORDED, HarmLevel.NOT_APPLICABLE)
        if level in GRADED or mix.count(level)
    ]
    names = [LABELS.get(level, level.value) for level in shown]
    figure = go.Figure(
        go.Bar(
            x=[mix.count(level) for level in shown],
            y=[ON_AXIS.get(level, level.value) for level in shown],
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
    framed(figure, height=90 + 42 * len(shown))
    most = max((mix.count(level) for level in shown), default=1)
    figure.update_xaxes(range=[0, most * 1.25], showticklabels=False, ticks="")
    figure.update_yaxes(
        range=[len(shown) - 0.4, -0.6], gridcolor="rgba(0,0,0,0)", rangemode="normal", automargin=True
    )
    rows = tuple(
        (name, mix.count(level), mix.percent(level)) for level, name in zip(shown, names, strict=True)
    )
    return Picture(
        "harm-levels",
        "Incidents at each level of harm",
        sentence,
        caption,
        figure,
        Table(("Harm level", "Incidents", "% of graded"), rows),
        standing,
        (
            f"{mix.graded:,} incidents have a grade; percentages are of these.",
            f"Fatal means {FATAL_IN_FULL}.",
        ),
    )
