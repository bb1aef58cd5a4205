"""Classes, stages and error types for readers outside the closed meeting, ranked by what is shown: the true order would tell more."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.frame import Picture
from dashboard.charts.palette import APART as APART_COLOUR
from dashboard.charts.palette import BLUE
from dashboard.charts.shown import ShownItem, shown_bars
from dashboard.findings.classes import in_sentence
from dashboard.findings.open_counts import OpenCounts
from dashboard.findings.published import told
from dashboard.findings.stages import SAYS_LITTLE
from dashboard.findings.words import listed
from dashboard.measures.protected import Cell, rule_in_full
from dashboard.measures.ranking import APART
from dashboard.stats.disclosure import Shown

DRAWN = 14
"""Bars on a slide; the table holds them all."""

NAMED = 3


@dataclass(frozen=True)
class Ranked:
    """what: the first part of the names in OpenCounts. one, many: what a sentence calls them."""

    what: str
    key: str
    title: str
    heading: str
    many: str
    several: str


CLASSES = Ranked(
    "class",
    "drug-classes-ranked",
    "Incidents involving each drug class",
    "Drug class",
    "drug classes",
    "An incident with several medicines counts once in each of their classes. It is not the risk of a medicine.",
)
STAGES = Ranked(
    "stage",
    "medication-stages",
    "Incidents at each medication stage",
    "Medication stage",
    "medication stages",
    "An incident with several stages counts once in each.",
)
ERROR_TYPES = Ranked(
    "error type",
    "error-types",
    "Incidents of each error type",
    "Error type",
    "error types",
    "An incident with several error types counts once in each.",
)


def order(cells: dict[object, Cell]) -> list[tuple[str, Cell]]:
    """Most first by what is shown, equal ones by name; then those of which nothing is shown, by name; what is no category last."""
    return sorted(
        ((str(name), cell) for name, cell in cells.items() if cell.state is not Shown.ZERO),
        key=lambda pair: (pair[0] in APART, -(pair[1].value or 0), pair[0]),
    )


def ranked_picture(open_: OpenCounts, ranked: Ranked) -> Picture | None:
    """None where no incident has any, or there is no financial year to show."""
    found = order(open_.counts.of(ranked.what))
    if not found or open_.year is None:
        return None
    whole = open_.cell("all")
    items = [
        ShownItem(name, cell, cell.percent_of(whole), APART_COLOUR if name in APART else BLUE)
        for name, cell in found
    ]
    apart = sum(name in APART for name, _ in found)
    ahead = items[: len(items) - apart]
    drawn = [*ahead[: DRAWN - apart], *items[len(ahead) :]]
    beyond = [item for item in ahead if item not in drawn]
    ordered = [*drawn, *beyond]
    more = f" The table holds {len(beyond)} more." if beyond else ""
    return shown_bars(
        ranked.key,
        f"{ranked.title}, {open_.year.in_words()}",
        ranked.heading,
        ordered,
        open_.of_year,
        sentence=ranked_sentence(open_, ranked, found),
        caption=f"Bars of counts, most first. {'; '.join(f'{item.name}: {item.words}' for item in drawn[:8])}.{more}",
        how=(
            f"{ranked.several} Percentages are of all incidents, by the figures that are shown.",
            "The order is that of the figures that are shown; equal ones, and those that are too few to show, stand by name.",
            *rule_in_full(open_.rule),
        ),
        percent_of="all incidents",
        drawn=len(drawn),
    )


def ranked_sentence(open_: OpenCounts, ranked: Ranked, found: Sequence[tuple[str, Cell]]) -> str:
    """'The largest drug classes are antibacterials (about 400), ...; 9 others have a count too few to show.'"""
    said = [
        (name, cell)
        for name, cell in found
        if name not in APART and name not in SAYS_LITTLE and cell.value is not None
    ]
    few = sum(name not in APART and cell.state is Shown.TOO_FEW for name, cell in found)
    # "1 is too few to show" would read as a count of 1
    tail = f"; {few:,} {'other has' if few == 1 else 'others have'} a count too few to show" if few else ""
    if not said:
        return f"None of the {ranked.many} has a figure that may be shown{tail}."
    first = [f"{in_sentence(name)} ({told(open_, cell)})" for name, cell in said[:NAMED]]
    if len(first) == 1:
        return f"The one of the {ranked.many} with a figure is {first[0]}{tail}."
    return f"The largest {ranked.many} are {listed(first)}{tail}."
