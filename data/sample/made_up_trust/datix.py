"""The Datix listing: title rows above the header, one row a medicine, totals beneath, a cover sheet before it."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from made_up_trust import words
from made_up_trust.chance import Chance
from made_up_trust.governance import never_event, yellow_card
from made_up_trust.incidents import DATIX_FROM, EARLIER_RUN, NEWEST_RUN, Incident, write_down
from made_up_trust.medicines import Medicine, Mention
from made_up_trust.narratives import TEST_NUMBERS, describe
from made_up_trust.places import TRUST

REJECTED = 12
"""Records that a handler has rejected in Datix; they stay in the listing and are not counted."""

REPEATED_ROWS = 6

Cell = str | int | date | None

HEADINGS = (
    "ID",
    "Ref",
    "Incident date",
    "Incident time",
    "Reported date",
    "Approval status",
    "Site",
    "Division",
    "Specialty",
    "Location (exact)",
    "Location (type)",
    "Type",
    "Category",
    "Sub category",
    "Severity",
    "Result",
    "Stage of medication error",
    "Medication error",
    "Drug administered",
    "Correct drug",
    "Dose given",
    "Route",
    "Reporter staff group",
    "Duty of candour required?",
    "Never Event?",
    "Yellow Card reference",
    "Description",
)


@dataclass(frozen=True)
class Listing:
    """One run of the report: everything that occurred until `last_day` and was reported before `run`."""

    file: str
    run: date
    printed: str
    last_day: date


EARLIER = Listing(
    "datix_2025-09_to_2026-09_earlier_run.xlsx",
    EARLIER_RUN,
    "Report run on 03/10/2026 07:52",
    date(2026, 9, 30),
)
NEWEST = Listing(
    "datix_2025-09_to_2026-10.xlsx", NEWEST_RUN, "Report run on 03/11/2026 08:14", date(2026, 10, 31)
)

_STAFF = {
    "Nurse or midwife": "Registered nurse",
    "Professional, scientific and technical staff": "Pharmacist",
    "Clinical services staff": "Pharmacy technician",
    "Doctor or dentist": "Doctor",
    "Allied health professional": "Allied health professional",
    "Administrative and clerical": "Administrative and clerical",
    "Other": "Other",
}
THEATRE_STAFF = "Operating department practitioner"
"""A staff group of the theatres that no national list has: one word for the person to place."""

_PLACE_TYPE = {
    "outpatient": "Outpatient department",
    "pharmacy": "Pharmacy",
    "theatre": "Operating theatre",
    "emergency": "Emergency department",
}


def in_this_listing(truth: tuple[Incident, ...], listing: Listing) -> list[Incident]:
    return [
        incident
        for incident in truth
        if DATIX_FROM <= incident.occurred <= listing.last_day and incident.is_recorded_by(listing.run)
    ]


def rejected_records(truth: tuple[Incident, ...]) -> list[Incident]:
    """Twelve records that were rejected as entered twice, with numbers that no other record has."""
    chance, found = Chance("rejected"), []
    taken = {incident.local_id for incident in truth}
    in_both_runs = [each for each in truth if each.source == "datix" and each.is_recorded_by(EARLIER_RUN)]
    for like in chance.some_of(in_both_runs, REJECTED):
        copy = write_down(
            like.place,
            like.occurred,
            chance,
            stage=words.ADMINISTRATION,
            error=words.OMITTED,
            harm={words.NO_HARM: 1},
            mentions=like.mentions[:1],
        )
        number = next(like.local_id + step for step in range(1, 9) if like.local_id + step not in taken)
        found.append(replace(copy, local_id=number, reported=like.reported))
    return found


def _status(incident: Incident, run: date, is_rejected: bool) -> str:
    if is_rejected:
        return "Rejected"
    age, roll = (run - incident.reported).days, incident.variant % 20
    if age < 7:
        return "In holding area" if roll < 13 else "Being reviewed"
    if age < 30:
        return ("In holding area", "Being reviewed", "Awaiting final approval", "Finally approved")[roll // 5]
    if age < 75:
        return (
            "Finally approved" if roll < 13 else "Awaiting final approval" if roll < 17 else "Being reviewed"
        )
    return "Finally approved" if roll < 19 else "Awaiting final approval"


def _harm_at(incident: Incident, run: date) -> str:
    return incident.first_harm if run == EARLIER_RUN and incident.first_harm is not None else incident.harm


def _result(incident: Incident, harm: str) -> str:
    if incident.near_miss:
        return "Near miss: did not reach the patient"
    return "Reached the patient" if harm in words.HARM_ORDER else ""


MIDNIGHTS, WITHOUT_TIME = (4, 16, 28, 40, 52), (9, 33)
"""Of 60 variants: listings have many midnights, where the form had to have a time and nobody knew it, and some blanks."""


def _time(incident: Incident) -> str:
    if incident.variant in WITHOUT_TIME:
        return ""
    if incident.variant in MIDNIGHTS:
        return "00:00"
    hour, minute = incident.time.split(":")
    return ("{}{}", "{}:{}", "{}:{}", "{}.{}", "{}:{}")[incident.variant % 5].format(hour, minute)


def _date_cell(day: date, as_text: bool) -> date | str:
    return f"{day:%d/%m/%Y}" if as_text else day


def _duty_of_candour(incident: Incident, harm: str, run: date) -> str:
    if harm in (words.MODERATE, words.SEVERE, words.FATAL):
        return "" if (run - incident.reported).days < 45 and incident.variant % 3 == 0 else "Yes"
    return "No" if incident.variant % 3 else ""


def _staff_group(incident: Incident) -> str:
    if incident.is_by_theatre_practitioner:
        return THEATRE_STAFF
    return _STAFF.get(incident.reporter, "")


def _row(
    incident: Incident,
    written: str,
    medicine: Medicine | None,
    listing: Listing,
    text: str,
    is_rejected: bool,
) -> list[Cell]:
    harm = _harm_at(incident, listing.run)
    stage = incident.stages[0] if incident.stages else ""
    error = incident.errors[0] if incident.errors else ""
    labels = words.ERROR_LABELS["datix"].get(error, ("",))
    place, variant = incident.place, incident.variant
    correct = incident.intended.written if incident.intended else ""
    if medicine and not correct and error == words.DOSE and variant % 3 == 0:
        correct = medicine.name.capitalize()
    return [
        incident.local_id,
        incident.reference,
        _date_cell(incident.occurred, variant % 17 == 3),
        _time(incident),
        _date_cell(incident.reported, variant % 17 == 3),
        _status(incident, listing.run, is_rejected),
        place.site,
        place.division,
        place.specialty,
        place.name,
        _PLACE_TYPE.get(place.kind, "Ward"),
        "Patient incident",
        "Medication",
        _SUB_CATEGORY.get(stage, "Other medication incident"),
        words.HARM_LABELS["datix"].get(harm, ""),
        _result(incident, harm),
        words.STAGE_LABELS["datix"].get(stage, ""),
        labels[variant % len(labels)],
        written,
        correct,
        medicine.doses[variant % len(medicine.doses)] if medicine and variant % 10 < 7 else "",
        medicine.routes[variant % len(medicine.routes)] if medicine and variant % 10 < 8 else "",
        _staff_group(incident),
        _duty_of_candour(incident, harm, listing.run),
        {True: "Yes", False: "No", None: ""}[never_event(incident)],
        yellow_card(incident),
        text,
    ]


_SUB_CATEGORY = {
    words.PRESCRIBING: "Medication error during the prescription process",
    words.DISPENSING: "Preparation of medicines / dispensing in pharmacy",
    words.ADMINISTRATION: "Administration or supply of a medicine from a clinical area",
    words.MONITORING: "Monitoring or follow up of medicine use",
    words.ADVICE: "Advice",
}


def rows(truth: tuple[Incident, ...], listing: Listing) -> list[list[Cell]]:
    """The rows of the listing, newest incident last; an incident that names three medicines has three."""
    rejected = {record.local_id: record for record in rejected_records(truth)}
    listed = in_this_listing(truth, listing)
    with_numbers = {listed[len(listed) // 4].local_id: 1, listed[len(listed) // 2].local_id: 2}
    together = sorted(
        [*listed, *(record for record in rejected.values() if record.reported < listing.run)],
        key=lambda each: (each.occurred, each.local_id),
    )
    found: list[list[Cell]] = []
    for incident in together:
        number = with_numbers.get(incident.local_id)
        text = describe(incident, TEST_NUMBERS[number] if number else "")
        mentions: list[Mention | None] = list(incident.mentions)
        if listing.run == EARLIER_RUN:
            mentions += incident.taken_back
        for mention in mentions or [None]:
            written = mention.written if mention else incident.instead_of_a_medicine
            medicine = mention.medicine if mention else None
            found.append(_row(incident, written, medicine, listing, text, incident.local_id in rejected))
    for position in range(1, REPEATED_ROWS + 1):
        place = position * len(found) // (REPEATED_ROWS + 1)
        found.insert(place + 1, found[place])
    return found


def title_rows(listing: Listing) -> list[str]:
    return [
        TRUST,
        "Medication incidents listing",
        listing.printed,
        f"Filters: Category = Medication; Incident date from 01/09/2025 to {listing.last_day:%d/%m/%Y}",
    ]


def printed_at(listing: Listing) -> datetime:
    return datetime.strptime(listing.printed, "Report run on %d/%m/%Y %H:%M")
