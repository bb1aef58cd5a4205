"""Process limits: what missing, excluded, rebased and degenerate points do. Levels are worked out by hand."""

import math
import random
from datetime import date
from fractions import Fraction

import pytest

from dashboard.stats import (
    TRIAL_POINTS,
    Assurance,
    Direction,
    NoLimits,
    PointType,
    Rule,
    StatsError,
    Variation,
    process_limits,
)
from dashboard.stats.errors import BaselineTooShort, NoSideAlone, NotANumber, UnequalLengths, UnknownPoint

STEADY = [10.0, 12.0, 9.0, 11.0, 10.0, 13.0, 8.0, 11.0, 9.0, 12.0, 10.0, 11.0]


def test_no_moving_range_spans_a_missing_month() -> None:
    chart = process_limits([1, 2, None, 10, 11])
    point = chart.points[0]
    # moving ranges 1 and 1; the step from 2 to 10 is none
    assert (point.centre, point.lower, point.upper) == (6.0, 6.0 - 2.66, 6.0 + 2.66)
    missing = chart.points[2]
    assert (missing.value, missing.signal, missing.rule, missing.counts) == (None, False, Rule.NONE, False)
    assert missing.point_type is PointType.COMMON_CAUSE


def test_nan_is_a_missing_month_too() -> None:
    assert process_limits([1, 2, math.nan, 10, 11]) == process_limits([1, 2, None, 10, 11])


def test_a_run_does_not_pass_through_a_missing_or_an_excluded_month() -> None:
    high = [20.0] * 4
    low = [1.0, 2.0] * 5
    closed_up = process_limits([*low, *high, *high])
    assert {point.rule for point in closed_up.points[-8:]} != {Rule.NONE}
    with_gap = process_limits([*low, *high, None, *high], screen=False)
    assert Rule.SHIFT not in {point.rule for point in with_gap.points}
    excluded = process_limits(
        [*low, *high, 20.0, *high], screen=False, excluded=[index == 14 for index in range(19)]
    )
    assert Rule.SHIFT not in {point.rule for point in excluded.points}


def test_an_excluded_month_is_drawn_and_judges_nothing() -> None:
    months = [*STEADY, 400.0]
    excluded = [False] * 12 + [True]
    chart, without = process_limits(months, excluded=excluded), process_limits(STEADY)
    assert chart.points[-1].value == 400.0
    assert (chart.points[-1].signal, chart.points[-1].counts) == (False, False)
    assert chart.points[-1].upper == without.points[-1].upper
    assert chart.points[:12] == without.points
    assert chart.variation == without.variation
    assert chart.groups[0].points == 12


def test_groups_begin_anew_at_a_rebase_and_fix_their_own_baseline() -> None:
    later = [value + 100 for value in STEADY]
    chart = process_limits([*STEADY, 50.0, *later, 150.0], rebase=[13], fix_after=12)
    first, second = chart.groups
    assert (first.first, first.last, second.first, second.last) == (0, 12, 13, 25)
    assert (first.points, first.baseline) == (13, 12)
    assert first.centre == sum(STEADY) / 12
    assert first.upper
    assert second.centre == pytest.approx(sum(STEADY) / 12 + 100)
    assert second.upper == pytest.approx(first.upper + 100)
    assert [point.rule for point in (chart.points[12], chart.points[25])] == [Rule.OUTSIDE, Rule.OUTSIDE]
    assert [point.group for point in chart.points] == [0] * 13 + [1] * 13


def test_a_fixed_baseline_counts_points_that_have_a_value() -> None:
    months = [STEADY[0], None, *STEADY[1:], 90.0, 90.0]
    group = process_limits(months, fix_after=12).groups[0]
    assert group.baseline == 12
    assert group.centre == sum(STEADY) / 12


def test_rebase_at_the_first_point_changes_nothing() -> None:
    assert process_limits(STEADY, rebase=[0]) == process_limits(STEADY)


@pytest.mark.parametrize(("months", "trial"), [(TRIAL_POINTS - 1, True), (TRIAL_POINTS, False)])
def test_limits_from_fewer_than_twelve_points_are_trial_limits(months: int, trial: bool) -> None:
    chart = process_limits(STEADY[:months])
    assert (chart.trial, chart.groups[0].trial) == (trial, trial)


def test_the_newest_group_says_whether_limits_are_trial() -> None:
    assert process_limits([*STEADY, *STEADY[:5]], rebase=[12]).trial
    assert not process_limits([*STEADY[:5], *STEADY], rebase=[5]).trial


@pytest.mark.parametrize(
    ("direction", "up", "down"),
    [
        (Direction.INCREASE, PointType.IMPROVEMENT, PointType.CONCERN),
        (Direction.DECREASE, PointType.CONCERN, PointType.IMPROVEMENT),
        (Direction.NEUTRAL, PointType.NEUTRAL_HIGH, PointType.NEUTRAL_LOW),
    ],
)
def test_direction_names_a_signal(direction: Direction, up: PointType, down: PointType) -> None:
    for value, expected, high in ((60.0, up, True), (-40.0, down, False)):
        chart = process_limits([*STEADY, value], direction=direction)
        point = chart.points[-1]
        assert (point.rule, point.point_type, point.high) == (Rule.OUTSIDE, expected, high)
        ends = {PointType.NEUTRAL_HIGH: "", PointType.NEUTRAL_LOW: ""}.get(
            expected, "_high" if high else "_low"
        )
        assert chart.variation == expected.value + ends


def test_a_falling_trend_above_the_mean_is_low() -> None:
    chart = process_limits([20.0, 19, 18, 17, 16, 15, 14, 0, 12, 1, 11, 0, 12, 1], screen=False)
    assert chart.points[0].centre == pytest.approx(156 / 14)  # below all seven
    assert {(p.rule, p.point_type) for p in chart.points[:7]} == {(Rule.TREND, PointType.NEUTRAL_LOW)}


def test_high_or_low_is_the_types_own_only_when_neutral() -> None:
    assert PointType.NEUTRAL_HIGH.is_high
    assert not PointType.NEUTRAL_LOW.is_high
    assert not PointType.COMMON_CAUSE.is_high
    with pytest.raises(NoSideAlone, match="ask the point"):
        _ = PointType.CONCERN.is_high


def test_the_variation_icon_is_that_of_the_newest_month_that_counts() -> None:
    outside = [*STEADY, 90.0]
    assert process_limits(outside).variation is Variation.NEUTRAL_HIGH
    assert process_limits([*outside, None, None]).variation is Variation.NEUTRAL_HIGH
    assert process_limits([*STEADY, 90.0], excluded=[False] * 12 + [True]).variation is Variation.COMMON_CAUSE


@pytest.mark.parametrize(
    ("target", "direction", "expected"),
    [
        (1000.0, Direction.INCREASE, Assurance.CONSISTENT_FAIL),
        (1000.0, Direction.DECREASE, Assurance.CONSISTENT_PASS),
        (-1000.0, Direction.INCREASE, Assurance.CONSISTENT_PASS),
        (-1000.0, Direction.DECREASE, Assurance.CONSISTENT_FAIL),
        (10.0, Direction.INCREASE, Assurance.INCONSISTENT),
        (10.0, Direction.NEUTRAL, None),
        (None, Direction.INCREASE, None),
        (math.nan, Direction.INCREASE, None),
    ],
)
def test_assurance(target: float | None, direction: Direction, expected: Assurance | None) -> None:
    assert process_limits(STEADY, target=target, direction=direction).assurance is expected


def test_a_target_on_a_limit_is_inside() -> None:
    upper = process_limits(STEADY).points[0].upper
    assert (
        process_limits(STEADY, target=upper, direction=Direction.INCREASE).assurance is Assurance.INCONSISTENT
    )


def test_no_values_make_an_empty_chart() -> None:
    chart = process_limits([])
    assert (chart.points, chart.groups, chart.variation, chart.assurance, chart.trial) == (
        (),
        (),
        None,
        None,
        False,
    )


def test_all_missing_has_no_levels() -> None:
    chart = process_limits([None, math.nan, None], target=3, direction=Direction.INCREASE)
    (group,) = chart.groups
    assert (group.centre, group.lower, group.upper) == (None, None, None)
    assert group.why_no_limits is NoLimits.NO_POINT
    assert (chart.variation, chart.assurance) == (None, None)
    assert len(chart.points) == 3


def test_one_point_has_a_centre_and_no_limits() -> None:
    chart = process_limits([7])
    assert (chart.points[0].centre, chart.points[0].lower, chart.points[0].signal) == (7.0, None, False)
    assert chart.groups[0].why_no_limits is NoLimits.NO_MOVING_RANGE


@pytest.mark.parametrize("value", [0.0, 0.1, 7.0])
def test_a_constant_series_has_limits_only_unscreened_and_never_a_signal(value: float) -> None:
    screened, plain = process_limits([value] * 15), process_limits([value] * 15, screen=False)
    assert (screened.points[0].lower, screened.groups[0].why_no_limits) == (None, NoLimits.NO_VARIATION)
    point = plain.points[0]
    assert (point.centre, point.lower, point.upper) == (value, value, value)
    for chart in (screened, plain):
        assert not any(point.signal for point in chart.points)
        assert chart.variation is Variation.COMMON_CAUSE


def test_an_alternating_series_has_no_false_limits_from_screening() -> None:
    # every second step is 0: the mean range is 5, nothing reaches 3.267 times that
    values = [0.0, 10.0, 10.0, 0.0, 0.0, 10.0, 10.0, 0.0, 0.0]
    assert process_limits(values).points[0].upper == pytest.approx(40 / 9 + 2.66 * 5)


def test_runs_of_a_group_leave_excluded_points_out() -> None:
    months = [1.0, 2.0, 1.0, 2.0, 2.0]
    assert process_limits(months).runs().useful == 5
    assert process_limits(months, excluded=[False] * 4 + [True]).runs().useful == 4


@pytest.mark.parametrize("rebase", [[5], [-1], [99]])
def test_a_rebase_outside_the_series_is_refused(rebase: list[int]) -> None:
    with pytest.raises(UnknownPoint, match="cannot start"):
        process_limits([1, 2, 3, 4, 5], rebase=rebase)


@pytest.mark.parametrize("value", [math.inf, -math.inf, "many"])
def test_what_is_no_number_is_refused(value: object) -> None:
    with pytest.raises(NotANumber):
        process_limits([1, 2, value])  # type: ignore[list-item]


def test_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(UnequalLengths, match="2 in dates"):
        process_limits([1, 2, 3], dates=[date(2025, 1, 1), date(2025, 2, 1)])
    with pytest.raises(UnequalLengths, match="1 in excluded"):
        process_limits([1, 2, 3], excluded=[True])


def test_every_error_is_a_value_error() -> None:
    assert issubclass(StatsError, ValueError)
    with pytest.raises(ValueError, match="12 points"):
        process_limits(STEADY, fix_after=11)
    assert issubclass(BaselineTooShort, StatsError)


@pytest.mark.parametrize("points", range(7, 61))
def test_a_constant_is_on_its_mean_however_long_it_is(points: int) -> None:
    """The sum of 12 times 0.1 is rounded, and a twelfth of it is above 0.1: all twelve points were a run below the mean."""
    for value in (0.1, 3.7, 1e-300, 1e12 + 0.1):
        for screen in (True, False):
            chart = process_limits([value] * points, screen=screen)
            assert {point.rule for point in chart.points} == {Rule.NONE}
            assert chart.groups[0].centre == value


def test_the_mean_is_the_exact_mean_rounded_once() -> None:
    chance = random.Random(20261125)
    for _ in range(300):
        values = [round(chance.gauss(0.1, 0.03), 2) for _ in range(chance.randrange(1, 60))]
        exact = sum(map(Fraction, values)) / len(values)
        assert process_limits(values).groups[0].centre == float(exact)
