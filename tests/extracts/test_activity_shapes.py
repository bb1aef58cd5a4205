"""Activity in the shapes that people keep it in: long, months across, kinds across, staff groups, with what surrounds them."""

from datetime import date, datetime
from pathlib import Path

import pytest

from dashboard.domain.extract import ActivityExtract, RefusedFile, WhichOrganisation
from dashboard.domain.words import ActivityKind
from tests.extracts.written_extracts import bed_days, csv_content, workbook_content

APRIL, MAY, JUNE = date(2025, 4, 1), date(2025, 5, 1), date(2025, 6, 1)


def read(content: bytes, staging: Path, file_name: str = "activity.csv", **options: str) -> ActivityExtract:
    found = bed_days(content, staging, file_name, **options)
    assert isinstance(found, ActivityExtract), found
    return found


def refused(content: bytes, staging: Path, file_name: str = "activity.csv") -> RefusedFile:
    found = bed_days(content, staging, file_name)
    assert isinstance(found, RefusedFile), found
    return found


def figures(found: ActivityExtract) -> set[tuple]:
    """(kind, staff group, month, ward, amount) of everything that was read."""
    return {
        (row["kind"], row["staff_group"], row["month"], row["location"], row["amount"])
        for row in found.activity.to_pylist()
    }


BEDS = "occupied bed days"
WIDE = {
    (BEDS, "", APRIL, "Ward 7", 812.0),
    (BEDS, "", MAY, "Ward 7", 1790.0),
    (BEDS, "", APRIL, "Ward 8", 640.0),
    (BEDS, "", MAY, "Ward 8", 655.0),
}


@pytest.mark.parametrize(
    ("april", "may"),
    [
        ("Apr-25", "May-25"),
        ("2025-04", "2025-05"),
        ("April 2025", "May 2025"),
        ("01/04/2025", "01/05/2025"),
        ("45748", "45778"),
    ],
)
def test_months_across_the_columns(tmp_path: Path, april: str, may: str) -> None:
    rows = [
        ("R", "Ward 7", "812", "1,790", "2,602"),
        ("R", "Ward 8", "640", "655", "1,295"),
        ("R", "Total", "1,452", "2,445", "3,897"),
    ]
    found = read(
        csv_content(("Site", "Ward", april, may, "Total"), rows), tmp_path, "Occupied bed days 2025.csv"
    )
    assert figures(found) == WIDE
    assert (found.rows.read, found.rows.accepted, found.rows.left_out) == (3, 2, 1)
    assert dict(found.left_out) == {"totals, whose parts are in the file": 1}


def test_a_title_says_what_is_counted(tmp_path: Path) -> None:
    rows = [
        ("Riverside Hospital",),
        ("Occupied bed days by ward, 2025-26",),
        (None,),
        ("Ward", datetime(2025, 4, 1), datetime(2025, 5, 1), "YTD"),
        ("Ward 7", 812, 1790, 2602),
        ("Ward 8", 640, 655, 1295),
        ("Grand total", 1452, 2445, 3897),
        ("Source: patient administration system",),
    ]
    found = read(workbook_content({"Data": rows}), tmp_path, "figures.xlsx")
    assert figures(found) == WIDE
    assert dict(found.left_out) == {"totals, whose parts are in the file": 1, "notes without a figure": 1}


def test_the_name_of_the_sheet_says_what_is_counted(tmp_path: Path) -> None:
    rows = [("Ward", "Apr-25"), ("Ward 7", 95)]
    found = read(workbook_content({"Admissions": rows}), tmp_path, "figures.xlsx")
    assert figures(found) == {("admissions", "", APRIL, "Ward 7", 95.0)}


def test_numbers_that_do_not_say_what_they_count_are_refused(tmp_path: Path) -> None:
    wide = csv_content(("Ward", "Apr-25", "May-25"), [("Ward 7", "812", "790")])
    assert refused(wide, tmp_path, "ward figures.csv").reason == "kind not said"
    long = csv_content(("Month", "Ward", "Amount"), [("2025-04", "Ward 7", "812")])
    assert refused(long, tmp_path, "ward figures.csv").reason == "kind not said"


@pytest.mark.parametrize("name", ["Available beds.csv", "Available bed days by ward.csv"])
def test_a_title_of_available_beds_is_refused_as_a_denominator(tmp_path: Path, name: str) -> None:
    found = refused(csv_content(("Ward", "Apr-25"), [("Ward 7", "930")]), tmp_path, name)
    assert found.reason in ("available beds", "kind not said")
    assert "ccupied bed days" in found.sentence


def test_available_and_occupied_side_by_side_are_told_apart_or_refused(tmp_path: Path) -> None:
    headings = ("Ward", "Available bed days Apr-25", "Occupied bed days Apr-25", "% Occupied Apr-25")
    found = read(csv_content(headings, [("Ward 7", "930", "812", "0.87")]), tmp_path)
    assert figures(found) == {(BEDS, "", APRIL, "Ward 7", 812.0)}
    twice = csv_content(("Ward", "Apr-25", "Apr-25"), [("Ward 7", "930", "812")])
    assert refused(twice, tmp_path, "occupied bed days.csv").reason == "columns twice"


@pytest.mark.parametrize(
    "heading",
    [
        "% occupied bed days",
        "Occupied bed days %",
        "Bed occupancy",
        "Occupancy rate",
        "Occupied bed days (%)",
    ],
)
def test_percentages_are_never_bed_days(tmp_path: Path, heading: str) -> None:
    found = refused(csv_content(("Month", "Ward", heading), [("2025-04", "Ward 7", "87")]), tmp_path)
    assert found.reason == "missing columns"
    headings = ("Month", "Ward", heading, "Occupied bed days")
    beside = read(csv_content(headings, [("2025-04", "Ward 7", "87", "812")]), tmp_path)
    assert figures(beside) == {(BEDS, "", APRIL, "Ward 7", 812.0)}


def test_kinds_across_the_columns(tmp_path: Path) -> None:
    headings = (
        "Month",
        "Ward",
        "Occupied bed days",
        "Admissions",
        "Doses administered",
        "Items dispensed",
        "WTE",
    )
    rows = [
        ("Apr-25", "Ward 7", "812", "95", "12,345", "1,020", "31.6"),
        ("May-25", "Ward 7", "790", "", "11,000", "-", "n/a"),
    ]
    found = read(csv_content(headings, rows), tmp_path)
    assert figures(found) == {
        (BEDS, "", APRIL, "Ward 7", 812.0),
        ("admissions", "", APRIL, "Ward 7", 95.0),
        ("doses administered", "", APRIL, "Ward 7", 12345.0),
        ("items dispensed", "", APRIL, "Ward 7", 1020.0),
        ("staff", "All staff groups", APRIL, "Ward 7", 31.6),
        (BEDS, "", MAY, "Ward 7", 790.0),
        ("doses administered", "", MAY, "Ward 7", 11000.0),
    }
    assert [(p.row, p.column, p.value_kind) for p in found.problems] == [
        (3, "Admissions", "blank"),
        (3, "Items dispensed", "blank"),
        (3, "WTE", "blank"),
    ]
    assert (found.rows.accepted, found.rows.rejected) == (2, 0)


def test_a_long_table_with_kinds_and_staff_groups(tmp_path: Path) -> None:
    headings = ("Month", "Site", "Division", "Ward", "Measure", "Staff group", "Value")
    rows = [
        ("2025-04", "R", "Medicine", "Ward 7", "OBDs", "", "812"),
        ("2025-04", "R", "Medicine", "Ward 7", "Doses given", "", "9,000"),
        ("2025-04", "R", "", "", "Staff in post", "Nursing", "640"),
        ("2025-04", "R", "", "", "headcount", "Medical and dental", "210"),
        ("2025-04", "R", "", "", "headcount", "Wizards", "3"),
        ("2025-04", "R", "", "", "Available beds", "", "930"),
        ("2025-04", "R", "", "", "Parking spaces", "", "100"),
        ("2025-04", "R", "", "", "", "", "100"),
    ]
    found = read(csv_content(headings, rows), tmp_path)
    assert figures(found) == {
        (BEDS, "", APRIL, "Ward 7", 812.0),
        ("doses administered", "", APRIL, "Ward 7", 9000.0),
        ("staff", "Nurse or midwife", APRIL, "All wards", 640.0),
        ("staff", "Doctor or dentist", APRIL, "All wards", 210.0),
    }
    assert [(p.row, p.value_kind) for p in found.problems] == [(6, "text"), (8, "text"), (9, "blank")]
    assert dict(found.left_out) == {"available beds, which are no denominator": 1}
    assert not any("Wizards" in p.reason or "Parking" in p.reason for p in found.problems)


def test_only_available_beds_in_a_long_table_are_refused(tmp_path: Path) -> None:
    content = csv_content(
        ("Month", "Ward", "Measure", "Value"), [("2025-04", "Ward 7", "Available beds", "30")]
    )
    assert refused(content, tmp_path).reason == "available beds"


def test_months_across_with_a_kind_in_each_row(tmp_path: Path) -> None:
    headings = ("Ward", "Measure", "Apr-25", "May-25")
    rows = [("Ward 7", "Occupied bed days", "812", "790"), ("Ward 7", "Admissions", "95", "")]
    found = read(csv_content(headings, rows), tmp_path)
    assert figures(found) == {
        (BEDS, "", APRIL, "Ward 7", 812.0),
        (BEDS, "", MAY, "Ward 7", 790.0),
        ("admissions", "", APRIL, "Ward 7", 95.0),
    }
    assert [(p.row, p.column, p.value_kind) for p in found.problems] == [(3, "May-25", "blank")]


def test_staff_groups_across_the_columns(tmp_path: Path) -> None:
    headings = ("Month", "Nursing and midwifery", "Medical and dental", "Other", "Total")
    found = read(
        csv_content(headings, [("Apr-25", "640", "210", "12", "862")]), tmp_path, "Staff in post.csv"
    )
    assert figures(found) == {
        ("staff", "Nurse or midwife", APRIL, "All wards", 640.0),
        ("staff", "Doctor or dentist", APRIL, "All wards", 210.0),
        ("staff", "Other", APRIL, "All wards", 12.0),
    }


def test_divisions_called_medical_and_nursing_are_not_taken_for_staff(tmp_path: Path) -> None:
    content = csv_content(("Month", "Medical", "Nursing"), [("Apr-25", "640", "210")])
    assert refused(content, tmp_path, "by division.csv").reason == "missing columns"


def test_headcount_is_used_before_whole_time_equivalents_and_that_is_said(tmp_path: Path) -> None:
    headings = ("Month", "Staff group", "WTE", "Headcount")
    found = read(csv_content(headings, [("Apr-25", "Nursing", "590.4", "640")]), tmp_path)
    assert figures(found) == {("staff", "Nurse or midwife", APRIL, "All wards", 640.0)}
    assert any("WTE" in note for note in found.notes)


def test_blanks_are_missing_and_listed_and_a_zero_is_a_zero(tmp_path: Path) -> None:
    headings = ("Ward", "Apr-25", "May-25", "Jun-25")
    rows = [("Ward 7", "812", "", ""), ("Ward 8", "0", "n/a", "")]
    found = read(csv_content(headings, rows), tmp_path, "OBD.csv")
    assert figures(found) == {(BEDS, "", APRIL, "Ward 7", 812.0), (BEDS, "", APRIL, "Ward 8", 0.0)}
    assert [note for note in found.notes if "May-25, Jun-25" in note and "never as zero" in note]
    some = [("Ward 7", "812", "", "790"), ("Ward 8", "0", "5", "6")]
    beside = read(csv_content(headings, some), tmp_path, "OBD.csv")
    assert [(p.row, p.column, p.value_kind) for p in beside.problems] == [(2, "May-25", "blank")]
    assert (beside.rows.accepted, beside.rows.rejected) == (2, 0)


def test_months_between_without_a_figure_are_named(tmp_path: Path) -> None:
    found = read(csv_content(("Month", "OBD"), [("Apr-25", "812"), ("Jul-25", "790")]), tmp_path)
    (kind,) = found.kinds
    assert kind.missing_months == (MAY, JUNE)
    assert any("May 2025, June 2025" in note for note in found.notes)


def test_kinds_are_summed_up_each_by_itself(tmp_path: Path) -> None:
    headings = ("Month", "Ward", "Occupied bed days", "Staff")
    rows = [
        ("Apr-25", "Ward 7", "800", "30"),
        ("Apr-25", "Ward 8", "600", "20"),
        ("May-25", "Ward 7", "700", "40"),
    ]
    beds, staff = read(csv_content(headings, rows), tmp_path).kinds
    assert (beds.kind, beds.figures, beds.months, beds.places, beds.total) == (
        ActivityKind.BED_DAYS,
        3,
        2,
        2,
        2100.0,
    )
    assert (staff.kind, staff.total) == (ActivityKind.STAFF, 45.0)  # 50 in April, 40 in May: the same people


def test_one_cell_that_is_no_number_leaves_the_others_of_its_row(tmp_path: Path) -> None:
    found = read(csv_content(("Ward", "Apr-25", "May-25"), [("Ward 7", "812", "many")]), tmp_path, "OBD.csv")
    assert figures(found) == {(BEDS, "", APRIL, "Ward 7", 812.0)}
    assert [(p.row, p.column, p.value_kind) for p in found.problems] == [(2, "May-25", "text")]
    assert found.rows.accepted == 1


def test_average_daily_beds_become_bed_days_and_say_so(tmp_path: Path) -> None:
    headings = ("Month", "Ward", "Average daily occupied beds")
    found = read(csv_content(headings, [("Apr-25", "Ward 7", "27.5"), ("May-25", "Ward 7", "20")]), tmp_path)
    assert figures(found) == {(BEDS, "", APRIL, "Ward 7", 27.5 * 30), (BEDS, "", MAY, "Ward 7", 620.0)}
    assert all(row["estimated"] for row in found.activity.to_pylist())
    assert found.kinds[0].estimated == 2
    assert any("average daily occupied beds, not bed days" in note for note in found.notes)


def test_a_ward_without_a_site_beside_others_is_said(tmp_path: Path) -> None:
    rows = [("2025-04", "R", "Ward 7", "812"), ("2025-04", "", "Ward 8", "640")]
    found = read(csv_content(("Month", "Site", "Ward", "OBD"), rows), tmp_path)
    assert any("a ward and no site: 1" in note for note in found.notes)


ORGANISATIONS = (
    ("Month", "Org Code", "Org Name", "Occupied bed days"),
    [
        ("2025-04", "", "England", "1,500"),
        ("2025-04", "QX1", "NORTHGATE NHS FOUNDATION TRUST", "900"),
        ("2025-04", "QX2", "SOUTHMEAD COURT NHS TRUST", "600"),
        ("2025-05", "QX2", "SOUTHMEAD COURT NHS TRUST", "610"),
    ],
)


@pytest.mark.parametrize("wanted", ["QX2", "qx2", "SOUTHMEAD COURT NHS TRUST", "Southmead Court"])
def test_the_chosen_organisation_of_a_national_file(tmp_path: Path, wanted: str) -> None:
    found = read(csv_content(*ORGANISATIONS), tmp_path, organisation=wanted)
    assert figures(found) == {(BEDS, "", APRIL, "All wards", 600.0), (BEDS, "", MAY, "All wards", 610.0)}
    assert found.organisation == "QX2 SOUTHMEAD COURT NHS TRUST"
    assert dict(found.left_out) == {"of other organisations": 2}


@pytest.mark.parametrize("wanted", [None, "QX9", "NHS", "Court"])
def test_which_organisation_is_asked_with_what_was_seen(tmp_path: Path, wanted: str | None) -> None:
    found = bed_days(csv_content(*ORGANISATIONS), tmp_path, organisation=wanted)
    assert isinstance(found, WhichOrganisation)
    assert [code for code, _ in found.organisations] == ["QX1", "QX2"]
    assert "2 organisations" in found.sentence and "QX1, QX2" in found.sentence


def test_one_organisation_alone_needs_no_question(tmp_path: Path) -> None:
    headings, rows = ORGANISATIONS
    found = read(csv_content(headings, rows[2:]), tmp_path)
    assert found.total() == 1210.0


def test_a_name_that_fits_two_organisations_is_asked(tmp_path: Path) -> None:
    headings, rows = ORGANISATIONS
    twins = [*rows, ("2025-04", "QX3", "NORTHGATE NHS TRUST", "70")]
    found = bed_days(csv_content(headings, twins), tmp_path, organisation="Northgate")
    assert isinstance(found, WhichOrganisation)
    assert read(csv_content(headings, twins), tmp_path, organisation="Northgate NHS Trust").total() == 70.0


@pytest.mark.parametrize(
    ("site", "ward"), [("Trust-wide", "All wards"), ("WHOLE TRUST", "whole site"), ("All sites", "")]
)
def test_words_for_everywhere_are_not_a_place(tmp_path: Path, site: str, ward: str) -> None:
    found = read(csv_content(("Month", "Site", "Ward", "OBD"), [("2025-04", site, ward, "812")]), tmp_path)
    (row,) = found.activity.to_pylist()
    assert (row["site"], row["location"]) == ("Whole trust", "All wards")


@pytest.mark.parametrize("corner", ["", "Ward", "Name"])
@pytest.mark.parametrize("title", ["Occupied bed days", "Occupied bed days by ward"])
def test_a_title_that_could_be_a_heading_is_not_the_header(tmp_path: Path, title: str, corner: str) -> None:
    rows = [(title,), (corner or None, "Apr-25", "May-25"), ("Ward 7", 812, 790), ("Ward 8", 640, 655)]
    found = read(workbook_content({"Sheet1": rows}), tmp_path, "figures.xlsx")
    assert found.sheet.header_row == 2
    assert {(row["month"], row["amount"]) for row in found.activity.to_pylist()} == {
        (APRIL, 812.0),
        (MAY, 790.0),
        (APRIL, 640.0),
        (MAY, 655.0),
    }
    assert {row["location"] for row in found.activity.to_pylist()} == {"Ward 7", "Ward 8"}


def test_a_column_of_names_without_a_heading_is_said(tmp_path: Path) -> None:
    rows = [("Ward 7", "812"), ("Ward 8", "640")]
    found = read(csv_content(("Area name", "Apr-25"), rows), tmp_path, "OBD.csv")
    assert any("'Area name' was read as the ward" in note for note in found.notes)
    assert found.kinds[0].places == 2


def test_several_columns_of_names_without_wards_are_refused(tmp_path: Path) -> None:
    """Rows of different wards would otherwise become one place, and all but the first be lost."""
    rows = [("North", "Ward 7", "812"), ("South", "Ward 8", "640")]
    found = refused(csv_content(("Wing", "Area name", "Apr-25"), rows), tmp_path, "OBD.csv")
    assert found.reason == "places not said" and "Wing, Area name" in found.sentence
