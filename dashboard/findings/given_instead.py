"""Medicines given where another was intended, as pairs."""

from dataclasses import dataclass

from dashboard.charts.frame import Table
from dashboard.domain.rows import GivenInstead
from dashboard.findings.asking import Asking
from dashboard.findings.words import count_of


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
    top = rows[0]
    most = [row for row in rows if row.incidents == top.incidents]
    pairs = count_of(len(rows), "pair")
    if top.incidents == 1:
        words = f"{pairs} of medicines, each in one incident."
    elif len(most) > 1:
        words = f"{pairs} of medicines; {len(most)} of them in {top.incidents:,} incidents each."
    else:
        words = f"{pairs} of medicines; most often {top.given} was given instead of {top.intended} ({top.incidents:,} incidents)."
    return PairsFound(words, table)
