"""The chance that a newest point is flagged, simulated in full: prints the constants of dashboard/stats/chance.py."""

import numpy as np
import pytest

from dashboard.stats import NHSR_PLOT_THE_DOTS, PRESETS, newest_signal_chance
from dashboard.stats.chance import POINTS
from tests.stats.newest_point_by_chance import flagged_share, newest_flagged, standard_error

SERIES = 2_000_000
WRITTEN_FROM, COMPARED_WITH = 20260901, 20261125
"""Seeds: the constants were written from the first and have to stand up to the second."""


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", PRESETS)
def test_the_constants_are_what_their_seed_gives_and_another_agrees(name: str) -> None:
    preset = PRESETS[name]
    written = [round(flagged_share(preset, points, SERIES, WRITTEN_FROM), 4) for points in POINTS]
    print(f"\n{name}: {', '.join(f'{share:.4f}' for share in written)}")
    assert written == [newest_signal_chance(points, preset) for points in POINTS]
    for points, known in zip(POINTS, written, strict=True):
        share = flagged_share(preset, points, SERIES, COMPARED_WITH)
        error = standard_error(share, SERIES)
        # both are simulated, and the constant is rounded
        assert abs(share - known) <= 4 * error * 2**0.5 + 0.00005, (points, share, known)


@pytest.mark.parametrize("mean", [4, 8, 40])
def test_counts_are_flagged_at_most_half_as_often_again(mean: int) -> None:
    """Counts are not normal: the fewer a month, the oftener one is far out."""
    for points in (12, 24, 36):
        counts = np.random.default_rng(mean).poisson(mean, (400_000, points)).astype(float)
        share = float(newest_flagged(counts, NHSR_PLOT_THE_DOTS).mean())
        print(f"Poisson, mean {mean}, {points} points: {share:.4f}")
        assert share <= 1.6 * newest_signal_chance(points)
