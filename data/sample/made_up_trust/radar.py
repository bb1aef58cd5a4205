"""Radar: one column for each answer to a question that takes several; instants in UTC; events of every kind."""

import csv
import io
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

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
from made_up_trust.ulysses import ERROR, STAFF

FILE = "radar_2026-04_to_2026-09.csv"
LONDON = ZoneInfo("Europe/London")
WARDS = (
    Ward("Lavender Ward", "Fenwick House", "Adult Mental Health"),
    Ward("Thyme Ward", "Fenwick House", "Adult Mental Health"),
    Ward("Sage Unit", "Fenwick House", "Older Adults"),
    Ward("Crisis Team", "Fenwick Community Hub", "Adult Mental Health"),
)
KINDS = {MEDICATION: 80, OTHER_CATEGORY: 25, OTHER_EVENT: 5}
ANSWERS = 3
OTHER_TYPES = ("Fall", "Violence and aggression", "Self harm", "Absconding")
REPEATS = 1

_HARM = {words.NO_HARM: "No harm", words.LOW: "Low", words.MODERATE: "Moderate", words.SEVERE: "Severe",
         words.FATAL: "Fatal"}  # fmt: skip


def records() -> list[Record]:
    return made_up_records("radar", WARDS, KINDS, errors_at_most=3, medicines_at_most=3)


def reference(record: Record) -> str:
    return f"EVT-{record.number:07}"


def _instant(record: Record) -> str:
    """In UTC: an incident at half past midnight on 1 July stands there as 30 June, 23:30."""
    hour, minute = (int(part) for part in record.time.split(":"))
    day = record.occurred
    local = datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)
    return f"{local.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _row(record: Record) -> dict[str, str]:
    medication = record.kind == MEDICATION
    kind = "Medication incident" if record.kind != OTHER_CATEGORY else OTHER_TYPES[record.variant % 4]
    errors = [ERROR[error] for error in record.errors] if medication else []
    medicines = [name.capitalize() for name in record.medicines] if medication else []
    near_miss = "TRUE" if record.near_miss else ("FALSE", "")[record.variant % 2]
    return {
        "Event number": reference(record),
        "Event type": kind,
        "LFPSE event type": "Good care" if record.kind == OTHER_EVENT else "Incident",
        "Event date and time": _instant(record),
        "Event time": record.time.replace(":", "."),
        "Date raised": f"{record.reported:%Y-%m-%d} 09:00:00",
        "Event site": record.ward.site,
        "Division": record.ward.division,
        "Event location": record.ward.name,
        "Event status": ("Closed", "In progress", "Open")[record.variant % 3],
        "Level of harm": _HARM.get(record.harm, ("", "N/A", "Not known")[record.variant % 3]),
        "Near miss": near_miss,
        "Never Event": ("FALSE", "")[record.variant % 2],
        "Medication stage (answer 1)": record.stage if medication and record.stage != words.NOT_RECORDED else "",
        **{f"Medication error type (answer {n + 1})": errors[n] if n < len(errors) else "" for n in range(ANSWERS)},
        **{f"Medicine involved (answer {n + 1})": medicines[n] if n < len(medicines) else "" for n in range(ANSWERS)},
        "Role of person raising the event": STAFF.get(record.reporter, ""),
        "Event description": f'{made_up_words(record)} "Quoted", and, with commas.',
        "Raised by": "A. Person (made up)",
    }  # fmt: skip


def content() -> bytes:
    text = io.StringIO()
    found = [_row(record) for record in records()]
    found.insert(12, found[10])
    writer = csv.DictWriter(text, found[0].keys(), lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(found)
    return text.getvalue().encode()


def expected() -> dict[str, object]:
    """Near miss: TRUE and FALSE say it, a blank does not."""
    of_kind = {kind: [each for each in records() if each.kind == kind] for kind in KINDS}
    return account(
        [
            incident(
                each,
                reference(each),
                near_miss=True if each.near_miss else (False, None)[each.variant % 2],
            )
            for each in of_kind[MEDICATION]
        ],
        duplicate=REPEATS,
        left_out={
            "another kind of event (good care, risk or outcome)": len(of_kind[OTHER_EVENT]),
            "not a medication incident": len(of_kind[OTHER_CATEGORY]),
        },
    )
