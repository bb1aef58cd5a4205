"""The workbook of a pack: text is never a formula, figures are those of the tables, each state stays what it is. Read again by
openpyxl, by calamine and from the XML itself.
"""

import csv
import io
import re
import unicodedata
import zipfile
from dataclasses import replace
from datetime import date, datetime
from functools import cache

import openpyxl
import pytest
from lxml import etree
from openpyxl.utils import range_boundaries

from dashboard.charts.frame import Table
from dashboard.reports.export import begins_a_formula, csv_bytes
from dashboard.reports.pack import Listing, Look, Pack, Slide
from dashboard.reports.workbook.names import Names
from dashboard.reports.workbook.workbook import xlsx_bytes
from tests.reports.formula_payloads import PAYLOADS, pack_of, payload_pack, picture_of
from tests.reports.made_up_packs import rate_picture
from tests.reports.read_workbooks import MAIN, by_calamine, parts


@cache
def of_payloads() -> bytes:
    return xlsx_bytes(payload_pack())


def as_kept(text: str) -> str:
    """A second opinion on what a cell keeps: XML 1.0's own list of signs, one sign for a line end, no NUL."""
    one_end = re.sub("\r\n?", "\n", text.replace("\0", ""))
    return "".join(
        sign
        if sign in "\t\n" or "\x20" <= sign <= "\ud7ff" or "\ue000" <= sign <= "\ufffd" or sign > "\uffff"
        else "\N{REPLACEMENT CHARACTER}"
        for sign in one_end
    )


def decoded(text: str) -> str:
    """As Excel reads a cell's text: _xHHHH_ is the sign of that number (ECMA-376, ST_Xstring)."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def could_run(text: str) -> bool:
    """By the first sign that can be seen, in any width; after a tab or a line end anything could."""
    seen = re.sub(r"^[\s\u200b\ufeff\ufffd\x00-\x1f]+", "", text)
    return text[:1] in ("\t", "\n") or unicodedata.normalize("NFKC", seen[:1]).replace("−", "-") in (
        "=", "+", "-", "@",
    )  # fmt: skip


def test_there_are_150_payloads_of_which_most_could_run() -> None:
    assert len(PAYLOADS) >= 150
    assert sum(could_run(as_kept(payload)) for payload in PAYLOADS) > 120


def test_no_cell_of_the_workbook_is_a_formula_by_its_xml() -> None:
    cells = 0
    for name, sheet in parts(of_payloads(), "xl/worksheets/").items():
        assert sheet.find(f".//{MAIN}f") is None, name
        kinds = {cell.get("t") for cell in sheet.iter(f"{MAIN}c")}
        assert kinds <= {None, "n", "inlineStr"}, (name, kinds)
        cells += sum(1 for _ in sheet.iter(f"{MAIN}t"))
    assert cells > 10 * len(PAYLOADS), "the payloads are in the file"
    for name, table in parts(of_payloads(), "xl/tables/").items():
        assert not {etree.QName(each).localname for each in table.iter()} & {
            "calculatedColumnFormula",
            "totalsRowFormula",
        }, name
    book = parts(of_payloads(), "xl/workbook.xml")["xl/workbook.xml"]
    defined = {each.get("name") for each in book.iter(f"{MAIN}definedName")}
    assert defined == {"_xlnm.Print_Titles", "_xlnm.Print_Area"}


def test_text_that_could_run_is_marked_as_text_for_those_who_edit_it_and_no_other_is() -> None:
    styles = parts(of_payloads(), "xl/styles.xml")["xl/styles.xml"]
    quoted = [each.get("quotePrefix") == "1" for each in styles.find(f"{MAIN}cellXfs")]
    marked = 0
    for sheet in parts(of_payloads(), "xl/worksheets/").values():
        for cell in sheet.iter(f"{MAIN}c"):
            text = "".join(each.text or "" for each in cell.iter(f"{MAIN}t"))
            if text:
                its = quoted[int(cell.get("s", 0))]
                assert its == begins_a_formula(decoded(text)), text
                if could_run(decoded(text)):
                    assert its, text
                marked += its
    assert marked > 5 * len(PAYLOADS)


def test_every_payload_comes_back_as_it_was_from_every_place_by_two_programs() -> None:
    kept = [as_kept(payload) for payload in PAYLOADS]
    read = by_calamine(of_payloads())
    names = list(read)
    strategy, says, down, across, *own = (read[name] for name in names)
    assert names[:2] == ["Search strategy", "What it says"]
    assert [row[:2] for row in strategy if row[0] in kept and row[1] == row[0]][: len(kept)] == [
        [each, each] for each in kept
    ]
    said = [row[1] for row in says]
    assert all(each in said for each in kept)
    at = next(place for place, row in enumerate(down) if row[:3] == ["Ward", "Said", "n"]) + 1
    assert [row[:4] for row in down[at : at + len(kept)]] == [
        [each, each, -place, date(2026, 1, 1)] for place, each in enumerate(kept)
    ]
    values = next(place for place, row in enumerate(across) if row[: len(kept)] == kept)
    assert across[values][len(kept)] == -7 and across[values + 1][len(kept)] == 0.25
    assert across[values + 1][: len(kept)] == kept[::-1]
    headings = across[values - 1][: len(kept)]
    assert [re.sub(r" \(\d+\)$", "", each) for each in headings] == [
        re.sub(r"^$", f"Column {place}", " ".join(each.split())[:250]) for place, each in enumerate(kept, 1)
    ]
    assert len(own) == len(PAYLOADS)
    for sheet, each in zip(own, kept, strict=True):
        assert [each, -1] in [row[:2] for row in sheet], each
    book = openpyxl.load_workbook(io.BytesIO(of_payloads()))
    for name in names:
        for row, theirs in zip(book[name].iter_rows(), read[name], strict=False):
            for cell, value in zip(row, theirs, strict=False):
                assert cell.data_type in ("s", "n", "d", "inlineStr"), cell
                if isinstance(cell.value, str):
                    assert decoded(cell.value) == value


def test_names_of_sheets_tables_and_columns_are_such_as_excel_takes() -> None:
    book = parts(of_payloads(), "xl/workbook.xml")["xl/workbook.xml"]
    names = [each.get("name") for each in book.iter(f"{MAIN}sheet")]
    assert len({name.casefold() for name in names}) == len(names) == len(PAYLOADS) + 4
    for name in names:
        assert re.fullmatch(r"\w[^\[\]:*?/\\'\x00-\x1f]{0,30}", name), name
        assert name.casefold() != "history"
    tables = parts(of_payloads(), "xl/tables/").values()
    called = [table.get("displayName") for table in tables]
    assert len({name.casefold() for name in called}) == len(called) == len(PAYLOADS) + 2
    for table in tables:
        assert re.fullmatch(r"[A-Za-z_]\w{0,254}", table.get("displayName")), table.get("displayName")
        columns = [each.get("name").casefold() for each in table.iter(f"{MAIN}tableColumn")]
        assert len(set(columns)) == len(columns) and all(columns)
        assert max(len(column) for column in columns) <= 255


def test_every_sheet_carries_the_marks_of_its_pack_in_a_cell() -> None:
    """Headers are printed and not seen: somebody who copies a sheet away takes the mark along."""
    slide = Slide(
        "a",
        "A finding",
        "What",
        pictures=(picture_of("x", ("A",), Table(("A",), ((1,),))),),
        listings=(Listing("One by one", Table(("A",), ((1,),))),),
    )
    for name, rows in by_calamine(xlsx_bytes(pack_of(slide, marks=("Keep inside", "Draft")))).items():
        assert any("Keep inside" in str(cell) for row in rows for cell in row), name


def test_headers_and_footers_are_short_enough_and_hold_no_code_of_a_persons() -> None:
    for sheet in parts(of_payloads(), "xl/worksheets/").values():
        for at in ("oddHeader", "oddFooter"):
            assert len(sheet.find(f".//{MAIN}{at}").text) <= 255
    long = xlsx_bytes(pack_of(marks=("Wards A&A & B " * 30,)))
    header = parts(long, "xl/worksheets/")["xl/worksheets/sheet1.xml"].find(f".//{MAIN}oddHeader").text
    assert len(header) <= 255 and "A&&A && B" in header


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("history", "History of changes"),
        ("", "Table"),
        ("=''", "Table"),
        ("a" * 40, "A" + "a" * 29 + "…"),
        ("Harm of graded incidents by month, with", "Harm of graded incidents…"),
        ("R1C1 / [x]:*?\\", "R1C1 x"),
    ],
)
def test_a_sheets_name_is_cut_between_words(words: str, name: str) -> None:
    assert Names().sheet(words) == name


def test_two_sheets_never_have_one_name() -> None:
    names = Names()
    given = [names.sheet(words) for words in ("A" * 31, "a" * 31, "a" * 31)]
    assert given[0] == "A" * 31 and given[1:] == ["A" + "a" * 25 + "… (2)", "A" + "a" * 25 + "… (3)"]


def test_the_same_payloads_stay_text_in_csv_and_numbers_stay_numbers() -> None:
    read = csv.reader(
        io.StringIO(
            csv_bytes(["text", "n"], [(each, -n) for n, each in enumerate(PAYLOADS)]).decode("utf-8-sig"),
            newline="",
        )
    )
    for row, (number, payload) in zip(list(read)[1:], enumerate(PAYLOADS), strict=True):
        kept = as_kept(payload) if "\ud800" in payload else re.sub("\r\n?", "\n", payload.replace("\0", ""))
        assert row[1] == str(-number)
        assert row[0] == f"'{kept}" if could_run(kept) else row[0] in (kept, f"'{kept}")


def states() -> Pack:
    table = Table(
        ("Month", "Incidents", "Rate", "Share", "Released", "Read", "Judged", "State"),
        (
            (
                "October 2025",
                1200,
                8.25,
                0.125,
                date(2026, 2, 3),
                datetime(2026, 2, 3, 4, 5),
                True,
                "counted",
            ),
            ("November 2025", 0, 0.0, 0.0, None, None, False, "counted"),
            ("December 2025", "too few to show", "too few to show", None, None, None, None, "covered"),
            ("January 2026", None, float("nan"), None, None, None, None, "no extract covers it"),
            ("February 2026", -3, 10.0, 0.5, None, None, None, "still filling up"),
        ),
    )
    empty = Listing("Nothing of this", Table(("Ward", "Incidents"), ()))
    return pack_of(Slide("states", "States", "States", (), (Listing("States", table, "Counts."), empty)))


def test_zero_missing_too_few_and_not_covered_are_told_apart() -> None:
    sheet = by_calamine(xlsx_bytes(states()))["States"]
    at = next(place for place, row in enumerate(sheet) if row[0] == "Month") + 1
    assert sheet[at : at + 5] == [
        [date(2025, 10, 1), 1200, 8.25, 0.125, date(2026, 2, 3), datetime(2026, 2, 3, 4, 5), True, "counted", *sheet[at][8:]],
        [date(2025, 11, 1), 0, 0, 0, "", "", False, "counted", *sheet[at][8:]],
        [date(2025, 12, 1), "too few to show", "too few to show", "", "", "", "", "covered", *sheet[at][8:]],
        [date(2026, 1, 1), "", "no figure", "", "", "", "", "no extract covers it", *sheet[at][8:]],
        [date(2026, 2, 1), -3, 10, 0.5, "", "", "", "still filling up", *sheet[at][8:]],
    ]  # fmt: skip
    said = [row[0] for row in sheet]
    assert "An empty cell has no figure: it is never a zero." in said and "Counts." in said
    nothing = by_calamine(xlsx_bytes(states()))["Nothing of this"]
    assert "There is nothing to list." in [row[0] for row in nothing]


def test_cells_have_types_formats_frozen_headings_a_filter_and_a_page() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(states())))
    sheet = book["States"]
    (table,) = sheet.tables.values()
    left, top, right, bottom = range_boundaries(table.ref)
    assert (left, right, bottom - top) == (1, 8, 5)
    assert sheet.freeze_panes == f"A{top + 1}" and table.autoFilter.ref == table.ref
    assert [sheet.cell(top + 1, column).number_format for column in range(1, 8)] == [
        "[$-809]mmmm yyyy", "#,##0", "0.0", "0.00", "dd/mm/yyyy", "dd/mm/yyyy hh:mm", "General",
    ]  # fmt: skip
    assert sheet.cell(top + 1, 5).is_date and sheet.cell(top + 1, 7).data_type == "b"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.print_title_rows == f"${top}:${top}"
    assert "plain" in sheet.oddHeader.center.text and sheet.oddFooter.right.text == "Page &P of &N"
    assert all(each.sheet_state == "visible" for each in book)
    linked = {
        cell.hyperlink.location.split("!")[0].strip("'")
        for row in book["Search strategy"].iter_rows()
        for cell in row
        if cell.hyperlink
    }
    assert linked == set(book.sheetnames) - {"Search strategy"}


@pytest.mark.parametrize(("colour", "ink"), [("#005EB8", "FFFFFFFF"), ("#FFDD00", "FF000000")])
def test_headings_can_be_read_on_the_trusts_colour(colour: str, ink: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(replace(states(), look=Look(colour)))))
    heading = next(cell for (cell,) in book["States"]["A1:A9"] if cell.value == "Month")
    assert (heading.fill.fgColor.rgb, heading.font.color.rgb) == ("FF" + colour[1:], ink)


def test_the_same_pack_gives_the_same_bytes_and_no_part_has_a_moment() -> None:
    content = xlsx_bytes(states())
    assert content == xlsx_bytes(states())
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert {each.date_time for each in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"created" not in (core := file.read("docProps/core.xml")) and b"modified" not in core
    assert xlsx_bytes(replace(states(), title="Another")) != content


def test_progress_is_told_sheet_by_sheet() -> None:
    told: list[tuple[int, int]] = []
    xlsx_bytes(states(), progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]


def test_lower_than_usual_does_not_look_like_higher() -> None:
    """Excel has no triangle that points down: the one that it has points up."""
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes(pack_of(Slide("r", "1", "1", (rate_picture(),)))))) as file:
        chart = file.read("xl/charts/chart1.xml").decode()
    symbols = re.findall(r'<(?:c:)?symbol val="([a-z]+)"', chart)
    assert "diamond" in symbols and "triangle" not in symbols


def test_a_picture_on_two_slides_has_one_sheet() -> None:
    picture = picture_of("Wards", ("A", "B"), Table(("Ward",), (("A",), ("B",))))
    pack = pack_of(Slide("one", "1", "1", (picture,)), Slide("two", "2", "2", (picture,)))
    assert list(by_calamine(xlsx_bytes(pack))) == ["Search strategy", "What it says", "Wards"]
