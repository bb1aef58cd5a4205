"""How long the judging of many series takes: limits, rules and icons, in this process, against numpy's share of the work."""

import random
import time
from collections.abc import Callable

import numpy as np

from dashboard.stats import Direction, process_limits

SERIES, MONTHS = 500, 60


def made_series() -> list[list[float]]:
    chance = random.Random(20250301)
    return [[chance.gauss(20, 4) for _ in range(MONTHS)] for _ in range(SERIES)]


def judged(series: list[list[float]]) -> None:
    """Every series with its limits, its rules and both icons."""
    for months in series:
        chart = process_limits(months, direction=Direction.DECREASE, target=18)
        if not (chart.variation and chart.assurance):
            raise SystemExit("A series has no icons.")


def means_and_ranges(series: list[list[float]]) -> None:
    """The least that any chart of individual values works out: mean and mean moving range, series by series."""
    for months in series:
        values = np.asarray(months)
        values.mean(), np.abs(np.diff(values)).mean()


def seconds(work: Callable[[list[list[float]]], None], series: list[list[float]]) -> float:
    """Processor seconds of this process: what the work costs, on a busy machine too."""
    began = time.process_time()
    work(series)
    return time.process_time() - began
