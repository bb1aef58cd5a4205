"""A system without a profile of its own: semicolons, Windows-1252, dates as every person writes them."""

import csv
import io
from datetime import date

from made_up_trust import words
from made_up_trust.records import MEDICATION, Record, Ward, account, incident, made_up_records

FILE = "other_system_2026-04_to_2026-09.csv"
ENCODING = "cp1252"
WARDS = (
    Ward("Children’s Hospice – Garden", "Maple Hospice", "Hospice"),
    Ward("Day Therapy", "Maple Hospice", "Hospice"),
    Ward("Hospice at Home", "Maple Community", "Community"),
)
KINDS = {MEDICATION: 64}
ENDS = ("Count: 64", "Page 1 of 1")

_HARM = {words.NO_HARM: ("None", "NO HARM", "No harm caused "), words.LOW: ("Low", "low harm", "LOW"),
         words.MODERATE: ("Moderate",), words.SEVERE: ("Severe",), words.FATAL: ("Death",)}  # fmt: skip
_NOTHING = ("", "-", "N/A", "?", "Unknown", "TBC")
_STAGE = {words.PRESCRIBING: "prescribing", words.DISPENSING: "Dispensing / preparation",
          words.ADMINISTRATION: "Administration of medicines", words.MONITORING: "Monitoring", words.ADVICE: "Advice",
          words.OTHER: "Other"}  # fmt: skip
_ERROR = {
    words.OMITTED: "Missed dose", words.DELAYED: "Late dose", words.WRONG_TIME: "Given at the wrong time",
    words.DOSE: "Overdose", words.FREQUENCY: "Too frequent", words.RATE: "Wrong infusion rate",
    words.MEDICINE: "Wrong drug given", words.PATIENT: "Given to wrong patient", words.ROUTE: "Wrong route",
    words.FORMULATION: "Wrong preparation", words.QUANTITY: "Stock discrepancy", words.CONTRAINDICATED: "Drug interaction",
    words.ALLERGY: "Allergy", words.REACTION: "Side effect", words.STORAGE: "Out of date medicine",
    words.COUNSELLING: "Information not given", words.OTHER: "Other", words.NOT_KNOWN: "Don't know",
}  # fmt: skip
_STAFF = {
    "Nurse or midwife": "Staff nurse",
    "Professional, scientific and technical staff": "Clinical pharmacist",
    "Doctor or dentist": "Consultant",
    "Clinical services staff": "HCA",
    "Allied health professional": "Occupational therapist",
}


def records() -> list[Record]:
    return made_up_records("another system", WARDS, KINDS, errors_at_most=1, medicines_at_most=2)


def reference(record: Record) -> str:
    return f"{record.number % 1000:03}/{record.number // 1000}"


def written_date(day: date, variant: int) -> str:
    """Ten ways in one column; the last is the number that a spreadsheet has made of the date."""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    name = months[day.month - 1]
    ways = (
        f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day:%d/%m/%y}", f"{day:%d}-{name}-{day.year}",
        f"{day:%Y-%m-%d}", f"{day:%d.%m.%Y}", f"{day:%d/%m/%Y} 14:30", f"{day.day} {name} {day.year}",
        f"{day:%d/%m/%Y} 00:00:00", str((day - date(1899, 12, 30)).days),
    )  # fmt: skip
    return ways[variant % len(ways)]


def _time(record: Record) -> str:
    hour, minute = (int(part) for part in record.time.split(":"))
    fraction = f"{(hour * 60 + minute) / 1440:.6f}"
    return (f"{hour:02}{minute:02}", f"{hour:02}.{minute:02}", record.time, fraction)[record.variant % 4]


def _row(record: Record) -> dict[str, str]:
    variant = record.variant
    harm = _HARM.get(record.harm, _NOTHING)
    return {
        "Case reference": reference(record),
        "Date occurred": written_date(record.occurred, variant),
        "Time": _time(record),
        "Reported on": written_date(record.reported, variant // 2),
        "Hospital": record.ward.site,
        "Directorate": record.ward.division,
        "Place": record.ward.name,
        "Category": ("Medication", "Medicines", "Drug error", "MEDICATION INCIDENT")[variant % 4],
        "Harm": harm[variant % len(harm)],
        "Stage": _STAGE.get(record.stage, _NOTHING[variant % 4]),
        "What went wrong": _ERROR[record.errors[0]] if record.errors else "xxx",
        "Medicine 1": record.medicines[0] if record.medicines else "",
        "Medicine 2": record.medicines[1] if len(record.medicines) > 1 else "",
        "Dose": ("5 µg", "10 mg", "=2+3", "£0")[variant % 4],
        "Job title": _STAFF.get(record.reporter, "Unknown"),
        "Notes": "Made up – “nothing” happened;\r\nsecond line; with semicolons.",
    }


def content() -> bytes:
    text = io.StringIO(newline="")
    found = [_row(record) for record in records()]
    writer = csv.DictWriter(text, found[0].keys(), delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(found)
    for line in ENDS:
        text.write(f"{line}{';' * (len(found[0]) - 1)}\r\n")
    return text.getvalue().encode(ENCODING)


def expected() -> dict[str, object]:
    """Near miss: the listing has no such column. Stage 'Unknown' is an answer, a dash is none."""
    return account(
        [incident(each, reference(each), near_miss=None) for each in records()],
        left_out={"a total or page line": len(ENDS)},
    )
