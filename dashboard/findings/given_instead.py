"""Medicines given where another was intended, as pairs."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.charts.frame import Table
from dashboard.domain.rows import GivenInstead
from dashboard.findings.asking import Asking
from dashboard.findings.words import count_of, listed, were


@dataclass(frozen=True)
class PairsFound:
    sentence: str
    table: Table


def pairs_given_instead(asking: Asking, look_alikes: Callable[[str, str], bool]) -> PairsFound:
    """The pairs with their incidents, most first; `look_alikes` says whether two names are known to be taken for each
    other. Raises OlderEdition for an edition that holds none."""
    rows: list[GivenInstead] = asking.rows("medicines_given_instead_of_intended")
    alike = {(row.given, row.intended) for row in rows if look_alikes(row.given, row.intended)}
    table = Table(
        ("Given", "Intended", "Incidents", "Look-alike or sound-alike"),
        tuple(
            (row.given, row.intended, row.incidents, "yes" if (row.given, row.intended) in alike else "")
            for row in rows
        ),
    )
    if not rows:
        return PairsFound(
            f"No incident of this period{asking.about()} names both a medicine that was given and another that was intended.",
            table,
        )
    top = rows[0].incidents
    most = [f"{row.given} instead of {row.intended}" for row in rows if row.incidents == top]
    start = f"{count_of(len(rows), 'pair')} of medicines {were(len(rows))} recorded, one given where the other was intended"
    known = (
        f" {count_of(len(alike), 'pair')} {'is a known look-alike or sound-alike' if len(alike) == 1 else 'are known look-alikes or sound-alikes'}."
        if alike
        else ""
    )
    if top == 1:
        each = "each in one incident" if len(rows) > 1 else f"{most[0]}, in one incident"
        return PairsFound(f"{start}: {each}.{known}", table)
    each = " each" if len(most) > 1 else ""
    return PairsFound(f"{start}; most often {listed(most)} ({top:,} incidents{each}).{known}", table)
