"""What lists of incidents to look through have in common: sentences, a table of incidents one by one, and how a row begins."""

from dataclasses import dataclass
from datetime import date

from dashboard.charts.frame import Table
from dashboard.domain.words import HarmLevel
from dashboard.findings.words import SOURCES

LOOK_THERE = "This extract does not say; look in the incident system."
FIRST_HEADINGS = ("Reference", "Number", "System", "Date", "Physical harm")


@dataclass(frozen=True)
class ToConsider:
    """`sentences` stand one beneath the other. `table` lists incidents one by one (200 at most), None where there is none."""

    sentences: tuple[str, ...]
    table: Table | None = None


def first_cells(
    n: int, reference: str, source: str, dated_on: date | None, harm_level: str
) -> tuple[object, ...]:
    """The cells under FIRST_HEADINGS; a fatal incident stands in its full words."""
    return reference, n, SOURCES.get(source, source), dated_on, HarmLevel(harm_level).heading


def said_of_the_list(table: Table, every: int) -> tuple[str, ...]:
    """That it ends before all are listed, where it does."""
    return (f"The {len(table.rows):,} newest are listed.",) if len(table.rows) < every else ()
