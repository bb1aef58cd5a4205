"""Whatever leaves as a table: no text in it runs as a formula, numbers and dates come back as they were."""

import csv
import io
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain.words import HarmLevel
from dashboard.reports.export import csv_bytes, csv_text, file_name, harmless
from tests.extracts.written_extracts import SHARED

SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BODIES = (
    "1+1",
    "cmd|'/C calc'!A0",
    'HYPERLINK("http://example.org","x")',
    "SUM(A1:A9)",
    "WEBSERVICE(A1)",
    "",
    "IMPORTXML(1)",
)
PAYLOADS = [
    *(f"{sign}{body}" for sign in SIGNS for body in BODIES),
    *(f"{blank}=1+1" for blank in (" ", "   ", "\xa0", "\t", "\r", "\n", "\0", " \t", "\xa0 ", "\0\0", "\r\n", "\n\n")),
    "=1+1;2", "==1", "-1+1|cmd", "+44 20 7946 0000", "-", "@mention", "=\t1", "'=1", "\"=1+1\"", "=1+1\n=2", "DDE(\"cmd\")",
    "Ward 7\r=1+1", "Ward 7\n=1+1", "Ward 7\r\n=1+1", 'Ward "7"\r=1+1', "Ward 7,=1+1", 'Ward 7","=1+1',
]  # fmt: skip


def dangerous(text: str) -> bool:
    """A second opinion: what a spreadsheet would look at first, blanks and line ends before it left aside."""
    return (
        text.lstrip(" \xa0\t\r\n\0").startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
        or text[:1] in "\t\r\n\0"
    )


def read_back(content: bytes) -> list[list[str]]:
    """As a spreadsheet does: a lone carriage return outside quotes ends a row as well."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def test_there_are_many_payloads() -> None:
    assert len(set(PAYLOADS)) >= 90


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_is_a_formula_in_heading_or_cell(payload: str) -> None:
    rows = read_back(csv_bytes([payload, "n"], [[payload, 1], ["plain", -2]]))
    assert len(rows) == 3
    for cell in (rows[0][0], rows[1][0]):
        assert not dangerous(cell), cell
        assert line_ends(cell).removeprefix("'") == line_ends(payload.replace("\0", "")).removeprefix("'")
        sheet = openpyxl.Workbook().active
        assert sheet is not None
        written = sheet.cell(1, 1, cell.replace("\r", ""))
        assert written.data_type != "f"
    assert [rows[1][1], rows[2][1]] == ["1", "-2"]


@given(st.text(max_size=20))
@settings(max_examples=300, deadline=None)
def test_no_text_at_all_begins_a_formula(text: str) -> None:
    cell = harmless(text)
    assert isinstance(cell, str)
    assert not cell or cell[0] not in "=+-@\t\r\n\0＝＋－＠"
    assert line_ends(cell) in (line_ends(text.replace("\0", "")), "'" + line_ends(text.replace("\0", "")))


@given(st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=2), max_size=4))
@settings(max_examples=200, deadline=None)
def test_no_cell_of_a_table_ever_begins_a_formula(rows: list[list[str]]) -> None:
    found = read_back(csv_bytes(["a", "b"], rows))
    assert len(found) == len(rows) + 1, "no text makes a row of its own"
    for cell in [cell for row in found for cell in row]:
        assert not cell or cell[0] not in "=+-@\t\r\n\0＝＋－＠"


def test_payloads_that_others_have_collected() -> None:
    path = SHARED / "messy" / "injection" / "Intruder" / "csv-payload.txt"
    if not path.exists():
        pytest.skip("csv-payload.txt (../shared/data/messy/injection) is not beside this repository")
    payloads = [line for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if line]
    assert len(payloads) >= 5
    rows = read_back(csv_bytes(payloads, [payloads]))
    for cell in [cell for row in rows for cell in row]:
        assert not dangerous(cell), cell


def test_numbers_blanks_dates_and_words() -> None:
    values = [
        -5,
        -0.25,
        0,
        12,
        3.5,
        None,
        date(2026, 2, 3),
        datetime(2026, 2, 3, 4, 5, 6, 7),
        True,
        False,
        HarmLevel.LOW,
    ]
    (_, row) = read_back(csv_bytes([str(n) for n in range(len(values))], [values]))
    assert row == [
        "-5",
        "-0.25",
        "0",
        "12",
        "3.5",
        "",
        "2026-02-03",
        "2026-02-03 04:05:06",
        "true",
        "false",
        "Low",
    ]


def test_quotes_commas_and_line_breaks_come_back() -> None:
    values = ['say "no"', "a,b", "two\nlines", "µg £5 ’", ""]
    (_, row) = read_back(csv_bytes(list("abcde"), [values]))
    assert row == values


def test_bytes_have_a_mark_and_text_has_none() -> None:
    assert csv_bytes(["a"], []) == b"\xef\xbb\xbfa\n"
    assert csv_text(["a"], []) == "a\n"


@pytest.mark.parametrize(
    "words", ["../../etc/passwd", "=cmd", "CON", "Ward 7: Äpfel / “x”", "a" * 400, "..", "\0"]
)
def test_file_names_are_plain_on_every_system(words: str) -> None:
    name = file_name(words, "2026", ending="csv")
    assert name.endswith(".csv") and len(name) <= 104
    assert set(name.removesuffix(".csv")) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert name == name.lower()
