"""Occupied bed days: months and numbers as people write them, conflicts, totals, and what is not a denominator."""

import csv
import json
from datetime import date, datetime
from pathlib import Path

import pytest

from dashboard.domain.extract import ActivityExtract, RefusedFile
from dashboard.extracts.activity_cells import read_month
from tests.extracts.written_extracts import REPOSITORY, bed_days, csv_content, workbook_content

TODAY = date(2026, 11, 23)
HEADINGS = ("Month", "Site", "Division", "Ward", "Occupied bed days")
SAMPLE = REPOSITORY / "data" / "sample"

APRIL_2025 = (
    "2025-04", "2025-4", "2025/04", "04/2025", "4/2025", "04-2025", "Apr 2025", "Apr-25", "Apr-2025", "April 2025",
    "April-25", "april 2025", "APR 2025", "APRIL 2025", "Apr '25", "Apr. 2025", "01/04/2025", "30/04/2025", "01/04/25",
    "01-Apr-25", "1 April 2025", "2025-04-01", "2025-04-30 00:00:00", "45748", "45777",
)  # fmt: skip
NOT_MONTHS = (
    "",
    None,
    "April",
    "2025",
    "Q1 2025",
    "13/2025",
    "2025-13",
    "00/2025",
    "Foo 2025",
    "n/a",
    "1985-04",
)


def activity_of(rows: list[tuple], staging: Path, headings: tuple[str, ...] = HEADINGS) -> ActivityExtract:
    found = bed_days(csv_content(headings, rows), staging)
    assert isinstance(found, ActivityExtract), found
    return found


@pytest.mark.parametrize("written", APRIL_2025)
def test_months_as_people_write_them(written: str) -> None:
    assert read_month(written, TODAY) == date(2025, 4, 1)


@pytest.mark.parametrize("written", NOT_MONTHS)
def test_what_is_not_a_month(written: str | None) -> None:
    assert read_month(written, TODAY) is None


def test_every_month_by_its_short_and_its_long_name() -> None:
    names = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    for number, name in enumerate(names, start=1):
        for written in (f"{name} 2025", f"{name[:3]}-25", f"{name[:3].upper()} 2025"):
            assert read_month(written, TODAY) == date(2025, number, 1)
    assert read_month("Sept 2025", TODAY) == date(2025, 9, 1)


def test_cells_of_a_workbook(tmp_path: Path) -> None:
    rows = [
        HEADINGS,
        (datetime(2025, 4, 1), "R", "Medicine", "Ward 7", 812),
        (45778, "R", "Medicine", "Ward 7", 811.5),
    ]
    found = bed_days(
        workbook_content({"Notes": [("x",)], "OBD": [("Occupied",), *rows]}), tmp_path, "obd.xlsx"
    )
    assert isinstance(found, ActivityExtract)
    assert (found.first_month, found.last_month, found.total()) == (
        date(2025, 4, 1),
        date(2025, 5, 1),
        1623.5,
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("812", 812),
        ("1,812", 1812),
        ("21,812.5", 21812.5),
        (" 812 ", 812),
        ("0", 0),
        ("812.25", 812.25),
        ("99,999", 99999),
    ],
)
def test_numbers_as_people_write_them(tmp_path: Path, written: str, meant: float) -> None:
    assert activity_of([("2025-04", "R", "M", "Ward 7", written)], tmp_path).total() == meant


@pytest.mark.parametrize(
    "written", ["", "-5", "1,2", "12,34", "1,2345", "n/a", "1 812", "812 days", "1e3", "∞", "100,001"]
)
def test_what_is_not_a_number_of_bed_days_is_a_problem_with_its_row(tmp_path: Path, written: str) -> None:
    rows = [("2025-04", "R", "M", "Ward 7", "812"), ("2025-05", "R", "M", "Ward 7", written)]
    found = activity_of(rows, tmp_path)
    assert found.total() == 812
    assert [(problem.row, problem.column) for problem in found.problems] == [(3, "Occupied bed days")]
    assert (found.rows.read, found.rows.accepted, found.rows.rejected) == (2, 1, 1)


def test_repeats_conflicts_and_totals_each_have_their_fate(tmp_path: Path) -> None:
    rows = [
        ("2025-04", "R", "M", "Ward 7", "812"),
        ("2025-04", "R", "M", "Ward 7", "812"),
        ("Apr 2025", "R", "M", "Ward 7", "812.0"),
        ("2025-04", "R", "M", "Ward 7", "900"),
        ("not a month", "R", "M", "Ward 7", "1"),
        ("Total", "", "", "", "812"),
        ("Grand total", "", "", "", "812"),
        ("2025-04", "H", "M", "Ward 7", "100"),
    ]
    found = activity_of(rows, tmp_path)
    fates = found.rows
    assert (fates.read, fates.accepted, fates.duplicate, fates.rejected, fates.left_out) == (8, 2, 2, 2, 2)
    assert [problem.row for problem in found.problems] == [5, 6]
    assert found.total() == 912


@pytest.mark.parametrize("column", ["Site", "Ward"])
def test_subtotals_in_the_place_columns_are_not_wards(tmp_path: Path, column: str) -> None:
    total = {"Site": ("2025-04", "Total", "", "", "912"), "Ward": ("2025-04", "R", "", "Total", "912")}[
        column
    ]
    rows = [("2025-04", "R", "M", "Ward 7", "812"), ("2025-04", "R", "M", "Ward 8", "100"), total]
    found = activity_of(rows, tmp_path)
    assert found.total() == 912
    assert found.rows.left_out == 1


def test_without_wards_a_row_speaks_for_its_site_and_without_sites_for_the_trust(tmp_path: Path) -> None:
    by_site = activity_of([("2025-04", "R", "812")], tmp_path, ("Month", "Site", "OBD"))
    assert by_site.activity.to_pylist()[0]["location"] == "All wards"
    whole = activity_of([("2025-04", "812")], tmp_path, ("Month", "Occupied bed days"))
    assert whole.activity.to_pylist()[0]["site"] == "Whole trust"


@pytest.mark.parametrize("heading", ["Available beds", "Available bed days", "Beds available"])
def test_available_beds_are_refused_in_one_sentence(tmp_path: Path, heading: str) -> None:
    found = bed_days(csv_content(("Month", "Ward", heading), [("2025-04", "Ward 7", "30")]), tmp_path)
    assert isinstance(found, RefusedFile)
    assert found.reason == "available beds"
    assert "occupied bed days" in found.sentence


def test_available_beds_beside_occupied_bed_days_are_not_used(tmp_path: Path) -> None:
    headings = ("Month", "Ward", "Available bed days", "Occupied bed days")
    assert activity_of([("2025-04", "Ward 7", "930", "812")], tmp_path, headings).total() == 812


def test_missing_columns_are_named(tmp_path: Path) -> None:
    for headings, missing in ((("Ward", "OBD"), "'Month'"), (("Month", "Ward"), "'Occupied bed days'")):
        found = bed_days(csv_content(headings, [("a", "1")]), tmp_path)
        assert isinstance(found, RefusedFile)
        assert found.reason == "missing columns" and missing in found.sentence


def test_no_row_that_can_be_read_is_a_refusal(tmp_path: Path) -> None:
    found = bed_days(csv_content(HEADINGS, [("soon", "R", "M", "Ward 7", "many")]), tmp_path)
    assert isinstance(found, RefusedFile)
    assert found.reason == "no rows"


def test_bed_days_of_the_made_up_trust_add_up(tmp_path: Path) -> None:
    path = SAMPLE / "bed_days_by_ward.csv"
    found = bed_days(path.read_bytes(), tmp_path)
    assert isinstance(found, ActivityExtract)
    expected = json.loads((SAMPLE / "expected.json").read_text(encoding="utf-8"))["activity"]
    assert found.total() == expected["occupied_bed_days"]
    with path.open(encoding="utf-8-sig", newline="") as lines:
        counted = sum(1 for _ in csv.DictReader(lines))
    assert (found.rows.read, found.rows.accepted) == (counted, counted)
    by_month: dict[str, float] = {}
    for row in found.activity.to_pylist():
        by_month[f"{row['month']:%Y-%m}"] = by_month.get(f"{row['month']:%Y-%m}", 0) + row["amount"]
    assert by_month == expected["by_month"]
