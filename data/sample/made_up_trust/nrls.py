"""The NRLS extract: one row an incident, headings as NHS England releases them, a single space for a blank."""

from made_up_trust import words
from made_up_trust.incidents import Incident
from made_up_trust.medicines import Mention
from made_up_trust.narratives import describe
from made_up_trust.places import ORGANISATION_CODE, TRUST

FILE = "nrls_2023-11_to_2024-05.csv"

REPEATED_ROWS = 4
"""Rows that stand in the file twice, byte for byte."""

_LOCATION_2 = {
    "emergency": "Accident (A) / minor injury unit / medical assessment unit",
    "acute": "Accident (A) / minor injury unit / medical assessment unit",
    "outpatient": "Outpatient department",
    "pharmacy": "Support Services",
    "theatre": "Other",
}
_SPECIALTY = {
    "surgical": "Surgical specialties",
    "theatre": "Anaesthesia Pain Management and Critical Care",
    "intensive care": "Anaesthesia Pain Management and Critical Care",
    "emergency": "Accident and Emergency (A)",
    "maternity": "Obstetrics and gynaecology",
    "children": "Children's Specialties",
    "pharmacy": "Diagnostic services",
}


def unique_incident_id(incident: Incident) -> str:
    """Eight digits, different for every local number below 1,000,003 (a prime)."""
    return str(61_000_000 + incident.local_id * 7_919 % 1_000_003)


def _drug(mention: Mention | None, variant: int) -> tuple[str, str]:
    """(approved name, proprietary name); a brand stands without its approved name in half of the cases."""
    if mention is None:
        return "", ""
    if mention.how == "brand":
        return ("" if variant % 2 else mention.medicine.name.capitalize()), mention.written
    return mention.written, ""


def row(incident: Incident) -> dict[str, str]:
    mentions = [*incident.mentions, None, None]
    first = _drug(mentions[0], incident.variant)
    second = _drug(mentions[1], incident.variant)
    if len(incident.mentions) > 2:  # NRLS has two places for medicines: the third is named with the second
        second = (f"{incident.mentions[1].written} + {incident.mentions[2].written}", "")
    errors = words.ERROR_LABELS["nrls"]
    stage = incident.stages[0] if incident.stages else ""
    error = incident.errors[0] if incident.errors else ""
    kind = incident.place.kind
    return {
        "RP01 Unique Incident ID": unique_incident_id(incident),
        "Local Trust incident ID": incident.reference,
        "RP02 Care Setting of Occurrence": "Acute / general hospital",
        "RP07 NHS Organisation Code": ORGANISATION_CODE,
        "Organisation Name": TRUST,
        "Site": incident.place.site,
        "Division": incident.place.division,
        "Date of Incident": f"{incident.occurred:%d/%m/%Y}",
        "Date incident received by NRLS": f"{incident.reported:%d/%m/%Y}",
        "IN03 Location (lvl1)": "General / acute hospital",
        "IN03 Location (lvl2)": _LOCATION_2.get(kind, "Inpatient areas"),
        "IN03 Location (lvl3)": "Ward" if incident.place.beds else "",
        "IN03 Location - Free Text": incident.place.name,
        "IN05 Incident Category - Lvl1": "Medication",
        "IN05 Incident Category - Lvl2": "",
        "IN07 Description of what happened": describe(incident),
        "Age at time of Incident (years)": str(incident.age),
        "PD02 Patient Sex": "Female" if incident.female else "Male",
        "PD05 Specialty - Lvl 1": _SPECIALTY.get(kind, "Medical specialties"),
        "PD09 Degree of harm (severity)": words.HARM_LABELS["nrls"].get(incident.harm, ""),
        "MD01 Med Process": words.STAGE_LABELS["nrls"].get(stage, ""),
        "MD02 Med Error Category": errors[error][incident.variant % len(errors[error])] if error else "",
        "MD05 Approved Name (Drug 1)": first[0] or incident.instead_of_a_medicine,
        "MD06 Proprietary Name (Drug 1)": first[1],
        "MD30 Approved Name (Drug 2)": second[0],
        "MD31 Proprietary Name (Drug 2)": second[1],
    }


def rows(truth: tuple[Incident, ...]) -> list[dict[str, str]]:
    """In the order in which the incidents were received, a few rows repeated a little further down."""
    found = [row(incident) for incident in truth if incident.source == "nrls"]
    for position in range(1, REPEATED_ROWS + 1):
        place = position * len(found) // (REPEATED_ROWS + 1)
        found.insert(place + 3 * position, found[place])
    return [{heading: value or " " for heading, value in each.items()} for each in found]
