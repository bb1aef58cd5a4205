"""One listing with everything in it that an import has to cope with, and what should become of every row."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from made_up_trust.narratives import TEST_NUMBERS

FILE = "broken_on_purpose.csv"
ENCODING = "cp1252"

HEADINGS = (
    "Ref",
    "Incident date",
    "Reported date",
    "Approval status",
    "Site",
    "Division",
    "Location (exact)",
    "Category",
    "Severity",
    "Stage of medication error",
    "Medication error",
    "Drug administered",
    "Dose given",
    "Description",
)

RISK_WORDS = ("Insignificant", "Minor", "Catastrophic")
"""Words of a risk matrix: how bad it might have been, perhaps; not what it did to the patient."""

UNKNOWN_HARM = ("Amber",)
SAYS_NOTHING = ("?", "see notes")
"""What people type instead of a harm level: not recorded, and nothing for anybody to place."""

ACCEPTED, DUPLICATE, REJECTED, LEFT_OUT, NO_ROW = "accepted", "duplicate", "rejected", "left out", "no row"
DAY, YEAR, NOT_RECORDED = "day", "year", "Not recorded"


@dataclass(frozen=True)
class BrokenRow:
    """`becomes` is the fate of the row; `occurred` and `harm` say what is known of an accepted one afterwards."""

    cells: tuple[str, ...]
    becomes: str
    because: str
    occurred: str = DAY
    harm: str = "No harm"


def _cells(reference: str, **changes: str) -> tuple[str, ...]:
    good = {
        "incident_date": "03/02/2026",
        "reported_date": "05/02/2026",
        "status": "Finally approved",
        "site": "Riverside Hospital",
        "division": "Medicine",
        "location": "Ward 7",
        "category": "Medication",
        "severity": "None (no harm caused)",
        "stage": "Administration / supply of a medicine from a clinical area",
        "error": "Omitted medicine / ingredient",
        "drug": "Enoxaparin",
        "dose": "40 mg",
        "description": "Made up.",
    }
    assert changes.keys() <= good.keys(), changes
    return (reference, *(good | changes).values())


def broken_rows() -> list[BrokenRow]:
    """In the order of the file: the first is spreadsheet row 2."""
    numbers = iter(range(90_001, 91_000))
    return [
        *_good_rows(numbers),
        *_dates(numbers),
        *_words(numbers),
        *_shapes(numbers),
        *_text(numbers),
        *_ends(),
    ]


def _good_rows(numbers: Iterator[int]) -> list[BrokenRow]:
    medicines = ("Apixaban", "Gentamicin", "Insulin aspart", "Morphine", "Warfarin", "Vancomycin")
    good = [
        BrokenRow(_cells(f"W{next(numbers)}", drug=medicine, dose=""), ACCEPTED, "nothing wrong")
        for medicine in medicines
    ]
    first, second, third, fourth = (row.cells[0] for row in good[:4])
    blank = "no reference"
    return [
        *good,
        BrokenRow(_cells("", drug="Heparin"), REJECTED, blank),
        BrokenRow(_cells(" ", drug="Digoxin"), REJECTED, f"{blank}: a space"),
        BrokenRow(_cells("\xa0", drug="Codeine"), REJECTED, f"{blank}: a no-break space"),
        BrokenRow(_cells("", drug="", dose="", description="Where is the number?"), REJECTED, blank),
        BrokenRow(good[0].cells, DUPLICATE, f"repeats the row of {first}, byte for byte"),
        BrokenRow(good[1].cells, DUPLICATE, f"repeats the row of {second}, byte for byte"),
        BrokenRow(good[1].cells, DUPLICATE, f"repeats the row of {second} once more"),
        BrokenRow(
            _cells(third, drug="Insulin glargine"), ACCEPTED, f"a second medicine of {third}: adds to it"
        ),
        BrokenRow(
            _cells(fourth, drug="Morphine", dose="", severity="Low (minimal harm)"),
            ACCEPTED,
            f"a greater harm for {fourth}: Low counts",
            harm="Low",
        ),
    ]


def _dates(numbers: Iterator[int]) -> list[BrokenRow]:
    unreadable = (
        ("31/02/2026", "a day that does not exist"),
        ("30/02/26", "a day that does not exist, with a two-figure year"),
        ("00/01/2026", "day 0"),
        ("14/02/1951", "before 1990"),
        ("1951", "a year alone, before 1990"),
        ("14/02/2099", "in the future"),
        ("02/13/2026", "month 13, and never read with the month first"),
        ("last Tuesday", "not a date"),
        ("", "blank"),
    )
    serial = (date(2026, 2, 3) - date(1899, 12, 30)).days
    readable = (
        "03/02/26",
        "3 Feb 2026",
        "3rd February 2026",
        "2026-02-03",
        str(serial),
        "03.02.2026",
        "03/02/2026 14:30",
    )
    return [
        *(
            BrokenRow(
                _cells(f"W{next(numbers)}", incident_date=written),
                ACCEPTED,
                f"incident date: {why}; counts as not recorded"
                + ("" if not written else ", kept as written and listed as a problem"),
                NOT_RECORDED,
            )
            for written, why in unreadable
        ),
        BrokenRow(
            _cells(f"W{next(numbers)}", incident_date="2026"),
            ACCEPTED,
            "a year alone: stays a year, has no month",
            YEAR,
        ),
        *(
            BrokenRow(
                _cells(f"W{next(numbers)}", incident_date=written),
                ACCEPTED,
                f"'{written}' is 3 February 2026",
            )
            for written in readable
        ),
        BrokenRow(
            _cells(f"W{next(numbers)}", reported_date="01/02/2026"),
            ACCEPTED,
            "reported before it occurred: a problem",
        ),
        BrokenRow(
            _cells(f"W{next(numbers)}", reported_date="05/02/2025"),
            ACCEPTED,
            "reported a year before it occurred: a problem",
        ),
        BrokenRow(
            _cells(f"W{next(numbers)}", reported_date="05/02/2099"),
            ACCEPTED,
            "reported in the future: the reported date counts as not recorded, a problem",
        ),
    ]


def _words(numbers: Iterator[int]) -> list[BrokenRow]:
    return [
        *(
            BrokenRow(
                _cells(f"W{next(numbers)}", severity=word),
                ACCEPTED,
                f"'{word}' is a consequence score: not taken for harm, listed to be placed",
                harm=NOT_RECORDED,
            )
            for word in RISK_WORDS
        ),
        *(
            BrokenRow(
                _cells(f"W{next(numbers)}", severity=word),
                ACCEPTED,
                f"harm '{word}' is not known: not recorded, listed to be placed",
                harm=NOT_RECORDED,
            )
            for word in UNKNOWN_HARM
        ),
        *(
            BrokenRow(
                _cells(f"W{next(numbers)}", severity=word),
                ACCEPTED,
                f"harm '{word}' says nothing: not recorded",
                harm=NOT_RECORDED,
            )
            for word in SAYS_NOTHING
        ),
        BrokenRow(
            _cells(f"W{next(numbers)}", severity="MODRTE"), ACCEPTED, "a code for Moderate", harm="Moderate"
        ),
        BrokenRow(
            _cells(f"W{next(numbers)}", severity="low harm"), ACCEPTED, "another word for Low", harm="Low"
        ),
        BrokenRow(
            _cells(f"W{next(numbers)}", severity=""),
            ACCEPTED,
            "no harm level: not recorded",
            harm=NOT_RECORDED,
        ),
        BrokenRow(
            _cells(f"W{next(numbers)}", stage="Ordering"),
            ACCEPTED,
            "stage 'Ordering' is not known: to be placed",
        ),
        BrokenRow(
            _cells(f"W{next(numbers)}", error="Mix-up"), ACCEPTED, "error 'Mix-up' is not known: to be placed"
        ),
        BrokenRow(_cells(f"W{next(numbers)}", status="Rejected"), LEFT_OUT, "rejected in the source system"),
        BrokenRow(
            _cells(f"W{next(numbers)}", status="Rejected (duplicate)"),
            LEFT_OUT,
            "a duplicate in the source system",
        ),
        BrokenRow(
            _cells(f"W{next(numbers)}", category="Patient accident"), LEFT_OUT, "not a medication incident"
        ),
        BrokenRow(
            _cells(f"W{next(numbers)}", category="Medical device / equipment"),
            LEFT_OUT,
            "not a medication incident",
        ),
    ]


def _shapes(numbers: Iterator[int]) -> list[BrokenRow]:
    return [
        BrokenRow(_cells(f"W{next(numbers)}")[:9], ACCEPTED, "five cells short: what is missing is blank"),
        BrokenRow(
            _cells(f"W{next(numbers)}")[:3],
            ACCEPTED,
            "eleven cells short: harm not recorded, no medicine named",
            harm=NOT_RECORDED,
        ),
        BrokenRow(
            (*_cells(f"W{next(numbers)}"), "", ""), ACCEPTED, "two empty cells too many: nothing is lost"
        ),
        BrokenRow(
            (*_cells(f"W{next(numbers)}"), "and so on"), REJECTED, "more cells than there are headings"
        ),
        BrokenRow(
            (*_cells(f"W{next(numbers)}", description="Made up, with", dose="1,5 mg"), "a comma", "unquoted"),
            REJECTED,
            "more cells than there are headings: an unquoted comma",
        ),
        BrokenRow(("",) * len(HEADINGS), NO_ROW, "an empty line: no row at all"),
    ]


def _text(numbers: Iterator[int]) -> list[BrokenRow]:
    return [
        BrokenRow(
            _cells(f"W{next(numbers)}", location="=cmd made up"),
            ACCEPTED,
            "a ward that begins with '=': kept as text, made harmless in every export",
        ),
        BrokenRow(
            _cells(f"W{next(numbers)}", drug="@SUM(1+1)", dose="+1", description="-2+3"),
            ACCEPTED,
            "cells that begin with @, + and -: text, made harmless in every export",
        ),
        BrokenRow(
            _cells(f"W{next(numbers)}", location="Children’s Ward", division="Women and Children"),
            ACCEPTED,
            "cp1252: a curly apostrophe survives",
        ),
        BrokenRow(
            _cells(f"W{next(numbers)}", drug="Fentanyl", dose="25 µg/hour", description="Patch – £12 each."),
            ACCEPTED,
            "cp1252: µ, £ and a dash survive",
        ),
        BrokenRow(
            _cells(f"W{next(numbers)}", location=f"Bed 4 {TEST_NUMBERS[0]}"),
            ACCEPTED,
            "a test NHS number where a ward should be: location not recorded, a problem",
        ),
        BrokenRow(_cells(f"  W{next(numbers)} "), ACCEPTED, "spaces round the reference: dropped"),
        BrokenRow(
            _cells(f"W{next(numbers)}", location="Ward\xa012"), ACCEPTED, "a no-break space: this is Ward 12"
        ),
        BrokenRow(
            _cells(f"W{next(numbers)}", drug="Piperacillin and tazobactam"), ACCEPTED, "one medicine, not two"
        ),
        BrokenRow(
            _cells(f"W{next(numbers)}", drug="morphine and midazolam"), ACCEPTED, "two medicines in one cell"
        ),
        BrokenRow(
            _cells(f"W{next(numbers)}", drug="noradrenalin"),
            ACCEPTED,
            "misspelt noradrenaline: never adrenaline",
        ),
        BrokenRow(
            _cells(f"W{next(numbers)}", description='Made up\nover two lines, with "quotes".'),
            ACCEPTED,
            "a line break and quotes inside a cell: still one row",
        ),
    ]


def _ends() -> list[BrokenRow]:
    return [
        BrokenRow(("Total: 66",), LEFT_OUT, "a total line"),
        BrokenRow(("Page 1 of 1",), LEFT_OUT, "a page line"),
    ]


def counted_rows() -> dict[str, int]:
    found = Counter(row.becomes for row in broken_rows())
    return {
        "rows_read": sum(found.values()) - found[NO_ROW],
        "rows_accepted": found[ACCEPTED],
        "rows_duplicate": found[DUPLICATE],
        "rows_rejected": found[REJECTED],
        "rows_left_out": found[LEFT_OUT],
    }


def counted_incidents() -> dict[str, object]:
    """What the file alone leaves behind: its incidents by what is known of their date, and by harm."""
    order = (NOT_RECORDED, "No harm", "Low", "Moderate", "Severe", "Fatal")
    harm: dict[str, str] = {}
    known: dict[str, str] = {}
    for row in broken_rows():
        if row.becomes == ACCEPTED:
            reference = row.cells[0].strip()
            known.setdefault(reference, row.occurred)
            harm[reference] = max(harm.get(reference, NOT_RECORDED), row.harm, key=order.index)
    rows = list(enumerate(broken_rows(), start=2))
    return {
        "rows_with_a_problem": [
            number for number, row in rows if row.becomes == REJECTED or "a problem" in row.because
        ],
        "words_to_place": {
            "harm": [*UNKNOWN_HARM],
            "consequence": [*RISK_WORDS],
            "stage": ["Ordering"],
            "error_type": ["Mix-up"],
        },
        "incidents": len(harm),
        "by_date_known": dict(sorted(Counter(known.values()).items())),
        "by_harm": dict(sorted(Counter(harm.values()).items())),
    }
