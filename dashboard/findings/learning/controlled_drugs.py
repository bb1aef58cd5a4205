"""The incidents that name a controlled drug, for whoever writes the quarterly occurrence report: a list to look through.

Schedules 2 to 5 are what the national form asks of ("Controlled Drug Quarterly Occurrence Report For Designated Bodies",
cdreporting.co.uk), under the Controlled Drugs (Supervision of Management and Use) Regulations 2013.
"""

from collections.abc import Mapping

from dashboard.charts.frame import Table
from dashboard.domain.rows import ControlledDrugCounts, ControlledDrugIncident
from dashboard.findings.asking import Asking
from dashboard.findings.candour import NO_REFERENCE
from dashboard.findings.to_consider import FIRST_HEADINGS, ToConsider, first_cells, said_of_the_list
from dashboard.findings.words import count_of

TITLE = "Controlled drugs: for the CDAO to look through"
GROUP = "Controlled drugs"
"""The high-risk group: medicines of Schedules 2 to 5 of the Misuse of Drugs Regulations 2001."""

NOT_THE_OCCURRENCE_REPORT = "This is not the occurrence report: losses, discrepancies of stock and concerns about people are not in these data."
WHAT_IT_IS = (
    "Listed is each incident of which a medicine of Schedules 2 to 5 was named, whatever happened. An incident that names no medicine, "
    "or one that is not recognised, can involve a controlled drug and is not here."
)
SCHEDULES = (
    "Schedules are those of the Misuse of Drugs Regulations 2001 as this program's reference list has them, by medicine; where the "
    "schedule depends on the product, the incident does not say which it was."
)
NO_SCHEDULE = "not in the list"
FOR_THE_REPORT = (
    "It is a list to look through for the quarterly occurrence report of the controlled drugs accountable officer (CDAO); what the incident "
    "system holds besides, such as a loss or a concern that was not reported as a medication incident, is to be looked for there."
)


def controlled_drugs(asking: Asking, schedules: Mapping[str, str]) -> ToConsider:
    """`schedules`: the schedule of each controlled drug, by medicine, as the reference list has it. Raises OlderEdition for an edition of
    a format before 3."""
    (counts,) = asking.rows("controlled_drug_counts")
    first = _first(counts)
    if not counts.incidents:
        return ToConsider((first, f"{NOT_THE_OCCURRENCE_REPORT} {FOR_THE_REPORT}", WHAT_IT_IS))
    table = _listed(asking, schedules)
    unnamed = (NO_REFERENCE,) if any(not row[0] for row in table.rows) else ()
    return ToConsider(
        (
            first,
            f"{NOT_THE_OCCURRENCE_REPORT} {FOR_THE_REPORT}",
            *said_of_the_list(table, counts.incidents),
            WHAT_IT_IS,
            SCHEDULES,
            *unnamed,
        ),
        table,
    )


def _first(counts: ControlledDrugCounts) -> str:
    if not counts.incidents:
        return "No incident of these names a medicine of Schedules 2 to 5."
    verb = "names" if counts.incidents == 1 else "name"
    harmful = f"{counts.moderate_and_above:,}" if counts.moderate_and_above else "none"
    return f"{count_of(counts.incidents, 'incident')} {verb} a medicine of Schedules 2 to 5, {harmful} of them of moderate harm or above."


def _listed(asking: Asking, schedules: Mapping[str, str]) -> Table:
    rows: list[ControlledDrugIncident] = asking.rows("controlled_drug_incidents")
    return Table(
        (*FIRST_HEADINGS, "Controlled drugs", "Schedules", "Medicines", "Stages", "Error types", "Ward or place"),
        tuple(
            (
                *first_cells(row.n, row.reference, row.source, row.dated_on, row.harm_level), row.controlled_drugs,
                "; ".join(schedules.get(name, NO_SCHEDULE) for name in row.controlled_drugs.split(", ") if name),
                row.medicines, row.stages, row.error_types, row.location,
            )
            for row in rows
        ),
    )  # fmt: skip
