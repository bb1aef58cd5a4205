"""Run and control charts against qicharts2: levels, signals and Anhøj's rules of every case."""

import pytest

from dashboard.stats import ControlChart, control_chart
from dashboard.stats.errors import NoTimeBetween
from dashboard.stats.runs import crossings_limit, longest_run_limit
from tests.stats.golden_cases import Case, each, known, logical, number, own_case, same

LEVELS = (
    ("value", "y"),
    ("centre", "cl"),
    ("lower", "lcl"),
    ("lower_warning", "lcl.95"),
    ("upper_warning", "ucl.95"),
    ("upper", "ucl"),
)


def draw(case: Case) -> ControlChart:
    params, given = case.params, case.given()
    column = "y" if case.has("input") else "y.sum"
    part = params.get("part", [])
    excluded = params.get("exclude")
    return control_chart(
        params["chart"],
        [number(row[column]) for row in given],
        [number(row["n"]) for row in given] if "n" in given[0] else None,
        dates=[row["x"] for row in given] if "-" in given[0]["x"] else None,  # type: ignore[arg-type]
        freeze=params.get("freeze"),
        parts=[part] if isinstance(part, int) else part,
        excluded=[place in excluded for place in range(1, len(given) + 1)] if excluded else None,
        centre=params.get("cl"),
        multiply=params.get("multiply", 1),
        not_below_zero=params.get("y.neg") is False,
    )


CHARTS = each(
    "control charts", [case for case in known("qic", status="reference") if case.name != "qic_anhoej_limits"]
)


@pytest.mark.parametrize("case", CHARTS)
def test_points_are_those_of_the_package(case: Case) -> None:
    chart, rows = draw(case), case.rows()
    assert len(chart.points) == len(rows)
    for point, row in zip(chart.points, rows, strict=True):
        for level, column in LEVELS:
            assert same(getattr(point, level), row.get(column)), (level, point, row)
        assert point.signal == logical(row["sigma.signal"])
        assert point.part + 1 == int(row.get("part", "1"))


@pytest.mark.parametrize("case", CHARTS)
def test_runs_are_those_of_the_package(case: Case) -> None:
    chart, rows = draw(case), case.rows("runs")
    assert len(chart.parts) == len(rows)
    for part, row in zip(chart.parts, rows, strict=True):
        assert part.runs.observations == int(row["n.obs"])
        assert part.runs.useful == int(row["n.useful"])
        assert part.runs_signal == logical(row["runs.signal"])
        assert same(part.runs.longest_run, row["longest.run"])
        assert same(part.runs.longest_run_limit, row["longest.run.max"])
        assert same(part.runs.crossings, row["n.crossings"])
        assert same(part.runs.crossings_limit, row["n.crossings.min"])


def test_limits_of_runs_are_those_of_the_package_up_to_100_points() -> None:
    rows = own_case("qic_anhoej_limits").rows()
    assert len(rows) == 100
    for row in rows:
        useful = int(row["n.useful"])
        limits = (longest_run_limit(useful), crossings_limit(useful))
        assert limits == (int(row["longest.run.max"]), int(row["n.crossings.min"])), row


def test_a_time_of_zero_is_refused() -> None:
    case = own_case("qic_t_zero_err")
    assert case.status == "error_expected"
    with pytest.raises(NoTimeBetween, match="above zero"):
        control_chart("t", [number(row["y"]) for row in case.rows("input")])


def test_events_without_activity_stay_out_where_the_package_draws_infinity() -> None:
    """docs/methods.md: the same chart as with that month missing, and the month is named."""
    case = own_case("qic_u_num_gt0_den0")
    chart = draw(case)
    rows = case.rows()
    assert [row["y"] for row in rows].count("Inf") == 1
    place = next(index for index, row in enumerate(rows) if row["y"] == "Inf")
    assert chart.left_out == (place,)
    assert chart.points[place].value is None
    assert not chart.points[place].signal
    events = sum(float(row["y.sum"]) for row in rows if float(row["n"]) > 0)
    activity = sum(float(row["n"]) for row in rows)
    assert chart.points[0].centre == pytest.approx(events / activity, rel=1e-12)
    assert chart.parts[0].runs.useful == len(rows) - 1
