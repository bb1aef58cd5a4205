"""The LFPSE extract: one row a patient and revision, other kinds of event and other agents among them."""

from datetime import date, timedelta

from made_up_trust import words
from made_up_trust.chance import Chance
from made_up_trust.governance import never_event, yellow_card
from made_up_trust.incidents import LFPSE_EXPORTED, LFPSE_FROM, LFPSE_UNTIL, Incident
from made_up_trust.narratives import TEST_NUMBERS, describe
from made_up_trust.places import ORGANISATION_CODE, PLACES, days_in, months

FILE = "lfpse_2024-06_to_2025-09.csv"

UNLINKED = 7
"""September 2025 records without CL021: they are in the Datix listing too, but nothing says which they are."""

OTHER_EVENTS = {"Good care": 26, "Risk": 31, "Outcome": 9}
OTHER_AGENTS = {"Devices": 38, "IT Systems or Software": 10, "Blood": 7, "None of the above": 5}
NO_LONGER_MEDICATION = 3
"""References that a later revision has taken out of the medication incidents: nothing of them counts."""

MEDICATION_AT_LAST = 3
"""References that only a later revision has made medication incidents: they count."""

_REPORTERS = {
    "Nurse or midwife": "Nurse or midwife",
    "Professional, scientific and technical staff": (
        "Additional professional, scientific and technical staff, including social care"
    ),
    "Clinical services staff": "Additional clinical services staff, including ambulance services and pharmacy",
    "Doctor or dentist": "Doctor or dentist",
    "Allied health professional": "Allied health professional",
    "Administrative and clerical": "Administrative and clerical staff",
    "Other": "Other",
}
_AGE_RANGES = (
    (1, "1-11 months"),
    (5, "1-4 years"),
    (10, "5-9 years"),
    (16, "10-15 years"),
    (18, "16 and 17 years"),
    (26, "18-25 years"),
    (46, "26-45 years"),
    (66, "46-65 years"),
    (86, "66-85 years"),
    (200, "85+ years"),
)


def reference(local_id: int) -> str:
    """Eight digits, different for every local number below 1,000,003 (a prime)."""
    return str(31_000_000 + local_id * 6_007 % 1_000_003)


def in_this_file(truth: tuple[Incident, ...]) -> list[Incident]:
    """What LFPSE counts, and of September 2025 what the trust had passed on by the day of the extract."""
    return [incident for incident in truth if incident.source == "lfpse" or incident.also_in_lfpse]


def unlinked(truth: tuple[Incident, ...]) -> frozenset[int]:
    september = [incident.local_id for incident in truth if incident.also_in_lfpse]
    return frozenset(Chance("unlinked").some_of(september, UNLINKED))


def _as_lfpse(incident: Incident) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Stages and errors in LFPSE's words (for September 2025 the truth speaks Datix)."""
    said = [
        words.as_system_says("lfpse", incident.stages[0] if incident.stages else words.OTHER, error)[1]
        for error in incident.errors
    ]
    stages = [words.as_system_says("lfpse", stage, words.OTHER)[0] for stage in incident.stages]
    return tuple(dict.fromkeys(stages)), tuple(dict.fromkeys(said))


def _base_row(incident: Incident, linked: bool, test_number: str) -> dict[str, str]:
    stages, errors = _as_lfpse(incident)
    answers = words.lfpse_answers(errors, incident.variant)
    names = [mention.written for mention in incident.mentions]
    joint = ("; ", " and ", ", ")[incident.variant % 3]
    harm = words.HARM_LABELS["lfpse"].get(incident.harm, "")
    absent = "Not applicable" if incident.patients == 0 else "Harm level missing"
    psychological = incident.psychological if incident.psychological.endswith("psychological harm") else ""
    reported = incident.reported
    return {
        "Reference": reference(incident.local_id),
        "Taxonomy Version": "5" if reported < date(2025, 4, 1) else "6",
        "Revision": "1",
        "Occurred Organisation Code": ORGANISATION_CODE,
        "Reporter Organisation Code": ORGANISATION_CODE,
        "T005 - Event date": f"{incident.occurred:%Y-%m-%d}",
        "Reported Date": f"{reported:%Y-%m-%d}",
        "Month - Year": f"{incident.occurred:%m-%Y}",
        "Financial Year": _financial_year(incident.occurred),
        "Number of patients": str(incident.patients),
        "Patient no.": "1" if incident.patients else "",
        "P007 - Age Range": next(name for below, name in _AGE_RANGES if incident.age < below),
        "L003 - Service Area": "Maternity services (inpatient or community)"
        if incident.place.kind == "maternity"
        else "Acute, general or specialist services (including inpatient, ED, outpatient and 'outsourced hospital care')",
        "L004 - Location Within Service": "Ward" if incident.place.beds else "Other",
        "L006 - Specialty": incident.place.specialty,
        "F001 - Describe what happened": describe(incident, test_number),
        "CL001 - Event Type": "Incident",
        "A001 - Involved Agents": _agents(incident),
        "Involved Processes": "; ".join(words.STAGE_LABELS["lfpse"][stage] for stage in stages),
        **{
            column: answers.get(column, "")
            for column in (words.FACTOR, words.MUCH, words.LITTLE, words.WRONGLY, words.PACKAGING)
        },
        "A002 - Medicine types involved": joint.join(names) or incident.instead_of_a_medicine,
        "DMD002 - Medicine types (VTM)": ", ".join(mention.medicine.vtm for mention in incident.mentions)
        if incident.has_dmd
        else "",
        words.DRUG_REACTION: answers.get(words.DRUG_REACTION, ""),
        "Yellow Card Reference": yellow_card(incident),
        "OT001 - Physical harm": harm,
        "OT002 - Psychological harm": psychological,
        "Largest physical harm (across all patients in incident)": harm or absent,
        "Largest psychological harm (across all patients in incident)": psychological or absent,
        "Detection Point": "Immediately prior to care or treatment"
        if incident.near_miss
        else "During direct care or treatment",
        "Reporter Role": _REPORTERS.get(incident.reporter_group, ""),
        "Duty of candour": _duty(incident),
        "Never Event": {True: "true", False: "false", None: ""}[never_event(incident)],
        "CL021 - Reference Number (Optional)": _local_reference(incident) if linked else "",
        "Site": incident.place.site,
        "Division": incident.place.division,
        "Ward": incident.place.name,
    }


def _financial_year(day: date) -> str:
    first = day.year if day.month >= 4 else day.year - 1
    return f"{first}/{first + 1}"


def _agents(incident: Incident) -> str:
    others = ("", "", "", "", "", "", "Devices", "", "IT Systems or Software", "")
    return "; ".join(filter(None, ("Medications", others[incident.variant % 10])))


def _duty(incident: Incident) -> str:
    if incident.harm in (words.MODERATE, words.SEVERE, words.FATAL):
        return "Yes" if incident.variant % 10 else ""
    return "No" if incident.variant % 4 else ""


def _local_reference(incident: Incident) -> str:
    """As people type it: the Ref, now and then the bare ID or lower case."""
    if incident.variant % 12 == 5:
        return str(incident.local_id)
    return incident.reference.lower() if incident.variant % 12 == 9 else incident.reference


def _patients(row: dict[str, str], incident: Incident, chance: Chance) -> list[dict[str, str]]:
    """A row for each patient: one of them has the incident's harm, the others the same or less."""
    found = [row]
    for number in range(2, incident.patients + 1):
        other = row | {"Patient no.": str(number)}
        if incident.harm in words.HARM_ORDER:
            less = words.HARM_ORDER[: words.HARM_ORDER.index(incident.harm) + 1]
            other["OT001 - Physical harm"] = words.HARM_LABELS["lfpse"][chance.one_of(less)]
        found.append(other)
    return (
        found
        if chance.happens(0.5)
        else [each | {"Patient no.": str(n)} for n, each in enumerate(found[::-1], 1)]
    )


def _revisions(
    incident: Incident, patients: list[dict[str, str]], chance: Chance
) -> list[list[dict[str, str]]]:
    """The revisions of one reference, first to last; the last is the truth, the first has the first reported date."""
    count = chance.weighted({1: 86, 2: 11, 3: 3}) if incident.patients == 1 else 1
    found = []
    for number in range(1, count + 1):
        day = min(
            LFPSE_EXPORTED, incident.reported + timedelta(days=(number - 1) * (11 + incident.variant % 17))
        )
        stamp = {"Revision": str(number), "Reported Date": f"{day:%Y-%m-%d}"}
        if number < count and chance.happens(0.4):
            before = chance.weighted({"": 3, words.NO_HARM: 3, words.LOW: 3, words.MODERATE: 1})
            label = words.HARM_LABELS["lfpse"].get(before, "")
            stamp |= {
                "OT001 - Physical harm": label,
                "Largest physical harm (across all patients in incident)": label or "Harm level missing",
            }
        found.append([patient | stamp for patient in patients])
    return found


def rows(truth: tuple[Incident, ...]) -> list[dict[str, str]]:
    chance, apart = Chance("lfpse rows"), unlinked(truth)
    incidents = in_this_file(truth)
    numbered_form = incidents[len(incidents) // 3].local_id
    at_last = {
        each.local_id
        for each in chance.some_of([i for i in incidents if i.patients == 1], MEDICATION_AT_LAST)
    }
    found: list[dict[str, str]] = []
    for incident in incidents:
        number = TEST_NUMBERS[0] if incident.local_id == numbered_form else ""
        row = _base_row(incident, incident.local_id not in apart, number)
        revisions = _revisions(incident, _patients(row, incident, chance), chance)
        if incident.local_id in at_last:
            revisions = [
                [row | {"A001 - Involved Agents": "IT Systems or Software"}],
                [row | {"Revision": "2"}],
            ]
        found.extend(each for revision in revisions for each in revision)
    found.extend(_left_out(found, chance))
    return sorted(
        found, key=lambda row: (row["Reported Date"], row["Reference"], row["Revision"], row["Patient no."])
    )


def _left_out(found: list[dict[str, str]], chance: Chance) -> list[dict[str, str]]:
    """Records that are no medication incidents, each with a reference of its own."""
    others: list[dict[str, str]] = []
    last_months = list(months(LFPSE_FROM, LFPSE_UNTIL))

    def another(**changes: str) -> dict[str, str]:
        month = chance.one_of(last_months)
        day = chance.day_in(month, month.replace(day=days_in(month)))
        local_id = 500_000 + 10 * len(others) + chance.whole(0, 9)
        place = chance.one_of(PLACES)
        blank = dict.fromkeys(found[0], "")
        kept = ("Taxonomy Version", "Occurred Organisation Code", "Reporter Organisation Code", "Revision")
        return (
            blank
            | {heading: found[0][heading] for heading in kept}
            | {
                "Reference": reference(local_id),
                "T005 - Event date": f"{day:%Y-%m-%d}",
                "Reported Date": f"{day + timedelta(days=chance.whole(0, 9)):%Y-%m-%d}",
                "Month - Year": f"{day:%m-%Y}",
                "Financial Year": _financial_year(day),
                "Number of patients": "1",
                "Patient no.": "1",
                "CL001 - Event Type": "Incident",
                "CL021 - Reference Number (Optional)": f"W{local_id}",
                "Site": place.site,
                "Division": place.division,
                "Ward": place.name,
            }
            | changes
        )

    for event, count in OTHER_EVENTS.items():
        for _ in range(count):
            no_patient = {"Number of patients": "0", "Patient no.": ""} if event != "Outcome" else {}
            text = f"Made-up record of the kind '{event}'."
            changes = {"CL001 - Event Type": event, "F001 - Describe what happened": text} | no_patient
            others.append(another(**changes, **{"A001 - Involved Agents": "Medications"}))
    for agents, count in OTHER_AGENTS.items():
        for _ in range(count):
            text = "Made-up record in which no medicine played a part."
            harm = {"OT001 - Physical harm": "No physical harm"}
            others.append(
                another(**{"A001 - Involved Agents": agents, "F001 - Describe what happened": text}, **harm)
            )
    for _ in range(NO_LONGER_MEDICATION):
        first = another(
            **{"A001 - Involved Agents": "Medications", "OT001 - Physical harm": "Low physical harm"}
        )
        others += [first, first | {"Revision": "2", "A001 - Involved Agents": "Devices"}]
    return others
