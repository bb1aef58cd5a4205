"""Disproportionality at its edges, and what must hold between its measures."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import gamma

from dashboard.stats import (
    TwoByTwo,
    information_component,
    proportional_reporting_ratio,
    reporting_odds_ratio,
    two_by_two,
)
from dashboard.stats.errors import NegativeCount, NoActivity

cells = st.integers(1, 400)
few = settings(max_examples=40, deadline=None)


@few
@given(cells, cells, cells, cells)
def test_odds_ratio_does_not_care_which_is_drug_and_which_event(a: int, b: int, c: int, d: int) -> None:
    one, other = reporting_odds_ratio(TwoByTwo(a, b, c, d)), reporting_odds_ratio(TwoByTwo(a, c, b, d))
    assert (one.value, one.lower) == (pytest.approx(other.value), pytest.approx(other.lower))


@few
@given(cells, cells, cells, cells)
def test_all_measures_agree_on_the_side_of_independence(a: int, b: int, c: int, d: int) -> None:
    table = TwoByTwo(a, b, c, d)
    side = math.copysign(1, a * d - b * c) if a * d != b * c else 0
    for value in (
        math.log(proportional_reporting_ratio(table).value),
        math.log(reporting_odds_ratio(table).value),
        information_component(table).value,
    ):
        assert abs(value) < 1e-9 or math.copysign(1, value) == side


@few
@given(st.integers(0, 50), cells, cells, cells)
def test_information_component_has_gamma_limits(a: int, b: int, c: int, d: int) -> None:
    table = TwoByTwo(a, b, c, d)
    interval = information_component(table)
    for limit, share in ((interval.lower, 0.025), (interval.upper, 0.975)):
        assert gamma.cdf(2**limit, a + 0.5, scale=1 / (table.expected + 0.5)) == pytest.approx(
            share, rel=1e-6
        )


def test_a_report_counts_once_however_many_rows_it_has() -> None:
    reports = [
        ("r1", True, False),
        ("r1", False, True),
        ("r1", True, True),
        ("r2", True, False),
        ("r3", False, False),
    ]
    assert two_by_two(reports) == TwoByTwo(1, 1, 0, 1)


def test_an_empty_table_expects_nothing_and_says_so() -> None:
    empty = TwoByTwo(0, 0, 0, 0)
    assert math.isnan(proportional_reporting_ratio(empty).value)
    assert math.isnan(reporting_odds_ratio(empty).value)
    with pytest.raises(NoActivity):
        information_component(empty)


@pytest.mark.parametrize("cell", [-1, math.nan, math.inf])
def test_a_cell_that_is_no_count_is_refused(cell: float) -> None:
    with pytest.raises(NegativeCount, match="event_only"):
        TwoByTwo(1, 2, cell, 3)
