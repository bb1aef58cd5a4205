"""Before and after, counted by hand at every edge, and against a second implementation of the verdict."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.stats import (
    ANHOEJ,
    NHSR_PLOT_THE_DOTS,
    BeforeAndAfter,
    EffectVerdict,
    StatsError,
    before_and_after,
    between_before_and_after,
    fewest_after,
)
from tests.proofs.false_effects import told_of_intervals, told_of_months

STEADY = [10.0, 12.0] * 6
"""Twelve months: on average 11, every moving range 2, so limits of 11 - 5.32 and 11 + 5.32."""


def judged(before: Sequence[float | None], after: Sequence[float | None], **how: object) -> BeforeAndAfter:
    return before_and_after([*before, *after], len(before), len(before), **how)  # pyright: ignore[reportArgumentType]


def test_six_after_are_too_early_and_seven_are_enough() -> None:
    six, seven = judged(STEADY, [9.0] * 6), judged(STEADY, [9.0] * 7)
    assert (six.verdict, six.after, six.fewest_after) == (EffectVerdict.TOO_EARLY, 6, 7)
    assert (seven.verdict, seven.run) == (EffectVerdict.LOWER, 7)
    assert (seven.centre, seven.lower, seven.upper) == (
        11,
        pytest.approx(5.68, abs=0.001),
        pytest.approx(16.32),
    )
    assert judged(STEADY, [13.0] * 7).verdict is EffectVerdict.HIGHER


def test_eleven_before_are_not_enough_and_twelve_are() -> None:
    assert judged(STEADY[:11], [9.0] * 7).verdict is EffectVerdict.NOT_ENOUGH_BEFORE
    assert judged(STEADY, [9.0] * 7).before == 12


def test_a_single_month_far_outside_is_told_and_is_no_verdict() -> None:
    early = judged(STEADY, [0.0])
    assert early.verdict is EffectVerdict.TOO_EARLY
    assert early.points[-1] is not None and early.points[-1].signal and early.points[-1].high is False
    later = judged(STEADY, [0.0, 12.0, 10.0, 12.0, 10.0, 12.0, 10.0])
    assert (later.verdict, later.above, later.below) == (EffectVerdict.NO_CHANGE_SEEN, 3, 4)


def test_a_run_across_the_start_is_no_change() -> None:
    """Three low months before the start and six after are nine in a row, of which the action has seen six."""
    before = [10.0, 12.0] * 6 + [9.0] * 3
    found = judged(before, [9.0] * 6 + [20.0])
    assert found.verdict is EffectVerdict.NO_CHANGE_SEEN
    assert not any(point and point.signal for point in found.points[len(before) : -1])


def test_a_run_that_has_ended_is_told_as_ended() -> None:
    found = judged(STEADY, [9.0] * 8 + [12.0])
    assert (found.verdict, found.ended, found.ended_high, found.run) == (
        EffectVerdict.NO_CHANGE_SEEN,
        8,
        False,
        1,
    )


def test_a_month_without_figures_is_no_point_and_ends_a_run() -> None:
    gap = judged(STEADY, [9.0] * 4 + [None] + [9.0] * 3)
    assert (gap.after, gap.verdict, gap.run) == (7, EffectVerdict.NO_CHANGE_SEEN, 3)
    filling = before_and_after([*STEADY, *[9.0] * 7], 12, 12, excluded=[False] * 18 + [True])
    assert (filling.after, filling.verdict) == (6, EffectVerdict.TOO_EARLY)
    assert filling.points[-1] is None


def test_the_month_it_began_in_is_on_neither_side() -> None:
    found = before_and_after([*STEADY, 500.0, *[9.0] * 7], 12, 13)
    assert (found.before, found.after, found.centre) == (12, 7, 11)
    assert found.points[12] is None


def test_a_break_after_the_start_makes_two_things_of_it_and_one_before_shortens_what_was_before() -> None:
    assert judged(STEADY, [9.0] * 7, breaks=[12]).verdict is EffectVerdict.CANNOT_BE_TOLD
    assert judged(STEADY, [9.0] * 7, breaks=[15]).verdict is EffectVerdict.CANNOT_BE_TOLD
    short = judged(STEADY, [9.0] * 7, breaks=[1])
    assert (short.verdict, short.before) == (EffectVerdict.NOT_ENOUGH_BEFORE, 11)
    assert judged([99.0, *STEADY], [9.0] * 7, breaks=[1]).centre == 11


def test_a_constant_series_before_has_no_limits_and_its_run_is_judged() -> None:
    found = judged([8.0] * 12, [3.0] * 7)
    assert (found.verdict, found.centre, found.upper) == (EffectVerdict.LOWER, 8, None)
    assert judged([8.0] * 12, [8.0] * 7).verdict is EffectVerdict.NO_CHANGE_SEEN
    # screening leaves ranges of zero alone: every month would be outside limits on the average
    assert judged([8.0] * 18 + [9.0], [8.0] * 7).upper is None


def test_nothing_before_and_nothing_after() -> None:
    assert judged([], [9.0] * 7).verdict is EffectVerdict.NOT_ENOUGH_BEFORE
    assert judged(STEADY, []).verdict is EffectVerdict.TOO_EARLY
    assert before_and_after([], 0, 0).verdict is EffectVerdict.NOT_ENOUGH_BEFORE
    with pytest.raises(StatsError):
        before_and_after(STEADY, 5, 4)


def test_the_fewest_after_come_from_the_rules() -> None:
    """Anhøj: of n points a run longer than round(log2 n) + 3; of six 6 are not longer than 6, of seven 7 are."""
    assert fewest_after(NHSR_PLOT_THE_DOTS) == fewest_after(ANHOEJ) == 7
    assert judged(STEADY, [9.0] * 7, preset=ANHOEJ).verdict is EffectVerdict.LOWER


BETWEEN = [10.5, 20.5] * 6


def test_twelve_intervals_before_and_seven_after_and_longer_is_lower() -> None:
    assert between_before_and_after([BETWEEN[:11]], [[40.5] * 7]).verdict is EffectVerdict.TOO_RARE
    assert between_before_and_after([BETWEEN], [[40.5] * 6]).verdict is EffectVerdict.TOO_EARLY
    assert between_before_and_after([BETWEEN], [[40.5] * 7]).verdict is EffectVerdict.LOWER
    assert between_before_and_after([BETWEEN], [[2.5] * 7]).verdict is EffectVerdict.HIGHER
    assert between_before_and_after([BETWEEN], [[40.5] * 4, [40.5] * 3]).verdict is (
        EffectVerdict.NO_CHANGE_SEEN
    ), "nobody knows what happened in the gap"
    assert between_before_and_after([BETWEEN], [[40.5] * 7], broken=True).verdict is (
        EffectVerdict.CANNOT_BE_TOLD
    )


def test_what_has_stopped_is_lower_once_seven_months_are_over() -> None:
    """The 3.6th roots of 10.5 and 20.5 are 1.922 and 2.314: mean 2.118, reach 2.66 x 0.392, so (3.162) ** 3.6 = 63.0."""
    assert between_before_and_after([BETWEEN], []).upper == pytest.approx(63.0, abs=0.5)
    for open_for, months, verdict in (
        (62.0, 7, EffectVerdict.TOO_EARLY),
        (64.0, 6, EffectVerdict.TOO_EARLY),
        (64.0, 7, EffectVerdict.LOWER),
    ):
        found = between_before_and_after([BETWEEN], [], open_for=open_for, months_after=months)
        assert found.verdict is verdict, (open_for, months)


def test_what_was_not_steady_before_is_said() -> None:
    assert judged(STEADY, [9.0] * 7).steady_before
    assert not judged([*STEADY, 40.0], [9.0] * 7).steady_before
    assert between_before_and_after([BETWEEN], []).steady_before
    assert not between_before_and_after([[100.5] * 6 + [90.5] * 4 + [1.5] * 12], []).steady_before


def by_hand(before: Sequence[int | None], after: Sequence[int | None]) -> str:
    """The verdict again, from docs/methods.md: whole fractions, no shared code."""
    known = [each for each in before if each is not None]
    if len(known) < 12:
        return "not enough before to compare with"
    present = [each for each in after if each is not None]
    if len(present) < 7:
        return "too early to say"
    trimmed = list(after)
    while trimmed[-1] is None:
        trimmed.pop()
    last = trimmed[-7:]
    # n times a count against the sum of the n before: no average is rounded
    if all(each is not None and each * len(known) < sum(known) for each in last) and len(last) == 7:
        return "lower than before"
    if all(each is not None and each * len(known) > sum(known) for each in last) and len(last) == 7:
        return "higher than before"
    return "no change seen"


MONTH = st.none() | st.integers(0, 9)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(MONTH, min_size=9, max_size=20),
    st.lists(MONTH, max_size=10),
    st.sampled_from([0, 0, 7, 8]),
    st.integers(0, 12),
)
def test_the_verdict_is_that_of_a_second_implementation_and_more_months_never_make_it_too_early(
    before: list[int | None], after: list[int | None], run: int, level: int
) -> None:
    after = [*after, *[level] * run]
    told = False
    for months in range(len(after) + 1):
        found = judged(before, after[:months])  # pyright: ignore[reportArgumentType]
        assert found.verdict.value == by_hand(before, after[:months])
        assert not (told and found.verdict is EffectVerdict.TOO_EARLY)
        told = told or found.verdict.is_change


def test_stable_series_are_seldom_told_to_have_changed() -> None:
    """The full table is printed by `dev.py soak`; 200 series here, within four standard errors of what 3,000 gave."""
    months, intervals = told_of_months(8, 24, 200, 1), told_of_intervals(15, 200, 1)
    assert months.first <= 0.08 and months.ever <= 0.17
    assert intervals.first <= 0.08 and intervals.ever <= 0.17
    assert told_of_months(8, 24, 100, 2, after_mean=4).first >= 0.6
