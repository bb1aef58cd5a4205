"""Quality of the data: fields recorded by month as a heat map, reporting delay, harm from first grade to present."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from dashboard.charts import drawing as go
from dashboard.charts.crossed import ON_DARK, ON_LIGHT
from dashboard.charts.frame import PAPER, Picture, Standing, Table, draw_breaks, framed, month_axis
from dashboard.charts.marks import Mark, Marks, Narrowing, Place, of_month
from dashboard.charts.palette import BLUE, COMMON_CAUSE, GRID, INK, MUTED
from dashboard.domain.periods import month_in_words
from dashboard.domain.words import FATAL_IN_FULL, GRADED, HarmLevel
from dashboard.measures.months import Happened, MonthState
from dashboard.measures.quality import FIELDS, Completeness, DelayMonth, Delays, HarmDrift, Recorded, moved

RECORDED_SHARE = [[0.0, "#FBE8D3"], [0.5, "#DCEAF6"], [0.8, "#9FC3E6"], [0.95, "#3F86C4"], [1.0, "#0B4F8A"]]
"""From nothing recorded (sand) to all recorded (dark blue): lightness falls all the way, so grey tells it too, and most of
it between 80 and 100 %, where most fields of a listing are."""

DARK = 96.15
"""Per cent recorded: from here on a cell's figure is white. Either has at least 4.5:1 on every colour of the ramp."""
NOT_DRAWN = "–"
MOST_FIGURES = 26
"""With more months than this a percentage no longer fits into its cell; it is read from the table and by hovering."""

LEVELS = (*GRADED, HarmLevel.NOT_RECORDED, HarmLevel.NOT_APPLICABLE)
ON_AXIS = {
    HarmLevel.FATAL: "Recorded<br>as fatal",
    HarmLevel.NOT_RECORDED: "Harm not yet<br>recorded",
    HarmLevel.NOT_APPLICABLE: "Harm not<br>applicable",
}
SAME, LOWER, HIGHER, OTHERWISE = "#EEF0F2", "#BFD7EE", "#E3CDEA", "#FFFFFF"


def completeness_by_month(
    found: Completeness,
    standing: Standing,
    *,
    sentence: str,
    caption: str,
    narrows: Mapping[str, Narrowing] | None = None,
) -> Picture:
    """Fields down, months across, the share recorded in each cell; a cell without a figure is white with a dash.

    narrows: what of the filter the incidents are that lack a field, for those fields that the filter has.
    """
    months = list(found.months.states)
    days = [month.isoformat() for month in months]
    cells = [[found.of(field, month) for month in months] for field in FIELDS]
    figure = go.Figure(
        go.Heatmap(
            x=days,
            y=list(range(len(FIELDS))),
            z=[[cell.percent if cell else None for cell in row] for row in cells],
            zmin=0,
            zmax=100,
            colorscale=RECORDED_SHARE,
            xgap=2,
            ygap=2,
            hoverongaps=False,
            customdata=[
                [
                    [field, month_in_words(month), _counts(cell)]
                    for month, cell in zip(months, row, strict=True)
                ]
                for field, row in zip(FIELDS, cells, strict=True)
            ],
            hovertemplate="<b>%{customdata[0]}</b>, %{customdata[1]}<br>%{z:.1f} % recorded "
            "(%{customdata[2]})<extra></extra>",
            colorbar={
                "title": {"text": "% recorded", "font": {"size": 12}, "side": "right"},
                "tickvals": [0, 50, 80, 100],
                "thickness": 12,
                "len": 0.6,
            },
        )
    )
    empty = [
        (day, place)
        for place, row in enumerate(cells)
        for day, cell in zip(days, row, strict=True)
        if cell is None or cell.percent is None
    ]
    figure.add_trace(
        go.Scatter(
            x=[day for day, _ in empty],
            y=[place for _, place in empty],
            mode="text",
            text=[NOT_DRAWN] * len(empty),
            textfont={"color": MUTED, "size": 12},
            hoverinfo="skip",
            showlegend=False,
        )
    )
    waiting = [month for month in months if found.months.states[month] in (MonthState.FILLING_UP, MonthState.PARTLY_COVERED)]  # fmt: skip
    figure.add_trace(
        go.Scatter(
            x=[month.isoformat() for month in waiting] or [None],
            y=[-0.75] * len(waiting) or [None],
            mode="markers",
            name="Still filling up or partly covered",
            marker={
                "symbol": "circle-open",
                "size": 9,
                "color": COMMON_CAUSE,
                "line": {"width": 1.5},
            },
            hoverinfo="skip",
            showlegend=bool(waiting),
        )
    )
    if len(months) <= MOST_FIGURES:
        figure.add_trace(_figures_in_cells(days, cells))
    framed(figure, height=110 + 30 * len(FIELDS), legend=True)
    month_axis(figure, months)
    figure.update_xaxes(range=None, autorange=True, linecolor=PAPER)
    figure.update_yaxes(
        tickvals=list(range(len(FIELDS))),
        ticktext=list(FIELDS),
        range=[len(FIELDS) - 0.5, -1.1 if waiting else -0.5],
        rangemode="normal",
        automargin=True,
        gridcolor=PAPER,
        ticks="",
    )
    figure.update_layout(margin={"l": 8, "r": 8, "t": 40, "b": 44})
    return Picture(
        "completeness-by-month",
        "Fields recorded by month",
        sentence,
        caption,
        figure,
        completeness_table(found),
        standing,
        (
            "Share of the month's incidents that have the field. Harm that is not applicable (no patient) is recorded, and so is "
            "a stage or error type that somebody wrote as not known. A word that no list knows counts as not recorded until it "
            "is placed.",
            "Medicine recognised is of the incidents that name a medicine: its name or its class is known to the reference list.",
            "A dash is no figure: no extract covers the month, or it has no incident. Nothing recorded is 0, in sand.",
        ),
        marks=None if narrows is None else partial(_marks_of_completeness, found, narrows),
    )


def _marks_of_completeness(found: Completeness, narrows: Mapping[str, Narrowing]) -> Marks:
    """A cell stands for the incidents that lack its field: they are what somebody would look up."""
    points: dict[Place, Mark] = {}
    rows: dict[int, Mark] = {}
    months = list(found.months.states)
    for down, field in enumerate(FIELDS):
        for across, month in enumerate(months):
            cell = found.of(field, month)
            if cell is not None and cell.percent is not None:
                mark = of_month(month, f"{field} not recorded", cell.missing, narrows.get(field))
                points[0, down, across] = rows[down * len(months) + across] = mark
    return Marks(points, rows)


def _figures_in_cells(days: Sequence[str], cells: Sequence[Sequence[Recorded | None]]) -> Any:
    printed = [
        (day, place, cell)
        for place, row in enumerate(cells)
        for day, cell in zip(days, row, strict=True)
        if cell is not None and cell.percent is not None
    ]
    return go.Scatter(
        x=[day for day, _, _ in printed],
        y=[place for _, place, _ in printed],
        mode="text",
        text=[_whole(cell) for _, _, cell in printed],
        textfont={
            "size": 12,
            "color": [ON_DARK if (cell.percent or 0) > DARK else ON_LIGHT for _, _, cell in printed],
        },
        hoverinfo="skip",
        showlegend=False,
    )


def completeness_table(found: Completeness) -> Table:
    rows = []
    for field in FIELDS:
        for month, state in found.months.states.items():
            cell = found.of(field, month)
            rows.append(
                (
                    field,
                    month_in_words(month),
                    state.value,
                    cell.incidents if cell else None,
                    cell.recorded if cell else None,
                    cell.percent if cell else None,
                )
            )
    return Table(("Field", "Month", "State", "Incidents", "Recorded", "% recorded"), tuple(rows))


def _whole(cell: Recorded | None) -> str:
    """Whole per cents; 100 only where nothing is missing, 0 only where nothing is recorded."""
    if cell is None or cell.percent is None:
        return ""
    return f"{min(99, max(1, round(cell.percent))) if cell.missing and cell.recorded else cell.percent:.0f}"


def _counts(cell: Recorded | None) -> str:
    return f"{cell.recorded:,} of {cell.incidents:,}" if cell else ""


def reporting_delay(
    found: Delays, standing: Standing, *, sentence: str, caption: str, happened: Sequence[Happened]
) -> Picture:
    """Above: median and 90th percentile in days; beneath: the share reported within 7 and within 30 days."""
    figure = go.make_subplots(
        rows=2, cols=1, shared_xaxes=True, row_heights=[0.55, 0.45], vertical_spacing=0.1
    )
    months = [each.month for each in found.months]
    lines = (
        ("Median", [each.found and each.found.median_days for each in found.months], "circle", "solid", BLUE, 1),
        ("90th percentile", [each.found and each.found.p90_days for each in found.months], "diamond", "dash", COMMON_CAUSE, 1),
        ("Within 7 days", [each.within_7 for each in found.months], "square", "solid", BLUE, 2),
        ("Within 30 days", [each.within_30 for each in found.months], "triangle-up", "dash", COMMON_CAUSE, 2),
    )  # fmt: skip
    for name, values, symbol, dash, colour, row in lines:
        figure.add_trace(
            go.Scatter(
                x=[month.isoformat() for month in months],
                y=values,
                mode="lines+markers",
                connectgaps=False,
                name=name,
                line={"color": colour, "width": 2, "dash": dash},
                marker=_markers(found.months, symbol, colour),
                customdata=[[_delay_words(each)] for each in found.months],
                hovertemplate="%{customdata[0]}<extra></extra>",
            ),
            row=row,
            col=1,
        )
    framed(figure, height=500, legend=True)
    month_axis(figure, months)
    label = {"size": 13, "color": MUTED}
    figure.update_yaxes(title={"text": "Days to report", "font": label}, row=1, col=1)
    figure.update_yaxes(title={"text": "% reported", "font": label}, range=[0, 104], row=2, col=1)
    draw_breaks(figure, happened, panels=2, limits=False)
    return Picture(
        "reporting-delay-by-month",
        "Days from incident to report, by month",
        sentence,
        caption,
        figure,
        delay_table(found),
        standing,
        (
            "Whole days from the day of the incident to the day it was reported. Median and 90th percentile by nearest rank: the "
            "fewest days within which at least half, or nine in ten, were reported.",
            "Incidents without both days, or with a report dated before the incident, have no delay that is known; the table "
            "counts them.",
            "By date of incident the newest months cannot hold long delays yet: what will be reported late is not there.",
        ),
    )


def _markers(months: Sequence[DelayMonth], symbol: str, colour: str) -> dict[str, Any]:
    return {
        "symbol": symbol,
        "size": 8,
        "color": [colour if each.state is MonthState.COUNTED else PAPER for each in months],
        "line": {"color": colour, "width": 1.5},
    }


def _delay_words(each: DelayMonth) -> str:
    found = each.found
    if found is None or found.median_days is None or found.p90_days is None:
        return ""
    parts = [
        f"<b>{month_in_words(each.month)}</b>",
        f"median {found.median_days}, 90th percentile {found.p90_days} days",
        f"within 7 days {found.within_7:,} of {found.incidents:,} ({each.within_7:.0f} %)",
        f"within 30 days {found.within_30:,} of {found.incidents:,} ({each.within_30:.0f} %)",
    ]
    if each.state is not MonthState.COUNTED:
        parts.append(each.state.value)
    return "<br>".join(parts)


def delay_table(found: Delays) -> Table:
    columns = ("Month", "State", "Incidents with both days", "Median days", "90th percentile", "Within 7 days",
               "% within 7", "Within 30 days", "% within 30", "No delay known")  # fmt: skip
    rows = []
    for each in found.months:
        row = each.found
        figures = (
            (None,) * 8
            if row is None
            else (row.incidents, row.median_days, row.p90_days, row.within_7, each.within_7, row.within_30,
                  each.within_30, row.no_delay_known)
        )  # fmt: skip
        rows.append((month_in_words(each.month), each.state.value, *figures))
    return Table(columns, tuple(rows))


def harm_drift(drift: HarmDrift, standing: Standing, *, sentence: str, caption: str) -> Picture:
    """First grade down, present grade across; an arrow says whether the grade fell or rose."""
    shown = [
        level
        for level in LEVELS
        if level in GRADED or any(level in pair for pair, count in drift.counts.items() if count)
    ]
    names = [ON_AXIS.get(level, level.value) for level in shown]
    kinds = [[_kind(drift, first, now) for now in shown] for first in shown]
    figure = go.Figure(
        go.Heatmap(
            x=names,
            y=names,
            z=kinds,
            zmin=0,
            zmax=3,
            colorscale=[
                [0, OTHERWISE], [0.25, OTHERWISE], [0.25, SAME], [0.5, SAME], [0.5, LOWER], [0.75, LOWER],
                [0.75, HIGHER], [1, HIGHER],
            ],
            showscale=False,
            xgap=2,
            ygap=2,
            text=[[_drift_words(drift, first, now) for now in shown] for first in shown],
            texttemplate="%{text}",
            textfont={"size": 13, "color": INK},
            customdata=[[f"{drift.count(first, now):,}" for now in shown] for first in shown],
            hovertemplate="First %{y}, now %{x}: %{customdata} incidents<extra></extra>",
        )
    )  # fmt: skip
    framed(figure, height=130 + 40 * len(shown))
    figure.update_xaxes(
        side="top",
        title={"text": "Now", "font": {"size": 13, "color": MUTED}},
        type="category",
        linecolor=GRID,
        ticks="",
    )
    figure.update_yaxes(
        title={"text": "At first", "font": {"size": 13, "color": MUTED}, "standoff": 14},
        type="category",
        ticks="",
        autorange="reversed",
        rangemode="normal",
        automargin=True,
        gridcolor=PAPER,
    )
    figure.update_layout(margin={"l": 8, "r": 24, "t": 76, "b": 16})
    return Picture(
        "harm-first-and-now",
        "Harm levels from the first grade to the present one",
        sentence,
        caption,
        figure,
        drift_table(drift),
        standing,
        (
            "The first grade is the one of the first extract that held the incident; the present one is of the newest. What "
            "happened between the two is in the imports.",
            "▼ the grade is lower now, ▲ it is higher; neither is better or worse: grades settle as incidents are looked into.",
            f"Fatal means {FATAL_IN_FULL}.",
        ),
    )


def drift_table(drift: HarmDrift) -> Table:
    words = {-1: "lower now", 1: "higher now"}
    rows = []
    for first in LEVELS:
        for now in LEVELS:
            if count := drift.count(first, now):
                change = words.get(
                    moved(first, now), "same" if first == now else "graded or no longer graded"
                )
                rows.append((first.heading, now.heading, count, change))
    return Table(("First harm level", "Harm level now", "Incidents", "Change"), tuple(rows))


def _kind(drift: HarmDrift, first: HarmLevel, now: HarmLevel) -> float:
    """Which of the four fills a cell has: empty or ungraded, the same, lower, higher."""
    if not drift.count(first, now):
        return 0.3
    if first == now:
        return 1.1
    return {-1: 1.9, 1: 2.7}.get(moved(first, now), 0.3)


def _drift_words(drift: HarmDrift, first: HarmLevel, now: HarmLevel) -> str:
    count = drift.count(first, now)
    sign = {-1: " ▼", 1: " ▲"}.get(moved(first, now), "")
    return f"{count:,}{sign}" if count else ""
