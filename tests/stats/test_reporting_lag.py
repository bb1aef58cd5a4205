"""The curve of late reporting and what a young month will come to: by hand, by a second method, by simulation."""

import math
import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import nbinom

from dashboard.stats import NoCurve, ReportingCurve, StatsError, reporting_curve
from dashboard.stats.reporting_lag import (
    FEWEST_EFFECTIVE,
    FEWEST_INCIDENTS,
    HALF_LIFE_DAYS,
    LONGEST_DAYS,
    SHORTEST_DAYS,
)

Rows = Sequence[tuple[int, int, int, int]]
"""(day of the incident, days until reported, last day seen, how many)."""

ALIKE = math.inf


def curve(rows: Rows, half_life: float = ALIKE) -> ReportingCurve:
    found = reporting_curve(*(list(column) for column in zip(*rows, strict=True)), half_life=half_life)
    assert isinstance(found, ReportingCurve)
    return found


def by_hand() -> Rows:
    """200 incidents that could be seen for 100 days, and 80 of 20 days ago."""
    return [(0, 0, 100, 100), (0, 10, 100, 60), (0, 60, 100, 40), (80, 0, 100, 60), (80, 10, 100, 20)]


def test_a_small_example_by_hand() -> None:
    """From the back: 40 of the 200 seen for 60 days took 60; of the 160 + 80 reported by day 10 and seen so long, 80 took 10."""
    found = curve(by_hand())
    assert (found.longest, found.incidents, found.effective) == (100, 280, 280)
    assert [found.share(day) for day in (-1, 60, 100, 400)] == [0.0, 1.0, 1.0, 1.0]
    assert [found.share(day) for day in range(10, 60)] == pytest.approx([0.8] * 50, rel=1e-12)
    assert [found.share(day) for day in range(10)] == pytest.approx([0.8 * (1 - 80 / 240)] * 10, rel=1e-12)


def test_delays_as_they_stand_are_too_short() -> None:
    """240 of the 280 are there within 10 days (86 %), because the young ones that take 60 days are not there yet: 80 %."""
    assert curve(by_hand()).share(10) + 0.05 < 240 / 280


def by_expectation(rows: Rows, longest: int, weights: Sequence[float]) -> list[float]:
    """The same maximum of likelihood by iteration (EM): every incident seen for s days stands for those reported later.

    Given the chance of each delay, one incident seen within its s days stands for 1/F(s) that happened; of those not seen, the
    delays are as likely as they are beyond s. Counted again and again until nothing moves.
    """
    chance = np.full(longest + 1, 1.0 / (longest + 1))
    kept = [(late, min(until - day, longest), w) for (day, late, until, _), w in zip(rows, weights, strict=True) if late <= longest]  # fmt: skip
    for _ in range(20_000):
        share = np.cumsum(chance)
        counted = np.zeros(longest + 1)
        for late, seen, weight in kept:
            counted[late] += weight
            counted[seen + 1 :] += weight * chance[seen + 1 :] / share[seen]
        fresh = counted / counted.sum()
        if np.abs(fresh - chance).max() < 1e-13:
            break
        chance = fresh
    return list(np.cumsum(chance))


def drawn(seed: int, days: int, a_day: float, run: int, mean: float = 9.0) -> Rows:
    """Made-up incidents: a third reported on the day, the others exponential; only what was reported by the day `run`."""
    chance = random.Random(seed)
    found = []
    for day in range(days):
        for _ in range(int(a_day) + (chance.random() < a_day % 1)):
            late = 0 if chance.random() < 1 / 3 else int(chance.expovariate(1 / mean))
            if day + late <= run:
                found.append((day, late, run, 1))
    return found


def known_share(day: int, mean: float = 9.0) -> float:
    return 1 / 3 + 2 / 3 * (1 - math.exp(-(day + 1) / mean))


@pytest.mark.parametrize("half_life", [ALIKE, HALF_LIFE_DAYS])
def test_the_product_is_the_maximum_of_likelihood(half_life: float) -> None:
    rows = [
        row for row in drawn(5, 200, 6.0, 200, mean=20.0) if row[1] % 5 == 0
    ]  # few different delays: EM is slow
    found = curve(rows, half_life)
    assert found.effective >= FEWEST_EFFECTIVE or half_life == ALIKE
    used = HALF_LIFE_DAYS
    newest = max(day for day, late, _, _ in rows if late <= found.longest)
    while half_life != ALIKE:  # the half-life that leaves enough, by its own words
        weights = [2 ** (-(newest - day) / used) for day, *_ in rows]
        if sum(weights) ** 2 / sum(w * w for w in weights) >= FEWEST_EFFECTIVE:
            break
        used *= 2
    weights = [1.0] * len(rows) if half_life == ALIKE else weights
    again = by_expectation(rows, found.longest, weights)
    assert list(found.by_day) == pytest.approx(again, abs=1e-6)


def test_simulated_delays_recover_the_curve_that_made_them() -> None:
    """Two thirds of these incidents are under 60 days old; the longest delays are 90 days."""
    rows = [*drawn(11, 90, 150, 90, mean=25.0), *((day - 100, late, 90, 1) for day, late, *_ in drawn(12, 100, 60, 400, mean=25.0) if day - 100 + late <= 90)]  # fmt: skip
    found = curve(rows)
    naive = [sum(late <= day for _, late, *_ in rows) / len(rows) for day in (0, 7, 30)]
    for day, plain in zip((0, 7, 30), naive, strict=True):
        true = known_share(day, 25.0)
        assert found.share(day) == pytest.approx(true, abs=0.015)
        assert plain - true > 0.03  # truncation: what stands there is too quick by 3 in 100 and more


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), times=st.integers(2, 5))
def test_order_and_splitting_do_not_matter_and_scaling_changes_no_share(seed: int, times: int) -> None:
    rows = list(drawn(seed, 120, 4.0, 120))
    found = curve(rows)
    shuffled = random.Random(seed).sample(rows, len(rows))
    merged: dict[tuple[int, int, int], int] = {}
    for *key, count in rows:
        merged[tuple(key)] = merged.get(tuple(key), 0) + count  # type: ignore[index]
    together = curve([(*key, count) for key, count in merged.items()])
    for other in (curve(shuffled), together):
        assert other.by_day == pytest.approx(found.by_day, abs=1e-12)
        assert (other.incidents, other.spread) == (found.incidents, pytest.approx(found.spread))
    more = curve([(*key, count * times) for *key, count in rows])  # type: ignore[misc]
    if more.longest == found.longest:
        assert more.by_day == pytest.approx(found.by_day, abs=1e-12)
    assert list(found.by_day) == sorted(found.by_day) and found.by_day[-1] == 1.0


def test_a_move_in_time_changes_nothing() -> None:
    rows = drawn(3, 150, 5.0, 150)
    moved = [(day + 700_000, late, until + 700_000, count) for day, late, until, count in rows]
    assert curve(moved, HALF_LIFE_DAYS) == curve(rows, HALF_LIFE_DAYS)


def test_newer_incidents_weigh_more() -> None:
    """Delays were 0 until day 300 and 20 from then on: the newest 100 days say more than the 300 before."""
    rows = [(day, 20 if day >= 300 else 0, 500, 10) for day in range(400)]
    assert curve(rows).share(10) == pytest.approx(0.75, abs=0.001)
    assert curve(rows, HALF_LIFE_DAYS).share(10) == pytest.approx(2 ** (-100 / 60), abs=0.01)


def test_a_small_trust_keeps_its_past() -> None:
    """One incident a day: a half-life of 60 days leaves 173 incidents' worth, and 120 leaves 340; 240 is taken."""
    found = curve([(day, 0, 800, 1) for day in range(700)], HALF_LIFE_DAYS)
    weights = [2 ** (-age / 240) for age in range(700)]
    assert found.effective == pytest.approx(sum(weights) ** 2 / sum(w * w for w in weights))
    assert found.effective > FEWEST_EFFECTIVE


def test_where_there_is_no_curve_it_is_said_why() -> None:
    assert reporting_curve([], [], []) is NoCurve.TOO_FEW
    assert reporting_curve([0], [3], [100], [FEWEST_INCIDENTS - 1]) is NoCurve.TOO_FEW
    assert isinstance(reporting_curve([0], [3], [100], [FEWEST_INCIDENTS]), ReportingCurve)
    short, enough = SHORTEST_DAYS - 1, SHORTEST_DAYS
    assert reporting_curve([0], [3], [short], [FEWEST_INCIDENTS]) is NoCurve.TOO_SHORT
    assert isinstance(reporting_curve([0], [3], [enough], [FEWEST_INCIDENTS]), ReportingCurve)
    # all that is reported is beyond what the curve reaches
    assert reporting_curve([0], [LONGEST_DAYS + 1], [900], [5000]) is NoCurve.TOO_FEW
    assert reporting_curve([0, 0], [100, 1], [300, 99], [199, 199]) is NoCurve.TOO_FEW


def test_all_reported_on_the_day_is_complete_at_once() -> None:
    found = curve([(0, 0, 100, 300)])
    assert set(found.by_day) == {1.0}
    assert (found.completeness(30, 0), found.completeness(30, -1), found.days_until(0.95)) == (
        1.0,
        29 / 30,
        0,
    )


def test_later_than_the_longest_is_left_out() -> None:
    """Nothing is assumed of delays that fewer than 200 could have been seen with: here 70 days."""
    found = curve([(0, 5, 200, 149), (130, 5, 200, 300), (0, 90, 200, 50)])
    assert (found.longest, found.share(4), found.share(5)) == (70, 0.0, 1.0)
    assert found.incidents == 449


@pytest.mark.parametrize(
    "wrong",
    [
        ([0, 0], [1], [100], None),
        ([0], [-1], [100], None),
        ([0], [101], [100], None),
        ([0], [1], [100], [-1]),
    ],
)
def test_what_cannot_be_is_refused(wrong: tuple) -> None:
    with pytest.raises(StatsError):
        reporting_curve(*wrong)


def test_a_half_life_is_above_zero() -> None:
    with pytest.raises(StatsError):
        reporting_curve([0], [1], [100], half_life=0.0)


def test_a_month_is_the_mean_of_its_days() -> None:
    """30 days, seen until 4 days after the last one: ages 4 to 33; 6 of them under 10 days, 24 from 10 on."""
    found = curve(by_hand())
    young, old = 0.8 * (1 - 80 / 240), 0.8
    assert found.completeness(30, 4) == pytest.approx((6 * young + 24 * old) / 30, rel=1e-12)
    assert found.completeness(30, 60) == 1.0
    assert found.days_until(1.0, 30) == 60 and found.days_until(0.8, 30) == 10
    with pytest.raises(StatsError):
        found.completeness(0, 4)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_a_later_month_is_never_more_complete(seed: int) -> None:
    found = curve(drawn(seed, 200, 3.0, 200))
    lengths = (31, 28, 31, 30, 31, 30)
    ends = [sum(lengths[: number + 1]) for number in range(len(lengths))]
    shares = [
        found.completeness(days, 170 - end) for days, end in zip(lengths, ends, strict=True) if end <= 170
    ]
    assert shares == sorted(shares, reverse=True)


def test_the_interval_is_the_negative_binomial_of_what_is_still_to_come() -> None:
    """187 of which 90 % are reported, a curve that is known exactly: scipy's own quantiles of shape 187.5."""
    known = ReportingCurve((0.9, 1.0), 10**12, 1e12)
    found = known.expected_final(187, 0.9)
    low, high = nbinom.ppf([0.025, 0.975], 187.5, 0.9)
    assert (found.expected, found.lower, found.upper) == (pytest.approx(187 / 0.9), 187 + low, 187 + high)
    narrow = known.expected_final(187, 0.9, confidence=0.5)
    assert found.lower < narrow.lower <= found.expected <= narrow.upper < found.upper


def test_the_interval_widens_with_the_spread_and_with_a_curve_of_few() -> None:
    plain, spread, few = (ReportingCurve((0.9, 1.0), 1, effective, wide).expected_final(187, 0.9)
                          for effective, wide in ((1e12, 1.0), (1e12, 4.0), (208.0, 1.0)))  # fmt: skip
    assert (spread.upper - spread.lower) / (plain.upper - plain.lower) == pytest.approx(2, abs=0.15)
    assert (few.upper - few.lower) / (plain.upper - plain.lower) == pytest.approx(math.sqrt(2), abs=0.15)


def test_stated_answers_of_degenerate_counts() -> None:
    known = curve(by_hand())
    whole = known.expected_final(12, 1.0)
    assert (whole.expected, whole.lower, whole.upper) == (12, 12, 12)
    unknown = known.expected_final(0, 0.0)
    assert math.isnan(unknown.expected) and math.isnan(unknown.lower) and math.isnan(unknown.upper)
    none_yet = known.expected_final(0, 0.5)
    assert (none_yet.expected, none_yet.lower) == (0, 0) and none_yet.upper >= 1
    for wrong in ((-1, 0.5), (1, 1.5), (1, -0.1)):
        with pytest.raises(StatsError):
            known.expected_final(*wrong)
    with pytest.raises(StatsError):
        known.expected_final(1, 0.5, confidence=95)


@settings(max_examples=100, deadline=None)
@given(recorded=st.integers(0, 3000), percent=st.integers(3, 99))
def test_the_expected_count_lies_in_its_interval(recorded: int, percent: int) -> None:
    found = curve(by_hand()).expected_final(recorded, percent / 100)
    assert recorded <= found.lower <= found.expected <= found.upper


def test_the_interval_holds_19_of_20_poisson_months() -> None:
    """4,000 months: mean 40, 85 % reported so far."""
    chance = np.random.default_rng(20261103)
    known = ReportingCurve((0.85, 1.0), 10**12, 1e12)
    final = chance.poisson(40, 4000)
    recorded = chance.binomial(final, 0.85)
    held = 0
    for so_far, came in zip(recorded, final, strict=True):
        found = known.expected_final(int(so_far), 0.85)
        held += found.lower <= came <= found.upper
    assert 0.95 <= held / 4000 < 0.99


def test_chance_alone_has_a_spread_near_one_and_batches_have_more() -> None:
    plain = curve(drawn(21, 720, 7.0, 900))
    assert 1.0 <= plain.spread < 1.6
    batches = [
        (day, late * (3 if day // 30 % 3 == 0 else 1), until, count) for day, late, until, count in drawn(21, 720, 7.0, 900)
    ]  # fmt: skip
    assert curve(batches).spread > 3
