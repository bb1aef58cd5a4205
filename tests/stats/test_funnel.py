"""Funnels where the golden cases do not reach: rates, degenerate groups, refusals."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import poisson

from dashboard.stats import (
    ChanceLimits,
    Standing,
    StatsError,
    Transformation,
    proportion_funnel,
    rate_funnel,
    ratio_funnel,
)
from dashboard.stats.errors import CountAboveTotal, NegativeCount, NoActivity, NotANumber, UnequalLengths
from dashboard.stats.funnel import exact_test_ratio_limits, interval_ratio_limits
from dashboard.stats.overdispersion import average_ranks

EVENTS = [12.0, 30, 25, 18, 40, 22, 9, 31, 27, 16]
BED_DAYS = [3000.0, 7200, 6100, 4400, 9800, 5600, 2100, 7700, 6600, 3900]


def test_a_rate_is_observed_over_expected_from_the_pooled_rate() -> None:
    funnel = rate_funnel(EVENTS, BED_DAYS, multiplier=1000)
    pooled = sum(EVENTS) / sum(BED_DAYS)
    assert funnel.target == pytest.approx(1000 * pooled)
    for point, events, days in zip(funnel.points, EVENTS, BED_DAYS, strict=True):
        assert point.value == pytest.approx(1000 * events / days)
        assert point.expected == pytest.approx(pooled * days)
        assert point.distance == pytest.approx(
            (math.sqrt(events / (pooled * days)) - 1) * 2 * math.sqrt(pooled * days)
        )


def test_five_expected_have_limits_that_chance_respects() -> None:
    """Rate .005, 1000 bed days. FunnelPlotR's ratio of counts would have .00485 to .00516."""
    drawn = rate_funnel([5.0, 495.0], [1000.0, 99000.0], multiplier=1.0, chance=ChanceLimits.INTERVAL)
    assert drawn.points[0].limits_95 == pytest.approx((0.0016235, 0.0116683), rel=1e-4)
    tested = rate_funnel([5.0, 495.0], [1000.0, 99000.0], multiplier=1.0)
    # no event has a chance of 0.7 %, one of 4.0 %; ten or more 3.2 %, eleven or more 1.4 %
    assert tested.points[0].limits_95
    lower, upper = (1000 * limit for limit in tested.points[0].limits_95)
    assert 0 < lower < 1
    assert 10 < upper < 11


@settings(max_examples=60, deadline=None)
@given(st.floats(0.001, 300), st.sampled_from([0.025, 0.001]))
def test_a_count_is_beyond_its_limit_exactly_when_its_exact_test_is_below_the_tail(
    expected: float, tail: float
) -> None:
    lower, upper = (limit * expected for limit in exact_test_ratio_limits(expected, tail))
    for count in range(int(expected + 12 * math.sqrt(expected)) + 12):
        few, many = poisson.cdf(count, expected), poisson.sf(count - 1, expected)
        if abs(few - tail) > 1e-9:
            assert (count < lower) == (few < tail)
        if abs(many - tail) > 1e-9:
            assert (count > upper) == (many < tail)


@pytest.mark.parametrize(("expected", "chance_of_none"), [(0.5, 0.61), (1.0, 0.37), (3.0, 0.05)])
def test_a_ward_without_an_incident_is_not_called_low_when_that_is_likely(
    expected: float, chance_of_none: float
) -> None:
    assert math.exp(-expected) == pytest.approx(chance_of_none, abs=0.005)
    assert interval_ratio_limits(expected, 0.001)[0] > 0  # so that none at all would be below it
    assert exact_test_ratio_limits(expected, 0.025)[0] == 0.0


def test_ten_wards_that_differ_by_chance_are_not_adjusted() -> None:
    funnel = rate_funnel(EVENTS, BED_DAYS)
    assert funnel.overdispersion.phi is not None
    assert funnel.overdispersion.phi < 1
    assert not funnel.adjusted
    assert {point.standing for point in funnel.points} == {Standing.WITHIN}


def test_wards_that_differ_far_more_than_chance_widen_the_limits() -> None:
    events = [value * factor for value, factor in zip(EVENTS, [1, 3, 1, 0, 4, 1, 6, 1, 0, 2], strict=True)]
    plain, adjusted = (rate_funnel(events, BED_DAYS, adjust=adjust) for adjust in (False, True))
    assert adjusted.adjusted
    assert not plain.adjusted
    assert sum(abs(p.standing or 0) for p in adjusted.points) < sum(
        abs(p.standing or 0) for p in plain.points
    )
    for one, other in zip(plain.points, adjusted.points, strict=True):
        assert one.limits_95 == other.limits_95
        assert other.adjusted_95
        assert one.adjusted_95
        assert other.adjusted_95[1] > one.adjusted_95[1]


@pytest.mark.parametrize("draw", [rate_funnel, ratio_funnel, proportion_funnel])
def test_rows_of_one_ward_are_added_up(draw) -> None:
    once = draw([5.0, 4.0], [50.0, 60.0], ["A", "B"])
    split = draw([2.0, 4.0, 3.0], [20.0, 60.0, 30.0], ["A", "B", "A"])
    assert split == once


@pytest.mark.parametrize("draw", [rate_funnel, ratio_funnel, proportion_funnel])
def test_no_group_one_group_and_no_activity(draw) -> None:
    assert draw([], []).points == ()
    (alone,) = draw([3.0], [30.0], ["A"]).points
    assert alone.value is not None
    assert alone.limits_998
    nothing = draw([0.0, 0.0], [0.0, 0.0])
    assert [(point.value, point.limits_95, point.standing) for point in nothing.points] == [
        (None, None, None)
    ] * 2


def test_one_group_is_its_own_target() -> None:
    funnel = rate_funnel([3.0], [1000.0])
    assert (funnel.points[0].value, funnel.points[0].standing) == (pytest.approx(3.0), Standing.WITHIN)
    assert not funnel.adjusted


@pytest.mark.parametrize("draw", [rate_funnel, proportion_funnel])
def test_no_event_anywhere_puts_nobody_outside(draw) -> None:
    funnel = draw([0.0, 0.0, 0.0], [100.0, 200.0, 50.0])
    assert funnel.target == 0.0
    assert [(point.value, point.standing) for point in funnel.points] == [(0.0, Standing.WITHIN)] * 3


def test_a_ward_without_activity_stays_out_of_the_pooled_rate() -> None:
    funnel = rate_funnel([3.0, 4.0, 5.0], [1000.0, 1000.0, 0.0])
    assert funnel.target == pytest.approx(3.5)
    assert funnel.points[2].value is None


def test_no_event_on_the_log_scale_gives_no_adjustment_and_no_error() -> None:
    funnel = ratio_funnel([0.0, 9.0, 5.0, 7.0], [6.0, 6.0, 6.0, 6.0], scale=Transformation.LOG)
    assert (funnel.overdispersion.phi, funnel.adjusted) == (None, False)
    assert funnel.points[0].distance == -math.inf
    # FunnelPlotR's 99.8 % limit for 6 expected is 1.1 events, though none has a chance of 0.25 %
    assert funnel.points[0].standing == Standing.BELOW_998
    by_test = ratio_funnel([0.0, 9.0, 5.0, 7.0], [6.0] * 4, chance=ChanceLimits.EXACT_TEST)
    assert by_test.points[0].standing == Standing.BELOW_95


def test_small_groups_keep_their_limits_between_zero_and_one() -> None:
    funnel = proportion_funnel([1.0, 0.0, 2.0, 5.0], [1.0, 2.0, 3.0, 9.0])
    for point in funnel.points:
        for pair in (point.limits_95, point.limits_998, point.adjusted_95, point.adjusted_998):
            assert pair
            assert 0.0 <= pair[0] <= pair[1] <= 1.0


def test_refusals() -> None:
    with pytest.raises(CountAboveTotal):
        proportion_funnel([3.0], [2.0])
    with pytest.raises(NegativeCount):
        rate_funnel([-1.0], [2.0])
    with pytest.raises(NoActivity):
        rate_funnel([1.0], [-2.0])
    with pytest.raises(NotANumber):
        rate_funnel([math.nan], [2.0])
    with pytest.raises(UnequalLengths):
        rate_funnel([1.0], [2.0, 3.0])
    with pytest.raises(StatsError, match="arcsine"):
        ratio_funnel([1.0], [2.0], scale=Transformation.ARCSINE)


def test_equal_distances_share_their_average_rank() -> None:
    assert average_ranks([-math.inf, 3.0, -math.inf, 1.0, 3.0, 3.0]) == [1.5, 5.0, 1.5, 3.0, 5.0, 5.0]
