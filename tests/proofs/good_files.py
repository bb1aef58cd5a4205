"""Small good listings of every kind, for the proofs to damage: made up, seeded, nothing of a third party."""

import csv
import io
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import openpyxl

from tests.made_up_incidents import DATIX_HEADINGS, LFPSE_HEADINGS, NRLS_HEADINGS
from tests.proofs.archives import packed, parts_of

WARDS = ("Ward 7", "Ward 12", "Theatre 2", "Emergency department", "Dialysis unit")
DRUGS = ("Enoxaparin", "Insulin aspart", "Morphine 10 µg", "Paracetamol 500mg", "Gentamicin")
STAGES = ("Prescribing", "Administration", "Dispensing", "Monitoring")
ERRORS = ("Omitted dose", "Wrong dose", "Wrong route", "Delay")


@dataclass(frozen=True)
class GoodFile:
    """`kind` is 'csv' or 'xlsx'; `source` what it is a listing of."""

    name: str
    kind: str
    source: str
    content: bytes


def listing(source: str, rows: int, seed: int) -> list[list[str]]:
    """Headings and rows of one source as text; dates in 2025, all written day first."""
    chance = random.Random(f"{source}{seed}")
    days = [date(2025, 1, 1) + timedelta(days=chance.randrange(300)) for _ in range(rows)]
    written = [f"{day:%d/%m/%Y}" for day in days]

    def one(n: int) -> list[str]:
        ward, drug, stage, error = (chance.choice(words) for words in (WARDS, DRUGS, STAGES, ERRORS))
        if source == "datix":
            return [
                f"W{10_000 + n}", written[n], written[n], "Northgate", "Medicine", ward, chance.choice(("Low", "No harm")),
                "", stage, error, drug, "", "Nurse", "Finally approved",
            ]  # fmt: skip
        if source == "lfpse":
            return [
                f"{31_000_000 + n}", "1", f"W{n}", "Incident", "Medications", written[n], written[n], "Northgate",
                "Medicine", ward, "1", "Low physical harm", stage, "I don't know", drug, "Other",
            ]  # fmt: skip
        return [f"{70_000 + n}", f"W{n}", written[n], written[n], "Northgate", "Low", stage, error, drug]

    headings = {"datix": DATIX_HEADINGS, "lfpse": LFPSE_HEADINGS, "nrls": NRLS_HEADINGS}[source]
    return [list(headings), *[one(n) for n in range(rows)]]


def as_text(cells: Sequence[Sequence[str]], delimiter: str = ",", line_end: str = "\r\n") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=line_end).writerows(cells)
    return out.getvalue()


def as_workbook(*sheets: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    parts = parts_of(out.getvalue())
    written = "docProps/core.xml"  # says when the workbook was saved, to the second
    return packed(
        parts | {written: re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2025-11-01T09:00:00Z", parts[written])}
    )


def good_files(seed: int = 0) -> list[GoodFile]:
    """One of every kind that is read: sources, encodings, delimiters, title rows, cover sheets."""
    datix, lfpse, nrls = (listing(source, 40, seed) for source in ("datix", "lfpse", "nrls"))
    titles = [["Medication incidents"], ["Report run on 01/11/2025"], []]
    return [
        GoodFile("listing.csv", "csv", "datix", as_text(datix).encode()),
        GoodFile("with mark.csv", "csv", "datix", as_text(datix).encode("utf-8-sig")),
        GoodFile("windows.csv", "csv", "datix", as_text(datix).encode("cp1252")),
        GoodFile("unicode.txt", "csv", "datix", as_text(datix, "\t").encode("utf-16")),
        GoodFile("titles.csv", "csv", "datix", as_text([*titles, *datix]).encode()),
        GoodFile("semicolons.csv", "csv", "nrls", as_text(nrls, ";", "\n").encode()),
        GoodFile("national.csv", "csv", "lfpse", as_text(lfpse).encode()),
        GoodFile("listing.xlsx", "xlsx", "datix", as_workbook(datix)),
        GoodFile("cover sheet.xlsx", "xlsx", "lfpse", as_workbook([["Search strategy"], ["All"]], lfpse)),
        GoodFile("titles.xlsx", "xlsx", "nrls", as_workbook([*titles, *nrls])),
    ]
