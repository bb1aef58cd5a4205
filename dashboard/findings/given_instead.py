"""Medicines given where another was intended, as pairs."""

from dataclasses import dataclass

from dashboard.charts.frame import Table
from dashboard.domain.rows import GivenInstead
from dashboard.findings.asking import Asking
from dashboard.findings.words import count_of, listed, were


@dataclass(frozen=True)
class PairsFound:
    sentence: str
    table: Table


def pairs_given_instead(asking: Asking) -> PairsFound:
    """The pairs with their incidents, most first. Raises OlderEdition for an edition that holds none."""
    rows: list[GivenInstead] = asking.rows("medicines_given_instead_of_intended")
    table = Table(
        ("Given", "Intended", "Incidents"), tuple((row.given, row.intended, row.incidents) for row in rows)
    )
    if not rows:
        return PairsFound(
            f"No incident of this period{asking.about()} names both a medicine that was given and another that was intended.",
            table,
        )
    top = rows[0].incidents
    most = [f"{row.given} instead of {row.intended}" for row in rows if row.incidents == top]
    start = f"{count_of(len(rows), 'pair')} of medicines {were(len(rows))} recorded, one given where the other was intended"
    if top == 1:
        return PairsFound(
            f"{start}: {'each in one incident' if len(rows) > 1 else f'{most[0]}, in one incident'}.", table
        )
    each = " each" if len(most) > 1 else ""
    return PairsFound(f"{start}; most often {listed(most)} ({top:,} incidents{each}).", table)
