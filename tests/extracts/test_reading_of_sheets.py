"""Where the listing is in a file and how its text is read: header row, sheet, delimiter, encoding, spreadsheet row numbers."""

from datetime import date, datetime
from pathlib import Path

import pytest

from dashboard.domain.words import SourceSystem
from tests.extracts.written_extracts import (
    DATIX_HEADINGS,
    GOOD_ROW,
    NOW,
    csv_content,
    day_of,
    extract_of,
    incidents_of,
    read,
    workbook_content,
)

TITLES = (
    ("Riverside Hospital",),
    ("Medication incidents by ward",),
    ("Report run on 03/11/2026 09:14",),
    (),
)
SIGNS = "Children’s ‘Unit’ – £5 µg é"


def test_title_rows_above_the_header_and_rows_numbered_as_the_spreadsheet_does(tmp_path: Path) -> None:
    rows = [*TITLES, DATIX_HEADINGS, GOOD_ROW, ("", "04/02/2026", "Ward 8", "Low", "Warfarin")]
    content = workbook_content({"Listing": rows})
    extract = extract_of(content, tmp_path, "listing.xlsx", child=True)
    assert extract.sheet.header_row == 5
    assert [(problem.row, problem.reason) for problem in extract.problems] == [(7, "not read: no reference")]
    assert (extract.as_at, extract.as_at_from) == (
        date(2026, 11, 3),
        "the run date printed above the listing",
    )


def test_title_rows_in_a_delimited_file(tmp_path: Path) -> None:
    body = csv_content(DATIX_HEADINGS, [GOOD_ROW, ("", "31/02/2026", "Ward 8", "Low", "Warfarin")])
    extract = extract_of(b"Medication incidents\r\nRun on 3 November 2026\r\n\r\n" + body, tmp_path)
    assert extract.sheet.header_row == 4
    assert [problem.row for problem in extract.problems] == [6]
    assert extract.as_at == date(2026, 11, 3)


@pytest.mark.parametrize("named", ["listing.csv", "listing.xlsx"])
def test_first_column_blank(tmp_path: Path, named: str) -> None:
    headings, row = ("", *DATIX_HEADINGS), ("", *GOOD_ROW)
    content = (
        csv_content(headings, [row])
        if named.endswith("csv")
        else workbook_content({"A": [[cell or None for cell in line] for line in (headings, row)]})
    )
    incident = incidents_of(extract_of(content, tmp_path, named))["W1"]
    assert (day_of(incident), incident["location"], incident["harm_level"]) == (
        date(2026, 2, 3),
        "Ward 7",
        "Low",
    )


def test_cover_sheet_before_the_listing(tmp_path: Path) -> None:
    cover = [("Search strategy",), ("Date", "03/11/2026"), ("Category", "Medication"), ("Notes", "None")]
    content = workbook_content({"Cover": cover, "Data": [("Title",), (), DATIX_HEADINGS, GOOD_ROW]})
    extract = extract_of(content, tmp_path, "listing.xlsx")
    assert (extract.sheet.sheet, extract.sheet.sheets, extract.sheet.header_row) == ("Data", 2, 3)
    assert extract.rows.read == 1


def test_longer_sheet_of_two_with_the_same_headings(tmp_path: Path) -> None:
    other = ("W2", "04/02/2026", "Ward 8", "Low", "Warfarin")
    content = workbook_content({"Old": [DATIX_HEADINGS, GOOD_ROW], "New": [DATIX_HEADINGS, GOOD_ROW, other]})
    extract = extract_of(content, tmp_path, "listing.xlsx")
    assert (extract.sheet.sheet, extract.rows.read) == ("New", 2)


def test_empty_lines_count_for_row_numbers_and_not_as_rows(tmp_path: Path) -> None:
    content = (
        csv_content(DATIX_HEADINGS, [GOOD_ROW]) + b"\r\n,,,,\r\n" + b",04/02/2026,Ward 8,Low,Warfarin\r\n"
    )
    extract = extract_of(content, tmp_path)
    assert extract.rows.read == 2
    assert [problem.row for problem in extract.problems] == [5]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_signs_survive_every_encoding(tmp_path: Path, encoding: str, said: str) -> None:
    row = ("W1", "03/02/2026", SIGNS, "Low", "Apixaban 5 µg")
    extract = extract_of(
        csv_content(DATIX_HEADINGS, [row], encoding=encoding), tmp_path, child=encoding == "cp1252"
    )
    incident = incidents_of(extract)["W1"]
    assert incident["location"] == SIGNS
    assert [medicine["written"] for medicine in incident["medicines"]] == ["Apixaban 5 µg"]
    assert extract.sheet.encoding == said


def test_utf_16_with_a_mark_in_big_end_order(tmp_path: Path) -> None:
    row = ("W1", "03/02/2026", SIGNS, "Low", "Apixaban")
    content = b"\xfe\xff" + csv_content(DATIX_HEADINGS, [row], encoding="utf-16-be")
    assert incidents_of(extract_of(content, tmp_path))["W1"]["location"] == SIGNS


def test_signs_and_carriage_returns_survive_a_workbook(tmp_path: Path) -> None:
    row = ("W1", datetime(2026, 2, 3), SIGNS + "_x000D_", "Low", "Apixaban 5 µg")
    incident = incidents_of(
        extract_of(workbook_content({"A": [DATIX_HEADINGS, row]}), tmp_path, "listing.xlsx")
    )["W1"]
    assert (incident["location"], day_of(incident)) == (SIGNS, date(2026, 2, 3))


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_no_break_space_is_a_space(tmp_path: Path, encoding: str) -> None:
    row = ("\xa0W1\xa0", "03/02/2026", "Ward\xa07", "Low", "\xa0")
    incident = incidents_of(extract_of(csv_content(DATIX_HEADINGS, [row], encoding=encoding), tmp_path))["W1"]
    assert incident["location"] == "Ward 7"
    assert incident["medicines"] == []


@pytest.mark.parametrize(
    ("delimiter", "said"), [(",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "bar")]
)
def test_delimiters(tmp_path: Path, delimiter: str, said: str) -> None:
    row = ("W1", "03/02/2026", "Ward 7, bay 2; bed | 3", "Low", "Apixaban")
    extract = extract_of(csv_content(DATIX_HEADINGS, [row, row], delimiter=delimiter), tmp_path)
    assert extract.sheet.delimiter == said
    assert incidents_of(extract)["W1"]["location"] == "Ward 7, bay 2; bed | 3"
    assert (extract.rows.accepted, extract.rows.duplicate) == (1, 1)


def test_commas_in_narrative_do_not_make_a_semicolon_file_a_comma_file(tmp_path: Path) -> None:
    headings = (*DATIX_HEADINGS, "Description")
    rows = [(f"W{n}", "03/02/2026", "Ward 7", "Low", "Apixaban", "a, b, c, d, e, f, g") for n in range(30)]
    extract = extract_of(csv_content(headings, rows, delimiter=";"), tmp_path)
    assert extract.sheet.delimiter == "semicolon"
    assert extract.rows.accepted == 30


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_and_quoted_line_breaks(tmp_path: Path, line_end: str) -> None:
    headings = (*DATIX_HEADINGS, "Description")
    rows = [
        (*GOOD_ROW, 'said "no"\nand left,\r\nthen came back'),
        ("", "04/02/2026", "Ward 8", "Low", "Warfarin", "one line"),
    ]
    extract = extract_of(csv_content(headings, rows, line_end=line_end), tmp_path)
    assert extract.rows.read == 2
    # A spreadsheet shows one row for a record with line breaks in it, and so do the problems.
    assert [problem.row for problem in extract.problems] == [3]


@pytest.mark.parametrize("break_at", [10, 500])
def test_a_quote_that_is_never_closed_does_not_swallow_the_rows_after_it(
    tmp_path: Path, break_at: int
) -> None:
    """Either the rows are read, or the person is told; never a listing that is quietly shorter."""
    lines = csv_content(DATIX_HEADINGS, [(f"W{n}", *GOOD_ROW[1:]) for n in range(1, 601)]).decode()
    broken = lines.replace(f"W{break_at},03/02/2026,Ward 7", f'W{break_at},03/02/2026,"Ward 7')
    found = read(broken.encode(), tmp_path)
    if not hasattr(found, "rows"):
        return
    said = [problem.reason for problem in found.problems] + list(found.sheet.notes)
    assert found.rows.read == 600 or any("quot" in text for text in said), (
        f"{found.rows.read} of 600 rows, not a word"
    )


def test_workbook_cells_become_unambiguous_text(tmp_path: Path) -> None:
    headings = (*DATIX_HEADINGS, "Reported date")
    rows = [
        (12345, datetime(2026, 3, 2, 14, 30), "Ward 7", "Low", "Apixaban", datetime(2026, 3, 5)),
        (12346.0, 46056, "Ward 7", "Low", "Apixaban", 46057.5),
        ("12347", "02/03/2026", "Ward 7", "Low", "Apixaban", date(2026, 3, 4)),
    ]
    incidents = incidents_of(extract_of(workbook_content({"A": [headings, *rows]}), tmp_path, "listing.xlsx"))
    assert {ref: (day_of(found), found["reported_on"]) for ref, found in incidents.items()} == {
        "12345": (date(2026, 3, 2), date(2026, 3, 5)),
        "12346": (date(2026, 2, 3), date(2026, 2, 4)),
        "12347": (date(2026, 3, 2), date(2026, 3, 4)),
    }


def test_hidden_sheet_is_said(tmp_path: Path) -> None:
    import io

    import openpyxl

    book = openpyxl.load_workbook(
        io.BytesIO(workbook_content({"Cover": [("x",)], "Data": [DATIX_HEADINGS, GOOD_ROW]}))
    )
    book["Data"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    extract = extract_of(out.getvalue(), tmp_path, "listing.xlsx")
    assert extract.sheet.notes == (
        "The sheet 'Data' of 2 was read, and 'Cover' was not.",
        "The sheet 'Data' is hidden.",
    )


def test_run_date_is_never_after_the_day_of_the_upload(tmp_path: Path) -> None:
    content = b"Report run on 03/11/2099\r\n" + csv_content(DATIX_HEADINGS, [GOOD_ROW])
    extract = extract_of(content, tmp_path)
    assert (extract.as_at, extract.as_at_from) == (NOW.date(), "the day of the upload")


@pytest.mark.parametrize(
    ("headings", "source"),
    [
        (
            ("RP01 Unique Incident ID", "Date of Incident", "PD09 Degree of harm (severity)"),
            SourceSystem.NRLS,
        ),
        (("Reference", "Revision", "T005 - Event date", "OT001 - Physical harm"), SourceSystem.LFPSE),
        (("Ref", "Incident date", "Severity", "Drug administered"), SourceSystem.DATIX),
        ((" ref ", "INCIDENT DATE", "severity:", "Drug  administered"), SourceSystem.DATIX),
    ],
)
def test_source_is_recognised_by_the_headings(
    tmp_path: Path, headings: tuple[str, ...], source: SourceSystem
) -> None:
    row = ["W1", "1", "03/02/2026", ""] if "Revision" in headings else ["W1", "03/02/2026", "", ""]
    extract = extract_of(csv_content(headings, [row[: len(headings)]]), tmp_path, source=None)
    assert extract.source is source
