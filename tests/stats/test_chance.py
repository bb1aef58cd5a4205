"""Chance signals at the newest point: the constants against a short simulation of another seed, and what is counted."""

import math
import random

import numpy as np
import pytest

from dashboard.stats import (
    ANHOEJ,
    NHSR_PLOT_THE_DOTS,
    PRESETS,
    ProcessChart,
    RulePreset,
    any_newest_signal,
    expected_newest_signals,
    newest_signal_chance,
    newest_signal_chances,
    process_limits,
)
from dashboard.stats.chance import FLAGGED_BY_CHANCE, POINTS
from dashboard.stats.errors import UnknownPreset
from tests.stats.newest_point_by_chance import flagged_share, newest_flagged, standard_error

SERIES, SEED = 60_000, 77
ROUNDING = 0.00005 + 0.0001
"""The constants have four figures, and an error of 0.0001 of their own."""


def chart(points: int, seed: int = 1, **how) -> ProcessChart:
    chance = random.Random(seed)
    return process_limits([chance.gauss(50, 5) for _ in range(points)], **how)


@pytest.mark.parametrize("name", PRESETS)
def test_the_simulation_judges_the_newest_point_as_the_rules_do(name: str) -> None:
    preset = PRESETS[name]
    for points in (2, 3, 5, 6, 7, 8, 11, 12, 24, 46, 60):
        values = np.random.default_rng(points).standard_normal((150, points))
        # a level shift in half of them, so that runs and trends are met often
        values[:75, points // 2 :] += 2
        values[60:90] = np.sort(values[60:90], axis=1)
        judged = [process_limits(list(row), preset=preset).points[-1].signal for row in values]
        assert list(newest_flagged(values, preset)) == judged, points


@pytest.mark.parametrize("points", [6, 12, 24, 36, 60])
@pytest.mark.parametrize("name", PRESETS)
def test_the_constants_agree_with_another_seed(name: str, points: int) -> None:
    share = flagged_share(PRESETS[name], points, SERIES, SEED)
    known = newest_signal_chance(points, PRESETS[name])
    assert abs(share - known) <= 4 * standard_error(share, SERIES) + ROUNDING, (share, known)


@pytest.mark.parametrize("points", [13, 17, 26, 42, 51])
def test_between_simulated_lengths_the_straight_line_holds(points: int) -> None:
    assert points not in POINTS
    for preset in PRESETS.values():
        share = flagged_share(preset, points, SERIES, SEED)
        known = newest_signal_chance(points, preset)
        assert abs(share - known) <= 4 * standard_error(share, SERIES) + ROUNDING, (preset.name, share, known)


def test_every_preset_has_a_chance_for_every_length() -> None:
    assert set(FLAGGED_BY_CHANCE) == set(PRESETS.values())
    assert all(len(known) == len(POINTS) for known in FLAGGED_BY_CHANCE.values())
    assert list(POINTS) == sorted(set(POINTS))
    for preset, known in FLAGGED_BY_CHANCE.items():
        for points, share in zip(POINTS, known, strict=True):
            assert newest_signal_chance(points, preset) == share


def test_outside_the_lengths() -> None:
    assert [newest_signal_chance(points) for points in (0, 1, 2, 3)] == [0.0] * 4
    assert newest_signal_chance(61) == newest_signal_chance(500) == newest_signal_chance(60)


def test_an_unknown_preset_is_refused() -> None:
    with pytest.raises(UnknownPreset):
        newest_signal_chance(24, RulePreset("house rules of elsewhere", shift_points=6))


def test_expected_signals_add_up_and_only_charts_with_limits_count() -> None:
    charts = [chart(24), chart(24, 2), chart(12, 3)]
    without = [process_limits([5.0] * 24), process_limits([]), process_limits([None] * 24), chart(1)]
    expected = 2 * newest_signal_chance(24) + newest_signal_chance(12)
    assert expected_newest_signals([*charts, *without]) == pytest.approx(expected, rel=1e-12)
    assert len(newest_signal_chances([*without, *charts])) == 3
    assert expected_newest_signals(charts, ANHOEJ) == pytest.approx(
        2 * newest_signal_chance(24, ANHOEJ) + newest_signal_chance(12, ANHOEJ), rel=1e-12
    )
    assert expected_newest_signals(without) == any_newest_signal(without) == 0.0


def test_any_signal_is_one_less_the_chance_of_none() -> None:
    charts = [chart(24, seed) for seed in range(24)]
    assert any_newest_signal(charts) == pytest.approx(1 - (1 - newest_signal_chance(24)) ** 24, rel=1e-12)
    assert any_newest_signal(charts) < expected_newest_signals(charts)


def test_a_chart_counts_by_the_points_since_its_last_rebase_that_count() -> None:
    rebased = chart(36, rebase=[24])
    filling_up = chart(36, rebase=[24], excluded=[False] * 34 + [True] * 2)
    assert newest_signal_chances([rebased, filling_up]) == (
        newest_signal_chance(12),
        newest_signal_chance(10),
    )
    # nothing counts since the rebase: the newest point that counts is judged by the group before
    assert newest_signal_chances([chart(36, rebase=[30], excluded=[False] * 30 + [True] * 6)]) == (
        newest_signal_chance(30),
    )


def test_the_house_rules_flag_one_newest_point_in_about_sixty() -> None:
    assert 1 / 70 < newest_signal_chance(24, NHSR_PLOT_THE_DOTS) < 1 / 55
    assert math.isclose(24 * newest_signal_chance(24), 0.39, abs_tol=0.01)
