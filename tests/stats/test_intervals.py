"""Intervals against the distributions they come from, and at their edges."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats as reference

from dashboard.stats import byar, exact_poisson, proportion_interval, rate_interval
from dashboard.stats.errors import BadConfidence, NegativeCount, NoActivity

few = settings(max_examples=40, deadline=None)
counts = st.integers(0, 5000)
confidences = st.sampled_from([0.8, 0.9, 0.95, 0.998])


@few
@given(counts, confidences)
def test_exact_limits_leave_the_tail_they_promise(count: int, confidence: float) -> None:
    lower, upper = exact_poisson(count, confidence)
    tail = (1 - confidence) / 2
    assert reference.poisson.cdf(count, upper) == pytest.approx(tail, rel=1e-8)
    if count:
        assert reference.poisson.sf(count - 1, lower) == pytest.approx(tail, rel=1e-8)
    else:
        assert lower == 0.0


@few
@given(st.integers(10, 5000))
def test_byar_is_within_a_hundredth_of_exact_from_ten_events(count: int) -> None:
    for ours, exact in zip(byar(count), exact_poisson(count), strict=True):
        assert ours == pytest.approx(exact, rel=0.01)


@few
@given(st.integers(0, 400), st.integers(1, 400), confidences)
def test_wilson_limits_are_where_the_score_test_is_just_not_significant(
    count: int, more: int, confidence: float
) -> None:
    total = count + more
    interval = proportion_interval(count, total, confidence)
    z = reference.norm.ppf((1 + confidence) / 2)
    for limit in (interval.lower, interval.upper):
        if 0 < limit < 1:
            score = abs(interval.value - limit) / math.sqrt(limit * (1 - limit) / total)
            assert score == pytest.approx(z, rel=1e-6)


@few
@given(counts, st.floats(0.5, 1e6), confidences)
def test_a_rate_lies_inside_its_interval_and_scales_with_its_multiplier(
    count: int, activity: float, confidence: float
) -> None:
    one, thousand = (rate_interval(count, activity, multiplier, confidence) for multiplier in (1.0, 1000.0))
    assert one.lower <= one.value <= one.upper
    for part in ("value", "lower", "upper"):
        assert getattr(thousand, part) == pytest.approx(1000 * getattr(one, part))


@pytest.mark.parametrize(("count", "method"), [(0, "exact Poisson"), (9, "exact Poisson"), (10, "Byar")])
def test_the_method_changes_at_ten_events(count: int, method: str) -> None:
    assert rate_interval(count, 500).method == method


def test_no_event_has_a_rate_of_zero_with_a_true_upper_limit() -> None:
    interval = rate_interval(0, 1000)
    assert (interval.value, interval.lower) == (0.0, 0.0)
    assert interval.upper == pytest.approx(
        -math.log(0.025)
    )  # the mean at which no event has a chance of 2.5 %


def test_none_and_all_of_a_total_touch_zero_and_one() -> None:
    assert proportion_interval(0, 7).lower == 0.0
    assert proportion_interval(7, 7).upper == 1.0


@pytest.mark.parametrize("confidence", [0.0, 1.0, 95, -0.5, math.nan])
def test_a_confidence_that_is_no_fraction_is_refused(confidence: float) -> None:
    for interval in (rate_interval, proportion_interval):
        with pytest.raises(BadConfidence, match="fraction between 0 and 1"):
            interval(3, 10, confidence=confidence)


@pytest.mark.parametrize("interval", [rate_interval, proportion_interval])
def test_nothing_to_divide_by_and_negative_counts_are_refused(interval) -> None:
    for nothing in (0, -1):
        with pytest.raises(NoActivity):
            interval(0, nothing)
    with pytest.raises(NegativeCount):
        interval(-1, 10)
