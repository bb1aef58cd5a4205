"""The newest three months beside the three before and the same three a year ago, as a table without arrows."""

from dashboard.charts.frame import Table
from dashboard.domain.periods import ReportingPeriod, last_day
from dashboard.domain.rows import MonthRate
from dashboard.findings.asking import Asking
from dashboard.findings.words import interval
from dashboard.measures.harm import HarmByMonth
from dashboard.measures.quarters import ThreeMonths, three_months_compared

TITLE = "Three months beside the three before and the same three a year ago"
NO_ARROWS = "Two figures differ by chance too: an interval says by how much. Whether a month is unusual is what the limits by month say."
NAMES = ("Newest three complete months", "Three before", "Same three a year ago")


def quarters_table(asking: Asking, by_month: HarmByMonth) -> Table | None:
    """None where no month is complete. Bed days are occupied ones; the last column is there where one of the rows has a remark."""
    counted: list[MonthRate] = asking.rows("reporting_rate_by_month")
    found = three_months_compared(
        asking.months,
        {row.month: row.incidents for row in counted},
        by_month.moderate_and_above(),
        {row.month: row.bed_days for row in counted},
    )
    if found is None:
        return None
    columns = (
        "",
        "Months",
        "Incidents",
        "Per 1,000 bed days",
        "95 % interval",
        "Moderate and above",
        "Remark",
    )
    rows = tuple(_row(name, three) for name, three in zip(NAMES, found, strict=True))
    if not any(row[-1] for row in rows):
        columns, rows = columns[:-1], tuple(row[:-1] for row in rows)
    return Table(columns, rows)


def _row(name: str, three: ThreeMonths) -> tuple[object, ...]:
    period = ReportingPeriod(three.months[0], last_day(three.months[-1])).in_words()
    rate = three.rate
    no_rate = "" if rate or three.why_not else "no occupied bed days in each month"
    return (
        name,
        period,
        three.incidents,
        rate.value if rate else None,
        interval(rate.lower, rate.upper) if rate else "",
        three.moderate_and_above,
        three.why_not or no_rate,
    )
