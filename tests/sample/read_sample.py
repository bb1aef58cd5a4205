"""The files of the made-up trust, read with the standard library and calamine: nothing of the dashboard is used.

Expected values are in expected.json, which counts the truth without reading a file; here files are read without the truth.
"""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
NRLS = "nrls_2023-11_to_2024-05.csv"
LFPSE = "lfpse_2024-06_to_2025-09.csv"
DATIX = "datix_2025-09_to_2026-10.xlsx"
EARLIER = "datix_2025-09_to_2026-09_earlier_run.xlsx"
BROKEN = "broken_on_purpose.csv"
EXPECTED = json.loads((SAMPLE / "expected.json").read_text(encoding="utf-8"))
MEGABYTE = 1_000_000

HARM = {
    "nrls": {"No Harm": 1, "Low": 2, "Moderate": 3, "Severe": 4, "Death": 5},
    "lfpse": {
        "No physical harm": 1,
        "Low physical harm": 2,
        "Moderate physical harm": 3,
        "Severe physical harm": 4,
        "Fatal": 5,
    },
    "datix": {
        "None (no harm caused)": 1,
        "Low (minimal harm)": 2,
        "Moderate (short term harm)": 3,
        "Severe (permanent or long term harm)": 4,
        "Death (caused by the incident)": 5,
    },
}
HARM_WORDS = ("Not recorded", "No harm", "Low", "Moderate", "Severe", "Fatal")


@cache
def csv_rows(name: str, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    with (SAMPLE / name).open(encoding=encoding, newline="") as lines:
        return [{heading: cell.strip() for heading, cell in row.items()} for row in csv.DictReader(lines)]


@cache
def listing(name: str) -> tuple[list[list[Any]], list[dict[str, str]]]:
    """(the rows above the header, the rows below it as text by heading)."""
    sheet = (
        CalamineWorkbook.from_path(SAMPLE / name)
        .get_sheet_by_name("Listing")
        .to_python(skip_empty_area=False)
    )
    at = next(index for index, row in enumerate(sheet) if "Ref" in row)
    headings = [str(cell) for cell in sheet[at]]
    return sheet[:at], [
        {h: _text(cell) for h, cell in zip(headings, row, strict=True)} for row in sheet[at + 1 :]
    ]


def _text(cell: object) -> str:
    if isinstance(cell, datetime | date):
        return f"{cell:%d/%m/%Y}"
    return str(int(cell)) if isinstance(cell, float) else str(cell)


def datix_rows(name: str) -> list[dict[str, str]]:
    """Without the two lines at the end and without what was rejected in Datix."""
    return [row for row in listing(name)[1] if row["Ref"] and row["Approval status"] != "Rejected"]


@cache
def lfpse_rows() -> list[dict[str, str]]:
    """The rows of the newest revision of every reference that is a medication incident in it."""
    newest: dict[str, int] = defaultdict(int)
    for row in csv_rows(LFPSE):
        newest[row["Reference"]] = max(newest[row["Reference"]], int(row["Revision"]))
    return [
        row
        for row in csv_rows(LFPSE)
        if int(row["Revision"]) == newest[row["Reference"]]
        and row["CL001 - Event Type"] == "Incident"
        and "Medications" in row["A001 - Involved Agents"].split("; ")
    ]


@cache
def counted() -> dict[tuple[str, str], dict[str, str]]:
    """(source, reference) to month, site, ward and harm of every incident that counts; LFPSE only until August 2025."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for row in csv_rows(NRLS):
        day = datetime.strptime(row["Date of Incident"], "%d/%m/%Y")
        harm = HARM["nrls"].get(row["PD09 Degree of harm (severity)"], 0)
        key = ("nrls", row["RP01 Unique Incident ID"])
        found[key] = _incident(
            day, row["Site"], row["Division"], row["IN03 Location - Free Text"], HARM_WORDS[harm]
        )
    worst: dict[str, int] = defaultdict(int)
    for row in lfpse_rows():
        harm = HARM["lfpse"].get(row["OT001 - Physical harm"], 0)
        worst[row["Reference"]] = max(worst[row["Reference"]], harm)
        day = datetime.fromisoformat(row["T005 - Event date"])
        word = "Not applicable" if row["Number of patients"] == "0" else HARM_WORDS[worst[row["Reference"]]]
        if day < datetime(2025, 9, 1):
            found["lfpse", row["Reference"]] = _incident(day, row["Site"], row["Division"], row["Ward"], word)
    for row in datix_rows(DATIX):
        day = datetime.strptime(row["Incident date"], "%d/%m/%Y")
        harm = HARM_WORDS[HARM["datix"].get(row["Severity"], 0)]
        found["datix", row["ID"]] = _incident(
            day, row["Site"], row["Division"], row["Location (exact)"], harm
        )
    return found


def _incident(day: datetime, site: str, division: str, ward: str, harm: str) -> dict[str, str]:
    return {"month": f"{day:%Y-%m}", "site": site, "division": division, "location": ward, "harm": harm}


def by(field: str) -> dict[str, int]:
    return dict(Counter(incident[field] for incident in counted().values()))


def every_text() -> Iterator[tuple[str, str]]:
    """(file, text of it) of everything that people or programs read here."""
    for path in sorted(SAMPLE.rglob("*")):
        if path.parent.name == "other_systems" and path.suffix in (".xlsx", ".csv"):
            yield path.name, other_system_text(path)
        elif path.suffix == ".xlsx":
            _, rows = listing(path.name)
            yield path.name, "\n".join("\t".join(row.values()) for row in rows)
        elif path.suffix in (".csv", ".json", ".md", ".py"):
            yield path.name, path.read_text(encoding="cp1252" if path.name == BROKEN else "utf-8-sig")


def other_system_text(path: Path) -> str:
    """The cells of one of the four listings of other systems."""
    if path.suffix == ".xlsx":
        book = CalamineWorkbook.from_path(path)
        sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
        return "\n".join("\t".join(_text(cell) for cell in row) for sheet in sheets for row in sheet)
    content = path.read_bytes()
    if content.startswith(b"\xff\xfe"):
        return content.decode("utf-16")
    return content.decode("cp1252" if b";" in content.splitlines()[0] else "utf-8")


def broken_text() -> str:
    return (SAMPLE / BROKEN).read_bytes().decode("cp1252")
