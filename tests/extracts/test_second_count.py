"""Nothing is lost between the file and its columns: the cells against another reader, the rows against another count."""

import csv
import io
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dashboard.domain.extract import RefusedFile
from dashboard.extracts import child, delimited, workbook
from dashboard.extracts.delimited_rows import count_exactly, count_quickly
from dashboard.extracts.encoding import decide_encoding, pieces_of, text_of
from dashboard.extracts.limits import BROWSER
from dashboard.extracts.reading import RawSheet, read_sheet, stage_bytes
from dashboard.extracts.sheet import CannotRead, Counted
from dashboard.extracts.workbook_parts import WorkbookParts
from dashboard.extracts.workbook_rows import rows_exactly, rows_quickly
from tests.extracts import hostile_files as hostile
from tests.extracts.written_extracts import DATIX_HEADINGS, GOOD_ROW, csv_content, staged, workbook_content

CELLS = (
    "", " ", "\xa0", "_x000D_", "a", "Ward 7", "5 µg", "£5", "“quoted”", 'said "no"', "two\nlines", "two\r\nlines",
    "one, two", "semi; colon", "\t", "\u3000", " padded ", "naïve", "0",
)  # fmt: skip


def sheet_of(content: bytes, staging: Path, file_name: str) -> RawSheet:
    found = read_sheet(staged(content, staging, file_name, BROWSER, child=False), file_name, BROWSER)
    assert isinstance(found, RawSheet), found
    return found


def texts_of(sheet: RawSheet) -> list[tuple[int, list[str | None]]]:
    """Row number and cells of each row."""
    columns = [sheet.table.column(f"c{place}").to_pylist() for place in range(len(sheet.headings))]
    return [
        (number, [column[at] for column in columns])
        for at, number in enumerate(sheet.table.column("row").to_pylist())
    ]


def tidy(cell: str) -> str | None:
    """The rule for a cell, written a second time: NBSP is a space, the mark of a carriage return nothing."""
    return cell.replace("_x000D_", "").replace("\xa0", " ").strip() or None


def by_another_reader(text: str, delimiter: str) -> list[tuple[int, list[str | None], int]]:
    """Rows below the first by Python's own module: number, the cells under headings, how many cells hold something."""
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    width = len(DATIX_HEADINGS)
    found = []
    for number, row in enumerate(rows[1:], start=2):
        cells = [tidy(cell) for cell in row]
        if any(cells):
            found.append((number, [*cells, *[None] * width][:width], sum(cell is not None for cell in cells)))
    return found


@pytest.mark.parametrize("seed", range(60))
def test_delimited_files_by_chance_against_another_reader(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    delimiter = chance.choice(",;\t|")
    line_end = chance.choice(["\n", "\r\n", "\r"])
    encoding = chance.choice(["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=line_end)
    writer.writerow(DATIX_HEADINGS)
    for number in range(chance.randrange(1, 60)):
        usual = chance.random() < 0.7
        width = len(DATIX_HEADINGS) - (seed % 3) if usual else chance.randrange(0, 9)
        row = [chance.choice(CELLS) for _ in range(width)]
        writer.writerow([f"W{number}", *row[1:]] if usual and chance.random() < 0.8 else row)
        if chance.random() < 0.1:
            out.write(line_end)
    text = out.getvalue()
    sheet = sheet_of(text.encode(encoding), tmp_path, "listing.csv")
    expected = by_another_reader(text, delimiter)
    assert sheet.headings == DATIX_HEADINGS
    assert texts_of(sheet) == [(number, cells) for number, cells, _ in expected]
    assert sheet.table.column("cells").to_pylist() == [filled for _, _, filled in expected]
    under = [sum(cell is not None for cell in cells) for _, cells, _ in expected]
    assert sheet.table.column("beyond").to_pylist() == [
        filled > held for (_, _, filled), held in zip(expected, under, strict=True)
    ]
    assert sheet.filled == tuple(
        sum(cells[place] is not None for _, cells, _ in expected) for place in range(len(DATIX_HEADINGS))
    )


def test_both_counts_of_a_delimited_file_by_hand(tmp_path: Path) -> None:
    content = b'a,b\r\n1,2\r\n\r\n ,"\xc2\xa0"\r\n,,,\r\n"two\r\nlines",x\r\n"",\r\n_x000D_,\r\n3\r\n4,5,6'
    path = stage_bytes(content, tmp_path)
    encoding = decide_encoding(path)
    assert count_quickly(pieces_of(path, encoding), ",") == 5
    assert count_exactly(text_of(path, encoding), ",") == 5


def test_a_mark_inside_a_cell_misleads_the_quick_count_and_the_exact_one_decides(tmp_path: Path) -> None:
    """An inch sign in a cell without quotes is text: two rows, though a quotation mark stands in one of them."""
    content = b'Ref,Incident date,Needle\r\nW1,03/02/2026,5" x\r\nW2,03/02/2026,none\r\n'
    path = stage_bytes(content, tmp_path)
    assert count_quickly(pieces_of(path, decide_encoding(path)), ",") != 3
    assert [cells[2] for _, cells in texts_of(sheet_of(content, tmp_path, "listing.csv"))] == ['5" x', "none"]


def test_both_readers_of_a_delimited_file_agree_on_many_ragged_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [GOOD_ROW if number % 3 else (*GOOD_ROW, "", f"more {number}") for number in range(90)]
    content = csv_content(DATIX_HEADINGS, rows)
    fast = sheet_of(content, tmp_path / "fast", "listing.csv")
    monkeypatch.setattr(delimited, "MOST_RAGGED", 10)
    monkeypatch.setattr(delimited, "BATCH_ROWS", 7)
    exact = sheet_of(content, tmp_path / "exact", "listing.csv")
    assert texts_of(fast) == texts_of(exact)
    for column in ("beyond", "cells", "repeat"):
        assert fast.table.column(column).to_pylist() == exact.table.column(column).to_pylist()
    assert fast.table.column("beyond").to_pylist() == [number % 3 == 0 for number in range(90)]


def xml_sheet(rows: str, *, prefix: str = "", before: str = "") -> bytes:
    """A workbook whose one sheet holds these rows; `p:` in them stands for the prefix."""
    p = f"{prefix}:" if prefix else ""
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    declared = f'xmlns:{prefix}="{name}"' if prefix else f'xmlns="{name}"'
    body = f"<p:worksheet {declared}>{before}<p:sheetData>{rows}</p:sheetData></p:worksheet>"
    body = body.replace("<p:", f"<{p}").replace("</p:", f"</{p}")
    return hostile.workbook_with(sheet=lambda _: f'<?xml version="1.0"?>{body}'.encode())


def inline(row: int | None, cells: Sequence[str], attributes: str = "") -> str:
    number = f' r="{row}"' if row else ""
    inside = ""
    for place, cell in enumerate(cells):
        place_said = f' r="{chr(65 + place)}{row}"' if row else ""
        inside += f'<p:c{place_said} t="inlineStr"><p:is><p:t>{cell}</p:t></p:is></p:c>'
    return f"<p:row{number}{attributes}>{inside}</p:row>"


HEAD = inline(1, DATIX_HEADINGS)
ODD_SHEETS: dict[str, tuple[bytes, list[int]]] = {
    "a prefix": (xml_sheet(HEAD + inline(2, GOOD_ROW) + inline(3, GOOD_ROW), prefix="x"), [2, 3]),
    "a size that lies": (
        xml_sheet(
            HEAD + "".join(inline(n, GOOD_ROW) for n in range(2, 40)), before='<p:dimension ref="A1:B2"/>'
        ),
        list(range(2, 40)),
    ),
    "empty rows": (
        xml_sheet(f'{HEAD}<p:row r="2"/><p:row r="3" ht="15"></p:row>{inline(7, GOOD_ROW)}<p:row r="9" />'),
        [7],
    ),
    "empty rows above": (xml_sheet(inline(11, DATIX_HEADINGS) + inline(12, GOOD_ROW)), [12]),
    "rows without a number": (
        xml_sheet(inline(None, DATIX_HEADINGS) + inline(None, GOOD_ROW) + inline(None, GOOD_ROW)),
        [2, 3],
    ),
    "blanks only": (xml_sheet(HEAD + inline(2, [" ", "\xa0", "&#160;", "&#32;"]) + inline(3, GOOD_ROW)), [3]),
    "character data": (xml_sheet(HEAD + inline(2, ["<![CDATA[W1]]>", "03/02/2026"])), [2]),
    "an error only": (
        xml_sheet(
            HEAD + '<p:row r="2"><p:c r="A2" t="e"><p:v>#N/A</p:v></p:c></p:row>' + inline(3, GOOD_ROW)
        ),
        [3],
    ),
    "only formatted": (
        xml_sheet(HEAD + '<p:row r="2"><p:c r="A2" s="1"/></p:row>' + inline(3, GOOD_ROW)),
        [3],
    ),
    "line breaks between": (xml_sheet(HEAD + "\n  " + inline(2, GOOD_ROW).replace("><", ">\n <")), [2]),
}


@pytest.mark.parametrize("kind", ODD_SHEETS)
def test_rows_of_odd_workbooks(tmp_path: Path, kind: str) -> None:
    content, expected = ODD_SHEETS[kind]
    sheet = sheet_of(content, tmp_path, "listing.xlsx")
    assert sheet.table.column("row").to_pylist() == expected
    path = stage_bytes(content, tmp_path)
    parts = WorkbookParts(path)
    exact = rows_exactly(parts, next(iter(parts.sheets.values())))
    assert exact is not None
    assert [row for row in exact.tolist() if row > sheet.read.header_row] == expected


def chance_cell(chance: random.Random, place: str) -> tuple[str, bool]:
    """The XML of a cell, and whether it holds something."""
    style = chance.choice(["", ' s="1"'])
    at = f'{style} r="{place}"' if chance.random() < 0.5 else f' r="{place}"{style}'
    return chance.choice(
        [
            (f"<p:c{at}/>", False),
            (f"<p:c{at}></p:c>", False),
            (f"<p:c{at}><p:v>{chance.randrange(1000)}</p:v></p:c>", True),
            (f"<p:c{at}><p:f>A1</p:f><p:v>3</p:v></p:c>", True),
            (f"<p:c{at}><p:f>A1</p:f><p:v/></p:c>", False),
            (f"<p:c{at}><p:f>A1</p:f></p:c>", False),
            (f'<p:c{at} t="b"><p:v>0</p:v></p:c>', True),
            (f'<p:c{at} t="e"><p:v>#REF!</p:v></p:c>', False),
            (f'<p:c{at} t="str"><p:f>A1</p:f><p:v>word</p:v></p:c>', True),
            (f'<p:c{at} t="inlineStr"><p:is><p:t>word</p:t></p:is></p:c>', True),
            (f'<p:c{at} t="inlineStr"><p:is><p:t xml:space="preserve"> </p:t></p:is></p:c>', False),
            (f'<p:c{at} t="inlineStr"><p:is><p:t/></p:is></p:c>', False),
            (
                f'<p:c{at} t="inlineStr"><p:is><p:r><p:t>a</p:t></p:r><p:r><p:t>b</p:t></p:r></p:is></p:c>',
                True,
            ),
        ]
    )


@pytest.mark.parametrize("seed", range(40))
def test_workbooks_by_chance_hold_the_rows_that_were_written(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    rows, expected, number = HEAD, [], 1
    for _ in range(chance.randrange(1, 50)):
        number += chance.choice([1, 1, 1, 2, 5])
        hidden = chance.choice(["", ' hidden="1"', ' spans="1:5"', ' ht="15" customHeight="1"'])
        places = [f"{letter}{number}" for letter in "ABCDEF" if chance.random() < 0.4]
        cells = [chance_cell(chance, place) for place in places]
        rows += (
            f'<p:row{hidden} r="{number}">{"".join(xml for xml, _ in cells)}</p:row>'
            if cells
            else (f'<p:row r="{number}"{hidden}/>')
        )
        if any(holds for _, holds in cells):
            expected.append(number)
    content = xml_sheet(rows, prefix=chance.choice(["", "x", "main"]))
    assert sheet_of(content, tmp_path, "listing.xlsx").table.column("row").to_pylist() == expected


def test_shared_texts_that_are_blank_are_no_cell(tmp_path: Path) -> None:
    """NRLS listings write a single space for blank: a row of nothing else is no row, and the exact count knows."""
    strings = ["Ref", "Incident date", "Severity", "W1", "03/02/2026", " "]
    items = "".join(f'<si><t xml:space="preserve">{text}</t></si>' for text in strings)
    table = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{items}</sst>'

    def row(number: int, *places: int) -> str:
        cells = "".join(
            f'<p:c r="{chr(65 + at)}{number}" t="s"><p:v>{place}</p:v></p:c>'
            for at, place in enumerate(places)
        )
        return f'<p:row r="{number}">{cells}</p:row>'

    parts = hostile.parts_of(xml_sheet(row(1, 0, 1, 2) + row(2, 3, 4, 5) + row(3, 5, 5, 5) + row(4, 3, 5, 5)))
    parts["xl/sharedStrings.xml"] = table.encode()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/xl/sharedStrings.xml" ContentType='
        b'"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
    )
    relations = parts["xl/_rels/workbook.xml.rels"]
    if b"sharedStrings" not in relations:
        parts["xl/_rels/workbook.xml.rels"] = relations.replace(
            b"</Relationships>",
            b'<Relationship Id="rId99" Target="sharedStrings.xml" Type='
            b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>',
        )
    content = hostile.archive(parts)
    opened = WorkbookParts(stage_bytes(content, tmp_path))
    quick = rows_quickly(opened, opened.sheets["Listing"])
    assert quick is not None and quick.numbers.tolist() == [1, 2, 3, 4], "the quick count cannot tell"
    assert sheet_of(content, tmp_path, "listing.xlsx").table.column("row").to_pylist() == [2, 4]


def test_quick_count_of_rows_does_not_depend_on_where_the_pieces_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [GOOD_ROW if number % 4 else () for number in range(60)]
    path = stage_bytes(workbook_content({"Listing": [DATIX_HEADINGS, *rows]}), tmp_path)
    parts = WorkbookParts(path)
    expected = [1, *[number + 2 for number in range(60) if number % 4]]
    xml = b"".join(parts.pieces(parts.sheets["Listing"]))
    for size in (1, 7, 100, 1000, len(xml)):
        pieces = [xml[at : at + size] for at in range(0, len(xml), size)]
        monkeypatch.setattr(parts, "pieces", lambda _, pieces=pieces: iter(pieces))
        seen = rows_quickly(parts, "")
        assert seen is not None and seen.numbers.tolist() == expected, size


@pytest.mark.parametrize("named", ["listing.csv", "listing.xlsx"])
def test_a_reader_that_loses_a_row_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    rows = [(f"W{number}", *GOOD_ROW[1:]) for number in range(9)]
    if named.endswith("csv"):
        content, reader, kind = csv_content(DATIX_HEADINGS, rows), delimited.DelimitedSheet, "csv"
    else:
        content, reader, kind = (
            workbook_content({"A": [DATIX_HEADINGS, *rows]}),
            workbook.WorkbookSheet,
            "xlsx",
        )
    whole = reader.below

    def loses_a_row(self: Any, header_row: int) -> Any:
        below = whole(self, header_row)
        below.numbers = below.numbers[1:]
        below.columns = [column.slice(1) for column in below.columns]
        return below

    monkeypatch.setattr(reader, "below", loses_a_row)
    with pytest.raises(CannotRead) as refused:
        child.parse(stage_bytes(content, tmp_path), kind, named, BROWSER)
    reason, sentence = refused.value.args
    assert reason == "rows differ"
    assert "8 rows" in sentence and "9 rows" in sentence


def test_a_row_swapped_for_another_is_found_out_by_its_number(tmp_path: Path) -> None:
    assert child._agree(np.array([2, 3, 4]), Counted(3, np.array([2, 3, 4])))
    assert not child._agree(np.array([2, 3, 5]), Counted(3, np.array([2, 3, 4])))


def test_unclosed_quote_is_refused_with_its_place(tmp_path: Path) -> None:
    lines = csv_content(DATIX_HEADINGS, [(f"W{n}", *GOOD_ROW[1:]) for n in range(1, 600)]).decode()
    broken = lines.replace("W500,03/02/2026,Ward 7", 'W500,03/02/2026,"Ward 7')
    found = read_sheet(stage_bytes(broken.encode(), tmp_path), "listing.csv", BROWSER)
    assert isinstance(found, RefusedFile)
    assert (found.reason, "row 501" in found.sentence) == ("unclosed quote", True)
