"""A second, plain-Python account of what becomes of every row of a delimited extract: nothing of the reading code is used."""

import csv
import io
from collections import Counter
from dataclasses import dataclass, field

ACCEPTED, DUPLICATE, REJECTED, LEFT_OUT = "accepted", "duplicate", "rejected", "left out"
HARM = {
    "": 0, "?": 0,
    "None (no harm caused)": 1, "No physical harm": 1,
    "Low": 2, "Low physical harm": 2,
    "Moderate": 3, "Moderate physical harm": 3,
    "Severe": 4, "Severe physical harm": 4,
    "Death": 5, "Fatal": 5,
}  # fmt: skip
WORDS = ("Not recorded", "No harm", "Low", "Moderate", "Severe", "Fatal")


@dataclass
class Account:
    """Every row's fate by its number in the spreadsheet, and the greatest harm and the medicines of each incident."""

    fates: dict[int, tuple[str, str]] = field(default_factory=dict)
    harm: dict[str, str] = field(default_factory=dict)
    medicines: dict[str, set[str]] = field(default_factory=dict)

    def count(self, fate: str) -> int:
        return sum(found == fate for found, _ in self.fates.values())

    def reasons(self, fate: str) -> dict[str, int]:
        return dict(Counter(reason for found, reason in self.fates.values() if found == fate))


def account_of(content: bytes, *, reference: str, harm: str, medicine: str) -> Account:
    """Datix and LFPSE headings as `test_fates.py` writes them; comma, UTF-8, headings in the first line."""
    lines = list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))
    headings = lines[0]
    found = Account()
    seen: set[tuple[str, ...]] = set()
    rows: dict[int, dict[str, str]] = {}
    for number, line in enumerate(lines[1:], start=2):
        cells = [cell.replace("\xa0", " ").strip() for cell in line]
        if not any(cells):
            continue
        padded = (*cells[: len(headings)], *[""] * (len(headings) - len(cells)))
        row = dict(zip(headings, padded, strict=True))
        few = sum(bool(cell) for cell in cells) <= 3
        if line[0].startswith(("Total", "Page ")) or (
            not row[reference] and few and any(cell.startswith("Total") for cell in cells)
        ):
            found.fates[number] = (LEFT_OUT, "a total or page line")
        elif not row[reference]:
            found.fates[number] = (REJECTED, "no reference")
        elif any(cells[len(headings) :]):
            found.fates[number] = (REJECTED, "more cells than there are headings")
        elif padded in seen:
            found.fates[number] = (DUPLICATE, "")
        else:
            seen.add(padded)
            rows[number] = row
    newest: dict[str, float] = {}
    for row in rows.values():
        newest[row[reference]] = max(newest.get(row[reference], -9.0), _revision(row))
    for number, row in rows.items():
        found.fates[number] = _of_row(row, newest[row[reference]])
        if found.fates[number][0] != ACCEPTED:
            continue
        key = row[reference]
        worst = max(HARM[row[harm]], WORDS.index(found.harm.get(key, "Not recorded")))
        found.harm[key] = WORDS[worst]
        found.medicines.setdefault(key, set()).update({row[medicine]} - {""})
    return found


def _revision(row: dict[str, str]) -> float:
    return float(row.get("Revision") or -1)


def _of_row(row: dict[str, str], newest: float) -> tuple[str, str]:
    if _revision(row) < newest:
        return LEFT_OUT, "an earlier revision in the same file"
    if row.get("CL001 - Event Type", "") not in ("", "Incident"):
        return LEFT_OUT, "another kind of event (good care, risk or outcome)"
    agents = row.get("A001 - Involved Agents", "")
    if agents and "Medications" not in agents.split("; "):
        return LEFT_OUT, "not a medication incident"
    if row.get("Category", "") not in ("", "Medication"):
        return LEFT_OUT, "not a medication incident"
    if row.get("Approval status") in ("Rejected", "Duplicate"):
        return LEFT_OUT, "rejected or a duplicate in the source system"
    return ACCEPTED, ""
