"""The file that is broken on purpose: what is in it, and that the README explains every row."""

import csv
import io
import re
from collections import Counter

import pytest

from tests.sample.read_sample import BROKEN, EXPECTED, SAMPLE, broken_text


def test_broken_file_is_cp1252_and_not_utf_8() -> None:
    with pytest.raises(UnicodeDecodeError):
        (SAMPLE / BROKEN).read_bytes().decode("utf-8")
    text = broken_text()
    assert all(sign in text for sign in ("µg", "£", "’", "–", "=cmd", "\xa0", "31/02/2026", "1951", "2099"))
    rows = list(csv.reader(io.StringIO(text)))
    assert {len(row) for row in rows} > {3, 9, len(rows[0]), len(rows[0]) + 1}
    file = EXPECTED["files"][BROKEN]
    numbered = dict(enumerate(rows, start=1))
    without_reference = [
        n for n, row in numbered.items() if any(c.strip() for c in row) and not row[0].strip()
    ]
    too_wide = [n for n, row in numbered.items() if any(cell for cell in row[len(rows[0]) :])]
    assert len(without_reference) + len(too_wide) == file["rows_rejected"]
    assert set(without_reference + too_wide) <= set(file["rows_with_a_problem"])


def test_readme_explains_every_row_of_the_broken_file() -> None:
    readme = (SAMPLE / "README.md").read_text(encoding="utf-8")
    told = re.findall(
        r"^\| (\d+) \| ([^|]+) \| (accepted|duplicate|rejected|left out|nothing) \| .+ \|$", readme, re.M
    )
    rows = list(csv.reader(io.StringIO(broken_text())))
    assert [int(number) for number, _, _ in told] == list(range(2, len(rows) + 1))
    file = EXPECTED["files"][BROKEN]
    fates = Counter(fate for _, _, fate in told)
    assert fates["nothing"] == 1
    for fate in ("accepted", "duplicate", "rejected", "left out"):
        assert fates[fate] == file[f"rows_{fate.replace(' ', '_')}"]
