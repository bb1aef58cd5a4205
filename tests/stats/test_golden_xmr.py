"""XmR charts against NHSRplotthedots: levels, rules, point types and icons of every case."""

import itertools
from collections.abc import Sequence

import pytest

from dashboard.stats import Direction, ProcessChart, process_limits
from dashboard.stats.errors import BaselineTooShort, DuplicateDates
from tests.stats.golden_cases import Case, Row, each, known, logical, number, own_case, same

RULES = {
    "Common Cause": "none",
    "Above UCL": "outside",
    "Below LCL": "outside",
    "7 Point Trend (Increasing)": "trend",
    "7 Point Trend (Decreasing)": "trend",
    "2 in 3 Above CL": "two_in_three",
    "2 in 3 Below CL": "two_in_three",
    "7 Points Above CL": "shift",
    "7 Points Below CL": "shift",
}
ICONS = {"pass": "consistent_pass", "fail": "consistent_fail"}

NO_ASSURANCE_WITHOUT_LIMITS_OR_TARGET = {
    ("xmr_rebase_last", ""),  # the newest group has one point, so no limits
    ("xmr_ae_facets", "RJC"),  # no target of its own
    ("xmr_ae_facets", "RJZ"),
}
"""Where the package prints "inconsistent" by comparing with a missing number (docs/methods.md)."""


CHARTS = each("XmR", [case for case in known("xmr") if case.status != "error_expected"])


def own_or_for(facet: str, given: object) -> object:
    """A parameter given once for all facets, or by facet."""
    return given.get(facet) if isinstance(given, dict) else given


def draw(case: Case, rows: Sequence[Row], facet: str, dates: bool = False) -> ProcessChart:
    params = case.params
    rebase = own_or_for(facet, params.get("rebase")) or []
    rebase_dates = [rebase] if isinstance(rebase, str) else list(rebase)  # type: ignore[call-overload]
    days = sorted(row["x"] for row in rows)
    return process_limits(
        [number(row["y"]) for row in rows],
        dates=[row["x"] for row in rows] if dates else None,  # type: ignore[arg-type]
        rebase=[days.index(day) for day in rebase_dates if day in days],
        fix_after=params.get("fix_after_n_points"),
        screen=params.get("screen_outliers", True),
        direction=Direction(params.get("improvement_direction", "increase")),
        target=own_or_for(facet, params.get("target")),  # type: ignore[arg-type]
    )


def facets(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.get("f", ""), []).append(row)
    return found


@pytest.mark.parametrize("case", CHARTS)
def test_points_are_those_of_the_package(case: Case) -> None:
    for facet, rows in facets(case.rows()).items():
        chart = draw(case, rows, facet)
        assert len(chart.points) == len(rows)
        first_group = int(rows[0].get("rebase_group", "0"))
        for point, row in zip(chart.points, rows, strict=True):
            levels = (
                (point.value, "y"),
                (point.centre, "mean_col"),
                (point.lower, "lpl"),
                (point.upper, "upl"),
            )
            assert all(same(level, row[column]) for level, column in levels), (facet, point, row)
            assert point.rule == RULES[row["special_cause_type"]], (facet, point, row)
            assert point.signal == logical(row["special_cause_flag"])
            assert point.point_type == row["point_type"].removeprefix("special_cause_")
            # the package numbers from 1 when the first date is a rebase date; here groups are numbered from 0
            assert point.group == int(row.get("rebase_group", "0")) - first_group


@pytest.mark.parametrize("case", CHARTS)
def test_icons_are_those_of_the_package(case: Case) -> None:
    icons = case.rows("icons")
    for facet, rows in facets(case.rows()).items():
        chart = draw(case, rows, facet)
        mine = [row for row in icons if row["f"] == (facet or "no facet")]
        printed = {row["type"]: row["icon"].removesuffix(".svg") for row in mine}
        assert chart.variation == printed.pop("variation")
        promised = printed.pop("assurance", None)
        if (case.name, facet) in NO_ASSURANCE_WITHOUT_LIMITS_OR_TARGET:
            assert (promised, chart.assurance) == ("inconsistent", None)
        else:
            assert chart.assurance == (ICONS.get(promised, promised) if promised else None)


@pytest.mark.parametrize("case", CHARTS)
def test_groups_are_those_of_the_summary(case: Case) -> None:
    summaries = facets(case.rows("summary"))
    for facet, rows in facets(case.rows()).items():
        chart = draw(case, rows, facet)
        summary = summaries[facet]
        assert len(chart.groups) == len(summary)
        for group, row in zip(chart.groups, summary, strict=True):
            assert same(group.centre, row["mean_col"])
            assert same(group.lower, row["lpl"])
            assert same(group.upper, row["upl"])
            assert group.last - group.first + 1 == int(row["n"])


def test_rows_are_put_in_the_order_of_their_dates() -> None:
    case = own_case("xmr_unsorted")
    chart = draw(case, case.rows("input"), "", dates=True)
    assert [point.value for point in chart.points] == [number(row["y"]) for row in case.rows()]
    given = case.rows("input")
    assert [given[point.index]["x"] for point in chart.points] == [row["x"] for row in case.rows()]


def test_two_rows_of_one_date_are_refused() -> None:
    case = own_case("xmr_err_duplicate_dates")
    assert case.status == "error_expected"
    with pytest.raises(DuplicateDates, match="occurs more than once"):
        draw(case, case.rows("input"), "", dates=True)


def test_a_baseline_fixed_on_eleven_points_is_refused() -> None:
    case = own_case("xmr_err_fix_lt_12")
    assert case.status == "error_expected"
    with pytest.raises(BaselineTooShort, match="12 points or more"):
        draw(case, case.rows("input"), "")


def test_missing_months_that_stop_the_package_are_drawn_as_gaps() -> None:
    """The package stops at 7 or more rows with a missing one. Mean and ranges here are counted by hand."""
    case = own_case("xmr_missing_na")
    assert case.status == "error_expected"
    values = [number(row["y"]) for row in case.rows("input")]
    chart = draw(case, case.rows("input"), "")
    present = [value for value in values if value is not None]
    pairs = [(a, b) for a, b in itertools.pairwise(values) if a is not None and b is not None]
    ranges = [abs(b - a) for a, b in pairs]
    average = sum(ranges) / len(ranges)
    kept = [size for size in ranges if size < 3.267 * average]
    reach = 2.66 * sum(kept) / len(kept)
    centre = sum(present) / len(present)
    assert chart.points[2].value is None
    assert chart.points[0].centre == pytest.approx(centre)
    assert chart.points[0].upper == pytest.approx(centre + reach)
    assert len(ranges) < len(present) - 1
