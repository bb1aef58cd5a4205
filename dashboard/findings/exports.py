"""What left the building, as a table: each export of the audit trail with its filter in words."""

from collections.abc import Callable, Sequence
from datetime import UTC
from urllib.parse import parse_qsl

from dashboard.charts.frame import Table
from dashboard.domain.export import Exported
from dashboard.domain.incident_filter import FilterNotUnderstood, IncidentFilter
from dashboard.domain.periods import LONDON, ReportingPeriod
from dashboard.findings.words import LABELS

COLUMNS = ("When", "Who", "What", "File", "Edition", "For whom", "Rows", "Filter")


def exports_table(lines: Sequence[Exported], named: Callable[[str], str]) -> Table:
    """A row a line, in their order. When: the clock of the trust. `named` says who a person is, in words."""
    return Table(COLUMNS, tuple(_row(line, named) for line in lines))


def _row(line: Exported, named: Callable[[str], str]) -> tuple[object, ...]:
    export = line.export
    when = line.happened_at.replace(tzinfo=UTC).astimezone(LONDON).replace(tzinfo=None)
    return (
        when, named(line.who), export.what, export.ending, export.edition, export.profile.value, export.rows,
        filter_in_words(export.query),
    )  # fmt: skip


def filter_in_words(query: str) -> str:
    """'October 2025 to September 2026; ward or place: Ward 7'. A filter that this version does not know stands as it was written."""
    try:
        asked = IncidentFilter.from_pairs(parse_qsl(query))
    except FilterNotUnderstood:
        return query
    period = ReportingPeriod(asked.from_, asked.until).in_words() if asked.from_ and asked.until else ""
    return "; ".join(part for part in (period, asked.in_words(LABELS)) if part)
