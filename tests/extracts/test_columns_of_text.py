"""What the parsing process makes of columns: clean words, repeats, free text that stays behind, personal details found."""

import random
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from dashboard.domain.extract import LikelyIdentifiers
from dashboard.extracts import written_text
from dashboard.extracts.identifiers import (
    BIRTH,
    EMAIL,
    NHS_NUMBER,
    NINO,
    POSTCODE,
    TELEPHONE,
    identifiers_in,
    is_narrative,
    is_nhs_number,
    likely_kinds,
)
from dashboard.extracts.limits import BROWSER
from dashboard.extracts.reading import RawSheet, read_sheet, stage_bytes
from dashboard.extracts.repeats import repeats
from dashboard.extracts.sheet import clean
from dashboard.extracts.written_text import cleaned
from tests.extracts.written_extracts import DATIX_HEADINGS, GOOD_ROW, csv_content, workbook_content

SPACES = (
    "",
    " ",
    "\xa0",
    "\u2003",
    "\u3000",
    "\x1c",
    "\x1f",
    "\x85",
    "\t",
    "\n",
    "\r\n",
    "_x000D_",
    "\v",
    "\f",
)
INNER = ("", "a", "Ward 7", "5 µg", "x\xa0y", "two\nlines", "é", "a_x000D_b", "\u200b", "\ufeff")


def every_padding(*, separators: bool = True) -> list[str]:
    """Information separators send a whole column the slow way, so that most of it is looked at without them too."""
    spaces = [space for space in SPACES if separators or space not in ("\x1c", "\x1f")]
    return [f"{before}{inner}{after}" for before in spaces for inner in INNER for after in spaces]


@pytest.mark.parametrize("separators", [True, False])
@pytest.mark.parametrize("distinct", [True, False])
def test_columns_are_cleaned_as_single_cells_are(distinct: bool, separators: bool) -> None:
    texts = every_padding(separators=separators) * (1 if distinct else 3)
    column = cleaned(pa.array(texts, pa.string()))
    assert isinstance(column, pa.DictionaryArray) is not distinct
    assert column.to_pylist() == [clean(text) for text in texts]


def test_each_word_of_a_dictionary_stands_once_and_none_is_blank() -> None:
    column = cleaned(pa.chunked_array([["a", " a", "b", ""], ["a ", "b", " ", "a"] * 5], pa.string()))
    assert isinstance(column, pa.DictionaryArray)
    assert sorted(column.dictionary.to_pylist()) == ["a", "b"]
    assert column.null_count == 6


@pytest.mark.parametrize("separators", [True, False])
def test_long_dictionaries_are_cleaned_the_same_way(
    monkeypatch: pytest.MonkeyPatch, separators: bool
) -> None:
    texts = every_padding(separators=separators) * 3
    expected = cleaned(pa.array(texts, pa.string())).to_pylist()
    monkeypatch.setattr(written_text, "SAMPLE_ROWS", 40)
    monkeypatch.setattr(written_text, "DISTINCT_SHARE", 2.0)
    assert cleaned(pa.array(texts, pa.string())).to_pylist() == expected


@pytest.mark.parametrize("seed", range(20))
def test_repeats_against_a_set_of_rows_seen(seed: int) -> None:
    chance = random.Random(seed)
    rows = [
        (f"W{chance.randrange(30)}", chance.choice(["x", "y", None]), chance.choice([None, "text"]))
        for _ in range(chance.randrange(0, 200))
    ]
    columns = [pa.array([row[place] for row in rows], pa.string()) for place in range(3)]
    columns[1] = columns[1].dictionary_encode()
    seen: set[tuple[str | None, ...]] = set()
    expected = []
    for row in rows:
        expected.append(row in seen)
        seen.add(row)
    assert repeats(columns, len(rows)).tolist() == expected


def test_rows_that_differ_only_in_free_text_are_no_repeats(tmp_path: Path) -> None:
    headings = (*DATIX_HEADINGS, "Description", "Ward")
    rows = [(*GOOD_ROW, text, "Ward 7") for text in ("one", "two", "one", "", "one ")]
    sheet = read_sheet(stage_bytes(csv_content(headings, rows), tmp_path), "listing.csv", BROWSER)
    assert isinstance(sheet, RawSheet)
    assert sheet.table.column("repeat").to_pylist() == [False, False, True, False, True]
    assert sheet.table.column("c5").null_count == 5, "free text never leaves the parsing process"
    assert sheet.filled[5] == 4
    assert sheet.table.column("cells").to_pylist() == [7, 7, 7, 6, 7]
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("*.arrow"))
    assert b"Ward 7" in kept and b"two" not in kept


@pytest.mark.parametrize(
    ("heading", "narrative"),
    [("Description", True), ("IN07 Description of what happened", True), ("Ref", False), ("Colour", False)],
)
def test_headings_of_free_text(heading: str, narrative: bool) -> None:
    assert is_narrative(heading) is narrative


def nhs_number(nine: str) -> str | None:
    """A number with its check digit, worked out as the Data Dictionary words it; None where there is none."""
    total = 0
    for weight, digit in zip(range(10, 1, -1), nine, strict=True):
        total += weight * int(digit)
    left = 11 - total % 11
    return None if left == 10 else nine + ("0" if left == 11 else str(left))


def test_nhs_numbers_by_a_second_way() -> None:
    chance = random.Random(7)
    made = [nhs_number(f"{chance.randrange(10**9):09d}") for _ in range(500)]
    for number in filter(None, made):
        assert is_nhs_number(number)
        for digit in set("0123456789") - {number[9]}:
            assert not is_nhs_number(number[:9] + digit)
    assert None in made
    assert not is_nhs_number("0000000000")


NUMBER = nhs_number("943476591") or ""


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (f"Patient {NUMBER} was moved", {NHS_NUMBER}),
        (f"NHS no. {NUMBER[:3]} {NUMBER[3:6]} {NUMBER[6:]}.", {NHS_NUMBER}),
        (f"({NUMBER[:3]}-{NUMBER[3:6]}-{NUMBER[6:]})", {NHS_NUMBER}),
        (f"batch A{NUMBER}", set()),
        (f"serial 12{NUMBER}", set()),
        ("1234567890", set()),
        ("0000000000", set()),
        ("asked someone.name@example.nhs.uk about it", {EMAIL}),
        ("dose @ 5 mg", set()),
        ("rang 01632 960123 twice", {TELEPHONE}),
        ("rang 07700 900 123", {TELEPHONE}),
        ("rang +44 (0)20 7946 0123", {TELEPHONE}),
        ("rang (020) 7946 0123", {TELEPHONE}),
        ("on 2026-02-03 14:30:00", set()),
        ("W-2026-0001632960", set()),
        ("DOB 03/02/1951", {BIRTH}),
        ("d.o.b.: 3.2.51", {BIRTH}),
        ("date of birth was 3 February 1951", {BIRTH}),
        ("Born on 3rd Feb 1951", {BIRTH}),
        ("newborn given 5 mg", set()),
        ("born on the ward", set()),
        ("lives at SW1A 1AA now", {POSTCODE}),
        ("lives at m1 1ae", set()),
        ("lives at ls1 1ba", {POSTCODE}),
        ("given at t2 4hr later", set()),
        ("B12 5mg injection", set()),
        ("QQ 12 34 56 C", set()),
        ("AB 12 34 56 C", {NINO}),
        ("AB123456C", {NINO}),
        ("03/02/2026", set()),
        ("Ward 7", set()),
    ],
)
def test_what_looks_like_a_personal_detail(text: str, kinds: set[str]) -> None:
    assert likely_kinds(text) == kinds
    found = identifiers_in("Notes", pa.array([text, None, text, "Ward 7"]))
    assert {likely.kind: likely.rows for likely in found} == dict.fromkeys(kinds, 2), (
        "the quick look finds it too"
    )
    again = identifiers_in("Notes", pa.array([text, None, text, "Ward 7"]).dictionary_encode())
    assert again == found


def test_rows_with_personal_details_by_heading_and_kind(tmp_path: Path) -> None:
    headings = (*DATIX_HEADINGS, "Description")
    rows = [
        (NUMBER, *GOOD_ROW[1:], f"number {NUMBER}, mail a@b.example"),
        ("W2", *GOOD_ROW[1:], f"{NUMBER} {NUMBER}"),
        ("W3", "03/02/2026", "Ward 7, SW1A 1AA", "Low", "Apixaban", "nothing"),
    ]
    for named, content in (
        ("listing.csv", csv_content(headings, rows)),
        ("listing.xlsx", workbook_content({"A": [headings, *rows]})),
    ):
        sheet = read_sheet(stage_bytes(content, tmp_path), named, BROWSER)
        assert isinstance(sheet, RawSheet)
        assert sheet.identifiers == (
            LikelyIdentifiers("Location (exact)", POSTCODE, 1),
            LikelyIdentifiers("Description", NHS_NUMBER, 2),
            LikelyIdentifiers("Description", EMAIL, 1),
        ), named
        assert NUMBER not in repr(sheet.identifiers) + repr(sheet.read)


def test_repeats_of_no_rows() -> None:
    assert repeats([pa.array([], pa.string())], 0).tolist() == np.zeros(0, bool).tolist()
