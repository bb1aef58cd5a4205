"""The template of activity: its examples never count, what is filled in does."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from dashboard.domain.extract import ActivityExtract, RefusedFile
from dashboard.reports.activity_template import activity_template
from tests.extracts.written_extracts import bed_days

FILLED = (
    '2026-08,Riverside,Medicine,Ward 1,occupied bed days,,"1,012"\n'
    "2026-08,Riverside,Medicine,Ward 1,admissions,,88\n"
    "2026-08,,,,staff,Pharmacy,31\n"
)


def test_an_untouched_template_is_refused_and_says_that_it_holds_examples(tmp_path: Path) -> None:
    found = bed_days(activity_template(), tmp_path, "activity-template.csv")
    assert isinstance(found, RefusedFile)
    assert found.reason == "no rows" and "2 of them examples" in found.sentence


def test_what_is_filled_in_below_the_examples_is_read_and_the_examples_are_not(tmp_path: Path) -> None:
    found = bed_days(activity_template() + FILLED.encode(), tmp_path, "filled.csv")
    assert isinstance(found, ActivityExtract), found
    assert [
        (row["kind"], row["location"], row["staff_group"], row["amount"])
        for row in found.activity.to_pylist()
    ] == [
        ("occupied bed days", "Ward 1", "", 1012.0),
        ("admissions", "Ward 1", "", 88.0),
        ("staff", "All wards", "Professional, scientific and technical staff", 31.0),
    ]
    assert found.problems == ()
    assert dict(found.left_out) == {"examples of the template": 2}
    assert found.first_month == found.last_month == date(2026, 8, 1)


def test_examples_written_over_count(tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(activity_template().decode("utf-8-sig"))))
    for row in rows[1:]:
        row[1] = "Riverside"
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    found = bed_days(out.getvalue().encode(), tmp_path, "filled.csv")
    assert isinstance(found, ActivityExtract), found
    assert found.problems == () and found.rows.accepted == 2
    assert [kind.total for kind in found.kinds] == [812.0, 640.0]


@pytest.mark.parametrize("line", activity_template().decode("utf-8-sig").splitlines()[1:])
def test_each_example_says_so_in_a_cell(line: str) -> None:
    assert any(cell.startswith("EXAMPLE") for cell in next(csv.reader([line])))
