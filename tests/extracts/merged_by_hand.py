"""A second, plain-Python merge of rows to incidents, one dictionary a row: nothing of the reading code is used.

It knows only the words below, which is what the generated listings are written with.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

HEADINGS = (
    "Ref", "Incident date", "Reported date", "Site", "Division", "Location (exact)", "Severity", "Result", "Stage",
    "Error type", "Drug administered", "Correct drug", "Route", "Staff group", "Approval status", "Category",
    "LFPSE Reference",
)  # fmt: skip
HARM = {
    "": "Not recorded", "None (no harm caused)": "No harm", "Near miss": "No harm", "Low": "Low", "LOW": "Low",
    "Severe; Low": "Severe", "Death": "Fatal", "Amber": "Not recorded", "Low; Amber": "Low", "MODRTE": "Moderate",
    "Minor": "Not recorded", "Catastrophic": "Not recorded", "Moderate": "Moderate", "x" * 90: "Not recorded",
}  # fmt: skip
HARM_ORDER = ("Not applicable", "Not recorded", "No harm", "Low", "Moderate", "Severe", "Fatal")
SCALE = ("Minor", "Catastrophic", "Moderate")
ONLY_CONSEQUENCE = ("Minor", "Catastrophic")
RAW_HARM = {"Amber": "Amber", "Low; Amber": "Amber"}
NEAR_MISS = {"": None, "Near miss": True, "Reached the patient": False, "Thursday": None}
STAGES: dict[str, list[str]] = {
    "": [], "Prescribing": ["Prescribing"], "Prescribing; Advice": ["Prescribing", "Advice"], "Ordering": [],
    "Advice; Ordering": ["Advice"],
}  # fmt: skip
ERRORS: dict[str, list[str]] = {
    "": [], "Omitted dose": ["Omitted dose"], "Wrong route": ["Wrong route or technique"], "Mix-up": [],
    "Omitted dose | Wrong route": ["Omitted dose", "Wrong route or technique"],
}  # fmt: skip
GROUPS = {"": "Not recorded", "Nurse": "Nurse or midwife", "Astronaut": "Not recorded"}
RAW = {
    "Result": {"Thursday": "Thursday"},
    "Stage": {"Ordering": "Ordering", "Advice; Ordering": "Ordering"},
    "Error type": {"Mix-up": "Mix-up"},
    "Staff group": {"Astronaut": "Astronaut"},
}
FIELDS = {
    "Result": "near_miss",
    "Stage": "stage",
    "Error type": "error_type",
    "Staff group": "reporter_group",
}
PLACES = {"": "Not recorded", "Ward 7": "Ward 7", " Ward  8": "Ward 8", "a.nurse@example.org": "Not recorded"}
DATES = ("", "03/02/2026", "31/02/2026", "2025", "04/02/2026", "05/03/2026")
CATEGORIES = ("", "Medication", "Medication", "Medication", "Something else", "Odd one")
STATUSES = ("", "Finally approved", "Rejected", "Being reviewed")


def read_day(written: str) -> tuple[date | None, date | None, str, str | None]:
    """(earliest, latest, precision, as written where it counts as not recorded)."""
    if len(written) == 4:
        return date(int(written), 1, 1), date(int(written), 12, 31), "year", None
    try:
        day = datetime.strptime(written, "%d/%m/%Y").date()
    except ValueError:
        return None, None, "Not recorded", written or None
    return day, day, "day", None


def incidents_by_hand(rows: Sequence[tuple[str, ...]]) -> dict[str, dict[str, Any]]:
    """The incidents of rows below HEADINGS by reference; byte-identical repeats and what does not count are left out."""
    cells = [
        dict(zip(HEADINGS, (cell.strip() for cell in row), strict=True))
        for row in dict.fromkeys(map(_stripped, rows))
    ]
    consequence = any(row["Severity"] in ONLY_CONSEQUENCE for row in cells)
    grouped: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in cells:
        if row["Ref"] and row["Category"] in ("", "Medication") and row["Approval status"] != "Rejected":
            grouped[" ".join(row["Ref"].split())].append(row)
    return {reference: _incident(its, consequence) for reference, its in grouped.items()}


def _stripped(row: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in row)


def _incident(rows: list[dict[str, str]], consequence: bool) -> dict[str, Any]:
    days = [read_day(row["Incident date"]) for row in rows]
    known = next((day for day in days if day[0]), None)
    reported = [found[0] for row in rows if (found := read_day(row["Reported date"]))[2] == "day"]
    harms = [
        "Not recorded" if consequence and row["Severity"] in SCALE else HARM[row["Severity"]] for row in rows
    ]
    said = [
        NEAR_MISS[row["Result"]] if NEAR_MISS[row["Result"]] is not None else (True if row["Severity"] == "Near miss" else None)
        for row in rows
    ]  # fmt: skip
    return {
        "occurred_earliest": known[0] if known else None,
        "occurred_latest": known[1] if known else None,
        "occurred_precision": known[2] if known else "Not recorded",
        "occurred_as_written": None if known else next((day[3] for day in days if day[3]), None),
        "reported_on": min((day for day in reported if day), default=None),
        "site": _first(rows, "Site", "Not recorded"),
        "division": _first(rows, "Division", "Not recorded"),
        "location": next((PLACES_STRIPPED[row["Location (exact)"]] for row in rows
                          if PLACES_STRIPPED[row["Location (exact)"]] != "Not recorded"), "Not recorded"),
        "harm_level": max(harms, key=HARM_ORDER.index),
        "near_miss": True if True in said else False if False in said else None,
        "reporter_group": next((GROUPS[row["Staff group"]] for row in rows if GROUPS[row["Staff group"]] != "Not recorded"), "Not recorded"),
        "status": _first(rows, "Approval status", None),
        "stages": sorted({word for row in rows for word in STAGES[row["Stage"]]}),
        "error_types": sorted({word for row in rows for word in ERRORS[row["Error type"]]}),
        "medicines": sorted({found for row in rows for found in _medicines(row)}),
        "unplaced": sorted({found for row in rows for found in raw_words(row, consequence)}),
        "link_references": sorted({row["Ref"].upper() for row in rows}),
        "points_to": sorted({row["LFPSE Reference"].upper() for row in rows} - {""}),
        "row_count": len(rows),
    }  # fmt: skip


PLACES_STRIPPED = {written.strip(): name for written, name in PLACES.items()}


def _first(rows: list[dict[str, str]], heading: str, otherwise: str | None) -> str | None:
    return next((row[heading] for row in rows if row[heading]), otherwise)


def _medicines(row: dict[str, str]) -> list[tuple[str, str, str]]:
    """(written, route, role): the route stands beside both."""
    pairs = ((row["Drug administered"], "given"), (row["Correct drug"], "intended"))
    return [(written, row["Route"], role) for written, role in pairs if written]


def raw_words(row: dict[str, str], consequence: bool) -> list[tuple[str, str]]:
    """(field, written) of the words that nobody knows; a text of 90 letters is no word."""
    found = [(FIELDS[name], words[row[name]]) for name, words in RAW.items() if row[name] in words]
    if row["Severity"] in RAW_HARM:
        found.append(("harm", RAW_HARM[row["Severity"]]))
    if consequence and row["Severity"] in SCALE:
        found.append(("consequence", row["Severity"]))
    return found


def not_counting_by_hand(rows: Sequence[tuple[str, ...]]) -> dict[str, str]:
    """Reference to why it does not count, for references of which no row counts; the first row's reason holds."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in dict.fromkeys(map(_stripped, rows)):
        cells = dict(zip(HEADINGS, row, strict=True))
        if not cells["Ref"]:
            continue
        why = "stands"
        if cells["Category"] not in ("", "Medication"):
            why = "not a medication incident"
        elif cells["Approval status"] == "Rejected":
            why = "rejected or a duplicate in the source system"
        found[" ".join(cells["Ref"].split())].append(why)
    return {reference: reasons[0] for reference, reasons in found.items() if "stands" not in reasons}
