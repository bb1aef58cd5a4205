"""Incidents with a known allergy, and the medicines that they name."""

from dataclasses import dataclass

from dashboard.charts.frame import Table
from dashboard.domain.rows.stages import AllergyMedicine, KnownAllergies
from dashboard.findings.asking import Asking
from dashboard.findings.words import count_of, listed, were
from dashboard.measures.harm import in_per_cent

CAVEAT = (
    "An incident that names a penicillin does not say that the allergy was to it. Penicillins are those of BNF paragraph 5.1.1; "
    "cephalosporins and carbapenems, which some of these patients cannot have either, are not among them."
)


def allergy_sentence(asking: Asking) -> str:
    """How many have a known allergy, and how many of those name a penicillin, against all incidents."""
    found: KnownAllergies = asking.rows("known_allergies")[0]
    if not found.known_allergy:
        return f"No incident of this period{asking.about()} is recorded with a known allergy."
    share = in_per_cent(100 * found.known_allergy / found.incidents)
    first = (
        f"{found.known_allergy:,} of {count_of(found.incidents, 'incident')} ({share}) {were(found.known_allergy)} recorded with a "
        "known allergy to the medicine"
    )
    penicillin = (
        f"{found.penicillin:,} of the {found.known_allergy:,} "
        f"({in_per_cent(100 * found.penicillin / found.known_allergy)}) {'names' if found.penicillin == 1 else 'name'} a "
        f"penicillin, and of all incidents {in_per_cent(100 * found.all_penicillin / found.incidents)} do"
    )
    unknown = (
        f"; {found.medicine_not_known:,} {'names' if found.medicine_not_known == 1 else 'name'} no medicine that is recognised"
        if found.medicine_not_known
        else ""
    )
    return f"{first}; {penicillin}{unknown}."


@dataclass(frozen=True)
class AllergyMedicines:
    sentence: str
    table: Table


def allergy_medicines(asking: Asking) -> AllergyMedicines:
    """Every medicine that incidents with a known allergy name, most first. Raises OlderEdition for an edition that does not
    hold which medicines are penicillins.
    """
    rows: list[AllergyMedicine] = asking.rows("known_allergies_by_medicine")
    penicillins = [row for row in rows if row.penicillin]
    said = listed([f"{row.medicine} ({row.incidents:,})" for row in penicillins])
    return AllergyMedicines(
        f"Penicillins named: {said}." if said else "No penicillin is named.",
        Table(
            ("Medicine", "Incidents", "Penicillin"),
            tuple((row.medicine, row.incidents, "yes" if row.penicillin else "") for row in rows),
        ),
    )
