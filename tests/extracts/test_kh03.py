"""KH03 as published: the real workbook where it is beside the repository, and one written here in the same layout."""

import math
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dashboard.domain.extract import ActivityExtract, RefusedFile, WhichOrganisation
from dashboard.extracts.kh03 import beds_of_all, read_kh03
from dashboard.extracts.limits import BROWSER
from dashboard.extracts.reading import RawSheet, read_sheet
from tests.extracts.written_extracts import NOW, SHARED, bed_days, staged, workbook_content

REAL = SHARED / "activity" / "kh03_2020_21_q1.xlsx"
MONTHLY = SHARED / "activity" / "trust_beds_monthly_2022_25.csv"
APRIL, MAY, JUNE = date(2025, 4, 1), date(2025, 5, 1), date(2025, 6, 1)

# Two made-up trusts. Beds: total, general and acute, maternity; the percentage is occupied / available.
TRUSTS = (
    ("QX1", "NORTHGATE NHS FOUNDATION TRUST", (600.0, 540.0, 60.0), (450.0, 420.0, 30.0)),
    ("QX2", "SOUTHMEAD COURT NHS TRUST", (200.0, 200.0, 0.0), (150.5, 150.5, 0.0)),
)


def layout(
    trusts: Any = TRUSTS,
    *,
    title: str = "Average daily number of available and occupied beds open overnight by sector",
    tiers: tuple[str, str, str] = ("Available", "Occupied", "% Occupied"),
    year: str = "2025-26",
    end: str = "June",
) -> list[tuple]:
    """The published layout: title block, groups above the headings, England before the trusts."""
    gap, names = (None,), ("Total ", "General & Acute", "Maternity")
    england = [[sum(t[tier][at] for t in trusts) for at in range(3)] for tier in (2, 3)]

    def line(code: str | None, name: str, available: Any, occupied: Any) -> tuple:
        shares = tuple(o / a if a else "-" for o, a in zip(occupied, available, strict=True))
        return (year, end, "Y00" if code else None, code, name, *available, *gap, *occupied, *gap, *shares)

    upper = (None,) * 5 + (tiers[0], None, None) + gap + (tiers[1], None, None) + gap + (tiers[2], None, None)
    return [
        ("Title:", title),
        ("Summary:", "Collected as KH03"),
        ("Period:", "April to June 2025"),
        (None,),
        ("Provider Level Data",),
        upper,
        ("Year", "Period End", "Region Code", "Org Code", "Org Name", *names, *gap, *names, *gap, *names),
        line(None, "England", *england),
        (None,),
        *(line(*trust) for trust in trusts),
    ]


def workbook(rows: list[tuple]) -> bytes:
    return workbook_content({"Notes": [("Contents",)], "NHS Trust by Sector": rows})


def read(content: bytes, staging: Path, organisation: str | None = "QX1") -> Any:
    return bed_days(content, staging, "kh03.xlsx", organisation=organisation)


def sheet_of(content: bytes, staging: Path) -> RawSheet:
    path = staged(content, staging, "kh03.xlsx", BROWSER, child=False)
    sheet = read_sheet(path, "kh03.xlsx", BROWSER)
    assert isinstance(sheet, RawSheet)
    return sheet


@pytest.fixture(scope="module")
def real() -> bytes:
    if not REAL.exists():
        pytest.skip("kh03_2020_21_q1.xlsx (../shared/data/activity) is not beside this repository")
    return REAL.read_bytes()


def test_occupied_beds_times_days_spread_by_the_days_of_each_month(tmp_path: Path) -> None:
    found = read(workbook(layout()), tmp_path)
    assert isinstance(found, ActivityExtract), found
    rows = found.activity.to_pylist()
    assert [(row["month"], row["amount"]) for row in rows] == [
        (APRIL, 450.0 * 30),
        (MAY, 450.0 * 31),
        (JUNE, 450.0 * 30),
    ]
    assert {(row["site"], row["location"], row["kind"], row["estimated"]) for row in rows} == {
        ("Whole trust", "All wards", "occupied bed days", True)
    }
    assert found.total() == 450.0 * 91
    assert (found.rows.read, found.rows.accepted, found.rows.left_out) == (3, 1, 2)
    said = " ".join(found.notes)
    assert "450.0 occupied beds a day × 91 days = 40,950" in said and "estimate" in said
    assert "midnight" in said and "by day only" in said and "no wards" in said
    assert "add up to its own total" in said


def test_a_lost_row_shows_in_the_total(tmp_path: Path) -> None:
    rows = layout()
    found = read(workbook(rows[:-1]), tmp_path)
    assert isinstance(found, ActivityExtract), found
    assert any("do NOT add up" in note for note in found.notes)


def test_groups_in_another_order_are_still_told_apart(tmp_path: Path) -> None:
    """The columns are known by the words above them and not by their place."""
    swapped = [(code, name, occupied, available) for code, name, available, occupied in TRUSTS]
    rows = layout(swapped, tiers=("Occupied", "Available", "% Occupied"))
    # the percentage of the swapped layout is available / occupied: put the right one there
    for at in (7, 9, 10):
        line = rows[at]
        shares = tuple(o / a if a else "-" for o, a in zip(line[5:8], line[9:12], strict=True))
        rows[at] = (*line[:13], *shares)
    found = read(workbook(rows), tmp_path)
    assert isinstance(found, ActivityExtract), found
    assert found.total() == 450.0 * 91


def test_the_group_may_stand_in_the_headings_themselves(tmp_path: Path) -> None:
    rows = layout()
    upper, lower = rows[5], rows[6]
    groups, group = [], None
    for above, below in zip(upper, (*lower, None), strict=False):
        group = above or group
        groups.append(f"{group} | {below.strip()}" if below and group else below)
    del rows[5]
    rows[5] = tuple(groups)
    found = read(workbook(rows), tmp_path)
    assert isinstance(found, ActivityExtract), found
    assert found.total() == 450.0 * 91


def test_columns_that_cannot_be_told_apart_are_refused(tmp_path: Path) -> None:
    nameless = layout()
    nameless[5] = (None,)
    found = read(workbook(nameless), tmp_path)
    assert isinstance(found, RefusedFile) and found.reason == "columns", found
    mislabelled = layout(tiers=("Occupied", "Available", "% Occupied"))  # occupied above the available beds
    found = read(workbook(mislabelled), tmp_path)
    assert isinstance(found, RefusedFile) and found.reason == "columns", found


def test_beds_open_by_day_only_are_refused(tmp_path: Path) -> None:
    title = "Average daily number of available and occupied beds open day only by sector"
    found = read(workbook(layout(title=title)), tmp_path)
    assert isinstance(found, RefusedFile) and found.reason == "day only"


@pytest.mark.parametrize(
    ("year", "end", "months"),
    [
        ("2025-26", "September", (date(2025, 7, 1), date(2025, 9, 1))),
        ("2025-26", "December", (date(2025, 10, 1), date(2025, 12, 1))),
        ("2023-24", "March", (date(2024, 1, 1), date(2024, 3, 1))),
        ("2024/25", "Mar", (date(2025, 1, 1), date(2025, 3, 1))),
    ],
)
def test_quarters_of_the_financial_year(
    tmp_path: Path, year: str, end: str, months: tuple[date, date]
) -> None:
    found = read(workbook(layout(year=year, end=end)), tmp_path)
    assert isinstance(found, ActivityExtract), found
    assert (found.first_month, found.last_month) == months
    days = (date(months[1].year + months[1].month // 12, months[1].month % 12 + 1, 1) - months[0]).days
    assert found.total() == 450.0 * days


@pytest.mark.parametrize(
    ("year", "end"), [("2025", "June"), ("", "June"), ("2025-26", "Q1"), ("2030-31", "June")]
)
def test_a_quarter_that_is_not_said_or_not_over_is_refused(tmp_path: Path, year: str, end: str) -> None:
    found = read(workbook(layout(year=year or " ", end=end)), tmp_path)
    assert isinstance(found, RefusedFile) and found.reason == "quarter", found


def test_which_organisation_is_asked(tmp_path: Path) -> None:
    found = read(workbook(layout()), tmp_path, None)
    assert isinstance(found, WhichOrganisation)
    assert found.organisations == tuple((code, name) for code, name, *_ in TRUSTS)


def test_the_published_workbook_adds_up_to_the_last_digit(real: bytes, tmp_path: Path) -> None:
    """118,510.395604 available beds over all trusts, as published; counted here a second time with openpyxl and Decimal."""
    sheet = sheet_of(real, tmp_path)
    found = beds_of_all(sheet, "available")
    assert found is not None and round(found, 6) == 118510.395604
    book = openpyxl.load_workbook(REAL, data_only=True)
    rows = [row for row in book["NHS Trust by Sector"].iter_rows(values_only=True) if "2020-21" in row]
    code = next(at for at, cell in enumerate(rows[1]) if cell == "R1H")
    trusts = [row for row in rows if row[code]]
    assert len(trusts) == 195
    assert found == float(sum(Decimal(row[code + 2]) for row in trusts))
    assert sum(Decimal(str(row[code + 2])) for row in trusts).quantize(Decimal("0.000001")) == Decimal(
        "118510.395604"
    )
    occupied = beds_of_all(sheet, "occupied")
    assert occupied is not None and math.isclose(occupied, 76193.16483516484, abs_tol=1e-9)


def test_every_trust_of_the_published_workbook_reads(real: bytes, tmp_path: Path) -> None:
    sheet = sheet_of(real, tmp_path)
    asked = read_kh03(sheet, NOW.date(), None)
    assert isinstance(asked, WhichOrganisation) and len(asked.organisations) == 195
    book = openpyxl.load_workbook(REAL, data_only=True)
    rows = [row for row in book["NHS Trust by Sector"].iter_rows(values_only=True) if "2020-21" in row]
    code = next(at for at, cell in enumerate(rows[1]) if cell == "R1H")
    refused = []
    for row in rows:
        if not row[code]:
            continue
        found = read_kh03(sheet, NOW.date(), str(row[code]))
        if not isinstance(found, ActivityExtract):
            refused.append((row[code], row[code + 8]))
            continue
        assert math.isclose(found.total(), float(row[code + 8]) * 91, abs_tol=1e-6)
        assert (found.first_month, found.last_month) == (date(2020, 4, 1), date(2020, 6, 1))
    assert refused == []


@pytest.fixture(scope="module")
def monthly() -> bytes:
    if not MONTHLY.exists():
        pytest.skip("trust_beds_monthly_2022_25.csv (../shared/data/activity) is not beside this repository")
    return MONTHLY.read_bytes()


@pytest.mark.parametrize("code", ["R0A", "RP4", "RBL", "R0D"])
def test_monthly_beds_of_trusts_are_daily_averages(monthly: bytes, tmp_path: Path, code: str) -> None:
    """General and acute, critical care, paediatric and neonatal intensive care added up, times the days of the month."""
    import calendar
    import csv

    found = bed_days(monthly, tmp_path, MONTHLY.name, organisation=code)
    assert isinstance(found, ActivityExtract), found
    whole = ("general_acute", "adult_critical_care", "paediatric_intensive_cared", "neonatal_intensive_care")
    columns = [f"{name}_beds_occupied" for name in whole[:3]] + [f"{whole[3]}_bed_occupied"]
    rows = [row for row in csv.DictReader(monthly.decode().splitlines()) if row["nhs_trust22_code"] == code]
    counted = [name for name in columns if any(row[name].isdigit() for row in rows)]
    expected: defaultdict[date, float] = defaultdict(float)
    for row in rows:
        name, year = row["date"].split()
        month = date(int(year), list(calendar.month_name).index(name), 1)
        if all(row[column].isdigit() for column in counted):
            beds = sum(int(row[column]) for column in counted)
            expected[month] = beds * calendar.monthrange(month.year, month.month)[1]
    assert {row["month"]: row["amount"] for row in found.activity.to_pylist()} == dict(expected)
    assert found.rows.accepted == len(expected) and found.rows.rejected == len(rows) - len(expected)
    assert any("average daily occupied beds" in note for note in found.notes)


def test_monthly_beds_ask_which_trust(monthly: bytes, tmp_path: Path) -> None:
    found = bed_days(monthly, tmp_path, MONTHLY.name)
    assert isinstance(found, WhichOrganisation)
    assert len(found.organisations) == len({line.split(b",")[0] for line in monthly.splitlines()[1:]})
