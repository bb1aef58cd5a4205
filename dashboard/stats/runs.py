"""Anhøj's run rules: is the longest run too long, are there too few crossings of the centre?

Sources: Anhøj and Olesen (2014), PLoS ONE 9:e113825; Anhøj (2015), PLoS ONE 10:e0121349; as in qicharts2 0.8.1.
"""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

CROSSINGS_TAIL = 0.05
"""The share of chance series allowed to cross the centre less often than the limit."""


@dataclass(frozen=True, slots=True)
class RunsAnalysis:
    """Runs of one stretch. Lengths and limits are in points and crossings; None where no point is useful.

    observations: points looked at, missing ones included. useful: those with a value that is not on the centre.
    """

    observations: int
    useful: int
    longest_run: int | None
    longest_run_limit: int | None
    crossings: int | None
    crossings_limit: int | None

    @property
    def long_run(self) -> bool:
        """The longest run is longer than its limit."""
        return self.longest_run is not None and self.longest_run > (self.longest_run_limit or 0)

    @property
    def few_crossings(self) -> bool:
        """The centre is crossed less often than the limit."""
        return self.crossings is not None and self.crossings < (self.crossings_limit or 0)

    @property
    def signal(self) -> bool:
        """Either rule signals."""
        return self.long_run or self.few_crossings


def longest_run_limit(useful: int) -> int:
    """The longest run that chance explains among so many useful points: round(log2(useful)) + 3."""
    return round(math.log2(useful)) + 3


@lru_cache(maxsize=512)
def crossings_limit(useful: int) -> int:
    """The fewest crossings that chance explains: the 5 % point of a binomial of useful - 1 trials at one half."""
    trials = useful - 1
    reached = 0
    for crossings in range(trials + 1):
        reached += math.comb(trials, crossings)
        # exact integers: a floating-point tail could land on either side of 5 %
        if reached * round(1 / CROSSINGS_TAIL) >= 2**trials:
            return crossings
    return 0


def runs_analysis(
    values: Sequence[float | None], centre: float | None, *, end_at_missing: bool = False
) -> RunsAnalysis:
    """Judge the runs of a stretch by Anhøj's rules.

    Missing points (None or NaN) and points on the centre are dropped before runs and crossings are counted, as the
    papers and qicharts2 do. One useful point has a longest run of 1 and no crossing; none at all (a constant series,
    or all missing) gives None, and no signal. No least number of points is enforced; below 10 the rules say little.

    end_at_missing: a missing point ends the run, and nothing crosses over it; the limit of crossings is then that of as
    many points as there are places to cross, and one.
    """
    stretches: list[list[bool]] = [[]]
    for value in values:
        if value is None or math.isnan(value):
            if end_at_missing:
                stretches.append([])
        elif centre is not None and value != centre:
            stretches[-1].append(value > centre)
    useful = sum(map(len, stretches))
    if not useful:
        return RunsAnalysis(len(values), 0, None, None, None, None)
    places = [one != other for above in stretches for one, other in itertools.pairwise(above)]
    longest = max(len(list(run)) for above in stretches for _, run in itertools.groupby(above))
    return RunsAnalysis(
        len(values), useful, longest, longest_run_limit(useful), sum(places), crossings_limit(len(places) + 1)
    )
