"""Ulysses: a listing of the whole trust as a workbook, its groups of columns named in a row above the headings."""

from datetime import date, datetime
from io import BytesIO

from made_up_trust import words
from made_up_trust.records import (
    EXCLUDED,
    MEDICATION,
    OTHER_CATEGORY,
    RUN,
    Record,
    Ward,
    account,
    incident,
    made_up_records,
    made_up_words,
)
from made_up_trust.workbook import Workbook, without_clock

FILE = "ulysses_whole_trust_2026-04_to_2026-09.xlsx"
TRUST = "Northmoor Community NHS Trust (made up)"

WARDS = (
    Ward("Alder Ward", "Northmoor Hospital", "Inpatients"),
    Ward("Birch Ward", "Northmoor Hospital", "Inpatients"),
    Ward("Rowan Rehabilitation Unit", "Northmoor Hospital", "Inpatients"),
    Ward("District Nursing North", "Community", "Community Services"),
    Ward("District Nursing South", "Community", "Community Services"),
)
KINDS = {MEDICATION: 90, OTHER_CATEGORY: 60, EXCLUDED: 3}
NO_NUMBER, REPEATS, ENDS = 2, 2, ("Grand total: 155", "End of report")

OTHER_GROUPS = ("Slips, trips and falls", "Pressure ulcer", "Violence and aggression", "Staffing levels",
                "Information governance", "Needlestick injury")  # fmt: skip
GROUPS = (("Incident", 6), ("Where", 4), ("What it was", 4), ("Medication", 4), ("Who and what", 3))
HEADINGS = (
    "Incident Number", "Incident Date", "Incident Time", "Date Reported", "Record Status", "Actual Impact",
    "Site", "Division", "Department", "Location Type",
    "Cause Group", "Cause 1", "Cause 2", "Near Miss?",
    "Drug 1", "Drug 2", "Dose Given", "Intended Drug",
    "Staff Group", "Description", "Lessons Learned",
)  # fmt: skip

_HARM = {words.NO_HARM: "No Harm", words.LOW: "Low Harm", words.MODERATE: "Moderate Harm",
         words.SEVERE: "Severe Harm", words.FATAL: "Death"}  # fmt: skip
_STAGE = {
    words.PRESCRIBING: "Prescribing error",
    words.DISPENSING: "Dispensing error",
    words.ADMINISTRATION: "Administration error",
    words.MONITORING: "Monitoring or follow up",
    words.ADVICE: "Advice",
    words.OTHER: "Other",
}
ERROR = {
    words.OMITTED: "Omitted dose", words.DELAYED: "Delayed dose", words.WRONG_TIME: "Wrong time",
    words.DOSE: "Incorrect dose", words.FREQUENCY: "Incorrect frequency", words.RATE: "Incorrect rate of infusion",
    words.MEDICINE: "Incorrect drug", words.PATIENT: "Incorrect patient", words.ROUTE: "Incorrect route",
    words.FORMULATION: "Incorrect formulation", words.QUANTITY: "Incorrect quantity",
    words.CONTRAINDICATED: "Contra-indication", words.ALLERGY: "Known allergy", words.REACTION: "Adverse drug reaction",
    words.STORAGE: "Incorrect storage", words.COUNSELLING: "Counselling", words.OTHER: "Other",
    words.NOT_KNOWN: "Unknown",
}  # fmt: skip
STAFF = {
    "Nurse or midwife": "Registered nurse",
    "Professional, scientific and technical staff": "Pharmacist",
    "Doctor or dentist": "Medical and dental",
    "Clinical services staff": "Healthcare assistant",
    "Allied health professional": "Physiotherapist",
}


def records() -> list[Record]:
    return made_up_records("ulysses", WARDS, KINDS, errors_at_most=1, medicines_at_most=2)


def _date(day: date, variant: int) -> date | str:
    """Most are real dates; some are text, as after somebody has typed over a cell."""
    return f"{day:%d/%m/%Y}" if variant % 9 == 4 else day


def _cells(record: Record) -> list[object]:
    medication = record.kind != OTHER_CATEGORY
    group = "Medication" if medication else OTHER_GROUPS[record.variant % len(OTHER_GROUPS)]
    drugs = [name.capitalize() for name in record.medicines] if medication else []
    status = "Duplicate" if record.kind == EXCLUDED else ("Closed", "Under investigation")[record.variant % 2]
    return [
        record.number, _date(record.occurred, record.variant), record.time.replace(":", ""),
        _date(record.reported, record.variant), status, _HARM.get(record.harm, ""),
        record.ward.site, record.ward.division, record.ward.name, "Ward" if record.ward.site != "Community" else "Home",
        group, _STAGE.get(record.stage, "") if medication else "Other",
        ERROR.get(record.errors[0], "") if medication and record.errors else "",
        "Y" if record.near_miss else "N",
        drugs[0] if drugs else "N/A" if medication else "", drugs[1] if len(drugs) > 1 else "", "", "",
        STAFF.get(record.reporter, ""), f"{made_up_words(record)}_x000D_\nSecond line.", "",
    ]  # fmt: skip


def workbook() -> bytes:
    """Sheets 'Front page', 'Incidents' and, hidden, 'Lookups': two title rows, groups in row 4, headings in row 5."""
    book = Workbook()
    front, sheet, lookups = book.active, book.create_sheet("Incidents"), book.create_sheet("Lookups")
    assert front is not None
    front.title = "Front page"
    front["B2"], front["B3"] = TRUST, "Made up: nobody is meant."
    sheet["B1"], sheet["B2"] = "All incidents, whole trust", f"Printed {RUN:%d/%m/%Y} 07:45"
    lookups.sheet_state = "hidden"
    for row, group in enumerate(OTHER_GROUPS, start=1):
        lookups.cell(row, 1, group)
    across = 2
    for group, width in GROUPS:
        sheet.cell(4, across, group)
        sheet.merge_cells(start_row=4, start_column=across, end_row=4, end_column=across + width - 1)
        across += width
    found = [_cells(record) for record in records()]
    found = [*found[:20], *found[18 : 18 + REPEATS], *found[20:]]
    for lost in range(NO_NUMBER):  # somebody has cleared the number of a copied row
        found.append(["", *found[30 + lost][1:]])
    for at, cells in enumerate([list(HEADINGS), *found], start=5):
        for column, value in enumerate(cells, start=2):
            if value != "":
                cell = sheet.cell(at, column, value)  # type: ignore[arg-type]
                if isinstance(value, date):
                    cell.number_format = "dd/mm/yyyy"
    for line, text in enumerate(ENDS, start=1):
        sheet.cell(5 + len(found) + line, 2, text)
    book.properties.creator, book.properties.title = TRUST, "All incidents"
    written = BytesIO()
    book.save(written)
    return without_clock(written.getvalue(), datetime(RUN.year, RUN.month, RUN.day, 7, 45))


def expected() -> dict[str, object]:
    of_kind = {kind: [each for each in records() if each.kind == kind] for kind in KINDS}
    return account(
        [incident(each, str(each.number)) for each in of_kind[MEDICATION]],
        rejected=NO_NUMBER,
        duplicate=REPEATS,
        left_out={
            "a total or page line": len(ENDS),
            "not a medication incident": len(of_kind[OTHER_CATEGORY]),
            "rejected or a duplicate in the source system": len(of_kind[EXCLUDED]),
        },
    )
