"""Suspected adverse reactions without a Yellow Card reference: which to consider, never which ought to have been sent.

What the MHRA asks for: its wording for calls for reporting ("Template wording for Call for Reporting sections", gov.uk, 4 April 2023) and
"The Yellow Card scheme: guidance for healthcare professionals" (gov.uk). Since Drug Safety Update of September 2014 children are under
the same rule as adults: before, every suspected reaction in a child was asked for.
"""

from dashboard.charts.frame import Table
from dashboard.domain.rows import ReactionCount, ReactionToConsider
from dashboard.domain.words import YellowCard
from dashboard.findings.asking import Asking
from dashboard.findings.candour import NO_REFERENCE
from dashboard.findings.to_consider import (
    FIRST_HEADINGS,
    LOOK_THERE,
    ToConsider,
    first_cells,
    said_of_the_list,
)
from dashboard.findings.words import count_of

TITLE = "Yellow Cards: to consider"
MAY_BE_SENT = "A card may have been sent and its reference not recorded: ask first."
CRITERIA = (
    "The MHRA asks for every suspected reaction to a medicine or vaccine under additional monitoring (black triangle ▼), and to any other "
    "for every one that is serious or results in harm: fatal, life-threatening, disabling or incapacitating, a congenital abnormality, one "
    "that brings a patient into hospital or keeps them there longer, or medically significant for another reason. The rule is the same for "
    "children, in whose reactions it is particularly interested. A suspicion is enough, also where an error led to the reaction. For a "
    "biological medicine or a vaccine give the brand and the batch number."
)
NOT_FOUND_HERE = "Found are incidents whose error type says that an adverse reaction is suspected; one that says so in its text alone is not here."
NEEDED = (
    "To see it here, ask for the field (for instance 'Yellow Card reference') in the listing and upload a newer one; the reference itself is "
    "not kept, only whether there is one."
)


def yellow_cards(asking: Asking) -> ToConsider:
    """Raises OlderEdition for an edition that was published before it held what extracts say of Yellow Cards."""
    rows: list[ReactionCount] = asking.rows("adverse_reactions_by_yellow_card")
    total = sum(row.incidents for row in rows)
    if not total:
        return ToConsider(
            (
                f"No incident of these has a suspected adverse reaction recorded, so there is none to consider. {NOT_FOUND_HERE}",
            )
        )
    found = f"{count_of(total, 'incident')} with a suspected adverse reaction recorded"
    silent = _of(rows, YellowCard.NO_FIELD)
    if silent == total:
        return ToConsider(
            (f"{LOOK_THERE} It holds {found}, and no field of a Yellow Card reference.", NEEDED, CRITERIA)
        )
    consider, after_error = (
        _of(rows, YellowCard.NOT_RECORDED),
        _of(rows, YellowCard.NOT_RECORDED, with_error=True),
    )
    recorded = f"For {_of(rows, YellowCard.RECORDED):,} a reference is recorded."
    does_not_say = (
        f" For {silent:,} the extract does not say, because it has no such field: look in the incident system."
        if silent
        else ""
    )
    if not consider:
        first = f"None to consider of {found}: where the extract has the field, a reference is recorded."
        return ToConsider((first, recorded + does_not_say, NOT_FOUND_HERE, CRITERIA))
    table = _to_consider(asking)
    unnamed = (NO_REFERENCE,) if any(not row[0] for row in table.rows) else ()
    return ToConsider(
        (
            f"Consider a Yellow Card for {consider:,} of {found}: no reference is recorded. {_errors_apart(consider, after_error)}",
            f"{recorded}{does_not_say} {MAY_BE_SENT}",
            *said_of_the_list(table, consider),
            NOT_FOUND_HERE,
            CRITERIA,
            *unnamed,
        ),
        table,
    )


def _of(rows: list[ReactionCount], said: YellowCard, *, with_error: bool | None = None) -> int:
    return sum(
        row.incidents for row in rows if row.yellow_card == said and with_error in (None, row.with_error)
    )


def _errors_apart(consider: int, after_error: int) -> str:
    """Of those to consider: an error that may have led to the reaction is told apart."""
    if not after_error:
        return "No error is recorded beside the reaction."
    rest = f", and beside {consider - after_error:,} none" if after_error < consider else ""
    return f"Beside {after_error:,} an error is recorded that may have led to the reaction{rest}."


def _to_consider(asking: Asking) -> Table:
    rows: list[ReactionToConsider] = asking.rows("adverse_reactions_to_consider")
    return Table(
        (*FIRST_HEADINGS, "Medicines", "Error types", "Error beside the reaction", "Ward or place"),
        tuple(
            (
                *first_cells(row.n, row.reference, row.source, row.dated_on, row.harm_level),
                row.medicines, row.error_types, "Yes" if row.with_error else "No", row.location,
            )
            for row in rows
        ),
    )  # fmt: skip
