"""`limits`, `funnel`, `interval` and `disproportionality` on tables of a person's own: what is printed."""

import io
import math
import random
import sys
from pathlib import Path

import pytest

from dashboard.stats import Direction, control_chart, process_limits
from tests.cli.command_line import dashboard, dashboard_here
from tests.cli.statistics_cases import months_of, rows_of, table
from tests.stats.golden_cases import Row

HEADINGS = ["date", "value", "centre", "lower", "upper", "signal", "rule", "point_type", "part"]
COUNTS = [12, 9, 14, 11, 60, 10, 8, 13, 12, 9, 15, 11, 16, 18]
BEDS = [410, 395, 420, 400, 405, 390, 380, 415, 400, 398, 402, 396, 411, 400]


@pytest.fixture
def months(tmp_path: Path) -> Path:
    return months_of(tmp_path / "months.csv", COUNTS[:12], BEDS[:12])


def limits(path: Path, chart: str, *options: object) -> list[Row]:
    return rows_of(dashboard_here("limits", path, "--chart", chart, *options))


def column(rows: list[Row], name: str) -> list[str]:
    return [row[name] for row in rows]


def test_as_a_person_runs_it_and_no_store_is_made(months: Path, tmp_path: Path) -> None:
    """In a process of its own: the numbers read back are the statistic's to the last bit."""
    store = tmp_path / "store"
    answer = dashboard(
        "limits",
        months,
        "--chart",
        "xmr",
        "--direction",
        "decrease",
        environment={"MEDICATION_STORE": str(store)},
    )
    assert (answer.table[0], answer.err) == (HEADINGS, "")
    chart = process_limits([float(count) for count in COUNTS[:12]], direction=Direction.DECREASE)
    for row, point in zip(rows_of(answer), chart.points, strict=True):
        assert [float(row[name]) for name in ("value", "centre", "lower", "upper")] == [
            point.value, point.centre, point.lower, point.upper,
        ]  # fmt: skip
    assert [row[:1] + row[5:] for row in answer.table[4:6]] == [
        ["2025-04", "false", "none", "common_cause", "1"],
        ["2025-05", "true", "outside", "concern", "1"],
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["months.csv"]
    refused = dashboard("limits", tmp_path / "none.csv", "--chart", "c")
    assert refused.sentence.startswith("There is no file")


def test_without_a_direction_more_is_better(months: Path) -> None:
    assert column(limits(months, "xmr"), "point_type")[4] == "improvement"
    assert column(limits(months, "i", "--direction", "neutral"), "point_type")[4] == "neutral_high"


@pytest.mark.parametrize("chart", ["xmr", "c"])
def test_the_order_of_rows_does_not_matter(months: Path, tmp_path: Path, chart: str) -> None:
    heading, *rows = months.read_text().splitlines()
    random.Random(3).shuffle(rows)
    mixed = table(tmp_path / "mixed.csv", "\n".join([heading, *rows]))
    options = ("--exclude", 5, "--rebase", "2025-07-01")
    assert limits(mixed, chart, *options) == limits(months, chart, *options)
    assert column(limits(mixed, chart), "date") == [f"2025-{month:02d}" for month in range(1, 13)]


def test_a_rate_on_an_xmr_chart_is_that_of_its_quotients_times_what_is_asked(
    months: Path, tmp_path: Path
) -> None:
    rates = limits(months, "xmr", "--denominator", "Bed Days", "--multiply", 1000)
    chart = process_limits([count / beds for count, beds in zip(COUNTS[:12], BEDS[:12], strict=True)])
    for row, point in zip(rates, chart.points, strict=True):
        assert point.upper is not None and point.value is not None
        assert float(row["upper"]) == point.upper * 1000
        assert float(row["value"]) == point.value * 1000
    upper = float(rates[0]["upper"])
    for target, icon in ((upper - 1, "inconsistent"), (upper + 1, "consistent_fail")):
        told = dashboard_here(
            "limits", months, "--chart", "xmr", "--denominator", "bed days", "--multiply", 1000, "--target", target,
            "--json",
        ).told  # fmt: skip
        assert told["parts"][0]["upper"] == upper
        assert told["summary"]["assurance"] == icon
    constant = table(tmp_path / "constant.csv", "value,n\n1,3\n2,6\n7,21\n")
    assert column(limits(constant, "xmr", "--denominator", "n", "--no-screen"), "signal") == ["false"] * 3


def test_events_without_activity_stay_out_of_an_xmr_chart_and_are_named(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "date,value,n\n2025-01,4,8\n2025-02,3,0\n2025-03,0,0\n2025-04,6,8\n")
    answer = dashboard_here("limits", path, "--chart", "xmr", "--denominator", "n")
    assert column(rows_of(answer), "value") == ["0.5", "", "", "0.75"]
    assert answer.err.endswith("points: 2025-02.\n")
    below = table(tmp_path / "b.csv", "value,n\n4,8\n3,-1\n")
    refused = dashboard_here("limits", below, "--chart", "xmr", "--denominator", "n").sentence
    assert refused.startswith("b.csv, row 3: the denominator is below zero")


@pytest.mark.parametrize("chart", ["xmr", "c", "run"])
def test_a_date_and_the_point_before_it_begin_the_same_part(months: Path, chart: str) -> None:
    by_date = limits(months, chart, "--rebase", "2025-05-01", "--rebase", "2025-09")
    assert by_date == limits(months, chart, "--part", 8, "--part", 4)
    assert column(by_date, "part") == ["1"] * 4 + ["2"] * 4 + ["3"] * 4
    whole = limits(months, chart, "--rebase", "2025-01")
    assert whole == limits(months, chart)
    assert set(column(whole, "part")) == {"1"}


def test_a_date_that_no_row_has_changes_nothing_and_is_said(months: Path) -> None:
    answer = dashboard_here("limits", months, "--chart", "xmr", "--rebase", "2025-05-15")
    assert rows_of(answer) == limits(months, "xmr")
    sentence = "No row has the date 2025-05-15, so --rebase 2025-05-15 changes nothing."
    assert answer.err == f"{sentence}\n"
    told = dashboard_here(
        "limits", months, "--chart", "u", "--denominator", "bed days", "--rebase", "2025-05-15", "--json"
    )
    assert (told.told["notes"], told.err) == ([sentence], "")


def test_points_are_left_out_by_their_number_in_date_order(tmp_path: Path) -> None:
    """Two rows of one day are one point of a c chart: the third point is the third day."""
    path = table(
        tmp_path / "a.csv",
        "date,value\n2025-04-01,7\n2025-01-01,2\n2025-03-01,90\n2025-01-01,3\n2025-02-01,6\n",
    )
    rows = limits(path, "c", "--exclude", 3)
    assert column(rows, "value") == ["5.0", "6.0", "90.0", "7.0"]
    assert column(rows, "centre") == ["6.0"] * 4
    assert rows[2]["signal"] == "true"  # drawn, and judged by what the others are
    assert column(limits(path, "run"), "value") == ["2.5", "6.0", "90.0", "7.0"]
    assert "occurs more than once" in dashboard_here("limits", path, "--chart", "xmr").sentence
    single = table(tmp_path / "b.csv", "date,value\n2,6\n10,90\n1,5\n")
    assert column(limits(single, "xmr", "--exclude", 3), "centre") == ["5.5"] * 3
    assert column(limits(single, "xmr"), "date") == ["1", "2", "10"]


def test_a_table_without_dates_stands_in_order(tmp_path: Path) -> None:
    """And in a table of one column an empty line is a figure that is missing, save at the end."""
    path = table(tmp_path / "a.csv", "\nvalue\n3\n\nNA\n4.50\n-2e0\n\n")
    rows = limits(path, "run")
    assert column(rows, "value") == ["3.0", "", "", "4.5", "-2.0"]
    assert column(rows, "date") == [""] * 5
    assert [row["upper"] for row in rows] == [""] * 5


def test_blank_lines_and_rows_at_the_end_are_no_points(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "date,value\n2025-01-01 00:00:00,3\n\n2025-02-01T00:00Z,\n,\n,\n")
    rows = limits(path, "run")
    assert [(row["date"], row["value"]) for row in rows] == [("2025-01-01", "3.0"), ("2025-02-01", "")]


def test_what_cannot_be_worked_out_is_empty_and_null(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "value\n4\n4\n4\n")
    assert [(row["centre"], row["lower"]) for row in limits(path, "xmr")] == [("4.0", "")] * 3
    answer = dashboard_here("limits", path, "--chart", "xmr", "--json")
    assert "NaN" not in answer.out
    assert answer.told["points"][0]["lower"] is None
    assert answer.told["parts"][0]["why_no_limits"] == "all moving ranges are zero, and screening leaves none"
    assert answer.told["summary"] == {
        "variation": "common_cause", "assurance": None, "useful_points": 0, "longest_run": None,
        "longest_run_limit": None, "crossings": None, "crossings_limit": None, "runs_signal": False, "trial": True,
        "why_no_limits": "all moving ranges are zero, and screening leaves none",
    }  # fmt: skip


def test_a_table_without_rows_has_no_points(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "date,value,denominator\n")
    for chart in ("xmr", "run", "u"):
        assert limits(path, chart) == []
        told = dashboard_here("limits", path, "--chart", chart, "--json").told
        assert (told["points"], told["summary"]["variation"]) == ([], None)


def test_a_fixed_baseline_and_a_frozen_one(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "\n".join(["value", *map(str, COUNTS)]))
    fixed = process_limits([float(count) for count in COUNTS], fix_after=12)
    frozen = control_chart("i", [float(count) for count in COUNTS], freeze=12)
    for chart, option, points in (("xmr", "--fix-after", fixed.points), ("i", "--freeze", frozen.points)):
        assert column(limits(path, chart, option, 12), "upper") == [repr(point.upper) for point in points]
        assert limits(path, chart, option, 12) != limits(path, chart)
    centre = limits(path, "i", "--centre", 2000, "--multiply", 100)
    assert column(centre, "centre") == ["2000.0"] * 14


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbfvalue\r\n3\r\n4\r\n")))
    assert column(rows_of(dashboard_here("limits", "-", "--chart", "c")), "value") == ["3.0", "4.0"]


def test_names_are_harmless_in_a_table_and_themselves_in_json_and_numbers_stay_numbers(
    tmp_path: Path,
) -> None:
    path = table(tmp_path / "a.csv", 'name,count,denominator\n=1+1,3,100\n"Ward 7, A",9,90\n-,30,110\n')
    answer = dashboard_here("funnel", path)
    assert column(rows_of(answer), "name") == ["'=1+1", "Ward 7, A", "'-"]
    told = dashboard_here("funnel", path, "--json").told
    assert [group["name"] for group in told["groups"]] == ["=1+1", "Ward 7, A", "-"]
    distances = column(rows_of(answer), "distance")
    assert [float(distance) for distance in distances] == [group["distance"] for group in told["groups"]]
    assert distances[0].startswith("-")
    intervals = rows_of(dashboard_here("interval", path, "--method", "rate"))
    assert column(intervals, "name") == ["'=1+1", "Ward 7, A", "'-"]
    assert intervals[0]["value"] == "30.0"


def test_a_funnel_adds_up_the_rows_of_one_name_and_keeps_a_group_without_activity(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "ward,count,beds\nA,3,100\nB,15,250\nA,1,100\nC,0,0\n")
    rows = rows_of(dashboard_here("funnel", path, "--name", "Ward", "--denominator", "beds"))
    assert [(row["name"], row["count"], row["value"], row["standing"]) for row in rows] == [
        ("A", "4.0", "20.0", "within"), ("B", "15.0", "60.0", "within"), ("C", "0.0", "", ""),
    ]  # fmt: skip


def test_the_charts_that_need_activity_find_it_by_its_usual_heading(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "value,Denominator\n3,10\n4,20\n")
    assert column(limits(path, "p"), "value") == ["0.3", "0.2"]
    assert column(limits(path, "i"), "value") == ["3.0", "4.0"], "a ratio is drawn only when it is asked for"


def test_a_month_written_in_two_ways_is_one_point_printed_as_it_first_stands(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "date,value\n2025-02,4\n2025-01,2\n2025-01-01,3\n")
    assert [(row["date"], row["value"]) for row in limits(path, "c")] == [
        ("2025-01", "5.0"),
        ("2025-02", "4.0"),
    ]


def test_runs_are_a_signal_on_a_run_chart_and_none_on_a_moving_range(tmp_path: Path) -> None:
    """Twelve steps of 1 and twelve of 9: a long run of both, which a chart of moving ranges does not judge."""
    values = [0]
    for step in [1] * 12 + [9] * 12:
        values.append(values[-1] + step)
    path = table(tmp_path / "a.csv", "\n".join(["value", *map(str, values)]))
    run, moving = (dashboard_here("limits", path, "--chart", chart, "--json").told for chart in ("run", "mr"))
    assert run["summary"]["runs_signal"] and run["summary"]["variation"] is None
    assert moving["summary"]["longest_run"] == 12 > moving["summary"]["longest_run_limit"]
    assert not moving["summary"]["runs_signal"]
    assert moving["summary"]["variation"] == "common_cause"


def test_the_limits_of_chance_can_be_those_of_the_package(tmp_path: Path) -> None:
    """With one incident expected of every ward, exact Poisson about 1 has a lower limit of -ln(0.975)."""
    path = table(tmp_path / "a.csv", "count,denominator\n1,1000\n1,1000\n1,1000\n")
    told = dashboard_here("funnel", path, "--limits", "interval", "--json").told
    assert told["groups"][0]["lower_95"] == pytest.approx(-math.log(0.975), rel=1e-9)
    assert dashboard_here("funnel", path, "--json").told["groups"][0]["lower_95"] == 0


def test_disproportionality_at_another_confidence(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "name,a,b,c,d\nheparin and bleeding,10,20,30,140\n")
    (pair,) = rows_of(dashboard_here("disproportionality", path, "--confidence", 0.9))
    ratio = (10 / 30) / (30 / 170)
    reach = 1.6448536269514722 * math.sqrt(1 / 10 - 1 / 30 + 1 / 30 - 1 / 170)
    assert float(pair["prr"]) == pytest.approx(ratio)
    assert float(pair["prr_upper"]) == pytest.approx(ratio * math.exp(reach))
    assert pair["name"] == "heparin and bleeding"
