"""Rows that do not become incidents: the file of rejected rows goes in cleanly once mended; what no longer counts is said."""

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from dashboard.domain.extract import Extract, Problem, SheetRead
from dashboard.domain.profile import ReadingChoices
from dashboard.domain.words import SourceSystem
from dashboard.extracts.incidents import extract_of_sheet
from dashboard.extracts.problems_found import MOST_PROBLEMS
from dashboard.extracts.reading import RawSheet
from tests.extracts.written_extracts import csv_content, extract_of, incidents_of

LFPSE = SourceSystem.LFPSE
TODAY = date(2026, 11, 23)


def as_csv(table: pa.Table) -> list[list[str]]:
    rows = [["" if cell is None else str(cell) for cell in row.values()] for row in table.to_pylist()]
    return [list(table.column_names), *rows]


def test_rejected_rows_keep_the_files_shape_and_are_read_once_mended(tmp_path: Path) -> None:
    headings = ("Ref", "Drug administered", "Drug administered", "", "Description", "Severity")
    rows = [
        ("W1", "Apixaban", "Warfarin", "", "it happened", "Low"),
        ("", "Morphine", "Digoxin", "kept", "it happened again", "Severe"),
        ("W3", "Morphine", "", "", "", "Low", "beyond"),
    ]
    extract = extract_of(csv_content(headings, rows), tmp_path)
    listed = as_csv(extract.rejected)
    assert listed == [
        ["Ref", "Drug administered", "Drug administered (2)", "Column 4", "Description", "Severity", "Row in the file",
         "Why this row was not read"],
        ["", "Morphine", "Digoxin", "kept", "", "Severe", "3", "no reference"],
        ["W3", "Morphine", "", "", "", "Low", "4", "more cells than there are headings"],
    ]  # fmt: skip
    listed[1][0] = "W2"
    mended = extract_of(csv_content(listed[0], listed[1:]), tmp_path)
    assert {found.heading: (found.field, found.how) for found in mended.columns[-2:]} == {
        "Row in the file": (None, "not used"), "Why this row was not read": (None, "not used"),
    }  # fmt: skip
    incidents = incidents_of(mended)
    assert (mended.rows.accepted, mended.problems, mended.unplaced) == (2, (), ())
    assert [found.field for found in mended.columns[1:3]] == ["medicine", "medicine"]
    assert [found["written"] for found in incidents["W2"]["medicines"]] == ["Morphine"]
    assert incidents["W2"]["harm_level"] == "Severe"


def test_no_rejected_rows_is_an_empty_table_of_the_same_shape(tmp_path: Path) -> None:
    extract = extract_of(csv_content(("Ref", "Severity"), [("W1", "Low")]), tmp_path)
    assert extract.rejected.num_rows == 0
    assert extract.rejected.column_names == [
        "Ref",
        "Severity",
        "Row in the file",
        "Why this row was not read",
    ]


HEADINGS = ("Reference", "Revision", "CL001 - Event Type", "A001 - Involved Agents")


def test_references_that_no_longer_count_are_told_with_their_newest_revision(tmp_path: Path) -> None:
    rows = [
        ("stands", "1", "Incident", "Medications"),
        ("left", "1", "Incident", "Medications"),  # an earlier revision says nothing
        ("left", "2", "Incident", "Devices"),
        ("left", "2", "Incident", "Devices"),  # a repeat says nothing of its own
        ("risk", "3", "Risk", "Medications"),
        ("half", "1", "Incident", "Devices"),
        ("half", "1", "Incident", "Medications"),
        ("back", "1", "Incident", "Devices"),
        ("back", "2", "Incident", "Medications"),
        ("", "1", "Incident", "Devices"),
    ]
    extract = extract_of(csv_content(HEADINGS, rows), tmp_path, source=LFPSE)
    assert set(incidents_of(extract)) == {"stands", "half", "back"}
    assert extract.not_counting.to_pylist() == [
        {"reference": "left", "revision": 2.0, "standing": "not a medication incident"},
        {"reference": "risk", "revision": 3.0, "standing": "another kind of event (good care, risk or outcome)"},
    ]  # fmt: skip
    assert extract.medication_share == 3 / 4


def test_reference_with_a_rejected_row_is_not_said_to_be_gone(tmp_path: Path) -> None:
    rows = [
        ("W1", "Rejected", "Low"),
        ("W1", "", "Low", "beyond"),
        ("W2", "Rejected", "Low"),
        ("W3", "", "Low"),
    ]
    extract = extract_of(csv_content(("Ref", "Approval status", "Severity"), rows), tmp_path)
    assert [row["reference"] for row in extract.not_counting.to_pylist()] == ["W2"]
    assert extract.medication_share is None


# --- the sheet as the reader hands it over ---


def sheet(columns: dict[str, Any], repeat: list[bool] | None = None) -> RawSheet:
    rows = len(next(iter(columns.values())))
    table = {f"c{position}": column for position, column in enumerate(columns.values())}
    plain = {
        "row": pa.array(np.arange(2, rows + 2), pa.int32()),
        "beyond": pa.array(np.zeros(rows, dtype=bool)),
        "cells": pa.array(np.full(rows, 9), pa.int32()),
        "repeat": pa.array(repeat or [False] * rows),
    }
    filled = tuple(len(column) - column.null_count for column in columns.values())
    read = SheetRead(None, 1, 1)
    return RawSheet("0" * 64, "x.csv", pa.table(table | plain), tuple(columns), (), read, filled)


def read_sheet_of(found: RawSheet) -> Extract:
    extract = extract_of_sheet(found, TODAY, SourceSystem.DATIX, ReadingChoices())
    assert isinstance(extract, Extract), extract
    return extract


CELLS = {
    "Ref": ["W1", "W1", "W2", "W3", None, "W4"],
    "Incident date": ["03/02/2026", None, "31/02/2026", "2025", "03/02/2026", "04/02/2026"],
    "Severity": ["Low", "Severe", "Odd", None, "Low", "Low"],
    "Stage": ["Prescribing", "Ordering", "Prescribing; Advice", None, None, None],
    "Drug administered": ["Apixaban", "Warfarin", "Apixaban", None, "x", "y"],
    "Approval status": ["Rejected", "", "Finally approved", None, None, "Rejected"],
}


def test_dictionary_encoded_columns_read_as_plain_ones(tmp_path: Path) -> None:
    plain = {name: pa.array([cell or None for cell in cells]) for name, cells in CELLS.items()}
    coded = {name: column.dictionary_encode() for name, column in plain.items()}
    pieces = {
        name: pa.chunked_array([column[:2].dictionary_encode(), column[2:].dictionary_encode()])
        for name, column in plain.items()
    }
    first, *others = (read_sheet_of(sheet(columns)) for columns in (plain, coded, pieces))
    for other in others:
        assert other.incidents.to_pylist() == first.incidents.to_pylist()
        assert other.rejected.to_pylist() == first.rejected.to_pylist()
        assert other.medicines.to_pylist() == first.medicines.to_pylist()
        assert other == first  # everything else that is said of the file


def test_repeats_are_those_that_the_reader_marked() -> None:
    """The reader saw the free text, which is no longer there to be compared."""
    columns = {"Ref": pa.array(["W1", "W1", "W2"]), "Severity": pa.array(["Low", "Low", "Low"])}
    assert read_sheet_of(sheet(columns)).rows.accepted == 3
    marked = read_sheet_of(sheet(columns, repeat=[False, True, False]))
    assert (marked.rows.accepted, marked.rows.duplicate) == (2, 1)


def test_problems_past_ten_thousand_are_one_sentence_with_their_number() -> None:
    rows = MOST_PROBLEMS + 2_345
    columns = {
        "Ref": pa.array([f"W{number}" for number in range(rows)]),
        "Incident date": pa.array(["31/02/2026"] * rows),
    }
    problems = read_sheet_of(sheet(columns)).problems
    assert len(problems) == MOST_PROBLEMS + 1
    assert problems[0] == Problem(
        2, "Incident date", "date", "is not a date that exists: counts as not recorded"
    )
    assert problems[-2].row == MOST_PROBLEMS + 1
    assert problems[-1].row is None and problems[-1].reason.startswith("2,345 more problems")


def test_times_of_day_do_not_change_the_days_of_a_long_listing() -> None:
    """A million rows have a million times: they are cut off before the days are read, and only then."""
    rows = 21_000
    written = [f"{1 + n % 28:02d}/02/2026 {n // 60 % 24:02d}:{n % 60:02d}:{n % 59:02d}" for n in range(rows)]
    written = [
        *dict.fromkeys(written),
        "2026-02-03T14:30:00",
        "03/02/2026",
        "31/02/2026 10:00",
        "03/02/2026 25:00",
    ]
    columns = {
        "Ref": pa.array([f"W{number}" for number in range(len(written))]),
        "Incident date": pa.array(written),
    }
    found = read_sheet_of(sheet(columns)).incidents
    days = [str(day) if day else None for day in found.column("occurred_earliest").to_pylist()]
    assert len(written) > 20_000
    expected: list[str | None] = [f"2026-02-{each[:2]}" for each in written]
    expected[-4:] = ["2026-02-03", "2026-02-03", None, None]
    assert days == expected
