"""Many small multiples must not be felt: 500 series of 60 months in a quarter of a second."""

import random
import time

from dashboard.stats import Direction, process_limits

SECONDS = 0.25


def test_500_series_of_60_months_are_judged_in_a_quarter_of_a_second() -> None:
    chance = random.Random(20250301)
    series = [[chance.gauss(20, 4) for _ in range(60)] for _ in range(500)]

    def judge() -> float:
        start = time.process_time()
        charts = [process_limits(months, direction=Direction.DECREASE, target=18) for months in series]
        used = time.process_time() - start
        assert all(chart.variation and chart.assurance for chart in charts)
        return used

    # the machine is shared: the best of three says what the work costs
    assert min(judge() for _ in range(3)) <= SECONDS
