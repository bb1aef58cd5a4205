"""How often the newest point of a series in control is flagged: a simulation that shares no code with the rules.

Whole blocks of normal series at once. Only what the rules say about the newest point is written here, from
docs/methods.md.
"""

import math

import numpy as np

from dashboard.stats import RulePreset

BLOCK = 50_000


def flagged_share(preset: RulePreset, points: int, series: int, seed: int) -> float:
    """The share of so many simulated series of so many points whose newest point the preset's rules flag."""
    chance = np.random.default_rng([seed, points])
    flagged = 0
    for first in range(0, series, BLOCK):
        values = chance.standard_normal((min(BLOCK, series - first), points))
        flagged += int(newest_flagged(values, preset).sum())
    return flagged / series


def standard_error(share: float, series: int) -> float:
    return math.sqrt(share * (1 - share) / series)


def newest_flagged(values: np.ndarray, preset: RulePreset) -> np.ndarray:
    """For each row of values (one series a row, oldest first): whether its last point is flagged."""
    count, points = values.shape
    if points < 2:
        return np.zeros(count, dtype=bool)
    centre = values.mean(axis=1)
    away = values - centre[:, None]
    reach = preset.limit_factor * _mean_range(values, preset)
    flagged = np.abs(away[:, -1]) > reach
    if preset.shift_points is not None and points >= preset.shift_points:
        flagged |= _one_side(away[:, -preset.shift_points :])
    if preset.long_run:
        longest = round(math.log2(points)) + 3
        if points > longest:
            flagged |= _one_side(away[:, -(longest + 1) :])
    if preset.trend_points is not None and points >= preset.trend_points:
        steps = np.diff(values[:, -preset.trend_points :], axis=1)
        flagged |= (steps > 0).all(axis=1) | (steps < 0).all(axis=1)
    if preset.near_points is not None and points >= preset.near_window:
        last = away[:, -preset.near_window :]
        close = (np.abs(last) > (preset.near_share * reach)[:, None]) & (np.abs(last) <= reach[:, None])
        flagged |= _one_side(last) & close[:, -1] & (close.sum(axis=1) >= preset.near_points)
    return flagged


def _one_side(away: np.ndarray) -> np.ndarray:
    return (away > 0).all(axis=1) | (away < 0).all(axis=1)


def _mean_range(values: np.ndarray, preset: RulePreset) -> np.ndarray:
    ranges = np.abs(np.diff(values, axis=1))
    average = ranges.mean(axis=1)
    if preset.screening_factor is None:
        return average
    kept = ranges < (preset.screening_factor * average)[:, None]
    return (ranges * kept).sum(axis=1) / kept.sum(axis=1)
