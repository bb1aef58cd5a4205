"""Pettitt's test against its author's own table, the Nile at Aswan, a count by hand and a second implementation."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import rankdata

from dashboard.stats import ChangePoint, StatsError, change_of_level

PAGE = (
    -1.05, 0.96, 1.22, 0.58, -0.98, -0.03, -1.54, -0.71, -0.35, 0.66, 0.44, 0.91, -0.02, -1.42, 1.26, -1.02, -0.81,
    1.66, 1.05, 0.97, 2.14, 1.22, -0.24, 1.60, 0.72, -0.12, 0.44, 0.03, 0.66, 0.56, 1.37, 1.66, 0.10, 0.80, 1.29,
    0.49, -0.07, 1.18, 3.29, 1.84,
)  # fmt: skip
"""Page's simulated series, as Pettitt (1979) prints it in his table 1, with K = 232, p = 0.0146 and the change after 17."""

NILE = (
    1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140, 1100,
    1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969, 831, 726, 456,
    824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897,
    822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975,
    815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
)  # fmt: skip
"""Yearly flow of the Nile at Aswan, 1871 to 1970, in 10^8 cubic metres (Cobb 1978): the change everybody finds is 1898."""


def by_pairs(values: list[float]) -> tuple[int, int]:
    """(K, first place of the new level), by the definition: every pair on two sides of every cut."""
    best, place = 0, 0
    for cut in range(1, len(values)):
        total = sum((one > other) - (one < other) for one in values[:cut] for other in values[cut:])
        if abs(total) > best:
            best, place = abs(total), cut
    return best, place


def by_ranks(values: list[float]) -> int:
    """K by ranks, as hydrologists write it: the greatest |2 (r1 + ... + rk) - k (n + 1)|."""
    ranks = rankdata(values)
    return round(max(abs(2 * sum(ranks[:k]) - k * (len(values) + 1)) for k in range(1, len(values))))


def test_the_table_of_pettitts_own_paper() -> None:
    found = change_of_level(PAGE)
    assert found is not None
    assert (found.statistic, found.at, round(found.p, 4), found.values) == (232, 17, 0.0146, 40)


def test_the_nile_fell_after_1898() -> None:
    found = change_of_level([float(flow) for flow in NILE])
    assert found is not None
    assert 1871 + found.at - 1 == 1898
    assert (round(found.before, 2), round(found.after, 2)) == (1097.75, 849.97)
    assert found.p < 1e-6


def test_a_clean_step_by_hand() -> None:
    """Six of 1 and six of 2: 36 pairs differ, all in one direction; p = 2 exp(-6 x 36^2 / (1728 + 144))."""
    assert change_of_level([1.0] * 6 + [2.0] * 6) == ChangePoint(
        6, 36, 2 * math.exp(-6 * 1296 / 1872), 1.0, 2.0, 12
    )


@settings(max_examples=150)
@given(st.lists(st.none() | st.just(math.nan) | st.integers(0, 9).map(float), max_size=40))
def test_it_is_what_every_pair_says_and_what_the_ranks_say(values: list[float | None]) -> None:
    """Missing values are passed over, ties are half a step, and the place is that of the values as given."""
    kept = [
        (place, value) for place, value in enumerate(values) if value is not None and not math.isnan(value)
    ]
    found = change_of_level(values)
    if len(kept) < 12 or len({value for _, value in kept}) == 1:
        assert found is None
        return
    series = [value for _, value in kept]
    statistic, cut = by_pairs(series)
    assert statistic == by_ranks(series)
    if not statistic:
        assert found is None
        return
    assert found is not None
    assert (found.statistic, found.at) == (statistic, kept[cut][0])
    assert math.isclose(found.before, sum(series[:cut]) / cut)
    assert math.isclose(found.after, sum(series[cut:]) / (len(series) - cut))
    assert 0 < found.p <= 1


def test_chance_alone_is_seldom_sure_at_one_in_a_hundred() -> None:
    """300 stable Poisson series each; docs/methods.md has the shares of 1,000."""
    chance = np.random.default_rng(28)
    for months, average in ((24, 4), (24, 40), (60, 4), (60, 40)):
        found = [change_of_level([float(n) for n in chance.poisson(average, months)]) for _ in range(300)]
        sure = sum(1 for each in found if each is not None and each.p < 0.01)
        assert sure <= 6, (months, average, sure)


def test_fewer_than_twelve_values_and_a_constant_series_have_no_answer() -> None:
    assert change_of_level([1.0] * 5 + [9.0] * 6) is None
    assert change_of_level([1.0] * 5 + [None] * 5 + [9.0] * 6) is None
    assert change_of_level([3.0] * 40) is None
    assert change_of_level([]) is None


def test_an_infinite_value_is_refused() -> None:
    with pytest.raises(StatsError):
        change_of_level([1.0] * 12 + [math.inf])
