"""Incidents by calendar year and level of harm: for incidents of which only the year is known, or next to the months."""

from dashboard.charts.frame import Picture
from dashboard.charts.years import by_year
from dashboard.domain.rows import YearHarmCount
from dashboard.domain.words import NOT_RECORDED
from dashboard.findings.asking import Asking
from dashboard.findings.words import count_of


def years_picture(asking: Asking) -> Picture:
    rows: list[YearHarmCount] = asking.rows("incidents_by_year_and_harm_level")
    counts: dict[str, dict[str, int]] = {}
    for row in rows:
        counts.setdefault(row.year, {})[row.harm_level] = row.incidents
    total = sum(row.incidents for row in rows)
    left_out = asking.left_out
    why = []
    if left_out.year_only:
        why.append(
            f"Of {left_out.year_only:,} of them only the year is known: they are left out of every monthly picture."
        )
    if left_out.no_date:
        why.append(
            f"{count_of(left_out.no_date, 'incident')} {'has' if left_out.no_date == 1 else 'have'} no date that can be read."
        )
    years = [year for year in counts if year != NOT_RECORDED]
    shown = ", ".join(f"{year} {sum(counts[year].values()):,}" for year in years)
    return by_year(
        counts,
        asking.standing,
        sentence=" ".join([f"{count_of(total, 'incident')} were recorded.", *why]),
        caption=f"Stacked bars{asking.about()}: {shown}.",
    )
