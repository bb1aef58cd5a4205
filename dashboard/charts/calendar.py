"""The calendar of coverage: a row for each site and source, a cell for each month, states by pattern and sign."""

from datetime import date, timedelta
from functools import partial

from dashboard.charts import drawing as go
from dashboard.charts.frame import PAPER, Picture, Standing, Table, framed, month_axis
from dashboard.charts.marks import Mark, Marks, Place
from dashboard.charts.palette import APART, BLUE, INK
from dashboard.domain.periods import last_day, month_in_words
from dashboard.domain.words import SourceSystem
from dashboard.measures.coverage import CalendarCell, CoverageCalendar, CoverState

LABELS = {
    CoverState.COVERED: "Covered",
    CoverState.ZERO: "Covered, no incident (0)",
    CoverState.PARTLY_COVERED: "Partly covered",
    CoverState.FILLING_UP: "Still filling up",
    CoverState.MISSING: "Missing (–)",
}
FILLS = {
    CoverState.COVERED: (BLUE, "", PAPER),
    CoverState.ZERO: (PAPER, "", BLUE),
    CoverState.PARTLY_COVERED: (PAPER, "/", BLUE),
    CoverState.FILLING_UP: (PAPER, ".", BLUE),
    CoverState.MISSING: ("#F3F5F6", "", APART),
}
"""Fill, pattern and edge of each state: each can be told from the others in black and white."""

SIGNS = {CoverState.ZERO: "0", CoverState.MISSING: "–"}
THICK, THIN = 0.78, 0.3
"""Height of a cell from the source that counts, and of one from a source that does not."""

ROW, MOST_SIGNS = 34, 48
"""Pixels of a row; with more months than this a sign no longer fits into its cell and the pattern speaks alone."""

HOW = (
    "A month is covered when an extract covers every day of it, partly covered when some days, missing when none. A covered "
    "month without incidents is a zero; a missing one is a gap and never a zero.",
    "Of several sources over one month of a site, one counts: the one that covers most days, and of equals the trust's own "
    "listing before LFPSE before NRLS. Its cell is tall; the others' are thin, and their records enrich or wait to be looked at.",
    "A month that no source covers is tall with a dash. A source that covers nothing in the period has no row here; the table "
    "holds every source.",
    "Records whose site is not recorded have a row of their own, where there are any.",
)


def source_label(source: str) -> str:
    """'Datix' for 'datix'; a source that is no known system keeps its word."""
    known = {system.value: system.label for system in SourceSystem}
    return known.get(source, source)


def row_label(site: str, source: str) -> str:
    return f"{site if site != 'Not recorded' else 'Site not recorded'}, {source_label(source)}"


def calendar(found: CoverageCalendar, standing: Standing, *, sentence: str, caption: str) -> Picture:
    """Sites and sources down, months across; one trace a state, so that the legend names all five."""
    figure = go.Figure()
    rows = found.drawn_rows
    position = {key: index for index, key in enumerate(rows)}
    for state in CoverState:
        cells = [cell for cell in found.of(state) if (cell.site, cell.source) in position]
        fill, pattern, edge = FILLS[state]
        figure.add_trace(
            go.Bar(
                x=[_milliseconds(cell.month) for cell in cells] or [None],
                base=[cell.month.isoformat() for cell in cells] or [None],
                y=[position[cell.site, cell.source] for cell in cells] or [None],
                width=[THICK if cell.is_tall else THIN for cell in cells]
                or [THICK],
                orientation="h",
                name=LABELS[state],
                marker={
                    "color": fill,
                    "line": {"color": edge, "width": 1},
                    "pattern": {"shape": pattern, "fgcolor": edge, "size": 5, "solidity": 0.35, "fillmode": "overlay"},
                },
                customdata=[[_hover(cell)] for cell in cells],
                hovertemplate="%{customdata[0]}<extra></extra>",
                legendrank=100 + list(LABELS).index(state),
            )
        )  # fmt: skip
    if len(found.months) <= MOST_SIGNS:
        signed = [
            cell
            for state in SIGNS
            for cell in found.of(state)
            if cell.is_tall and (cell.site, cell.source) in position
        ]
        figure.add_trace(
            go.Scatter(
                x=[_middle(cell.month) for cell in signed],
                y=[position[cell.site, cell.source] for cell in signed],
                mode="text",
                text=[SIGNS[cell.state] for cell in signed],
                textfont={"size": 12, "color": INK},
                hoverinfo="skip",
                showlegend=False,
            )
        )
    framed(figure, height=150 + ROW * max(2, len(rows)), legend=True)
    month_axis(figure, found.months)
    if found.months:
        figure.update_xaxes(
            range=[found.months[0].isoformat(), (last_day(found.months[-1]) + timedelta(days=1)).isoformat()],
            ticklabelmode="instant",
        )
    figure.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=[row_label(*key) for key in rows],
        range=[len(rows) - 0.4, -0.6],
        rangemode="normal",
        gridcolor="rgba(0,0,0,0)",
        automargin=True,
    )
    figure.update_layout(barmode="overlay", margin={"l": 8, "r": 24, "t": 64, "b": 44})
    return Picture(
        "coverage-calendar",
        "Calendar of coverage: what each source covers at each site",
        sentence,
        caption,
        figure,
        calendar_table(found),
        standing,
        HOW,
        marks=partial(_marks, found),
    )


def _marks(found: CoverageCalendar) -> Marks:
    """A cell stands for what its source counts in that month at that site."""

    def mark_of(cell: CalendarCell) -> Mark:
        narrowed = {"site": (cell.site,), "source": (cell.source,)}
        named = f"{month_in_words(cell.month)}, {row_label(cell.site, cell.source)}"
        counted = None if cell.incidents is None else narrowed
        return Mark(named, cell.incidents, counted, cell.month, last_day(cell.month), whatever_is_asked=True)

    points: dict[Place, Mark] = {}
    rows = set(found.drawn_rows)
    for trace, state in enumerate(CoverState):
        cells = [cell for cell in found.of(state) if (cell.site, cell.source) in rows]
        points |= {(trace, at): mark_of(cell) for at, cell in enumerate(cells)}
    return Marks(points, {at: mark_of(cell) for at, cell in enumerate(found.cells)})


def calendar_table(found: CoverageCalendar) -> Table:
    return Table(
        ("Site", "Source", "Month", "State", "Days covered", "Days in the month", "Counted from this source",
         "Incidents", "Corrected by hand"),
        tuple(
            (
                cell.site, source_label(cell.source), month_in_words(cell.month), cell.state.value, cell.covered_days,
                cell.days_in_month, "yes" if cell.counts else "no", cell.incidents, cell.edit_reason,
            )
            for cell in found.cells
        ),
    )  # fmt: skip


def _milliseconds(month: date) -> int:
    """The length of a month as Plotly measures a bar on an axis of dates."""
    return last_day(month).day * 86_400_000


def _middle(month: date) -> str:
    return month.replace(day=15).isoformat()


def _hover(cell: CalendarCell) -> str:
    parts = [
        f"<b>{row_label(cell.site, cell.source)}, {month_in_words(cell.month)}</b>",
        f"{cell.state.value}: {cell.covered_days} of {cell.days_in_month} days",
    ]
    if cell.incidents is not None:
        parts.append(f"{cell.incidents:,} incidents counted from this source")
    elif cell.state is not CoverState.MISSING:
        parts.append("another source counts in this month")
    if cell.edit_reason:
        parts.append("corrected by hand")
    return "<br>".join(parts)
