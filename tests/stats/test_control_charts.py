"""Control charts where the golden cases do not reach: degenerate series, refusals, freezing, exclusions."""

import itertools
import math
from collections.abc import Sequence
from datetime import date

import pytest

from dashboard.stats import ChartKind, Direction, PointType, Rule, control_chart
from dashboard.stats.control_charts import NEEDS_ACTIVITY
from dashboard.stats.errors import (
    CountAboveTotal,
    NegativeCount,
    NoActivity,
    NotANumber,
    NoTimeBetween,
    UnequalLengths,
    UnknownChart,
    UnknownPoint,
)

KINDS = list(ChartKind)


def size_of(kind: ChartKind, length: int, size: float | None = 100.0) -> list[float | None] | None:
    return [size] * length if kind in NEEDS_ACTIVITY else None


def draw(kind: ChartKind, values: Sequence[float | None], **options):
    return control_chart(kind, values, size_of(kind, len(values)), **options)


@pytest.mark.parametrize("kind", KINDS)
def test_no_values_make_an_empty_chart(kind: ChartKind) -> None:
    chart = draw(kind, [])
    assert (chart.points, chart.parts, chart.left_out) == ((), (), ())


@pytest.mark.parametrize("kind", KINDS)
def test_all_missing_has_no_levels_and_no_signal(kind: ChartKind) -> None:
    chart = draw(kind, [None, math.nan, None])
    assert [point.value for point in chart.points] == [None] * 3
    assert all(point.centre is None and point.lower is None and not point.signal for point in chart.points)
    assert not chart.parts[0].runs_signal


@pytest.mark.parametrize("kind", KINDS)
def test_one_point_has_limits_only_where_chance_gives_them(kind: ChartKind) -> None:
    (point,) = draw(kind, [5.0]).points
    assert not point.signal
    by_chance = kind in (ChartKind.C, ChartKind.U, ChartKind.P, ChartKind.G)
    assert (point.upper is not None) == by_chance
    if kind is not ChartKind.MR:  # one point has no moving range, so an mr chart of it has no centre
        assert point.centre == pytest.approx(point.value)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("value", [3.0, 0.1])
def test_a_constant_series_never_signals(kind: ChartKind, value: float) -> None:
    chart = draw(kind, [value] * 24)
    assert not any(point.signal for point in chart.points)
    assert not chart.parts[0].runs_signal
    assert chart.parts[0].runs.useful == 0
    if kind in (ChartKind.I, ChartKind.I_PRIME, ChartKind.T, ChartKind.U_PRIME, ChartKind.P_PRIME):
        assert chart.points[0].upper is None


def test_a_constant_rate_with_broken_bed_days_has_no_run() -> None:
    """Quotients of equal rates differ in the last bit from the pooled rate; twelve of them are no run of twelve."""
    sizes = [1.1 * factor for factor in (1, 3, 7, 9, 11, 13, 17, 19, 23, 29, 31, 37)]
    chart = control_chart("u", [0.3 * size for size in sizes], sizes)
    assert chart.parts[0].runs.useful == 0


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not ChartKind.T])
def test_all_zero_never_signals(kind: ChartKind) -> None:
    chart = draw(kind, [0.0] * 15)
    assert {point.centre for point in chart.points} == {0.0}
    assert not any(point.signal for point in chart.points)
    limits = {(point.lower, point.upper) for point in chart.points}
    zero = kind in (ChartKind.C, ChartKind.U, ChartKind.P, ChartKind.G, ChartKind.MR)
    assert limits == ({(0.0, 0.0)} if zero else {(None, None)})


@pytest.mark.parametrize("kind", sorted(NEEDS_ACTIVITY))
def test_months_without_activity_have_neither_value_nor_limits(kind: ChartKind) -> None:
    counts: list[float | None] = [3.0, 5.0, 0.0, 4.0, 6.0]
    sizes: list[float | None] = [100.0, 120.0, 0.0, 110.0, 130.0]
    chart = control_chart(kind, counts, sizes)
    assert (chart.points[2].value, chart.points[2].upper, chart.points[2].signal) == (None, None, False)
    assert chart.left_out == ()
    missing = control_chart(kind, [3.0, 5.0, None, 4.0, 6.0], [100.0, 120.0, None, 110.0, 130.0])
    assert [p.upper for p in chart.points] == [p.upper for p in missing.points]


@pytest.mark.parametrize("kind", sorted(NEEDS_ACTIVITY))
def test_no_activity_at_all_has_no_levels(kind: ChartKind) -> None:
    chart = control_chart(kind, [0.0] * 4, [0.0] * 4)
    assert all(point.centre is None and point.value is None for point in chart.points)


@pytest.mark.parametrize(
    "kind", [ChartKind.I, ChartKind.I_PRIME, ChartKind.U, ChartKind.U_PRIME, ChartKind.C]
)
def test_a_frozen_baseline_freezes_centre_and_spread(kind: ChartKind) -> None:
    before = [10.0, 12.0, 9.0, 11.0, 13.0, 8.0, 12.0, 10.0]
    frozen = draw(kind, [*before, 60.0, 5.0, 70.0], freeze=8)
    alone = draw(kind, before)
    for point in frozen.points:
        assert point.centre == pytest.approx(alone.points[0].centre)
        assert point.upper == pytest.approx(alone.points[0].upper)
    assert frozen.points[8].rule is Rule.OUTSIDE
    assert frozen.parts[0].baseline == 8


def test_an_excluded_point_stays_out_of_levels_and_can_signal() -> None:
    values = [10.0, 12.0, 9.0, 60.0, 11.0, 10.0]
    excluded = [value == 60.0 for value in values]
    chart = control_chart("c", values, excluded=excluded, direction=Direction.DECREASE)
    assert chart.points[0].centre == pytest.approx(52 / 5)
    assert (chart.points[3].signal, chart.points[3].point_type) == (True, PointType.CONCERN)
    assert chart.parts[0].runs.observations == 5


def test_runs_of_moving_ranges_judge_nothing() -> None:
    steps = [1.0] * 12 + [9.0] * 12
    values = list(itertools.accumulate(steps))
    (part,) = control_chart("mr", values).parts
    assert part.runs.signal
    assert not part.runs_signal


def test_rows_of_one_date_are_added_up_on_a_c_chart_and_averaged_on_an_i_chart() -> None:
    dates = [date(2025, 1, 1), date(2025, 2, 1), date(2025, 1, 1), date(2025, 3, 1)]
    values = [4.0, 6.0, 8.0, 2.0]
    assert [point.value for point in control_chart("c", values, dates=dates).points] == [12.0, 6.0, 2.0]
    assert [point.value for point in control_chart("i", values, dates=dates).points] == [6.0, 6.0, 2.0]


def test_u_prime_against_its_definition() -> None:
    counts = [18.0, 25, 30, 22, 41, 19, 27, 33, 24, 29]
    sizes = [9000.0, 11000, 9500, 10500, 12000, 8800, 10100, 9900, 10000, 11500]
    centre = sum(counts) / sum(sizes)
    spreads = [math.sqrt(centre / size) for size in sizes]
    z = [(count / size - centre) / spread for count, size, spread in zip(counts, sizes, spreads, strict=True)]
    ranges = [abs(b - a) for a, b in itertools.pairwise(z)]
    kept = [size for size in ranges if size < 3.267 * sum(ranges) / len(ranges)]
    sigma_z = sum(kept) / len(kept) / 1.128
    chart = control_chart("up", counts, sizes, multiply=1000)
    for point, spread in zip(chart.points, spreads, strict=True):
        assert point.upper == pytest.approx(1000 * (centre + 3 * spread * sigma_z))


def test_refusals_name_what_is_wrong() -> None:
    with pytest.raises(UnknownChart, match="no chart is called 'xbar'"):
        control_chart("xbar", [1.0])
    with pytest.raises(UnknownChart, match="needs a denominator"):
        control_chart("u", [1.0])
    with pytest.raises(UnknownChart, match="takes no denominator"):
        control_chart("c", [1.0], [1.0])
    with pytest.raises(UnknownChart, match="exclude each other"):
        control_chart("c", [1.0, 2.0, 3.0], freeze=2, parts=[2])
    with pytest.raises(UnknownPoint):
        control_chart("c", [1.0, 2.0], freeze=3)
    with pytest.raises(UnknownPoint):
        control_chart("c", [1.0, 2.0], parts=[2])
    with pytest.raises(NegativeCount):
        control_chart("c", [1.0, -2.0])
    with pytest.raises(NoActivity, match="below zero"):
        control_chart("u", [1.0], [-2.0])
    with pytest.raises(CountAboveTotal):
        control_chart("p", [3.0], [2.0])
    with pytest.raises(UnequalLengths):
        control_chart("u", [3.0, 4.0], [2.0])
    with pytest.raises(NoTimeBetween):
        control_chart("t", [3.0, 0.0])


@pytest.mark.parametrize(
    ("kind", "centre", "error"),
    [
        ("c", -5, NegativeCount), ("u", -1, NegativeCount), ("up", -1, NegativeCount), ("g", -0.5, NegativeCount),
        ("p", 1.5, CountAboveTotal), ("pp", 2, CountAboveTotal), ("t", 0, NoTimeBetween), ("i", math.inf, NotANumber),
    ],
)  # fmt: skip
def test_a_centre_that_such_figures_cannot_have_is_refused(
    kind: str, centre: float, error: type[Exception]
) -> None:
    activity = [10.0, 10.0] if kind in ("u", "up", "p", "pp") else None
    with pytest.raises(error):
        control_chart(kind, [3.0, 4.0], activity, centre=centre)
