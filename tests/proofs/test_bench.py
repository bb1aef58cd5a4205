"""What the bench stands on: listings of the size that is said, bars that can be missed, memory of a whole tree."""

import csv
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.edition import question, question_names
from tests.bench.__main__ import Bench
from tests.bench.lines import table
from tests.bench.listings import CSV_HEADINGS, HEADINGS, write_csv, write_workbook
from tests.bench.pages import PageTimes, bars, write_bed_days
from tests.bench.processes import memory_can_be_measured, run
from tests.bench.questions import measured_questions, with_literals
from tests.bench.sessions import Crowd, Heard, crowd_lines
from tests.built_once import BuiltOnce


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


def test_a_page_over_its_bar_is_said() -> None:
    times = PageTimes("rates", (90.0, 110.0, 130.0), (60.0, 80.0, 80.1), (20.0, 20.0, 900.0), 0, 0, 1, 1, 1)
    told = [(line.ours, line.reference, line.holds) for line in bars(times, "3 incidents", of_many=False)]
    assert told == [(110.0, 20.0, True), (128.0, 20.0, True), (pytest.approx(80.09), 20.0, False)]
    (line,) = bars(times, "3 incidents", of_many=True)
    assert line.holds and "(+108)" in line.bar


def test_a_crowd_over_its_bars_is_said() -> None:
    heard = Heard(cold=[0.5, 5.1], reruns=[0.2] * 19 + [1.4], failures=["harm-levels: PageFailed"])
    told = [(line.ours, line.holds) for line in crowd_lines(Crowd(2, heard, (900.0, 1025.0), 3.0), "2")]
    assert told == [(1, False), (5.1, False), (pytest.approx(0.26), True), (1025.0, False)]
    well = [line.holds for line in crowd_lines(Crowd(2, Heard([0.5, 4.9], [0.2, 0.3]), None, 3.0), "2")]
    assert well == [True, True, True], "where memory cannot be known, nothing is said of it"
    nothing = list(crowd_lines(Crowd(2, Heard(), (900.0,), 3.0), "2"))
    assert [line.holds for line in nothing] == [False, True], "nobody was heard"


def test_bed_days_are_of_every_ward_of_the_listings(tmp_path: Path) -> None:
    write_bed_days(tmp_path / "beds.csv")
    with (tmp_path / "beds.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len({(row["Site"], row["Ward"]) for row in rows}) == 2 * 59
    assert len(rows) == 2 * 59 * 60
    assert (rows[0]["Month"], rows[-1]["Month"]) == ("2021-04", "2026-03")


def test_a_question_with_its_filter_written_into_it_is_the_same_question(
    built_once: BuiltOnce, tmp_path: Path
) -> None:
    """`measured_questions` compares the rows of both before it measures either. Here by one filter each: `dev.py bench` takes them all."""
    store = built_once.copied_beside(tmp_path / "store").made_up_trust()
    told = {each.question for each in measured_questions(store.root, 1, in_turn=True)}
    assert told == {name for name in question_names() if question(name).asks}
    asked = IncidentFilter.from_query("from=2026-01-01&location=St+Luke's&stage=Prescribing&basis=reported")
    assert with_literals("select 1 from selected_incident($asked)", asked) == (
        "select 1 from (select incident.*, reported_on as dated_on, reported_on as dated_earliest, reported_on as dated_latest "
        "from incident where reported_on >= date '2026-01-01' and location in ('St Luke''s') "
        "and n in (select n from incident_stage where stage in ('Prescribing')))"
    )
