"""Incidents by calendar year, stacked by harm."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from dashboard.charts import drawing as go
from dashboard.charts.frame import Picture, Standing, Table, framed
from dashboard.charts.marks import Mark, Marks, Place
from dashboard.charts.palette import EDGE, HARM, harm_pattern
from dashboard.domain.words import FATAL_IN_FULL, GRADED, HarmLevel

LEVELS = (*GRADED, HarmLevel.NOT_RECORDED, HarmLevel.NOT_APPLICABLE)


def by_year(
    counts: Mapping[str, Mapping[str, int]], standing: Standing, *, sentence: str, caption: str
) -> Picture:
    """Counts of each year and level; years without a readable date stand last."""
    years = sorted(counts, key=lambda year: (not year.isdigit(), year))
    figure = go.Figure()
    for level in LEVELS:
        if any(counts[year].get(level) for year in years):
            name = level.heading
            figure.add_trace(
                go.Bar(
                    x=years,
                    y=[counts[year].get(level, 0) for year in years],
                    name=name,
                    marker={"color": HARM[level], "pattern": harm_pattern(level), "line": EDGE},
                    hovertemplate=f"%{{x}}, {name}: %{{y:,}}<extra></extra>",
                )
            )
    framed(figure, height=400, legend=True)
    figure.update_layout(barmode="stack", margin={"l": 56, "r": 24, "t": 56, "b": 44})
    figure.update_xaxes(type="category")
    rows = tuple(
        (year, *(counts[year].get(level, 0) for level in LEVELS), sum(counts[year].values()))
        for year in years
    )
    return Picture(
        "incidents-by-year",
        "Incidents recorded by year, and their harm",
        sentence,
        caption,
        figure,
        Table(("Year", *(level.heading for level in LEVELS), "All incidents"), rows),
        standing,
        (
            "Calendar years. An incident of which only the year is known is counted here and left out of months.",
            f"Fatal means {FATAL_IN_FULL}.",
        ),
        marks=partial(_marks, counts, years),
    )


def _marks(counts: Mapping[str, Mapping[str, int]], years: Sequence[str]) -> Marks:
    """Bars of a year and level; a row of the table is its year. Incidents without any date are in no period."""
    drawn = [level for level in LEVELS if any(counts[year].get(level) for year in years)]
    points: dict[Place, Mark] = {}
    rows: dict[int, Mark] = {}
    cells: dict[tuple[int, str], Mark] = {}
    for at, year in enumerate(years):
        days = (date(int(year), 1, 1), date(int(year), 12, 31)) if year.isdigit() else (None, None)
        for level in LEVELS:
            name, narrowed = level.heading, {"harm": (level.value,)} if days[0] else None
            mark = Mark(f"{year}, {name}", counts[year].get(level, 0), narrowed, *days)
            cells[at, name] = mark
            if level in drawn:
                points[drawn.index(level), at] = mark
        rows[at] = Mark(year, sum(counts[year].values()), {} if days[0] else None, *days)
    return Marks(points, rows, cells)
