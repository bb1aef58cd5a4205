"""What must hold of every series: order of rows, scale, and that a missing month touches nobody else's value."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.stats import ChartKind, control_chart, process_limits, proportion_funnel, rate_funnel
from dashboard.stats.control_charts import NEEDS_ACTIVITY

few = settings(max_examples=30, deadline=None)
numbers = st.integers(1, 40).map(float)
months = st.lists(numbers, min_size=2, max_size=40)
with_gaps = st.lists(st.none() | numbers, min_size=2, max_size=40)
seeds = st.integers(0, 10_000)


def days(length: int) -> list[date]:
    return [date(2023, 1, 1) + timedelta(days=31 * place) for place in range(length)]


def shuffled(length: int, seed: int) -> list[int]:
    order = list(range(length))
    random.Random(seed).shuffle(order)
    return order


@few
@given(with_gaps, seeds)
def test_order_of_rows_does_not_matter_to_process_limits(values: list[float | None], seed: int) -> None:
    dates, order = days(len(values)), shuffled(len(values), seed)
    excluded = [value == 7.0 for value in values]
    straight = process_limits(values, dates=dates, excluded=excluded)
    mixed = process_limits(
        [values[place] for place in order],
        dates=[dates[place] for place in order],
        excluded=[excluded[place] for place in order],
    )
    assert [order[point.index] for point in mixed.points] == [point.index for point in straight.points]
    for one, other in zip(straight.points, mixed.points, strict=True):
        assert (one.value, one.centre, one.upper, one.rule) == (
            other.value,
            other.centre,
            other.upper,
            other.rule,
        )
    assert (straight.groups, straight.variation) == (mixed.groups, mixed.variation)


@pytest.mark.parametrize("kind", list(ChartKind))
@settings(max_examples=8, deadline=None)
@given(values=with_gaps, seed=seeds)
def test_order_of_rows_does_not_matter_to_control_charts(
    kind: ChartKind, values: list[float | None], seed: int
) -> None:
    dates, order = days(len(values)), shuffled(len(values), seed)
    sizes = [50.0 + place for place in range(len(values))] if kind in NEEDS_ACTIVITY else None
    straight = control_chart(kind, values, sizes, dates=dates)
    mixed = control_chart(
        kind,
        [values[place] for place in order],
        None if sizes is None else [sizes[place] for place in order],
        dates=[dates[place] for place in order],
    )
    assert mixed == straight


@few
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(10, 99)), min_size=2, max_size=15), seeds)
def test_order_of_groups_does_not_matter_to_funnels(groups: list[tuple[int, int]], seed: int) -> None:
    order = shuffled(len(groups), seed)
    for draw in (rate_funnel, proportion_funnel):
        straight = draw([a for a, _ in groups], [b for _, b in groups], [str(n) for n in range(len(groups))])
        mixed = draw([groups[n][0] for n in order], [groups[n][1] for n in order], [str(n) for n in order])
        by_name = {point.name: point for point in mixed.points}
        assert mixed.target == straight.target
        for point in straight.points:
            other = by_name[point.name]
            assert (point.value, point.standing) == (other.value, other.standing)
            assert point.adjusted_95 == pytest.approx(other.adjusted_95)


@few
@given(with_gaps, st.sampled_from([0.125, 2.0, 1024.0]))
def test_scaling_scales_and_changes_no_verdict(values: list[float | None], factor: float) -> None:
    """Powers of two, so that equality on the mean is kept exactly."""
    plain = process_limits(values)
    scaled = process_limits([None if value is None else value * factor for value in values])
    assert [point.rule for point in scaled.points] == [point.rule for point in plain.points]
    for one, other in zip(plain.points, scaled.points, strict=True):
        for level in ("value", "centre", "lower", "upper"):
            before, after = getattr(one, level), getattr(other, level)
            assert after == (None if before is None else pytest.approx(before * factor, abs=1e-12))


@few
@given(months, st.floats(-50, 50))
def test_turning_a_series_upside_down_turns_its_signals(values: list[float], around: float) -> None:
    up, down = process_limits(values), process_limits([-value for value in values])
    assert [point.rule for point in up.points] == [point.rule for point in down.points]
    assert [point.high for point in up.points] == [
        None if point.high is None else not point.high for point in down.points
    ]


@pytest.mark.parametrize("kind", list(ChartKind))
@settings(max_examples=8, deadline=None)
@given(values=months, factor=st.sampled_from([10.0, 1000.0]))
def test_multiply_multiplies_what_is_drawn(kind: ChartKind, values: list[float], factor: float) -> None:
    sizes = [80.0] * len(values) if kind in NEEDS_ACTIVITY else None
    plain, scaled = (control_chart(kind, values, sizes, multiply=by) for by in (1.0, factor))
    for one, other in zip(plain.points, scaled.points, strict=True):
        assert one.signal == other.signal
        for level in ("value", "centre", "lower", "lower_warning", "upper_warning", "upper"):
            before, after = getattr(one, level), getattr(other, level)
            assert after == (None if before is None else pytest.approx(before * factor))


@few
@given(with_gaps, st.data())
def test_a_missing_month_changes_no_other_months_value(
    values: list[float | None], data: st.DataObject
) -> None:
    gone = data.draw(st.integers(0, len(values) - 1))
    without = [None if place == gone else value for place, value in enumerate(values)]
    before, after = process_limits(values), process_limits(without)
    for one, other in zip(before.points, after.points, strict=True):
        assert other.value == (None if one.index == gone else one.value)
        assert other.index == one.index


@few
@given(with_gaps, st.integers(1, 3), st.integers(1, 3))
def test_missing_months_at_either_end_change_nothing(
    values: list[float | None], ahead: int, behind: int
) -> None:
    plain = process_limits(values)
    padded = process_limits([None] * ahead + values + [None] * behind)
    for one, other in zip(plain.points, padded.points[ahead : ahead + len(values)], strict=True):
        assert (one.value, one.centre, one.lower, one.upper, one.rule, one.point_type) == (
            other.value, other.centre, other.lower, other.upper, other.rule, other.point_type,
        )  # fmt: skip
    assert plain.variation == padded.variation


@few
@given(months, st.data())
def test_a_missing_month_moves_nothing_in_another_group(values: list[float], data: st.DataObject) -> None:
    start = data.draw(st.integers(1, len(values) - 1))
    gone = data.draw(st.integers(start, len(values) - 1))
    without = [None if place == gone else value for place, value in enumerate(values)]
    before = process_limits(values, rebase=[start]).points[:start]
    assert process_limits(without, rebase=[start]).points[:start] == before


@few
@given(with_gaps, st.data())
def test_an_excluded_month_judges_as_a_missing_one_does(
    values: list[float | None], data: st.DataObject
) -> None:
    excluded = data.draw(st.lists(st.booleans(), min_size=len(values), max_size=len(values)))
    out = process_limits(values, excluded=excluded)
    gone = process_limits([None if e else v for v, e in zip(values, excluded, strict=True)])
    assert [(p.rule, p.upper, p.counts) for p in out.points] == [
        (p.rule, p.upper, p.counts) for p in gone.points
    ]
    assert out.groups == gone.groups
    assert [point.value for point in out.points] == values
