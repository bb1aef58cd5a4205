"""Large made-up listings, written fast: a Datix workbook with real dates and narrative, and a long CSV."""

import random
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

HEADINGS = (
    "ID", "Incident date", "Incident time", "Reported date", "Site", "Division", "Specialty", "Location (exact)",
    "Location (type)", "Category", "Sub category", "Severity", "Result", "Stage of medication error", "Medication error",
    "Drug administered", "Correct drug", "Form", "Dose", "Route", "Description", "Action taken", "Reporter staff group",
    "Approval status", "Handler", "Opened date", "Closed date", "LFPSE Reference", "Duty of candour required?", "Risk grading",
)  # fmt: skip
DATES = {"Incident date", "Reported date", "Opened date", "Closed date"}
CSV_HEADINGS = (
    "ID", "Incident date", "Reported date", "Site", "Division", "Location (exact)", "Category", "Severity", "Result",
    "Stage of medication error", "Medication error", "Drug administered", "Reporter staff group", "Approval status",
)  # fmt: skip
WORDS = (  # noqa: SIM905
    "patient dose given late omitted chart nurse doctor ward pharmacy found checked during round prescribed twice infusion rate "
    "pump set wrong bag label syringe insulin anticoagulant evening morning handover transferred discharge medicines reconciled "
    "allergy recorded monitoring bloods repeated no harm observed informed relatives consultant advice followed guideline "
    "electronic record paper stock cupboard fridge controlled register witness second check missed delayed theatre recovery"
).split()
CHOICES: dict[str, tuple[str, ...]] = {
    "Site": ("Northgate Hospital", "Southmead Road"),
    "Division": ("Medicine", "Surgery", "Women and children", "Clinical support"),
    "Specialty": ("General medicine", "Cardiology", "Orthopaedics", "Paediatrics", "Oncology"),
    "Location (exact)": tuple(f"Ward {n}" for n in range(1, 60)),
    "Location (type)": ("Inpatient ward", "Theatre", "Outpatients"),
    "Category": ("Medication",),
    "Sub category": ("Administration of medicine", "Prescribing of medicine", "Storage of medicine"),
    "Severity": ("No harm", "No harm", "No harm", "Low", "Low", "Moderate", "Severe", "Death"),
    "Result": ("No harm: impact prevented", "No harm - impact not prevented", "Harm"),
    "Stage of medication error": ("Prescribing", "Administration", "Dispensing", "Monitoring"),
    "Medication error": ("Omitted dose", "Wrong dose", "Wrong drug", "Wrong route", "Delay", "Wrong frequency"),
    "Drug administered": (
        "Enoxaparin", "Insulin aspart", "Morphine sulfate", "Paracetamol 500mg tablets", "Gentamicin", "Warfarin", "Apixaban",
        "Vancomycin 1g", "Furosemide", "Co-amoxiclav", "Diazepam", "Methotrexate 2.5mg tablets", "Potassium chloride", "Heparin",
        "Not stated",
    ),
    "Correct drug": ("", "", "Enoxaparin", "Morphine sulfate"),
    "Form": ("Tablet", "Injection", "Infusion", "Oral liquid"),
    "Dose": ("10 mg", "500 mg", "1 g", "5 units", "40 mg"),
    "Route": ("Oral", "Intravenous", "Subcutaneous"),
    "Reporter staff group": ("Nurse", "Doctor", "Pharmacist", "Healthcare assistant"),
    "Approval status": ("Finally approved", "Being reviewed", "Awaiting final approval"),
    "Handler": tuple(f"Handler {n}" for n in range(30)),
    "LFPSE Reference": ("",),
    "Duty of candour required?": ("Yes", "No"),
    "Risk grading": ("Green", "Yellow", "Amber"),
}  # fmt: skip
FIRST_DAY, DAYS = date(2021, 4, 1), 1800
EPOCH = date(1899, 12, 30)


def _rows(count: int, seed: int) -> Iterator[list[str | date]]:
    """Every eighth row is a further medicine of the incident above it, as Datix prints them."""
    chance = random.Random(seed)
    row: list[str | date] = []
    drug = HEADINGS.index("Drug administered")
    for n in range(count):
        if n % 8 == 7:
            row = list(row)
            row[drug] = chance.choice(CHOICES["Drug administered"])
            yield row
            continue
        day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
        reported = day + timedelta(days=int(chance.expovariate(0.4)))
        cells: dict[str, str | date] = {
            "ID": f"W{200_000 + n}",
            "Incident date": day,
            "Incident time": f"{chance.randrange(24):02d}:{chance.randrange(60):02d}",
            "Reported date": reported,
            "Opened date": reported,
            "Closed date": reported + timedelta(days=30),
            "Description": " ".join(chance.choices(WORDS, k=35)) + ".",
            "Action taken": " ".join(chance.choices(WORDS, k=8)) + ".",
        }
        row = [cells[name] if name in cells else chance.choice(CHOICES[name]) for name in HEADINGS]
        yield row


_NAME = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    + "".join(
        f'<Override PartName="/xl/{part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/>'
        for part, kind in (
            ("worksheets/sheet1.xml", "worksheet"),
            ("styles.xml", "styles"),
            ("sharedStrings.xml", "sharedStrings"),
        )
    )
    + "</Types>",
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(
            (
                ("worksheet", "worksheets/sheet1.xml"),
                ("styles", "styles.xml"),
                ("sharedStrings", "sharedStrings.xml"),
            ),
            1,
        )
    )
    + "</Relationships>",
    "xl/workbook.xml": f'<workbook xmlns="{_NAME}" xmlns:r="{_OFFICE}"><sheets><sheet name="Listing" sheetId="1" r:id="r1"/>'
    "</sheets></workbook>",
    "xl/styles.xml": f'<styleSheet xmlns="{_NAME}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders '
    'count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/>'
    '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
}


def write_workbook(path: Path, rows: int, seed: int = 1) -> None:
    """A listing of `rows` rows and 30 columns with shared strings and real dates, as Excel saves one."""
    strings: dict[str, int] = {}
    columns = [f"{'A' if n >= 26 else ''}{chr(65 + n % 26)}" for n in range(len(HEADINGS))]

    def cell(column: str, at: int, value: str | date) -> str:
        if isinstance(value, date):
            return f'<c r="{column}{at}" s="1"><v>{(value - EPOCH).days}</v></c>'
        if not value:
            return ""
        return f'<c r="{column}{at}" t="s"><v>{strings.setdefault(value, len(strings))}</v></c>'

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as made:
        for name, part in _PARTS.items():
            made.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{part}')
        with made.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(
                f'<worksheet xmlns="{_NAME}"><dimension ref="A1:{columns[-1]}{rows + 1}"/><sheetData>'.encode()
            )
            for at, row in enumerate([list(HEADINGS), *_rows(rows, seed)], 1):
                cells = "".join(cell(column, at, value) for column, value in zip(columns, row, strict=True))
                sheet.write(f'<row r="{at}">{cells}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")
        with made.open("xl/sharedStrings.xml", "w") as shared:
            shared.write(
                f'<sst xmlns="{_NAME}" count="{len(strings)}" uniqueCount="{len(strings)}">'.encode()
            )
            for text in strings:
                shared.write(f"<si><t>{escape(text)}</t></si>".encode())
            shared.write(b"</sst>")


def write_csv(
    path: Path,
    rows: int,
    seed: int = 1,
    first: int = 0,
    medicines: Sequence[str] | None = None,
    severities: Sequence[str] | None = None,
) -> None:
    """A listing of `rows` incidents, each a reference of its own, about 170 bytes a row.

    `medicines` are the names in place of the usual fifteen: each is met at least once where there are rows enough.
    `severities` stand in place of the usual ones, of which three in eight are moderate or above.
    """
    chance = random.Random(seed)
    days = [FIRST_DAY + timedelta(days=n) for n in range(DAYS + 8)]
    written = [f"{day:%d/%m/%Y}" for day in days]
    names = list(CSV_HEADINGS[3:])
    choices = CHOICES | ({"Severity": tuple(severities)} if severities else {})
    # Whole tails of rows are drawn from 4,000 that are made once, and dates and references are each row's own.
    drugs = names.index("Drug administered")
    tails = []
    for n in range(max(4000, len(medicines or ()))):
        tail = [chance.choice(choices[name]) for name in names]
        if medicines is not None:
            tail[drugs] = medicines[n % len(medicines)]
        tails.append(",".join(tail))
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(",".join(CSV_HEADINGS) + "\r\n")
        for start in range(0, rows, 50_000):
            count = min(50_000, rows - start)
            lines = []
            for n in range(first + start, first + start + count):
                on = chance.randrange(DAYS)
                lines.append(
                    f"W{1_000_000 + n},{written[on]},{written[on + n % 8]},{tails[(n * 7 + on) % len(tails)]}"
                )
            out.write("\r\n".join(lines) + "\r\n")
