"""What a file of activity says of each kind, in words."""

from dashboard.domain.activity import KindRead
from dashboard.domain.periods import ReportingPeriod, last_day
from dashboard.domain.words import ActivityKind
from dashboard.findings.words import count_of

UNITS = {
    ActivityKind.BED_DAYS: "occupied bed days",
    ActivityKind.ADMISSIONS: "admissions",
    ActivityKind.DOSES: "doses administered",
    ActivityKind.ITEMS: "items dispensed",
    ActivityKind.STAFF: "staff in an average month",
}


def period_of(read: KindRead) -> str:
    return ReportingPeriod(read.first_month, last_day(read.last_month)).in_words()


def estimated_words(read: KindRead) -> str:
    """'all', 'none', or how many of the figures are estimates."""
    if not read.estimated:
        return "none"
    return "all" if read.estimated == read.figures else f"{read.estimated:,} of {read.figures:,}"


def kind_in_words(read: KindRead) -> str:
    """'21,812 occupied bed days, April 2025 to June 2025 (3 months, 1 place; all figures are estimates).'"""
    estimates = "" if not read.estimated else f"; {estimated_words(read)} figures are estimates"
    return (
        f"{read.total:,.0f} {UNITS[read.kind]}, {period_of(read)} ({count_of(read.months, 'month')}, "
        f"{count_of(read.places, 'place')}{estimates})."
    )
