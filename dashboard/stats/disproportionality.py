"""Whether a medicine and an event are reported together more often than apart: PRR, ROR and IC.

Counts are distinct reports in a two-by-two table. These are signals of reporting, not of risk. Sources: Evans, Waller
and Davis (2001), Pharmacoepidemiol Drug Saf 10:483 (PRR); Rothman, Lanes and Sacks (2004) 13:519 (ROR); Norén,
Hopstadius and Bate (2013), Stat Methods Med Res 22:57 (IC). As in pvda 0.0.4; no correction for empty cells.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from scipy.special import gammaincinv

from dashboard.stats.errors import NegativeCount, NoActivity
from dashboard.stats.intervals import Interval, normal_quantile

IC_SHRINKAGE = 0.5
"""Added to observed and expected, so that one report of a rare pair is no signal."""


@dataclass(frozen=True, slots=True)
class TwoByTwo:
    """Distinct reports. Raises NegativeCount for a cell below zero."""

    both: float
    drug_only: float
    event_only: float
    neither: float

    def __post_init__(self) -> None:
        for name in ("both", "drug_only", "event_only", "neither"):
            if not 0 <= getattr(self, name) < math.inf:
                raise NegativeCount(
                    f"{name} is a count of reports, zero or more; it was {getattr(self, name)}"
                )

    @property
    def total(self) -> float:
        return math.fsum((self.both, self.drug_only, self.event_only, self.neither))

    @property
    def expected(self) -> float:
        """Reports of both, were drug and event reported independently. Raises NoActivity for an empty table."""
        if self.total == 0:
            raise NoActivity("a table without reports expects nothing")
        return (self.both + self.drug_only) * (self.both + self.event_only) / self.total


def two_by_two(reports: Iterable[tuple[object, bool, bool]]) -> TwoByTwo:
    """The table of (report, has the drug, has the event) rows; rows of one report count once, with either if any has it."""
    seen: dict[object, tuple[bool, bool]] = {}
    for report, drug, event in reports:
        had_drug, had_event = seen.get(report, (False, False))
        seen[report] = (had_drug or drug, had_event or event)
    cells = list(seen.values())
    return TwoByTwo(
        cells.count((True, True)),
        cells.count((True, False)),
        cells.count((False, True)),
        cells.count((False, False)),
    )


def proportional_reporting_ratio(table: TwoByTwo, confidence: float = 0.95) -> Interval:
    """PRR = (a/(a+b)) / (c/(c+d)) with its interval on the log scale.

    No report of both: 0, no upper limit (NaN). Event never without the drug: infinite. Without drug reports: NaN.
    """
    a, c = table.both, table.event_only
    with_drug, without = a + table.drug_only, c + table.neither
    variance = _inverse(a) - _inverse(with_drug) + _inverse(c) - _inverse(without)
    return _log_interval(_ratio(_ratio(a, with_drug), _ratio(c, without)), variance, confidence, "PRR")


def reporting_odds_ratio(table: TwoByTwo, confidence: float = 0.95) -> Interval:
    """ROR = ad / bc with its interval on the log scale; empty cells give 0, infinity or NaN."""
    a, b, c, d = table.both, table.drug_only, table.event_only, table.neither
    variance = math.fsum((_inverse(a), _inverse(b), _inverse(c), _inverse(d)))
    return _log_interval(_ratio(a * d, b * c), variance, confidence, "ROR")


def information_component(table: TwoByTwo, confidence: float = 0.95) -> Interval:
    """IC = log2((observed + 1/2) / (expected + 1/2)), with the limits of its gamma distribution. Finite throughout.

    Raises NoActivity for an empty table.
    """
    normal_quantile(confidence)
    shape, rate = table.both + IC_SHRINKAGE, table.expected + IC_SHRINKAGE
    tail = (1.0 - confidence) / 2.0
    lower, upper = (math.log2(float(gammaincinv(shape, share)) / rate) for share in (tail, 1.0 - tail))
    return Interval(math.log2(shape / rate), lower, upper, "IC")


def _inverse(cell: float) -> float:
    return 1.0 / cell if cell else math.inf


def _ratio(above: float, below: float) -> float:
    if below:
        return above / below
    return math.inf if above > 0 else math.nan


def _log_interval(value: float, variance: float, confidence: float, method: str) -> Interval:
    """value x exp(+/- z sqrt(variance)); 0 x infinity is undefined, not 0."""
    z = normal_quantile(confidence)
    if math.isnan(value) or math.isnan(variance):
        return Interval(value, math.nan, math.nan, method)
    if math.isinf(variance):
        return Interval(value, value * 0.0, value * math.inf, method)
    # with no report of a drug or an event alone, the terms cancel to a rounding that can be below zero
    spread = z * math.sqrt(max(0.0, variance))
    return Interval(value, value * math.exp(-spread), value * math.exp(spread), method)
