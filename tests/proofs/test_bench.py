"""What the bench stands on: listings of the size that is said, bars that can be missed, memory of a whole tree."""

import csv
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.bench.__main__ import Bench, table
from tests.bench.listings import CSV_HEADINGS, HEADINGS, write_csv, write_workbook
from tests.bench.processes import memory_can_be_measured, run


def test_listings_have_the_rows_and_columns_that_are_said(tmp_path: Path) -> None:
    write_workbook(tmp_path / "a.xlsx", 200)
    cells = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_index(0).to_python()
    assert (len(cells), len(cells[0]), tuple(cells[0])) == (201, 30, HEADINGS)
    assert len({row[0] for row in cells[1:]}) == 175, "every eighth row is a further medicine"
    assert sum(len(str(row[20]).split()) for row in cells[1:]) / 200 == 35
    write_csv(tmp_path / "a.csv", 60_001, first=5)
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == len({row["ID"] for row in rows}) == 60_001
    assert set(rows[-1]) == set(CSV_HEADINGS) and rows[0]["ID"] == "W1000005"
    assert 140 < (tmp_path / "a.csv").stat().st_size / 60_001 < 200


def test_a_bar_can_be_missed(tmp_path: Path) -> None:
    bench = Bench(tmp_path, 1, 1.0)
    bench.compare("slow", [9.0, 8.0, 1.0], [2.0, 2.0, 2.0], 3.5)
    bench.compare("fast", [9.0, 4.0, 1.0], [2.0, 2.0, 2.0], 3.5)
    assert [(line.ratio, line.holds) for line in bench.lines] == [(4.0, False), (2.0, True)]
    assert table(bench.lines).splitlines()[1].split()[-1] == "NO"
    assert table(bench.lines).splitlines()[2].split()[-1] == "yes"


def test_a_measured_process_that_fails_ends_the_measuring() -> None:
    with pytest.raises(SystemExit, match="failed"):
        run("-c", "raise SystemExit(3)")


@pytest.mark.skipif(not memory_can_be_measured(), reason="this system has no /proc/<process>/smaps_rollup")
def test_memory_of_children_is_counted() -> None:
    holds = "import time; kept = bytearray(90 * 1024 * 1024); time.sleep(0.6)"
    peak = run(
        "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {holds!r}])", memory=True
    ).peak
    assert peak is not None and 90 < peak < 140
