"""What the person is told of how a file was read: never silent, never a value of a row."""

import io
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from dashboard.domain.extract import RefusedFile
from dashboard.extracts.limits import BROWSER
from dashboard.extracts.reading import RawSheet, read_sheet, stage_bytes
from tests.extracts import hostile_files as hostile
from tests.extracts.test_second_count import HEAD, inline, xml_sheet
from tests.extracts.written_extracts import (
    DATIX_HEADINGS,
    GOOD_ROW,
    SHARED,
    csv_content,
    staged,
    workbook_content,
)

SIGNS = "“Ward” – £5, 10 µg, it’s\xa0ours"


def sheet_of(
    content: bytes, staging: Path, file_name: str = "listing.xlsx", sheet_name: str | None = None
) -> RawSheet:
    staging_path = stage_bytes(content, staging)
    if sheet_name is None:
        staged(content, staging, file_name, BROWSER, child=False)
    found = read_sheet(staging_path, file_name, BROWSER, sheet_name)
    assert isinstance(found, RawSheet), found
    return found


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book_of(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_a_plain_listing_needs_no_word(tmp_path: Path) -> None:
    assert sheet_of(workbook_content({"Listing": [DATIX_HEADINGS, GOOD_ROW]}), tmp_path).read.notes == ()
    assert sheet_of(csv_content(DATIX_HEADINGS, [GOOD_ROW]), tmp_path, "listing.csv").read.notes == ()


def test_titles_and_a_blank_first_column(tmp_path: Path) -> None:
    rows = [("Riverside",), ("Run on 03/11/2026",), (), (None, *DATIX_HEADINGS), (None, *GOOD_ROW)]
    sheet = sheet_of(workbook_content({"Listing": rows}), tmp_path)
    assert sheet.read.notes == (
        "2 rows above the headings are read as a title: the headings stand in row 4.",
        "The first column is blank in the row of headings.",
    )
    assert sheet.above == ("Riverside", "Run on 03/11/2026")


def test_which_sheet_was_read_and_another_one_can_be_chosen(tmp_path: Path) -> None:
    content = workbook_content(
        {
            "Cover": [("Search strategy",)],
            "Data": [DATIX_HEADINGS, GOOD_ROW],
            "Old": [DATIX_HEADINGS[:3], GOOD_ROW[:3], GOOD_ROW[:3]],
        }
    )
    sheet = sheet_of(content, tmp_path)
    assert (sheet.read.sheet, sheet.read.sheets) == ("Data", 3)
    assert sheet.read.sheet_names == ("Cover", "Data", "Old")
    assert sheet.read.notes == ("The sheet 'Data' of 3 was read, and 'Cover', 'Old' were not.",)
    other = sheet_of(content, tmp_path, sheet_name="Old")
    assert (other.read.sheet, len(other.table)) == ("Old", 2)
    assert len(sheet_of(content, tmp_path).table) == 1, "the choice of one does not change what others see"
    missing = read_sheet(stage_bytes(content, tmp_path), "listing.xlsx", BROWSER, "None such")
    assert isinstance(missing, RefusedFile) and missing.reason == "no such sheet"


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_and_rows(tmp_path: Path, state: str) -> None:
    book = book_of(
        workbook_content({"Data": [DATIX_HEADINGS, GOOD_ROW, GOOD_ROW, GOOD_ROW], "Lists": [("x",)]})
    )
    book["Lists"].sheet_state = state
    for row in (3, 4, 9):
        book["Data"].row_dimensions[row].hidden = True
    sheet = sheet_of(saved(book), tmp_path)
    assert sheet.read.notes[1:] == (
        "Hidden in this workbook and not read: 'Lists'.",
        "2 hidden rows are read too.",
    )
    assert len(sheet.table) == 3


def test_formulas_without_a_stored_value_and_errors(tmp_path: Path) -> None:
    book = book_of(workbook_content({"Data": [DATIX_HEADINGS, GOOD_ROW, GOOD_ROW]}))
    book["Data"]["C2"], book["Data"]["C3"], book["Data"]["G3"] = '="Ward "&7', "=A1", "=1+1"
    notes = sheet_of(saved(book), tmp_path).read.notes
    assert notes == (
        "3 cells hold a formula without a stored value and read as blank: columns Location (exact), G; "
        "open the file in Excel and save it.",
    )
    stored = (
        '<p:c r="C2"><p:f>A1</p:f><p:v>7</p:v></p:c><p:c r="D2" t="e"><p:f>1/0</p:f><p:v>#DIV/0!</p:v></p:c>'
    )
    content = xml_sheet(f'{HEAD}<p:row r="2"><p:c r="A2"><p:v>1</p:v></p:c>{stored}</p:row>')
    sheet = sheet_of(content, tmp_path)
    assert sheet.read.notes == ("1 cell holds an error such as #N/A and reads as blank: column Severity.",)
    assert sheet.table.column("c2").to_pylist() == ["7"]


def test_workbooks_that_count_from_1904(tmp_path: Path) -> None:
    book = book_of(workbook_content({"Data": [DATIX_HEADINGS, ("W1", datetime(2026, 2, 3), *GOOD_ROW[2:])]}))
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book["Data"]["B2"].value = datetime(2026, 2, 3)
    sheet = sheet_of(saved(book), tmp_path)
    assert sheet.date1904
    assert sheet.table.column("c1").to_pylist() == ["2026-02-03"]
    assert "1904" in sheet.read.notes[0]
    assert not sheet_of(hostile.good_workbook(), tmp_path).date1904


def test_1904_workbook_of_others(tmp_path: Path) -> None:
    path = SHARED / "messy" / "xlsx" / "calamine_date_1904.xlsx"
    if not path.exists():
        pytest.skip("the collection of messy files (../shared/data/messy) is not beside this repository")
    sheet = sheet_of(path.read_bytes(), tmp_path)
    assert sheet.date1904 and sheet.headings[0] == "2021-01-01"


TIERS = {
    # name: (rows, cells merged across, headings, the row number of the first incident)
    "the lower row holds the headings": (
        [
            ("Ref", "Incident date", "Dose", None, "Drug", None),
            (None, None, "Given", "Prescribed", "Given", "Prescribed"),
            ("W1", "03/02/2026", "5", "50", "Apixaban", "Warfarin"),
        ],
        ["C1:D1", "E1:F1"],
        ("Ref", "Incident date", "Dose | Given", "Dose | Prescribed", "Drug | Given", "Drug | Prescribed"),
        3,
    ),
    "the upper row holds none that is known": (
        [
            ("Who", None, "Where", None),
            ("Ref", "Severity", "Site", "Location (exact)"),
            ("W1", "Low", "Riverside", "Ward 7"),
        ],
        ["A1:B1", "C1:D1"],
        ("Ref", "Severity", "Site", "Location (exact)"),
        3,
    ),
    "the same name below two groups": (
        [
            (None, None, "Available", None, "Occupied", None),
            ("Ref", "Incident date", "Total", "Acute", "Total", "Acute"),
            ("W1", "03/02/2026", "5", "50", "1", "2"),
        ],
        ["C1:D1", "E1:F1"],
        (
            "Ref", "Incident date", "Available | Total", "Available | Acute", "Occupied | Total", "Occupied | Acute",
        ),
        3,
    ),
}  # fmt: skip


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize("kind", TIERS)
def test_headings_in_two_rows(tmp_path: Path, kind: str, merged: bool) -> None:
    rows, across, headings, first = TIERS[kind]
    if merged:
        book = book_of(workbook_content({"Data": rows}))
        for cells in across:
            book["Data"].merge_cells(cells)
        content, named = saved(book), "listing.xlsx"
    else:
        content, named = csv_content(rows[0], rows[1:]), "listing.csv"
    sheet = sheet_of(content, tmp_path, named)
    assert sheet.headings == headings
    assert sheet.table.column("row").to_pylist() == [first]
    joined = "The headings stand in two rows (1 and 2) and were joined." in sheet.read.notes
    assert joined is (kind != "the upper row holds none that is known")


@pytest.mark.parametrize("first_row", [("W1", "", "", "", "Apixaban"), ("", "", "Ward 7", "", ""), GOOD_ROW])
def test_a_row_of_an_incident_is_never_taken_for_headings(tmp_path: Path, first_row: tuple[str, ...]) -> None:
    sheet = sheet_of(csv_content(DATIX_HEADINGS, [first_row, GOOD_ROW]), tmp_path, "listing.csv")
    assert (sheet.headings, len(sheet.table)) == (DATIX_HEADINGS, 2)


def test_titles_with_two_cells_above_headings_that_come_twice_stay_titles(tmp_path: Path) -> None:
    rows = [("Run on", "03/11/2026"), (*DATIX_HEADINGS, "Other", "Other"), (*GOOD_ROW, "x", "y")]
    sheet = sheet_of(workbook_content({"Data": rows}), tmp_path)
    assert sheet.headings == (*DATIX_HEADINGS, "Other", "Other")
    assert sheet.above == ("Run on 03/11/2026",)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be", "cp1252"])
def test_signs_survive_in_every_encoding(tmp_path: Path, codec: str, mark: bytes) -> None:
    fits = {
        b"": True,
        b"\xef\xbb\xbf": codec == "utf-8",
        b"\xff\xfe": codec == "utf-16-le",
        b"\xfe\xff": codec == "utf-16-be",
    }
    if not fits[mark]:
        return
    content = mark + csv_content(
        DATIX_HEADINGS, [("W1", "03/02/2026", f"{SIGNS}_x000D_", "Low", "5 µg")], encoding=codec
    )
    sheet = sheet_of(content, tmp_path, "listing.csv")
    assert sheet.headings == DATIX_HEADINGS
    assert sheet.table.column("c2").to_pylist() == [SIGNS.replace("\xa0", " ")]
    assert sheet.table.column("c4").to_pylist() == ["5 µg"]


def test_signs_that_stand_where_pieces_of_the_file_meet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dashboard.extracts import encoding

    monkeypatch.setattr(encoding, "PIECE", 7)
    for codec in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        rows = [(f"W{number}", "03/02/2026", SIGNS, "Low", "5 µg") for number in range(20)]
        sheet = sheet_of(csv_content(DATIX_HEADINGS, rows, encoding=codec), tmp_path, "listing.csv")
        assert sheet.table.column("c2").to_pylist() == [SIGNS.replace("\xa0", " ")] * 20, codec


def test_windows_encoding_is_said_with_a_word_that_shows_it(tmp_path: Path) -> None:
    rows = [(f"W{n}", "03/02/2026", "Ward 7", "Low", "Apixaban 5µg") for n in range(4)]
    notes = sheet_of(csv_content(DATIX_HEADINGS, rows, encoding="cp1252"), tmp_path, "listing.csv").read.notes
    assert notes == (
        "The text is read as Windows-1252: check that signs such as µ and £ look right, for instance in '5µg'.",
    )


def test_no_name_of_a_person_is_shown_for_the_encoding(tmp_path: Path) -> None:
    headings = (*DATIX_HEADINGS, "Handler", "Description")
    rows = [(*GOOD_ROW, "Zoë Müller", "gave 5µg") for _ in range(4)]
    notes = sheet_of(csv_content(headings, rows, encoding="cp1252"), tmp_path, "listing.csv").read.notes
    assert notes == ("The text is read as Windows-1252: check that signs such as µ and £ look right.",)


def test_rows_after_a_gap_keep_their_numbers(tmp_path: Path) -> None:
    content = xml_sheet(HEAD + inline(400, GOOD_ROW) + inline(70_000, GOOD_ROW))
    assert sheet_of(content, tmp_path).table.column("row").to_pylist() == [400, 70_000]


def test_two_stray_quotation_marks_that_make_one_cell_of_many_rows_are_told(tmp_path: Path) -> None:
    lines = csv_content(DATIX_HEADINGS, [(f"W{n}", *GOOD_ROW[1:]) for n in range(1, 61)]).decode()
    broken = lines.replace("W10,03/02/2026,Ward", 'W10,03/02/2026,"Ward').replace("W40,03/02", 'W40,"03/02')
    sheet = sheet_of(broken.encode(), tmp_path, "listing.csv")
    assert len(sheet.table) < 60
    assert sheet.read.notes == (
        "A cell of row 11 holds lines that look like rows of this file: "
        "a quotation mark may be missing or one too many, and those rows are not counted.",
    )


def test_line_breaks_in_prose_need_no_word(tmp_path: Path) -> None:
    rows = [(*GOOD_ROW, "first, he came\nthen, she left\r\nand, so, it, was\n\n") for _ in range(5)]
    assert (
        sheet_of(csv_content((*DATIX_HEADINGS, "Description"), rows), tmp_path, "listing.csv").read.notes
        == ()
    )
