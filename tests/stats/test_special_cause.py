"""The rules of special cause against a second writing of them: every window of the series, one after the other."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.stats.presets import ANHOEJ, NHSR_PLOT_THE_DOTS
from dashboard.stats.special_cause import (
    Label,
    Rule,
    close_to_limits,
    long_run,
    outside,
    shift,
    sides,
    special_causes,
    trend,
    two_in_three,
)

few = settings(max_examples=150, deadline=None)
points = st.lists(st.none() | st.integers(0, 6).map(float), max_size=40)
series = st.one_of(
    points,
    # long steady stretches, which chance alone would hardly ever draw
    st.lists(st.tuples(st.sampled_from([1, -1, 0]), st.integers(1, 9)), min_size=1, max_size=5).map(
        lambda legs: [float(value) for value in walked(legs)]
    ),
)


def walked(legs: list[tuple[int, int]]) -> list[int]:
    values = [0]
    for step, times in legs:
        for _ in range(times):
            values.append(values[-1] + step)
    return values


def windows(length: int, width: int) -> list[range]:
    return [range(start, start + width) for start in range(length - width + 1)]


def by_windows(values: list[float | None], centre: float, spread: float) -> list[Label]:
    """The definitions of docs/methods.md taken literally: look at every window of 7 and of 3."""

    def side(index: int) -> int:
        value = values[index]
        return 0 if value is None or value == centre else (1 if value > centre else -1)

    def far(index: int) -> float:
        value = values[index]
        return 0.0 if value is None else abs(value - centre)

    upper, lower = centre + 2.66 * spread, centre - 2.66 * spread
    beyond = [value is not None and (value > upper or value < lower) for value in values]
    labels: list[Label] = [(Rule.NONE, 0)] * len(values)
    for window in windows(len(values), 7):
        if abs(sum(side(i) for i in window)) == 7:
            for i in window:
                labels[i] = (Rule.SHIFT, side(i))
    near = 2.66 * (2.0 / 3.0) * spread
    for window in windows(len(values), 3):
        close = [i for i in window if not beyond[i] and far(i) > near]
        if len(close) >= 2 and abs(sum(side(i) for i in window)) == 3:
            for i in close:
                labels[i] = (Rule.TWO_IN_THREE, side(i))
    for window in windows(len(values), 7):
        chosen = [values[i] for i in window]
        if None in chosen:
            continue
        for way in (1, -1):
            if all((b - a) * way > 0 for a, b in itertools.pairwise(chosen)):  # type: ignore[operator]
                for i in window:
                    labels[i] = (Rule.TREND, way)
    for i, is_beyond in enumerate(beyond):
        if is_beyond:
            labels[i] = (Rule.OUTSIDE, side(i))
    return labels


@few
@given(series, st.sampled_from([0.0, 1.0, 2.5, 3.0]), st.sampled_from([0.25, 0.6, 1.0, 3.0]))
def test_rules_are_those_of_every_window(values: list[float | None], centre: float, spread: float) -> None:
    assert special_causes(values, centre, spread, NHSR_PLOT_THE_DOTS) == by_windows(values, centre, spread)


def test_seven_on_one_side_are_a_shift_and_six_are_none() -> None:
    assert shift([1] * 7, 7) == [True] * 7
    assert shift([1] * 6, 7) == [False] * 6
    assert shift([-1, *[1] * 7, -1], 7) == [False, *[True] * 7, False]


def test_a_point_on_the_mean_and_a_missing_one_end_a_run() -> None:
    assert not any(shift(sides([5, 5, 5, 3, 5, 5, 5, 5], 3), 7))
    assert not any(shift(sides([5, 5, 5, None, 5, 5, 5, 5], 3), 7))


def test_seven_rising_points_are_a_trend_and_a_tie_ends_it() -> None:
    assert trend([1, 2, 3, 4, 5, 6, 7], 7) == [1] * 7
    assert not any(trend([1, 2, 3, 4, 5, 6], 7))
    assert not any(trend([1, 2, 3, 4, 4, 5, 6, 7], 7))
    assert not any(trend([1, 2, 3, 4, None, 5, 6, 7], 7))


def test_the_peak_of_a_rise_and_a_fall_belongs_to_the_fall() -> None:
    assert trend([1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1], 7) == [1] * 6 + [-1] * 7


def test_the_end_of_a_rise_stays_a_rise_when_another_one_follows() -> None:
    """NHSRplotthedots would call the last point of the first rise falling (docs/methods.md)."""
    rise = [1.0, 2, 3, 4, 5, 6, 7]
    assert trend([*rise, *rise], 7) == [1] * 14


def test_a_point_on_a_limit_is_close_and_not_outside() -> None:
    values = [10.0, 20.0, 0.0, 21.0, 17.0]
    assert outside(values, 0.0, 20.0) == [0, 0, 0, 1, 0]
    assert close_to_limits(values, sides(values, 10.0), [0, 0, 0, 1, 0], 4.0, 16.0) == [0, 1, -1, 0, 1]


def test_a_point_two_thirds_of_the_way_is_not_yet_close() -> None:
    assert close_to_limits([16.0, 4.0], [1, -1], [0, 0], 4.0, 16.0) == [0, 0]


@pytest.mark.parametrize(
    ("close", "side", "flagged"),
    [
        ([1, 0, 1], [1, 1, 1], [True, False, True]),  # a point outside between two close ones
        ([1, 1, 0], [1, 1, -1], [False] * 3),  # not all on one side
        ([1, -1, 0], [1, -1, 1], [False] * 3),
        ([1, 1], [1, 1], [False] * 2),  # no window of three
        ([0, 1, 1, 1, 0], [1, 1, 1, 1, -1], [False, True, True, True, False]),
    ],
)
def test_two_of_three(close: list[int], side: list[int], flagged: list[bool]) -> None:
    assert two_in_three(close, side) == flagged


def test_anhoej_run_passes_over_the_centre_and_ends_at_a_gap() -> None:
    run: list[float | None] = [9.0] * 5
    # 12 useful points: the limit is round(log2 12) + 3 = 7, so a run of 8 is too long
    over_the_centre = [*run, 5.0, 9.0, 9.0, 9.0, 1.0, 1.0, 1.0, 1.0]
    assert (
        long_run(over_the_centre, sides(over_the_centre, 5.0))
        == [True] * 5 + [False] + [True] * 3 + [False] * 4
    )
    gap = [*run, None, 9.0, 9.0, 9.0, 1.0, 1.0, 1.0, 1.0]
    assert not any(long_run(gap, sides(gap, 5.0)))


def test_anhoej_preset_knows_neither_trend_nor_two_of_three() -> None:
    rising = [1.0, 2, 3, 4, 5, 6, 7]
    assert {rule for rule, _ in special_causes(rising, 4.0, 10.0, ANHOEJ)} == {Rule.NONE}
