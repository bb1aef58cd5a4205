"""InPhase: the questions of the form are the headings; UTF-16 with tabs although the file is called .csv."""

import csv
import io
from dataclasses import replace

from made_up_trust import words
from made_up_trust.records import (
    MEDICATION,
    OTHER_CATEGORY,
    OTHER_EVENT,
    Record,
    Ward,
    account,
    incident,
    made_up_records,
    made_up_words,
)
from made_up_trust.ulysses import STAFF

FILE = "inphase_2026-04_to_2026-09.csv"
WARDS = (
    Ward("Kingfisher Ward", "Saltmarsh Infirmary", "Medicine and Older People"),
    Ward("Heron Ward", "Saltmarsh Infirmary", "Medicine and Older People"),
    Ward("Plover Ward – elective", "Saltmarsh Infirmary", "Surgery & Theatres"),
    Ward("St. Anne’s Unit", "Dunes Clinic", "Surgery & Theatres"),
)
KINDS = {MEDICATION: 70, OTHER_CATEGORY: 12, OTHER_EVENT: 8}
OTHER_EVENTS = ("Good care", "Risk", "Outcome")

_HARM = {words.NO_HARM: "No physical harm", words.LOW: "Low physical harm", words.MODERATE: "Moderate physical harm",
         words.SEVERE: "Severe physical harm", words.FATAL: "Fatal"}  # fmt: skip
_STAGE = {
    words.PRESCRIBING: "Prescribing", words.DISPENSING: "Preparation or dispensing",
    words.ADMINISTRATION: "Administration or supply",
    words.MONITORING: "Monitoring / follow up", words.ADVICE: "Advice", words.OTHER: "Other (please specify)",
}  # fmt: skip
_ERROR = {
    words.OMITTED: "Medicine omitted", words.DELAYED: "Medicine given late", words.WRONG_TIME: "Wrong time",
    words.DOSE: "Wrong dose or strength", words.FREQUENCY: "Wrong frequency", words.RATE: "Wrong rate of infusion",
    words.MEDICINE: "Wrong medicine", words.PATIENT: "Wrong patient", words.ROUTE: "Wrong route",
    words.FORMULATION: "Wrong formulation", words.QUANTITY: "Wrong quantity", words.CONTRAINDICATED: "Contra-indicated",
    words.ALLERGY: "Patient had a known allergy", words.REACTION: "Adverse drug reaction", words.STORAGE: "Incorrect storage",
    words.COUNSELLING: "Patient not counselled", words.OTHER: "Other", words.NOT_KNOWN: "I don't know",
}  # fmt: skip


def records() -> list[Record]:
    """Of some nobody knows how many patients there were, of some there was none: harm is then not applicable."""
    found = []
    for each in made_up_records("inphase", WARDS, KINDS, errors_at_most=3, medicines_at_most=1):
        if each.variant in (7, 23):
            each = replace(
                each, patients=0 if each.variant == 7 else None, harm=words.NOT_APPLICABLE, near_miss=False
            )
        found.append(each)
    return found


def reference(record: Record) -> str:
    return f"INC-{record.number}"


def _date(record: Record) -> str:
    day = record.occurred
    ending = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(day.day, "th")
    return (f"{day.day} {day:%B %Y}", f"{day.day}{ending} {day:%B %Y}", f"{day:%d %b %Y}")[record.variant % 3]


def _time(record: Record) -> str:
    hour, minute = (int(part) for part in record.time.split(":"))
    half, of_twelve = "pm" if hour >= 12 else "am", (hour - 1) % 12 + 1
    return (f"{of_twelve}.{minute:02} {half}", record.time)[record.variant % 2]


def _row(record: Record) -> dict[str, str]:
    event = OTHER_EVENTS[record.variant % 3] if record.kind == OTHER_EVENT else "Incident"
    agents = ("Medication", "Medication; Devices")[record.variant % 8 == 0]
    patients = "I don't know" if record.patients is None else str(record.patients)
    return {
        "What is the incident reference?": reference(record),
        "What do you want to record?": event,
        "What was involved?": "Devices" if record.kind == OTHER_CATEGORY else agents,
        "When did the incident happen?": _date(record),
        "What time did the incident happen?": _time(record),
        "When was this reported?": f"{record.reported:%d/%m/%Y}",
        "Which site did it happen at?": record.ward.site,
        "Which division does it belong to?": record.ward.division,
        "Which ward or department did it happen in?": record.ward.name,
        "How many patients were involved?": patients,
        "To what extent was the patient physically harmed, including pain, in this incident?": _HARM.get(record.harm, ""),
        "Was it a near miss?": "Yes" if record.near_miss else "No",
        "At what stage of the medication process did it go wrong?": _STAGE.get(record.stage, "Please select"),
        "What went wrong with the medication?": "; ".join(_ERROR[error] for error in record.errors),
        "Which medicine was involved?": record.medicines[0].upper() if record.medicines else "not known",
        "Is this a Never Event?": "No" if record.variant % 4 else "",
        "Has a Yellow Card been submitted?": _yellow_card(record),
        "What is your staff group?": STAFF.get(record.reporter, "Prefer not to say"),
        "What happened?": f"{made_up_words(record)}\nThe nurse said: “fine &amp; well”.",
        "What was learned?": " ",
    }  # fmt: skip


def _yellow_card(record: Record) -> str:
    """Asked of a suspected adverse reaction alone."""
    return ("Yes", "No", "Not required")[record.variant % 3] if words.REACTION in record.errors else ""


def content() -> bytes:
    text = io.StringIO()
    found = [_row(record) for record in records()]
    writer = csv.DictWriter(text, found[0].keys(), delimiter="\t", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(found)
    return b"\xff\xfe" + text.getvalue().encode("utf-16-le")


def expected() -> dict[str, object]:
    of_kind = {kind: [each for each in records() if each.kind == kind] for kind in KINDS}
    return account(
        [incident(each, reference(each)) for each in of_kind[MEDICATION]],
        left_out={
            "another kind of event (good care, risk or outcome)": len(of_kind[OTHER_EVENT]),
            "not a medication incident": len(of_kind[OTHER_CATEGORY]),
        },
    )
