"""Generated extracts of every source that know, row by row, what should become of them; nothing here reads an extract."""

import csv
import io
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import openpyxl

HEADINGS_FILE = Path(__file__).resolve().parents[2] / "data" / "reference" / "headings.csv"
SOURCES = ("datix", "lfpse", "nrls", "ulysses", "inphase", "radar", "other")
FIELDS = (
    "reference", "occurred_on", "reported_on", "site", "division", "location", "harm", "stage", "error_type", "medicine",
    "reporter_group", "status", "medication_only", "event_type", "revision", "narrative",
)  # fmt: skip
OTHER_CATEGORIES = {
    "nrls": ("Patient accident", "Access, admission, transfer, discharge"),
    "lfpse": ("Devices", "None of the above"),
}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")


@dataclass
class CountedExtract:
    """A file's bytes and the truth about its rows, as its generator knows it."""

    number: int
    source: str
    name: str
    content: bytes
    read: int = 0
    accepted: int = 0
    duplicate: int = 0
    rejected: int = 0
    left_out: Counter = field(default_factory=Counter)
    incidents: int = 0

    def figures(self) -> dict[str, int]:
        return {
            "read": self.read, "accepted": self.accepted, "duplicate": self.duplicate, "rejected": self.rejected,
            "left_out": sum(self.left_out.values()), "incidents": self.incidents,
        }  # fmt: skip


@cache
def _known() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    with HEADINGS_FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found[row["source"]][row["field"]].append(row["heading"])
    return found


def known_sources() -> list[str]:
    """The sources that the reference has headings for."""
    return [source for source in SOURCES if "reference" in _known()[source]]


def counted_extract(seed: int, number: int) -> CountedExtract:
    """The numbered extract of a seed: sources, kinds of file and troubles by chance."""
    chance = random.Random(f"{seed} {number}")
    source = known_sources()[number % len(known_sources())]
    made = CountedExtract(number, source, "", b"")
    fields, headings = _headings_for(chance, source)
    rows = _rows(chance, made, fields)
    sheet = _laid_out(chance, made, headings, rows)
    if chance.random() < 0.4:
        made.name, made.content = f"extract {number}.xlsx", _workbook(chance, sheet)
    else:
        made.name, made.content = f"extract {number}.csv", _text(chance, sheet)
    return made


def _headings_for(chance: random.Random, source: str) -> tuple[list[str], list[str]]:
    """The fields of this extract and a heading for each, as the reference lists them for the source."""
    known = _known()[source]
    always = {"reference", "occurred_on", "medicine", "location"}
    fields = [name for name in FIELDS if name in known and (name in always or chance.random() < 0.8)]
    if source == "lfpse" and "revision" not in fields:
        fields.append("revision")
    chance.shuffle(fields)
    return fields, [chance.choice(known[name][:2]) for name in fields]


def _plain_row(chance: random.Random, source: str, reference: str, fields: Sequence[str]) -> dict[str, str]:
    day = date(2024, 7, 1) + timedelta(days=chance.randrange(700))
    cells = {
        "reference": reference,
        "occurred_on": f"{day:%d/%m/%Y}",
        "reported_on": f"{day + timedelta(days=chance.randrange(9)):%d/%m/%Y}",
        "site": chance.choice(("Northgate", "Southmead")),
        "division": "Medicine",
        "location": chance.choice(("Ward 7", "Café ward", "Theatre 2", "")),
        "harm": chance.choice(("Low", "No harm", "")),
        "stage": chance.choice(("Prescribing", "Other")),
        "error_type": chance.choice(("Omitted dose", "Wrong dose", "")),
        "medicine": chance.choice(("Enoxaparin", "Insulin aspart", "Morphine 10 µg", "")),
        "reporter_group": "Nurse",
        "status": chance.choice(("Finally approved", "In review")),
        "medication_only": {"lfpse": "Medications"}.get(source, "Medication"),
        "event_type": "Incident",
        "revision": "1",
        "narrative": chance.choice(("Dose given late, no effect.", 'Said "twice", meant once;\nsee chart.', "£5 – “quoted”", "")),
    }  # fmt: skip
    return {name: cells[name] for name in fields}


def _rows(chance: random.Random, made: CountedExtract, fields: list[str]) -> list[list[str]]:
    """Rows with one trouble each at most, counted as they are made."""
    rows: list[dict[str, str]] = []
    good: list[dict[str, str]] = []
    references: set[str] = set()
    troubles = _troubles(made.source, fields)
    trouble_share = chance.choice((0.0, 0.1, 0.5))
    for n in range(chance.choice((1, 12, 60, 250))):
        row = _plain_row(chance, made.source, f"{made.source[0].upper()}{1000 + n}", fields)
        kind = chance.choice(sorted(troubles)) if n and chance.random() < trouble_share else "accepted"
        if kind == "accepted":
            good.append(row)
            references.add(row["reference"])
            made.accepted += 1
        elif kind == "duplicate":
            row = dict(chance.choice(good))
            made.duplicate += 1
        elif kind == "another row":
            row = chance.choice(good) | {"medicine": f"Heparin {n} mg"}
            good.append(row)
            made.accepted += 1
        else:
            row = troubles[kind](chance, row, good)
            if kind in ("no reference", "too wide"):
                made.rejected += 1
            else:
                made.left_out[kind] += 1
        rows.append(row)
    made.read += len(rows)
    made.incidents = len(references)
    return [[row[name] for name in fields] + [row[name] for name in row if name == "beyond"] for row in rows]


Trouble = Callable[[random.Random, dict[str, str], list[dict[str, str]]], dict[str, str]]


def _troubles(source: str, fields: list[str]) -> dict[str, Trouble]:
    """What may be wrong with a row of this source; the names of those left out are the reasons that the product gives."""

    def as_it_is(chance: random.Random, row: dict[str, str], good: list[dict[str, str]]) -> dict[str, str]:
        return row

    found: dict[str, Trouble] = {
        "duplicate": as_it_is,
        "another row": as_it_is,
        "no reference": lambda chance, row, good: (
            row | {"reference": "", "location": "Ward without reference"}
        ),
        "too wide": lambda chance, row, good: row | {"beyond": "one cell too many"},
    }
    if "medication_only" in fields:
        others = OTHER_CATEGORIES.get(source, ("Slips, trips and falls", "Pressure ulcer"))
        found["not a medication incident"] = lambda chance, row, good: (
            row | {"medication_only": chance.choice(others)}
        )
    if "event_type" in fields:
        found["another kind of event (good care, risk or outcome)"] = lambda chance, row, good: (
            row | {"event_type": chance.choice(("Good care", "Risk", "Outcome"))}
        )
    if "status" in fields:
        found["rejected or a duplicate in the source system"] = lambda chance, row, good: (
            row | {"status": chance.choice(("Rejected", "Duplicate"))}
        )
    if source == "lfpse":
        found["an earlier revision in the same file"] = lambda chance, row, good: (
            chance.choice(good)
            | {
                "revision": "0",
                "medicine": f"Earlier {row['reference']}",
            }
        )
    return found


def _laid_out(
    chance: random.Random, made: CountedExtract, headings: list[str], rows: list[list[str]]
) -> list[list[str]]:
    """The sheet as a system prints it: titles, headings, rows with blank ones between, totals and page lines."""
    sheet: list[list[str]] = []
    if chance.random() < 0.4:
        sheet += [["Medication incidents, all sites"], ["Report run on 20/11/2026"], []][
            : chance.randrange(1, 4)
        ]
    sheet.append(headings)
    for row in rows:
        if chance.random() < 0.03:
            sheet.append(chance.choice(([], ["", ""], [" "])))
        sheet.append(row)
    if chance.random() < 0.4:
        closing = [
            ["Page 1 of 3"],
            [f"Total: {len(rows)}"],
            ["Grand total", str(len(rows))],
            [f"{len(rows)} records"],
        ]
        for line in chance.sample(closing, chance.randrange(1, 4)):
            sheet.append(line)
            made.left_out["a total or page line"] += 1
            made.read += 1
    return sheet


def _text(chance: random.Random, sheet: list[list[str]]) -> bytes:
    out = io.StringIO()
    quoting = chance.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    writer = csv.writer(
        out, delimiter=chance.choice(",;\t|"), quoting=quoting, lineterminator=chance.choice(("\n", "\r\n"))
    )
    writer.writerows(sheet)
    return out.getvalue().encode(chance.choice(ENCODINGS))


def _workbook(chance: random.Random, sheet: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    if chance.random() < 0.3:
        page.append(["Search strategy"])
        page = book.create_sheet("Data")
    for at, row in enumerate(sheet, 1):
        for across, value in enumerate(row, 1):
            if value:
                cell = page.cell(at, across, value)
                if len(value) == 10 and value[2] == value[5] == "/":
                    cell.value = date(int(value[6:]), int(value[3:5]), int(value[:2]))
                    cell.number_format = "dd/mm/yyyy"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
