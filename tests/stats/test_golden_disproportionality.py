"""PRR, ROR and IC against pvda."""

import math

import pytest

from dashboard.stats import (
    TwoByTwo,
    information_component,
    proportional_reporting_ratio,
    reporting_odds_ratio,
)
from tests.stats.golden_cases import Case, Row, each, known


def agrees(ours: float, theirs: str) -> bool:
    if theirs in ("NaN", "NA"):
        return math.isnan(ours)
    return ours == float(theirs) or math.isclose(ours, float(theirs), rel_tol=1e-9, abs_tol=1e-12)


def table_of(row: Row) -> TwoByTwo:
    both = row["a"] if "a" in row else row["obs"]
    return TwoByTwo(*(float(cell) for cell in (both, row["b"], row["c"], row["d"])))


@pytest.mark.parametrize("case", each("disproportionality", known("disprop")))
def test_measures_are_those_of_the_package(case: Case) -> None:
    for row in case.rows():
        table = table_of(row)
        assert agrees(table.expected, row["exp_rrr"])
        for interval, name in (
            (proportional_reporting_ratio(table), "prr"),
            (reporting_odds_ratio(table), "ror"),
            (information_component(table), "ic"),
        ):
            assert agrees(interval.lower, row[f"{name}2.5"]), (interval, row)
            assert agrees(interval.value, row[name]), (interval, row)
            assert agrees(interval.upper, row[f"{name}97.5"]), (interval, row)
